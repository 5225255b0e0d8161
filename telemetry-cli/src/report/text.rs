//! Findings for people, as rustc prints them.

use super::{Findings, drift_message, path_text};
use annotate_snippets::renderer::Renderer;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Snippet};
use std::ops::Range;
use telemetry_catalog::{Diagnostic, Label, Severity, SourceFile, Sources, Span};

/// A label this many lines from the finding gets its own excerpt.
const NEAR: usize = 12;
/// A longer line is left to the library's own text, which cuts it: the renderer would look at all of it each time.
const LONGEST_LINE: usize = 4096;

/// Returns all findings with a blank line after each. The text holds styles; the screen leaves them out.
pub(super) fn render(findings: &Findings<'_>) -> String {
    let renderer = Renderer::styled();
    let mut text = String::new();
    for diagnostic in findings.diagnostics {
        text.push_str(&one(&renderer, findings.sources, diagnostic));
        text.push_str("\n\n");
    }
    for drift in findings.drifts {
        let title = Level::ERROR.primary_title(drift_message(drift)).id(super::DRIFT);
        let help = Level::HELP.message(format!("run `{}`", findings.cure));
        text.push_str(&renderer.render(&[Group::with_title(title).element(help)]));
        text.push_str("\n\n");
    }
    text
}

fn one(renderer: &Renderer, sources: &Sources, diagnostic: &Diagnostic) -> String {
    let spans = || std::iter::once(diagnostic.span).chain(diagnostic.labels.iter().map(|label| label.span));
    if spans().any(|span| sources.file(span.file).line_at(span.start).len() > LONGEST_LINE) {
        return diagnostic.to_text(sources).trim_end().to_owned();
    }
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (near, far): (Vec<&Label>, Vec<&Label>) =
        diagnostic.labels.iter().partition(|label| is_near(sources, diagnostic.span, label.span));
    let primary = AnnotationKind::Primary;
    let mut marks = vec![(diagnostic.span, primary, None)];
    marks.extend(near.into_iter().map(|label| (label.span, AnnotationKind::Context, Some(label.text.as_str()))));
    let mut group =
        level.primary_title(&*diagnostic.message).id(diagnostic.rule.name).element(excerpt(sources, &marks));
    for label in far {
        group = group.element(excerpt(sources, &[(label.span, AnnotationKind::Context, Some(&label.text))]));
    }
    renderer.render(&[group.element(Level::HELP.message(&*diagnostic.help))])
}

fn is_near(sources: &Sources, span: Span, other: Span) -> bool {
    let line = |span: Span| sources.file(span.file).position(span.start).line;
    span.file == other.file && line(span).abs_diff(line(other)) <= NEAR
}

/// Returns the lines of one file that hold these marks; every mark ends with its first line.
fn excerpt<'run>(
    sources: &'run Sources,
    marks: &[(Span, AnnotationKind, Option<&'run str>)],
) -> Snippet<'run, Annotation<'run>> {
    let file = sources.file(marks[0].0.file);
    let ranges: Vec<Range<usize>> = marks.iter().map(|(span, _, _)| first_line(file, *span)).collect();
    let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let text = file.text();
    let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let start = if text[start..].starts_with('\u{feff}') { start + '\u{feff}'.len_utf8() } else { start };
    let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline);
    let line = file.position(u32::try_from(first).unwrap_or(u32::MAX)).line;
    let annotations = marks.iter().zip(ranges).map(|((_, kind, label), range)| {
        // A mark on the byte order mark itself is one on the first character.
        let range = range.start.saturating_sub(start)..range.end.saturating_sub(start);
        kind.span(range).label(*label)
    });
    Snippet::source(text[start..end].trim_end_matches('\r'))
        .line_start(line)
        .path(path_text(file.path()))
        .annotations(annotations)
}

/// Returns the part of a span that lies on its first line, at character boundaries.
fn first_line(file: &SourceFile, span: Span) -> Range<usize> {
    let text = file.text();
    let boundary =
        |byte: u32| (0..=(byte as usize).min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (boundary(span.start), boundary(span.end));
    let covered = text.get(start..end).unwrap_or("").split(['\n', '\r']).next().unwrap_or("");
    start..start + covered.trim_end().len()
}
