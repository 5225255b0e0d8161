//! The feed of changes: Atom (RFC 4287), made from what the catalog says under `since` and `changed`.
//!
//! Atom demands a time of every entry, and nothing here knows the clock. A version that is a day (`2026-01-31`) is that
//! time. Any other version has none, and a made-up one would be a lie that looks true; such entries count seconds from
//! the start of 1970, which keeps their order in every reader and is no day that anybody takes for theirs. The
//! subtitle says so.

use super::Site;
use super::changes::{Entry, Subject, Version};
use super::hypertext::{escaped, push_quoted};
use telemetry_catalog::model::Date;

/// Renders the feed.
pub(super) fn atom(site: &Site<'_>) -> String {
    let (catalog, changes) = (site.page.catalog, site.changes);
    let id = format!("{}/{}/changes", catalog.schemas(), address_part(catalog.id()));
    let count = changes.iter().len();
    let newest = changes.iter().next().map_or_else(|| time("", 0), |(version, _)| time(version, count));
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    push(&mut xml, 1, "id", &id);
    push(&mut xml, 1, "title", &format!("{}: {}", catalog.title(), site.words("what is collected")));
    if changes.iter().any(|(version, _)| Date::parse(version).is_none()) {
        push(
            &mut xml,
            1,
            "subtitle",
            &site.words("Changes by version. A version has no date here: times of 1970 only keep the order."),
        );
    }
    push(&mut xml, 1, "updated", &newest);
    xml.push_str("  <author>\n");
    push(&mut xml, 2, "name", catalog.title());
    xml.push_str("  </author>\n  <link rel=\"alternate\" type=\"text/html\" href=\"changes.html\"/>\n");
    for (index, (version, entries)) in changes.iter().enumerate() {
        for entry in entries {
            push_entry(&mut xml, site, &id, (version, &time(version, count - index)), entry);
        }
    }
    xml.push_str("</feed>\n");
    xml
}

fn push_entry(xml: &mut String, site: &Site<'_>, feed: &str, (version, time): (&str, &str), entry: &Entry<'_>) {
    let name = entry.subject.name();
    let (title, summary) = match entry.note {
        Some(note) => (format!("{name} {} {version}", site.words("changed in")), note),
        None => (format!("{name} {} {version}", site.words("is new in")), described(entry.subject)),
    };
    let what = if entry.note.is_some() { "changed" } else { "new" };
    xml.push_str("  <entry>\n");
    // Two notes of one version are two entries.
    let note = entry.note.map_or_else(String::new, |note| format!(":{}", address_part(note)));
    push(xml, 2, "id", &format!("{feed}/{}/{}/{what}{note}", address_part(version), entry.subject.id()));
    push(xml, 2, "title", &title);
    push(xml, 2, "updated", time);
    push(xml, 2, "summary", summary);
    xml.push_str("    <category");
    push_quoted(xml, "term", &printable(version));
    xml.push_str("/>\n    <link rel=\"alternate\" type=\"text/html\"");
    push_quoted(xml, "href", &entry.subject.address());
    xml.push_str("/>\n");
    xml.push_str("  </entry>\n");
}

fn described(subject: Subject<'_>) -> &str {
    match subject {
        Subject::Event(event) => event.description(),
        Subject::Field(_, member) => member.field().description(),
    }
}

/// Returns the day that a version is, or so many seconds after the start of 1970.
fn time(version: &str, order: usize) -> String {
    let Version(version) = Version(version);
    match Date::parse(version) {
        Some(day) => format!("{day}T00:00:00Z"),
        None => format!("1970-01-01T{:02}:{:02}:{:02}Z", order / 3600 % 24, order / 60 % 60, order % 60),
    }
}

fn push(xml: &mut String, depth: usize, tag: &str, content: &str) {
    xml.push_str(&"  ".repeat(depth));
    xml.push_str(&format!("<{tag}>{}</{tag}>\n", escaped(&printable(content))));
}

/// Returns a text without the signs that XML 1.0 cannot hold.
fn printable(content: &str) -> String {
    let printable =
        |char: &char| matches!(char, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    content.chars().filter(printable).collect()
}

/// Writes a text as part of an address.
fn address_part(text: &str) -> String {
    let mut address = String::new();
    for byte in text.bytes().take(120) {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}
