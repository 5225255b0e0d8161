//! The gate in front of everything: is there a byte in the text at which anything to find could hold together?
//!
//! Every built-in detector needs a *sign*: a byte from `/` to `` ` `` (digits, `:`, `=`, `@`, `\`, `_` among them) that is
//! not merely the capital that begins a word. Prose has none, paths, addresses and tokens all have one, and two
//! comparisons with ranges tell them apart, sixteen bytes at once. What has no sign is never looked at again.
//!
//! The loops are written for the vectoriser: arrays of fixed size, no branch, signed comparisons, which are one
//! instruction where unsigned ones are two.

/// How many bytes are passed over at once.
const BLOCK: usize = 64;

const LANE: usize = 16;

/// Returns whether a built-in detector could find something.
#[inline]
pub(super) fn has_sign(bytes: &[u8]) -> bool {
    // A lane and the one that begins a byte before it are read from the text itself: what is put together of parts is
    // waited for.
    if bytes.len() <= LANE {
        return short_has_sign(bytes);
    }
    if is_sign(bytes[0], 0) {
        return true;
    }
    let mut at = clean_until::<BLOCK>(bytes, clean_until::<{ 2 * BLOCK }>(bytes, 1));
    while at < bytes.len() {
        // The last lane overlaps the one before it.
        let from = at.min(bytes.len() - LANE);
        if lane_has_sign(bytes, from) {
            return true;
        }
        at += LANE;
    }
    false
}

/// Returns the place of the next sign, at `from` or behind it; `before` is the byte before `from`.
#[inline]
pub(super) fn next_sign(bytes: &[u8], mut from: usize, mut before: u8) -> Option<usize> {
    let mut clean = 0_usize;
    while let Some(word) = word_at(bytes, from) {
        let signs = signs_of(word, before);
        if signs != 0 {
            return Some(from + signs.trailing_zeros() as usize / 8);
        }
        from += WORD;
        clean += WORD;
        if clean >= BLOCK {
            // Where signs are rare, blocks are passed over.
            from = clean_until::<BLOCK>(bytes, from);
            clean = 0;
        }
        before = bytes[from - 1];
    }
    for (index, byte) in bytes.get(from..)?.iter().enumerate() {
        if is_sign(*byte, before) {
            return Some(from + index);
        }
        before = *byte;
    }
    None
}

/// Returns the place of a byte, at `from` or behind it.
#[inline]
pub(super) fn find_byte(bytes: &[u8], byte: u8, mut from: usize) -> Option<usize> {
    let wanted = u64::from_le_bytes([byte; WORD]);
    while let Some(word) = word_at(bytes, from) {
        let other = word ^ wanted;
        // The lowest byte that is zero is found truly; those above it may not be, and are not asked for.
        let zeros = other.wrapping_sub(ONES) & !other & HIGH;
        if zeros != 0 {
            return Some(from + zeros.trailing_zeros() as usize / 8);
        }
        from += WORD;
    }
    bytes.get(from..)?.iter().position(|at| *at == byte).map(|at| from + at)
}

const WORD: usize = 8;
const ONES: u64 = u64::from_le_bytes([1; WORD]);
const HIGH: u64 = u64::from_le_bytes([0x80; WORD]);

#[inline]
fn word_at(bytes: &[u8], from: usize) -> Option<u64> {
    bytes.get(from..).and_then(|rest| rest.first_chunk::<WORD>()).map(|word| u64::from_le_bytes(*word))
}

/// Returns the highest bit of each byte that is a sign, eight at once and without vectors: it is asked for a place, and
/// vectors do not say which.
#[inline]
const fn signs_of(word: u64, before: u8) -> u64 {
    let before = word << 8 | before as u64;
    let capitals = at_least(word, b'A') & !at_least(word, b'Z' + 1) & !at_least(before, b'A');
    at_least(word, b'/') & !at_least(word, b'`' + 1) & !capitals
}

/// Returns the highest bit of each byte that is at least another; bytes beyond ASCII count as none.
#[inline]
const fn at_least(word: u64, least: u8) -> u64 {
    (word & !HIGH).wrapping_add(ONES * (0x80 - least) as u64) & !word & HIGH
}

/// Returns a place up to which no byte from `from` on is a sign, in whole blocks.
#[inline]
fn clean_until<const BLOCK: usize>(bytes: &[u8], mut from: usize) -> usize {
    while from > 0 {
        let Some(now) = bytes.get(from..).and_then(|rest| rest.first_chunk::<BLOCK>()) else { break };
        let Some(before) = bytes.get(from - 1..).and_then(|rest| rest.first_chunk::<BLOCK>()) else { break };
        if signs(now, before) {
            break;
        }
        from += BLOCK;
    }
    from
}

#[inline]
fn lane_has_sign(bytes: &[u8], from: usize) -> bool {
    let now = bytes.get(from..).and_then(|rest| rest.first_chunk::<LANE>());
    let before = bytes.get(from.wrapping_sub(1)..).and_then(|rest| rest.first_chunk::<LANE>());
    now.zip(before).is_none_or(|(now, before)| signs(now, before))
}

/// Says the same of a text of one lane at most: of its first and its last bytes, which may overlap.
#[inline]
fn short_has_sign(bytes: &[u8]) -> bool {
    let half = |half: [u8; 4]| u64::from(u32::from_le_bytes(half));
    let before = |length: usize| bytes.get(bytes.len().wrapping_sub(length + 1)).copied().unwrap_or(0);
    if let (Some(first), Some(last)) = (bytes.first_chunk::<WORD>(), bytes.last_chunk::<WORD>()) {
        let [first, last] = [first, last].map(|word| u64::from_le_bytes(*word));
        return signs_of(first, 0) | signs_of(last, before(WORD)) != 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return signs_of(half(*first), 0) | signs_of(half(*last), before(4)) != 0;
    }
    let mut last = 0;
    bytes.iter().any(|byte| is_sign(*byte, std::mem::replace(&mut last, *byte)))
}

/// Returns whether one of the bytes is a sign; `before` holds the byte before each.
#[inline]
fn signs<const N: usize>(now: &[u8; N], before: &[u8; N]) -> bool {
    let mut any = false;
    for (byte, before) in now.iter().zip(before) {
        any |= is_sign(*byte, *before);
    }
    any
}

/// Returns whether a byte is a sign behind another.
#[inline]
const fn is_sign(byte: u8, before: u8) -> bool {
    lies_in(byte, b'/', b'`') & !(lies_in(byte, b'A', b'Z') & !is_letter_or_above(before))
}

/// Returns whether the byte is at least a letter; bytes beyond ASCII count as none.
#[inline]
#[expect(clippy::cast_possible_wrap, reason = "signed comparisons are one vector instruction")]
const fn is_letter_or_above(byte: u8) -> bool {
    (byte as i8) > b'@' as i8
}

/// Returns whether the byte lies between two others: the range is moved to the lowest signed numbers.
#[inline]
#[expect(clippy::cast_possible_wrap, reason = "signed comparisons are one vector instruction")]
const fn lies_in(byte: u8, from: u8, to: u8) -> bool {
    (byte.wrapping_sub(from).wrapping_add(0x80) as i8) <= (to - from).wrapping_add(0x80) as i8
}

/// Three neighbouring letters of a name, by which a text is asked whether it could hold the name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triple([u8; 3]);

impl Triple {
    /// The bit that tells a small letter from its capital. Other bytes may be taken for each other by it, which only
    /// costs a closer look.
    const SMALL: u8 = 0x20;

    /// Returns the three neighbours of a name that are the rarest in English text, and where they stand.
    pub(super) fn rarest(name: &[u8]) -> Option<(usize, Self)> {
        const COMMON: &[u8] = b"zqxjkvbpygfwmucldrhsnioate";
        let commonness = |byte: &u8| COMMON.iter().position(|common| common == byte).unwrap_or(0);
        let triples = name.windows(3).enumerate();
        let (at, triple) = triples.min_by_key(|(_, triple)| triple.iter().map(commonness).sum::<usize>())?;
        Some((at, Self([triple[0], triple[1], triple[2]].map(|byte| byte | Self::SMALL))))
    }

    /// Returns where the letters stand next, at `from` or behind it.
    pub(super) fn find(self, bytes: &[u8], mut from: usize) -> Option<usize> {
        while let Some(window) = bytes.get(from..).and_then(|rest| rest.first_chunk::<{ BLOCK + 2 }>()) {
            if self.is_in(window) {
                break;
            }
            from += BLOCK;
        }
        bytes
            .get(from..)?
            .windows(3)
            .position(|letters| self.is(letters[0], letters[1], letters[2]))
            .map(|at| from + at)
    }

    /// Returns whether the letters stand somewhere in the bytes.
    #[inline]
    pub(super) fn is_found(self, bytes: &[u8]) -> bool {
        let mut rest = bytes;
        while let Some(window) = rest.first_chunk::<{ BLOCK + 2 }>() {
            if self.is_in(window) {
                return true;
            }
            rest = &rest[BLOCK..];
        }
        while let Some(window) = rest.first_chunk::<{ LANE + 2 }>() {
            if self.is_in(window) {
                return true;
            }
            rest = &rest[LANE..];
        }
        match bytes.last_chunk::<{ LANE + 2 }>() {
            Some(window) => self.is_in(window),
            None => bytes.windows(3).any(|letters| self.is(letters[0], letters[1], letters[2])),
        }
    }

    #[inline]
    fn is_in<const N: usize>(self, window: &[u8; N]) -> bool {
        let mut any = false;
        for ((first, second), third) in window.iter().zip(&window[1..]).zip(&window[2..]) {
            any |= self.is(*first, *second, *third);
        }
        any
    }

    #[inline]
    #[expect(clippy::needless_bitwise_bool, reason = "a branch would keep the loop from being made of vectors")]
    const fn is(self, first: u8, second: u8, third: u8) -> bool {
        let [one, two, three] = self.0;
        (first | Self::SMALL == one) & (second | Self::SMALL == two) & (third | Self::SMALL == three)
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Triple, clean_until, has_sign, is_sign, next_sign};

    /// Says the same byte by byte.
    fn plain(bytes: &[u8]) -> bool {
        (0..bytes.len()).any(|at| is_sign(bytes[at], if at == 0 { 0 } else { bytes[at - 1] }))
    }

    #[test]
    fn a_sign_is_found_at_every_place_of_every_length() {
        for length in 0..200 {
            let mut text = vec![b'a'; length];
            assert!(!has_sign(&text));
            for at in 0..length {
                for sign in *b"/9:=@\\_`" {
                    text[at] = sign;
                    assert!(has_sign(&text), "{length} {at} {}", char::from(sign));
                }
                assert_eq!(next_sign(&text, 0, 0), Some(at), "{length} {at}");
                assert_eq!(next_sign(&text, at, b'a'), Some(at), "{length} {at}");
                assert_eq!(next_sign(&text, at + 1, b'/'), None, "{length} {at}");
                text[at] = b'X';
                assert_eq!(has_sign(&text), plain(&text), "{length} {at}");
                text[at] = 0xC3;
                assert!(!has_sign(&text), "{length} {at}");
                text[at] = b'a';
            }
        }
    }

    #[test]
    fn each_byte_is_what_its_range_says() {
        for byte in 0..=255 {
            let is_upper = u8::is_ascii_uppercase(&byte);
            assert_eq!(is_sign(byte, b' '), (b'/'..=b'`').contains(&byte) && !is_upper);
            assert_eq!(is_sign(byte, b'a'), (b'/'..=b'`').contains(&byte));
        }
    }

    #[test]
    fn clean_blocks_are_passed_over_and_no_sign_is() {
        let mut text = [b'a'; 300];
        assert_eq!(clean_until::<BLOCK>(&text, 1), 257);
        text[200] = b'/';
        assert_eq!(clean_until::<BLOCK>(&text, 1), 193);
    }

    #[test]
    fn a_name_is_asked_for_by_its_rarest_letters() {
        let (at, letters) = Triple::rarest(b"ateliersjkx").expect("it has three letters");
        assert_eq!((at, letters.0), (8, *b"jkx"));
        for length in 3..150 {
            let mut text = vec![b'.'; length];
            assert!(!letters.is_found(&text) && letters.find(&text, 0).is_none());
            for at in 0..length - 2 {
                text[at..at + 3].copy_from_slice(b"JkX");
                assert!(letters.is_found(&text), "{length} {at}");
                assert_eq!(letters.find(&text, 0), Some(at));
                text[at..at + 3].copy_from_slice(b"...");
            }
        }
        assert!(Triple::rarest(b"xy").is_none());
    }
}
