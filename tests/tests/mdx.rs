//! Pages as MDX, handed to the real compiler: each must compile and run, keep every cell of the Markdown page, and hold no
//! element or attribute that is not ours. `tests/mdx/install` gets the compiler.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use telemetry_catalog::model::{Catalog, DocsFormat, DocsStyle};
use telemetry_catalog::{CheckOptions, check, load};
use telemetry_docs_gen::{Column, Language, PageOptions, page, regions};

/// The only elements that pages are made of.
const ELEMENTS: [&str; 23] = [
    "a", "br", "code", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
];
const ATTRIBUTES: [&str; 4] = ["children", "className", "href", "id"];

/// One page in both languages.
struct Page {
    name: String,
    markdown: String,
    mdx: String,
}

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn catalogs() -> Vec<(String, Catalog)> {
    let mut paths: Vec<PathBuf> = ["continue", "copilot-chat", "oso", "sourcegraph"]
        .map(|name| home().join("../catalog/examples").join(name))
        .into();
    paths.extend(
        ["mdx/hostile.yaml", "site_cases/hostile/catalog.yaml", "page_cases/escaping/catalog.yaml"]
            .map(|path| home().join(path)),
    );
    paths.push(home().join("page_cases/everything/catalog.yaml"));
    let catalog = |path: PathBuf| {
        let sources = load(&path).unwrap_or_else(|error| panic!("{error}"));
        let checked = check(&sources, &CheckOptions { today: None });
        let text = checked.diagnostics.to_text(&sources);
        (path.display().to_string(), checked.catalog.unwrap_or_else(|| panic!("{text}")))
    };
    paths.into_iter().map(catalog).collect()
}

fn pages() -> Vec<Page> {
    let mut pages = Vec::new();
    for (name, catalog) in catalogs() {
        let all: Vec<_> = Column::ALL.iter().collect();
        let declared = PageOptions::default();
        let styled = |style: &DocsStyle| PageOptions { style: Some(*style), ..PageOptions::default() };
        let columns = PageOptions { columns: Some(all), style: Some(DocsStyle::Table), ..PageOptions::default() };
        for options in DocsStyle::ALL.iter().map(styled).chain([declared, columns]) {
            let render = |format| {
                let files = page(&catalog, &PageOptions { format: Some(format), ..options.clone() });
                files.iter().next().map(|(_, text)| text.to_owned()).expect("there is one file")
            };
            pages.push(Page {
                name: format!("{name} as {:?}", options.style),
                markdown: render(DocsFormat::Markdown),
                mdx: render(DocsFormat::Mdx),
            });
        }
        pages.push(region(&name, &catalog));
    }
    pages
}

/// Returns a page with the whole page as a region, as one would write it in both languages.
fn region(name: &str, catalog: &Catalog) -> Page {
    let render =
        |text: &str, language| regions(catalog, text, language, &PageOptions::default()).expect("the markers fit").text;
    Page {
        name: format!("{name} as a region"),
        markdown: render("# A\n\n<!-- telemetry:begin page -->\n<!-- telemetry:end -->\n", Language::Markdown),
        mdx: render("# A\n\n{/* telemetry:begin page */}\n{/* telemetry:end */}\n", Language::Mdx),
    }
}

/// Returns every page with what the compiler makes of it.
fn compiled() -> &'static [(Page, Json)] {
    static COMPILED: OnceLock<Vec<(Page, Json)>> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let pages = pages();
        let found = rendered(&pages);
        assert_eq!(pages.len(), found.len(), "every page has an answer");
        pages.into_iter().zip(found).collect()
    })
}

/// Compiles and runs pages, and returns what is on each.
fn rendered(pages: &[Page]) -> Vec<Json> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mdx");
    let status = Command::new(home().join("mdx/install")).arg(&target).status().expect("there is a shell");
    assert!(status.success(), "the compiler of MDX cannot be installed; see tests/mdx/install");
    let mut command = Command::new("node");
    command.arg(target.join("render.mjs"));
    for (index, page) in pages.iter().enumerate() {
        let path = target.join(format!("{index}.mdx"));
        fs::write(&path, &page.mdx).expect("a page can be written");
        command.arg(path);
    }
    let output = command.output().expect("node can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// Returns the cells of every row of a Markdown page, as a reader of Markdown sees them.
fn cells(markdown: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                inside = true;
                rows.last_mut().expect("a cell stands in a row").push(String::new());
            }
            Event::End(TagEnd::TableCell) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => {
                let cell = rows.last_mut().and_then(|row| row.last_mut());
                cell.expect("text stands in a cell").push_str(&text);
            }
            _ => {}
        }
    }
    rows
}

fn texts(json: &Json) -> Vec<String> {
    json.as_array().into_iter().flatten().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
}

/// Returns a text without white space, which the two languages break at different places.
fn packed(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

#[test]
fn pages_compile_and_keep_every_cell() {
    for (page, found) in compiled() {
        let name = &page.name;
        assert_eq!(found["error"], Json::Null, "{name}");
        assert_eq!(texts(&found["exports"]), ["default"], "{name}");
        let rows: Vec<_> = found["rows"].as_array().into_iter().flatten().map(texts).collect();
        let expected = cells(&page.markdown);
        assert!(expected.len() > 1, "{name} has tables");
        assert_eq!(rows.len(), expected.len(), "{name}: rows");
        for (row, expected) in rows.iter().zip(&expected) {
            let packed = |row: &[String]| row.iter().map(|cell| packed(cell)).collect::<Vec<_>>();
            assert_eq!(packed(row), packed(expected), "{name}");
        }
    }
}

#[test]
fn nothing_of_a_catalog_becomes_an_element() {
    for (page, found) in compiled() {
        let foreign = |key: &str, ours: &[&str]| {
            texts(&found[key]).into_iter().filter(|name| !ours.contains(&name.as_str())).collect::<Vec<_>>()
        };
        assert_eq!(foreign("elements", &ELEMENTS), [""; 0], "{}", page.name);
        assert_eq!(foreign("attributes", &ATTRIBUTES), [""; 0], "{}", page.name);
        let ids = texts(&found["ids"]);
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{}: ids are unique", page.name);
        let inside = texts(&found["links"]).into_iter().filter_map(|link| link.strip_prefix('#').map(str::to_owned));
        let lost: Vec<_> = inside.filter(|id| !unique.contains(id)).collect();
        assert_eq!(lost, [""; 0], "{}: links arrive", page.name);
    }
}
