//! "See exactly what is sent": how a user sees it, and a full sample of each event, as its schema accepts it.

use crate::markdown::Writer;
use crate::page::Page;
use crate::sentences;
use telemetry_catalog::model::{Catalog, Samples};
use telemetry_catalog::render::{self, SampleEvent};

/// The page of a catalog with more events than this has no samples unless it asks for them: it would grow by kilobytes for
/// each event, and nobody reads thousands of samples from top to bottom.
const MOST_EVENTS: usize = 200;

/// Writes the section.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    if let Some(how) = page.catalog.consent().how_to_see() {
        writer.block().sentence(how);
    }
    let count = page.events().count();
    match page.catalog.docs().samples() {
        Some(Samples::All) => all(writer, page),
        None if count <= MOST_EVENTS => all(writer, page),
        None | Some(Samples::None) if count > 0 => elsewhere(writer, page.catalog),
        None | Some(Samples::None) => {}
    }
}

fn all(writer: &mut Writer, page: &Page<'_>) {
    let mut is_first = true;
    for event in page.events() {
        let samples = render::samples(page.catalog, event);
        if samples.is_empty() {
            continue;
        }
        if is_first {
            writer.block().words("Each event in full, as it leaves the program. The values are examples.");
            is_first = false;
        }
        let title = Some(event.title()).filter(|title| sentences::own_title(title, event.name()));
        writer.fold(event.name(), title);
        for sample in &samples {
            one(writer, sample);
        }
        writer.fold_end();
    }
}

fn one(writer: &mut Writer, sample: &SampleEvent) {
    let twin = sample.twin.as_deref().map(|twin| ("Also sent as", twin));
    let form = sample.form.as_deref().map(|form| ("Form", form));
    let labels: Vec<_> = twin.into_iter().chain(form).collect();
    writer.folded(&labels, &sample.json);
}

/// Writes where samples are that the page leaves out.
fn elsewhere(writer: &mut Writer, catalog: &Catalog) {
    writer.block().words("A full sample of each event is in the ");
    match catalog.docs().links().dictionary() {
        Some(address) => writer.link_to(address, |writer| writer.words("data dictionary").end()).words("."),
        None => writer.words("data dictionary, which ").code("telemetry docs site").words(" makes from the catalog."),
    };
}
