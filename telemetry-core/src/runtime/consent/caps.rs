//! The caps of a catalog: the first whose condition holds decides how high a level may be.

use crate::Consent;
use crate::rules::ConsentRules;
use crate::runtime::consent::facts::{Facts, holds, missing};
use crate::runtime::consent::rule::Rule;

/// Who allows how much, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) level: Consent,
    pub(super) rule: Rule,
    pub(super) detail: Option<String>,
}

/// Returns what the caps of a catalog allow, where one applies or cannot be told not to.
pub(super) fn cap(rules: &ConsentRules, facts: &Facts) -> Option<Limit> {
    for cap in rules.caps {
        let condition = cap.condition.as_ref();
        match condition.map_or(Some(true), |condition| holds(condition, facts)) {
            Some(true) => {
                return Some(Limit { level: cap.level, rule: Rule::Cap, detail: Some(cap.reason.to_owned()) });
            }
            Some(false) => {}
            None => {
                let fact = condition.and_then(|condition| missing(condition, facts));
                let detail = fact.map(|fact| format!("fact `{fact}`"));
                return Some(Limit { level: rules.unknown, rule: Rule::UnknownFact, detail });
            }
        }
    }
    None
}
