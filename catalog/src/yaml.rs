//! YAML text to a tree with the place of every key and value. The only module that knows the YAML parser.
//!
//! A catalog is plain YAML 1.2 (core schema). Anchors, aliases, tags and merge keys are refused: a
//! definition that is shared stands under `fields:` or `groups:`, where its name can be checked, and
//! a document without aliases cannot grow when it is read.

mod tree;
#[cfg(feature = "program")]
mod written;

pub(crate) use tree::{Node, Nodes, Pairs, Part, Scalar, Tree, Value};
#[cfg(feature = "program")]
pub(crate) use written::written;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules;
use crate::source::{FileId, SourceFile, Span};
use granit_parser::{Event, Parser, ScalarStyle, Span as ParserSpan};
use std::borrow::Cow;
use std::collections::HashMap;
use tree::{Content, Piece};

/// How deep collections may nest. The format itself needs about ten levels.
const DEEPEST: usize = 32;
/// From this many keys on, duplicates are looked up instead of searched for.
const MANY_KEYS: usize = 12;

/// Reads one file. `None` means that a fault was reported and nothing can be said of the content.
pub(crate) fn parse<'src>(id: FileId, file: &'src SourceFile, diagnostics: &mut Diagnostics) -> Option<Tree<'src>> {
    let text = file.text().strip_prefix('\u{feff}').unwrap_or(file.text());
    let bom = u32::try_from(file.text().len() - text.len()).expect("a byte order mark has three bytes");
    let options = granit_parser::options! { flow_nesting_limit: DEEPEST, block_nesting_limit: DEEPEST };
    let mut builder = Builder::new(id, file, bom, diagnostics);
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.event(event, span)?,
            Err(error) => {
                let at = builder.offset(error.marker().byte_offset().unwrap_or(0));
                builder.syntax_error(file, at, &error.info());
                return None;
            }
        }
    }
    let tree = builder.finish().filter(|tree| !tree.root().is_null());
    if tree.is_none() {
        let help = "start with `catalog: my-app`, or run `telemetry init`";
        diagnostics.push(Diagnostic::new(&rules::EMPTY_FILE, Span::whole(id), "the file holds no catalog", help));
    }
    tree
}

/// A collection that is still open.
struct Open {
    start: u32,
    end: u32,
    /// Where its children begin in the list of waiting parts.
    children: usize,
    kind: Kind,
}

enum Kind {
    Sequence,
    /// With the places of its keys, once there are many.
    Mapping(HashMap<String, Span>),
}

struct Builder<'src, 'out> {
    /// Bytes of a byte order mark, which the parser does not see.
    bom: u32,
    tree: Tree<'src>,
    /// Children of open collections; when one is closed, its own move to the tree.
    waiting: Vec<Part>,
    open: Vec<Open>,
    has_root: bool,
    documents: usize,
    diagnostics: &'out mut Diagnostics,
}

impl<'src, 'out> Builder<'src, 'out> {
    fn new(file: FileId, source: &'src SourceFile, bom: u32, diagnostics: &'out mut Diagnostics) -> Self {
        let text = source.text();
        let root = Part { start: 0, end: 0, content: Content::Sequence(Piece::default()) };
        // A key or value is seldom shorter than ten bytes, with what stands around it.
        let parts = Vec::with_capacity(text.len() / 10);
        let tree = Tree { file, text, made: String::new(), parts, root };
        Self { bom, tree, waiting: Vec::new(), open: Vec::new(), has_root: false, documents: 0, diagnostics }
    }

    fn finish(mut self) -> Option<Tree<'src>> {
        self.tree.parts.shrink_to_fit();
        self.has_root.then_some(self.tree)
    }

    fn offset(&self, byte: usize) -> u32 {
        u32::try_from(byte).map_or(u32::MAX, |byte| byte.saturating_add(self.bom))
    }

    fn span(&self, span: &ParserSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span { file: self.tree.file, start: self.offset(range.start), end: self.offset(range.end) }
    }

    /// Takes one event; `None` ends the reading of this file.
    fn event(&mut self, event: Event<'src>, place: ParserSpan) -> Option<()> {
        let span = self.span(&place);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let help = "put each document in a file of its own; all files of a folder are one catalog";
                    return self.refuse(&rules::MULTIPLE_DOCUMENTS, span, "a second YAML document starts here", help);
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span)?;
                let content = self.scalar(text, style == ScalarStyle::Plain);
                self.add(Part { start: span.start, end: span.end, content });
            }
            Event::SequenceStart(_, anchor, tag) => self.open(anchor, tag.is_some(), span, Kind::Sequence)?,
            Event::MappingStart(_, anchor, tag) => {
                self.open(anchor, tag.is_some(), span, Kind::Mapping(HashMap::new()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return self.refuse(&rules::ANCHOR, span, "an alias stands here", ANCHOR_HELP);
            }
            _ => {}
        }
        Some(())
    }

    /// Finds a scalar in the source, or keeps what the parser made of it.
    fn scalar(&mut self, text: Cow<'src, str>, plain: bool) -> Content {
        let text = match text {
            Cow::Borrowed(text) => {
                let start = text.as_ptr().addr().wrapping_sub(self.tree.text.as_ptr().addr());
                let end = start.wrapping_add(text.len());
                // What the parser borrows from elsewhere, such as an empty text, is not a piece of the source.
                if self.tree.text.get(start..end).is_some() {
                    return Content::Scalar { piece: Piece::new(start..end), made: false, plain };
                }
                text.to_owned()
            }
            Cow::Owned(text) => text,
        };
        let start = self.tree.made.len();
        self.tree.made.push_str(&text);
        Content::Scalar { piece: Piece::new(start..self.tree.made.len()), made: true, plain }
    }

    fn open(&mut self, anchor: usize, tagged: bool, span: Span, kind: Kind) -> Option<()> {
        self.refuse_extras(anchor, tagged, span)?;
        self.refuse_collection_key(span)?;
        self.open.push(Open { start: span.start, end: span.end, children: self.waiting.len(), kind });
        Some(())
    }

    fn close(&mut self, span: Span) {
        let Some(Open { start, end, children, kind }) = self.open.pop() else { return };
        let first = self.tree.parts.len();
        self.tree.parts.extend_from_slice(&self.waiting[children..]);
        self.waiting.truncate(children);
        let piece = Piece::new(first..self.tree.parts.len());
        let content = match kind {
            Kind::Sequence => Content::Sequence(piece),
            Kind::Mapping(_) => Content::Mapping(piece),
        };
        self.add(Part { start, end: span.end.max(end), content });
    }

    fn add(&mut self, part: Part) {
        let Some(Open { children, kind, .. }) = self.open.last_mut() else {
            self.tree.root = part;
            self.has_root = true;
            return;
        };
        self.waiting.push(part);
        let Kind::Mapping(seen) = kind else { return };
        let entries = &self.waiting[*children..];
        let ([earlier @ .., [key, _]], []) = entries.as_chunks() else { return };
        if let Some(first) = first_use(&self.tree, earlier, seen, key) {
            self.diagnostics.push(duplicate_key(self.tree.node(key), first));
            self.waiting.truncate(self.waiting.len() - 2);
        }
    }

    fn refuse_extras(&mut self, anchor: usize, tagged: bool, span: Span) -> Option<()> {
        if anchor > 0 {
            return self.refuse(&rules::ANCHOR, self.word_before(span, '&'), "this value has an anchor", ANCHOR_HELP);
        }
        if tagged {
            let help = "remove the `!` tag; the key decides the type of its value";
            return self.refuse(&rules::TAG, self.word_before(span, '!'), "this value has a tag", help);
        }
        Some(())
    }

    /// Returns the place of the anchor or tag before a value; the parser gives only that of the value.
    fn word_before(&self, value: Span, sign: char) -> Span {
        let before = self.tree.text.get(..value.start as usize).unwrap_or("");
        let Some(last) = before.rfind(sign) else { return value };
        // A tag may begin with two signs: `!!str`.
        let start = before[..last].trim_end_matches(sign).len();
        let word = before[start..].find(char::is_whitespace).unwrap_or(before.len() - start);
        let at = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Span { start: at(start), end: at(start + word), ..value }
    }

    fn refuse_collection_key(&mut self, span: Span) -> Option<()> {
        let is_key = matches!(self.open.last(), Some(Open { kind: Kind::Mapping(_), children, .. })
            if (self.waiting.len() - children).is_multiple_of(2));
        if !is_key {
            return Some(());
        }
        let help = "write a single word or a quoted text as the key";
        self.refuse(&rules::WRONG_SHAPE, span, "a list or mapping stands where a key belongs", help)
    }

    fn refuse(&mut self, rule: &'static rules::Rule, span: Span, message: &str, help: &str) -> Option<()> {
        self.diagnostics.push(Diagnostic::new(rule, span, message, help));
        None
    }

    /// Reports what the parser said, or the usual cause behind it.
    fn syntax_error(&mut self, file: &SourceFile, at: u32, info: &str) {
        let (start, end) = file.character_at(at);
        let span = Span { file: self.tree.file, start, end };
        let line = file.line_at(at);
        let indent = &line[..line.len() - line.trim_start().len()];
        if info.contains("unknown anchor") {
            let rest = self.tree.text.get(at as usize..).unwrap_or("");
            let word = rest.find(|char: char| char.is_whitespace() || ",]}".contains(char)).unwrap_or(rest.len());
            let span = Span { end: u32::try_from(at as usize + word).unwrap_or(u32::MAX), ..span };
            return self.diagnostics.push(Diagnostic::new(&rules::ANCHOR, span, "an alias stands here", ANCHOR_HELP));
        }
        let diagnostic = if info.contains("nesting") || info.contains("depth") || info.contains("recursion") {
            let message = format!("collections nest deeper than {DEEPEST} levels");
            Diagnostic::new(
                &rules::TOO_DEEP,
                span,
                message,
                "a catalog needs about ten levels; look for a runaway bracket",
            )
        } else if indent.contains('\t') {
            let help = "indent with spaces; YAML does not allow tabs there";
            Diagnostic::new(
                &rules::TAB_INDENTATION,
                tabs(self.tree.text, span, indent),
                "a tab is used as indentation",
                help,
            )
        } else {
            Diagnostic::new(&rules::YAML_SYNTAX, span, format!("this is not YAML: {info}"), syntax_help(info))
        };
        self.diagnostics.push(diagnostic);
    }
}

/// Returns the place of the tabs in the indentation of the line that holds a place.
fn tabs(text: &str, span: Span, indent: &str) -> Span {
    let before = text.get(..span.start as usize).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let (Some(first), Some(last)) = (indent.find('\t'), indent.rfind('\t')) else { return span };
    let at = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
    Span { start: at(line + first), end: at(line + last + 1), ..span }
}

/// Returns the usual cause behind what the parser said.
fn syntax_help(info: &str) -> &'static str {
    if info.contains("mapping values are not allowed") {
        "put a text that holds `: ` in quotes, or indent the line to where its mapping begins"
    } else if info.contains("expected key") {
        "begin all lines of one mapping in the same column"
    } else if info.contains("unclosed bracket") {
        "close the bracket that is opened here"
    } else if info.contains("quoted scalar") || info.contains("end of stream") {
        "close the quote that is opened on this line or one before"
    } else {
        "the parser lost its way here; look for a missing quote, colon or bracket on this line or the one before"
    }
}

const ANCHOR_HELP: &str =
    "write shared definitions under `fields:` or `groups:` and name them with `use:` or `include:`";

/// Returns where a key was used before in its mapping.
fn first_use(tree: &Tree<'_>, earlier: &[[Part; 2]], seen: &mut HashMap<String, Span>, key: &Part) -> Option<Span> {
    let (text, length) = (tree.text_of(key), Tree::length_of(key));
    if earlier.len() < MANY_KEYS {
        let same = |other: &Part| Tree::length_of(other) == length && tree.text_of(other) == text;
        return earlier.iter().find(|[other, _]| same(other)).map(|[other, _]| tree.span_of(other));
    }
    let owned = |part: &Part| tree.text_of(part).to_owned();
    if seen.is_empty() {
        seen.extend(earlier.iter().map(|[key, _]| (owned(key), tree.span_of(key))));
    }
    let first = seen.get(text).copied();
    seen.entry(owned(key)).or_insert(tree.span_of(key));
    first
}

fn duplicate_key(key: Node<'_>, first: Span) -> Diagnostic {
    let message = format!("the key `{}` stands twice in one mapping", key.text());
    Diagnostic::new(&rules::DUPLICATE_KEY, key.span(), message, "keep one of the two")
        .with_label(first, "first used here")
}
