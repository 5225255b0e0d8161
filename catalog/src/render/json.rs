//! JSON as text, straight out: members in the order they are written, indented by two spaces. `docs-gen` writes the
//! JSON beside its pages with it too.
//!
//! No tree is built on the way: a catalog of ten thousand events is some forty megabytes of schema. What is on
//! the heap is the text itself. Nothing here knows what a schema is.

use crate::model::Literal;
use std::fmt::Write as _;

/// Indentation is cut from this; deeper levels are indented as much as the deepest here.
const SPACES: &str = "                                                                ";

/// A JSON text that grows: values are written in their order, and a key before each value of an object.
///
/// ```
/// use telemetry_catalog::render::Json;
///
/// let mut json = Json::on_one_line();
/// json.object(|json| json.key("event").text("policy_loaded"));
/// assert_eq!(json.finish(), r#"{"event": "policy_loaded"}"#);
/// ```
#[derive(Debug, Default)]
pub struct Json {
    text: String,
    depth: usize,
    /// Whether the innermost object or array has no member yet.
    empty: bool,
    /// Whether a key was written whose value is still to come.
    after_key: bool,
    /// Whether everything stands on one line.
    one_line: bool,
}

impl Json {
    /// Makes an empty text with room for `capacity` bytes.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), ..Self::default() }
    }

    /// Makes an empty text that stays on one line.
    #[must_use]
    pub fn on_one_line() -> Self {
        Self { one_line: true, ..Self::default() }
    }

    /// Returns the text.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    /// Returns the text with a line end.
    #[must_use]
    pub fn finish_file(mut self) -> String {
        self.text.push('\n');
        self.text
    }

    /// Writes an object; `members` writes what is in it.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        let one_line = self.one_line;
        self.nest(['{', '}'], one_line, members);
    }

    /// Writes an object on one line.
    pub fn line_object(&mut self, members: impl FnOnce(&mut Self)) {
        self.nest(['{', '}'], true, members);
    }

    /// Writes an array; `items` writes what is in it.
    pub fn array(&mut self, items: impl FnOnce(&mut Self)) {
        let one_line = self.one_line;
        self.nest(['[', ']'], one_line, items);
    }

    /// Writes an array on one line.
    pub fn line_array(&mut self, items: impl FnOnce(&mut Self)) {
        self.nest(['[', ']'], true, items);
    }

    /// Writes an array of texts on one line.
    pub fn texts<'text>(&mut self, texts: impl IntoIterator<Item = &'text str>) {
        self.line_array(|json| texts.into_iter().for_each(|text| json.text(text)));
    }

    /// Writes the key of the value that comes next.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.text.push_str(": ");
        self.after_key = true;
        self
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        self.before();
        self.text.push('"');
        push_escaped(&mut self.text, text);
        self.text.push('"');
    }

    /// Writes a text that is put together in its place; `parts` only adds to what it is given.
    pub fn text_of(&mut self, parts: impl FnOnce(&mut String)) {
        self.before();
        self.text.push('"');
        let start = self.text.len();
        parts(&mut self.text);
        if self.text.as_bytes()[start..].iter().any(|byte| is_special(*byte)) {
            let text = self.text.split_off(start);
            push_escaped(&mut self.text, &text);
        }
        self.text.push('"');
    }

    /// Writes a whole number.
    pub fn int(&mut self, number: i64) {
        self.before();
        write!(self.text, "{number}").expect("a string can be written to");
    }

    /// Writes a number; NaN and infinities, which JSON does not have, become `null`.
    pub fn float(&mut self, number: f64) {
        self.before();
        if number.is_finite() {
            write!(self.text, "{number:?}").expect("a string can be written to");
        } else {
            self.text.push_str("null");
        }
    }

    /// Writes `true` or `false`.
    pub fn bool(&mut self, value: bool) {
        self.before();
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes a single value.
    pub fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Bool(value) => self.bool(*value),
            Literal::Int(number) => self.int(*number),
            Literal::Float(number) => self.float(*number),
            Literal::Text(text) => self.text(text),
        }
    }

    /// Writes a value that is JSON already, with each of its lines where it belongs.
    pub fn json(&mut self, value: &str) {
        self.before();
        for (index, line) in value.lines().enumerate() {
            if index > 0 {
                self.new_line();
            }
            self.text.push_str(line);
        }
    }

    fn nest(&mut self, [open, close]: [char; 2], one_line: bool, content: impl FnOnce(&mut Self)) {
        self.before();
        let outer = std::mem::replace(&mut self.one_line, one_line);
        self.text.push(open);
        self.depth += 1;
        self.empty = true;
        content(self);
        self.depth -= 1;
        if !self.empty && !self.one_line {
            self.new_line();
        }
        self.text.push(close);
        self.empty = false;
        self.one_line = outer;
    }

    /// Writes what stands between the last value and the next.
    fn before(&mut self) {
        if std::mem::take(&mut self.after_key) {
            return;
        }
        let first = std::mem::replace(&mut self.empty, false);
        if self.depth == 0 {
            return;
        }
        if !first {
            self.text.push(',');
        }
        if !self.one_line {
            self.new_line();
        } else if !first {
            self.text.push(' ');
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        self.text.push_str(&SPACES[..(2 * self.depth).min(SPACES.len())]);
    }
}

fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn push_escaped(out: &mut String, text: &str) {
    // Nearly all texts need no escape. Looking at every byte without leaving early lets the compiler look at
    // sixteen at once.
    if !text.bytes().fold(false, |special, byte| special | is_special(byte)) {
        out.push_str(text);
        return;
    }
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !is_special(byte) {
            continue;
        }
        out.push_str(&text[written..at]);
        written = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            control => write!(out, "\\u{control:04x}").expect("a string can be written to"),
        }
    }
    out.push_str(&text[written..]);
}

#[cfg(test)]
mod tests {
    use super::Json;
    use crate::model::Literal;

    fn check(write: impl FnOnce(&mut Json), expected: &str) {
        let mut json = Json::default();
        write(&mut json);
        assert_eq!(json.finish(), expected);
    }

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        check(|json| json.text(r#"say "C:\dir""#), r#""say \"C:\\dir\"""#);
    }

    #[test]
    fn texts_of_parts_are_escaped() {
        let parts = |text: &mut String| {
            text.push_str("a \"b\"");
            text.push('\n');
        };
        check(|json| json.array(|json| json.text_of(parts)), "[\n  \"a \\\"b\\\"\\n\"\n]");
        check(|json| json.text_of(|_| {}), "\"\"");
    }

    #[test]
    fn control_characters_are_escaped() {
        check(
            |json| json.text("\u{0}\u{8}\t\n\r\u{c}\u{1f} \u{7f}"),
            "\"\\u0000\\u0008\\t\\n\\r\\u000c\\u001f \u{7f}\"",
        );
    }

    #[test]
    fn letters_beyond_the_basic_plane_are_written_as_they_are() {
        check(|json| json.text("é😀\u{2028}\u{10ffff}"), "\"é😀\u{2028}\u{10ffff}\"");
    }

    #[test]
    fn floats_keep_their_value_and_a_point() {
        check(|json| json.float(0.1), "0.1");
        check(|json| json.float(1.0), "1.0");
        check(|json| json.float(-0.0), "-0.0");
        check(|json| json.float(1e300), "1e300");
        check(|json| json.float(5e-324), "5e-324");
    }

    #[test]
    fn what_json_has_no_number_for_is_null() {
        check(|json| json.float(f64::NAN), "null");
        check(|json| json.float(f64::NEG_INFINITY), "null");
    }

    #[test]
    fn literals_keep_their_kind() {
        check(|json| json.literal(&Literal::Int(i64::MIN)), "-9223372036854775808");
        check(|json| json.literal(&Literal::Bool(true)), "true");
        check(|json| json.literal(&Literal::Text("true".into())), "\"true\"");
    }

    #[test]
    fn members_stand_on_lines_of_their_own() {
        let write = |json: &mut Json| {
            json.object(|json| {
                json.key("a").array(|json| {
                    json.int(1);
                    json.object(|_| {});
                });
                json.key("b").float(f64::NAN);
            });
        };
        check(write, "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": null\n}");
    }

    #[test]
    fn json_keeps_its_shape_inside_of_json() {
        let write = |json: &mut Json| json.object(|json| json.key("a").json("{\n  \"b\": 1\n}"));
        check(write, "{\n  \"a\": {\n    \"b\": 1\n  }\n}");
    }

    #[test]
    fn a_line_object_stays_on_one_line_whatever_is_in_it() {
        let write = |json: &mut Json| {
            json.array(|json| {
                json.line_object(|json| {
                    json.key("a").array(|json| json.int(1));
                    json.key("b").object(|json| json.key("c").texts(["d", "e"]));
                });
                json.bool(false);
            });
        };
        check(write, "[\n  {\"a\": [1], \"b\": {\"c\": [\"d\", \"e\"]}},\n  false\n]");
    }

    #[test]
    fn deep_nesting_stays_valid() {
        fn nest(json: &mut Json, depth: usize) {
            json.array(|json| {
                if depth > 0 {
                    nest(json, depth - 1);
                }
            });
        }
        let mut json = Json::default();
        nest(&mut json, 100);
        let text: String = json.finish().split_whitespace().collect();
        assert_eq!(text, format!("{}{}", "[".repeat(101), "]".repeat(101)));
    }
}
