//! Text of a catalog: what keeps its meaning, and how everything else is kept from having any.

use super::inline::{COLON, is_address};
use super::{Dialect, Place, Writer};

impl Writer {
    /// Writes a text of the catalog on one line.
    pub(crate) fn prose(&mut self, text: &str) -> &mut Self {
        let text = text.trim();
        if self.dialect == Dialect::Plain {
            return self.as_written(text);
        }
        let bytes = text.as_bytes();
        let mut from = self.block_marker(text);
        let mut at = from;
        while at < bytes.len() {
            if is_plain(bytes, at) {
                at += 1;
                continue;
            }
            let consumed = self.special(text, from, at);
            at += consumed.max(1);
            if consumed > 0 {
                from = at;
            }
        }
        self.text.push_str(&text[from..]);
        self
    }

    /// At the start of a block, signs that would make a heading, a list, a quotation or a rule lose that meaning.
    /// Returns how much of the text has been written.
    fn block_marker(&mut self, text: &str) -> usize {
        if self.place == Place::Cell || !self.line_begins() {
            return 0;
        }
        if self.dialect == Dialect::Mdx && self.mdx_marker(text) {
            return 1;
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let marker = match &text.as_bytes()[digits..] {
            [b'#' | b'-' | b'+' | b'>' | b'=' | b':' | b'%', ..] => digits == 0,
            // Boxes and blocks of extensions for `MkDocs`.
            [a @ (b'!' | b'?' | b'/'), b, c, ..] => digits == 0 && a == b && b == c,
            // A target of Sphinx.
            [b'(', .., b')', b'='] => digits == 0,
            [b'.' | b')', ..] => digits > 0,
            _ => false,
        };
        if !marker || (text.starts_with(':') && self.is_directive(text)) {
            return 0;
        }
        self.text.push_str(&text[..digits]);
        self.sign(char::from(text.as_bytes()[digits]));
        digits + 1
    }

    /// Writes the first letter of a text that MDX would read as a program, so that it is text. Returns whether it did.
    fn mdx_marker(&mut self, text: &str) -> bool {
        let safe = match text.as_bytes() {
            [b'i', ..] if text.starts_with("import") => "&#105;",
            [b'e', ..] if text.starts_with("export") => "&#101;",
            _ => return false,
        };
        self.text.push_str(safe);
        true
    }

    /// Returns whether nothing stands on the line but what makes an item.
    fn line_begins(&self) -> bool {
        let line = self.text.rfind('\n').map_or(&*self.text, |end| &self.text[end + 1..]);
        line.bytes().all(|byte| matches!(byte, b' ' | b'-'))
    }

    /// Writes what stands before a special sign, then the sign in a safe form. Returns how many bytes of the text it
    /// took; none means that the sign is harmless here and stays part of what is written next.
    fn special(&mut self, text: &str, from: usize, at: usize) -> usize {
        let (before, rest) = (&text[from..at], &text[at..]);
        match rest.as_bytes()[0] {
            b'h' if !rest.starts_with("http") => 0,
            b'h' => match (self.bare_url(text, from, at), rest.split_once("://")) {
                (0, Some((scheme @ ("http" | "https"), _))) => {
                    self.instead(before, &format!("{scheme}&#58;"), scheme.len() + 1)
                }
                (taken, _) => taken,
            },
            b'`' => self.code_span(before, rest),
            b'[' => self.written_link(before, rest),
            b'<' => self.written_address(before, rest),
            b'_' if inside_word(text, at) => 0,
            b'&' if !rest[1..].starts_with(|char: char| char == '#' || char.is_ascii_alphanumeric()) => 0,
            b':' if !self.is_directive(rest) => 0,
            b':' => self.instead(before, COLON, 1),
            // Two would be printed as a dash, which no flag of a program begins with, or as a quotation mark.
            b'-' if !rest.starts_with("--") => 0,
            b'>' if !rest.starts_with(">>") => 0,
            b'w' if !rest.starts_with("www.") => 0,
            // A link that reaches to the next blank, over backslashes of ours.
            b'w' => self.instead(before, "www&#46;", "www.".len()),
            sign if sign.is_ascii_whitespace() => {
                self.text.push_str(before);
                self.text.push(' ');
                rest.len() - rest.trim_start_matches(|char: char| char.is_ascii_whitespace()).len()
            }
            sign if sign.is_ascii_control() => {
                self.text.push_str(before);
                1
            }
            _ => self.escape(before, rest),
        }
    }

    /// Writes something in the place of so many bytes.
    fn instead(&mut self, before: &str, written: &str, taken: usize) -> usize {
        self.text.push_str(before);
        self.text.push_str(written);
        taken
    }

    fn escape(&mut self, before: &str, rest: &str) -> usize {
        self.text.push_str(before);
        self.sign(char::from(rest.as_bytes()[0]));
        1
    }

    fn code_span(&mut self, before: &str, rest: &str) -> usize {
        let fence = rest.bytes().take_while(|byte| *byte == b'`').count();
        let Some(end) = closing(&rest[fence..], fence) else {
            self.text.push_str(before);
            (0..fence).for_each(|_| self.sign('`'));
            return fence;
        };
        let inside = &rest[fence..fence + end];
        let trimmed = inside.trim();
        self.text.push_str(before);
        self.code(if trimmed.is_empty() { inside } else { trimmed });
        fence + end + fence
    }

    fn written_link(&mut self, before: &str, rest: &str) -> usize {
        let parts = rest[1..].split_once("](").and_then(|(text, rest)| Some((text, rest.split_once(')')?.0)));
        match parts {
            Some((text, address)) if !text.contains(['[', ']', '\n']) && is_address(address) => {
                self.text.push_str(before);
                self.outside(address, |writer| writer.link_text(text));
                1 + text.len() + 2 + address.len() + 1
            }
            _ => self.escape(before, rest),
        }
    }

    fn written_address(&mut self, before: &str, rest: &str) -> usize {
        match rest[1..].split_once('>') {
            Some((address, _)) if is_address(address) => {
                self.text.push_str(before);
                self.address(address);
                address.len() + 2
            }
            _ => self.escape(before, rest),
        }
    }

    fn bare_url(&mut self, text: &str, from: usize, at: usize) -> usize {
        let rest = &text[at..];
        let end = rest.find(|char: char| char.is_whitespace() || "<>\"`|".contains(char)).unwrap_or(rest.len());
        let url = rest[..end].trim_end_matches(['.', ',', ':', ';', '!', '?', '*', '_', '~', '\'', ')', ']', '}']);
        let starts_word = !text[..at].ends_with(char::is_alphanumeric);
        if !starts_word || !is_address(url) {
            return 0;
        }
        self.text.push_str(&text[from..at]);
        self.address(url);
        url.len()
    }
}

/// Returns whether the sign at a byte means nothing: nearly all do, and blanks between words and `h` often.
fn is_plain(bytes: &[u8], at: usize) -> bool {
    let next = || bytes.get(at + 1).copied().unwrap_or(0);
    match bytes[at] {
        b' ' => !next().is_ascii_whitespace(),
        b'h' => next() != b't',
        b'-' => next() != b'-',
        b'>' => next() != b'>',
        b'w' => next() != b'w',
        b':' => next() == b' ',
        byte => PLAIN[byte as usize],
    }
}

/// Bytes that need no look in prose.
static PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let special = b"\\`*_[]<>{}|~$&-:hw \t\n\r";
    let mut index = 0;
    while index < special.len() {
        plain[special[index] as usize] = false;
        index += 1;
    }
    let mut control = 0;
    while control < 32 {
        plain[control] = false;
        control += 1;
    }
    plain[127] = false;
    plain
};

/// Returns whether the sign at a byte stands between two letters or digits, where an underscore is no emphasis.
fn inside_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphanumeric) && text[at + 1..].starts_with(char::is_alphanumeric)
}

/// Returns where a run of exactly this many backticks starts.
fn closing(text: &str, fence: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let run = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        if run == fence {
            return Some(start);
        }
        at = start + run;
    }
    None
}
