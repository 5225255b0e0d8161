//! Where things lie in the site: the file of each event, and the way from one page to another.
//!
//! Pages are named by their Markdown file; the HTML and JSON of the same page differ in the ending alone. A file's
//! name is made from the event's name only, so that no other event can move it.

use crate::anchor::{Anchor, push_name};

/// The folder of the pages of events.
const EVENTS: &str = "events/";
/// Longer names are cut, since file systems take 255 bytes, and told apart by a number made from the whole.
const LONGEST: usize = 160;
/// Names that some file systems keep for themselves, whatever their ending.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// The pages that every site may have.
pub(crate) const INDEX: &str = "index.md";
pub(crate) const PRIVACY: &str = "privacy.md";
pub(crate) const COMMON: &str = "common.md";
pub(crate) const CHANGES: &str = "changes.md";

/// Returns the page of an event.
pub(crate) fn event(name: &str) -> String {
    format!("{EVENTS}{}.md", file_name(name))
}

/// Returns the way from a page to the page on which something stands; empty where that is the same.
pub(crate) fn way(from: &str, to: Anchor<'_>) -> String {
    between(from, &page_of(to))
}

/// Returns the way from a page to another; empty where that is the same.
pub(crate) fn between(from: &str, to: &str) -> String {
    if from == to {
        return String::new();
    }
    match (from.strip_prefix(EVENTS), to.strip_prefix(EVENTS)) {
        (Some(_), Some(file)) => file.to_owned(),
        (Some(_), None) => format!("../{to}"),
        (None, _) => to.to_owned(),
    }
}

/// Returns the page of the same name in another form, such as `html`.
pub(crate) fn with_ending(page: &str, ending: &str) -> String {
    format!("{}.{ending}", page.strip_suffix(".md").unwrap_or(page))
}

fn page_of(anchor: Anchor<'_>) -> String {
    match anchor.kind() {
        "event" | "case" | "twin" => event(anchor.name()),
        "common" => COMMON.to_owned(),
        "version" => CHANGES.to_owned(),
        // Classes, purposes, levels, permissions, facts, destinations, and the sections that explain.
        _ => PRIVACY.to_owned(),
    }
}

fn file_name(name: &str) -> String {
    let mut file = String::new();
    push_name(&mut file, name);
    let first = file.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = first.len() == 4 && first.ends_with(|end: char| end.is_ascii_digit());
    let device = DEVICES.contains(&&*first) || (numbered && (first.starts_with("com") || first.starts_with("lpt")));
    if first.is_empty() || device {
        // No name makes a file that begins like this: what stands between two of these signs is a number.
        file.insert_str(0, "~~");
    }
    if file.len() > LONGEST {
        file.truncate(LONGEST);
        file.push_str(&format!("~~{:016x}", fingerprint(name)));
    }
    file
}

/// Returns a number made from a text (FNV-1a, 64 bits).
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{COMMON, INDEX, event, way, with_ending};
    use crate::anchor::Anchor;

    #[test]
    fn files_are_named_after_events() {
        assert_eq!(event("policy_loaded"), "events/policy_loaded.md");
        assert_eq!(event("a/b:c"), "events/a~2f~b~3a~c.md");
        assert_eq!([".x", "con", "com1.a"].map(event), ["events/~~.x.md", "events/~~con.md", "events/~~com1.a.md"]);
    }

    #[test]
    fn a_name_may_look_like_a_file() {
        assert_eq!(with_ending(&event("notes.md"), "html"), "events/notes.md.html");
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let [a, b] = ["a", "b"].map(|end| event(&format!("{}{end}", "ü".repeat(149))));
        assert!(a != b && a.len() < 200);
    }

    #[test]
    fn ways_lead_from_page_to_page() {
        assert_eq!(way("events/a.md", Anchor::event("a")), "");
        assert_eq!(way("events/a.md", Anchor::event("b")), "b.md");
        assert_eq!(way("events/a.md", Anchor::class("technical")), "../privacy.md");
        assert_eq!(way(INDEX, Anchor::event("b")), "events/b.md");
        assert_eq!(way(COMMON, Anchor::common("b")), "");
    }
}
