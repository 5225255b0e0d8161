//! The record of processing activities: a row for each purpose, a column for each letter of Article 30(1), once as CSV
//! for a register and once as Markdown for reading.

use super::cell::{self, Cell};
use super::leaving::{self, Leaving};
use super::retention;
use crate::markdown::Writer;
use crate::rows::FORMULA;
use std::collections::BTreeSet;
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Destination, Linkage, Party, Policy, PurposeDef};
use telemetry_core::Class;

/// The columns, each with the letter of Article 30(1) that asks for it.
const COLUMNS: [&str; 14] = [
    "Processing activity",
    "Controller (a)",
    "Joint controllers (a)",
    "Representative (a)",
    "Data protection officer (a)",
    "Purpose (b)",
    "Legal basis (Art. 6)",
    "Categories of data subjects (c)",
    "Categories of personal data (c)",
    "Recipients (d)",
    "Transfers to third countries (e)",
    "Safeguards of transfers (e)",
    "Time limits for erasure (f)",
    "Security measures (g)",
];

/// One row: the answers of each column.
type Row = Vec<Vec<Cell>>;

/// Renders the record in both forms.
pub(super) fn render(catalog: &Catalog, policy: &Policy) -> Files {
    let rows: Vec<Row> = catalog.purposes().iter().filter_map(|purpose| activity(catalog, policy, purpose)).collect();
    let mut files = Files::new();
    files.insert("article-30.csv", csv(catalog, &rows));
    files.insert("article-30.md", markdown(catalog, &rows));
    files
}

/// Returns the row of a purpose; `None` when nothing leaves for it.
fn activity(catalog: &Catalog, policy: &Policy, purpose: &PurposeDef) -> Option<Row> {
    let serves = |value: &Leaving<'_>| value.purposes().iter().any(|other| other.name() == purpose.name());
    let values: Vec<_> = leaving::all(catalog).filter(serves).collect();
    if values.is_empty() {
        return None;
    }
    let receives =
        |to: &Destination| values.iter().any(|value| value.destinations.iter().any(|other| other.name() == to.name()));
    let recipients: Vec<&Destination> =
        catalog.destinations().iter().map(|to| &**to).filter(|to| receives(to)).collect();
    let party = |party: &Party, open| vec![Cell::policy(party.line(), open)];
    let joint = match policy.joint_controllers() {
        Some([]) => vec![Cell::Policy("none".to_owned())],
        joint => joint.unwrap_or(&[]).iter().filter_map(Party::line).map(Cell::Policy).collect(),
    };
    Some(vec![
        vec![Cell::Catalog(format!("{}: {}", catalog.title(), purpose.name()))],
        party(policy.controller(), "name and contact details of the controller"),
        or_open(joint, "joint controllers, or that there are none"),
        party(policy.representative(), "the representative, or that there is none"),
        party(policy.data_protection_officer(), "the data protection officer, or that there is none"),
        vec![Cell::Catalog(purpose.title().to_owned())],
        legal_basis(policy, purpose, &values),
        or_open(said(policy.subjects()), "whose data it is"),
        categories(&values, &recipients),
        recipients.iter().copied().flat_map(recipient).collect(),
        recipients.iter().map(|to| transfer(policy, to)).collect(),
        recipients.iter().map(|to| safeguard(policy, to)).collect(),
        retention::limits(policy, &values),
        or_open(said(policy.security()), "a general description of the technical and organisational measures"),
    ])
}

fn or_open(cells: Vec<Cell>, open: &str) -> Vec<Cell> {
    if cells.is_empty() { vec![Cell::open(open)] } else { cells }
}

fn said<T: AsRef<str>>(texts: &[T]) -> Vec<Cell> {
    texts.iter().map(|text| Cell::Policy(text.as_ref().to_owned())).collect()
}

/// The basis of the purpose is the policy's; a field may name its own.
fn legal_basis(policy: &Policy, purpose: &PurposeDef, values: &[Leaving<'_>]) -> Vec<Cell> {
    let own: BTreeSet<_> = values
        .iter()
        .filter_map(|value| Some(format!("{} for field {}", value.field?.legal_basis()?, value.name)))
        .collect();
    let basis = policy.legal_basis(purpose.name()).map(|basis| basis.name().replace('-', " "));
    let mut cells = vec![Cell::policy(basis, "the legal basis")];
    cells.extend(own.into_iter().map(Cell::Catalog));
    cells
}

/// Returns a cell for each class that is collected, and one that says to what it can be linked.
fn categories(values: &[Leaving<'_>], recipients: &[&Destination]) -> Vec<Cell> {
    let mut classes: Vec<_> = values.iter().map(|value| value.class).collect();
    classes.sort();
    classes.dedup();
    let named = |class: &&telemetry_catalog::model::ClassDef| {
        let names: BTreeSet<_> = values.iter().filter(|value| value.class == *class).map(|value| value.name).collect();
        let names: Vec<_> = names.into_iter().collect();
        Cell::Catalog(format!("{} ({}): {}", class.title(), class.test(), names.join(", ")))
    };
    let mut cells: Vec<_> = classes.iter().map(named).collect();
    let linkage = values.iter().map(|value| value.event.linkage()).max().unwrap_or(Linkage::None);
    cells.push(Cell::Catalog(match linkage {
        Linkage::None => "cannot be linked to other events by any declared field".to_owned(),
        other => format!("can be linked by {other}"),
    }));
    for to in recipients.iter().filter(|to| !to.wire().stamps().is_empty()) {
        let names: Vec<_> = to.wire().stamps().iter().map(|stamp| stamp.name()).collect();
        let what = format!("of which category that is what the sender adds at {}: {}", to.title(), names.join(", "));
        cells.push(Cell::Open(what));
    }
    let personal = linkage != Linkage::None || classes.iter().any(|class| class.treat_as() >= Class::Identifier);
    if !personal {
        cells.push(Cell::open("whether this is personal data at all: nothing declared links it to anybody"));
    }
    cells
}

fn recipient(to: &Destination) -> impl Iterator<Item = Cell> {
    let region = to.region().map(|region| format!(" ({region})")).unwrap_or_default();
    let name = Cell::Catalog(format!("{}{region}", to.title()));
    let open = format!("which company stands behind {}", to.title());
    let receiver = Cell::catalog(to.processor().map(|who| format!("received by {who}")), &open);
    let sharing =
        to.sharing().map(|sharing| Cell::Catalog(format!("shared with others: {}", sharing.trim_end_matches('.'))));
    [name, receiver].into_iter().chain(sharing)
}

fn transfer(policy: &Policy, to: &Destination) -> Cell {
    let country = policy.transfer(to.name()).and_then(|transfer| transfer.country());
    let open = format!("{}: whether data leaves for a third country, and which", to.title());
    Cell::policy(country.map(|country| format!("{}: {country}", to.title())), &open)
}

fn safeguard(policy: &Policy, to: &Destination) -> Cell {
    let safeguard = policy.transfer(to.name()).and_then(|transfer| transfer.safeguard());
    let open = format!("{}: the safeguards, if data leaves for a third country", to.title());
    Cell::policy(safeguard.map(|safeguard| format!("{}: {safeguard}", to.title())), &open)
}

fn csv(catalog: &Catalog, rows: &[Row]) -> String {
    let draft = format!(
        "Draft for a reviewer, made from catalog {} {}; check every cell, this is no legal advice",
        catalog.id(),
        catalog.version()
    );
    let mut text = String::new();
    push_record(&mut text, COLUMNS.into_iter().map(str::to_owned).chain(["Status".to_owned()]));
    for row in rows {
        let cells = row.iter().map(|cells| {
            // Brackets are those of the marks alone: no text of a catalog can look like one.
            let text = |cell: &Cell| cell.text().replace('[', "(").replace(']', ")");
            let parts: Vec<_> = cells.iter().map(|cell| format!("{} [{}]", text(cell), cell.from())).collect();
            parts.join("; ")
        });
        push_record(&mut text, cells.chain([draft.clone()]));
    }
    text
}

/// Writes a record as RFC 4180 has it. A cell that a spreadsheet would take for a formula is made text by an apostrophe.
fn push_record(text: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        let cell: String = cell.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
        let cell = cell.trim();
        let is_formula = cell.starts_with(FORMULA);
        let before = if index > 0 { "," } else { "" };
        let quote = if is_formula { "'" } else { "" };
        text.push_str(&format!("{before}\"{quote}{}\"", cell.replace('"', "\"\"")));
    }
    text.push_str("\r\n");
}

fn markdown(catalog: &Catalog, rows: &[Row]) -> String {
    let mut writer = Writer::new();
    cell::head(&mut writer, catalog, "article-30", "Record of processing activities");
    if rows.is_empty() {
        writer.block();
        Cell::Catalog("nothing leaves the machine".to_owned()).write(&mut writer);
    }
    for row in rows {
        let activity = row.first().and_then(|cells| cells.first()).map_or("", Cell::text);
        writer.block().words("## ").prose(activity);
        writer.table(["Asked for", "Answer"].into_iter());
        for (column, cells) in COLUMNS.iter().zip(row).skip(1) {
            writer.row([true, false], |writer, is_column| {
                if is_column {
                    return writer.words(column).end();
                }
                for (index, cell) in cells.iter().enumerate() {
                    if index > 0 {
                        writer.line_break();
                    }
                    cell.write_in_table(writer);
                }
            });
        }
    }
    writer.finish()
}
