//! What was found: stretches of the text, each with the rank of what found it.

use super::Granularity;

/// How many hits are kept without asking for memory.
const FEW: usize = 8;

/// A stretch of the text that has to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The place of the label in the order of the detectors; where hits overlap, the lowest one speaks for all.
    pub(super) rank: u16,
}

/// The hits of one text.
#[derive(Debug, Default)]
pub(super) struct Hits {
    few: [Hit; FEW],
    count: usize,
    many: Vec<Hit>,
}

impl Hits {
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn push(&mut self, hit: Hit) {
        if let Some(place) = self.few.get_mut(self.count) {
            *place = hit;
        } else {
            if self.many.is_empty() {
                self.many.extend(self.few);
            }
            self.many.push(hit);
        }
        self.count += 1;
    }

    /// Returns what has to go, in order, without overlaps, on the borders of characters.
    pub(super) fn settled(&mut self, text: &str, granularity: Granularity) -> &[Hit] {
        let hits = if self.many.is_empty() { &mut self.few[..self.count] } else { &mut self.many[..] };
        // The order is nearly theirs already, which this sort takes as a gift.
        hits.sort_by_key(|hit| hit.from);
        let count = merge(hits);
        let hits = &mut hits[..count];
        match granularity {
            Granularity::Match => hits.iter_mut().for_each(|hit| widen_to_characters(text, hit)),
            Granularity::Line => widen_to_lines(text, hits),
            Granularity::Value => hits.iter_mut().for_each(|hit| (hit.from, hit.to) = (0, text.len())),
        }
        let count = merge(hits);
        &hits[..count]
    }
}

/// Joins hits that overlap; returns how many are left.
fn merge(hits: &mut [Hit]) -> usize {
    let mut last = 0;
    for at in 1..hits.len() {
        let hit = hits[at];
        if hit.from < hits[last].to {
            hits[last].to = hits[last].to.max(hit.to);
            hits[last].rank = hits[last].rank.min(hit.rank);
        } else {
            last += 1;
            hits[last] = hit;
        }
    }
    hits.len().min(last + 1)
}

fn widen_to_characters(text: &str, hit: &mut Hit) {
    while !text.is_char_boundary(hit.from) {
        hit.from -= 1;
    }
    while !text.is_char_boundary(hit.to) {
        hit.to += 1;
    }
}

/// Widens hits to their lines; a line is walked through once, however many hits it holds.
fn widen_to_lines(text: &str, hits: &mut [Hit]) {
    let bytes = text.as_bytes();
    let (mut start, mut end) = (0, 0);
    for hit in hits {
        if hit.from >= end {
            start =
                bytes[end..hit.from].iter().rposition(|byte| *byte == b'\n').map_or(start.max(end), |at| end + at + 1);
        }
        if hit.to > end || end == 0 {
            end = bytes[hit.to..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| hit.to + at);
        }
        let is_windows = end > hit.to && bytes[end - 1] == b'\r';
        (hit.from, hit.to) = (start, if is_windows { end - 1 } else { end });
    }
}
