//! The names under which fields leave: no two fields of an event may have one, those of groups counted, checked while
//! the program compiles. What one struct holds is held by its derive; here is what only the types together know.

use crate::message::Message;
use crate::{Detail, FieldDescriptor, FieldsDescriptor, Member, Prefix};

/// Refuses a group whose fields have names of other fields, those of the groups before it counted.
///
/// # Panics
///
/// At compile time, at the word `flatten` of the group's attribute.
#[track_caller]
pub const fn check_group(fields: &FieldsDescriptor, group: usize) {
    let mut other = 0;
    while other < fields.members.len() {
        let is_checked_there = other > group && matches!(fields.members[other], Member::Group { .. });
        if other != group && !is_checked_there {
            let is_group = matches!(fields.members[other], Member::Group { .. });
            let stands = if is_group { " in another group" } else { " beside it" };
            each_of(&fields.members[group], &Name::START, &fields.members[other], stands);
        }
        other += 1;
    }
}

/// What stands before a name, and how long it is.
#[derive(Clone, Copy)]
struct Name<'a> {
    prefix: Prefix<'a>,
    length: usize,
}

impl Name<'_> {
    const START: Self = Name { prefix: Prefix::NONE, length: 0 };

    const fn after<'a>(&'a self, text: &'static str) -> Name<'a> {
        Name { prefix: Prefix { outer: Some(&self.prefix), text }, length: self.length + text.len() }
    }
}

/// Compares each field of a member with those of another one.
#[track_caller]
const fn each_of(member: &Member, before: &Name<'_>, other: &Member, stands: &str) {
    match member {
        Member::Field(field) | Member::Constant(field, _) => compare(field, before, other, &Name::START, stands),
        Member::Group { prefix, fields } => each_in(fields, &before.after(prefix), other, stands),
        Member::Variants(variants) => {
            compare(&variants.tag, before, other, &Name::START, stands);
            let mut case = 0;
            while case < variants.cases.len() {
                each_in(&variants.cases[case].fields, before, other, stands);
                case += 1;
            }
        }
    }
}

#[track_caller]
const fn each_in(fields: &FieldsDescriptor, before: &Name<'_>, other: &Member, stands: &str) {
    let mut index = 0;
    while index < fields.members.len() {
        each_of(&fields.members[index], before, other, stands);
        index += 1;
    }
}

/// Compares a field with those of a member.
#[track_caller]
const fn compare(field: &FieldDescriptor, before: &Name<'_>, other: &Member, at: &Name<'_>, stands: &str) {
    match other {
        Member::Field(other) | Member::Constant(other, _) => compare_both(field, before, other, at, stands),
        Member::Group { prefix, fields } => compare_in(field, before, fields, &at.after(prefix), stands),
        Member::Variants(variants) => {
            compare_both(field, before, &variants.tag, at, stands);
            let mut case = 0;
            while case < variants.cases.len() {
                compare_in(field, before, &variants.cases[case].fields, at, stands);
                case += 1;
            }
        }
    }
}

#[track_caller]
const fn compare_in(
    field: &FieldDescriptor,
    before: &Name<'_>,
    others: &FieldsDescriptor,
    at: &Name<'_>,
    stands: &str,
) {
    let mut index = 0;
    while index < others.members.len() {
        compare(field, before, &others.members[index], at, stands);
        index += 1;
    }
}

#[track_caller]
const fn compare_both(
    field: &FieldDescriptor,
    before: &Name<'_>,
    other: &FieldDescriptor,
    at: &Name<'_>,
    stands: &str,
) {
    let same_name = same(before, field.name, at, other.name);
    if !(same_name || same(before, field.wire, at, other.wire)) || is_apart(field, other) {
        return;
    }
    let name = if same_name { field.name } else { field.wire };
    let message = Message::new().text("two fields are called `").prefix(&before.prefix).text(name).text("`");
    let message = message.text(if same_name { "" } else { " on the wire" });
    let message = message.text(": one of this group, and one that stands").text(stands);
    message.text("; give the group a prefix: `flatten(prefix = \"…\")`").panic();
}

/// Returns whether two fields never leave together: each belongs to twins that do not carry the other.
const fn is_apart(one: &FieldDescriptor, other: &FieldDescriptor) -> bool {
    is_of_twin(one) != is_of_twin(other)
}

const fn is_of_twin(field: &FieldDescriptor) -> bool {
    let mut index = 0;
    while index < field.details.len() {
        if matches!(field.details[index], Detail::Twin(_)) {
            return true;
        }
        index += 1;
    }
    false
}

/// Returns whether two names are one text. Lengths are compared first, which decides almost always.
const fn same(before: &Name<'_>, name: &str, before_other: &Name<'_>, other: &str) -> bool {
    if before.length + name.len() != before_other.length + other.len() {
        return false;
    }
    let mut index = before.length + name.len();
    while index > 0 {
        index -= 1;
        if byte(before, name, index) != byte(before_other, other, index) {
            return false;
        }
    }
    true
}

/// Returns one byte of a name, its prefixes counted.
const fn byte(before: &Name<'_>, name: &str, mut index: usize) -> u8 {
    if index >= before.length {
        return name.as_bytes()[index - before.length];
    }
    let mut end = before.length;
    let mut prefix = &before.prefix;
    loop {
        let start = end - prefix.text.len();
        if index >= start {
            index -= start;
            return prefix.text.as_bytes()[index];
        }
        end = start;
        match prefix.outer {
            Some(outer) => prefix = outer,
            None => return 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, same};

    #[test]
    fn names_are_compared_with_all_prefixes() {
        let (outer, flat) = (Name::START.after("a_"), Name::START.after("a_b_"));
        let inner = outer.after("b_");
        assert!(same(&inner, "c", &flat, "c"));
        assert!(same(&inner, "c", &Name::START, "a_b_c"));
        assert!(!same(&inner, "c", &outer, "b-c"));
        assert!(!same(&inner, "c", &flat, "d"));
    }
}
