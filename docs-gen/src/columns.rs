//! The one table of all columns. A page shows the columns that its catalog or its caller names; whatever a field says
//! beyond them is told in the cell that describes it, so that no choice of columns hides a fact.

use crate::cells;
use crate::markdown::Writer;
use crate::row::Row;
use crate::values;

/// One column that a table may have.
#[derive(Debug)]
pub struct Column {
    name: &'static str,
    heading: &'static str,
    pub(crate) cell: fn(&mut Writer, &Row<'_>),
    pub(crate) told: Told,
}

/// What becomes of a fact when its column is not shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Told {
    /// It is a word of the last line of the describing cell.
    Word,
    /// It is a sentence after the description, made from the cell: these words stand before it.
    After(&'static str),
    /// It is a sentence of its own making.
    As(fn(&mut Writer, &Row<'_>)),
    /// Another part of the page says it, or only some readers want it.
    Elsewhere,
}

impl Column {
    /// All columns, by name.
    pub const ALL: &'static [Self] = COLUMNS;

    /// Returns the name that catalogs write under `docs.columns`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the heading, unless the catalog gives another one.
    #[must_use]
    pub const fn heading(&self) -> &'static str {
        self.heading
    }

    /// Returns the column with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<&'static Self> {
        COLUMNS.iter().find(|column| column.name == name)
    }
}

/// Two columns are one when they have one name.
impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Column {}

/// Returns the names of all columns, sorted.
#[must_use]
pub fn column_names() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    COLUMNS.iter().map(|column| column.name)
}

const fn column(name: &'static str, heading: &'static str, cell: fn(&mut Writer, &Row<'_>), told: Told) -> Column {
    Column { name, heading, cell, told }
}

use Told::{After, As, Elsewhere, Word};

/// All columns: name, heading, what fills the cell, and how the fact is told without it.
static COLUMNS: &[Column] = &[
    column("aliases", "Former names", cells::aliases, After("Also known as ")),
    column("changed", "Changed", cells::changed, After("Changed: ")),
    column("class", "Class", cells::class, Word),
    column("code", "Link to code", cells::code, After("Code: ")),
    column("consent", "Consent", cells::consent, As(cells::consent_told)),
    column("data", "Data collected", cells::data, Elsewhere),
    column("description", "Description", cells::description, Elsewhere),
    column("destinations", "Sent to", cells::destinations, As(cells::destinations_told)),
    column("event", "Event", cells::event, Word),
    column("example", "Example", cells::example, After("For example ")),
    column("expires", "Ends", cells::expires, After("Ends ")),
    column("field", "Field", cells::field, Word),
    column("kind", "Kind", cells::kind, As(cells::kind_told)),
    column("legal-basis", "Legal basis", cells::legal_basis, After("Legal basis: ")),
    column("lifetime", "Stays the same", cells::lifetime, Elsewhere),
    column("limits", "Limits", cells::limits, Elsewhere),
    column("linkage", "Tells apart", cells::linkage, Elsewhere),
    column("made", "How it is made", cells::made, Elsewhere),
    column("optional", "Always there?", cells::optional, Elsewhere),
    column("owner", "Owner", cells::owner, Elsewhere),
    column("purpose", "Purpose", cells::purpose, As(cells::purpose_told)),
    column("retention", "Kept for", cells::retention, As(cells::retention_told)),
    column("review", "Review", cells::review, After("Review: ")),
    column("since", "Since", cells::since, As(cells::since_told)),
    column("source", "Filled in", cells::source, As(cells::source_told)),
    column("state", "State", cells::state, As(cells::state_told)),
    column("transform", "Before it is sent", cells::transform, After("")),
    column("type", "Type", cells::ty, Word),
    column("unit", "Unit", cells::unit, Elsewhere),
    column("values", "Values", values::cell, As(values::told)),
    column("when", "When", cells::when, As(cells::when_told)),
    column("wire", "Name on the wire", cells::wire, As(cells::wire_told)),
];

#[cfg(test)]
mod tests {
    use super::{Column, column_names};

    #[test]
    fn columns_are_sorted_and_unique() {
        let names: Vec<_> = column_names().collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }

    #[test]
    fn headings_are_unique() {
        let mut headings: Vec<_> = Column::ALL.iter().map(Column::heading).collect();
        headings.sort_unstable();
        let count = headings.len();
        headings.dedup();
        assert_eq!(headings.len(), count);
    }
}
