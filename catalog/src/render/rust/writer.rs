//! The indenting writer that everything is printed through.

/// The width that rustfmt keeps to.
pub(super) const WIDTH: usize = 100;

/// Rust text that grows line by line.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    /// Makes an empty text with room for `capacity` bytes.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), depth: 0 }
    }

    /// Returns the columns before a line begins.
    pub(super) fn indent(&self) -> usize {
        self.depth * 4
    }

    /// Writes a line; an empty one is not indented.
    pub(super) fn line(&mut self, line: &str) {
        self.begin();
        self.text.push_str(line);
        self.end();
    }

    /// Writes a line made of parts.
    pub(super) fn parts(&mut self, parts: &[&str]) {
        self.begin();
        self.text.extend(parts.iter().copied());
        self.end();
    }

    fn begin(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
    }

    fn end(&mut self) {
        // An empty comment line ends with its marker, not with the space after it.
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        self.text.push('\n');
    }

    /// Writes an empty line.
    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Indents what follows.
    pub(super) fn deeper(&mut self) {
        self.depth += 1;
    }

    /// Ends what [`deeper`](Self::deeper) began.
    pub(super) fn shallower(&mut self) {
        self.depth -= 1;
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Returns the columns that a text takes: two for most letters of East Asia and most pictures, none for marks that
/// combine with the letter before.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars()
        .map(|char| match u32::from(char) {
            0x0300..=0x036f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
            0x1100..=0x115f
            | 0x2e80..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe30..=0xfe6f
            | 0xff00..=0xff60
            | 0xffe0..=0xffe6
            | 0x1f300..=0x1f64f
            | 0x1f900..=0x1f9ff
            | 0x20000..=0x3fffd => 2,
            _ => 1,
        })
        .sum()
}
