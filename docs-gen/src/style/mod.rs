//! The three layouts of "What is collected", one file each, and what they have in common.

mod conditions;
mod events;
pub(crate) mod parts;
mod table;

use crate::columns::Column;
use crate::markdown::Writer;
use crate::page::Page;
use crate::row::{RowsOf, scopes};
use telemetry_catalog::model::{Catalog, DocsStyle};

/// Writes the section in the style of the page.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    match page.style {
        DocsStyle::Events => events::write(writer, page),
        DocsStyle::Table => table::write(writer, page),
        DocsStyle::Conditions => conditions::write(writer, page),
    }
}

/// Writes the events of the section, without the common properties.
pub(crate) fn events(writer: &mut Writer, page: &Page<'_>) {
    match page.style {
        DocsStyle::Events => events::alone(writer, page),
        DocsStyle::Table => table::alone(writer, page),
        DocsStyle::Conditions => conditions::alone(writer, page),
    }
}

/// Writes the common properties of the section, with their fields whatever the style.
pub(crate) fn common(writer: &mut Writer, page: &Page<'_>) {
    parts::common(writer, page, parts::fields);
}

/// Returns whose fields a table of this style shows.
pub(crate) fn rows(catalog: &Catalog, style: DocsStyle) -> RowsOf {
    let events = catalog.events().iter().filter(|event| event.is_recorded());
    let several = events.clone().nth(1).is_some() || events.clone().any(|event| scopes(event).nth(1).is_some());
    match style {
        DocsStyle::Table if several => RowsOf::AllPlaces,
        DocsStyle::Table | DocsStyle::Events | DocsStyle::Conditions => RowsOf::OnePlace,
    }
}

/// Returns the columns of a style where neither catalog nor caller names any. None means lists.
pub(crate) fn default_columns(catalog: &Catalog, style: DocsStyle) -> Vec<&'static Column> {
    let names: &[&str] = match style {
        DocsStyle::Events => &["field", "description", "type", "class"],
        DocsStyle::Table if rows(catalog, style) == RowsOf::AllPlaces => &["event", "data", "class", "purpose"],
        DocsStyle::Table => &["data", "class", "purpose"],
        DocsStyle::Conditions => &[],
    };
    names.iter().filter_map(|name| Column::from_name(name)).collect()
}
