//! The fields of a catalog as a table for machines: one row for each field in each place, CSV or JSON.
//!
//! Cells are those of the page without their markup, so that the two cannot say different things.

use crate::columns::Column;
use crate::markdown::{Dialect, Writer};
use crate::row::{Row, RowsOf, Scope, Shown, is_listed, sent_scopes};
use crate::strings::Strings;
use std::sync::Arc;
use telemetry_catalog::model::{Audience, Catalog, Member};
use telemetry_catalog::render::Json;

/// What a reader looks for first; the others follow by name.
const FIRST: [&str; 6] = ["event", "field", "data", "description", "type", "class"];

/// What a table for everybody leaves out unless it is chosen.
const INTERNAL: [&str; 2] = ["owner", "review"];

/// Signs with which a spreadsheet takes a cell for a formula; some take the wide ones of East Asian writing for them.
pub(crate) const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Renders the table as CSV (RFC 4180), with a head of the names of columns.
pub(crate) fn csv(
    catalog: &Catalog,
    columns: Option<&[&'static Column]>,
    audience: Audience,
    strings: Option<&Arc<Strings>>,
) -> String {
    let columns = chosen(columns, audience);
    let mut text = String::new();
    line(&mut text, columns.iter().map(|column| column.name()));
    for_each_row(catalog, &columns, strings, |cells| line(&mut text, cells.iter().map(String::as_str)));
    text
}

/// Renders the table as JSON: an object for each row, with what its cells say; empty ones are left out.
pub(crate) fn json(
    catalog: &Catalog,
    columns: Option<&[&'static Column]>,
    audience: Audience,
    strings: Option<&Arc<Strings>>,
) -> String {
    let columns = chosen(columns, audience);
    let headings = Shown::new(&columns, catalog.docs().headings(), RowsOf::AllPlaces);
    let writer = Writer::new().with(strings);
    let mut json = Json::with_capacity(16 * 1024);
    json.object(|json| {
        json.key("catalog").text(catalog.id());
        json.key("version").text(catalog.version());
        json.key("columns").object(|json| {
            for (column, heading) in headings.headings() {
                json.key(column.name()).text(&writer.translated(heading));
            }
        });
        json.key("fields").array(|json| {
            for_each_row(catalog, &columns, strings, |cells| {
                json.line_object(|json| {
                    for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                        json.key(column.name()).text(cell);
                    }
                });
            });
        });
    });
    json.finish_file()
}

/// Returns the columns that a caller chooses, each once, or all of them. Those of the catalog are for people, who have the
/// rest of the page beside them. What only those who work on the program should know has to be chosen, or is for them.
fn chosen(columns: Option<&[&'static Column]>, audience: Audience) -> Vec<&'static Column> {
    let Some(columns) = columns.filter(|columns| !columns.is_empty()) else {
        let is_shown = |name: &str| audience == Audience::Internal || !INTERNAL.contains(&name);
        let first = FIRST.iter().filter_map(|name| Column::from_name(name));
        let others = Column::ALL.iter().filter(|column| !FIRST.contains(&column.name()) && is_shown(column.name()));
        return first.chain(others).collect();
    };
    let is_first = |(index, column): &(usize, &&'static Column)| !columns[..*index].contains(column);
    columns.iter().enumerate().filter(is_first).map(|(_, column)| *column).collect()
}

/// Hands over the cells of every field that is collected: common ones first, then those of each event.
fn for_each_row(
    catalog: &Catalog,
    columns: &[&'static Column],
    strings: Option<&Arc<Strings>>,
    mut take: impl FnMut(&[String]),
) {
    let shown = Shown::new(columns, &[], RowsOf::AllPlaces);
    let mut rows = |scope: Scope<'_>, members: &[Member]| {
        for member in members.iter().filter(|member| is_listed(member)) {
            let row = Row { catalog, shown: &shown, scope, member };
            let cells: Vec<_> = columns.iter().map(|column| cell(column, &row, strings)).collect();
            take(&cells);
        }
    };
    for set in catalog.common() {
        rows(Scope::Common(set), set.members());
    }
    for event in catalog.events().iter().filter(|event| event.is_recorded()) {
        sent_scopes(event).for_each(|(scope, members)| rows(scope, members));
    }
}

fn cell(column: &Column, row: &Row<'_>, strings: Option<&Arc<Strings>>) -> String {
    let mut writer = Writer::speaking(Dialect::Plain).with(strings);
    (column.cell)(&mut writer, row);
    writer.as_str().trim().to_owned()
}

/// Appends a line of CSV.
fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(',');
        }
        let is_formula = cell.starts_with(FORMULA);
        let quoted = is_formula || cell.contains(['"', ',', '\n', '\r']);
        if quoted {
            text.push('"');
        }
        if is_formula {
            text.push('\'');
        }
        text.push_str(&if quoted { cell.replace('"', "\"\"") } else { cell.to_owned() });
        if quoted {
            text.push('"');
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::line;

    #[track_caller]
    fn check(cells: &[&str], expected: &str) {
        let mut text = String::new();
        line(&mut text, cells.iter().copied());
        assert_eq!(text, format!("{expected}\r\n"));
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        check(&["a", "", "b c"], "a,,b c");
        check(&["a,b", "say \"x\"", "two\nlines"], "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"");
    }

    #[test]
    fn no_cell_is_a_formula() {
        check(&["=1+1", "-2", "@x", "+3", "1-1"], "\"'=1+1\",\"'-2\",\"'@x\",\"'+3\",1-1");
        check(&["\u{ff1d}1", "\u{ff20}x"], "\"'\u{ff1d}1\",\"'\u{ff20}x\"");
    }
}
