//! Secrets that say what they are by what stands before them: `password=`, `"token": "…"`, `Bearer`, `--password`.

use super::scan::Scan;
use super::view::{EDGE, Kind};
use crate::Detector;

/// The longest name that is looked at before a `=` or `:`.
const LONGEST_KEY: usize = 48;

/// How sure the name of a value makes that it is a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// `key`, which half of the world is called: the value must look like one.
    Look,
    /// `token`, which parsers have too: the value must be longer than a word and hold a digit.
    Sign,
    /// `password`: anything that is no placeholder.
    Any,
}

/// How names of secrets end, without `_`, `-` and `.`, in small letters.
#[rustfmt::skip]
const NAMES: &[(&str, Trust)] = &[
    ("password", Trust::Any), ("passwd", Trust::Any), ("pwd", Trust::Any), ("passphrase", Trust::Any),
    ("passcode", Trust::Any), ("secret", Trust::Any), ("apikey", Trust::Any), ("accesskey", Trust::Any),
    ("secretkey", Trust::Any), ("privatekey", Trust::Any), ("encryptionkey", Trust::Any), ("signingkey", Trust::Any),
    ("masterkey", Trust::Any), ("subscriptionkey", Trust::Any), ("functionskey", Trust::Any), ("accountkey", Trust::Any), ("authkey", Trust::Any), ("credential", Trust::Any),
    ("credentials", Trust::Any), ("connectionstring", Trust::Any), ("token", Trust::Sign), ("signature", Trust::Sign),
    ("sig", Trust::Sign), ("authorization", Trust::Sign), ("auth", Trust::Sign), ("cookie", Trust::Sign),
    ("sessionid", Trust::Sign), ("jwt", Trust::Sign), ("pass", Trust::Sign), ("key", Trust::Look),
];

/// How names end that only look like those of secrets.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "compass", "bypass", "subpass", "overpass", "underpass", "trespass", "surpass", "publickey", "primarykey",
    "foreignkey", "sortkey", "partitionkey", "cachekey", "hotkey", "monkey", "turkey", "donkey",
];

/// Values that say that there is none, or what would be there.
const PLACEHOLDERS: &[&str] = &[
    "null",
    "none",
    "nil",
    "true",
    "false",
    "undefined",
    "string",
    "str",
    "number",
    "boolean",
    "bool",
    "empty",
    "missing",
    "required",
    "optional",
    "invalid",
    "incorrect",
    "expired",
    "unknown",
    "wrong",
    "redacted",
    "hidden",
    "masked",
];

/// Looks at the `=` or `:` at a place.
pub(super) fn assignment(scan: &mut Scan<'_, '_>, at: usize) {
    let Some(key_end) = key_end(scan, at) else { return };
    let key = scan.view.start_of(Kind::TOKEN.or(Kind::DOT), key_end, LONGEST_KEY);
    let mut name = [0; LONGEST_KEY];
    let name = normal(scan.view.slice(key, key_end), &mut name);
    let trust = NAMES.iter().filter(|(end, _)| name.ends_with(end.as_bytes())).map(|(_, trust)| *trust).max();
    let Some(trust) = trust else { return };
    if trust < Trust::Any && OTHERS.iter().any(|end| name.ends_with(end.as_bytes())) {
        return;
    }
    // `Unexpected key: x`, `ssh-key`, `primary_key` are no secrets of their own.
    if trust == Trust::Look && (name.len() > 12 || scan.view.before(key) == EDGE) {
        return;
    }
    let Some((from, end)) = value(scan, at) else { return };
    let is_secret = is_secret(scan, trust, at, from, end);
    scan.assigned(end, is_secret);
    if is_secret {
        let detector = detector(scan, key, name, end);
        scan.hit(from, end, if scan.is_on(detector) { detector } else { Detector::GenericSecret });
    }
}

/// Returns whether a name of a secret could end with two letters; most that stand before a `:` or `=` do not.
fn could_end(last: u8, before: u8) -> bool {
    ENDS[usize::from(last & 0x1F)] & 1 << (before & 0x1F) != 0 || !before.is_ascii_alphabetic()
}

/// For each last letter of a name, the letters that stand before it.
static ENDS: [u32; 32] = {
    let mut ends = [0; 32];
    let mut at = 0;
    while at < NAMES.len() {
        let name = NAMES[at].0.as_bytes();
        ends[(name[name.len() - 1] & 0x1F) as usize] |= 1 << (name[name.len() - 2] & 0x1F);
        at += 1;
    }
    ends
};

/// Returns where the name before a separator ends, if a name of a secret could end so.
fn key_end(scan: &Scan<'_, '_>, at: usize) -> Option<usize> {
    let mut end = scan.view.start_of(Kind::SPACE, at, 2);
    while at - end < 6 && matches!(scan.view.before(end), b'"' | b'\'' | b'\\' | b']' | b'`') {
        end -= 1;
    }
    let (last, before) = (scan.view.before(end), scan.view.before(end.saturating_sub(1)));
    (Kind::LOWER.or(Kind::UPPER).has(last) && could_end(last, before)).then_some(end)
}

/// Returns a name in small letters without what joins its words.
fn normal<'n>(key: &[u8], name: &'n mut [u8; LONGEST_KEY]) -> &'n [u8] {
    let mut length = 0;
    for byte in key.iter().filter(|byte| Kind::ALNUM.has(**byte)) {
        name[length] = byte.to_ascii_lowercase();
        length += 1;
    }
    &name[..length]
}

/// Returns which detector a value belongs to, by its name and what stands around.
fn detector(scan: &Scan<'_, '_>, key: usize, name: &[u8], end: usize) -> Detector {
    let holds = |word: &[u8]| name.windows(word.len()).any(|window| window == word);
    if holds(b"accountkey") || holds(b"sharedaccess") || holds(b"azure") {
        Detector::AzureKey
    } else if holds(b"aws") {
        Detector::AwsKey
    } else if scan.view.slice(key, key + 2) == b"--" {
        Detector::CommandLineSecret
    } else if scan.view.before(key) == b';' || (scan.view.at(end) == b';' && Kind::ALNUM.has(scan.view.at(end + 1))) {
        Detector::ConnectionString
    } else {
        Detector::GenericSecret
    }
}

/// Returns where the value begins and ends that is assigned at a place.
fn value(scan: &Scan<'_, '_>, at: usize) -> Option<(usize, usize)> {
    let mut from = at + 1;
    while from - at < 8 && matches!(scan.view.at(from), b' ' | b'\t' | b'>' | b'=') {
        from += 1;
    }
    let is_escaped = scan.view.at(from) == b'\\' && Kind::QUOTE.has(scan.view.at(from + 1));
    from += usize::from(is_escaped);
    let quote = scan.view.at(from);
    if Kind::QUOTE.has(quote) {
        from += 1;
        let mut end = from;
        while end < scan.view.len() && !matches!(scan.view.at(end), b'\n' | EDGE) && scan.view.at(end) != quote {
            // In quotes that are not escaped themselves an escaped one is a part of the value.
            let is_part = !is_escaped && scan.view.at(end) == b'\\' && scan.view.at(end + 1) == quote;
            end += if is_part { 2 } else { 1 };
        }
        if scan.view.at(end) == quote {
            let end = if scan.view.before(end) == b'\\' { end - 1 } else { end };
            return (end > from).then_some((from, end));
        }
    }
    if ["bearer ", "basic ", "token "].iter().any(|scheme| scan.view.has(from, scheme)) {
        from = scan.view.end_of(Kind::ALNUM, from) + 1;
    }
    let mut end = from;
    while end < scan.view.len() && !ends_value(scan.view.at(end)) {
        end += 1;
    }
    (end > from).then_some((from, end))
}

fn ends_value(byte: u8) -> bool {
    Kind::SPACE.or(Kind::QUOTE).or(Kind::CLOSE).or(Kind::BAR).has(byte) || matches!(byte, b',' | b';' | b'&' | EDGE)
}

/// Returns whether a value is a secret rather than a placeholder, a word of a sentence or a part of code.
fn is_secret(scan: &Scan<'_, '_>, trust: Trust, at: usize, from: usize, end: usize) -> bool {
    let value = scan.view.slice(from, end);
    let length = value.len();
    let has = |kind: Kind| value.iter().any(|byte| kind.has(*byte));
    if scan.view.at(end) == EDGE || value.iter().all(|byte| matches!(byte, b'*' | b'.' | b'x' | b'X' | b'-' | b'?')) {
        return false;
    }
    if matches!(value[0], b'<' | b'{' | b'$' | b'%' | b'[' | b'(') || value.ends_with(b"(") {
        return false;
    }
    if PLACEHOLDERS.iter().any(|word| value.eq_ignore_ascii_case(word.as_bytes())) {
        return false;
    }
    match trust {
        Trust::Look => length >= 16 && has(Kind::DIGIT) && has(Kind::LOWER.or(Kind::UPPER)) && !are_words(value),
        Trust::Sign => length >= 8 && has(Kind::DIGIT),
        Trust::Any => !is_prose(scan, at, from, end) && length >= 2,
    }
}

/// Returns whether a value is put together of words and numbers, as `user-profile-page-1` and `created_at_2024` are.
fn are_words(value: &[u8]) -> bool {
    let mut parts = value.split(|byte| matches!(byte, b'-' | b'_' | b'.' | b':' | b'/' | b'+'));
    let is_one = |part: &[u8]| {
        let letters = part.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let digits = &part[letters..];
        // `region1` is a word, and what has more digits behind its letters may be anything.
        digits.iter().all(u8::is_ascii_digit) && (letters == 0 || digits.len() <= 2) && part.len() <= 12
    };
    value.len() <= 64 && parts.clone().count() >= 3 && parts.all(is_one)
}

/// Returns whether a value goes on as a sentence: `password: must not be empty`.
fn is_prose(scan: &Scan<'_, '_>, at: usize, from: usize, end: usize) -> bool {
    let is_word =
        scan.view.slice(from, end).iter().all(|byte| Kind::LOWER.or(Kind::UPPER).or(Kind::FOREIGN).has(*byte));
    let is_spaced = scan.view.at(at) == b':' && scan.view.before(from) == b' ';
    is_word && is_spaced && scan.view.at(end) == b' '
}

/// Looks at a run of bytes without white space that holds a sign: is it what follows `Bearer`, `Basic` or `--password`?
pub(super) fn argument(scan: &mut Scan<'_, '_>, run: usize) {
    if scan.view.at(run) == b'-' && is_flag_of_login(scan, run, run + 2) {
        // `-uada:secret`, `-psecret`: the flag and what it is for are one.
        return hide_argument(scan, run + 2);
    }
    let space = scan.view.start_of(Kind::SPACE, run, 4);
    if space == run || scan.view.before(run) == b'\n' {
        return;
    }
    let word = scan.view.start_of(Kind::TOKEN, space, 32);
    if !matches!(scan.view.at(word), b'-' | b'b' | b'B') {
        return;
    }
    let from = if Kind::QUOTE.has(scan.view.at(run)) { run + 1 } else { run };
    if scan.view.before(word) == EDGE {
        return;
    }
    if space - word == 6 && scan.view.has(word, "bearer") {
        let end = scan.view.end_of(Kind::TOKEN.or(Kind::PADDING).or(Kind::DOT), from);
        if end - from >= 8 {
            scan.hit(from, end, Detector::BearerToken);
        }
    } else if space - word == 5 && scan.view.has(word, "basic") {
        let end = scan.view.end_of(Kind::ALNUM.or(Kind::PADDING), from);
        if is_user_and_password(scan.view.slice(from, end)) {
            scan.hit(from, end, Detector::BasicAuth);
        }
    } else if scan.view.slice(word, word + 2) == b"--" || is_flag_of_login(scan, word, space) {
        flag(scan, (word, space), from);
    }
}

/// Hides what follows a flag that names a secret.
fn flag(scan: &mut Scan<'_, '_>, (word, space): (usize, usize), from: usize) {
    let mut name = [0; LONGEST_KEY];
    let name = normal(scan.view.slice(word, space), &mut name);
    let is_known = |(end, trust): &(&str, Trust)| *trust > Trust::Look && name.ends_with(end.as_bytes());
    if is_flag_of_login(scan, word, space) || NAMES.iter().any(is_known) {
        hide_argument(scan, from);
    }
}

fn hide_argument(scan: &mut Scan<'_, '_>, from: usize) {
    let mut end = from;
    while end < scan.view.len() && !Kind::SPACE.or(Kind::QUOTE).has(scan.view.at(end)) && scan.view.at(end) != EDGE {
        end += 1;
    }
    let is_variable = matches!(scan.view.at(from), b'$' | b'%' | b'<' | b'{' | b'-');
    if end > from && !is_variable {
        scan.hit(from, end, Detector::CommandLineSecret);
    }
}

/// Returns whether a flag of a command is followed by a password: `-u` and `--user` of `curl`; `-p` of those that log in.
fn is_flag_of_login(scan: &Scan<'_, '_>, word: usize, end: usize) -> bool {
    let flag = scan.view.slice(word, end);
    if !matches!(flag, b"-u" | b"-p" | b"--user") || !Kind::SPACE.has(scan.view.before(word)) {
        return false;
    }
    let line = scan.view.slice(word.saturating_sub(64), word);
    let line = line.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let holds = |name: &[u8]| line.windows(name.len()).any(|window| window == name);
    let passwords: [&[u8]; 4] = [b"sshpass", b"psexec", b" login ", b"mysql "];
    if flag == b"-p" { passwords.iter().any(|name| holds(name)) } else { holds(b"curl ") }
}

/// Returns whether a text is Base64 of a user, a colon and a password.
fn is_user_and_password(text: &[u8]) -> bool {
    let (mut bits, mut count, mut has_colon) = (0_u32, 0, false);
    for byte in text.iter().take_while(|byte| **byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return false,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            let character = (bits >> count) & 0xFF;
            if character < 0x20 {
                return false;
            }
            has_colon |= character == u32::from(b':');
        }
    }
    has_colon && text.len() >= 4
}
