//! What reaches a person or a machine: URLs, e-mail addresses, IP addresses.

use super::path;
use super::scan::Scan;
use super::view::{EDGE, Kind};
use crate::Detector;

/// The longest scheme that is looked for; the registered ones are shorter.
const LONGEST_SCHEME: usize = 32;

/// The longest local part of an e-mail address, and the longest domain.
const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 255;

/// The longest text of an IP address of version 6.
const LONGEST_IP: usize = 45;

/// Looks at `://`, whose colon stands at a place, and returns where to go on.
pub(super) fn url(scan: &mut Scan<'_, '_>, colon: usize) -> Option<usize> {
    let scheme = Kind::ALNUM.or(Kind::HYPHEN).or(Kind::DOT).or(Kind::LOCAL);
    let mut from = scan.view.start_of(scheme, colon, LONGEST_SCHEME);
    while from < colon && !scan.view.at(from).is_ascii_alphabetic() {
        from += 1;
    }
    if colon - from < 2 {
        return None;
    }
    if scan.is_on(Detector::Path) && scan.view.has(colon - 4.min(colon - from), "file") {
        return path::file_url(scan, from, colon + 3);
    }
    let end = path::run_end(scan, colon + 3, path::Run::Url);
    if end == colon + 3 {
        return None;
    }
    let has_password = has_password(scan, colon + 3, end);
    let secret = if has_password { scan.hit(from, end, Detector::ConnectionString) } else { None };
    let found = secret.or_else(|| scan.hit(from, end, Detector::Url));
    if found.is_none() {
        // Somebody wants to see URLs: their slashes are no paths.
        scan.no_path_until(end);
    }
    found
}

/// Returns whether a user and a password stand before the host.
fn has_password(scan: &Scan<'_, '_>, from: usize, to: usize) -> bool {
    let authority = scan.view.slice(from, to);
    let authority = authority.split(|byte| matches!(byte, b'/' | b'?' | b'#')).next().unwrap_or_default();
    let user = authority.iter().rposition(|byte| *byte == b'@').map(|at| &authority[..at]).unwrap_or_default();
    user.iter().position(|byte| *byte == b':').is_some_and(|colon| colon + 1 < user.len())
}

/// Looks at an `@` and returns where to go on.
pub(super) fn email(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    let Some(end) = address(scan, at, at + 1) else { return at + 1 };
    path::of_repository(scan, end).unwrap_or(end)
}

/// Finds an e-mail address by its `@` as URLs write it, `%40`, whose `%` stands at a place.
pub(super) fn escaped_email(scan: &mut Scan<'_, '_>, at: usize) -> Option<usize> {
    if scan.view.has(at, "%40") { address(scan, at, at + 3) } else { None }
}

/// Finds an e-mail address by what stands between its parts, and returns where it ends.
fn address(scan: &mut Scan<'_, '_>, at: usize, domain: usize) -> Option<usize> {
    let local = Kind::TOKEN.or(Kind::DOT).or(Kind::LOCAL).or(Kind::FOREIGN);
    let mut from = scan.view.start_of(local, at, LONGEST_LOCAL);
    while from < at && matches!(scan.view.at(from), b'.' | b'-' | b'+' | b'%') {
        from += 1;
    }
    let end = domain_end(scan, domain);
    if from == at || end == domain || is_picture(scan, domain, end) {
        return None;
    }
    scan.hit(from, end, Detector::Email)
}

/// Returns where a domain ends that has at least two labels, the last of letters; `from` when there is none.
fn domain_end(scan: &Scan<'_, '_>, from: usize) -> usize {
    let label = Kind::ALNUM.or(Kind::HYPHEN).or(Kind::FOREIGN);
    let (mut at, mut end) = (from, from);
    while at < from + LONGEST_DOMAIN {
        let next = scan.view.end_of(label, at);
        let is_last = next - at >= 2 && !scan.view.slice(at, next).iter().any(|byte| Kind::DIGIT.has(*byte));
        if at > from && is_last && scan.view.at(next) != EDGE {
            end = next;
        }
        if next == at || scan.view.at(next) != b'.' {
            break;
        }
        at = next + 1;
    }
    while end > from && scan.view.before(end) == b'-' {
        end -= 1;
    }
    end
}

/// Returns whether `icon@2x.png` was taken for an address.
fn is_picture(scan: &Scan<'_, '_>, from: usize, to: usize) -> bool {
    let digits = scan.view.end_of(Kind::DIGIT, from);
    digits > from && scan.view.at(digits) == b'x' && scan.view.at(digits + 1) == b'.' && to - digits < 8
}

/// Looks at a number at the begin of a word and returns where an IP address of version 4 ends that begins there.
pub(super) fn ip4(scan: &mut Scan<'_, '_>, from: usize) -> Option<usize> {
    let before = scan.view.before(from);
    // Most numbers are no addresses: they are seen from afar.
    let has_dot = scan.view.slice(from, from + 4).iter().skip(1).any(|byte| *byte == b'.');
    if !has_dot || before == EDGE {
        return None;
    }
    if Kind::WORD.or(Kind::DOT).or(Kind::HYPHEN).has(before) && !scan.view.is_parted_before(from) {
        return None;
    }
    let (mut at, mut octets) = (from, [0; 4]);
    for (index, octet) in octets.iter_mut().enumerate() {
        let end = scan.view.end_of(Kind::DIGIT, at);
        let digits = scan.view.slice(at, end.min(at + 4));
        let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        let is_number = (1..=3).contains(&digits.len()) && (digits.len() == 1 || digits[0] != b'0');
        if !is_number || number > 255 || (index < 3 && scan.view.at(end) != b'.') {
            return None;
        }
        *octet = number;
        at = end + 1;
    }
    let (end, next) = (at - 1, scan.view.at(at - 1));
    let is_joined = Kind::WORD.or(Kind::HYPHEN).has(next) && !scan.view.is_parted_at(end);
    let goes_on = is_joined || (next == b'.' && Kind::WORD.has(scan.view.at(at)));
    // No machine has the addresses of whole networks; versions have their form: `Chrome/120.0.0.0`, `Version=4.0.0.0`.
    let is_everyones = matches!(octets, [127, 0, 0, 1] | [0, ..] | [_, 0, 0, 0] | [255, 255, ..]);
    if goes_on || next == EDGE || (next == b'.' && scan.view.at(at) == EDGE) || is_everyones || is_version(scan, from) {
        return None;
    }
    scan.hit(from, end, Detector::Ip)
}

/// Returns whether the word before a number says that a version follows. Behind a marker nobody can tell.
fn is_version(scan: &Scan<'_, '_>, from: usize) -> bool {
    let space = scan.view.start_of(Kind::SPACE, from, 2);
    if scan.view.before(space) == EDGE || (from == 0 && scan.view.before(0) == EDGE) {
        return true;
    }
    let word = scan.view.start_of(Kind::WORD, space, 12);
    let length = space - word;
    space < from
        && ["version", "ver", "build", "release", "v"]
            .iter()
            .any(|name| length == name.len() && scan.view.has(word, name))
}

/// Looks at a colon and returns where an IP address of version 6 ends that holds it.
pub(super) fn ip6(scan: &mut Scan<'_, '_>, colon: usize) -> Option<usize> {
    let joins = |byte: u8| Kind::HEX.has(byte) || byte == b':';
    if !joins(scan.view.before(colon)) && scan.view.at(colon + 1) != b':' || !joins(scan.view.at(colon + 1)) {
        return None;
    }
    let is_part = |byte: u8| Kind::HEX.or(Kind::DOT).has(byte) || byte == b':';
    let mut from = colon;
    while from > 0 && colon - from < 5 && Kind::HEX.has(scan.view.before(from)) {
        from -= 1;
    }
    let mut end = colon;
    while end - from <= LONGEST_IP && end < scan.view.len() && is_part(scan.view.at(end)) {
        end += 1;
    }
    let (before, next) = (scan.view.before(from), scan.view.at(end));
    if Kind::WORD.has(before) || matches!(before, EDGE | b':' | b'.') || Kind::WORD.has(next) || next == EDGE {
        return None;
    }
    while end > from
        && (scan.view.before(end) == b'.'
            || (scan.view.before(end) == b':' && !scan.view.has(end.saturating_sub(2), "::")))
    {
        end -= 1;
    }
    let text = core::str::from_utf8(scan.view.slice(from, end)).ok()?;
    if text.bytes().filter(|byte| *byte == b':').count() < 2 {
        return None;
    }
    let address: core::net::Ipv6Addr = text.parse().ok()?;
    if address.is_loopback() || address.is_unspecified() || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    scan.hit(from, end, Detector::Ip)
}
