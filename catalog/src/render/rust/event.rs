//! What the attribute of an event says.

use super::attribute::{Attribute, push_str, push_word};
use super::field::{push_purposes, title_says_more};
use super::plan::is_printed;
use crate::model::{Change, CodeSite, Event, Member, Membership, State, Twin};
use crate::render::notation::{self, Tree};

/// What ties a type to the `catalog! { … }` of its module.
pub(super) const IN_CATALOG: &str = "catalog = CATALOG";

/// Adds all that is said of an event. Its constants follow.
pub(super) fn push(attribute: &mut Attribute, event: &Event, is_exact: bool) {
    attribute.word(IN_CATALOG);
    attribute.text("name", event.name());
    attribute.text_if("wire", Some(event.wire()).filter(|wire| *wire != event.name()));
    attribute.count_if("version", Some(event.version()).filter(|version| *version != 1));
    if title_says_more(event.title(), event.name()) {
        attribute.text("title", event.title());
    }
    if !is_exact {
        attribute.text("description", event.description());
    }
    push_purposes(attribute, event.purposes());
    attribute.choice("consent", event.consent().name());
    attribute.text_if("grant", event.grant().map(|grant| grant.name()));
    attribute.text_if("owner", event.owner().map(|owner| owner.name()));
    // Also where there is none: an event that is sent nowhere says so.
    attribute.item(|text| push_names(text, "destinations", event.destinations().iter().map(|to| to.name())));
    if let Some(origin) = event.origin() {
        attribute.choice("origin", origin.name());
    }
    if event.state() != State::Active {
        attribute.choice("state", event.state().name());
    }
    attribute.text_if("when", event.when());
    attribute.text_if("since", event.since());
    push_changes(attribute, event.changed());
    attribute.text_if("expires", event.expires().map(ToString::to_string).as_deref());
    attribute.text_if("retention", event.retention().map(|retention| retention.as_str()));
    attribute.tree_if("aliases", !event.aliases().is_empty(), || notation::aliases(event.aliases()));
    push_code(attribute, event.code());
    attribute.texts("reviews", event.reviews().iter().map(|review| &**review));
    attribute.texts("without", event.without().iter().map(|set| &**set));
    if let Some(condition) = event.condition() {
        attribute.tree("condition", &notation::condition(condition));
    }
    if let Some(flow) = event.flow() {
        attribute.tree("flow", &notation::flow(flow));
    }
    if let Some(prefix) = event.prefix() {
        attribute.tree("prefix", &notation::prefix(prefix));
    }
    if event.about_telemetry() {
        attribute.word("about_telemetry");
    }
    event.twins().iter().for_each(|twin| push_twin(attribute, event, twin));
}

/// Returns the declarations of those fields that never leave.
pub(super) fn unsent<'a>(members: impl Iterator<Item = &'a Member>) -> Option<Tree> {
    let mut unsent = members.filter(|member| *member.membership() == Membership::Own && !is_printed(member)).peekable();
    unsent.peek()?;
    Some(notation::fields(unsent.map(|member| (member.name(), &**member.field()))))
}

/// Adds what changed, each change by itself.
pub(super) fn push_changes(attribute: &mut Attribute, changes: &[Change]) {
    for change in changes {
        attribute.texts("changed", [change.version(), change.note()]);
    }
}

/// Adds where in the code something is recorded.
pub(super) fn push_code(attribute: &mut Attribute, sites: &[CodeSite]) {
    let sites: Vec<String> = sites.iter().map(notation::code_site).collect();
    attribute.texts("code", sites.iter().map(String::as_str));
}

/// Writes `key(name, "any name")`.
fn push_names<'text>(text: &mut String, key: &str, names: impl Iterator<Item = &'text str>) {
    text.push_str(key);
    text.push('(');
    for (index, name) in names.enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        push_word(text, name);
    }
    text.push(')');
}

fn push_twin(attribute: &mut Attribute, event: &Event, twin: &Twin) {
    attribute.item(|text| {
        text.push_str("twin(name = ");
        push_str(text, twin.name());
        text.push_str(", description = ");
        push_str(text, twin.description());
        if !twin.destinations().is_empty() {
            text.push_str(", ");
            push_names(text, "destinations", twin.destinations().iter().map(|to| to.name()));
        }
        if twin.consent() != event.consent() {
            text.push_str(", consent = ");
            text.push_str(twin.consent().name());
        }
        if let Some(grant) = twin.grant() {
            text.push_str(", grant = ");
            push_str(text, grant.name());
        }
        text.push_str(", carries = [");
        for (index, name) in twin.carries().iter().enumerate() {
            text.push_str(if index == 0 { "" } else { ", " });
            push_str(text, name);
        }
        text.push(']');
        if let Some(unsent) = unsent(twin.extra().iter()) {
            text.push_str(", unsent = ");
            text.push_str(&unsent.rust(usize::MAX));
        }
        text.push(')');
    });
}
