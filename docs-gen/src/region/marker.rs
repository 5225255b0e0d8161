//! Markers: how they look, where they count, and how two of them make a region.
//!
//! A marker stands alone on its line. In a block of code it is text, so that a page can show how regions are written.

use super::{Language, RegionFault};
use crate::part::Part;
use std::ops::Range;

/// A region as it is marked.
#[derive(Clone, Debug)]
pub(super) struct Marked<'a> {
    pub(super) part: &'static Part,
    pub(super) form: Form,
    pub(super) line: usize,
    /// What stands between the lines of the two markers.
    pub(super) inside: Range<usize>,
    /// How the line of the first marker ends.
    pub(super) ending: &'a str,
}

/// How a marker is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `<!-- … -->`
    Comment,
    /// `{/* … */}`
    Expression,
    /// `{{#telemetry …}}`, in a chapter of mdBook: one line that is a region by itself.
    Directive,
}

impl Form {
    /// Those that two markers of make a region.
    const PAIRED: [Self; 2] = [Self::Comment, Self::Expression];

    fn signs(self) -> (&'static str, &'static str) {
        match self {
            Self::Comment => ("<!--", "-->"),
            Self::Expression => ("{/*", "*/}"),
            Self::Directive => ("{{#telemetry", "}}"),
        }
    }

    /// Returns a marker in this form.
    fn written(self, words: &str) -> String {
        let (opening, closing) = self.signs();
        match self {
            Self::Comment | Self::Expression => format!("`{opening} telemetry:{words} {closing}`"),
            Self::Directive => format!("`{opening} {words}{closing}`"),
        }
    }
}

/// A line of the text.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    number: usize,
    start: usize,
    text: &'a str,
    ending: &'a str,
}

impl Line<'_> {
    fn fault(self, at: usize, message: impl Into<String>, help: impl Into<String>) -> RegionFault {
        let column = self.text[..at].trim_start_matches('\u{feff}').chars().count() + 1;
        RegionFault { line: self.number, column, message: message.into(), help: help.into() }
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(['\u{feff}', ' ', '\t']).len()
    }
}

/// A marker in its place.
#[derive(Clone, Copy, Debug)]
struct Marker<'a> {
    line: Line<'a>,
    form: Form,
    words: &'a str,
}

impl<'a> Marker<'a> {
    /// Returns the region that one line is by itself.
    fn alone(self, part: &'static Part) -> Marked<'a> {
        let line = self.line;
        let inside = line.start + line.indent()..line.start + line.text.len();
        Marked { part, form: self.form, line: line.number, inside, ending: line.ending }
    }
}

/// Finds the regions of a text, in order.
pub(super) fn pair(text: &str, language: Language) -> Result<Vec<Marked<'_>>, Vec<RegionFault>> {
    let mut faults = Vec::new();
    let mut open: Option<(&'static Part, Marker<'_>)> = None;
    let mut regions: Vec<Marked<'_>> = Vec::new();
    let mut started = Vec::new();
    for marker in markers(text, language, &mut faults) {
        let (line, form) = (marker.line, marker.form);
        if form == Form::Directive {
            if let Some((part, first)) = open {
                faults.push(nested(line, part, first));
            } else if let Some(part) = begin(marker, marker.words, &started, &mut faults) {
                started.push((part, line.number));
                regions.push(marker.alone(part));
            }
            continue;
        }
        match marker.words.split_once([' ', '\t']).map_or((marker.words, ""), |(word, name)| (word, name.trim())) {
            ("begin", name) => {
                if let Some((part, first)) = open {
                    faults.push(nested(line, part, first));
                }
                if let Some(part) = begin(marker, name, &started, &mut faults) {
                    started.push((part, line.number));
                    open = Some((part, marker));
                }
            }
            ("end", "") => match open.take() {
                Some((part, first)) if first.form == form => regions.push(Marked {
                    part,
                    form,
                    line: first.line.number,
                    inside: first.line.start + first.line.text.len() + first.line.ending.len()..line.start,
                    ending: first.line.ending,
                }),
                Some((_, first)) => {
                    let message = format!("the region of line {} ends in another form of marker", first.line.number);
                    faults.push(line.fault(line.indent(), message, format!("write {}", first.form.written("end"))));
                }
                None if faults.is_empty() => {
                    let help = format!("write {} where it begins, or remove this line", form.written("begin events"));
                    faults.push(line.fault(line.indent(), "a region ends that has not begun", help));
                }
                // What was to begin is told of already.
                None => {}
            },
            _ => {
                let message = format!("`telemetry:{}` is not a marker", shortened(marker.words));
                let help = format!("write {} or {}", form.written("begin events"), form.written("end"));
                faults.push(line.fault(line.indent(), message, help));
            }
        }
    }
    if let Some((part, first)) = open {
        let help = format!("write {} on a line of its own where it ends", first.form.written("end"));
        faults.push(first.line.fault(
            first.line.indent(),
            format!("the region of `{}` does not end", part.name()),
            help,
        ));
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    if faults.is_empty() { Ok(regions) } else { Err(faults) }
}

fn nested(line: Line<'_>, part: &Part, first: Marker<'_>) -> RegionFault {
    let message = format!("a region begins inside of that of `{}`, line {}", part.name(), first.line.number);
    let help = format!("write {} before it; regions do not nest", first.form.written("end"));
    line.fault(line.indent(), message, help)
}

/// Returns the part that a region names, unless the file has it already.
fn begin(
    marker: Marker<'_>,
    name: &str,
    started: &[(&'static Part, usize)],
    faults: &mut Vec<RegionFault>,
) -> Option<&'static Part> {
    let line = marker.line;
    let at = line.text.rfind(name).filter(|_| !name.is_empty()).unwrap_or(line.indent());
    let Some(part) = Part::from_name(name) else {
        let names: Vec<_> = Part::ALL.iter().map(|part| format!("`{}`", part.name())).collect();
        let message = match name {
            "" => "a region begins that names no part".to_owned(),
            name => format!("`{}` is not a part of the page", shortened(name)),
        };
        faults.push(line.fault(at, message, format!("write one of {}", names.join(", "))));
        // Its end is no fault of its own.
        return None;
    };
    for (other, number) in started {
        let message = if other.name() == part.name() {
            format!("the region of `{name}` is there already, line {number}")
        } else if part.holds(other) || other.holds(part) {
            let (inner, outer) = if part.holds(other) { (other.name(), name) } else { (name, other.name()) };
            format!("`{inner}` is a part of `{outer}`, and both are here; the other one begins in line {number}")
        } else {
            continue;
        };
        faults.push(line.fault(
            at,
            message,
            "remove one of the two: a file holds a part once, so that links lead to one place",
        ));
    }
    Some(part)
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().filter(|char| !char.is_control() && *char != '`').take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Finds the markers of a text outside of code.
fn markers<'a>(text: &'a str, language: Language, faults: &mut Vec<RegionFault>) -> Vec<Marker<'a>> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for line in lines(text) {
        if language != Language::Html {
            match fence {
                Some(opening) if closes(line.text, opening) => {
                    fence = None;
                    continue;
                }
                Some(_) => continue,
                None => fence = opening_fence(line.text),
            }
        }
        if fence.is_none() && line.text.contains("telemetry") {
            found.extend(marker(line, language, faults));
            found.extend(directive(line, language, faults));
        }
    }
    found
}

/// Returns the marker of a line, if there is one.
fn marker<'a>(line: Line<'a>, language: Language, faults: &mut Vec<RegionFault>) -> Option<Marker<'a>> {
    let text = line.text.trim_start_matches('\u{feff}').trim();
    let (form, at) = Form::PAIRED.into_iter().find_map(|form| Some((form, opening(text, form)?)))?;
    let (sign, closing) = form.signs();
    if language != Language::Html && is_code(line, &text[..at]) {
        return None;
    }
    let rest = text[at + sign.len()..].trim_start().strip_prefix("telemetry:")?;
    let start = line.text.find(sign).unwrap_or(0);
    match (language, form) {
        (Language::Mdx, Form::Comment) => {
            let help = format!("write {}", Form::Expression.written(words(rest, closing)));
            faults.push(line.fault(start, "MDX knows no comments of HTML", help));
            None
        }
        // Braces mean nothing in HTML.
        (Language::Html, Form::Expression) => None,
        _ if at == 0 && rest.find(closing).is_some_and(|end| end + closing.len() == rest.len()) => {
            Some(Marker { line, form, words: words(rest, closing) })
        }
        _ => {
            faults.push(crowded(line, start, form, words(rest, closing)));
            None
        }
    }
}

/// Returns the marker of a line of mdBook that is a region by itself, if there is one. mdBook prints what follows a
/// backslash as it is.
fn directive<'a>(line: Line<'a>, language: Language, faults: &mut Vec<RegionFault>) -> Option<Marker<'a>> {
    let form = Form::Directive;
    let (sign, closing) = form.signs();
    let at = line.text.find(sign).filter(|_| language == Language::MdBook)?;
    let (before, rest) = (&line.text[..at], &line.text[at + sign.len()..]);
    let is_other = rest.starts_with(|char: char| char.is_alphanumeric() || matches!(char, '_' | '-'));
    if is_other || before.ends_with('\\') || is_code(line, before.trim_start_matches('\u{feff}').trim_start()) {
        return None;
    }
    let words = words(rest, closing);
    let is_alone = at == line.indent() && rest.split_once(closing).is_some_and(|(_, after)| after.trim().is_empty());
    if !is_alone {
        faults.push(crowded(line, at, form, words));
        return None;
    }
    Some(Marker { line, form, words })
}

fn crowded(line: Line<'_>, at: usize, form: Form, words: &str) -> RegionFault {
    let help = format!("write {} and nothing else on its line", form.written(&shortened(words)));
    line.fault(at, "a marker is not alone on its line", help)
}

/// Returns whether what follows this part of a line is text: in a span of code, or indented like a block of code.
fn is_code(line: Line<'_>, before: &str) -> bool {
    before.contains('`') || (before.is_empty() && is_indented_code(line.text))
}

/// Returns where a marker of a form begins.
fn opening(text: &str, form: Form) -> Option<usize> {
    let (sign, _) = form.signs();
    let starts = text.match_indices(sign).map(|(at, _)| at);
    starts.into_iter().find(|at| text[at + sign.len()..].trim_start().starts_with("telemetry:"))
}

/// Returns what a marker says, without its end.
fn words<'a>(rest: &'a str, closing: &str) -> &'a str {
    rest.split(closing).next().unwrap_or(rest).trim()
}

fn is_indented_code(line: &str) -> bool {
    line.starts_with("    ") || line.trim_start_matches(' ').starts_with('\t')
}

/// Iterates over lines, however they end.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ending = ["\r\n", "\n", "\r"].into_iter().find(|ending| rest[end..].starts_with(ending)).unwrap_or("");
        let line = Line { number: number + 1, start, text: &rest[..end], ending: &rest[end..end + ending.len()] };
        start += end + ending.len();
        number += 1;
        Some(line)
    })
}

/// Returns the signs that open a block of code on this line, in quotations and lists too.
fn opening_fence(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    loop {
        let number = rest.trim_start_matches(|char: char| char.is_ascii_digit());
        let marker = ["> ", ">", "- ", "* ", "+ "].into_iter().find_map(|sign| rest.strip_prefix(sign));
        let marker = marker.or_else(|| number.strip_prefix(". ").filter(|_| number.len() < rest.len()));
        match marker {
            Some(inner) => rest = inner.trim_start(),
            None => break,
        }
    }
    let sign = rest.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = rest.len() - rest.trim_start_matches(sign).len();
    let is_fence = length >= 3 && (sign == '~' || !rest[length..].contains('`'));
    is_fence.then(|| &rest[..length])
}

/// Returns whether a line closes the block of code that these signs opened.
fn closes(line: &str, opening: &str) -> bool {
    let rest = line.trim_start_matches([' ', '\t', '>']);
    let sign = &opening[..1];
    rest.starts_with(opening) && rest.trim_start_matches(sign).trim().is_empty()
}
