//! Apple's privacy manifest, `PrivacyInfo.xcprivacy`, new or added to one that is there, and a sheet beside it that says
//! where each entry is from and what has no entry.
//!
//! Merging adds: a data type that is missing, a purpose that is missing, `Linked` where the catalog links. Nothing that
//! somebody wrote is taken away or lowered, `NSPrivacyAccessedAPITypes` and the rest stay to the byte, and merging twice
//! is merging once. Whether data is used for tracking no catalog knows: the policy says it, or it is left out.

mod before;
mod plist;
mod types;

pub use plist::ManifestFault;

use super::cell::{self, Cell};
use crate::markdown::Writer;
use plist::{Node, Value};
use std::collections::BTreeSet;
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Policy};
use types::Item;

const NAME: &str = "PrivacyInfo.xcprivacy";
const COLLECTED: &str = "NSPrivacyCollectedDataTypes";
const TYPE: &str = "NSPrivacyCollectedDataType";
const LINKED: &str = "NSPrivacyCollectedDataTypeLinked";
const TRACKING: &str = "NSPrivacyCollectedDataTypeTracking";
const PURPOSES: &str = "NSPrivacyCollectedDataTypePurposes";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<!-- Draft for a reviewer; PrivacyInfo.review.md says where each entry is from. This is no legal advice. -->
"#;

/// A privacy manifest that is there, to be added to.
#[derive(Clone, Debug)]
pub struct Manifest {
    text: String,
    root: Node,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// When the text is not a property list, written as XML, that holds a dictionary.
    pub fn parse(text: &str) -> Result<Self, ManifestFault> {
        let root = plist::parse(text)?;
        let collected = root.get(COLLECTED).map(|node| &node.value);
        match (&root.value, collected) {
            (Value::Dict(_), None | Some(Value::Array(_))) => Ok(Self { text: text.to_owned(), root }),
            (Value::Dict(_), Some(_)) => Err(plist::fault(text, &root, "`NSPrivacyCollectedDataTypes` is no array")),
            _ => Err(plist::fault(text, &root, "a privacy manifest is a dictionary")),
        }
    }
}

/// Renders the manifest of a catalog, or adds to one that is there.
#[must_use]
pub fn privacy_manifest(catalog: &Catalog, policy: &Policy, existing: Option<&Manifest>) -> Files {
    let (items, left_out) = types::items(catalog);
    let text = match existing {
        None => fresh(policy, &items),
        Some(manifest) => merged(manifest, policy, &items),
    };
    let mut files = Files::new();
    files.insert(NAME, text);
    files.insert("PrivacyInfo.review.md", review(catalog, policy, existing, (&items, &left_out)));
    files
}

fn fresh(policy: &Policy, items: &[Item]) -> String {
    let mut text = format!("{HEAD}<dict>\n");
    match policy.tracking() {
        None => text.push_str("\t<!-- To be written: NSPrivacyTracking -->\n"),
        Some(tracking) => text.push_str(&format!("\t<key>NSPrivacyTracking</key>\n\t<{tracking}/>\n")),
    }
    if policy.tracking() != Some(false) {
        text.push_str("\t<!-- To be written: NSPrivacyTrackingDomains -->\n");
    }
    push_array(&mut text, policy, items.iter());
    text.push_str("\t<!-- To be written: NSPrivacyAccessedAPITypes, which no catalog knows -->\n</dict>\n</plist>\n");
    text
}

fn push_array<'a>(text: &mut String, policy: &Policy, items: impl Iterator<Item = &'a Item>) {
    text.push_str(&format!("\t<key>{COLLECTED}</key>\n\t<array>\n"));
    for item in items {
        push_item(text, policy, item);
    }
    text.push_str("\t</array>\n");
}

fn push_item(text: &mut String, policy: &Policy, item: &Item) {
    text.push_str(&format!("\t\t<dict>\n\t\t\t<!-- Draft for a reviewer, from the catalog: {} -->\n", comment(item)));
    text.push_str(&format!("\t\t\t<key>{TYPE}</key>\n\t\t\t<string>{TYPE}{}</string>\n", item.ty));
    text.push_str(&format!("\t\t\t<key>{LINKED}</key>\n\t\t\t<{}/>\n", item.is_linked));
    match policy.tracking() {
        Some(false) => text.push_str(&format!("\t\t\t<key>{TRACKING}</key>\n\t\t\t<false/>\n")),
        Some(true) | None => text.push_str(&format!("\t\t\t<!-- To be written: {TRACKING} -->\n")),
    }
    push_purposes(text, item);
    text.push_str("\t\t</dict>\n");
}

fn push_purposes(text: &mut String, item: &Item) {
    text.push_str(&format!("\t\t\t<key>{PURPOSES}</key>\n\t\t\t<array>\n"));
    push_purpose_lines(text, &item.purposes);
    text.push_str("\t\t\t</array>\n");
}

fn push_purpose_lines(text: &mut String, purposes: &BTreeSet<&'static str>) {
    for purpose in purposes {
        text.push_str(&format!("\t\t\t\t<string>{TYPE}Purpose{purpose}</string>\n"));
    }
}

/// Returns the names of the values, so that a comment holds them.
fn comment(item: &Item) -> String {
    let names: Vec<_> = item.because.iter().map(String::as_str).collect();
    let allowed = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | ' ' | ',');
    names.join(", ").chars().map(|char| if allowed(char) { char } else { '_' }).collect()
}

/// One replacement: what stands at a place, and what is put there.
type Edit = (std::ops::Range<usize>, String);

fn merged(manifest: &Manifest, policy: &Policy, items: &[Item]) -> String {
    let mut edits: Vec<Edit> = Vec::new();
    let root = &manifest.root;
    let known = root.get(COLLECTED);
    let of = |item: &Item| before::entries(root, item);
    let (there, missing): (Vec<_>, Vec<_>) = items.iter().partition(|item| !of(item).is_empty());
    for item in there {
        // A manifest may name a type twice; the purposes of all of them count, and the first is added to.
        complete(&manifest.text, &of(item), item, &mut edits);
    }
    let mut added = String::new();
    match known {
        Some(array) if !missing.is_empty() => {
            for item in missing {
                push_item(&mut added, policy, item);
            }
            edits.push(inside(&manifest.text, array, "array", &added, 1));
        }
        None => {
            push_array(&mut added, policy, missing.into_iter());
            edits.push(inside(&manifest.text, root, "dict", &added, 0));
        }
        Some(_) => {}
    }
    edits.sort_by_key(|(place, _)| place.start);
    let mut text = manifest.text.clone();
    for (place, new) in edits.into_iter().rev() {
        text.replace_range(place, &new);
    }
    text
}

/// Adds to a data type that is there what it lacks.
fn complete(text: &str, dicts: &[&Node], item: &Item, edits: &mut Vec<Edit>) {
    let Some(first) = dicts.first() else { return };
    let links = |dict: &&Node| matches!(dict.get(LINKED).map(|node| &node.value), Some(Value::Bool(true)));
    let mut added = String::new();
    if item.is_linked && !dicts.iter().any(links) {
        match first.get(LINKED) {
            Some(node) => edits.push((node.whole.clone(), "<true/>".to_owned())),
            None => added.push_str(&format!("\t\t\t<key>{LINKED}</key>\n\t\t\t<true/>\n")),
        }
    }
    let named: Vec<_> = dicts.iter().filter_map(|dict| dict.get(PURPOSES)).flat_map(Node::items).collect();
    let has = |purpose: &str| named.iter().any(|node| node.text() == Some(&format!("{TYPE}Purpose{purpose}")));
    let missing: BTreeSet<_> = item.purposes.iter().copied().filter(|purpose| !has(purpose)).collect();
    if !missing.is_empty() {
        match first.get(PURPOSES) {
            Some(array) => {
                let mut lines = String::new();
                push_purpose_lines(&mut lines, &missing);
                edits.push(inside(text, array, "array", &lines, 3));
            }
            None => push_purposes(&mut added, &Item { purposes: missing, ..item.clone() }),
        }
    }
    if !added.is_empty() {
        edits.push(inside(text, first, "dict", &added, 2));
    }
}

/// Returns the edit that puts lines at the end of a dictionary or an array, before its closing tag.
fn inside(text: &str, node: &Node, tag: &str, lines: &str, depth: usize) -> Edit {
    if node.inner.is_empty() {
        return (node.whole.clone(), format!("<{tag}>\n{lines}{}</{tag}>", "\t".repeat(depth)));
    }
    let end = node.inner.end;
    let line = text[..end].trim_end_matches([' ', '\t']).len();
    if text[..line].ends_with('\n') {
        return (line..line, lines.to_owned());
    }
    (end..end, format!("\n{lines}{}", "\t".repeat(depth)))
}

fn review(
    catalog: &Catalog,
    policy: &Policy,
    existing: Option<&Manifest>,
    (items, left_out): (&[Item], &[(String, &'static str)]),
) -> String {
    let mut writer = Writer::new();
    let title = "Review of the privacy manifest";
    cell::head(&mut writer, catalog, "privacy-manifest", title);
    writer.block().words("## Data types").block().words("**From the catalog:**");
    writer.table(["Type", "Linked to the user", "Purposes", "Because of"].into_iter());
    for item in items {
        writer.row(0..4, |writer, column| match column {
            0 => writer.code(item.ty).end(),
            1 => writer.words(if item.is_linked { "yes" } else { "no declared field links it" }).end(),
            2 => {
                let purposes: Vec<_> = item.purposes.iter().copied().collect();
                writer.words(&purposes.join(", "));
                if item.is_marketing {
                    writer.words(" *to be written:* whether this is the developer's advertising or that of others");
                }
            }
            _ => item.because.iter().enumerate().for_each(|(index, name)| {
                writer.words(if index > 0 { ", " } else { "" }).code(name);
            }),
        });
    }
    writer.block().words("## Left out").block();
    if left_out.is_empty() {
        Cell::Catalog("every value that leaves has a type".to_owned()).write(&mut writer);
    } else {
        writer.words("**To be written:** the types of these values, if they are collected data as Apple defines it.");
        writer.table(["Value", "Why it has no type here"].into_iter());
    }
    for (name, reason) in left_out {
        writer.row(
            [true, false],
            |writer, is_name| if is_name { writer.code(name).end() } else { writer.words(reason).end() },
        );
    }
    if let Some(manifest) = existing {
        before::write(&mut writer, &manifest.root, policy, items);
    }
    writer.block().words("## Tracking").block();
    let said = policy
        .tracking()
        .map(|tracking| if tracking { "data is used for tracking" } else { "no data is used for tracking" });
    Cell::policy(said.map(str::to_owned), "whether data is used for tracking").write(&mut writer);
    if policy.tracking() == Some(true) {
        writer.block();
        Cell::open("the tracking domains, and which data types are used for it").write(&mut writer);
    }
    writer.finish()
}
