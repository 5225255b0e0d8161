//! A fragment of `CODEOWNERS`: who must approve a change of which file of the catalog.
//!
//! The last line that matches a file decides alone, so each file has one line with everybody: the reviewers of the
//! policy, and the owners of its events who can be reached there. Files without events count: consent, destinations and
//! what is never collected stand in them. Names that the format cannot hold are counted in a
//! comment and never written, so that no text of a catalog becomes a rule.

use std::collections::{BTreeMap, BTreeSet};
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Owner, Policy};

const HEAD: &str = "\
# Draft for a reviewer, made by `telemetry docs paper codeowners`. Paths are from the folder in which it ran, which
# should be that of the repository. Files and teams are from the catalog, other reviewers from the policy.
";

/// Renders the fragment.
pub(super) fn render(catalog: &Catalog, policy: &Policy) -> Files {
    let reviewers: BTreeSet<&str> =
        policy.reviewers().iter().map(|name| &**name).filter(|name| is_reachable(name)).collect();
    let (paths, unwritten): (BTreeSet<&str>, BTreeSet<&str>) = catalog.files().paths().partition(|path| is_path(path));
    let mut files: BTreeMap<&str, BTreeSet<&str>> = paths.into_iter().map(|path| (path, reviewers.clone())).collect();
    let mut unreachable: BTreeSet<&str> = BTreeSet::new();
    for event in catalog.events() {
        let Some(owners) = files.get_mut(&*event.place().path) else { continue };
        match event.owner().map(|owner| (owner.name(), contact(owner))) {
            Some((_, Some(contact))) => drop(owners.insert(contact)),
            Some((name, None)) => drop(unreachable.insert(name)),
            None => {}
        }
    }
    let mut text = HEAD.to_owned();
    let unfit = policy.reviewers().len() - policy.reviewers().iter().filter(|name| is_reachable(name)).count();
    push_open(&mut text, unfit, "reviewers of the policy that are no `@name`, `@organisation/team` or e-mail address");
    if policy.reviewers().is_empty() {
        text.push_str("# To be written: reviewers; the policy names none.\n");
    }
    push_open(&mut text, unreachable.len(), "owners of the catalog without such a contact");
    push_open(&mut text, unwritten.len(), "files whose path this format cannot hold, or that lie outside");
    let nobody = files.values().filter(|owners| owners.is_empty()).count();
    push_open(&mut text, nobody, "files of the catalog for which neither policy nor catalog names anybody");
    for (path, owners) in files.iter().filter(|(_, owners)| !owners.is_empty()) {
        let owners: Vec<_> = owners.iter().copied().collect();
        text.push_str(&format!("/{path} {}\n", owners.join(" ")));
    }
    let mut rendered = Files::new();
    rendered.insert("CODEOWNERS.fragment", text);
    rendered
}

fn push_open(text: &mut String, count: usize, what: &str) {
    if count > 0 {
        text.push_str(&format!("# To be written: {what} ({count}).\n"));
    }
}

/// Returns how an owner is reached in this format.
fn contact(owner: &Owner) -> Option<&str> {
    owner.contact().filter(|contact| is_reachable(contact))
}

/// Returns whether a text is `@name`, `@organisation/team` or an e-mail address, and nothing else.
fn is_reachable(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.'))
    };
    match text.split_once('@') {
        Some(("", handle)) => handle.split('/').count() <= 2 && handle.split('/').all(is_name),
        Some((name, host)) => is_name(name) && is_name(host) && host.contains('.'),
        None => false,
    }
}

/// Returns whether a path lies below the folder and has no sign that means something in a pattern.
fn is_path(path: &str) -> bool {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.' | '/');
    path.chars().all(is_plain) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
