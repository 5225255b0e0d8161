//! Paths: Unix, Windows, UNC, `file://`; with spaces where quotes hold them together.
//!
//! A path is absolute and has two names at least (`/explain` is a command), or hangs on `~`, `.` or `..`, or ends in a
//! name with an extension (`src/main.rs`; `and/or`, `1/2`, `text/plain` and `openai/gpt-4o` do not).

use super::scan::Scan;
use super::view::{EDGE, END, Kind, View};
use crate::Detector;

/// How far a relative path is followed to its begin.
const LONGEST_FIRST: usize = 128;

/// What a name before the first separator is made of.
const FIRST: Kind = PLAIN.or(Kind::FOREIGN);

/// The same without what is beyond ASCII.
const PLAIN: Kind = Kind::TOKEN.or(Kind::DOT).or(Kind::LOCAL).or(Kind::TILDE);

/// How far it is looked whether a run is a path: what is none is looked at again from its next separator on.
const LONGEST_LOOK: usize = 256;

/// What runs of bytes are followed: they end at other places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    Path,
    Url,
}

/// Looks at a `/` or `\` and returns where to go on.
pub(super) fn separator(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    if at < scan.path_until {
        return at + 1;
    }
    let mut from = at;
    while at - from < LONGEST_FIRST && FIRST.has(scan.view.before(from)) && !scan.view.is_mark_before(from) {
        from -= 1;
    }
    while from < at && Kind::FOREIGN.has(scan.view.at(from)) && !is_first_byte(scan.view.at(from)) {
        from += 1;
    }
    path(scan, from, at)
}

/// Returns whether a character can begin with this byte.
fn is_first_byte(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Looks at a drive's colon; the letter stands before it.
pub(super) fn drive(scan: &mut Scan<'_, '_>, colon: usize) -> Option<usize> {
    let from = colon.checked_sub(1)?;
    let is_drive = scan.view.at(from).is_ascii_alphabetic() && Kind::SEPARATOR.has(scan.view.at(colon + 1));
    let before = scan.view.before(from);
    let is_free = (!Kind::WORD.has(before) || scan.view.is_parted_before(from)) && before != EDGE;
    (is_drive && is_free && colon >= scan.path_until).then(|| path(scan, from, colon + 1))
}

/// Looks at the URL of a file, whose scheme begins at a place and whose path at another.
pub(super) fn file_url(scan: &mut Scan<'_, '_>, from: usize, path: usize) -> Option<usize> {
    let slash = scan.view.end_of(Kind::SEPARATOR, path);
    let is_drive = scan.view.at(slash).is_ascii_alphabetic() && scan.view.at(slash + 1) == b':';
    let end = run_end(scan, if is_drive { slash + 2 } else { path }, Run::Path);
    (end > path).then(|| {
        scan.root(if is_drive { slash } else { slash.saturating_sub(1).max(path) });
        keep(scan, from, end)
    })
}

/// Looks at what may be a path as URLs write it: names between two `%2F` or `%5C` at least, the first `%` at a place.
pub(super) fn escaped(scan: &mut Scan<'_, '_>, percent: usize) -> Option<usize> {
    if !scan.is_on(Detector::Path) || !is_escaped_separator(scan.view.slice(percent, percent + 3)) {
        return None;
    }
    let name = FIRST;
    let from = scan.view.start_of(name, percent, LONGEST_FIRST);
    let end = trimmed(&scan.view, percent, scan.view.end_of(name, percent));
    // One alone is met once: what is looked at in vain is looked at once.
    let separators =
        scan.view.slice(percent, end).windows(3).filter(|bytes| is_escaped_separator(bytes)).take(2).count();
    if separators == 2 { scan.hit(from, end, Detector::Path) } else { None }
}

fn is_escaped_separator(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', b'2', b'f' | b'F'] | [b'%', b'5', b'c' | b'C'])
}

/// Looks at what stands behind the host of `git@example.org:folder/repository`, which ends at a place.
pub(super) fn of_repository(scan: &mut Scan<'_, '_>, host: usize) -> Option<usize> {
    let from = host + 1;
    if scan.view.at(host) != b':' || !FIRST.has(scan.view.at(from)) || !scan.is_on(Detector::Path) {
        return None;
    }
    let most = scan.view.len().min(from + LONGEST_LOOK);
    let end = run_end_before(scan, from, most, Run::Path);
    let is_path = scan.view.slice(from, end).contains(&b'/');
    is_path.then(|| run_end(scan, from, Run::Path)).and_then(|end| scan.hit(from, end, Detector::Path))
}

/// Decides about a run of names whose first separator stands at a place.
fn path(scan: &mut Scan<'_, '_>, mut from: usize, separator: usize) -> usize {
    let chain = chain_end(&scan.view, separator);
    let mut begins = begin(scan, from, separator);
    if begins == Begin::Relative && hangs_on_another(scan, from, separator, chain) {
        (from, begins) = (separator, Begin::Absolute);
    }
    let root = if begins == Begin::Nothing { None } else { scan.root(from) };
    let most = scan.view.len().min(separator + LONGEST_LOOK);
    let end = run_end_before(scan, separator, most, Run::Path);
    let names = names(&scan.view, separator, end);
    let is_path = match begins {
        _ if root.is_some() => true,
        Begin::Absolute => names >= 2,
        Begin::Escaped => names >= 2 && are_long(&scan.view, separator, end),
        Begin::Anchored => names >= 1,
        Begin::Relative => {
            has_extension(&scan.view, from, trimmed(&scan.view, from, chain)) && !is_call(&scan.view, chain)
        }
        Begin::Nothing => false,
    };
    if !is_path || !scan.is_on(Detector::Path) {
        // What follows another sign may begin a path of its own.
        scan.no_path_until(chain);
        return root.unwrap_or(separator + 1);
    }
    let mut end = if root.is_none() && most == scan.view.len() {
        end
    } else {
        run_end(scan, root.unwrap_or(separator), Run::Path)
    };
    if begins != Begin::Relative {
        end = quoted_end(scan, from, end).unwrap_or_else(|| spaced_end(scan, from, end));
    }
    keep(scan, from, end)
}

/// Returns where names and separators end that hang together: at a mark beyond ASCII another path may begin.
fn chain_end(view: &View<'_>, from: usize) -> usize {
    let mut at = view.end_of(PLAIN.or(Kind::SEPARATOR), from);
    // What is behind a mark is not looked at: it will be, from there on.
    while Kind::FOREIGN.has(view.at(at)) && !view.is_mark_at(at) {
        at = view.end_of(PLAIN.or(Kind::SEPARATOR), at + 1);
    }
    at
}

/// Returns whether what stands before the first separator is no name of the path: a flag, as in `-I/usr/include`, or a word
/// of a script that writes no spaces, unless it is the folder of a relative path.
fn hangs_on_another(scan: &Scan<'_, '_>, from: usize, separator: usize, chain: usize) -> bool {
    match scan.view.slice(from, separator) {
        [b'-', _] => true,
        _ => {
            scan.view.is_parted_before(separator) && !has_extension(&scan.view, from, trimmed(&scan.view, from, chain))
        }
    }
}

/// How a run of names begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begin {
    /// With `/` or a server.
    Absolute,
    /// With one `\`, which may as well escape something.
    Escaped,
    /// With a drive, `~`, `.` or `..`.
    Anchored,
    /// With a name.
    Relative,
    /// With what ends something else: `</b>`, a marker.
    Nothing,
}

fn begin(scan: &Scan<'_, '_>, from: usize, separator: usize) -> Begin {
    let before = scan.view.before(from);
    match scan.view.slice(from, separator) {
        _ if before == EDGE => Begin::Nothing,
        [] if matches!(before, b'<' | b')' | b']' | b'}') => Begin::Nothing,
        [] if scan.view.at(separator) == b'\\' && scan.view.at(separator + 1) != b'\\' => Begin::Escaped,
        [] => Begin::Absolute,
        [_, b':'] | [b'~', ..] | [b'.'] | [b'.', b'.'] => Begin::Anchored,
        _ => Begin::Relative,
    }
}

/// Returns how many names stand between separators: none, one or more.
fn names(view: &View<'_>, from: usize, to: usize) -> usize {
    let run = view.slice(from, to);
    run.split(|byte| Kind::SEPARATOR.has(*byte)).filter(|name| !name.is_empty()).take(2).count()
}

/// Returns whether no name is as short as what `\` escapes in other texts.
fn are_long(view: &View<'_>, from: usize, to: usize) -> bool {
    let mut names = view.slice(from, to).split(|byte| Kind::SEPARATOR.has(*byte)).filter(|name| !name.is_empty());
    !is_cut_off(view, to) && names.all(|name| name.len() >= 2 && Kind::WORD.has(name[0]) && Kind::WORD.has(name[1]))
}

/// Returns whether a marker cuts a run off, so that nobody knows how its last name went on.
fn is_cut_off(view: &View<'_>, to: usize) -> bool {
    let mut at = to;
    while at < view.len() && is_punctuation(view.at(at)) {
        at += 1;
    }
    view.at(at) == EDGE
}

/// Returns whether the last name has an extension: letters and digits behind its last dot, a letter first.
fn has_extension(view: &View<'_>, from: usize, to: usize) -> bool {
    let run = view.slice(from, to);
    let last = run.rsplit(|byte| Kind::SEPARATOR.has(*byte)).next().unwrap_or_default();
    let Some(dot) = last.iter().rposition(|byte| *byte == b'.') else { return false };
    let extension = &last[dot + 1..];
    !is_cut_off(view, to)
        && extension.first().is_some_and(u8::is_ascii_alphabetic)
        && extension.len() <= 8
        && extension.iter().all(u8::is_ascii_alphanumeric)
}

/// Returns whether a name is called that ends at a place, as in `java.base/java.lang.Thread.run(Thread.java:1583)`, and not
/// followed by a line: `main.cpp(12)`.
fn is_call(view: &View<'_>, end: usize) -> bool {
    view.at(end) == b'(' && !Kind::DIGIT.has(view.at(end + 1))
}

/// Returns where a run of a path or URL ends: at white space, quotes and bars, at a bracket that closes what was opened
/// before, at a line number; punctuation at its end is not its own.
pub(super) fn run_end(scan: &Scan<'_, '_>, from: usize, run: Run) -> usize {
    run_end_before(scan, from, scan.view.len(), run)
}

/// Does the same, and goes no further than a place.
fn run_end_before(scan: &Scan<'_, '_>, from: usize, most: usize, run: Run) -> usize {
    let (mut at, mut depth) = (scan.view.find(Kind::STOP, from, most), 0_usize);
    while at < most {
        let byte = scan.view.at(at);
        if Kind::OPEN.has(byte) {
            depth += 1;
        } else if Kind::CLOSE.has(byte) {
            let Some(left) = depth.checked_sub(1) else { break };
            depth = left;
        } else if byte != b':' || run == Run::Path && Kind::DIGIT.has(scan.view.at(at + 1)) {
            break;
        }
        at = scan.view.find(Kind::STOP, at + 1, most);
    }
    trimmed(&scan.view, from, at)
}

fn trimmed(view: &View<'_>, from: usize, to: usize) -> usize {
    let mut at = to;
    while at > from && is_punctuation(view.before(at)) {
        at -= 1;
    }
    at
}

fn is_punctuation(byte: u8) -> bool {
    matches!(byte, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'(' | b'[' | b'{')
}

/// Quotes and brackets beyond ASCII: what opens, and what closes it.
const QUOTES: &[(&str, [&str; 2])] = &[
    ("“", ["”", "”"]),
    ("„", ["“", "”"]),
    ("‘", ["’", "’"]),
    ("‚", ["‘", "’"]),
    ("«", ["»", "»"]),
    ("»", ["«", "»"]),
    ("‹", ["›", "›"]),
    ("「", ["」", "」"]),
    ("『", ["』", "』"]),
    ("《", ["》", "》"]),
    ("（", ["）", "）"]),
    ("【", ["】", "】"]),
];

/// Returns where the quotes beyond ASCII close that open right before a path: on the same line, before they open again.
fn marked_end(scan: &Scan<'_, '_>, from: usize) -> Option<usize> {
    let opens = |(open, _): &&(&str, _)| {
        from.checked_sub(open.len()).is_some_and(|at| scan.view.slice(at, from) == open.as_bytes())
    };
    let (open, close) = QUOTES.iter().find(opens)?;
    let mut at = from;
    while at < scan.view.len() && !matches!(scan.view.at(at), b'\n' | EDGE) {
        if Kind::FOREIGN.has(scan.view.at(at)) {
            if close.iter().any(|close| scan.view.slice(at, at + close.len()) == close.as_bytes()) {
                return Some(at);
            }
            if scan.view.slice(at, at + open.len()) == open.as_bytes() {
                return None;
            }
        }
        at += 1;
    }
    None
}

/// Returns where the quotes close that open right before a path.
fn quoted_end(scan: &Scan<'_, '_>, from: usize, end: usize) -> Option<usize> {
    if scan.view.is_mark_before(from) {
        return marked_end(scan, from);
    }
    let quote = scan.view.before(from);
    if !Kind::QUOTE.has(quote) || scan.view.at(end) == quote {
        return None;
    }
    let mut at = end;
    while at < scan.view.len() && !matches!(scan.view.at(at), b'\n' | EDGE) {
        if scan.view.at(at) == quote {
            return Some(if scan.view.before(at) == b'\\' { at - 1 } else { at });
        }
        at += 1;
    }
    None
}

/// Goes on behind a space where a path obviously does: what follows has two separators, or one and an extension. One is
/// enough where it is that of Windows, and in the folders of a user: `/Users/Ada Lovelace/x`.
fn spaced_end(scan: &Scan<'_, '_>, from: usize, mut end: usize) -> usize {
    let begin = scan.view.slice(from, end);
    let is_windows = begin.contains(&b'\\');
    let is_home = is_home(begin);
    while scan.view.at(end) == b' ' {
        let next = end + 1;
        let begins_anew = Kind::SEPARATOR.or(Kind::DOT).or(Kind::OPEN).has(scan.view.at(next));
        if begins_anew || scan.view.is_parted_at(next) || scan.view.at(next) == END {
            break;
        }
        let run = run_end(scan, next, Run::Path);
        let is_drive = scan.view.slice(next, run).contains(&b':');
        let separators = scan.view.slice(next, run).iter().filter(|byte| Kind::SEPARATOR.has(**byte)).count();
        let is_name = is_windows && scan.view.slice(next, run).contains(&b'\\') || is_home;
        let is_part = separators >= 2 || separators == 1 && (is_name || has_extension(&scan.view, next, run));
        if is_drive || !is_part {
            break;
        }
        end = run;
    }
    end
}

/// Returns whether a path lies in a folder of a user's, as far as it goes without a space, and does not end there: its last
/// name has no extension.
fn is_home(path: &[u8]) -> bool {
    let mut names = path.split(|byte| *byte == b'/');
    let is_users = names.next() == Some(b"") && matches!(names.next(), Some(b"Users" | b"home" | b"Volumes"));
    is_users && names.next_back().is_some_and(|name| !name.is_empty() && !name.contains(&b'.'))
}

/// Hides a path up to the segment from which on it is kept, and returns where to go on.
fn keep(scan: &mut Scan<'_, '_>, from: usize, end: usize) -> usize {
    let kept = if scan.may_keep(from, end) { scan.kept_from(from, end).unwrap_or(end) } else { end };
    scan.hit(from, kept, Detector::Path);
    if kept == end {
        return end;
    }
    // What stays of the path is looked at, but for its separators.
    scan.no_path_until(chain_end(&scan.view, kept));
    kept + 1
}
