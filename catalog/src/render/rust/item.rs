//! The items of a module: structs and enums, each with its doc comment and its attributes.

use super::attribute::Attribute;
use super::doc::doc;
use super::imports::{Imports, Name};
use super::names::{NameKind, are_rust_names, rust_names};
use super::plan::{Named, Plan, Vocabulary, VocabularyUse, is_printed};
use super::value::type_of;
use super::writer::{WIDTH, Writer, width};
use super::{event, field};
use crate::model::{EnumType, Event, Member, Membership, Twin, Variants};
use crate::render::notation;
use heck::ToSnakeCase;
use std::borrow::Cow;

/// Prints items one after the other.
pub(super) struct Printer<'a> {
    plan: &'a Plan<'a>,
    writer: Writer,
    /// One attribute for all, emptied each time it is printed.
    attribute: Attribute,
    imports: Imports,
}

/// One field of a struct before it is printed.
enum Slot<'a> {
    /// A field of its own, and the twins that alone carry it.
    Field(&'a Member, Vec<&'a str>),
    /// The fields of a group, with what stands before their names.
    Group { group: &'a str, prefix: Option<&'a str> },
    /// The variants of the event, by their tag and their type.
    Variants { tag: &'a str, ty: &'a str },
}

impl<'a> Printer<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        // Roughly what an event of eight fields needs, so that the text seldom moves.
        let writer = Writer::with_capacity(4096 + plan.events.len() * 1600);
        Self { plan, writer, attribute: Attribute::default(), imports: Imports::default() }
    }

    pub(super) fn finish(self) -> (String, Imports) {
        (self.writer.finish(), self.imports)
    }

    /// Prints a struct for each event, followed by its variants.
    pub(super) fn events(&mut self) {
        let plan = self.plan;
        for Named { name, of: event } in &plan.events {
            self.event(name, event);
            if let (Some(variants), Some(name)) = (event.variants(), plan.variants.get(event.name())) {
                self.variants(name, variants);
            }
        }
    }

    /// Prints a struct for each group.
    pub(super) fn groups(&mut self) {
        let plan = self.plan;
        for Named { name, of: group } in &plan.groups {
            self.described(group.description(), &format!("The fields of the group `{}`.", group.name()));
            self.attribute.text_if("name", Some(group.name()).filter(|declared| name.to_snake_case() != *declared));
            self.fields(name, group.members());
        }
    }

    /// Prints a struct for each set of common fields.
    pub(super) fn common_sets(&mut self) {
        let plan = self.plan;
        for Named { name, of: set } in &plan.common {
            self.described(set.description(), &format!("The common fields `{}`.", set.name()));
            self.attribute.text("common", set.name());
            self.attribute.texts("destinations", set.destinations().iter().map(|name| &**name));
            if let Some(condition) = set.condition() {
                self.attribute.tree("condition", &notation::condition(condition));
            }
            self.attribute.texts("overrides", set.overrides().iter().map(|name| &**name));
            self.fields(name, set.members());
        }
    }

    /// Prints an enum for each closed vocabulary.
    pub(super) fn vocabularies(&mut self) {
        let plan = self.plan;
        for Named { name, of } in &plan.vocabularies {
            self.vocabulary(name, of);
        }
    }

    fn event(&mut self, name: &str, event: &'a Event) {
        self.writer.blank();
        let is_exact = doc(&mut self.writer, event.description());
        self.derive(Name::Event);
        event::push(&mut self.attribute, event, is_exact);
        self.constants(event.members());
        for (member, twins) in of_twins(event.twins(), is_own_constant) {
            field::push_constant(&mut self.attribute, member, &twins);
        }
        self.unsent(event.members());
        self.attribute.print(&mut self.writer);
        self.body("pub struct", name, "pub ", &self.slots(event));
    }

    /// Prints the doc comment of a group or common set: its description, or a stand-in and a word that says so.
    fn described(&mut self, description: Option<&str>, stand_in: &str) {
        self.writer.blank();
        let is_exact = doc(&mut self.writer, description.unwrap_or(stand_in));
        if description.is_none() || !is_exact {
            self.attribute.text("description", description.unwrap_or_default());
        }
        self.attribute.word(event::IN_CATALOG);
    }

    /// Prints a group or a common set, of which all is said but its fields.
    fn fields(&mut self, name: &str, members: &'a [Member]) {
        self.derive(Name::Fields);
        self.constants(members);
        self.unsent(members);
        self.attribute.print(&mut self.writer);
        self.body("pub struct", name, "pub ", &own_and_groups(self.plan, members));
    }

    /// Adds the fields that take no room.
    fn constants(&mut self, members: &[Member]) {
        for member in members.iter().filter(|member| is_own_constant(member)) {
            field::push_constant(&mut self.attribute, member, &[]);
        }
    }

    /// Adds the declarations of fields that never leave, for which there is no field in the type.
    fn unsent(&mut self, members: &[Member]) {
        if let Some(unsent) = event::unsent(members.iter()) {
            self.attribute.tree("unsent", &unsent);
        }
    }

    fn derive(&mut self, name: Name) {
        self.writer.parts(&["#[derive(", self.imports.need(name), ")]"]);
    }

    /// Returns the fields of an event's struct: its own, those of groups, its variants, those of twins.
    fn slots(&self, event: &'a Event) -> Vec<Slot<'a>> {
        let mut slots = own_and_groups(self.plan, event.members());
        if let (Some(variants), Some(ty)) = (event.variants(), self.plan.variants.get(event.name())) {
            slots.push(Slot::Variants { tag: variants.tag(), ty });
        }
        let of_twins = of_twins(event.twins(), is_value);
        slots.extend(of_twins.into_iter().map(|(member, twins)| Slot::Field(member, twins)));
        slots
    }

    /// Prints `{ … }` with its fields, and what stands before.
    fn body(&mut self, before: &str, name: &str, visibility: &str, slots: &[Slot<'a>]) {
        let space = if before.is_empty() { "" } else { " " };
        if slots.is_empty() {
            self.writer.parts(&[before, space, name, if before.is_empty() { "," } else { " {}" }]);
            return;
        }
        self.writer.parts(&[before, space, name, " {"]);
        self.writer.deeper();
        for (slot, name) in slots.iter().zip(Slot::names(slots)) {
            self.slot(slot, &name, visibility);
        }
        self.writer.shallower();
        self.writer.line(if before.is_empty() { "}," } else { "}" });
    }

    fn slot(&mut self, slot: &Slot<'a>, name: &str, visibility: &str) {
        let ty = match slot {
            Slot::Field(member, twins) => {
                let is_exact = doc(&mut self.writer, member.field().description());
                field::push(&mut self.attribute, member, name, twins, is_exact);
                type_of(self.plan, member.field(), &mut self.imports)
            }
            Slot::Group { group, prefix } => {
                doc(&mut self.writer, &format!("The fields of the group `{group}`."));
                match prefix {
                    Some(prefix) => self.attribute.item(|text| {
                        text.push_str("flatten(prefix = ");
                        super::attribute::push_str(text, prefix);
                        text.push(')');
                    }),
                    None => self.attribute.word("flatten"),
                }
                self.plan.group(group).unwrap_or_default().to_owned()
            }
            Slot::Variants { tag, ty } => {
                doc(&mut self.writer, &format!("The form of the event, and its `{tag}`."));
                self.attribute.word("flatten");
                (*ty).to_owned()
            }
        };
        self.attribute.print(&mut self.writer);
        let line = self.writer.indent() + visibility.len() + name.len() + 2 + width(&ty) + 1;
        if line <= WIDTH {
            self.writer.parts(&[visibility, name, ": ", &ty, ","]);
        } else {
            self.writer.parts(&[visibility, name, ":"]);
            self.writer.deeper();
            self.writer.parts(&[&ty, ","]);
            self.writer.shallower();
        }
    }

    /// Prints the forms of an event.
    fn variants(&mut self, name: &str, variants: &'a Variants) {
        self.writer.blank();
        let is_exact = doc(&mut self.writer, variants.description());
        self.derive(Name::Fields);
        self.attribute.text("tag", variants.tag());
        field::push_class(&mut self.attribute, variants.class());
        if !is_exact {
            self.attribute.text("description", variants.description());
        }
        self.attribute.print(&mut self.writer);
        self.writer.parts(&["pub enum ", name, " {"]);
        self.writer.deeper();
        let declared: Vec<&str> = variants.cases().iter().map(|case| case.name()).collect();
        for (case, name) in variants.cases().iter().zip(rust_names(NameKind::Value, &declared)) {
            let is_exact = doc(&mut self.writer, case.description());
            push_value(&mut self.attribute, &name, case.name(), case.name());
            if !is_exact {
                self.attribute.text("description", case.description());
            }
            self.constants(case.members());
            self.unsent(case.members());
            self.attribute.print(&mut self.writer);
            self.body("", &name, "", &own_and_groups(self.plan, case.members()));
        }
        self.writer.shallower();
        self.writer.line("}");
    }

    fn vocabulary(&mut self, name: &str, of: &VocabularyUse<'_>) {
        self.writer.blank();
        let described = format!("The values of `{}`.", of.field);
        doc(&mut self.writer, of.description.unwrap_or(&described));
        if let Vocabulary::Allow(list) = of.vocabulary {
            self.attribute.word("allow");
            self.attribute.text_if("reason", list.reason());
            self.attribute.text_if("approver", list.approver());
        }
        let order = if of.is_ordered { ", PartialOrd, Ord" } else { "" };
        self.writer.parts(&[
            "#[derive(Clone, Copy, Debug, PartialEq, Eq",
            order,
            ", ",
            self.imports.need(Name::FieldEnum),
            ")]",
        ]);
        match of.vocabulary {
            Vocabulary::Enum(values) => self.enum_(name, values),
            Vocabulary::Allow(list) => {
                let fallback = list.fallback();
                let known = list.values().iter().map(|value| &**value);
                let is_known = list.values().iter().any(|value| **value == *fallback);
                let texts: Vec<&str> = known.chain((!is_known).then_some(fallback)).collect();
                self.allow_list(name, &texts, fallback, is_known);
            }
        }
        self.writer.shallower();
        self.writer.line("}");
    }

    fn enum_(&mut self, name: &str, values: &EnumType) {
        self.attribute.literals("retired_codes", &codes(values));
        self.attribute.print(&mut self.writer);
        self.writer.parts(&["pub enum ", name, " {"]);
        self.writer.deeper();
        let declared: Vec<&str> = values.values().iter().map(|value| value.name()).collect();
        for (value, name) in values.values().iter().zip(rust_names(NameKind::Value, &declared)) {
            let is_exact = doc(&mut self.writer, value.description());
            push_value(&mut self.attribute, &name, value.name(), value.wire());
            if !is_exact {
                self.attribute.text("description", value.description());
            }
            if let Some(code) = value.code() {
                self.attribute.item(|text| text.push_str(&format!("code = {code}")));
            }
            if values.fallback() == Some(value.name()) {
                self.attribute.word("fallback");
            }
            self.attribute.print(&mut self.writer);
            self.writer.parts(&[&name, ","]);
        }
    }

    fn allow_list(&mut self, name: &str, texts: &[&str], fallback: &str, is_known: bool) {
        self.attribute.print(&mut self.writer);
        self.writer.parts(&["pub enum ", name, " {"]);
        self.writer.deeper();
        for (text, name) in texts.iter().zip(rust_names(NameKind::Value, texts)) {
            let described = match (*text == fallback, is_known) {
                (false, _) => format!("The text `{text}`."),
                (true, true) => format!("The text `{text}`, and any other."),
                (true, false) => "Any other text.".to_owned(),
            };
            let is_exact = doc(&mut self.writer, &described);
            push_value(&mut self.attribute, &name, text, text);
            if !is_exact {
                self.attribute.text("description", &described);
            }
            if *text == fallback {
                self.attribute.word("fallback");
                if is_known {
                    self.attribute.word("allowed");
                }
            }
            self.attribute.print(&mut self.writer);
            self.writer.parts(&[&name, ","]);
        }
    }
}

/// Says the name and the text of a value where they are not what the derive makes of the variant's name.
fn push_value(attribute: &mut Attribute, rust: &str, name: &str, wire: &str) {
    if rust.to_snake_case() != name {
        attribute.text("name", name);
    }
    if name != wire {
        attribute.text("wire", wire);
    }
}

fn codes(values: &EnumType) -> Vec<crate::model::Literal> {
    values.retired_codes().iter().map(|code| crate::model::Literal::Int(*code)).collect()
}

/// Returns whether a member takes no room, because its value is always the same. The constants of a group are the
/// group's.
fn is_own_constant(member: &Member) -> bool {
    is_printed(member) && member.field().constant().is_some() && *member.membership() == Membership::Own
}

fn is_value(member: &Member) -> bool {
    is_printed(member) && member.field().constant().is_none()
}

/// Returns the own fields, then each group once.
fn own_and_groups<'a>(plan: &Plan<'_>, members: &'a [Member]) -> Vec<Slot<'a>> {
    let mut slots: Vec<Slot<'a>> = Vec::with_capacity(members.len());
    let mut groups: Vec<(&str, Option<&str>)> = Vec::new();
    for member in members {
        match member.membership() {
            Membership::Own if is_value(member) => slots.push(Slot::alone(member)),
            Membership::Own => {}
            Membership::Group { group, prefix } => {
                let group = (&**group, prefix.as_deref());
                if !groups.contains(&group) && plan.group(group.0).is_some() {
                    groups.push(group);
                }
            }
        }
    }
    slots.extend(groups.into_iter().map(|(group, prefix)| Slot::Group { group, prefix }));
    slots
}

/// Returns the fields of a kind that twins alone carry. What two twins carry in the same way is there once.
fn of_twins(twins: &[Twin], is_wanted: fn(&Member) -> bool) -> Vec<(&Member, Vec<&str>)> {
    let mut fields: Vec<(&Member, Vec<&str>)> = Vec::new();
    for twin in twins {
        for member in twin.extra().iter().filter(|member| is_wanted(member)) {
            match fields.iter_mut().find(|(known, _)| *known == member) {
                Some((_, names)) => names.push(twin.name()),
                None => fields.push((member, vec![twin.name()])),
            }
        }
    }
    fields
}

impl<'a> Slot<'a> {
    fn alone(member: &'a Member) -> Self {
        Self::Field(member, Vec::new())
    }

    fn declared(&self) -> Cow<'a, str> {
        match self {
            Self::Field(member, _) => member.name().into(),
            Self::Group { group, prefix: None } => (*group).into(),
            Self::Group { group, prefix: Some(prefix) } => format!("{prefix}{group}").into(),
            Self::Variants { tag, .. } => (*tag).into(),
        }
    }

    /// Returns the Rust names of the fields of one struct.
    fn names(slots: &[Self]) -> Vec<Cow<'a, str>> {
        let declared: Vec<Cow<'a, str>> = slots.iter().map(Self::declared).collect();
        if are_rust_names(&declared) {
            return declared;
        }
        let declared: Vec<&str> = declared.iter().map(|name| &**name).collect();
        rust_names(NameKind::Field, &declared).into_iter().map(Cow::Owned).collect()
    }
}
