//! YAML text to a tree with the place of every key and value. The only module that knows the YAML parser.
//!
//! A catalog is plain YAML 1.2 (core schema). Anchors, aliases, tags and merge keys are refused: a
//! definition that is shared stands under `fields:` or `groups:`, where its name can be checked, and
//! a document without aliases cannot grow when it is read.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules;
use crate::source::{FileId, SourceFile, Span};
use granit_parser::{Event, Parser, ScalarStyle, Span as ParserSpan};
use std::borrow::Cow;
use std::collections::HashMap;

/// How deep collections may nest. The format itself needs about ten levels.
const DEEPEST: usize = 32;
/// From this many keys on, duplicates are looked up instead of searched for.
const MANY_KEYS: usize = 12;

/// One value and its place.
#[derive(Debug)]
pub(crate) struct Node<'src> {
    pub(crate) span: Span,
    pub(crate) value: Value<'src>,
}

/// What a value is, before anybody asks for a type.
#[derive(Debug)]
pub(crate) enum Value<'src> {
    Scalar(Scalar<'src>),
    Sequence(Vec<Node<'src>>),
    Mapping(Vec<(Key<'src>, Node<'src>)>),
}

/// The text of a scalar as written, so that `1.10` keeps its zero.
#[derive(Debug)]
pub(crate) struct Scalar<'src> {
    pub(crate) text: Cow<'src, str>,
    /// Plain scalars may be numbers, booleans and null; quoted ones are always text.
    pub(crate) plain: bool,
}

/// A key and its place.
#[derive(Debug)]
pub(crate) struct Key<'src> {
    pub(crate) span: Span,
    pub(crate) text: Cow<'src, str>,
}

/// Reads one file. `None` means that a fault was reported and nothing can be said of the content.
pub(crate) fn parse<'src>(id: FileId, file: &'src SourceFile, diagnostics: &mut Diagnostics) -> Option<Node<'src>> {
    let text = file.text().strip_prefix('\u{feff}').unwrap_or(file.text());
    let bom = u32::try_from(file.text().len() - text.len()).expect("a byte order mark has three bytes");
    let options = granit_parser::options! { flow_nesting_limit: DEEPEST, block_nesting_limit: DEEPEST };
    let mut builder =
        Builder { file: id, text: file.text(), bom, stack: Vec::new(), root: None, documents: 0, diagnostics };
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
    let root = builder.root.take();
    if root.as_ref().is_none_or(|node| node.value.is_null()) {
        let help = "start with `catalog: my-app`, or run `telemetry init`";
        diagnostics.push(Diagnostic::new(&rules::EMPTY_FILE, Span::whole(id), "the file holds no catalog", help));
        return None;
    }
    root
}

impl Value<'_> {
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Scalar(scalar) if scalar.is_null())
    }
}

impl Scalar<'_> {
    /// The core schema's null: nothing, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        self.plain && matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
    }
}

/// A collection that is still open.
struct Open<'src> {
    span: Span,
    content: Content<'src>,
}

enum Content<'src> {
    Sequence(Vec<Node<'src>>),
    Mapping { entries: Vec<(Key<'src>, Node<'src>)>, seen: HashMap<Cow<'src, str>, Span>, key: Option<Key<'src>> },
}

struct Builder<'src, 'out> {
    file: FileId,
    text: &'src str,
    /// Bytes of a byte order mark, which the parser does not see.
    bom: u32,
    stack: Vec<Open<'src>>,
    root: Option<Node<'src>>,
    documents: usize,
    diagnostics: &'out mut Diagnostics,
}

impl<'src> Builder<'src, '_> {
    fn offset(&self, byte: usize) -> u32 {
        u32::try_from(byte).map_or(u32::MAX, |byte| byte.saturating_add(self.bom))
    }

    fn span(&self, span: &ParserSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span { file: self.file, start: self.offset(range.start), end: self.offset(range.end) }
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
                self.scalar(Scalar { text, plain: style == ScalarStyle::Plain }, span);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span)?;
                self.refuse_collection_key(span)?;
                self.stack.push(Open { span, content: Content::Sequence(Vec::new()) });
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span)?;
                self.refuse_collection_key(span)?;
                let content = Content::Mapping { entries: Vec::new(), seen: HashMap::new(), key: None };
                self.stack.push(Open { span, content });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return self.refuse(&rules::ANCHOR, span, "an alias stands here", ANCHOR_HELP);
            }
            _ => {}
        }
        Some(())
    }

    fn scalar(&mut self, scalar: Scalar<'src>, span: Span) {
        if let Some(Open { content: Content::Mapping { key: key @ None, .. }, .. }) = self.stack.last_mut() {
            *key = Some(Key { span, text: scalar.text });
        } else {
            self.add(Node { span, value: Value::Scalar(scalar) });
        }
    }

    fn close(&mut self, end: Span) {
        let Some(Open { span, content }) = self.stack.pop() else { return };
        let value = match content {
            Content::Sequence(items) => Value::Sequence(items),
            Content::Mapping { entries, .. } => Value::Mapping(entries),
        };
        self.add(Node { span: Span { end: end.end.max(span.end), ..span }, value });
    }

    fn add(&mut self, node: Node<'src>) {
        match self.stack.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(items)) => items.push(node),
            Some(Content::Mapping { entries, seen, key }) => {
                let Some(key) = key.take() else { return };
                match first_use(entries, seen, &key) {
                    Some(first) => self.diagnostics.push(duplicate_key(&key, first)),
                    None => entries.push((key, node)),
                }
            }
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
        let before = self.text.get(..value.start as usize).unwrap_or("");
        let Some(last) = before.rfind(sign) else { return value };
        // A tag may begin with two signs: `!!str`.
        let start = before[..last].trim_end_matches(sign).len();
        let word = before[start..].find(char::is_whitespace).unwrap_or(before.len() - start);
        let at = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Span { start: at(start), end: at(start + word), ..value }
    }

    fn refuse_collection_key(&mut self, span: Span) -> Option<()> {
        let Some(Open { content: Content::Mapping { key: None, .. }, .. }) = self.stack.last() else {
            return Some(());
        };
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
        let span = Span { file: self.file, start, end };
        let line = file.line_at(at);
        let indent = &line[..line.len() - line.trim_start().len()];
        if info.contains("unknown anchor") {
            let rest = self.text.get(at as usize..).unwrap_or("");
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
                tabs(self.text, span, indent),
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
fn first_use<'src>(
    entries: &[(Key<'src>, Node<'src>)],
    seen: &mut HashMap<Cow<'src, str>, Span>,
    key: &Key<'src>,
) -> Option<Span> {
    if entries.len() < MANY_KEYS {
        return entries.iter().find(|(other, _)| other.text == key.text).map(|(other, _)| other.span);
    }
    if seen.is_empty() {
        seen.extend(entries.iter().map(|(key, _)| (key.text.clone(), key.span)));
    }
    let first = seen.get(&key.text).copied();
    seen.entry(key.text.clone()).or_insert(key.span);
    first
}

fn duplicate_key(key: &Key<'_>, first: Span) -> Diagnostic {
    let message = format!("the key `{}` stands twice in one mapping", key.text);
    Diagnostic::new(&rules::DUPLICATE_KEY, key.span, message, "keep one of the two")
        .with_label(first, "first used here")
}
