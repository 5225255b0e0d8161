//! An event, as a catalog writes it. Only events that no code is generated for are written so.

use super::{Tree, flow, map};
use crate::model::{Event, Member, Membership, Prefix, State, Twin, Variants};
use crate::render::rust::title_says_more;

/// Writes an event without its name.
pub(crate) fn event(event: &Event) -> Tree {
    map(|map| {
        map.text("description", event.description());
        map.text_if("title", Some(event.title()).filter(|title| title_says_more(title, event.name())));
        map.text_if("when", event.when());
        map.text_if("state", Some(event.state()).filter(|state| *state != State::Active).map(|state| state.name()));
        map.count_if("version", Some(event.version()).filter(|version| *version != 1));
        map.text_if("since", event.since());
        map.changes(event.changed());
        map.text_if("expires", event.expires().map(ToString::to_string).as_deref());
        map.names("reviews", event.reviews());
        map.code(event.code());
        map.text_if("origin", event.origin().map(|origin| origin.name()));
        map.text_if("owner", event.owner().map(|owner| owner.name()));
        map.texts("purpose", event.purposes().iter().map(|purpose| purpose.name()));
        map.text("consent", event.consent().name());
        map.text_if("grant", event.grant().map(|grant| grant.name()));
        map.tree("destinations", super::texts(event.destinations().iter().map(|to| to.name())));
        map.condition(event.condition());
        if let Some(of) = event.flow() {
            map.tree("flow", flow(of));
        }
        map.names("without", event.without());
        members(map, event.members());
        if let Some(variants) = event.variants() {
            map.tree("variants", of_variants(variants));
        }
        map.map("twins", |map| event.twins().iter().for_each(|twin| map.tree(twin.name(), of_twin(event, twin))));
        if let Some(of) = event.prefix() {
            map.tree("prefix", prefix(of));
        }
        map.text_if("wire", Some(event.wire()).filter(|wire| *wire != event.name()));
        map.aliases(event.aliases());
        map.text_if("retention", event.retention().map(|retention| retention.as_str()));
        if event.about_telemetry() {
            map.tree("about_telemetry", Tree::Bool(true));
        }
    })
}

/// Writes the prefixes of an event's name.
pub(crate) fn prefix(prefix: &Prefix) -> Tree {
    map(|map| {
        map.text("by", prefix.by());
        map.map("values", |map| prefix.values().iter().for_each(|(value, text)| map.text(value, text)));
        map.names("destinations", prefix.destinations());
    })
}

/// Writes the groups that are included, and the own fields.
fn members(map: &mut super::Map, members: &[Member]) {
    let mut groups: Vec<(&str, Option<&str>)> = Vec::new();
    for member in members {
        if let Membership::Group { group, prefix } = member.membership()
            && !groups.contains(&(group, prefix.as_deref()))
        {
            groups.push((group, prefix.as_deref()));
        }
    }
    let include = |(group, prefix): &(&str, Option<&str>)| {
        super::map(|map| {
            map.text("group", group);
            map.text_if("prefix", *prefix);
        })
    };
    let plain = |(group, _): &(&str, Option<&str>)| Tree::Text((*group).to_owned());
    let written = groups.iter().map(|group| if group.1.is_some() { include(group) } else { plain(group) });
    map.tree_if("include", Tree::List(written.collect()));
    map.map("fields", |map| {
        let own = members.iter().filter(|member| *member.membership() == Membership::Own);
        own.for_each(|member| map.tree(member.name(), super::field(member.field())));
    });
}

fn of_variants(variants: &Variants) -> Tree {
    map(|map| {
        map.text("tag", variants.tag());
        map.text("description", variants.description());
        map.text("class", variants.class().name());
        map.map("cases", |map| {
            for case in variants.cases() {
                map.tree(
                    case.name(),
                    super::map(|map| {
                        map.text("description", case.description());
                        members(map, case.members());
                    }),
                );
            }
        });
    })
}

fn of_twin(event: &Event, twin: &Twin) -> Tree {
    map(|map| {
        map.text("description", twin.description());
        map.tree("destinations", super::texts(twin.destinations().iter().map(|to| to.name())));
        map.text_if("consent", Some(twin.consent().name()).filter(|_| twin.consent() != event.consent()));
        map.text_if("grant", twin.grant().map(|grant| grant.name()));
        map.tree("only", super::texts(twin.carries().iter().map(|name| &**name)));
        members(map, twin.extra());
    })
}
