//! The table that the Play Console exports: read with the place of every answer, so that an answer can be put there and
//! every other byte stays.

use std::fmt;
use std::ops::Range;

/// The headings of the columns that are read; others follow them.
const HEADINGS: [&str; 3] = ["Question ID (machine readable)", "Response ID (machine readable)", "Response value"];
/// The sign that some programs put before everything else.
const MARK: &str = "\u{feff}";

/// The form of the Play Console about data safety, as it was exported.
#[derive(Clone, Debug)]
pub struct SafetyForm {
    pub(super) text: String,
    pub(super) rows: Vec<Row>,
}

/// One row of the form.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) question: String,
    pub(super) response: String,
    /// What is answered, without blanks around it.
    pub(super) value: String,
    /// Where the answer stands in the text, quotes included.
    pub(super) place: Range<usize>,
}

/// Why a text is not such a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SafetyFormFault {
    /// The first row does not name the columns.
    NoHeadings,
    /// A row has fewer than three columns; its number, from 1.
    ShortRow(usize),
    /// A quote that begins in this row does not end; its number, from 1.
    OpenQuote(usize),
}

impl fmt::Display for SafetyFormFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeadings => write!(formatter, "its first row is not `{}`, …", HEADINGS.join(",")),
            Self::ShortRow(row) => write!(formatter, "row {row} has no column for the response"),
            Self::OpenQuote(row) => write!(formatter, "a quote that begins in row {row} does not end"),
        }
    }
}

impl std::error::Error for SafetyFormFault {}

impl SafetyForm {
    /// Reads a form.
    ///
    /// # Errors
    ///
    /// When the text is not CSV with the columns that the Play Console writes first.
    pub fn parse(text: &str) -> Result<Self, SafetyFormFault> {
        let mut records = records(text)?.into_iter().enumerate();
        let headings = records.next().map(|(_, cells)| cells).unwrap_or_default();
        if !HEADINGS.iter().enumerate().all(|(index, name)| headings.get(index).is_some_and(|cell| cell.text == *name))
        {
            return Err(SafetyFormFault::NoHeadings);
        }
        let mut rows = Vec::new();
        for (index, cells) in records {
            match cells.as_slice() {
                [only] if only.text.is_empty() => {}
                [question, response, value, ..] => rows.push(Row {
                    question: question.text.trim().to_owned(),
                    response: response.text.trim().to_owned(),
                    value: value.text.trim().to_owned(),
                    place: value.place.clone(),
                }),
                _ => return Err(SafetyFormFault::ShortRow(index + 1)),
            }
        }
        Ok(Self { text: text.to_owned(), rows })
    }
}

/// One cell: its text, and its place with the quotes.
struct Cell {
    text: String,
    place: Range<usize>,
}

/// Reads CSV as RFC 4180 has it, with line ends of either kind.
fn records(text: &str) -> Result<Vec<Vec<Cell>>, SafetyFormFault> {
    let (mut records, mut record) = (Vec::new(), Vec::new());
    let mut at = if text.starts_with(MARK) { MARK.len() } else { 0 };
    while at < text.len() {
        let cell = cell(text, at).ok_or(SafetyFormFault::OpenQuote(records.len() + 1))?;
        at = cell.place.end;
        record.push(cell);
        let rest = &text[at..];
        if rest.starts_with(',') {
            at += 1;
            if at == text.len() {
                record.push(Cell { text: String::new(), place: at..at });
            }
            continue;
        }
        records.push(std::mem::take(&mut record));
        at += if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
    }
    if !record.is_empty() {
        records.push(record);
    }
    Ok(records)
}

/// Reads the cell that begins here; `None` where its quote does not end.
fn cell(text: &str, start: usize) -> Option<Cell> {
    let rest = &text[start..];
    let Some(quoted) = rest.strip_prefix('"') else {
        let length = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
        return Some(Cell { text: rest[..length].to_owned(), place: start..start + length });
    };
    let (mut content, mut at) = (String::new(), 0);
    loop {
        let end = at + quoted[at..].find('"')?;
        content.push_str(&quoted[at..end]);
        at = end + 1;
        if !quoted[at..].starts_with('"') {
            break;
        }
        content.push('"');
        at += 1;
    }
    // What stands behind the closing quote belongs to the cell, as spreadsheets have it.
    let tail = &quoted[at..];
    let length = tail.find([',', '\n', '\r']).unwrap_or(tail.len());
    content.push_str(&tail[..length]);
    Some(Cell { text: content, place: start..start + 1 + at + length })
}

#[cfg(test)]
mod tests {
    use super::{SafetyForm, SafetyFormFault};

    const HEAD: &str = "Question ID (machine readable),Response ID (machine readable),Response value,Label\n";

    fn read(rows: &str) -> Result<Vec<(String, String, String)>, SafetyFormFault> {
        let form = SafetyForm::parse(&format!("{HEAD}{rows}"))?;
        Ok(form.rows.into_iter().map(|row| (row.question, row.value, form.text[row.place].to_owned())).collect())
    }

    fn check(rows: &str, expected: &[[&str; 3]]) {
        let expected: Vec<_> = expected.iter().map(|[a, b, c]| ((*a).into(), (*b).into(), (*c).into())).collect();
        assert_eq!(read(rows), Ok(expected), "{rows:?}");
    }

    #[test]
    fn every_answer_has_its_place() {
        check("", &[]);
        check("a,b,,d", &[["a", "", ""]]);
        check("a,b,", &[["a", "", ""]]);
        check(
            "a,b, TRUE ,d\r\n\r\n\"a\"\"b\",,\"x,\ny\",\"z\"\n",
            &[["a", "TRUE", " TRUE "], ["a\"b", "x,\ny", "\"x,\ny\""]],
        );
        check("é,b,\"\"x,d\r", &[["é", "x", "\"\"x"]]);
    }

    #[test]
    fn what_is_no_form_is_said_to_be_none() {
        assert_eq!(read("a,b,c\nd,e\n"), Err(SafetyFormFault::ShortRow(3)));
        assert_eq!(read("a,b,\"c\nd"), Err(SafetyFormFault::OpenQuote(2)));
        for text in ["", "\n", "Question ID (machine readable)", "a,b,c\n"] {
            assert_eq!(
                SafetyForm::parse(text).map(|form| form.rows.len()),
                Err(SafetyFormFault::NoHeadings),
                "{text:?}"
            );
        }
        assert!(SafetyForm::parse(&format!("\u{feff}{HEAD}")).is_ok());
    }

    #[test]
    fn no_text_ends_the_reader_and_each_answer_has_its_own_place() {
        const PARTS: [&str; 9] = ["a", ",", "\"", "\n", "\r\n", "\r", "é", " ", "TRUE"];
        // Numbers that look random and are the same in each run.
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let rows: String = (0..14)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    PARTS[usize::try_from(state >> 33).unwrap_or(0) % PARTS.len()]
                })
                .collect();
            let Ok(form) = SafetyForm::parse(&format!("{HEAD}{rows}")) else { continue };
            let places: Vec<_> = form.rows.iter().map(|row| row.place.clone()).collect();
            assert!(places.windows(2).all(|pair| pair[0].end <= pair[1].start), "{rows:?}");
            assert!(places.into_iter().all(|place| form.text.get(place).is_some()), "{rows:?}");
        }
    }
}
