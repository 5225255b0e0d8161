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
    canonical(registry, condition, span, diagnostics).map(Box::new)
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
