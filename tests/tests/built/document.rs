//! `catalog/RECORDS.md` shows what is really in programs: its tables and records are made here, and its reader is run.
//! `BLESS=1 cargo test -p whole-line-tests --test built` renews them.

use crate::run;
use object::{Object, ObjectSection};
use std::fs;
use std::path::Path;
use telemetry_core::__private::TYPE_WORDS;
use whole_line_tests::golden;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// How many characters of JSON stand on a line.
const WIDTH: usize = 110;

/// Holds the document against a program of ELF, and against the sources.
pub(crate) fn assert_true(program: &Path) {
    let path = Path::new(ROOT).join("catalog/RECORDS.md");
    let mut page = fs::read_to_string(&path).expect("the document can be read");
    assert_sections(&page);
    if !cfg!(target_os = "linux") {
        return;
    }
    let bytes = fs::read(program).expect("it is built");
    let file = object::File::parse(&*bytes).expect("it is a program");
    let section = file.section_by_name("telemetry").expect("it has records").data().expect("it has bytes");
    for (mark, block) in [
        ("event", record(section, r#""name":"page_fetched""#)),
        ("vocabulary", record(section, r#""name":"Way""#)),
        ("types", types()),
    ] {
        page = with_block(&page, mark, &block);
    }
    golden::report(&golden::compare(&path, &page).err().into_iter().collect::<Vec<_>>());
    assert_reads(&page, section, program);
}

/// Each section of the table is one that is written, and one that is read.
fn assert_sections(page: &str) {
    let read = |path: &str| fs::read_to_string(Path::new(ROOT).join(path)).expect("a source can be read");
    let (writer, reader) = (read("telemetry-core/src/record.rs"), read("catalog/src/program/container.rs"));
    let table = page.split("<!-- records:sections -->").nth(1).expect("the document has a table of sections");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .take_while(|line| *line != "<!-- end -->")
        .filter(|line| line.contains('`'))
        .map(|line| line.split('`').skip(1).step_by(2).collect())
        .collect();
    assert_eq!(rows.len(), 4, "one row for each platform");
    for row in rows {
        let [name, told] = row[..] else { panic!("a row names a section twice: {row:?}") };
        assert!(writer.contains(&format!("link_section = \"{told}\"")), "core does not write {told}");
        assert!(reader.contains(&format!("\"{name}\"")), "nobody reads {name}");
    }
}

/// Returns the record that holds a text, as the document shows it: the JSON in lines, and the bytes behind it.
fn record(section: &[u8], text: &str) -> String {
    let starts: Vec<usize> = find(section, b"TELEMREC");
    let record = starts.iter().map(|start| content(&section[start + 8..]));
    let record = record.into_iter().find(|record| !find(record, text.as_bytes()).is_empty()).expect("it is declared");
    let end = record.iter().position(|byte| *byte == 0).expect("a zero ends the JSON");
    let json = String::from_utf8(record[..end].to_vec()).expect("JSON is UTF-8");
    let (catalog, types) = record[end + 1..].split_at(8);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!(" {byte:02x}")).collect::<Vec<_>>().concat();
    let types = types.chunks(10).map(|ty| format!("type    {}\n", hex(ty))).collect::<Vec<_>>().concat();
    format!("```json\n{}\n```\n\n```text\ncatalog {}\n{types}```", lines(&json), hex(catalog))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    (0..bytes.len()).filter(|at| bytes[*at..].starts_with(wanted)).collect()
}

fn content(bytes: &[u8]) -> &[u8] {
    let (length, rest) = bytes.split_first_chunk::<4>().expect("a record has a length");
    &rest[..u32::from_le_bytes(*length) as usize]
}

/// Breaks JSON into lines that a page can show; only line breaks are added.
fn lines(json: &str) -> String {
    let mut text = String::new();
    let mut line = 0;
    for part in json.split_inclusive(",\"").flat_map(|part| part.split_inclusive("],")) {
        if line + part.len() > WIDTH {
            let quoted = text.ends_with(",\"").then(|| text.pop());
            text.push('\n');
            text.extend(quoted.flatten());
            line = 0;
        }
        text.push_str(part);
        line += part.len();
    }
    text
}

/// Returns the table of types by number.
fn types() -> String {
    let rows = TYPE_WORDS.iter().enumerate().map(|(number, word)| format!("\n| {number} | `{word}` |"));
    format!("| number | type |\n|---|---|{}", rows.collect::<Vec<_>>().concat())
}

fn with_block(page: &str, mark: &str, block: &str) -> String {
    let mark = format!("<!-- records:{mark} -->\n");
    let (before, after) = page.split_once(&mark).unwrap_or_else(|| panic!("the document has no mark {mark}"));
    let (_, rest) = after.split_once("<!-- end -->\n").expect("a block has an end");
    format!("{before}{mark}\n{block}\n\n<!-- end -->\n{rest}")
}

/// The reader of the document reads every record of the program.
fn assert_reads(page: &str, section: &[u8], program: &Path) {
    let code = page.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).expect("there is a reader");
    let (reader, records) = (program.with_extension("py"), program.with_extension("records"));
    fs::write(&reader, code).expect("it is written");
    fs::write(&records, section).expect("it is written");
    let Some(output) = run("python3", &[], &[&reader, &records]) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).expect("it prints text");
    assert_eq!(said.lines().count(), find(section, b"TELEMREC").len(), "{said}");
    assert!(said.lines().any(|line| line.starts_with("event page_fetched app/src/never_called.rs:")), "{said}");
}
