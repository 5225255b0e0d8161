//! What somebody who holds the data can do with it: class and linkage of what really rides along.
//!
//! The model says it of an event as a whole. A twin carries a part, and a destination receives a part; a schema of
//! either says it of that part.

use super::{Context, Document};
use crate::model::{Exposure, Member};
use std::sync::Arc;

/// Returns the exposure of a document.
pub(super) fn exposure(context: &Context<'_>, document: &Document<'_>) -> Exposure {
    let event = document.event;
    if document.twin.is_none() && context.destination.is_none() {
        return Exposure { class: Arc::clone(&event.class), linkage: event.linkage() };
    }
    let common = document.common_sets(context);
    let members = document.members_of_forms().chain(common.iter().flat_map(|set| set.members()));
    let fields = members.map(Member::field).filter(|field| context.receives(field));
    Exposure::of(context.catalog.classes(), fields)
}
