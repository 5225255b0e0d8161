//! The canonical form of an event, which the catalog's schemas describe; what senders write that have no form of their own.

use crate::runtime::json::{write_text, write_whole};
use crate::runtime::senders::json::{push_key, push_known, push_object};
use crate::runtime::{Item, Part};

/// Appends an event: its fields, common fields and stamps apart.
pub(in crate::runtime) fn push_canonical(out: &mut Vec<u8>, item: &Item<'_>) {
    out.extend(b"{\"event\":");
    write_text(out, &item.name);
    push_known!(out, "version");
    write_whole(out, item.version);
    push_known!(out, "fields");
    push_part(out, item, Part::Event);
    for (part, key) in [(Part::Common, "common"), (Part::Stamp, "stamps")] {
        if item.fields.iter().any(|field| field.part == part) {
            push_key(out, key);
            push_part(out, item, part);
        }
    }
    out.push(b'}');
}

fn push_part(out: &mut Vec<u8>, item: &Item<'_>, part: Part) {
    let fields = item.fields.iter().filter(|field| field.part == part);
    push_object(out, fields.map(|field| (&*field.key, &field.value)));
}
