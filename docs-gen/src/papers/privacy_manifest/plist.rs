//! As much of Apple's XML property lists as it takes to add to one: what is where, in bytes. Nothing here writes, so
//! whatever is not added to stays as it is, comments and white space too.

use std::fmt;
use std::ops::Range;

/// Nothing nests deeper in a privacy manifest; a text that does is no such thing.
const DEEPEST: usize = 32;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// From its first tag to its last.
    pub(super) whole: Range<usize>,
    /// What stands between its tags; empty, at the end, where there is one tag alone.
    pub(super) inner: Range<usize>,
    pub(super) value: Value,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    Dict(Vec<(String, Node)>),
    Array(Vec<Node>),
    Text(String),
    Bool(bool),
    /// A number, a date or data, which privacy manifests do not use.
    Other,
}

impl Node {
    /// Returns the value of a key of a dictionary.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Dict(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, node)| node),
            Value::Array(_) | Value::Text(_) | Value::Bool(_) | Value::Other => None,
        }
    }

    /// Returns the items of an array; none of anything else.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::Array(items) => items,
            Value::Dict(_) | Value::Text(_) | Value::Bool(_) | Value::Other => &[],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Dict(_) | Value::Array(_) | Value::Bool(_) | Value::Other => None,
        }
    }
}

/// Why a text is not a property list: the line, from 1, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestFault {
    line: usize,
    message: String,
}

impl fmt::Display for ManifestFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ManifestFault {}

/// Reads a property list; returns its one value.
pub(super) fn parse(text: &str) -> Result<Node, ManifestFault> {
    let mut reader = Reader { text, at: 0 };
    let opening = reader.tag()?;
    if opening.name != "plist" || opening.is_alone {
        return Err(reader.fault("expected `<plist>`; only property lists written as XML can be merged"));
    }
    let node = match reader.node(0)? {
        Found::Value(node) => node,
        Found::End(_) => return Err(reader.fault("the property list is empty")),
    };
    match reader.tag()?.name {
        "/plist" => Ok(node),
        _ => Err(reader.fault("expected `</plist>`: a property list holds one value")),
    }
}

/// Returns a fault of a value that could be read.
pub(super) fn fault(text: &str, node: &Node, message: &str) -> ManifestFault {
    Reader { text, at: node.whole.start }.fault(message)
}

struct Reader<'text> {
    text: &'text str,
    at: usize,
}

struct Tag<'text> {
    name: &'text str,
    start: usize,
    is_alone: bool,
}

enum Found {
    Value(Node),
    /// The end of what holds the values.
    End(Range<usize>),
}

impl<'text> Reader<'text> {
    fn fault(&self, message: &str) -> ManifestFault {
        let line = self.text[..self.at].matches('\n').count() + 1;
        ManifestFault { line, message: message.to_owned() }
    }

    /// Reads up to the next tag; what stands before it must be white space.
    fn tag(&mut self) -> Result<Tag<'text>, ManifestFault> {
        loop {
            let rest = &self.text[self.at..];
            let blank =
                rest.len() - rest.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}').len();
            self.at += blank;
            let rest = &self.text[self.at..];
            let past = if rest.starts_with("<!--") {
                rest.find("-->").map(|end| end + 3)
            } else if rest.starts_with("<?") {
                rest.find("?>").map(|end| end + 2)
            } else if rest.starts_with("<!DOCTYPE") {
                // One with declarations of its own could rename anything.
                rest.find('>').filter(|end| !rest[..*end].contains('[')).map(|end| end + 1)
            } else if rest.starts_with('<') {
                return self.element();
            } else {
                return Err(self.fault("expected a tag"));
            };
            match past {
                Some(past) => self.at += past,
                None => return Err(self.fault("this does not end, or declares entities")),
            }
        }
    }

    fn element(&mut self) -> Result<Tag<'text>, ManifestFault> {
        let start = self.at;
        let rest = &self.text[start..];
        let Some(end) = rest.find('>') else { return Err(self.fault("the tag does not end")) };
        let inside = &rest[1..end];
        let is_alone = inside.ends_with('/');
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let name = inside.split_whitespace().next().unwrap_or_default();
        self.at = start + end + 1;
        Ok(Tag { name, start, is_alone })
    }

    fn node(&mut self, depth: usize) -> Result<Found, ManifestFault> {
        let tag = self.tag()?;
        if tag.name.starts_with('/') {
            return Ok(Found::End(tag.start..self.at));
        }
        if depth > DEEPEST {
            return Err(self.fault("this is nested too deeply"));
        }
        let open = self.at;
        let (value, inner) = match (tag.name, tag.is_alone) {
            ("dict", true) => (Value::Dict(Vec::new()), open..open),
            ("array", true) => (Value::Array(Vec::new()), open..open),
            ("dict", false) => {
                let (pairs, end) = self.pairs(depth)?;
                (Value::Dict(pairs), open..end)
            }
            ("array", false) => {
                let (items, end) = self.items(depth)?;
                (Value::Array(items), open..end)
            }
            ("true" | "false", _) => {
                self.close(&tag)?;
                (Value::Bool(tag.name == "true"), open..open)
            }
            ("string", _) => (Value::Text(self.content(&tag)?), open..open),
            ("integer" | "real" | "date" | "data", _) => {
                self.content(&tag)?;
                (Value::Other, open..open)
            }
            _ => return Err(self.fault("this tag does not belong into a property list")),
        };
        Ok(Found::Value(Node { whole: tag.start..self.at, inner, value }))
    }

    fn items(&mut self, depth: usize) -> Result<(Vec<Node>, usize), ManifestFault> {
        let mut items = Vec::new();
        loop {
            match self.node(depth + 1)? {
                Found::Value(node) => items.push(node),
                Found::End(end) if &self.text[end.clone()] == "</array>" => return Ok((items, end.start)),
                Found::End(_) => return Err(self.fault("expected `</array>`")),
            }
        }
    }

    fn pairs(&mut self, depth: usize) -> Result<(Vec<(String, Node)>, usize), ManifestFault> {
        let mut pairs = Vec::new();
        loop {
            let tag = self.tag()?;
            match tag.name {
                "/dict" => return Ok((pairs, tag.start)),
                "key" => {
                    let key = self.content(&tag)?;
                    match self.node(depth + 1)? {
                        Found::Value(node) => pairs.push((key, node)),
                        Found::End(_) => return Err(self.fault("this key has no value")),
                    }
                }
                _ => return Err(self.fault("expected `<key>` or `</dict>`")),
            }
        }
    }

    /// Reads the text of an element and its end.
    fn content(&mut self, tag: &Tag<'_>) -> Result<String, ManifestFault> {
        if tag.is_alone {
            return Ok(String::new());
        }
        let rest = &self.text[self.at..];
        let Some(end) = rest.find('<') else { return Err(self.fault("this element does not end")) };
        let text = unescaped(&rest[..end]);
        self.at += end;
        self.close(tag)?;
        Ok(text)
    }

    fn close(&mut self, tag: &Tag<'_>) -> Result<(), ManifestFault> {
        if tag.is_alone {
            return Ok(());
        }
        let closing = self.tag()?;
        if closing.name.strip_prefix('/') == Some(tag.name) {
            return Ok(());
        }
        Err(self.fault("this closes what is not open"))
    }
}

fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}
