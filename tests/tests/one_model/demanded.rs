//! What a program holds as constants of its catalog's demands, held against what the catalog means.

use std::fmt::Debug;
use telemetry_catalog::model::{Catalog, Member};
use whole_line_tests::demands;

/// Returns the demands that a program printed otherwise than its catalog means them.
pub(crate) fn faults(catalog: &Catalog, module: &str, printed: &str) -> Vec<String> {
    let of_module = format!("demands\t{module}\t");
    let printed: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix(&of_module)).collect();
    let meant = meant(catalog);
    if printed.len() != meant.len() {
        return vec![format!("{} demands are printed, {} are meant", printed.len(), meant.len())];
    }
    let differ = meant.iter().zip(printed).filter(|(meant, printed)| meant != printed);
    differ.map(|(meant, printed)| format!("- {meant}\n+ {printed}")).collect()
}

/// Returns what a catalog demands, in the words in which a program prints it.
fn meant(catalog: &Catalog) -> Vec<String> {
    let show = |what: &str, name: &str, demands: &dyn Debug| format!("{what} {name}: {demands:?}");
    let general = catalog.consent().on_withdrawal();
    let mut meant = vec![show("catalog", "", &demands::catalog(catalog))];
    for to in catalog.destinations() {
        meant.push(show("destination", to.name(), &demands::destination(to, general)));
    }
    for event in catalog.events().iter().filter(|event| event.is_recorded()) {
        let condition = event.condition().map(demands::condition);
        let prefix = event.prefix().map(demands::prefix);
        let flow = event.flow().map(demands::flow);
        meant.push(show("event", event.name(), &(true, condition, prefix, flow, conditions(event.all_members()))));
    }
    for set in catalog.common() {
        meant.push(show("common set", set.name(), &(demands::common(set), conditions(set.members().iter()))));
    }
    meant
}

/// Returns the conditions of the fields that are sent, by name, sorted.
fn conditions<'a>(members: impl Iterator<Item = &'a Member>) -> Vec<(String, String)> {
    let condition = |member: &Member| {
        let of = member.field().condition().filter(|_| member.field().is_sent())?;
        Some((member.name().to_owned(), format!("{:?}", demands::condition(of))))
    };
    let mut conditions: Vec<_> = members.filter_map(condition).collect();
    conditions.sort();
    conditions
}
