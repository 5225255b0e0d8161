//! Style `events`: a section for each event.

use super::parts;
use crate::event::{self, Shared};
use crate::markdown::Writer;
use crate::page::Page;

/// With fewer events than this, the headings are overview enough.
const EVENTS_TO_LIST: usize = 6;

/// Writes the section.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    overview(writer, page);
    let shared = Shared::of(page);
    shared.write(writer, page);
    parts::common(writer, page, parts::fields);
    each(writer, page, shared);
}

/// Writes the section without the common properties.
pub(crate) fn alone(writer: &mut Writer, page: &Page<'_>) {
    overview(writer, page);
    let shared = Shared::of(page);
    shared.write(writer, page);
    each(writer, page, shared);
}

fn each(writer: &mut Writer, page: &Page<'_>, shared: Shared) {
    for event in page.events() {
        parts::event(writer, page, 3, event, shared);
    }
}

/// Writes a table of all events, where there are many.
fn overview(writer: &mut Writer, page: &Page<'_>) {
    if page.events().count() < EVENTS_TO_LIST {
        return;
    }
    writer.table_of(["Event", "What happened"]);
    for event in page.events() {
        writer.row([true, false], |writer, first| {
            if first {
                event::link(writer, event);
            } else {
                writer.prose(event.description());
            }
        });
    }
}
