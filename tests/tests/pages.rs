//! The public pages: each case is a folder of `page_cases` with a catalog and the page that is expected of it, each
//! real catalog of `catalog/examples` is held to the same properties. `BLESS=1 cargo test -p whole-line-tests --test pages` rewrites them.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};
use telemetry_catalog::model::{self, Catalog, DocsFormat, DocsStyle, Member, State, Variants};
use telemetry_catalog::{CheckOptions, Severity, Sources, check, load};
use telemetry_docs_gen::{Column, PageOptions, column_names, markdown};

/// One case: the catalog and the folder of its expected pages.
struct Case {
    name: String,
    catalog: Catalog,
    /// The folder of the pages that are expected; those of real catalogs stand in `goldens`, see `examples.rs`.
    expected: Option<PathBuf>,
}

fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(read_cases)
}

fn read_cases() -> Vec<Case> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let written = folders(&here.join("page_cases")).into_iter().filter(|folder| folder.join("catalog.yaml").exists());
    let written = written.map(|folder| (folder.join("catalog.yaml"), folder));
    let real = folders(&here.join("../catalog/examples")).into_iter().map(|folder| (folder.clone(), folder));
    let case = |(source, folder): (PathBuf, PathBuf)| Case {
        name: folder.file_name().expect("a folder has a name").to_string_lossy().into_owned(),
        catalog: catalog(&source),
        expected: folder.starts_with(here.join("page_cases")).then_some(folder),
    };
    written.chain(real).map(case).collect()
}

/// Returns the folders in a folder, by name.
fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten();
    let mut folders: Vec<_> =
        entries.map(|entry| entry.expect("can be read").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn catalog(path: &Path) -> Catalog {
    let sources = load(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let checked = check(&sources, &CheckOptions { today: None });
    let errors: Vec<_> = checked.diagnostics.iter().filter(|found| found.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{}:\n{}", path.display(), checked.diagnostics.to_text(&sources));
    checked.catalog.expect("no errors, hence a catalog")
}

fn page(catalog: &Catalog, options: &PageOptions) -> String {
    let files = markdown(catalog, options);
    let (_, page) = files.iter().next().expect("there is one file");
    page.to_owned()
}

fn in_format(catalog: &Catalog, format: DocsFormat) -> String {
    let files = telemetry_docs_gen::page(catalog, &PageOptions { format: Some(format), ..PageOptions::default() });
    let (_, page) = files.iter().next().expect("there is one file");
    page.to_owned()
}

/// Returns every case in every way, with a name for messages.
fn pages() -> &'static [(String, String)] {
    static PAGES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    PAGES.get_or_init(|| cases().iter().flat_map(all_pages).collect())
}

/// Returns the page in the catalog's own style and in each of the three, with columns of all kinds.
fn all_pages(case: &Case) -> Vec<(String, String)> {
    let mut pages = vec![(format!("{} as declared", case.name), page(&case.catalog, &PageOptions::default()))];
    for style in DocsStyle::ALL.iter().copied() {
        for columns in [vec!["field"], vec!["data", "description"], column_names().collect(), Vec::new()] {
            let name = format!("{} as {style} with {columns:?}", case.name);
            let columns = columns.into_iter().filter_map(Column::from_name).collect();
            let options = PageOptions { style: Some(style), columns: Some(columns), ..PageOptions::default() };
            pages.push((name, page(&case.catalog, &options)));
        }
    }
    pages
}

fn parser(page: &str) -> Parser<'_> {
    Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
}

#[test]
fn pages_are_as_expected() {
    for case in cases() {
        let Some(expected) = &case.expected else { continue };
        compare(&expected.join("expected.md"), &page(&case.catalog, &PageOptions::default()));
        for style in DocsStyle::ALL {
            // A case that wants to see a style holds a file of its name.
            let path = expected.join(format!("{style}.md"));
            if path.exists() {
                let options = PageOptions { style: Some(*style), ..PageOptions::default() };
                compare(&path, &page(&case.catalog, &options));
            }
        }
        for format in DocsFormat::ALL {
            // And so does one that wants to see a format.
            let path = expected.join(format!("page.{format}"));
            if path.exists() {
                compare(&path, &in_format(&case.catalog, *format));
            }
        }
    }
}

#[track_caller]
fn compare(path: &Path, page: &str) {
    if env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, page).expect("the page can be written");
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == page {
        return;
    }
    let differs = |(a, b): &(&str, &str)| a != b;
    let at = expected.lines().zip(page.lines()).position(|pair| differs(&pair));
    let at = at.unwrap_or(expected.lines().count().min(page.lines().count()));
    let lines = |text: &str, sign: &str| {
        let lines: Vec<_> = text.lines().skip(at).take(5).map(|line| format!("{sign} {line}")).collect();
        lines.join("\n")
    };
    panic!(
        "{} differs from line {}:\n{}\n{}\nBLESS=1 rewrites it",
        path.display(),
        at + 1,
        lines(&expected, "-"),
        lines(page, "+")
    );
}

#[test]
fn every_row_has_a_cell_for_each_column() {
    for (name, page) in pages() {
        let mut columns = 0;
        for line in page.lines() {
            let cells = if line.starts_with('|') { cells_of(line) } else { 0 };
            assert!(columns == 0 || cells == 0 || cells == columns, "{name}: {columns} columns, {cells} cells: {line}");
            columns = cells;
        }
    }
}

/// Counts the cells of a row as GitHub does: a pipe after a backslash is text, also in a code span.
fn cells_of(line: &str) -> usize {
    let mut pipes = 0;
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => drop(chars.next()),
            '|' => pipes += 1,
            _ => {}
        }
    }
    pipes - 1
}

#[test]
fn every_row_is_a_row_of_a_table() {
    for (name, page) in pages() {
        let rows = page.lines().filter(|line| line.starts_with('|') && !line.starts_with("| ---")).count();
        let is_row = |event: &Event<'_>| matches!(event, Event::Start(Tag::TableRow | Tag::TableHead));
        assert_eq!(parser(page).filter(is_row).count(), rows, "{name}");
    }
}

#[test]
fn anchors_are_unique_and_links_arrive() {
    for (name, page) in pages() {
        let mut anchors = BTreeSet::new();
        let mut links = BTreeSet::new();
        for event in parser(page) {
            match event {
                Event::InlineHtml(html) | Event::Html(html) => {
                    if let Some(id) = html.strip_prefix("<a id=\"").and_then(|rest| rest.split_once('"')) {
                        assert!(anchors.insert(id.0.to_owned()), "{name}: `{}` is there twice", id.0);
                    }
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    if let Some(id) = dest_url.strip_prefix('#') {
                        links.insert(id.to_owned());
                    }
                }
                _ => {}
            }
        }
        let lost: Vec<_> = links.difference(&anchors).collect();
        assert!(lost.is_empty(), "{name}: no anchor for {lost:?}");
    }
}

/// What a reader opens has these elements and no others.
const FOLDED: [&str; 11] = [
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
    "<p>",
    "</p>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<code class=\"language-json\">",
];

/// Returns whether HTML is of what a reader opens, and holds no element but ours.
fn is_fold(html: &str, is_open: bool) -> bool {
    let rest = FOLDED.iter().fold(html.to_owned(), |rest, element| rest.replace(element, ""));
    (is_open || html.starts_with("<details>")) && !rest.contains(['<', '>'])
}

#[test]
fn no_text_of_a_catalog_becomes_html() {
    for (name, page) in pages() {
        let mut is_open = false;
        for event in parser(page) {
            let (Event::InlineHtml(html) | Event::Html(html)) = event else { continue };
            let html = html.trim();
            let is_fold = is_fold(html, is_open);
            is_open = (is_open || html.starts_with("<details>")) && !html.ends_with("</details>");
            let ours = is_fold
                || html.starts_with("<a id=\"")
                || html.starts_with("<!-- Made from catalog ")
                || ["</a>", "<br/>", "<code>", "</code>"].contains(&html);
            assert!(ours, "{name}: {html}");
        }
        let mut rendered = String::new();
        html::push_html(&mut rendered, parser(page));
        for forbidden in ["<script", "<img", "<b>", "javascript:", "<em>", "<math", "class=\"math"] {
            assert!(!rendered.to_lowercase().contains(&format!("\"{forbidden}")), "{name}: {forbidden}");
            assert!(!rendered.contains(forbidden) || forbidden == "javascript:", "{name}: {forbidden}");
        }
    }
}

#[test]
fn headings_leave_no_gap() {
    for (name, page) in pages() {
        let mut last = 0;
        for event in parser(page) {
            if let Event::Start(Tag::Heading { level, .. }) = event {
                assert!(level as usize <= last + 1, "{name}: a heading of level {level} after one of {last}");
                last = level as usize;
            }
        }
    }
}

#[test]
fn no_section_is_empty() {
    for (name, page) in pages() {
        let mut heading_ended = false;
        for event in parser(page) {
            let is_anchor = |html: &str| html.starts_with("<a id") || html.starts_with("</a>");
            match event {
                Event::Start(Tag::Heading { .. }) => {}
                Event::End(TagEnd::Heading(_)) => heading_ended = true,
                Event::Html(html) | Event::InlineHtml(html) if is_anchor(&html) => {}
                _ => heading_ended = false,
            }
        }
        assert!(!heading_ended, "{name}: nothing follows the last heading");
        assert!(!page.contains("\n\n\n"), "{name}: two blank lines");
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{name}: one line feed at the end");
        assert!(page.lines().all(|line| !line.ends_with(' ')), "{name}: white space at the end of a line");
    }
}

#[test]
fn every_name_of_a_catalog_is_on_its_page() {
    for case in cases() {
        let declared: Vec<_> = all_pages(case);
        for (name, page) in &declared {
            for word in names(&case.catalog) {
                assert!(page.contains(word), "{name}: `{word}` is missing");
            }
        }
    }
}

/// Returns the names that every page holds in code, whichever columns it has.
fn names(catalog: &Catalog) -> impl Iterator<Item = &str> {
    let events = catalog.events().iter().map(telemetry_catalog::model::Event::name);
    let sets = catalog.common().iter().flat_map(|set| set.members());
    let members = catalog
        .events()
        .iter()
        .filter(|event| event.is_recorded())
        .flat_map(telemetry_catalog::model::Event::all_members);
    events.chain(sets.chain(members).map(Member::name)).filter(|name| !name.contains(['|', '`']))
}

#[test]
fn the_rule_on_columns_knows_every_column_that_pages_print() {
    assert!(telemetry_catalog::COLUMNS.into_iter().eq(column_names()), "the two lists of columns differ");
}

#[test]
fn the_same_catalog_gives_the_same_bytes() {
    let again: Vec<_> = cases().iter().flat_map(all_pages).collect();
    assert!(pages() == again, "two runs differ");
}

#[test]
fn the_format_of_the_catalog_is_that_of_the_page() {
    let yaml = |format: &str| {
        format!(
            "catalog: lantern\ntitle: Lantern\nversion: 1.0.0\ndescription: What Lantern records.\n\
             docs: {{ format: {format} }}\n"
        )
    };
    for (format, file) in
        [("mdx", "data-collected.mdx"), ("csv", "data-collected.csv"), ("markdown", "data-collected.md")]
    {
        let checked = check(&Sources::from_text("telemetry.yaml", &yaml(format)), &CheckOptions { today: None });
        let catalog = checked.catalog.expect("the catalog has no errors");
        let files = telemetry_docs_gen::page(&catalog, &PageOptions::default());
        assert_eq!(files.iter().map(|(path, _)| path).collect::<Vec<_>>(), [file]);
        let files = markdown(&catalog, &PageOptions::default());
        assert!(files.get("data-collected.md").is_some(), "`markdown` is Markdown");
    }
}

/// Reads CSV as Python does, for which it is not ours.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let script = "import csv, json, sys\n\
        rows = csv.reader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True)\nprint(json.dumps(list(rows)))";
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("page-{}.csv", std::process::id()));
    fs::write(&path, text).expect("the table can be written");
    let output = Command::new("python3").args(["-c", script]).arg(&path).output().expect("python3 can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the script prints JSON")
}

#[test]
fn tables_for_machines_hold_every_field_and_agree() {
    for case in cases() {
        let name = &case.name;
        let json: serde_json::Value =
            serde_json::from_str(&in_format(&case.catalog, DocsFormat::Json)).expect("the table is JSON");
        let fields = json["fields"].as_array().expect("fields are a list");
        let rows = read_csv(&in_format(&case.catalog, DocsFormat::Csv));
        assert_eq!(rows.len(), fields.len() + 1, "{name}: a row for each field, and a head");
        let head = &rows[0];
        assert!(head.iter().all(|column| json["columns"][column].is_string()), "{name}: {head:?}");
        for (row, field) in rows[1..].iter().zip(fields) {
            assert_eq!(row.len(), head.len(), "{name}: {row:?}");
            for (column, cell) in head.iter().zip(row) {
                let text = field[column].as_str().unwrap_or_default();
                assert!(cell == text || *cell == format!("'{text}"), "{name}: {column}: {cell:?} is not {text:?}");
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{name}: {cell:?} is a formula");
            }
        }
        let listed = names_of_rows(&case.catalog);
        assert_eq!(fields.iter().filter_map(|field| field["field"].as_str()).collect::<Vec<_>>(), listed, "{name}");
    }
}

/// Returns the fields of an event: its own, the tag that says which form it has, then those of forms and twins.
fn sent(event: &model::Event) -> impl Iterator<Item = &Member> {
    let tag = event.variants().map(Variants::member);
    let others = event.all_members().skip(event.members().len());
    event.members().iter().chain(tag).chain(others)
}

/// Returns the names of the fields that are collected, common ones first.
fn names_of_rows(catalog: &Catalog) -> Vec<&str> {
    let sets = catalog.common().iter().flat_map(|set| set.members());
    let recorded = catalog.events().iter().filter(|event| event.is_recorded());
    let all = sets.chain(recorded.flat_map(sent));
    let is_there = |member: &&Member| matches!(member.field().state(), State::Active | State::Deprecated);
    all.filter(is_there).map(Member::name).collect()
}

#[test]
fn html_says_what_markdown_says() {
    for case in cases() {
        let html = in_format(&case.catalog, DocsFormat::Html);
        let rows = page(&case.catalog, &PageOptions::default());
        let rows = rows.lines().filter(|line| line.starts_with('|') && !line.starts_with("| ---")).count();
        assert_eq!(html.matches("<tr").count(), rows, "{}: rows", case.name);
        let element = |name: &str| html.to_lowercase().contains(name);
        for forbidden in ["<script", "<img", "<svg", "<style", "<title", " href=\"javascript", " href=\"data"] {
            assert!(!element(forbidden), "{}: {forbidden}", case.name);
        }
    }
}
