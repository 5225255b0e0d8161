//! A list as aligned columns.

use super::List;
use crate::screen::{STRONG, styled};
use serde_json::Value;
use std::borrow::Cow;
use std::iter;

/// Stands between columns.
const GAP: &str = "  ";
/// The last column keeps this many characters, however narrow the terminal is.
const LEAST: usize = 20;

/// Returns the table. The last column is cut where a terminal ends; it is never padded.
pub(super) fn render(list: &List<'_>, width: Option<usize>) -> String {
    let rows: Vec<Vec<String>> = list.rows().map(|row| row.cells().map(|value| cell(&value)).collect()).collect();
    let widths: Vec<usize> = list.columns.iter().enumerate().map(|(at, name)| column_width(name, at, &rows)).collect();
    let names = list.columns.iter().map(|name| name.to_uppercase()).collect::<Vec<_>>();
    let mut heading = String::new();
    push_line(&mut heading, &names, &widths, width);
    let mut text = styled(STRONG, &heading);
    for row in &rows {
        text.push('\n');
        push_line(&mut text, row, &widths, width);
    }
    text.push('\n');
    text
}

fn column_width(name: &str, at: usize, rows: &[Vec<String>]) -> usize {
    rows.iter().map(|row| row[at].chars().count()).chain([name.chars().count()]).max().unwrap_or(0)
}

/// Writes a line without its end.
fn push_line(text: &mut String, cells: &[String], widths: &[usize], limit: Option<usize>) {
    let Some((last, cells)) = cells.split_last() else { return };
    for (cell, width) in cells.iter().zip(widths) {
        text.push_str(cell);
        text.extend(iter::repeat_n(' ', width - cell.chars().count()));
        text.push_str(GAP);
    }
    let used: usize = widths[..cells.len()].iter().map(|width| width + GAP.len()).sum();
    text.push_str(&cut(last, limit.map(|limit| limit.saturating_sub(used).max(LEAST))));
    text.truncate(text.trim_end().len());
}

fn cut(text: &str, limit: Option<usize>) -> Cow<'_, str> {
    match limit {
        Some(limit) if text.chars().count() > limit => text.chars().take(limit - 1).chain(['…']).collect(),
        Some(_) | None => Cow::Borrowed(text),
    }
}

/// Returns a text without line ends, and without what moves the cursor: a program that is inspected may hold anything.
fn on_one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace(char::is_control, "\u{fffd}")
}

/// Returns a cell on one line; `-` where there is nothing.
fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::Bool(value) => if *value { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => on_one_line(text),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(","),
        Value::Object(_) => value.to_string(),
    };
    if text.is_empty() { "-".to_owned() } else { text }
}
