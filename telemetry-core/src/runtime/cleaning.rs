//! The redactor of a running program: what its catalog looks for, and what this machine and its user are called.

use crate::Detector;
use crate::redact::{self, Counts, Machine, Options, OwnDetector, Redactor, Root};
use crate::rules::{self, RedactionRules};
use crate::runtime::environment::OwnNames;
use crate::runtime::transform::Redact;

/// Cleans text as a catalog demands.
pub(crate) struct Cleaner {
    redactor: Redactor,
    cleans_keys: bool,
    counts: Counts,
}

impl Cleaner {
    /// Makes the redactor of a catalog, on a machine with these names.
    pub(crate) fn new(rules: &RedactionRules, names: &OwnNames) -> Result<Self, redact::OptionsError> {
        let detectors: Vec<Detector> = match rules.detectors {
            None => Detector::ALL.to_vec(),
            Some(names) => names.iter().filter_map(|name| Detector::from_name(name)).collect(),
        };
        let own: Vec<_> = rules.own.iter().map(|(label, pattern)| OwnDetector { label, pattern }).collect();
        let roots: Vec<_> = rules.roots.iter().filter_map(|root| self::root(root, names)).collect();
        let options = Options {
            detectors: &detectors,
            own: &own,
            granularity: match rules.granularity {
                rules::Granularity::Value => redact::Granularity::Value,
                rules::Granularity::Line => redact::Granularity::Line,
                rules::Granularity::Match => redact::Granularity::Match,
            },
            roots: &roots,
            keep_after: rules.keep_after,
            keys: rules.keys,
            marker: rules.marker,
            machine: Machine { user: names.user(), home: names.home(), host: names.host() },
            ..Options::DEFAULT
        };
        Ok(Self { redactor: Redactor::new(&options)?, cleans_keys: rules.keys, counts: Counts::default() })
    }
}

/// Returns a root of the catalog on this machine: a whole path as it is; `~` and `home` are the user's folder, which the
/// redactor knows by itself; the names of other folders only the program knows.
fn root<'r>(root: &'r str, names: &OwnNames) -> Option<Root<'r>> {
    let is_whole = root.starts_with('/') || root.as_bytes().get(1) == Some(&b':');
    (is_whole && root != names.home()).then_some(Root { label: "root", folder: root })
}

impl Redact for Cleaner {
    fn redact(&mut self, text: &str) -> Option<String> {
        let mut cleaned = String::new();
        self.redactor.redact_into(text, &mut cleaned, &mut self.counts).then_some(cleaned)
    }

    fn redacts_keys(&self) -> bool {
        self.cleans_keys
    }
}
