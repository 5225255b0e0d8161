//! Places in a program's source that were found rather than declared: evidence beside the catalog, not a part of what it
//! means.

use super::{Catalog, CodeSite};
use std::collections::BTreeMap;

/// Where events are recorded, by the name of the event: paths from the root of the source tree, with lines from 1.
pub type CallSites = BTreeMap<String, Vec<(String, u32)>>;

impl Catalog {
    /// Returns the catalog with places where its events are recorded, behind those that it names itself; links lead to the
    /// revision, or to that of the catalog where there is none.
    ///
    /// What the events mean stays as it was resolved: only their code sites grow, for pages that print them.
    #[must_use]
    pub fn with_call_sites(mut self, sites: &CallSites, revision: Option<&str>) -> Self {
        for event in &mut self.events {
            for (path, line) in sites.get(event.name()).into_iter().flatten() {
                let is_there = |site: &CodeSite| site.path() == path && site.line() == Some(*line);
                if !event.code.iter().any(is_there) {
                    let revision = revision.map(Into::into);
                    event.code.push(CodeSite { path: path.as_str().into(), line: Some(*line), revision });
                }
            }
        }
        self
    }
}
