//! The tree of a text that was written from JSON: what stands in it is known, so that only its place is looked for, at a
//! tenth of what the parser costs. It is the very tree that the parser makes of the text; a test beside the writer,
//! `program/document.rs`, holds that.

use super::tree::{Content, Part, Piece, Tree};
use crate::source::{Declaration, FileId};
use serde_json::{Map, Value};

/// Returns the tree of a text, from the declaration that it was written from.
pub(crate) fn written<'src>(file: FileId, text: &'src str, declaration: &Declaration) -> Tree<'src> {
    let root = Part { start: 0, end: 0, content: Content::Mapping(Piece::default()) };
    let tree = Tree { file, text, made: String::new(), parts: Vec::new(), root };
    let mut search = Search { tree, waiting: Vec::new(), at: declaration.start };
    let whole = search.open();
    search.scalar(declaration.section);
    let section = search.open();
    search.scalar(&declaration.name);
    search.mapping(&declaration.body);
    search.close(&section, Content::Mapping);
    search.close(&whole, Content::Mapping);
    search.tree.root = search.waiting.pop().unwrap_or(root);
    search.tree
}

/// One way through a text.
struct Search<'src> {
    tree: Tree<'src>,
    /// Children of open collections; when one is closed, its own move to the tree.
    waiting: Vec<Part>,
    /// The byte that is looked at.
    at: usize,
}

/// A collection that is still open.
struct Open {
    start: usize,
    /// Whether it stands in brackets.
    bracketed: bool,
    /// Where its children begin in the list of waiting parts.
    children: usize,
}

impl Search<'_> {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.scalar("null"),
            Value::Bool(true) => self.scalar("true"),
            Value::Bool(false) => self.scalar("false"),
            Value::Number(number) => self.scalar(&number.to_string()),
            Value::String(text) => self.scalar(text),
            Value::Array(items) => {
                let open = self.open();
                for item in items {
                    self.skip();
                    self.at += usize::from(!open.bracketed);
                    self.value(item);
                }
                self.close(&open, Content::Sequence);
            }
            Value::Object(map) => self.mapping(map),
        }
    }

    fn mapping(&mut self, map: &Map<String, Value>) {
        let open = self.open();
        for (key, value) in map {
            self.scalar(key);
            self.value(value);
        }
        self.close(&open, Content::Mapping);
    }

    /// Finds a key or value by its text; one that is written with escapes is kept as it is meant.
    fn scalar(&mut self, text: &str) {
        self.skip();
        let start = self.at;
        let plain = !self.takes(b'"');
        let first = self.at;
        let rest = self.rest().strip_prefix(text.as_bytes());
        let made = !rest.is_some_and(|rest| plain || rest.starts_with(b"\""));
        self.at += if made { self.to_quote() } else { text.len() };
        let piece = if made { self.made(text) } else { Piece::new(first..self.at) };
        self.at += usize::from(!plain);
        self.push(start, Content::Scalar { piece, made, plain });
    }

    fn made(&mut self, text: &str) -> Piece {
        let start = self.tree.made.len();
        self.tree.made.push_str(text);
        Piece::new(start..self.tree.made.len())
    }

    /// Returns how far the closing quote is.
    fn to_quote(&self) -> usize {
        let mut escaped = false;
        let closes = |byte: &u8| {
            let closes = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            closes
        };
        self.rest().iter().position(closes).unwrap_or(0)
    }

    fn open(&mut self) -> Open {
        self.skip();
        let start = self.at;
        let bracketed = self.takes(b'{') || self.takes(b'[');
        Open { start, bracketed, children: self.waiting.len() }
    }

    fn close(&mut self, open: &Open, content: fn(Piece) -> Content) {
        self.skip();
        if open.bracketed {
            self.at += 1;
        }
        let first = self.tree.parts.len();
        self.tree.parts.extend_from_slice(&self.waiting[open.children..]);
        self.waiting.truncate(open.children);
        self.push(open.start, content(Piece::new(first..self.tree.parts.len())));
    }

    fn push(&mut self, start: usize, content: Content) {
        let Piece { start, end } = Piece::new(start..self.at);
        self.waiting.push(Part { start, end, content });
    }

    /// Goes over what stands between values.
    fn skip(&mut self) {
        self.at += self.rest().iter().take_while(|byte| b" \n,:".contains(byte)).count();
    }

    fn takes(&mut self, byte: u8) -> bool {
        let takes = self.rest().starts_with(&[byte]);
        self.at += usize::from(takes);
        takes
    }

    fn rest(&self) -> &[u8] {
        self.tree.text.as_bytes().get(self.at..).unwrap_or_default()
    }
}
