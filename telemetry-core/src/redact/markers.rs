//! The markers that stand in a text already, from an earlier pass: they are left alone.

use super::options::PLACE;
use super::prefilter::find_byte;
use super::rules::Rules;

/// How markers of a redactor begin.
#[derive(Debug)]
pub(super) struct Markers {
    /// What stands before the label; [`OptionsError`](super::OptionsError) sees to it that there is something.
    beginning: Box<str>,
}

impl Markers {
    pub(super) fn new(template: &str) -> Self {
        let beginning = template.split(PLACE).next().unwrap_or_default();
        Self { beginning: beginning.into() }
    }

    /// Returns where the next marker begins and ends, at a place or behind it.
    pub(super) fn next(&self, text: &str, from: usize, rules: &Rules) -> Option<(usize, usize)> {
        let first = self.beginning.as_bytes().first()?;
        let mut at = from;
        while let Some(found) = find_byte(text.as_bytes(), *first, at) {
            at = found;
            if let Some(end) = marker_at(&text[at..], &self.beginning, rules) {
                return Some((at, at + end));
            }
            // No character goes on with a byte that another begins with: the next border lies behind this one.
            at += 1;
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
        None
    }
}

/// Returns the length of the longest marker that a text begins with.
fn marker_at(text: &str, beginning: &str, rules: &Rules) -> Option<usize> {
    if !text.starts_with(beginning) {
        return None;
    }
    let markers = rules.labels().iter().filter(|label| text.starts_with(&*label.marker));
    markers.map(|label| label.marker.len()).max()
}
