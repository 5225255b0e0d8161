//! The redactor: takes out of text what must not leave, and says in its place what it was.
//!
//! ```
//! use telemetry_core::redact::{Counts, Machine, Options, OwnDetector, Redactor, Root};
//!
//! // The program knows its environment, the redactor does not.
//! const MACHINE: Machine<'static> = Machine { user: "mmustermann", home: "/home/mmustermann", host: "zeppelin" };
//!
//! let redactor = Redactor::new(&Options {
//!     own: &[OwnDetector { label: "ticket", pattern: r"TICKET-\d+" }],
//!     roots: &[Root { label: "installation", folder: "/opt/quill" }],
//!     keep_after: &["node_modules"],
//!     machine: MACHINE,
//!     ..Options::DEFAULT
//! })?;
//!
//! // Text without a hit is not copied.
//! let (mut cleaned, mut counts) = (String::new(), Counts::default());
//! assert!(!redactor.redact_into("Version 1.2.3 opened 4/5 files at 12:30:45.", &mut cleaned, &mut counts));
//! assert!(cleaned.is_empty());
//!
//! let text = "mmustermann@example.org could not read /home/mmustermann/a/node_modules/b.js, see TICKET-17";
//! assert!(redactor.redact_into(text, &mut cleaned, &mut counts));
//! assert_eq!(
//!     cleaned,
//!     "<REDACTED: email> could not read <REDACTED: home>/node_modules/b.js, see <REDACTED: ticket>"
//! );
//! assert_eq!(counts.by_label(), [("email", 1), ("home", 1), ("ticket", 1)]);
//!
//! // Cleaning twice is cleaning once.
//! assert_eq!(redactor.redact(&cleaned), cleaned);
//! # Ok::<(), telemetry_core::redact::OptionsError>(())
//! ```
//!
//! # What it finds
//!
//! Each [`Detector`] says what it finds; without `detectors` of its own a catalog asks for all. Roots come first, then the
//! detectors in their order, then what the catalog adds. **Where hits overlap, one marker stands for all of them**,
//! labelled by the one that comes first: the order decides what a hit is called, never what is left of the text.
//!
//! Names of values stay (`password=<REDACTED: generic-secret>`), positions behind paths stay (`<REDACTED: path>:12:5`),
//! and so does what thousands of people have: `127.0.0.1`, `::1`, users called `root`, machines called `localhost`.
//!
//! # What it promises
//!
//! - The result is the same on every machine, and redacting it again changes nothing. A marker that stands in a text
//!   already is left alone, and nothing is found by leaning on it. (Patterns of a catalog's own that look around them,
//!   as `\b` and `^` do, are the exception.)
//! - Time is linear in the length of the text, of which [`Options::max_bytes`] are looked at. The rest is cut off, marked
//!   and counted as `too-long`; a secret that the cut would halve is found whole before.
//! - No input makes it panic, and every result is UTF-8.
//!
//! # What it does not
//!
//! - It cannot know names, addresses or secrets that look like words. A token has a digit, an underscore or a capital
//!   inside of a word; a password of small letters only is found behind `password=`, and not behind `--password`.
//! - A relative path without an extension (`src/main`) looks like `and/or` and stays; so does a folder with one name
//!   (`/explain` is a command), and what follows a space in a path that no quotes hold together and that goes on without a
//!   separator.
//! - A version of four numbers that are all below 256 is an address, unless a word such as `version` stands before it or it
//!   ends in `.0.0.0`. Numbers of telephones and cards, MAC addresses and names of other machines stay.
//! - A URL is one hit: what stands inside of it is not labelled for itself.
//!
//! A redactor is the last net, not the first: a value that has a closed vocabulary needs none.

mod address;
mod assignment;
pub mod compatible;
mod counts;
mod hits;
mod markers;
mod options;
mod path;
mod prefilter;
mod rules;
mod scan;
mod token;
mod view;

pub use crate::Detector;
pub use counts::Counts;
pub use options::{Granularity, Machine, Options, OptionsError, OwnDetector, Root};

use hits::Hits;
use markers::Markers;
#[cfg(feature = "runtime")]
pub(crate) use rules::is_everyones;
use rules::{Label, Rules};
use std::borrow::Cow;
use view::View;

/// How far beyond the limit it is looked, so that a secret that lies on it is seen whole.
const BEYOND: usize = 1024;

/// Takes out of text what must not leave. One serves all threads.
#[derive(Debug)]
pub struct Redactor {
    rules: Rules,
    markers: Markers,
    granularity: Granularity,
    keys: bool,
    max_bytes: usize,
}

impl Redactor {
    /// Makes a redactor of options.
    ///
    /// # Errors
    ///
    /// When a pattern is not understood, the marker could not be told from text, a root is no whole path, or a detector
    /// stands twice.
    pub fn new(options: &Options<'_>) -> Result<Self, OptionsError> {
        OptionsError::check(options)?;
        let rules = Rules::new(options)?;
        let markers = Markers::new(options.marker);
        let Options { granularity, keys, max_bytes, .. } = *options;
        Ok(Self { rules, markers, granularity, keys, max_bytes })
    }

    /// Appends the cleaned text and counts what was replaced; returns `false` and appends nothing when the text is
    /// clean as it is.
    #[inline]
    pub fn redact_into(&self, text: &str, out: &mut String, counts: &mut Counts) -> bool {
        let is_clean = !prefilter::has_sign(text.as_bytes()) && text.len() <= self.max_bytes;
        if is_clean && !self.rules.could_be_named(text) {
            return false;
        }
        self.redact_suspect(text, out, counts)
    }

    /// Returns the cleaned text.
    #[must_use]
    pub fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = String::new();
        let is_hit = self.redact_into(text, &mut out, &mut Counts::default());
        if is_hit { Cow::Owned(out) } else { Cow::Borrowed(text) }
    }

    /// Does what [`Redactor::redact_into`] does, for the key of a value: where the catalog says `keys: false`, keys are
    /// trusted.
    pub fn redact_key_into(&self, key: &str, out: &mut String, counts: &mut Counts) -> bool {
        self.keys && self.redact_into(key, out, counts)
    }

    /// Returns all labels that markers can show, in the order in which they speak for each other.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.rules.labels().iter().map(|label| &*label.name)
    }

    #[inline(never)]
    fn redact_suspect(&self, text: &str, out: &mut String, counts: &mut Counts) -> bool {
        let (seen, is_long) = self.seen(text);
        let mut hits = Hits::default();
        self.find(seen, &mut hits);
        if hits.is_empty() && !is_long {
            return false;
        }
        self.write(seen, is_long, &mut hits, (out, counts));
        true
    }

    /// Returns what is looked at of a text, and whether it is too long.
    fn seen<'t>(&self, text: &'t str) -> (&'t str, bool) {
        let is_cut = text.len() > self.max_bytes && self.cut().is_some_and(|cut| text.ends_with(&*cut.marker));
        let length = if is_cut { text.len() - self.cut().map_or(0, |cut| cut.marker.len()) } else { text.len() };
        if length <= self.max_bytes {
            return (text, false);
        }
        (&text[..boundary(text, self.max_bytes.saturating_add(BEYOND))], true)
    }

    fn cut(&self) -> Option<&Label> {
        self.rules.cut()
    }

    /// Finds what has to go, between the markers that stand in the text already.
    fn find(&self, text: &str, hits: &mut Hits) {
        let mut from = 0;
        while let Some((start, end)) = self.markers.next(text, from, &self.rules) {
            self.find_between(text, from, start, hits);
            from = end;
        }
        self.find_between(text, from, text.len(), hits);
    }

    fn find_between(&self, text: &str, from: usize, to: usize, hits: &mut Hits) {
        let view = View::new(text, from, to);
        scan::scan(&self.rules, hits, view, from);
        self.rules.find_names(hits, &view, from);
        self.rules.find_own(hits, &text[from..to], from);
    }

    /// Writes the text with its markers, as far as it may go.
    fn write(&self, text: &str, is_long: bool, hits: &mut Hits, (out, counts): (&mut String, &mut Counts)) {
        let last = if is_long { self.before_marker(text, self.max_bytes) } else { text.len() };
        let mut paper = Paper { redactor: self, text, out, counts, left: self.max_bytes, is_full: false };
        let mut at = 0;
        for hit in hits.settled(text, self.granularity) {
            paper.copy(at, hit.from.min(last));
            if hit.from < last {
                paper.mark(self.rules.label_of(hit.rank));
            }
            at = hit.to;
        }
        paper.copy(at, last);
        if let Some(cut) = self.cut().filter(|_| is_long || paper.is_full) {
            paper.out.push_str(&cut.marker);
            paper.counts.add_label(&cut.name, 1);
        }
    }

    /// Returns the last place, at a place or before it, that parts neither a character nor a marker.
    fn before_marker(&self, text: &str, at: usize) -> usize {
        let mut from = 0;
        while let Some((start, end)) = self.markers.next(text, from, &self.rules).filter(|(start, _)| *start < at) {
            if at < end {
                return start;
            }
            from = end;
        }
        boundary(text, at)
    }
}

/// What is written on, up to its end.
struct Paper<'o> {
    redactor: &'o Redactor,
    text: &'o str,
    out: &'o mut String,
    counts: &'o mut Counts,
    /// How many bytes may still be written.
    left: usize,
    is_full: bool,
}

impl Paper<'_> {
    /// Copies what stays of the text.
    fn copy(&mut self, from: usize, to: usize) {
        if self.is_full || from >= to {
            return;
        }
        self.is_full = to - from > self.left;
        let end = if self.is_full { self.redactor.before_marker(self.text, from + self.left).max(from) } else { to };
        self.out.push_str(&self.text[from..end]);
        self.left -= end - from;
    }

    /// Writes a marker and counts it.
    fn mark(&mut self, label: Option<&Label>) {
        let Some(label) = label.filter(|_| !self.is_full) else { return };
        match self.left.checked_sub(label.marker.len()) {
            Some(left) => {
                self.left = left;
                self.out.push_str(&label.marker);
                self.counts.add_label(&label.name, 1);
            }
            None => self.is_full = true,
        }
    }
}

/// Returns the last border of characters at a place or before it.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
