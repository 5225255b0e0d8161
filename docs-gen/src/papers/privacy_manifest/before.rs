//! What a manifest that is added to said before, where that is not what is said now: a reviewer has to know both.

use super::plist::{Node, Value};
use super::types::Item;
use super::{COLLECTED, LINKED, TRACKING, TYPE};
use crate::markdown::Writer;
use crate::papers::cell::Cell;
use telemetry_catalog::model::Policy;

/// Returns the entries of a manifest about a data type.
pub(super) fn entries<'m>(root: &'m Node, item: &Item) -> Vec<&'m Node> {
    let ty = format!("{TYPE}{}", item.ty);
    let entries = root.get(COLLECTED).map_or(&[][..], Node::items).iter();
    entries.filter(|entry| entry.get(TYPE).and_then(Node::text) == Some(&ty)).collect()
}

/// Writes what was raised, and what the policy says otherwise.
pub(super) fn write(writer: &mut Writer, root: &Node, policy: &Policy, items: &[Item]) {
    let raised: Vec<_> = items.iter().filter(|item| is_raised(&entries(root, item), item)).collect();
    let tracking = tracking(root, policy, items);
    if raised.is_empty() && tracking.is_empty() {
        return;
    }
    writer.block().words("## Said otherwise before");
    if !raised.is_empty() {
        writer
            .block()
            .words("**From the catalog:** the manifest said that these are not linked to the user; it says now that ");
        writer.words("they are:").block();
    }
    for item in raised {
        writer.item(0).code(item.ty);
    }
    if !tracking.is_empty() {
        writer.block();
        Cell::open("which is right: of tracking the policy says otherwise than these, which were left as they are")
            .write(writer);
        writer.block();
    }
    for (name, is_tracked) in tracking {
        writer.item(0).code(&name).words(if is_tracked { ": true" } else { ": false" });
    }
}

/// Returns whether a data type was said not to be linked, and is.
fn is_raised(entries: &[&Node], item: &Item) -> bool {
    let mut said = entries.iter().filter_map(|entry| truth(entry, LINKED)).peekable();
    item.is_linked && said.peek().is_some() && !said.any(|is_linked| is_linked)
}

/// Returns what the manifest says of tracking that is not what the policy says.
fn tracking(root: &Node, policy: &Policy, items: &[Item]) -> Vec<(String, bool)> {
    let Some(is_tracked) = policy.tracking() else { return Vec::new() };
    let whole = truth(root, "NSPrivacyTracking").map(|said| ("NSPrivacyTracking".to_owned(), said));
    // That a program tracks does not say with which data.
    let of = |item: &Item| {
        let said = entries(root, item).into_iter().filter_map(|entry| truth(entry, TRACKING));
        said.filter(|said| *said && !is_tracked).map(|said| (format!("{TRACKING} of {}", item.ty), said)).next()
    };
    whole.into_iter().filter(|(_, said)| *said != is_tracked).chain(items.iter().filter_map(of)).collect()
}

fn truth(node: &Node, key: &str) -> Option<bool> {
    match node.get(key)?.value {
        Value::Bool(said) => Some(said),
        Value::Dict(_) | Value::Array(_) | Value::Text(_) | Value::Other => None,
    }
}
