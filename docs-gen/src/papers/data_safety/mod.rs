//! Answers for the data safety form of Google Play, put into the form that the Play Console exported, and a sheet beside
//! it that says where each is from.
//!
//! Google adds rows and rewords them, so no form is written from nothing: an answer goes into a row that is there, and
//! everything else stays to the byte. What somebody answered before stays too; where the catalog says otherwise, the sheet
//! says so.

mod answers;
mod table;

pub use table::{SafetyForm, SafetyFormFault};

use super::cell::{self, Cell};
use crate::markdown::Writer;
use answers::{Answer, Answers};

use std::collections::{BTreeMap, BTreeSet};
use table::Row;
use telemetry_catalog::Files;
use telemetry_catalog::model::{Catalog, Policy};

/// The beginnings of questions that are known, whoever answers them.
const KNOWN: [&str; 9] = [
    "PSL_DATA_COLLECTION_",
    "PSL_DATA_TYPES_",
    "PSL_DATA_USAGE_RESPONSES:",
    "PSL_DATA_DELETION_URL",
    "PSL_SUPPORT",
    "PSL_ACCOUNT_DELETION_URL",
    "PSL_ACM_SPECIFY",
    "PSL_HAS_OUTSIDE_APP_ACCOUNTS",
    "PSL_OUTSIDE_APP_ACCOUNT_TYPE",
];
/// Further such questions.
const ALONE: [&str; 2] = ["PSL_INDEPENDENTLY_VALIDATED", "PSL_UPI_BADGE_OPT_IN"];

/// The response that says that users cannot turn it off, while the catalog says that they can.
const OTHER_CONTROL: &str = "PSL_DATA_USAGE_USER_CONTROL_REQUIRED";

/// Renders the answers, and puts them into a form where there is one.
#[must_use]
pub fn data_safety(catalog: &Catalog, policy: &Policy, form: Option<&SafetyForm>) -> Files {
    let answers = answers::answers(catalog, policy);
    let filled = form.map(|form| fill(form, &answers.given));
    let mut files = Files::new();
    files.insert("data_safety.review.md", review(catalog, &answers, filled.as_ref()));
    if let Some(filled) = filled {
        files.insert("data_safety.csv", filled.text);
    }
    files
}

/// A form with answers, and what became of each.
struct Filled {
    text: String,
    /// Answers that were there and say otherwise: the row, and what it says.
    others: Vec<(String, String)>,
    /// Answers for which the form has no row.
    missing: Vec<String>,
    /// Questions that are not known.
    unknown: BTreeSet<String>,
}

fn fill(form: &SafetyForm, answers: &[Answer]) -> Filled {
    let rows: BTreeMap<_, _> = form.rows.iter().map(|row| ((&*row.question, &*row.response), row)).collect();
    let (mut puts, mut others, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for answer in answers {
        let word = word(answer);
        match rows.get(&(&*answer.question, answer.response)) {
            _ if is_chosen(&rows, answer) => others.push((answer.question.clone(), OTHER_CONTROL.to_owned())),
            None => missing.push(name(answer)),
            Some(row) if row.value.is_empty() => puts.push((row.place.clone(), word)),
            Some(row) if row.value.eq_ignore_ascii_case(word) => {}
            Some(row) => others.push((name(answer), row.value.clone())),
        }
    }
    puts.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut text = form.text.clone();
    for (place, word) in puts {
        text.replace_range(place, word);
    }
    let is_known = |question: &str| KNOWN.iter().any(|known| question.starts_with(known)) || ALONE.contains(&question);
    let unknown = form.rows.iter().filter(|row| !is_known(&row.question)).map(|row| row.question.clone()).collect();
    Filled { text, others, missing, unknown }
}

/// Returns whether another response is chosen where only one may be: that users cannot turn it off.
fn is_chosen(rows: &BTreeMap<(&str, &str), &Row>, answer: &Answer) -> bool {
    let other = rows.get(&(&*answer.question, OTHER_CONTROL));
    answer.question.ends_with(":DATA_USAGE_USER_CONTROL")
        && other.is_some_and(|row| row.value.eq_ignore_ascii_case("true"))
}

fn word(answer: &Answer) -> &'static str {
    if answer.is_yes { "TRUE" } else { "FALSE" }
}

/// Returns question and response in one.
fn name(answer: &Answer) -> String {
    match answer.response {
        "" => answer.question.clone(),
        response => format!("{} / {response}", answer.question),
    }
}

fn review(catalog: &Catalog, answers: &Answers, filled: Option<&Filled>) -> String {
    let mut writer = Writer::new();
    cell::head(&mut writer, catalog, "data-safety", "Data safety answers");
    writer.block().words("## Answers");
    if filled.is_none() {
        writer.block();
        Cell::open("the form itself: export it from the Play Console and give it with `--template`").write(&mut writer);
    }
    if !answers.given.is_empty() {
        writer.table(["Question and response", "Answer", "Because of"].into_iter());
    }
    for answer in &answers.given {
        writer.row(0..3, |writer, column| match column {
            0 => writer.code(&name(answer)).end(),
            1 => writer.words(word(answer)).end(),
            _ => answer.because.write_in_table(writer),
        });
    }
    writer.block().words("## Left for a person").block();
    for question in &answers.open {
        writer.item(0);
        Cell::open(question.as_str()).write(&mut writer);
    }
    left_out(&mut writer, answers);
    if let Some(filled) = filled {
        outcome(&mut writer, filled);
    }
    writer.finish()
}

fn left_out(writer: &mut Writer, answers: &Answers) {
    if answers.left_out.is_empty() {
        return;
    }
    writer.block().words("## Values without a data type").block();
    Cell::open("the data types of these, if they are user data as Google defines it").write(writer);
    writer.table(["Value", "Why it has no type here"].into_iter());
    for (name, reason) in &answers.left_out {
        writer.row(
            [true, false],
            |writer, is_name| if is_name { writer.code(name).end() } else { writer.words(reason).end() },
        );
    }
}

/// Says what became of the form.
fn outcome(writer: &mut Writer, filled: &Filled) {
    if !filled.others.is_empty() {
        writer.block().words("## Answered otherwise before").block();
        Cell::open("which is right: these rows say otherwise, and were left as they are").write(writer);
        writer.table(["Row", "It says"].into_iter());
    }
    for (name, value) in &filled.others {
        writer.row([name, value], |writer, text| writer.code(text).end());
    }
    let lists = [
        (
            "## Without a row",
            "what these answer: the form has no row for them",
            filled.missing.iter().collect::<Vec<_>>(),
        ),
        (
            "## Questions that are not known",
            "the answers of these, which were left as they are",
            filled.unknown.iter().collect(),
        ),
    ];
    for (heading, open, names) in lists.into_iter().filter(|(_, _, names)| !names.is_empty()) {
        writer.block().words(heading).block();
        Cell::open(open).write(writer);
        writer.block();
        for name in names {
            writer.item(0).code(name);
        }
    }
}
