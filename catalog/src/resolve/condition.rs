//! Conditions: every fact and value is declared, and the order in which parts are written means nothing.

use super::registry::Registry;
use crate::declared::Written;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Condition, Fact, FactValue};
use crate::rules;
use crate::source::Span;

/// Resolves a condition; `None` when there is none or it asks for something unknown.
pub(super) fn resolve(
    registry: &Registry<'_>,
    written: &Written<Condition>,
    diagnostics: &mut Diagnostics,
) -> Option<Box<Condition>> {
    let (span, condition) = written.spanned()?;
    let condition = canonical(registry, condition, span, diagnostics)?;
    if !can_hold(registry, &condition) {
        let help = "remove it with what it is for, or take one of the parts out that exclude each other";
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, "the condition can never hold", help));
        return None;
    }
    Some(Box::new(condition))
}

/// So many combinations of values are tried; a condition of more may hold.
const MOST_TRIED: usize = 4096;

/// Returns whether a condition holds for some values of its facts.
fn can_hold(registry: &Registry<'_>, condition: &Condition) -> bool {
    let mut names = Vec::new();
    facts_of(condition, &mut names);
    let facts = names.iter().filter_map(|name| registry.facts.iter().find(|fact| fact.name() == *name));
    let facts: Vec<&Fact> = facts.map(|fact| &**fact).collect();
    let combinations = facts.iter().try_fold(1_usize, |all, fact| all.checked_mul(fact.values().len()));
    let Some(combinations) = combinations.filter(|all| *all <= MOST_TRIED) else { return true };
    let holds = |number: usize| {
        let mut rest = number;
        let mut known = Vec::with_capacity(facts.len());
        for fact in &facts {
            known.push((fact.name(), fact.values()[rest % fact.values().len()].name()));
            rest /= fact.values().len();
        }
        holds(condition, &known)
    };
    (0..combinations).any(holds)
}

fn facts_of<'c>(condition: &'c Condition, names: &mut Vec<&'c str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| facts_of(part, names)),
        Condition::Not(inner) => facts_of(inner, names),
        Condition::Is { fact, .. } if !names.contains(&&**fact) => names.push(fact),
        Condition::Is { .. } => {}
    }
}

fn holds(condition: &Condition, known: &[(&str, &str)]) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, known)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, known)),
        Condition::Not(inner) => !holds(inner, known),
        Condition::Is { fact, values } => {
            known.iter().any(|(name, value)| **fact == **name && values.iter().any(|wanted| **wanted == **value))
        }
    }
}

fn canonical(
    registry: &Registry<'_>,
    condition: &Condition,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Condition> {
    let parts = |parts: &[Condition], diagnostics: &mut Diagnostics| -> Option<Vec<Condition>> {
        let mut parts =
            parts.iter().map(|part| canonical(registry, part, span, diagnostics)).collect::<Option<Vec<_>>>()?;
        parts.sort_by_cached_key(|part| format!("{part:?}"));
        parts.dedup();
        if parts.is_empty() {
            let help = "name at least one fact, such as `{ channel: preview }`";
            diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, "the condition is empty", help));
            return None;
        }
        Some(parts)
    };
    match condition {
        Condition::All(all) => parts(all, diagnostics).map(|parts| single(parts, Condition::All)),
        Condition::Any(any) => parts(any, diagnostics).map(|parts| single(parts, Condition::Any)),
        Condition::Not(inner) => {
            canonical(registry, inner, span, diagnostics).map(|inner| Condition::Not(Box::new(inner)))
        }
        Condition::Is { fact: name, values } => {
            let fact = registry.fact((span, name), diagnostics)?;
            let unknown = values.iter().find(|value| fact.values().iter().all(|known| known.name() != &***value));
            if let Some(value) = unknown {
                unknown_value(&fact, value, span, diagnostics);
                return None;
            }
            let mut values = values.clone();
            values.sort();
            values.dedup();
            Some(Condition::Is { fact: name.clone(), values })
        }
    }
}

fn single(mut parts: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 { parts.remove(0) } else { many(parts) }
}

fn unknown_value(fact: &Fact, value: &str, span: Span, diagnostics: &mut Diagnostics) {
    let message = format!("the fact `{}` has no value `{}`", fact.name(), crate::words::shorten(value));
    let help = crate::words::instead(value, fact.values().iter().map(FactValue::name));
    diagnostics.push(Diagnostic::new(&rules::UNKNOWN_FACT, span, message, help));
}
