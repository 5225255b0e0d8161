//! What the search of the index looks through: for each entry its words, and those of its fields.
//!
//! They stand in the page as JSON, since a page that is opened from a disk may read no other file. Fields that are
//! alike in all they say stand once.

use crate::row::{Scope, sent_scopes};
use std::collections::HashMap;
use telemetry_catalog::model::{Alias, CommonSet, Event, Field, Literal, Member};
use telemetry_catalog::render::Json;

/// The words of all entries, in the order of the index.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    fields: Vec<Known<'a>>,
    places: HashMap<Known<'a>, usize>,
    entries: Vec<(String, Vec<usize>)>,
}

/// One field: its name, all it says, and the id of its row where that is not the entry's id and the name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Known<'a> {
    name: &'a str,
    text: String,
    id: Option<String>,
}

impl<'a> Words<'a> {
    pub(super) fn event(&mut self, event: &'a Event) {
        let mut words = Vec::from([event.name(), event.wire()]);
        words.extend(event.when());
        words.extend(event.aliases().iter().map(Alias::name));
        words.extend(event.owner().map(|owner| owner.title()));
        let fields = sent_scopes(event).flat_map(|(scope, members)| members.iter().map(move |member| (scope, member)));
        let fields = fields.map(|(scope, member)| self.field(scope, member)).collect();
        self.entries.push((words.join("\n"), fields));
    }

    pub(super) fn common(&mut self, set: &'a CommonSet) {
        let fields = set.members().iter().map(|member| self.field(Scope::Common(set), member)).collect();
        self.entries.push((set.name().to_owned(), fields));
    }

    fn field(&mut self, scope: Scope<'a>, member: &'a Member) -> usize {
        let plain =
            member.name().bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
        let own = matches!(scope, Scope::Event(_) | Scope::Common(_));
        let id = (!own || !plain).then(|| scope.anchor().within(member.name()).id());
        let known = Known { name: member.name(), text: says(member), id };
        let next = self.fields.len();
        let place = *self.places.entry(known.clone()).or_insert(next);
        if place == next {
            self.fields.push(known);
        }
        place
    }

    /// Returns the words as JSON that can stand inside of a page: nothing in it ends an element.
    pub(super) fn json(&self) -> String {
        let mut json = Json::on_one_line();
        json.object(|json| {
            json.key("fields").array(|json| {
                for field in &self.fields {
                    json.texts([field.name, &field.text].into_iter().chain(field.id.as_deref()));
                }
            });
            json.key("entries").array(|json| {
                for (words, fields) in &self.entries {
                    json.array(|json| {
                        json.text(words);
                        for place in fields {
                            json.int(i64::try_from(*place).unwrap_or(i64::MAX));
                        }
                    });
                }
            });
        });
        json.finish().replace('<', "\\u003c")
    }
}

/// Returns everything that somebody may search a field by, besides its name.
fn says(member: &Member) -> String {
    let field: &Field = member.field();
    let mut words = Vec::from([field.description().to_owned()]);
    let mut add = |word: &str| words.push(word.to_owned());
    if field.title() != field.description() && crate::sentences::own_title(field.title(), field.name()) {
        add(field.title());
    }
    if member.wire() != member.name() {
        add(member.wire());
    }
    field.aliases().iter().for_each(|alias| add(alias.name()));
    for value in field.values().map_or(&[][..], |values| values.values()) {
        add(value.wire());
        add(value.description());
    }
    field.allow().map_or(&[][..], |allow| allow.values()).iter().for_each(|value| add(value));
    field.family().map_or(&[][..], |family| family.keys()).iter().for_each(|key| add(key));
    field.examples().iter().chain(field.constant()).map(Literal::to_string).for_each(|value| add(&value));
    words.retain(|word| !word.is_empty());
    words.join("\n")
}
