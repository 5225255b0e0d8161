//! The front page shows what is really made: each block behind a `<!-- readme:… -->` mark comes from `tests/readme`.
//! `BLESS=1 cargo test -p whole-line-tests --test readme` renews the blocks.

use std::fs;
use std::path::Path;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::render::{RustOptions, SchemaOptions, rust, schema};
use telemetry_catalog::rules::RULES;
use telemetry_catalog::{CheckOptions, check, load};
use telemetry_core::Class;
use telemetry_docs_gen::{PageOptions, markdown};
use whole_line_tests::golden;

#[test]
fn the_front_page_shows_what_is_made() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = here.join("../README.md");
    let mut page = fs::read_to_string(&path).expect("the front page can be read");
    let sources = load(&here.join("readme/catalog.yaml")).expect("the catalog can be read");
    let checked = check(&sources, &CheckOptions::default());
    assert!(checked.diagnostics.is_empty(), "{}", checked.diagnostics.to_text(&sources));
    let catalog = checked.catalog.expect("there are no findings");
    let yaml = fs::read_to_string(here.join("readme/catalog.yaml")).expect("the catalog can be read");
    let declared = read(here, "readme/declared.rs");
    let (quill, session) = (read(here, "quill/src/main.rs"), read(here, "quill/tests/session.txt"));
    let steps = ["$ quill telemetry preview build_finished", "$ DO_NOT_TRACK=1 quill telemetry status"];
    let steps = steps.map(|step| between(&session, step, "\n\n"));
    for (mark, block) in [
        ("yaml", fenced("yaml", &yaml)),
        ("declared", fenced("rust", &between(&declared, "telemetry_core::catalog! {", "\0"))),
        ("rust", fenced("rust", &between(&rust_of(&catalog), "/// A build of", "\0"))),
        ("schema", fenced("json", &between(&schema_of(&catalog), "    \"fields\": {", "\n    \"common\""))),
        ("page", quoted(&between(&page_of(&catalog), "### `build_finished`", "\n<a id=\"section-ident"))),
        ("classes", classes()),
        ("setup", fenced("rust", &between(&quill, "/// Sets telemetry up", "}\n\n"))),
        ("session", fenced("text", &steps.join("\n\n"))),
    ] {
        page = with_block(&page, mark, &block);
    }
    golden::report(&golden::compare(&path, &page).err().into_iter().collect::<Vec<_>>());
    assert!(page.contains(&format!("the {} rules", RULES.len())), "the front page counts the rules wrongly");
}

fn read(here: &Path, path: &str) -> String {
    fs::read_to_string(here.join(path)).expect("the example can be read")
}

fn rust_of(catalog: &Catalog) -> String {
    let files = rust(catalog, &RustOptions::default());
    files.get("rust/quill.rs").or(files.get("quill.rs")).expect("one module").to_owned()
}

fn schema_of(catalog: &Catalog) -> String {
    let files =
        schema(catalog, &SchemaOptions { events: true, bundle: false, destination: None, privacy_keyword: true });
    files.get("schemas/build_finished.schema.json").expect("one schema an event").to_owned()
}

fn page_of(catalog: &Catalog) -> String {
    let files = markdown(catalog, &PageOptions::default());
    let (_, page) = files.iter().next().expect("one page");
    page.to_owned()
}

/// Returns the part of a text from a line that starts with `from` up to and with `to`, or to the end.
fn between(text: &str, from: &str, to: &str) -> String {
    let start = text.find(&format!("\n{from}")).map_or(0, |newline| newline + 1);
    let rest = &text[start..];
    let end = rest.find(to).map_or(rest.len(), |end| if to.starts_with('\n') { end } else { end + to.len() });
    rest[..end].trim_end().to_owned()
}

fn fenced(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```", text.trim_end())
}

/// Returns a piece of a page as a quotation, without its anchors: they point into the page it is from.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for line in text.lines() {
        let line = without_links(line);
        quoted.push_str(if line.is_empty() { ">" } else { "> " });
        quoted.push_str(&line);
        quoted.push('\n');
    }
    quoted.trim_end().to_owned()
}

fn without_links(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("<a id=\"") {
        plain.push_str(before);
        rest = after.split_once("</a>").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let mut text = String::new();
    let mut rest = plain.as_str();
    while let Some((before, after)) = rest.split_once("](#") {
        let (start, label) = before.rsplit_once('[').unwrap_or((before, ""));
        text.push_str(start);
        text.push_str(label);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    text + rest
}

fn classes() -> String {
    let rows =
        Class::ALL.map(|class| format!("| {} | `{class}` | {} | {} |", class.rank(), class.test(), class.handling()));
    format!("| rank | class | the five-second test | default handling |\n|---|---|---|---|\n{}", rows.join("\n"))
}

/// Puts a block behind its mark, in the place of the one that is there.
fn with_block(page: &str, mark: &str, block: &str) -> String {
    let mark = format!("<!-- readme:{mark} -->\n");
    let (before, after) = page.split_once(&mark).unwrap_or_else(|| panic!("the front page has no mark {mark}"));
    let end = after.find("<!-- end -->\n").map_or(0, |end| end + "<!-- end -->\n".len());
    let next_mark = after.find("<!-- readme:").unwrap_or(after.len());
    let rest = if end > 0 && end <= next_mark { &after[end..] } else { after };
    format!("{before}{mark}\n{block}\n\n<!-- end -->\n{rest}")
}
