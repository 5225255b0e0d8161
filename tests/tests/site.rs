//! The data dictionary: each case is a folder of `site_cases` with a catalog; those of `page_cases`, the real ones of
//! `catalog/examples` and random ones are held to the same properties. `BLESS=1 cargo test -p whole-line-tests --test site` rewrites the
//! site of the small case; what a browser makes of all of them, `tests/browser/run` shows.

#[path = "site/html.rs"]
mod html;

use html::{Page, words};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};
use telemetry_catalog::model::{Catalog, Field, PageLanguage};
use telemetry_catalog::{CheckOptions, Files, Sources, check, load};
use telemetry_docs_gen::{SiteLayout, SiteOptions, site};
use whole_line_tests::random;

/// The case whose files are kept, to be read.
const KEPT: &str = "lantern";
/// How many random catalogs are held.
const RANDOM: u64 = 60;

/// One catalog, and its site in both layouts.
struct Case {
    name: String,
    catalog: Catalog,
    folder: Files,
    one_file: Files,
}

impl Case {
    fn sites(&self) -> [(String, &Files); 2] {
        [(self.name.clone(), &self.folder), (format!("{} in one file", self.name), &self.one_file)]
    }
}

fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = ["site_cases", "page_cases", "../catalog/examples"].map(|folder| subfolders(&here.join(folder)));
        folders.concat().iter().map(|folder| case(folder)).chain((0..RANDOM).map(random_case)).collect()
    })
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("there are cases").flatten().map(|entry| entry.path());
    let mut folders: Vec<_> = entries.filter(|path| path.join("catalog.yaml").exists()).collect();
    folders.sort();
    folders
}

fn case(folder: &Path) -> Case {
    let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
    let one = folder.join("catalog.yaml");
    let is_example = folder.starts_with(Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog/examples"));
    let sources = load(if is_example { folder } else { &one }).expect("a case can be read");
    of_sources(name, &sources)
}

fn random_case(seed: u64) -> Case {
    let sources = Sources::from_text("catalog.yaml", &random::catalog(seed));
    of_sources(format!("random {seed}"), &sources)
}

fn of_sources(name: String, sources: &Sources) -> Case {
    let checked = check(sources, &CheckOptions { today: None });
    let catalog = checked.catalog.unwrap_or_else(|| panic!("{name}: {}", checked.diagnostics.to_text(sources)));
    let [folder, one_file] = [SiteLayout::Folder, SiteLayout::OneFile].map(|layout| render(&catalog, layout));
    Case { name, catalog, folder, one_file }
}

fn render(catalog: &Catalog, layout: SiteLayout) -> Files {
    site(catalog, &SiteOptions { layout, audience: None, language: None })
}

/// Iterates over the HTML pages of all sites, with a name for messages.
fn pages() -> impl Iterator<Item = (String, &'static str, Page<'static>)> {
    cases().iter().flat_map(Case::sites).flat_map(|(name, files)| {
        let html = files.iter().filter(|(path, _)| is(path, "html"));
        html.map(move |(path, text)| (format!("{name}: {path}"), path, Page::read(text)))
    })
}

/// Returns whether a file is of a kind.
fn is(path: &str, ending: &str) -> bool {
    path.rsplit('.').next() == Some(ending)
}

fn report(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.iter().take(20).cloned().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn the_site_of_the_small_case_is_as_expected() {
    let case = cases().iter().find(|case| case.name == KEPT).expect("the case is there");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("site_cases").join(KEPT).join("site");
    let mut expected = BTreeMap::new();
    let [folder_german, one_german] = [SiteLayout::Folder, SiteLayout::OneFile]
        .map(|layout| site(&case.catalog, &SiteOptions { layout, audience: None, language: Some(PageLanguage::De) }));
    let german = folder_german.iter().filter(|(path, _)| ["index.html", "events/lamp_lit.html"].contains(path));
    let mut kept = Files::new();
    german.for_each(|(path, text)| kept.insert(path, text));
    let sites =
        [("folder", &case.folder), ("one-file", &case.one_file), ("folder-de", &kept), ("one-file-de", &one_german)];
    for (name, files) in sites {
        for (path, text) in files.iter().filter(|(path, _)| *path != "style.css") {
            expected.insert(folder.join(name).join(path), html::without_parts_of_every_page(text));
        }
    }
    if env::var_os("BLESS").is_some() {
        // A file that is not made any more would stay.
        let _ = fs::remove_dir_all(&folder);
        for (path, text) in &expected {
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
    }
    let differs = |(path, text): &(&PathBuf, &String)| fs::read_to_string(path).ok().as_ref() != Some(*text);
    let faults: Vec<_> =
        expected.iter().filter(differs).map(|(path, _)| format!("{} differs", path.display())).collect();
    report(&faults);
}

#[test]
fn ids_are_unique_and_links_arrive() {
    let mut faults = Vec::new();
    for (name, files) in cases().iter().flat_map(Case::sites) {
        let html = files.iter().filter(|(path, _)| is(path, "html"));
        let read: BTreeMap<&str, Page<'_>> = html.map(|(path, text)| (path, Page::read(text))).collect();
        for (path, page) in &read {
            let mut ids = BTreeSet::new();
            faults.extend(
                page.ids().filter(|id| !ids.insert(*id)).map(|id| format!("{name}: {path}: `{id}` is there twice")),
            );
        }
        for (path, page) in &read {
            for link in page.links() {
                let (file, id) = link.split_once('#').unwrap_or((link, ""));
                let file = if file.is_empty() { (*path).to_owned() } else { html::joined(path, file) };
                let arrives = match read.get(file.as_str()) {
                    Some(page) => id.is_empty() || page.ids().any(|known| known == id),
                    None => id.is_empty() && files.get(&file).is_some(),
                };
                if !arrives {
                    faults.push(format!("{name}: {path}: nothing at {link}"));
                }
            }
        }
    }
    report(&faults);
}

#[test]
fn no_text_of_a_catalog_is_markup() {
    const KNOWN: &[&str] = &[
        "!doctype", "a", "article", "b", "body", "br", "button", "caption", "code", "dd", "details", "div", "dl", "dt",
        "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "head", "header", "html", "input", "kbd", "label",
        "legend", "li", "link", "main", "meta", "nav", "p", "pre", "script", "section", "small", "span", "strong",
        "style", "summary", "table", "tbody", "td", "th", "thead", "title", "tr", "ul",
    ];
    let mut faults = Vec::new();
    for (name, path, page) in pages() {
        if page.nests_links() {
            faults.push(format!("{name}: a link stands inside of another"));
        }
        for tag in &page.tags {
            let ours = KNOWN.contains(&tag.name)
                && tag.attributes.iter().all(|(key, _)| !key.starts_with("on") && *key != "style");
            if !ours {
                faults.push(format!("{name}: <{}> with {:?}", tag.name, tag.attributes));
            }
            for (key, value) in tag.attributes.iter().filter(|(key, _)| ["href", "src", "action"].contains(key)) {
                let scheme =
                    value.split(['/', '#', '?']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
                let is_icon = tag.attributes.contains(&("rel", "icon".into()));
                if !(matches!(scheme, None | Some("https" | "http" | "mailto")) || is_icon) {
                    faults.push(format!("{name}: {key}=\"{value}\""));
                }
            }
        }
        let scripts = page.tags.iter().filter(|tag| tag.name == "script").count();
        let island = page.tags.iter().filter(|tag| tag.name == "script" && tag.has("type", "application/json")).count();
        let expected = usize::from(path == "index.html");
        if scripts - island != expected {
            faults.push(format!("{name}: {scripts} scripts"));
        }
    }
    report(&faults);
}

#[test]
fn a_page_runs_only_the_script_that_it_names() {
    for (name, path, page) in pages() {
        let policy =
            page.tags.iter().find(|tag| tag.has("http-equiv", "Content-Security-Policy")).expect("a page has a policy");
        let policy = policy.value("content").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'; "), "{name}: {policy}");
        assert_eq!(policy.contains("script-src 'sha256-"), path == "index.html", "{name}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{name}: {policy}");
    }
}

#[test]
fn the_html_of_a_page_says_what_its_markdown_says() {
    let mut held = 0;
    for case in cases() {
        for (path, markdown) in case.folder.iter().filter(|(path, _)| is(path, "md") && *path != "index.md") {
            let html = case
                .folder
                .get(&format!("{}.html", path.strip_suffix(".md").unwrap_or(path)))
                .expect("a page has its HTML");
            let (said, written) = (Page::read(html).text_of("text"), spoken(markdown));
            assert!(said.starts_with(&written), "{}: {path}:\n{}", case.name, html::difference(&written, &said));
            held += 1;
        }
    }
    assert!(held > 100, "only {held} pages");
}

/// Returns the words of a page as a reader of Markdown that is not ours understands it.
fn spoken(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::InlineHtml(html) | Event::Html(html) if html.starts_with("<br") => text.push(' '),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::List(_)) => text.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::Heading(_) | TagEnd::CodeBlock,
            ) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    words(&text)
}

#[test]
fn every_markdown_page_is_free_of_foreign_html() {
    for case in cases() {
        for (path, markdown) in case.folder.iter().filter(|(path, _)| is(path, "md")) {
            for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
                let (Event::InlineHtml(html) | Event::Html(html)) = event else { continue };
                let html = html.trim();
                let ours = ["<a id=\"", "<!-- Made from catalog "].iter().any(|start| html.starts_with(start))
                    || ["</a>", "<br/>", "<code>", "</code>"].contains(&html);
                assert!(ours, "{}: {path}: {html}", case.name);
            }
        }
    }
}

#[test]
fn every_json_page_and_what_the_search_looks_through_is_json() {
    for case in cases() {
        for (path, text) in case.folder.iter().filter(|(path, _)| is(path, "json")) {
            let value: serde_json::Value =
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{}: {path}: {error}", case.name));
            assert!(value.is_object() && text.ends_with("}\n"), "{}: {path}", case.name);
        }
        let index = case.folder.get("index.html").expect("a site has an index");
        let Some((_, words)) = index.split_once("id=words>") else { panic!("{}: the search has no words", case.name) };
        let words = words.split("</script>").next().expect("a split has a first part");
        let words: serde_json::Value = serde_json::from_str(words).expect("the words are JSON");
        let entries = words["entries"].as_array().expect("there are entries").len();
        assert_eq!(entries, case.catalog.events().len() + case.catalog.common().len(), "{}: entries", case.name);
    }
}

#[test]
fn every_event_and_field_has_a_place_that_its_name_alone_decides() {
    for case in cases() {
        for event in case.catalog.events() {
            let json = case.folder.iter().filter(|(path, _)| path.starts_with("events/") && is(path, "json"));
            let name = serde_json::to_string(event.name()).expect("a name is text");
            let own = json.filter(|(_, text)| text.contains(&format!("\"event\": {{\n    \"name\": {name},"))).count();
            assert_eq!(own, 1, "{}: pages of {name}", case.name);
        }
        // The last event alone makes the same page as among all others.
        let html = case.one_file.get("index.html").expect("a site has an index");
        let one = Page::read(html);
        for (path, text) in case.folder.iter().filter(|(path, _)| path.starts_with("events/") && is(path, "html")) {
            let page = Page::read(text);
            let permanent =
                page.ids().filter(|id| ["event-", "case-", "twin-"].iter().any(|kind| id.starts_with(kind)));
            for id in permanent {
                assert!(
                    one.ids().any(|known| known == id) || names(html, id),
                    "{}: {path}: `{id}` is not on the page of one file",
                    case.name
                );
            }
        }
    }
}

/// Returns whether the entry of an event in a site of one file names a field: then the script finds it by its id.
fn names(html: &str, id: &str) -> bool {
    let Some((of, field)) = id.rsplit_once(':') else { return false };
    let event = of.split(':').next().unwrap_or(of).replacen("case-", "event-", 1).replacen("twin-", "event-", 1);
    let entry = html.split_once(&format!("<details id={event}>"));
    let entry = entry.or_else(|| html.split_once(&format!("<details id={event} ")));
    entry.and_then(|(_, rest)| rest.split_once("</details>\n")).is_some_and(|(entry, _)| {
        let rows = entry.split("<th>").skip(1).filter_map(|row| row.split("<td>").next());
        let lists = entry.split("<a href=#fields>").skip(1).filter_map(|list| list.split("</a>").next());
        rows.chain(lists.flat_map(|list| list.split(", "))).any(|name| name == field)
    })
}

/// One file of 500 events of eight fields can be sent by mail: it has at most 300 kB, and yet says all of each event.
#[test]
fn one_file_of_500_events_is_small_and_says_everything() {
    let case = of_sources("500 events".into(), &Sources::from_text("catalog.yaml", &catalog_of(500)));
    let html = case.one_file.get("index.html").expect("a site has an index");
    assert!(html.len() <= 300_000, "{} bytes", html.len());
    let page = Page::read(html);
    for event in case.catalog.events() {
        let entry = html.split_once(&format!("<details id=event-{}>", event.name())).expect("an event has an entry").1;
        let entry = entry.split_once("</details>").expect("an entry ends").0;
        assert!(entry.contains(event.description()), "{}: its description", event.name());
        for member in event.members() {
            let field = member.field();
            let id = format!("event-{}:{}", event.name(), member.name());
            assert!(page.ids().any(|known| known == id) || names(html, &id), "{id} is named");
            let common = format!("<tr id=field-{}>", member.name());
            let common = html.split_once(&common).map_or("", |(_, rest)| rest.split("<tr").next().unwrap_or_default());
            for fact in [field.description(), field.class().name()].into_iter().chain(values(field)) {
                let unmarked = fact == "technical";
                assert!(unmarked || entry.contains(fact) || common.contains(fact), "{id}: {fact}");
            }
        }
    }
}

/// Returns the words of the values of a field.
fn values(field: &Field) -> impl Iterator<Item = &str> {
    field.values().into_iter().flat_map(|values| values.values()).map(|value| value.description().trim_end_matches('.'))
}

/// Returns a catalog like those that `tests/bench/synthetic.py` writes, in one file.
fn catalog_of(count: usize) -> String {
    let mut yaml = String::from(HEAD);
    for number in 0..count {
        yaml.push_str(&EVENT.replace("AREA", &(number % 40).to_string()).replace("NUMBER", &number.to_string()));
    }
    yaml
}

const HEAD: &str = "\
catalog: synthetic
title: Synthetic
version: 1.0.0
description: A catalog made to be measured, not to be used.
destinations:
  store: { ceiling: identifier, consent: usage, retention: P90D }
common:
  session:
    fields:
      session_id:
        type: uuid
        class: identifier
        identifies: session
        lifetime: session
        made: Random, at the start of each session.
        description: Tells sessions apart.
events:
";

const EVENT: &str = "  feature_AREA.action_NUMBER:
    description: The user finished action NUMBER.
    purpose: product
    consent: usage
    destinations: [store]
    fields:
      succeeded: { type: bool, class: technical, description: Whether action NUMBER ended without an error. }
      outcome:
        type: enum
        class: technical
        description: How action NUMBER ended.
        values: { done: It ran to its end., cancelled: The user stopped it., failed: An error stopped it. }
      item_count: { type: count, class: technical, description: How many items action NUMBER touched. }
      duration_ms: { type: duration, class: technical, description: How long action NUMBER took. }
      delta: { type: int, class: technical, description: By how many lines the item grew or shrank. }
      language:
        type: string
        class: technical
        description: The language of the item.
        allow: [rust, go, python]
      server_version: { type: version, class: technical, description: The version of the language server. }
      ratio: { type: float, class: interaction, description: The part of the items that changed. }
";

#[test]
fn the_same_catalog_gives_the_same_bytes() {
    for case in cases() {
        assert!(render(&case.catalog, SiteLayout::Folder) == case.folder, "{}: two runs differ", case.name);
        assert!(render(&case.catalog, SiteLayout::OneFile) == case.one_file, "{}: two runs differ", case.name);
    }
}

#[test]
fn no_page_names_another_machine_unless_the_catalog_does() {
    for case in cases().iter().filter(|case| [KEPT, "smallest"].contains(&&*case.name)) {
        for (path, text) in case.folder.iter().chain(case.one_file.iter()) {
            let strange =
                text.match_indices("://").map(|(at, _)| &text[at.saturating_sub(5)..(at + 25).min(text.len())]);
            let known = ["example.org", "www.w3.org/2000/svg", "www.w3.org/2005/Atom"];
            for address in strange {
                assert!(known.iter().any(|known| address.contains(&known[..known.len().min(18)])), "{path}: {address}");
            }
        }
    }
}
