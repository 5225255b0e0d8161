//! A stretch of text between two markers, byte by byte, and what kinds of bytes there are.
//!
//! Matchers look at bytes through [`View`] only. Beyond its ends they meet [`END`], where the text ends, or [`EDGE`],
//! where a marker stands: nothing that needs a border may lean on a marker, or redacting twice would find more than
//! redacting once.

/// What stands before the first and behind the last byte of the text: the end of a line.
pub(super) const END: u8 = b'\n';

/// What stands in the place of a marker. Where a text really holds this control character, it is a border as well.
pub(super) const EDGE: u8 = 0x7F;

/// A stretch of text that holds no marker.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'t> {
    bytes: &'t [u8],
    left: u8,
    right: u8,
    /// How many bytes matchers have asked for: linear time is tested by it, and never by a clock.
    #[cfg(test)]
    pub(super) steps: &'t core::cell::Cell<usize>,
}

impl<'t> View<'t> {
    /// Makes a view of `text[from..to]`, which stands between markers or the ends of the text.
    #[cfg(not(test))]
    pub(super) fn new(text: &'t str, from: usize, to: usize) -> Self {
        let bytes = text.as_bytes().get(from..to).unwrap_or_default();
        let right = if to == text.len() { END } else { EDGE };
        Self { bytes, left: if from == 0 { END } else { EDGE }, right }
    }

    #[cfg(test)]
    pub(super) fn new(text: &'t str, from: usize, to: usize) -> Self {
        std::thread_local! {
            static STEPS: &'static core::cell::Cell<usize> = Box::leak(Box::default());
        }
        let bytes = text.as_bytes().get(from..to).unwrap_or_default();
        let right = if to == text.len() { END } else { EDGE };
        Self { bytes, left: if from == 0 { END } else { EDGE }, right, steps: STEPS.with(|steps| *steps) }
    }

    pub(super) fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Returns the byte at a place, or what stands behind the end.
    #[inline]
    pub(super) fn at(&self, at: usize) -> u8 {
        #[cfg(test)]
        self.steps.set(self.steps.get() + 1);
        self.bytes.get(at).copied().unwrap_or(self.right)
    }

    /// Returns the byte before a place.
    #[inline]
    pub(super) fn before(&self, at: usize) -> u8 {
        if at == 0 { self.left } else { self.at(at - 1) }
    }

    /// Returns whether a word ends before a place with a character beyond ASCII: a mark or a symbol, or one of a script that
    /// writes no spaces between words. Letters of scripts that do are part of words.
    pub(super) fn is_parted_before(&self, at: usize) -> bool {
        self.lead_before(at).is_some_and(|lead| is_parting(self.at(lead)))
    }

    /// Returns the same of the character behind a place.
    pub(super) fn is_parted_at(&self, at: usize) -> bool {
        is_parting(self.at(at))
    }

    /// Returns whether a mark beyond ASCII stands before a place: `“`, `«`, `「`, `（`, `→`, `…`.
    pub(super) fn is_mark_before(&self, at: usize) -> bool {
        self.lead_before(at).is_some_and(|lead| self.is_mark_at(lead))
    }

    /// Returns whether a mark beyond ASCII begins at a place.
    pub(super) fn is_mark_at(&self, at: usize) -> bool {
        matches!((self.at(at), self.at(at + 1)), (0xC2 | 0xE2, _) | (0xE3, 0x80) | (0xEF, 0xBC))
    }

    /// Returns where the character beyond ASCII begins that ends before a place.
    fn lead_before(&self, at: usize) -> Option<usize> {
        if self.before(at) & 0xC0 != 0x80 {
            return None;
        }
        (2..=4).filter_map(|back| at.checked_sub(back)).find(|at| self.at(*at) & 0xC0 != 0x80)
    }

    /// Returns the bytes from one place to another, as far as there are any.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'t [u8] {
        #[cfg(test)]
        self.steps.set(self.steps.get() + to.saturating_sub(from));
        self.bytes.get(from..to.min(self.bytes.len())).unwrap_or_default()
    }

    /// Returns whether a word stands at a place, whatever its case.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        self.slice(at, at + word.len()).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Returns where the bytes of a kind end that begin at a place.
    #[inline]
    pub(super) fn end_of(&self, kind: Kind, from: usize) -> usize {
        self.first(from, self.bytes.len(), |byte| !kind.has(byte))
    }

    /// Returns where the next byte of a kind stands, at a place or behind it, or the most that it may be.
    #[inline]
    pub(super) fn find(&self, kind: Kind, from: usize, most: usize) -> usize {
        self.first(from, most, |byte| kind.has(byte))
    }

    #[inline]
    fn first(&self, from: usize, most: usize, is: impl Fn(u8) -> bool) -> usize {
        let Some(rest) = self.bytes.get(from..most.min(self.bytes.len())) else { return from };
        let length = rest.iter().position(|byte| is(*byte)).unwrap_or(rest.len());
        #[cfg(test)]
        self.steps.set(self.steps.get() + length);
        from + length
    }

    /// Returns where the bytes of a kind begin that end at a place, going back by `most` bytes at most.
    #[inline]
    pub(super) fn start_of(&self, kind: Kind, to: usize, most: usize) -> usize {
        let Some(rest) = self.bytes.get(to.saturating_sub(most)..to) else { return to };
        let length = rest.iter().rev().position(|byte| !kind.has(*byte)).unwrap_or(rest.len());
        #[cfg(test)]
        self.steps.set(self.steps.get() + length);
        to - length
    }
}

/// Returns whether characters that begin with a byte part words: those of Latin-1 that are no letters, and all from U+2000
/// on.
const fn is_parting(lead: u8) -> bool {
    lead == 0xC2 || lead >= 0xE2
}

/// A set of bytes; sets are joined with [`Kind::or`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind(u32);

impl Kind {
    pub(super) const LOWER: Self = Self(1);
    pub(super) const UPPER: Self = Self(2);
    pub(super) const DIGIT: Self = Self(4);
    /// The digits and letters of hexadecimal numbers.
    pub(super) const HEX: Self = Self(8);
    /// White space and control characters.
    pub(super) const SPACE: Self = Self(16);
    /// `"`, `'` and the backtick.
    pub(super) const QUOTE: Self = Self(32);
    pub(super) const UNDERSCORE: Self = Self(64);
    pub(super) const HYPHEN: Self = Self(128);
    pub(super) const DOT: Self = Self(256);
    /// `/` and `\`.
    pub(super) const SEPARATOR: Self = Self(512);
    /// Parts of characters beyond ASCII.
    pub(super) const FOREIGN: Self = Self(1024);
    /// `+`, `/` and `=`: what tokens hold besides, with `~`.
    const BASE64: Self = Self(2048);
    /// What only the part of an e-mail address before the `@` holds.
    pub(super) const LOCAL: Self = Self(4096);
    /// Brackets that open.
    pub(super) const OPEN: Self = Self(8192);
    /// Brackets that close.
    pub(super) const CLOSE: Self = Self(16384);
    /// What ends a path wherever it stands.
    pub(super) const BAR: Self = Self(32768);
    /// `~`, which folders of users begin with.
    pub(super) const TILDE: Self = Self(65536);
    /// Where it has to be asked whether a path or URL ends: what ends it, brackets and colons.
    pub(super) const STOP: Self = Self(131_072);

    /// All but white space and control characters.
    pub(super) const NOT_SPACE: Self = Self(262_144);

    pub(super) const ALNUM: Self = Self::LOWER.or(Self::UPPER).or(Self::DIGIT);
    pub(super) const TOKEN: Self = Self::ALNUM.or(Self::UNDERSCORE).or(Self::HYPHEN);
    pub(super) const PADDING: Self = Self::BASE64.or(Self::TILDE);
    pub(super) const WORD: Self = Self::ALNUM.or(Self::UNDERSCORE).or(Self::FOREIGN);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    pub(super) const fn has(self, byte: u8) -> bool {
        TABLE[byte as usize] & self.0 != 0
    }

    const fn of(byte: u8) -> u32 {
        let kind = match byte {
            b'a'..=b'z' => Self::LOWER,
            b'A'..=b'Z' => Self::UPPER,
            b'0'..=b'9' => Self::DIGIT,
            0..=b' ' => Self::SPACE,
            b'"' | b'\'' | b'`' => Self::QUOTE,
            b'_' => Self::UNDERSCORE,
            b'-' => Self::HYPHEN,
            b'.' => Self::DOT,
            b'/' => Self::SEPARATOR.or(Self::BASE64),
            b'\\' => Self::SEPARATOR,
            b'+' => Self::BASE64.or(Self::LOCAL),
            b'=' => Self::BASE64,
            b'~' => Self::TILDE,
            b'%' => Self::LOCAL,
            b'(' | b'[' | b'{' => Self::OPEN,
            b')' | b']' | b'}' => Self::CLOSE,
            b'<' | b'>' | b'|' => Self::BAR,
            0x80..=0xFF => Self::FOREIGN,
            _ => Self(0),
        };
        let kind = if byte.is_ascii_hexdigit() { kind.or(Self::HEX) } else { kind };
        let kind = if byte > b' ' { kind.or(Self::NOT_SPACE) } else { kind };
        let stops = Self::SPACE.or(Self::QUOTE).or(Self::BAR).or(Self::OPEN).or(Self::CLOSE);
        if kind.0 & stops.0 != 0 || byte == b':' || byte == EDGE { kind.or(Self::STOP).0 } else { kind.0 }
    }
}

static TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "a byte counts to 255")]
        let kind = Kind::of(byte as u8);
        table[byte] = kind;
        byte += 1;
    }
    table
};
