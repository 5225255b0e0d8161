//! From a policy file to what it means, held against the catalog that it speaks of.

use crate::declared::{Entries, List, NoticeDecl, PartyDecl, PolicyDecl, Text, TransferDecl, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Catalog, Notice, Party, Policy, Transfer};
use crate::rules::{self, Rule};
use crate::source::Sources;
use crate::{parse, words};

/// What a check of a policy found.
#[derive(Debug)]
pub struct CheckedPolicy {
    /// The policy; `None` when there are errors.
    pub policy: Option<Policy>,
    /// The findings, in source order.
    pub diagnostics: Diagnostics,
}

/// Parses a policy and holds the purposes and destinations that it names against a catalog.
///
/// ```
/// use telemetry_catalog::{CheckOptions, Sources, check, policy};
///
/// let catalog = Sources::from_text("catalog.yaml", r#"
/// catalog: editor
/// title: Editor
/// version: 1.0.0
/// description: What the editor records.
/// "#);
/// let catalog = check(&catalog, &CheckOptions::default()).catalog.expect("the catalog has no errors");
/// let sources = Sources::from_text("policy.yaml", "controller: { name: Editor Ltd }\nlegal_bases: { product: consent }");
/// let policy = policy(&sources, &catalog).policy.expect("the policy has no errors");
/// assert_eq!(policy.controller().name(), Some("Editor Ltd"));
/// ```
#[must_use]
pub fn policy(sources: &Sources, catalog: &Catalog) -> CheckedPolicy {
    let mut diagnostics = Diagnostics::default();
    let mut policy = None;
    if let Some((id, file)) = sources.iter().next() {
        let declared = parse::document::<PolicyDecl>(id, file, &mut diagnostics);
        policy = declared.map(|declared| resolve(&declared, catalog, &mut diagnostics));
    }
    diagnostics.finish();
    let policy = policy.filter(|_| !diagnostics.has_errors());
    CheckedPolicy { policy, diagnostics }
}

fn resolve(declared: &PolicyDecl, catalog: &Catalog, diagnostics: &mut Diagnostics) -> Policy {
    let purposes: Vec<&str> = catalog.purposes().iter().map(|purpose| purpose.name()).collect();
    let destinations: Vec<&str> = catalog.destinations().iter().map(|destination| destination.name()).collect();
    let purposes = Known { noun: "purpose", rule: &rules::UNKNOWN_PURPOSE, names: &purposes };
    let destinations = Known { noun: "destination", rule: &rules::UNKNOWN_DESTINATION, names: &destinations };
    let joint = declared.joint_controllers.items().map(|item| party(&item.value));
    Policy {
        controller: declared.controller.get().map(party).unwrap_or_default(),
        joint_controllers: declared.joint_controllers.get().map(|_| joint.collect()),
        representative: declared.representative.get().map(party).unwrap_or_default(),
        data_protection_officer: declared.data_protection_officer.get().map(party).unwrap_or_default(),
        subjects: texts(&declared.subjects),
        legal_bases: purposes.named(&declared.legal_bases, |basis| *basis, diagnostics),
        retention: declared.retention.get().cloned().map(Box::new),
        transfers: destinations.named(&declared.transfers, transfer, diagnostics),
        security: texts(&declared.security),
        tracking: declared.tracking.get().copied(),
        reviewers: texts(&declared.reviewers),
        notice: declared.notice.get().map(notice).unwrap_or_default(),
    }
}

/// Names that the catalog declares, or knows from the start.
struct Known<'a> {
    noun: &'static str,
    rule: &'static Rule,
    names: &'a [&'a str],
}

impl Known<'_> {
    fn named<T, V>(
        &self,
        entries: &Written<Entries<T>>,
        value: impl Fn(&T) -> V,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(Text, V)> {
        let mut found = Vec::new();
        for entry in entries.entries() {
            let name = &entry.name.value;
            if !self.names.contains(&&**name) {
                let message = format!("the catalog has no {} `{}`", self.noun, words::shorten(name));
                let help = match self.names {
                    [] => format!("remove it: the catalog declares no {}", self.noun),
                    names => words::instead(name, names.iter().copied()),
                };
                diagnostics.push(Diagnostic::new(self.rule, entry.name.span, message, help));
            }
            found.extend(entry.value().map(|written| (name.clone(), value(written))));
        }
        found
    }
}

fn party(declared: &PartyDecl) -> Party {
    Party { name: text(&declared.name), address: text(&declared.address), contact: text(&declared.contact) }
}

fn transfer(declared: &TransferDecl) -> Transfer {
    Transfer { country: text(&declared.country), safeguard: text(&declared.safeguard) }
}

fn notice(declared: &NoticeDecl) -> Notice {
    Notice { program: text(&declared.program), command: text(&declared.command), more: text(&declared.more) }
}

/// Returns a text without white space at its ends; `None` when it is absent or empty.
fn text(written: &Written<Text>) -> Option<Text> {
    written.get().map(|text| text.trim()).filter(|text| !text.is_empty()).map(Text::from)
}

fn texts(list: &List<Text>) -> Vec<Text> {
    let trimmed = list.items().map(|item| item.value.trim());
    trimmed.filter(|text| !text.is_empty()).map(Text::from).collect()
}
