//! "Why it is collected" and "What the words mean": the purposes, privacy classes and facts that this page speaks of, and
//! no others.

use crate::anchor::Anchor;
use crate::markdown::Writer;
use crate::page::Page;
use crate::sentences;
use telemetry_catalog::model::Fact;

/// Writes the section.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    classes(writer, page);
    facts(writer, page);
}

pub(crate) fn classes(writer: &mut Writer, page: &Page<'_>) {
    let mut used = page.catalog.classes().iter().filter(|class| page.survey.has_class(class)).peekable();
    if used.peek().is_none() {
        return;
    }
    writer.heading(3, Anchor::section("classes"), "Privacy classes");
    writer.words("A class says how bad it would be if a value leaked, from harmless to worst.");
    writer.table_of(["Class", "Which values belong to it"]);
    for class in used {
        writer.row([true, false], |writer, first| {
            if first {
                writer.anchor(Anchor::class(class.name())).end();
                sentences::class_title(writer, class);
            } else {
                let start = writer.len();
                sentences::ours(writer, class.test(), class.own());
                writer.full_stop().capitalise(start);
                if class.own() {
                    writer.words(" Handled like ").words(class.treat_as().name()).words(".");
                }
            }
        });
    }
}

/// Writes what data is collected for.
pub(crate) fn purposes(writer: &mut Writer, page: &Page<'_>) {
    let mut used = page.catalog.purposes().iter().filter(|purpose| page.survey.has_purpose(purpose)).peekable();
    if used.peek().is_none() {
        return;
    }
    for purpose in used {
        writer.item(0).anchor(Anchor::new("purpose", purpose.name()));
        sentences::ours(writer, purpose.title().trim_end().trim_end_matches('.'), purpose.own());
        writer.words(" (").code(purpose.name());
        if purpose.own() {
            writer.words(", a case of ").code(purpose.extends().name());
        }
        writer.words(").");
        if let Some(description) = purpose.description() {
            writer.words(" ").sentence(description);
        }
    }
}

pub(crate) fn facts(writer: &mut Writer, page: &Page<'_>) {
    let mut used = page.catalog.facts().iter().filter(|fact| page.survey.facts.contains(fact.name())).peekable();
    if used.peek().is_none() {
        return;
    }
    writer.heading(3, Anchor::section("facts"), "Facts that conditions ask for");
    used.for_each(|fact| one_fact(writer, fact));
}

fn one_fact(writer: &mut Writer, fact: &Fact) {
    writer.item(0).anchor(Anchor::new("fact", fact.name())).code(fact.name());
    writer.words(": ").sentence(fact.description());
    let plain = fact.values().iter().all(|value| matches!(value.name(), "true" | "false"));
    if fact.values().is_empty() || plain {
        return;
    }
    writer.words(" It is ");
    sentences::list(writer, fact.values().iter(), "or", |writer, value| {
        writer.code(value.name());
        if !value.description().is_empty() {
            writer.words(" (").prose(value.description().trim_end_matches('.')).words(")");
        }
    });
    writer.words(".");
}
