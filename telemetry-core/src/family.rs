//! Families: many keys that share one field. The names of other fields belong to these, whatever the keys of a family
//! may be: an event with one name twice would mean what its reader makes of it.

use crate::json::prefixed;
use crate::{FieldDescriptor, FieldsDescriptor, Place, Prefix};

/// Returns the names that a family leaves to the other fields beside it, the listed keys of other families counted.
pub(crate) fn names_of_others(family: &FieldDescriptor, fields: &'static FieldsDescriptor) -> Vec<String> {
    let is_open = family.family().is_some_and(|(_, keys, _)| keys.is_empty());
    let mut names = Vec::new();
    fields.each_field(Place { index: 0, prefix: &Prefix::NONE }, &mut |place, field| {
        let name = prefixed(place, field.wire);
        match field.family() {
            None => names.push(name),
            Some((placeholder, keys, _)) if is_open => {
                names.extend(keys.iter().map(|key| member(&name, placeholder, key)));
            }
            Some(_) => {}
        }
    });
    names
}

/// Returns the name of one member of a family: `{code}_count` is `E001_count` for `E001`.
pub(crate) fn member(name: &str, placeholder: &str, key: &str) -> String {
    name.replace(&format!("{{{placeholder}}}"), key)
}
