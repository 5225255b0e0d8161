//! "Your choice": what is sent before anybody decides, how to turn it off, what lowers or widens a decision.

use crate::anchor::Anchor;
use crate::cells;
use crate::markdown::Writer;
use crate::page::Page;
use crate::sentences;
use telemetry_catalog::model::{Catalog, Withdrawal};
use telemetry_core::Consent;

/// Writes the section.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    let catalog = page.catalog;
    in_short(writer, catalog);
    switches(writer, catalog);
    levels(writer, page);
    caps(writer, catalog);
    grants(writer, catalog);
    changes_of_mind(writer, catalog);
}

/// Writes what one may choose, without how to turn everything off where [`off`] says it.
pub(crate) fn levels_and_grants(writer: &mut Writer, page: &Page<'_>) {
    levels(writer, page);
    caps(writer, page.catalog);
    grants(writer, page.catalog);
    if is_told_how(page.catalog) {
        terms(writer.block(), page.catalog);
    } else {
        changes_of_mind(writer, page.catalog);
    }
}

/// Writes how to turn it off, and what that does to what waits; nothing where the catalog does not say how.
pub(crate) fn off(writer: &mut Writer, page: &Page<'_>) {
    let consent = page.catalog.consent();
    if !is_told_how(page.catalog) {
        return;
    }
    if let Some(how) = consent.how_to_disable() {
        writer.block().sentence(how);
    }
    switches(writer, page.catalog);
    if let Some(how) = consent.how_to_check() {
        writer.block().words("To see whether it is on: ").sentence(how);
    }
    writer.block().words(withdrawal(consent.on_withdrawal(), "consent"));
}

fn is_told_how(catalog: &Catalog) -> bool {
    let consent = catalog.consent();
    consent.how_to_disable().is_some()
        || consent.setting().is_some()
        || !consent.environment().is_empty()
        || consent.how_to_check().is_some()
}

/// Writes what happens before anybody decides, and how to turn it off.
pub(crate) fn in_short(writer: &mut Writer, catalog: &Catalog) {
    let consent = catalog.consent();
    writer.block().words("**").words(sentences::undecided(consent.default())).words("**");
    if let Some(how) = consent.how_to_disable() {
        writer.words(" To turn it off: ").sentence(how);
    }
}

/// Writes the setting and the environment variables.
fn switches(writer: &mut Writer, catalog: &Catalog) {
    let consent = catalog.consent();
    let variables = consent.environment();
    if consent.setting().is_some() || !variables.is_empty() {
        writer.block();
    }
    if let Some(setting) = consent.setting() {
        writer.item(0).words("Setting: ").code(setting);
    }
    if !variables.is_empty() {
        writer.item(0).words(match variables.len() {
            1 => "Environment variable that turns it off: ",
            _ => "Environment variables, any of which turns it off: ",
        });
        sentences::codes(writer, variables.iter(), "or");
    }
}

/// Writes the levels that something on this page asks for or that a user may have.
pub(crate) fn levels(writer: &mut Writer, page: &Page<'_>) {
    let asked = &page.survey.levels;
    let Some(highest) = asked.iter().max().filter(|highest| **highest > Consent::Off) else { return };
    writer.block().words("You can choose how much; each level includes those before it:");
    writer.block();
    for level in Consent::ALL.into_iter().filter(|level| level <= highest) {
        if level == Consent::Off || asked.contains(&level) {
            writer.item(0).anchor(Anchor::new("consent", level.name())).code(level.name());
            writer.words(": ").words(level.meaning());
        }
    }
}

fn caps(writer: &mut Writer, catalog: &Catalog) {
    let consent = catalog.consent();
    if consent.caps().is_empty() {
        return;
    }
    writer.block().words("Some things lower your choice. The first of these that applies decides:");
    writer.block();
    for cap in consent.caps() {
        writer.item(0);
        match cap.condition() {
            Some(condition) => {
                writer.words("If ");
                sentences::condition(writer, condition);
                writer.words(": ");
            }
            None => writer.words("Otherwise: ").end(),
        }
        match cap.level() {
            Consent::Off => writer.words("everything is off. "),
            level => writer.words("at most ").code(level.name()).words(". "),
        };
        writer.sentence(cap.reason());
    }
    writer.block().words("Where one of these facts is not known, the level is ").code(consent.unknown().name());
    writer.words(".");
}

pub(crate) fn grants(writer: &mut Writer, catalog: &Catalog) {
    if catalog.grants().is_empty() {
        return;
    }
    writer.block().words("Some data needs a permission of its own:");
    writer.block();
    for grant in catalog.grants() {
        writer.item(0).anchor(Anchor::grant(grant.name())).code(grant.name());
        writer.words(": ").sentence(grant.description());
        if let Some(how) = grant.how() {
            writer.words(" ").sentence(how);
        }
        if grant.on_withdrawal() != catalog.consent().on_withdrawal() {
            writer.words(" ").words(withdrawal(grant.on_withdrawal(), "it"));
        }
    }
}

/// Writes what a withdrawal does, and which version of the terms holds.
fn changes_of_mind(writer: &mut Writer, catalog: &Catalog) {
    writer.block().words(withdrawal(catalog.consent().on_withdrawal(), "consent"));
    if catalog.consent().version() > 1 {
        terms(writer.words(" "), catalog);
    }
}

/// Writes which version of the terms holds, once there is a second one.
fn terms(writer: &mut Writer, catalog: &Catalog) {
    let version = catalog.consent().version();
    if version > 1 {
        writer.words("This page is version ").number(version);
        writer.words(" of what you agree to; what is new in it is not sent until you agree again.");
    }
}

/// Returns what happens to what waits when consent or one permission (`it`) is withdrawn.
pub(crate) fn withdrawal(withdrawal: Withdrawal, what: &str) -> &'static str {
    match (withdrawal, what) {
        (Withdrawal::Drop, "consent") => "If you withdraw consent, events that wait to be sent are deleted.",
        (Withdrawal::Keep, "consent") => {
            "If you withdraw consent, events that wait to be sent stay on your machine until you agree again."
        }
        (Withdrawal::Drop, _) => "If you take it back, events that wait to be sent are deleted.",
        (Withdrawal::Keep, _) => {
            "If you take it back, events that wait to be sent stay on your machine until you agree again."
        }
    }
}

/// Writes the level and the permission that something needs.
pub(crate) fn needs(writer: &mut Writer, level: Consent, grant: Option<&str>) {
    writer.words("consent level ").code_link(Anchor::new("consent", level.name()), level.name());
    if let Some(grant) = grant {
        writer.words(" and the permission ");
        cells::grant(writer, grant);
    }
}
