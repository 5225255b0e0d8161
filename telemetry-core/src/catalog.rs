//! What a program knows of its catalog as a whole: the destinations above all, against which events are held while
//! the program compiles.

use crate::message::Message;
use crate::rules::{CatalogRules, DestinationRules};
use crate::{
    Consent, Detail, EventDescriptor, FieldClass, FieldDescriptor, FieldsDescriptor, Member, Transform,
    VariantsDescriptor,
};

/// The facts of a catalog that all its events share. [`catalog!`](crate::catalog) makes one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CatalogDescriptor {
    /// The catalog's identifier.
    pub id: &'static str,
    /// What records name it by.
    pub record: u64,
    /// The version of the program that the catalog describes.
    pub version: &'static str,
    /// The places events are sent to.
    pub destinations: &'static [DestinationDescriptor],
    /// Who may answer for events.
    pub owners: &'static [&'static str],
    /// The catalog's own purposes.
    pub purposes: &'static [&'static str],
    /// The named permissions.
    pub grants: &'static [&'static str],
    /// What it demands of a running program.
    pub rules: &'static CatalogRules,
}

impl CatalogDescriptor {
    /// Returns whether the catalog could not be read: its faults are reported, and nothing is held against it.
    const fn is_faulty(&self) -> bool {
        self.id.is_empty()
    }
}

/// A place events are sent to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DestinationDescriptor {
    /// Its name.
    pub name: &'static str,
    /// The highest class it may receive.
    pub ceiling: FieldClass,
    /// The least consent level at which anything is sent to it.
    pub consent: Consent,
    /// The permission that must be granted too.
    pub grant: Option<&'static str>,
    /// Whether it takes numbers alone, and what is written as numbers: booleans, counts, codes.
    pub only_numbers: bool,
    /// What else it demands of a running program.
    pub rules: &'static DestinationRules,
}

/// Refuses an event whose fields a destination may not receive, and a destination that the catalog does not have.
/// The catalog comes by value: a compiler spends more on references to what it has to keep. No field of the event
/// ranks above `highest`: where the destination receives that, no field is looked at.
///
/// # Panics
///
/// At compile time, where the name of the destination stands in the event's attribute.
#[track_caller]
pub const fn check_destination(catalog: CatalogDescriptor, name: &str, highest: u8, event: &EventDescriptor) {
    let mut index = 0;
    while index < catalog.destinations.len() {
        if same(catalog.destinations[index].name, name) {
            let destination = &catalog.destinations[index];
            if highest > destination.ceiling.rank {
                refuse_above(destination, event);
            }
            return;
        }
        index += 1;
    }
    refuse_destination(&catalog, name);
}

/// Refuses a destination that the catalog does not have.
///
/// # Panics
///
/// At compile time, where the name of the destination stands in the attribute.
#[track_caller]
pub const fn check_destination_name(catalog: CatalogDescriptor, name: &str) {
    let mut index = 0;
    while index < catalog.destinations.len() {
        if same(catalog.destinations[index].name, name) {
            return;
        }
        index += 1;
    }
    refuse_destination(&catalog, name);
}

#[track_caller]
const fn refuse_destination(catalog: &CatalogDescriptor, name: &str) {
    if catalog.is_faulty() {
        return;
    }
    let mut message = has_no(catalog, "destination", name);
    let mut index = 0;
    while index < catalog.destinations.len() {
        message = message.item(index, catalog.destinations[index].name);
        index += 1;
    }
    message.text(if index == 0 { " none" } else { "" }).panic();
}

/// Refuses an owner that the catalog does not list.
///
/// # Panics
///
/// At compile time, where the owner stands in the event's attribute.
#[track_caller]
pub const fn check_owner(catalog: CatalogDescriptor, owner: &str) {
    check_name(&catalog, "owner", owner, catalog.owners);
}

/// Refuses a purpose of the catalog's own that the catalog does not list.
///
/// # Panics
///
/// At compile time, where the purpose stands in the event's attribute.
#[track_caller]
pub const fn check_purpose(catalog: CatalogDescriptor, purpose: &str) {
    check_name(&catalog, "purpose", purpose, catalog.purposes);
}

/// Refuses a permission that the catalog does not list.
///
/// # Panics
///
/// At compile time, where the permission stands in the event's attribute.
#[track_caller]
pub const fn check_grant(catalog: CatalogDescriptor, grant: &str) {
    check_name(&catalog, "grant", grant, catalog.grants);
}

#[track_caller]
const fn check_name(catalog: &CatalogDescriptor, kind: &str, name: &str, known: &[&str]) {
    let mut index = 0;
    while index < known.len() {
        if same(known[index], name) {
            return;
        }
        index += 1;
    }
    if catalog.is_faulty() {
        return;
    }
    let mut message = has_no(catalog, kind, name);
    index = 0;
    while index < known.len() {
        message = message.item(index, known[index]);
        index += 1;
    }
    message.text(if index == 0 { " none" } else { "" }).panic();
}

const fn has_no(catalog: &CatalogDescriptor, kind: &str, name: &str) -> Message {
    let message = Message::new().text("catalog ").quoted(catalog.id).text(" has no ").text(kind).text(" ");
    message.quoted(name).text("; it has")
}

/// Refuses an event with fields above the ceiling of a destination which receives them, and names them all.
#[track_caller]
const fn refuse_above(destination: &DestinationDescriptor, event: &EventDescriptor) {
    // Nearly all events end here: what is not called is not computed.
    if above(destination, &event.fields, &mut 0).is_none() {
        return;
    }
    let (mut message, mut count) = (Message::new(), 0);
    while let Some(field) = above(destination, &event.fields, &mut { count }) {
        message = message.item(count, field.name).text(" (").quoted(field.class.name).text(")");
        count += 1;
    }
    let (noun, is, which) = if count == 1 { ("field", " is", "the field") } else { ("fields", " are", "each field") };
    let message = Message::new().text(noun).add(&message).text(" of event ").quoted(event.name).text(is);
    let message = message.text(" above the ceiling ").quoted(destination.ceiling.name).text(" of destination ");
    let message = message.quoted(destination.name).text("; write `destinations(…)` in the attribute of ");
    message.text(which).text(" that goes elsewhere").panic();
}

/// Returns a field that is above the ceiling of a destination which receives it, after so many others.
const fn above<'fields>(
    destination: &DestinationDescriptor,
    fields: &'fields FieldsDescriptor,
    others: &mut usize,
) -> Option<&'fields FieldDescriptor> {
    let mut rest = fields.members;
    while let [member, more @ ..] = rest {
        rest = more;
        // Nearly all fields end here, without a call.
        if let Member::Field(field) = member
            && field.class.rank <= destination.ceiling.rank
        {
            continue;
        }
        let found = match member {
            Member::Field(field) | Member::Constant(field, _) => field_above(destination, field, others),
            Member::Group { fields, .. } => above(destination, fields, others),
            Member::Variants(variants) => case_above(destination, variants, others),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

const fn case_above<'fields>(
    destination: &DestinationDescriptor,
    variants: &'fields VariantsDescriptor,
    others: &mut usize,
) -> Option<&'fields FieldDescriptor> {
    let mut found = field_above(destination, &variants.tag, others);
    let mut case = 0;
    while case < variants.cases.len() && found.is_none() {
        found = above(destination, &variants.cases[case].fields, others);
        case += 1;
    }
    found
}

const fn field_above<'fields>(
    destination: &DestinationDescriptor,
    field: &'fields FieldDescriptor,
    others: &mut usize,
) -> Option<&'fields FieldDescriptor> {
    if field.class.rank <= destination.ceiling.rank || !is_taken(destination, field) {
        return None;
    }
    if !receives(destination.name, field.details) {
        return None;
    }
    if *others == 0 {
        return Some(field);
    }
    *others -= 1;
    None
}

impl DestinationDescriptor {
    /// Returns whether a field of an event may leave for the destination: its class is not above the ceiling, the
    /// destination takes its kind of value, and the field does not go elsewhere.
    ///
    /// It is what the compiler holds events against, and what a running program makes its filter of.
    #[must_use]
    pub const fn may_receive(&self, field: &FieldDescriptor) -> bool {
        self.may_take(field) && receives(self.name, field.details)
    }

    /// Returns the same for a field that a twin of the event carries.
    pub(crate) const fn may_take(&self, field: &FieldDescriptor) -> bool {
        field.class.rank <= self.ceiling.rank && is_taken(self, field)
    }
}

const fn is_taken(destination: &DestinationDescriptor, field: &FieldDescriptor) -> bool {
    !destination.only_numbers || is_number(field)
}

/// Returns whether a field goes to a destination of its event: it names it, or names none and is no twin's alone.
const fn receives(destination: &str, details: &[Detail]) -> bool {
    let mut index = 0;
    while index < details.len() {
        match &details[index] {
            Detail::Destinations(names) => {
                let mut name = 0;
                while name < names.len() {
                    if same(names[name], destination) {
                        return true;
                    }
                    name += 1;
                }
                return false;
            }
            Detail::Twin(_) => return false,
            _ => {}
        }
        index += 1;
    }
    true
}

/// Returns whether what leaves of a field is written as a number.
const fn is_number(field: &FieldDescriptor) -> bool {
    let mut index = 0;
    while index < field.transforms.len() {
        if matches!(field.transforms[index], Transform::CountOnly | Transform::Encode) {
            return true;
        }
        index += 1;
    }
    field.ty.is_number()
}

// From the end, with one number that changes: a compiler spends on each variable of each step.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut left = one.len();
    if left != other.len() {
        return false;
    }
    while left > 0 {
        left -= 1;
        if one[left] != other[left] {
            return false;
        }
    }
    true
}
