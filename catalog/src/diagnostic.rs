//! What is wrong, where, and what to write instead. Rendering in colour belongs to the command line;
//! the plain text here serves build scripts and tests.

use crate::rules::Rule;
use crate::source::{Sources, Span};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The catalog cannot be used.
    Error,
    /// The catalog can be used; somebody should look.
    Warning,
}

impl Severity {
    /// Returns the word that messages print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there, in a few words.
    pub text: String,
}

/// One finding of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule; its page explains the finding.
    pub rule: &'static Rule,
    /// Where the finding is underlined.
    pub span: Span,
    /// What is wrong, in one clause.
    pub message: String,
    /// Places that explain it.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: String,
}

impl Diagnostic {
    /// Makes a finding.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { rule, span, message: on_one_line(message.into()), labels: Vec::new(), help: on_one_line(help.into()) }
    }

    /// Adds a place that explains the finding.
    #[must_use]
    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Returns the weight, which is the rule's.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    /// Returns the finding as plain text: message, place, source line, underline, help.
    #[must_use]
    pub fn to_text(&self, sources: &Sources) -> String {
        let mut text = format!("{}[{}]: {}\n", self.severity().name(), self.rule.name, self.message);
        push_place(&mut text, sources, self.span, "-->", "");
        for label in &self.labels {
            push_place(&mut text, sources, label.span, ":::", &label.text);
        }
        writeln!(text, "help: {}", self.help).expect("a string can be written to");
        text
    }
}

/// A line longer than this is cut around its underline: generated YAML can hold megabytes in one.
const LONGEST_LINE: usize = 160;

fn push_place(text: &mut String, sources: &Sources, span: Span, arrow: &str, note: &str) {
    let file = sources.file(span.file);
    let position = file.position(span.start);
    let (line, at) = file.line_around(span.start);
    let width = position.line.to_string().len();
    let pad = " ".repeat(width);
    let path = file.path().display().to_string().replace('\\', "/");
    text.push_str(&format!("{pad}{arrow} {path}:{position}\n"));
    let (shown, offset) = shown_part(line, at);
    let line_left = shown.chars().count().saturating_sub(offset);
    let covered = file.text().get(span.start as usize..span.end as usize).unwrap_or("").chars();
    let carets = covered.take(line_left).take_while(|char| !matches!(char, '\n' | '\r')).count().max(1);
    let note = if note.is_empty() { String::new() } else { format!(" {note}") };
    text.push_str(&format!("{} | {}\n", position.line, printable(shown)));
    text.push_str(&format!("{pad} | {}{}{note}\n", blank(shown, offset), "^".repeat(carets)));
}

/// Returns a text in which names of catalogs cannot begin a new line.
fn on_one_line(text: String) -> String {
    if text.chars().any(char::is_control) { text.replace(char::is_control, " ") } else { text }
}

/// Returns a source line in which nothing moves the cursor, changes colours or turns the direction of writing.
fn printable(line: &str) -> String {
    let shown = |char: char| match char {
        '\t' => '\t',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or('\u{fffd}'),
        '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        char => char,
    };
    line.chars().map(shown).collect()
}

/// Returns the part of a line to print, and the column in it of the byte `at` of the line.
fn shown_part(line: &str, at: usize) -> (&str, usize) {
    let short = line.chars().nth(LONGEST_LINE).is_none();
    let before = line[..at].char_indices().rev().take(if short { LONGEST_LINE } else { LONGEST_LINE / 4 });
    let (start, column) = before.fold((at, 0), |(_, column), (start, _)| (start, column + 1));
    let shown = &line[start..];
    let end = shown.char_indices().nth(LONGEST_LINE).map_or(shown.len(), |(end, _)| end);
    (&shown[..end], column)
}

/// Returns white space as wide as the first `count` characters; tabs stay tabs, so that columns agree.
fn blank(line: &str, count: usize) -> String {
    line.chars().take(count).map(|char| if char == '\t' { '\t' } else { ' ' }).collect()
}

/// The findings of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The places of the errors, in order: whoever asks for those in a part of a file need not look at all of them.
    errors: BTreeSet<Span>,
}

impl Diagnostics {
    /// Adds a finding; the run goes on.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity() == Severity::Error {
            self.errors.insert(diagnostic.span);
        }
        self.list.push(diagnostic);
    }

    /// Adds all findings of another part of the run.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
        self.errors.append(&mut other.errors);
    }

    /// Returns whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns whether a finding makes the catalog unusable.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Returns whether an error was found in a part of a file: what follows from that part is not reported again.
    pub(crate) fn has_error_in(&self, part: Span) -> bool {
        let first = Span { end: part.start, ..part };
        let mut begin_inside =
            self.errors.range(first..).take_while(|span| span.file == part.file && span.start <= part.end);
        begin_inside.any(|span| span.end <= part.end)
    }

    /// Returns how many findings have this weight.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// Returns the findings, in source order once the run has ended.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Sorts by place and removes what was found twice.
    pub(crate) fn finish(&mut self) {
        self.list.sort_by(|a, b| {
            (a.span, a.severity(), a.rule.name, &a.message).cmp(&(b.span, b.severity(), b.rule.name, &b.message))
        });
        self.list.dedup();
    }

    /// Returns all findings as plain text, with a blank line between them.
    #[must_use]
    pub fn to_text(&self, sources: &Sources) -> String {
        self.list.iter().map(|diagnostic| diagnostic.to_text(sources)).collect::<Vec<_>>().join("\n")
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
