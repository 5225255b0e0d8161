//! Closed objects: which keys an object has, which of them must be there, and what each holds.
//!
//! JSON Schema closes an object with `additionalProperties: false`. It cannot bound each family of keys by itself:
//! `maxProperties` bounds them all together. How a family leaves the names of other fields to these: see [`Key::Pattern`].

use super::Context;
use super::pattern::{Pattern, anchored, push_literal};
use super::shape::{self, Shape};
use super::wire;
use crate::model::{
    AbsentRule, CommonSet, Destination, Field, LongValues, Member, OverLong, Source, Stamp, Text, Type, Variant,
    Variants,
};
use regex_lite::Regex;
use std::borrow::Cow;
use std::sync::Arc;
use telemetry_core::Consent;

/// One property of a closed object, or many whose names match an expression.
#[derive(Debug, PartialEq)]
pub(super) struct Slot<'a> {
    pub(super) key: Key<'a>,
    pub(super) content: Content<'a>,
    pub(super) required: bool,
    /// What may stand in the place of the value.
    pub(super) instead: Option<Instead>,
}

/// The name of a property.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Key<'a> {
    /// This name.
    Name(Cow<'a, str>),
    /// Names that match an expression, except those of the object's other fields.
    Pattern(Names),
}

/// Names that an expression describes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) ecma: String,
    /// How many of them there are at most.
    pub(super) most: Option<u64>,
    /// One of them, where one is known.
    pub(super) sample: Option<String>,
    /// All of them, where they are listed.
    listed: Vec<String>,
    /// What all of them begin and end with.
    ends: [String; 2],
}

impl Names {
    fn new(ecma: &str, ends: [String; 2], most: Option<u64>) -> Self {
        Self { ecma: anchored(ecma), most, sample: None, listed: Vec::new(), ends }
    }

    fn of_list(listed: Vec<String>, most: u64) -> Self {
        let mut ecma = String::new();
        for (index, name) in listed.iter().enumerate() {
            if index > 0 {
                ecma.push('|');
            }
            push_literal(&mut ecma, name);
        }
        let most = Some(most.min(listed.len() as u64));
        Self { sample: listed.first().cloned(), listed, ..Self::new(&ecma, [String::new(), String::new()], most) }
    }

    /// Returns whether the expression may match names of the other fields. Of two expressions, only what all their
    /// names begin and end with is compared.
    fn reaches_into(&self, slots: &[Slot<'_>]) -> bool {
        if !self.listed.is_empty() {
            return false;
        }
        let regex = Regex::new(&self.ecma);
        // What cannot be read may match anything.
        let matches = |name: &str| regex.as_ref().map_or(true, |regex| regex.is_match(name));
        slots.iter().any(|slot| match &slot.key {
            Key::Name(name) => matches(name),
            Key::Pattern(other) if other == self => false,
            Key::Pattern(other) if other.listed.is_empty() => self.may_meet(other),
            Key::Pattern(other) => other.listed.iter().any(|name| matches(name)),
        })
    }

    fn may_meet(&self, other: &Self) -> bool {
        let ([before, after], [other_before, other_after]) = (&self.ends, &other.ends);
        let starts = before.starts_with(&**other_before) || other_before.starts_with(&**before);
        starts && (after.ends_with(&**other_after) || other_after.ends_with(&**after))
    }
}

/// Returns the properties whose names an expression describes that may match names of other properties as well. Where
/// they stood under `patternProperties`, a value of the other would be held against both.
pub(super) fn reaching<'s, 'a>(slots: &'s [Slot<'a>]) -> Vec<&'s Slot<'a>> {
    let reaches = |slot: &&Slot<'a>| matches!(&slot.key, Key::Pattern(names) if names.reaches_into(slots));
    slots.iter().filter(reaches).collect()
}

/// What a property holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content<'a> {
    /// The value of a field.
    Field(&'a Arc<Field>),
    /// The value of one of several fields: sets of different destinations may use one name.
    OneOf(Vec<&'a Arc<Field>>),
    /// One entry of a map that the destination flattens.
    Entry(&'a Arc<Field>),
    /// A further part of a long text.
    Part(u32),
    /// The name of the event's form.
    Tag(&'a Variants, &'a Variant),
    /// Something the sender adds.
    Stamp(&'a Stamp),
}

/// What stands in the place of a value that says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Instead {
    Null,
    Zero,
}

/// Returns the properties of an event's fields.
pub(super) fn of_fields<'a>(
    context: &Context<'a>,
    consent: Consent,
    members: impl Iterator<Item = &'a Member>,
) -> Vec<Slot<'a>> {
    let mut slots = Vec::new();
    for member in members.filter(|member| context.receives(member.field())) {
        push(context, &mut slots, member, is_always_there(member.field(), consent, true));
    }
    slots
}

/// Returns the properties of the common sets that ride on an event.
pub(super) fn of_common<'a>(
    context: &Context<'a>,
    consent: Consent,
    destinations: &[Arc<Destination>],
    sets: &[&'a Arc<CommonSet>],
) -> Vec<Slot<'a>> {
    let mut slots = Vec::new();
    for set in sets {
        let everywhere =
            context.destination.is_some() || destinations.iter().all(|destination| set.rides_to(destination.name()));
        let always = everywhere && set.condition().is_none();
        for member in set.members().iter().filter(|member| context.receives(member.field())) {
            push(context, &mut slots, member, always && is_always_there(member.field(), consent, false));
        }
    }
    slots
}

/// Returns the properties that the sender adds. A destination without times gets no points in time.
pub(super) fn of_stamps(destination: &Destination) -> Vec<Slot<'_>> {
    let stamps = destination.wire().stamps().iter();
    stamps
        .map(|stamp| Slot {
            key: Key::Name(stamp.name().into()),
            content: Content::Stamp(stamp),
            required: true,
            instead: None,
        })
        .collect()
}

/// Returns the property that says which form an event has.
pub(super) fn of_tag<'a>(context: &Context<'_>, variants: &'a Variants, variant: &'a Variant) -> Option<Slot<'a>> {
    let goes = context.destination.is_none_or(|destination| {
        variants.class().rank() <= destination.ceiling().rank() && destination.accepts() == crate::model::Accepts::Any
    });
    goes.then(|| Slot {
        key: Key::Name(context.key(variants.tag()).into_owned().into()),
        content: Content::Tag(variants, variant),
        required: true,
        instead: None,
    })
}

/// Returns whether every event has the field: it is not optional, and nothing may hold it back. The struct that a
/// program records knows only what its caller fills in.
fn is_always_there(field: &Field, consent: Consent, own: bool) -> bool {
    let by_program = match field.source() {
        None | Some(Source::Caller) => true,
        Some(Source::Client) => !own,
        Some(Source::Server | Source::Enrichment) => false,
    };
    !field.optional()
        && by_program
        && field.condition().is_none()
        && field.grant().is_none()
        && field.consent().is_none_or(|level| level <= consent)
        && field.consent_version().is_none_or(|version| version <= 1)
        && shape::leaves_always(field)
}

fn push<'a>(context: &Context<'a>, slots: &mut Vec<Slot<'a>>, member: &'a Member, required: bool) {
    let field = member.field();
    let wire = member.wire();
    if field.family().is_some() {
        slots.push(of_family(context, field, wire));
        return;
    }
    let Some(destination) = context.destination else {
        add(slots, Slot::of_field(wire.into(), field, required));
        return;
    };
    let key = destination.key(wire).into_owned();
    let depth = destination.wire().flatten().map_or(0, crate::model::Flatten::depth);
    let shape = context.shape(field);
    if depth > 0 && matches!(shape, Shape::Map { .. } | Shape::Any) {
        slots.push(entries(&destination.key(&format!("{wire}.")), field));
        if matches!(shape, Shape::Map { .. }) {
            return;
        }
    }
    let flattened_away = depth > 0 && shape == Shape::Any;
    let mut slot = Slot::of_field(key.into(), field, required && !flattened_away);
    demand(&mut slot, destination, field, &shape);
    if let (Key::Name(key), Some(values)) = (&slot.key, destination.wire().values())
        && is_split(field, values)
    {
        slots.push(parts(key, values));
    }
    add(slots, slot);
}

/// Changes a property as the destination's rules for values that say nothing, or too much, demand.
fn demand(slot: &mut Slot<'_>, destination: &Destination, field: &Field, shape: &Shape<'_>) {
    let absent = destination.wire().absent();
    let may_be_empty = match shape {
        Shape::Text(text) => text.min.unwrap_or(0) == 0 && text.kind.pattern().is_none(),
        Shape::Words(words) => words.contains(&""),
        _ => false,
    };
    let may_be_nan = *field.ty() == Type::Float && matches!(shape, Shape::Number(_));
    let is_number = matches!(shape, Shape::Number(_) | Shape::Codes(_));
    let dropped_when_long = destination.wire().values().is_some_and(|values| {
        values.over() == OverLong::Drop
            && matches!(shape::sent(field), Shape::Text(text) if wire::exceeds(text, values))
    });
    let dropped = may_be_empty && absent.empty() == AbsentRule::Drop || may_be_nan && absent.nan() == AbsentRule::Drop;
    slot.required &= !dropped && !dropped_when_long;
    slot.instead = match absent.unset() {
        AbsentRule::Keep if !slot.required => Some(Instead::Null),
        AbsentRule::Zero if !slot.required && is_number => Some(Instead::Zero),
        AbsentRule::Keep | AbsentRule::Zero | AbsentRule::Drop => {
            (may_be_nan && absent.nan() == AbsentRule::Zero).then_some(Instead::Zero)
        }
    };
}

impl<'a> Slot<'a> {
    fn of_field(key: Cow<'a, str>, field: &'a Arc<Field>, required: bool) -> Self {
        Self { key: Key::Name(key), content: Content::Field(field), required, instead: None }
    }
}

/// Adds a property, or what it holds to the property of the same name: sets of different destinations may share one.
fn add<'a>(slots: &mut Vec<Slot<'a>>, slot: Slot<'a>) {
    let Some(earlier) = slots.iter_mut().find(|earlier| earlier.key == slot.key) else {
        slots.push(slot);
        return;
    };
    earlier.required &= slot.required;
    let (mut fields, more) = (fields_of(&earlier.content), fields_of(&slot.content));
    fields.extend(more.iter().filter(|field| !fields.contains(field)).collect::<Vec<_>>());
    if fields.len() > 1 {
        earlier.content = Content::OneOf(fields);
    }
}

fn fields_of<'a>(content: &Content<'a>) -> Vec<&'a Arc<Field>> {
    match content {
        Content::Field(field) => vec![field],
        Content::OneOf(fields) => fields.clone(),
        Content::Entry(_) | Content::Part(_) | Content::Tag(..) | Content::Stamp(_) => Vec::new(),
    }
}

fn of_family<'a>(context: &Context<'_>, field: &'a Arc<Field>, wire: &str) -> Slot<'a> {
    let family = field.family().expect("the caller asked for it");
    let placeholder = format!("{{{}}}", family.placeholder());
    let (before, after) = wire.split_once(&placeholder).unwrap_or((wire, ""));
    let most = u64::from(family.max());
    if family.keys().is_empty() {
        let mut ecma = String::new();
        let pattern = family.pattern().and_then(Pattern::translate);
        // A destination that rewrites keys may rewrite what stands in the place of the placeholder.
        let rewritten = context.destination.is_some_and(|destination| {
            let keys = destination.wire().keys();
            !keys.replace().is_empty() || keys.max_length().is_some()
        });
        push_literal(&mut ecma, &context.key(before));
        match &pattern {
            Some(pattern) if !rewritten => ecma.push_str(&format!("(?:{})", pattern.ecma)),
            _ => ecma.push_str(".+"),
        }
        push_literal(&mut ecma, &context.key(after));
        let ends = [before, after].map(|end| context.key(end).into_owned());
        return Slot::of_pattern(Names::new(&ecma, ends, Some(most)), Content::Field(field));
    }
    let named = |key: &Text| context.key(&format!("{before}{key}{after}")).into_owned();
    let listed = family.keys().iter().map(named).collect();
    Slot::of_pattern(Names::of_list(listed, most), Content::Field(field))
}

impl<'a> Slot<'a> {
    fn of_pattern(names: Names, content: Content<'a>) -> Self {
        Self { key: Key::Pattern(names), content, required: false, instead: None }
    }
}

/// Returns the entries of a map whose keys become part of the property's name.
fn entries<'a>(before: &str, field: &'a Arc<Field>) -> Slot<'a> {
    let mut ecma = String::new();
    push_literal(&mut ecma, before);
    ecma.push_str(".*");
    let most = field.limits().max_items().map(u64::from);
    let names = Names::new(&ecma, [before.to_owned(), String::new()], most);
    Slot::of_pattern(Names { sample: Some(format!("{before}key")), ..names }, Content::Entry(field))
}

fn is_split(field: &Field, values: &LongValues) -> bool {
    // The shape before the destination cuts it says how long the text can be.
    let long = match shape::sent(field) {
        Shape::Text(text) => wire::exceeds(text, values),
        Shape::Any | Shape::Map { .. } | Shape::List { .. } => true,
        _ => false,
    };
    long && values.over() == OverLong::Split
}

fn parts<'a>(key: &str, values: &LongValues) -> Slot<'a> {
    let mut ecma = String::new();
    push_literal(&mut ecma, key);
    ecma.push_str(&wire::part_suffix(values));
    let most = values.max_parts().map(|most| u64::from(most.saturating_sub(1)));
    Slot::of_pattern(Names::new(&ecma, [key.to_owned(), String::new()], most), Content::Part(values.max_length()))
}
