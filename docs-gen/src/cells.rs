//! What fills the cell of each column, and how a fact is told where its column is not shown.
//!
//! A cell function writes nothing where there is nothing to say. A `…_told` function writes a sentence without its
//! full stop, and only where the fact is not what a reader expects anyway.

use crate::anchor::Anchor;
use crate::event;
use crate::markdown::Writer;
use crate::row::{Row, Scope};
use crate::sentences;
use telemetry_catalog::model::{Alias, Catalog, Change, CodeSite, Destination, Kind, State, Text};

/// Writes `; ` between what earlier parts of a cell wrote and what comes.
pub(crate) fn also(writer: &mut Writer, start: usize) {
    if writer.len() > start {
        writer.words("; ");
    }
}

pub(crate) fn aliases(writer: &mut Writer, row: &Row<'_>) {
    for (index, alias) in row.field().aliases().iter().enumerate() {
        writer.words(if index > 0 { ", " } else { "" });
        self::alias(writer, alias);
    }
}

/// Writes another name with its history.
pub(crate) fn alias(writer: &mut Writer, alias: &Alias) {
    writer.code(alias.name());
    match (alias.until(), alias.note()) {
        (Some(until), Some(note)) => writer.words(" (until ").prose(until).words(": ").prose(note).words(")").end(),
        (Some(until), None) => writer.words(" (until ").prose(until).words(")").end(),
        (None, Some(note)) => writer.words(" (").prose(note).words(")").end(),
        (None, None) => {}
    }
}

pub(crate) fn changed(writer: &mut Writer, row: &Row<'_>) {
    changes(writer, row.field().changed());
}

/// Writes what changed in which version.
pub(crate) fn changes(writer: &mut Writer, changes: &[Change]) {
    for (index, change) in changes.iter().enumerate() {
        writer.words(if index > 0 { " " } else { "" });
        writer.prose(change.version()).words(": ").sentence(change.note());
    }
}

pub(crate) fn class(writer: &mut Writer, row: &Row<'_>) {
    sentences::class(writer, row.field().class());
}

pub(crate) fn code(writer: &mut Writer, row: &Row<'_>) {
    let own = row.field().code();
    // In a list that says `Code: …` after each field, the line of the event would be noise.
    let event = row.scope.event().filter(|_| own.is_empty() && row.shown.has("code"));
    let sites = event.map_or(own, |event| event.code_sites());
    code_sites(writer, row.catalog, sites);
}

/// Writes links to places in the code, each named by its file and line.
pub(crate) fn code_sites(writer: &mut Writer, catalog: &Catalog, sites: &[CodeSite]) {
    for (index, site) in sites.iter().enumerate() {
        writer.words(if index > 0 { ", " } else { "" });
        match catalog.link(site) {
            Some(url) => {
                let file = site.path().rsplit('/').next().unwrap_or(site.path());
                writer.outside(&url, |writer| place_in_code(writer, file, site.line()));
            }
            None => place_in_code(writer, site.path(), site.line()),
        }
    }
}

fn place_in_code(writer: &mut Writer, path: &str, line: Option<u32>) {
    match line {
        Some(line) => writer.code(&format!("{path}:{line}")),
        None => writer.code(path),
    };
}

pub(crate) fn consent(writer: &mut Writer, row: &Row<'_>) {
    let (level, grant) = match row.scope {
        Scope::Common(_) => (None, None),
        Scope::Event(event) | Scope::Case(event, _) => (Some(event.consent()), event.grant()),
        Scope::Twin(_, twin) => (Some(twin.consent()), twin.grant()),
    };
    let start = writer.len();
    if let Some(level) = row.field().consent().or(level) {
        writer.code(level.name());
    }
    if let Some(grant) = row.field().grant().or(grant) {
        writer.words(if writer.len() > start { " and " } else { "" });
        self::grant(writer, grant.name());
    }
}

/// Writes a permission as a link to its explanation.
pub(crate) fn grant(writer: &mut Writer, name: &str) {
    writer.code_link(Anchor::grant(name), name);
}

pub(crate) fn consent_told(writer: &mut Writer, row: &Row<'_>) {
    let field = row.field();
    let start = writer.len();
    if let Some(level) = field.consent() {
        writer.words("Needs consent level ").code(level.name());
    }
    if let Some(grant) = field.grant() {
        writer.words(if writer.len() > start { " and the permission " } else { "Needs the permission " });
        self::grant(writer, grant.name());
    }
    if let Some(version) = field.consent_version().filter(|version| *version > 1) {
        writer.words(if writer.len() > start { ". " } else { "" });
        writer.words("Sent only after you agreed to version ").number(version).words(" of what is collected");
    }
}

/// The column `data`: the title alone where another column describes the field.
pub(crate) fn data(writer: &mut Writer, row: &Row<'_>) {
    writer.prose(row.field().title());
}

/// Writes the title in bold before a description, unless it only repeats the name.
pub(crate) fn own_title(writer: &mut Writer, row: &Row<'_>) {
    let field = row.field();
    if sentences::own_title(field.title(), field.name()) && field.title() != field.description() {
        writer.bold(field.title()).title_end();
    }
}

pub(crate) fn description(writer: &mut Writer, row: &Row<'_>) {
    writer.prose(row.field().description());
}

pub(crate) fn destinations(writer: &mut Writer, row: &Row<'_>) {
    for (index, destination) in row.offered().filter(|destination| row.field().reaches(destination)).enumerate() {
        writer.words(if index > 0 { ", " } else { "" });
        self::destination(writer, destination);
    }
}

/// Writes a destination as a link to its explanation.
pub(crate) fn destination(writer: &mut Writer, destination: &Destination) {
    writer.prose_link(Anchor::destination(destination.name()), destination.title());
}

pub(crate) fn destinations_told(writer: &mut Writer, row: &Row<'_>) {
    if !row.field().is_sent() || row.offered().all(|destination| row.field().reaches(destination)) {
        return;
    }
    let reached: Vec<_> = row.offered().filter(|destination| row.field().reaches(destination)).collect();
    if reached.is_empty() {
        writer.words("Sent to no destination");
        return;
    }
    writer.words("Goes only to ");
    sentences::list(writer, reached.iter(), "and", |writer, reached| destination(writer, reached));
}

pub(crate) fn event(writer: &mut Writer, row: &Row<'_>) {
    match row.scope {
        Scope::Common(set) => match row.catalog.common().len() {
            1 => writer.words_link(row.scope.anchor(), "every event").end(),
            _ => writer.words("common: ").code_link(row.scope.anchor(), set.name()).end(),
        },
        Scope::Event(event) => event::link(writer, event),
        Scope::Case(event, case) => {
            event::link(writer, event);
            writer.words(", form ").code(case.name());
        }
        Scope::Twin(event, twin) => {
            event::link(writer, event);
            writer.words(", as ").code(twin.name());
        }
    }
}

pub(crate) fn example(writer: &mut Writer, row: &Row<'_>) {
    sentences::list(writer, row.field().examples().iter(), "or", |writer, example| match example.to_string() {
        empty if empty.is_empty() => writer.words("an empty text").end(),
        example => writer.code(&example).end(),
    });
}

pub(crate) fn expires(writer: &mut Writer, row: &Row<'_>) {
    if let Some(expiry) = row.field().expires() {
        sentences::expiry(writer, expiry);
    }
}

pub(crate) fn field(writer: &mut Writer, row: &Row<'_>) {
    writer.code(row.member.name());
}

pub(crate) fn kind(writer: &mut Writer, row: &Row<'_>) {
    writer.words(row.field().kind().name());
}

pub(crate) fn kind_told(writer: &mut Writer, row: &Row<'_>) {
    match row.field().kind() {
        Kind::Property | Kind::Measurement => {}
        Kind::Identity => writer.words("Sent beside the properties, as the identity of the sender").end(),
        Kind::Tag => writer.words("Sent beside the properties, as a tag").end(),
    }
}

pub(crate) fn legal_basis(writer: &mut Writer, row: &Row<'_>) {
    if let Some(basis) = row.field().legal_basis() {
        writer.prose(basis);
    }
}

pub(crate) fn lifetime(writer: &mut Writer, row: &Row<'_>) {
    if let Some(lifetime) = row.field().lifetime() {
        sentences::lifetime(writer, lifetime);
    }
}

pub(crate) fn limits(writer: &mut Writer, row: &Row<'_>) {
    let start = writer.len();
    sentences::limits(writer, row.field());
    writer.trim_start(start);
}

pub(crate) fn linkage(writer: &mut Writer, row: &Row<'_>) {
    if let Some(identifies) = row.field().identifies() {
        writer.words(sentences::told_apart(identifies));
    }
}

pub(crate) fn made(writer: &mut Writer, row: &Row<'_>) {
    match (row.field().made_in_own_words(), row.field().made()) {
        (Some(made), _) => writer.prose(made).end(),
        // The catalog does not say it in words: it follows from the transforms.
        (None, Some(_)) => {
            sentences::transforms(writer, row.field());
            writer.full_stop();
        }
        (None, None) => {}
    }
}

pub(crate) fn optional(writer: &mut Writer, row: &Row<'_>) {
    writer.words(if row.field().optional() { "no" } else { "yes" });
}

pub(crate) fn owner(writer: &mut Writer, row: &Row<'_>) {
    if let Some(owner) = row.scope.event().and_then(|event| event.owner()) {
        writer.prose(owner.title());
    }
}

pub(crate) fn purpose(writer: &mut Writer, row: &Row<'_>) {
    let purposes = row.scope.event().map_or(row.field().purposes(), |event| event.purposes_of(row.field()));
    for (index, purpose) in purposes.iter().enumerate() {
        writer.words(if index > 0 { " " } else { "" });
        sentences::purpose(writer, purpose);
    }
}

pub(crate) fn purpose_told(writer: &mut Writer, row: &Row<'_>) {
    if !row.field().purposes().is_empty() {
        writer.words("Why: ");
        purpose(writer, row);
    }
}

pub(crate) fn retention(writer: &mut Writer, row: &Row<'_>) {
    let field = row.field();
    if let Some(retention) = field.retention().or(row.scope.event().and_then(|event| event.retention())) {
        writer.duration(retention);
        return;
    }
    let start = writer.len();
    for destination in row.offered().filter(|destination| field.reaches(destination)) {
        if let Some(retention) = destination.retention() {
            also(writer, start);
            writer.duration(retention).words(" (").prose(destination.title()).words(")");
        }
    }
}

pub(crate) fn retention_told(writer: &mut Writer, row: &Row<'_>) {
    if let Some(retention) = row.field().retention() {
        writer.words("Kept for ").duration(retention);
    }
}

pub(crate) fn review(writer: &mut Writer, row: &Row<'_>) {
    reviews(writer, row.field().reviews());
}

/// Writes links to reviews.
pub(crate) fn reviews(writer: &mut Writer, reviews: &[Text]) {
    for (index, review) in reviews.iter().enumerate() {
        writer.words(if index > 0 { ", " } else { "" }).address(review);
    }
}

/// A field of which nothing else is said is as old as its event.
pub(crate) fn since(writer: &mut Writer, row: &Row<'_>) {
    if let Some(since) = row.field().since().or(row.scope.event().and_then(|event| event.since())) {
        writer.prose(since);
    }
}

pub(crate) fn since_told(writer: &mut Writer, row: &Row<'_>) {
    if let Some(since) = row.field().since() {
        writer.words("Since version ").prose(since);
    }
}

pub(crate) fn source(writer: &mut Writer, row: &Row<'_>) {
    let field = row.field();
    let start = writer.len();
    if let Some(source) = field.source().and_then(sentences::source) {
        writer.words(source);
    }
    if let Some(supply) = field.supply() {
        also(writer, start);
        writer.words(sentences::supply(supply));
    }
    if let Some(separator) = field.separator() {
        also(writer, start);
        writer.words("values of several sources are joined with ").code(separator);
    }
}

pub(crate) fn source_told(writer: &mut Writer, row: &Row<'_>) {
    let before = writer.len();
    source(writer, row);
    if writer.len() > before {
        writer.capitalise(before);
    }
}

pub(crate) fn state(writer: &mut Writer, row: &Row<'_>) {
    writer.words(row.field().state().name());
}

pub(crate) fn state_told(writer: &mut Writer, row: &Row<'_>) {
    match row.field().state() {
        State::Active | State::Planned | State::Removed => {}
        State::Deprecated => writer.words("Deprecated: it will end").end(),
    }
}

pub(crate) fn transform(writer: &mut Writer, row: &Row<'_>) {
    sentences::transforms(writer, row.field());
}

pub(crate) fn ty(writer: &mut Writer, row: &Row<'_>) {
    sentences::ty(writer, row.field());
    if !row.shown.has("limits") {
        sentences::limits(writer, row.field());
    }
    if let Some(unit) = row.field().unit().filter(|_| !row.shown.has("unit")) {
        writer.words(", in ").prose(unit);
    }
}

pub(crate) fn unit(writer: &mut Writer, row: &Row<'_>) {
    if let Some(unit) = row.field().unit() {
        writer.prose(unit);
    }
}

fn without_stop(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}

pub(crate) fn when(writer: &mut Writer, row: &Row<'_>) {
    let field = row.field();
    let start = writer.len();
    if let Some(when) = field.when() {
        writer.prose(without_stop(when));
    }
    if let Some(condition) = field.condition() {
        also(writer, start);
        writer.words("only if ");
        sentences::condition(writer, condition);
    }
    if writer.len() == start {
        writer.words(if field.optional() { "not always" } else { "always" });
    }
}

pub(crate) fn when_told(writer: &mut Writer, row: &Row<'_>) {
    let field = row.field();
    let asks = field.when().is_some() || field.condition().is_some();
    if field.optional() && !row.shown.has("optional") {
        writer.words(if asks { "Optional: " } else { "Optional" });
    }
    if asks {
        let before = writer.len();
        when(writer, row);
        if !field.optional() {
            writer.capitalise(before);
        }
    }
}

pub(crate) fn wire(writer: &mut Writer, row: &Row<'_>) {
    if row.field().wire().is_some() {
        writer.code(row.member.wire());
    } else {
        writer.code(row.member.name());
    }
}

pub(crate) fn wire_told(writer: &mut Writer, row: &Row<'_>) {
    if row.field().wire().is_some() && row.member.wire() != row.member.name() {
        writer.words("Sent under the name ").code(row.member.wire());
    }
}
