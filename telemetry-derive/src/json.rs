//! JSON as text: what a derive writes of a declaration, in the words of the catalog.

use std::fmt::Write as _;

/// The members of an object, without its braces.
#[derive(Clone, Default)]
pub(crate) struct Members(String);

impl Members {
    /// Adds a member whose value is JSON already.
    pub(crate) fn raw(&mut self, key: &str, json: &str) {
        self.comma();
        push_quoted(&mut self.0, key);
        self.0.push(':');
        self.0.push_str(json);
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.raw(key, &quoted(text));
    }

    /// Adds a list of values that are JSON already, unless it is empty.
    pub(crate) fn list(&mut self, key: &str, items: &[String]) {
        if !items.is_empty() {
            self.raw(key, &list(items));
        }
    }

    /// Adds the members of another object.
    pub(crate) fn extend(&mut self, other: &Self) {
        if !other.0.is_empty() {
            self.comma();
            self.0.push_str(&other.0);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the object.
    pub(crate) fn object(&self) -> String {
        format!("{{{}}}", self.0)
    }

    fn comma(&mut self) {
        if !self.0.is_empty() {
            self.0.push(',');
        }
    }
}

/// Returns a list of values that are JSON already.
pub(crate) fn list(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// Returns a text as JSON writes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    push_quoted(&mut json, text);
    json
}

fn push_quoted(json: &mut String, text: &str) {
    json.push('"');
    for char in text.chars() {
        match char {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\t' => json.push_str("\\t"),
            '\r' => json.push_str("\\r"),
            control if control < ' ' => write!(json, "\\u{:04x}", control as u32).expect("a string can be written to"),
            other => json.push(other),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::{Members, quoted};

    #[test]
    fn texts_are_escaped() {
        assert_eq!(quoted("a \"b\" \\ \n\u{1} ü"), r#""a \"b\" \\ \n\u0001 ü""#);
    }

    #[test]
    fn members_have_commas_between() {
        let mut members = Members::default();
        members.text("a", "b");
        members.raw("c", "1");
        members.list("none", &[]);
        assert_eq!(members.object(), r#"{"a":"b","c":1}"#);
    }
}
