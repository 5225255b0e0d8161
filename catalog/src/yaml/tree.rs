//! What a file says, with the place of every key and value. Who reads a tree need not know what it was made from.

use crate::source::{FileId, Span};
use std::ops::Range;
use std::slice;

/// A file as it is written: every key and value in one list, the children of a collection side by side.
///
/// One list, and not one for each collection: a large catalog has a hundred thousand of those.
#[derive(Debug)]
pub(crate) struct Tree<'src> {
    pub(super) file: FileId,
    pub(super) text: &'src str,
    /// Scalars that are not a piece of the text: those with escapes, and folded ones.
    pub(super) made: String,
    pub(super) parts: Vec<Part>,
    pub(super) root: Part,
}

/// A key or value in the list of its tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) content: Content,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    Scalar {
        piece: Piece,
        made: bool,
        plain: bool,
    },
    Sequence(Piece),
    /// Keys and values in turn.
    Mapping(Piece),
}

/// A range of bytes in a text, or of parts in their list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// One key or value of a tree, and its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    tree: &'a Tree<'a>,
    part: &'a Part,
}

/// What a value is, before anybody asks for a type.
#[derive(Clone, Debug)]
pub(crate) enum Value<'a> {
    Scalar(Scalar<'a>),
    Sequence(Nodes<'a>),
    Mapping(Pairs<'a>),
}

/// The text of a scalar as written, so that `1.10` keeps its zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scalar<'a> {
    pub(crate) text: &'a str,
    /// Plain scalars may be numbers, booleans and null; quoted ones are always text.
    pub(crate) plain: bool,
}

/// The items of a sequence.
#[derive(Clone, Debug)]
pub(crate) struct Nodes<'a> {
    tree: &'a Tree<'a>,
    parts: slice::Iter<'a, Part>,
}

/// The keys of a mapping, each with its value.
#[derive(Clone, Debug)]
pub(crate) struct Pairs<'a> {
    tree: &'a Tree<'a>,
    parts: slice::Iter<'a, [Part; 2]>,
}

impl Tree<'_> {
    /// Returns the value that the file is.
    pub(crate) fn root(&self) -> Node<'_> {
        Node { tree: self, part: &self.root }
    }

    /// Takes the entries of a key out of the root, which keeps an empty mapping there; `None` when it has no such
    /// mapping.
    pub(crate) fn take_mapping(&mut self, key: &str) -> Option<Part> {
        let Content::Mapping(piece) = self.root.content else { return None };
        let mut keys = piece.range().step_by(2);
        let value = keys.find(|index| self.text_of(&self.parts[*index]) == key)? + 1;
        let taken = self.parts[value];
        let Content::Mapping(_) = taken.content else { return None };
        self.parts[value].content = Content::Mapping(Piece::default());
        Some(taken)
    }

    /// Returns a part as a node of its tree.
    pub(crate) fn node<'a>(&'a self, part: &'a Part) -> Node<'a> {
        Node { tree: self, part }
    }

    /// Returns the text of a scalar; that of a collection is empty.
    pub(super) fn text_of(&self, part: &Part) -> &str {
        match part.content {
            Content::Scalar { piece, made: false, .. } => &self.text[piece.range()],
            Content::Scalar { piece, made: true, .. } => &self.made[piece.range()],
            Content::Sequence(_) | Content::Mapping(_) => "",
        }
    }

    /// Returns how many bytes the text of a scalar has: the quickest way to see that two are not the same.
    pub(super) fn length_of(part: &Part) -> u32 {
        match part.content {
            Content::Scalar { piece, .. } => piece.end - piece.start,
            Content::Sequence(_) | Content::Mapping(_) => 0,
        }
    }

    pub(super) fn span_of(&self, part: &Part) -> Span {
        Span { file: self.file, start: part.start, end: part.end }
    }
}

impl Piece {
    pub(super) fn new(range: Range<usize>) -> Self {
        // A file of four gigabytes has faults enough without this one.
        let bound = |bound: usize| u32::try_from(bound).unwrap_or(u32::MAX);
        Self { start: bound(range.start), end: bound(range.end) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<'a> Node<'a> {
    pub(crate) fn span(self) -> Span {
        self.tree.span_of(self.part)
    }

    /// Returns the text of a scalar, such as a key.
    pub(crate) fn text(self) -> &'a str {
        self.tree.text_of(self.part)
    }

    pub(crate) fn value(self) -> Value<'a> {
        let tree = self.tree;
        match self.part.content {
            Content::Scalar { plain, .. } => Value::Scalar(Scalar { text: self.text(), plain }),
            Content::Sequence(piece) => Value::Sequence(Nodes { tree, parts: tree.parts[piece.range()].iter() }),
            Content::Mapping(piece) => {
                Value::Mapping(Pairs { tree, parts: tree.parts[piece.range()].as_chunks().0.iter() })
            }
        }
    }

    pub(crate) fn is_null(self) -> bool {
        matches!(self.value(), Value::Scalar(scalar) if scalar.is_null())
    }

    /// Returns this node as the only item of a sequence.
    pub(crate) fn alone(self) -> Nodes<'a> {
        Nodes { tree: self.tree, parts: slice::from_ref(self.part).iter() }
    }
}

impl Scalar<'_> {
    /// The core schema's null: nothing, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        self.plain && matches!(self.text, "" | "~" | "null" | "Null" | "NULL")
    }
}

impl<'a> Iterator for Nodes<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        self.parts.next().map(|part| self.tree.node(part))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.parts.size_hint()
    }
}

impl ExactSizeIterator for Nodes<'_> {}

impl<'a> Iterator for Pairs<'a> {
    type Item = (Node<'a>, Node<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.parts.next().map(|[key, value]| (self.tree.node(key), self.tree.node(value)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.parts.size_hint()
    }
}

impl ExactSizeIterator for Pairs<'_> {}
