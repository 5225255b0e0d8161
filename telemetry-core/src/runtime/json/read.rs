//! JSON back into values: for text that claims to be JSON and must be flattened, cleaned or cut.

use crate::json_grammar::is_json;
use crate::runtime::Value;
use std::borrow::Cow;

/// Returns the value that a text says, if it is JSON, nested at most 64 deep.
///
/// Whole numbers are exact in the range of `i64` and `u64`, other numbers are the nearest that 64 bits can say, and
/// numbers beyond those are texts. An escape for half a character is the replacement character, since no text has one.
/// Of keys that an object has twice the last one counts, as browsers do it.
#[must_use]
pub fn parse(text: &str) -> Option<Value<'_>> {
    // What follows relies on the grammar, which is checked once and with a bounded depth.
    if !is_json(text) {
        return None;
    }
    let mut reader = Reader { text, at: 0 };
    reader.value()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    fn value(&mut self) -> Option<Value<'t>> {
        match self.skip_space()? {
            b'{' => self.map(),
            b'[' => self.list(),
            b'"' => self.string().map(Value::Text),
            b't' => Some(self.word(Value::Bool(true), 4)),
            b'f' => Some(self.word(Value::Bool(false), 5)),
            b'n' => Some(self.word(Value::Null, 4)),
            _ => Some(self.number()),
        }
    }

    fn word(&mut self, value: Value<'t>, length: usize) -> Value<'t> {
        self.at += length;
        value
    }

    fn list(&mut self) -> Option<Value<'t>> {
        let mut items = Vec::new();
        self.at += 1;
        while self.skip_space()? != b']' {
            items.push(self.value()?);
            if self.skip_space()? == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Some(Value::List(items))
    }

    fn map(&mut self) -> Option<Value<'t>> {
        let mut entries: Vec<(Cow<'t, str>, Value<'t>)> = Vec::new();
        self.at += 1;
        while self.skip_space()? != b'}' {
            let key = self.string()?;
            self.skip_space()?;
            self.at += 1;
            entries.push((key, self.value()?));
            if self.skip_space()? == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Some(Value::Map(last_of_each(entries)))
    }

    fn string(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at + 1;
        let length = self.text.as_bytes().get(start..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        let plain = &self.text[start..start + length];
        self.at = start + length;
        if self.peek()? == b'"' {
            self.at += 1;
            return Some(Cow::Borrowed(plain));
        }
        self.escaped(plain.to_owned()).map(Cow::Owned)
    }

    /// Returns a text with escapes, of which the part before the first one was read.
    fn escaped(&mut self, mut text: String) -> Option<String> {
        loop {
            let char = self.text[self.at..].chars().next()?;
            self.at += char.len_utf8();
            match char {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                char => text.push(char),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.code_point()?,
            byte => char::from(byte),
        })
    }

    fn code_point(&mut self) -> Option<char> {
        let first = self.unit()?;
        let behind = self.at;
        if (0xd800..0xdc00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            let second = self.unit()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = behind;
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    fn number(&mut self) -> Value<'t> {
        let rest = &self.text[self.at..];
        let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.bytes().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        let digits = &rest[..length];
        self.at += length.max(1);
        let whole = digits.parse().map(Value::Int).or_else(|_| digits.parse().map(Value::Count));
        // Negative zero is no whole number: it would lose its sign.
        if let Some(whole) = whole.ok().filter(|_| digits != "-0") {
            return whole;
        }
        match digits.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => Value::Text(Cow::Borrowed(digits)),
        }
    }
}

/// Removes the earlier ones of equal keys.
fn last_of_each<'t>(mut entries: Vec<(Cow<'t, str>, Value<'t>)>) -> Vec<(Cow<'t, str>, Value<'t>)> {
    let mut seen = std::collections::HashSet::with_capacity(entries.len());
    let last: Vec<bool> = entries.iter().rev().map(|(key, _)| seen.insert(&**key)).collect();
    if last.contains(&false) {
        let mut last = last.into_iter().rev();
        entries.retain(|_| last.next().unwrap_or(true));
    }
    entries
}
