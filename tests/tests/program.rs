//! What a program says of what it collects, from its bytes: the containers and platforms, what is damaged, and how
//! records become catalogs. Programs that a compiler made are the business of `built.rs`.

#[path = "program/damaged.rs"]
mod damaged;
#[path = "program/make.rs"]
mod make;
#[path = "program/mutated.rs"]
mod mutated;
#[path = "program/platforms.rs"]
mod platforms;

use std::fs;
use std::path::Path;
use telemetry_catalog::program::{Program, is_program, read};
use telemetry_catalog::{CheckOptions, Sources, check};
use telemetry_docs_gen::{Column, PageOptions, markdown};
use whole_line_tests::{case, golden};

/// Returns what a program says of itself: its notes, its catalogs as files, and what the check finds.
fn said(program: &Program) -> String {
    let mut text = program.notes().iter().flat_map(|note| ["note: ", note, "\n"]).collect::<String>();
    let catalogs = match program.catalogs() {
        Ok(catalogs) => catalogs,
        Err(error) => return format!("{text}error: {error}\n"),
    };
    for catalog in catalogs {
        let (package, version) = catalog.package();
        text.push_str(&format!("=== {} {} of {package} {version}\n", catalog.id(), catalog.version()));
        let sources = catalog.sources();
        for (_, file) in sources.iter() {
            text.push_str(&format!("--- {}\n{}", file.path().display(), file.text()));
        }
        text.push_str(&findings(&sources));
        let whole = Sources::from_text("whole.yaml", &catalog.to_yaml());
        let (one, other) = (check(&whole, &CheckOptions::default()), check(&sources, &CheckOptions::default()));
        assert!(one.catalog == other.catalog, "one document and many files mean the same:\n{}", catalog.to_yaml());
    }
    text
}

fn findings(sources: &Sources) -> String {
    let checked = check(sources, &CheckOptions::default());
    let text = checked.diagnostics.to_text(sources);
    if text.is_empty() { text } else { format!("=== findings\n{text}") }
}

/// Each case of `program_cases` is a file of records, one a line; beside it stands what the program says then.
#[test]
fn records_become_catalogs_as_the_goldens_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("program_cases");
    let cases = case::list(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    let failures = cases.filter_map(|path| {
        let text = fs::read_to_string(&path).expect("a case is text");
        let records: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let said = match read("app", &make::elf(&records)) {
            Ok(program) => said(&program),
            Err(error) => format!("error: {error}\n"),
        };
        let mut other_order = records.clone();
        other_order.reverse();
        let again = read("app", &make::elf(&other_order))
            .map_or_else(|error| format!("error: {error}\n"), |program| self::said(&program));
        assert_eq!(said, again, "{}: the order of the linker means nothing", path.display());
        golden::compare(&path.with_extension("txt"), &said).err()
    });
    golden::report(&failures.collect::<Vec<_>>());
}

/// Where an event of a program names no code, its declaration is the code that pages link to.
#[test]
fn links_to_code_fill_themselves() {
    let head = r#"{"telemetry":1,"declares":"catalog","name":"app","package":"app","version":"1.0.0","module":"app","at":"src/lib.rs:3","is":{"catalog":"app","title":"App","version":"1.0.0","description":"What it records.","source":"https://example.org/blob/{revision}/{path}#L{line}","revision":"v1.0.0"}}"#;
    let program = read("app", &make::elf(&[head, make::EVENT])).expect("it is a program");
    let catalogs = program.catalogs().expect("the records fit together");
    let sources = catalogs[0].sources();
    let checked = check(&sources, &CheckOptions::default());
    let catalog = checked.catalog.expect("there are no findings");
    let place = catalog.events()[0].place();
    assert_eq!((&*place.path, place.line), ("src/events.rs", 12));
    let link = "[`events.rs:12`](https://example.org/blob/v1.0.0/src/events.rs#L12)";
    let page = |columns: Option<Vec<&'static Column>>| {
        let files = markdown(&catalog, &PageOptions { columns, ..PageOptions::default() });
        files.iter().map(|(_, page)| page.to_owned()).collect::<String>()
    };
    assert_eq!(page(None).matches(link).count(), 1, "once for the event: {}", page(None));
    let column = ["field", "code"].map(|name| Column::from_name(name).expect("it is a column")).to_vec();
    assert_eq!(page(Some(column)).matches(link).count(), 2, "for the event and in the row of its field");
    // A catalog that means the same and was written is the same, wherever it stands.
    let written = Sources::from_text("app.yaml", &catalogs[0].to_yaml());
    assert!(check(&written, &CheckOptions::default()).catalog == Some(catalog));
}

#[test]
fn a_catalog_is_no_program() {
    for text in ["", "catalog: a\n", "MZ: a catalog may begin so\n", "\u{feff}catalog: a\n", "BC: x\n", "!<tag> x\n"] {
        assert!(!is_program(text.as_bytes()), "{text}");
    }
}
