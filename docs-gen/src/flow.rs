//! How many of an event are sent, in words: what the program holds, so that a reader may count on it.

use crate::cells;
use crate::markdown::Writer;
use telemetry_catalog::model::{Catalog, Flow, Quota, SampleBy};

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
        if let Some(destination) = catalog.destination(name) {
            cells::destination(writer, destination);
        }
    }
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
