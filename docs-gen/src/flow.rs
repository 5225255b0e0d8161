//! How many of an event are sent, in words: what the program holds, so that a reader may count on it.

use crate::markdown::Writer;
use crate::{cells, sentences};
use telemetry_catalog::model::{Catalog, Debounce, Flow, OfBurst, Quota, Repeats, SampleBy, Text};

/// Writes how many of an event are sent at most, as it follows "how many".
pub(crate) fn write(writer: &mut Writer, catalog: &Catalog, flow: &Flow) {
    let start = writer.len();
    if let Some(sample) = flow.sample() {
        match sample.by {
            SampleBy::Chance => writer.words("only one in ").number(sample.one_in).words(", chosen by chance"),
            SampleBy::Session => writer.words("only those of one in ").number(sample.one_in).words(" sessions"),
            SampleBy::Count => {
                writer.words("the first of each run of the program, and then only one in ").number(sample.one_in)
            }
        };
    }
    if let Some(of) = flow.quota() {
        writer.words(if writer.len() > start { "; " } else { "" });
        quota(writer, of);
    }
    for (name, of) in flow.quota_at() {
        writer.words(if writer.len() > start { "; " } else { "" });
        quota(writer, *of);
        writer.words(" go to ");
        destinations(writer, catalog, std::slice::from_ref(name));
    }
    if let Some(of) = flow.debounce() {
        writer.words(if writer.len() > start { "; " } else { "" });
        debounce(writer, catalog, of);
    }
    if let Some(of) = flow.repeats() {
        writer.words(if writer.len() > start { "; " } else { "" });
        repeats(writer, catalog, of);
    }
}

fn debounce(writer: &mut Writer, catalog: &Catalog, debounce: &Debounce) {
    writer.words(match debounce.sends() {
        OfBurst::First => "of a burst only the first",
        OfBurst::Last => "of a burst only the last",
    });
    if !debounce.by().is_empty() {
        writer.words(", for each ");
        sentences::codes(writer, debounce.by().iter(), "and");
    }
    at(writer, catalog, debounce.destinations());
    writer.words(" (it ends after a pause of ").duration(debounce.quiet());
    writer.words(" or after ").duration(debounce.longest()).words(")");
}

fn repeats(writer: &mut Writer, catalog: &Catalog, repeats: &Repeats) {
    if !repeats.by().is_empty() {
        writer.words("of those with the same ");
        sentences::codes(writer, repeats.by().iter(), "and");
        writer.words(": ");
    }
    writer.words("the first, and one for all others within ").duration(repeats.within());
    at(writer, catalog, repeats.destinations());
}

fn at(writer: &mut Writer, catalog: &Catalog, names: &[Text]) {
    if !names.is_empty() {
        writer.words(", at ");
        destinations(writer, catalog, names);
    }
}

fn destinations(writer: &mut Writer, catalog: &Catalog, names: &[Text]) {
    let named: Vec<_> = names.iter().filter_map(|name| catalog.destination(name)).collect();
    sentences::list(writer, named.iter(), "and", |writer, destination| cells::destination(writer, destination));
}

fn quota(writer: &mut Writer, quota: Quota) {
    writer.words("at most ");
    if let Some(most) = quota.per_day {
        writer.number(most).words(" a day");
    }
    if let Some(most) = quota.per_month {
        writer.words(if quota.per_day.is_some() { " and " } else { "" }).number(most).words(" a month");
    }
}
