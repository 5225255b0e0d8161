//! Facts, grants, and how users decide.

use super::condition;
use super::merge::{Merged, Section};
use super::names;
use super::registry::{Registry, level};
use super::words;
use crate::declared::{CapDecl, Entry, FactDecl, GrantDecl, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Cap, ConsentRules, Fact, FactValue, Grant, Withdrawal};
use crate::rules;
use std::sync::Arc;
use telemetry_core::Consent;

pub(super) fn facts(section: &Section<'_, FactDecl>, diagnostics: &mut Diagnostics) -> Vec<Arc<Fact>> {
    section.iter().filter_map(|entry| fact(entry, diagnostics)).map(Arc::new).collect()
}

fn fact(entry: &Entry<FactDecl>, diagnostics: &mut Diagnostics) -> Option<Fact> {
    let fact = entry.value()?;
    let of = format!("the fact `{}`", entry.name.value);
    let named = names::word("fact", &entry.name, diagnostics);
    let description = words::description(&fact.description, &of, &entry.name.value, entry.name.span, diagnostics);
    if matches!(&*entry.name.value, "any" | "all" | "not") {
        let help = "choose another name: conditions use `any`, `all` and `not` themselves";
        let message = format!("a fact cannot be called `{}`", entry.name.value);
        diagnostics.push(Diagnostic::new(&rules::RESERVED_NAME, entry.name.span, message, help));
        return None;
    }
    let mut values: Vec<FactValue> = fact
        .values
        .entries()
        .map(|value| FactValue {
            name: value.name.value.clone(),
            description: value.value().cloned().unwrap_or_default(),
        })
        .collect();
    if fact.values.is_absent() {
        values = ["false", "true"].map(|name| FactValue { name: name.into(), description: "".into() }).into();
    }
    values.sort_by(|a, b| a.name.cmp(&b.name));
    named.then_some(Fact { name: entry.name.value.clone(), description: description?, values })
}

pub(super) fn grants(section: &Section<'_, GrantDecl>, diagnostics: &mut Diagnostics) -> Vec<Arc<Grant>> {
    section.iter().filter_map(|entry| grant(entry, diagnostics)).map(Arc::new).collect()
}

fn grant(entry: &Entry<GrantDecl>, diagnostics: &mut Diagnostics) -> Option<Grant> {
    let grant = entry.value()?;
    let of = format!("the grant `{}`", entry.name.value);
    let named = names::word("grant", &entry.name, diagnostics);
    let description = words::description(&grant.description, &of, &entry.name.value, entry.name.span, diagnostics);
    named.then_some(Grant {
        name: entry.name.value.clone(),
        description: description?,
        how: words::text(&grant.how),
        on_withdrawal: grant.on_withdrawal.get().copied().unwrap_or(Withdrawal::Drop),
    })
}

/// What holds where a catalog says nothing: undecided sends nothing, and what is not known is closed.
pub(super) fn undecided() -> ConsentRules {
    ConsentRules {
        version: 1,
        default: Consent::Off,
        setting: None,
        environment: Vec::new(),
        how_to_disable: None,
        how_to_check: None,
        how_to_see: None,
        how_to_reset: None,
        caps: Vec::new(),
        unknown: Consent::Off,
        on_withdrawal: Withdrawal::Drop,
    }
}

pub(super) fn resolve(registry: &Registry<'_>, merged: &Merged<'_>, diagnostics: &mut Diagnostics) -> ConsentRules {
    let Some(consent) = merged.single("consent", |decl| &decl.consent, diagnostics).and_then(Written::get) else {
        return undecided();
    };
    let count = consent.caps.items().len();
    let caps = consent.caps.items().enumerate();
    ConsentRules {
        version: words::version_number(&consent.version, diagnostics),
        default: before_anybody_decides(&consent.default, diagnostics),
        setting: words::text(&consent.setting),
        environment: consent.environment.items().filter_map(|item| variable(item, diagnostics)).collect(),
        how_to_disable: words::text(&consent.how_to_disable),
        how_to_check: words::text(&consent.how_to_check),
        how_to_see: words::text(&consent.how_to_see),
        how_to_reset: words::text(&consent.how_to_reset),
        caps: caps.filter_map(|(index, item)| cap(registry, item, index + 1 == count, diagnostics)).collect(),
        unknown: level(&consent.unknown, diagnostics).unwrap_or(Consent::Off),
        on_withdrawal: consent.on_withdrawal.get().copied().unwrap_or(Withdrawal::Drop),
    }
}

/// Nobody sends what users wrote without having been asked: of all levels `extended` alone is always somebody's choice.
fn before_anybody_decides(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Consent {
    let found = level(written, diagnostics).unwrap_or(Consent::Off);
    match (found, written.span()) {
        (Consent::Extended, Some(span)) => {
            let message = "`extended` cannot hold before anybody decided";
            let help = "write `off` or `local`, or a level up to `usage` where the product asks to opt out; what users \
                        wrote needs their agreement";
            diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, help));
            Consent::Off
        }
        (found, _) => found,
    }
}

/// Returns the name of an environment variable; reports one that no shell can set, since it would turn nothing off.
fn variable(item: &Spanned<Text>, diagnostics: &mut Diagnostics) -> Option<Text> {
    let name = words::trimmed(&item.value);
    let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if letters && !name.starts_with(|char: char| char.is_ascii_digit()) {
        return Some(name);
    }
    let message = format!("`{}` is not the name of an environment variable", crate::words::shorten(&name));
    let help = "write letters, digits and `_`, such as `MY_APP_NO_TELEMETRY`";
    diagnostics.push(Diagnostic::new(&rules::BAD_NAME, item.span, message, help));
    None
}

fn cap(registry: &Registry<'_>, item: &Spanned<CapDecl>, is_last: bool, diagnostics: &mut Diagnostics) -> Option<Cap> {
    let cap = &item.value;
    let reason = words::required(&cap.reason, "reason", &"a cap", item.span, diagnostics);
    let named = words::required(&cap.level, "level", &"a cap", item.span, diagnostics);
    let level = named.and_then(|_| level(&cap.level, diagnostics));
    if cap.condition.is_absent() && !is_last {
        let help = "move the cap without a condition to the end, or give it one";
        let message = "this cap always applies, so those after it never do";
        diagnostics.push(Diagnostic::new(&rules::UNREACHABLE_CAP, item.span, message, help));
        return None;
    }
    let condition = condition::resolve(registry, &cap.condition, diagnostics);
    Some(Cap { condition, level: level?, reason: reason? })
}
