//! Tokens of Rust, as far as a search needs them: words, texts and signs with their lines. Comments and numbers are left
//! out; what does not end ends with the file.

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// The line on which it begins, from 1.
    pub(super) line: u32,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A name or a keyword.
    Word(&'a str),
    /// What stands in a text literal, as it is written.
    Text(&'a str),
    /// A single sign.
    Sign(char),
    /// `::`
    Path,
    /// `=>`
    Arm,
    /// `->`
    Returns,
    /// `==`
    Equal,
}

/// Reads the tokens of a file, in one pass.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut reader = Reader { text, at: 0, line: 1 };
    let mut tokens = Vec::new();
    while let Some(char) = reader.rest().chars().next() {
        let line = reader.line;
        if let Some(kind) = reader.next(char) {
            tokens.push(Token { kind, line });
        }
    }
    tokens
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Takes so many bytes.
    fn take(&mut self, length: usize) -> &'a str {
        let taken = &self.rest()[..length];
        self.at += length;
        self.line += u32::try_from(taken.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX);
        taken
    }

    /// Takes what begins with this sign; `None` where that is nothing to look at.
    fn next(&mut self, char: char) -> Option<Kind<'a>> {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.take(rest.find('\n').unwrap_or(rest.len()));
            return None;
        }
        if rest.starts_with("/*") {
            self.comment();
            return None;
        }
        if let Some(prefix) = text_prefix(rest) {
            return Some(self.quoted(prefix));
        }
        if let Some(length) = character(rest) {
            self.take(length);
            return None;
        }
        if char.is_alphanumeric() || char == '_' {
            let length = rest.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(rest.len());
            let word = self.take(length);
            return (!char.is_numeric()).then_some(Kind::Word(word));
        }
        let pairs = [("::", Kind::Path), ("=>", Kind::Arm), ("->", Kind::Returns), ("==", Kind::Equal)];
        if let Some((sign, kind)) = pairs.into_iter().find(|(sign, _)| rest.starts_with(sign)) {
            self.take(sign.len());
            return Some(kind);
        }
        self.take(char.len_utf8());
        (!char.is_whitespace()).then_some(Kind::Sign(char))
    }

    /// Takes a comment and those in it.
    fn comment(&mut self) {
        let (mut depth, bytes, mut end) = (0_usize, self.rest().as_bytes(), 0);
        while end < bytes.len() {
            match &bytes[end..bytes.len().min(end + 2)] {
                b"/*" => depth += 1,
                b"*/" => depth -= 1,
                _ => {
                    end += 1;
                    continue;
                }
            }
            end += 2;
            if depth == 0 {
                break;
            }
        }
        self.take(end);
    }

    fn quoted(&mut self, prefix: &str) -> Kind<'a> {
        let after = &self.rest()[prefix.len()..];
        let hashes = after.len() - after.trim_start_matches('#').len();
        self.take(prefix.len() + hashes + 1);
        let rest = self.rest();
        let (end, close) = if prefix.ends_with('r') {
            let close = format!("\"{}", "#".repeat(hashes));
            (rest.find(&close).unwrap_or(rest.len()), close.len())
        } else {
            (end_of_text(rest), 1)
        };
        let text = self.take(end);
        self.take(close.min(self.rest().len()));
        Kind::Text(text)
    }
}

/// Returns what stands before the signs of a text, if one begins here.
fn text_prefix(rest: &str) -> Option<&'static str> {
    ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        let after = rest.strip_prefix(prefix).unwrap_or_default();
        let quoted = if prefix.ends_with('r') { after.trim_start_matches('#') } else { after };
        quoted.starts_with('"')
    })
}

/// Returns the length of a character in quotes, or of the quote of a lifetime, if one begins here.
fn character(rest: &str) -> Option<usize> {
    let quote = rest.strip_prefix("b'").or_else(|| rest.strip_prefix('\''))?;
    let start = rest.len() - quote.len();
    let mut chars = quote.char_indices();
    let (_, first) = chars.next()?;
    let end = if first == '\\' {
        // What is escaped may be the quote itself.
        let (escaped, char) = chars.next()?;
        let from = escaped + char.len_utf8();
        quote[from..].find(['\'', '\n']).map(|end| from + end)
    } else {
        chars.next().map(|(end, _)| end)
    };
    // A lifetime has no second quote.
    Some(end.filter(|end| quote[*end..].starts_with('\'')).map_or(start, |end| start + end + 1))
}

/// Returns where a text ends whose quotes may be escaped.
fn end_of_text(rest: &str) -> usize {
    let mut is_escaped = false;
    let end = rest.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn check(text: &str, expected: &str) {
        let shown: Vec<String> = tokens(text)
            .into_iter()
            .map(|token| match token.kind {
                Kind::Word(word) => word.to_owned(),
                Kind::Text(text) => format!("\"{text}\""),
                Kind::Sign(sign) => sign.to_string(),
                Kind::Path => "::".to_owned(),
                Kind::Arm => "=>".to_owned(),
                Kind::Returns => "->".to_owned(),
                Kind::Equal => "==".to_owned(),
            } + &format!("@{}", token.line))
            .collect();
        assert_eq!(shown.join(" "), expected, "{text:?}");
    }

    #[test]
    fn names_and_texts_are_told_from_comments_characters_and_lifetimes() {
        check("a::b{} // c\n/* d /* e */ f */ g", "a@1 ::@1 b@1 {@1 }@1 g@2");
        check("'a' 'b '\\'' '\"' b'\\\\' 'é' x", "b@1 x@1");
        check("\"a\\\"b\\\\\" r#\"c\"d\"# br\"e\" c\"f\"", "\"a\\\"b\\\\\"@1 \"c\"d\"@1 \"e\"@1 \"f\"@1");
        check("1.0 0xff r#type a1 => -> ==", ".@1 r@1 #@1 type@1 a1@1 =>@1 ->@1 ==@1");
        check("\"a\nb\" c", "\"a\nb\"@1 c@2");
    }

    #[test]
    fn what_does_not_end_ends_with_the_file() {
        for text in ["\"a", "\"a\\", "r#\"a\"", "/* a", "'", "'\\", "b'", "r#", "é\"é\\é", "'\\é"] {
            tokens(text);
        }
        check("a /* b", "a@1");
        check("a \"b", "a@1 \"b\"@1");
    }
}
