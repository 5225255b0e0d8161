//! How often what was replaced.

use std::sync::Arc;

/// How many markers were written, by label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the order of their first hit. A text has few labels, so that they are searched one by one.
    labels: Vec<(Arc<str>, u64)>,
}

impl Counts {
    /// Returns how many markers with a label were written.
    #[must_use]
    pub fn of(&self, label: &str) -> u64 {
        self.labels.iter().find(|(name, _)| &**name == label).map_or(0, |(_, count)| *count)
    }

    /// Returns how many markers were written.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.labels.iter().map(|(_, count)| count).sum()
    }

    /// Returns the labels and how often each was written, by label.
    #[must_use]
    pub fn by_label(&self) -> Vec<(&str, u64)> {
        let mut labels: Vec<(&str, u64)> = self.labels.iter().map(|(name, count)| (&**name, *count)).collect();
        labels.sort_unstable();
        labels
    }

    /// Adds the counts of other texts.
    pub fn add(&mut self, other: &Self) {
        for (label, count) in &other.labels {
            self.add_label(label, *count);
        }
    }

    pub(super) fn add_label(&mut self, label: &Arc<str>, more: u64) {
        match self.labels.iter_mut().find(|(name, _)| Arc::ptr_eq(name, label) || name == label) {
            Some((_, count)) => *count = count.saturating_add(more),
            None => self.labels.push((Arc::clone(label), more)),
        }
    }
}
