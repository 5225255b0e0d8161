//! The sections of the public page: which there are, in which order, and what a catalog may choose of them.

#[expect(dead_code, reason = "the schemas' own test uses the rest")]
mod validators;

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use telemetry_catalog::model::{Audience, Catalog, DocsFormat, PageLanguage};
use telemetry_catalog::render::{self, SchemaOptions};
use telemetry_catalog::{CheckOptions, SourceFile, Sources, check, load};
use telemetry_docs_gen::{PageOptions, Part, SiteLayout, SiteOptions, markdown, site, strings};
use validators::{Formats, both};
use whole_line_tests::{case, golden};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns the catalogs of the cases of pages and of the examples, by name.
fn catalogs() -> Vec<(String, Catalog)> {
    let written =
        case::list(&folder("page_cases")).into_iter().map(|path| (case::name(&path), path.join("catalog.yaml")));
    let written = written.filter(|(_, path)| path.exists());
    let real = case::list(&folder("../catalog/examples")).into_iter().map(|path| (case::name(&path), path));
    let read = |(name, path): (String, PathBuf)| {
        let sources = load(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (name, resolved(&sources))
    };
    let chosen = case::list(&folder("section_cases")).into_iter().map(|path| (case::name(&path), path));
    let written = written.chain(chosen);
    written.chain(real.filter(|(_, path)| path.is_dir())).map(read).collect()
}

fn resolved(sources: &Sources) -> Catalog {
    let checked = check(sources, &CheckOptions { today: None });
    checked.catalog.unwrap_or_else(|| panic!("{}", checked.diagnostics.to_text(sources)))
}

fn page(catalog: &Catalog) -> String {
    let files = markdown(catalog, &PageOptions::default());
    files.iter().next().expect("there is one file").1.to_owned()
}

/// Returns a catalog of many events, with what it says of its page.
fn many(events: usize, docs: &str) -> Catalog {
    let says = "description: Something happened., purpose: product, consent: usage, destinations: [home]";
    let events: Vec<String> = (0..events).map(|n| format!("  event_{n}: {{ {says} }}\n")).collect();
    let events = events.concat();
    let yaml = format!(
        "catalog: lantern\ntitle: Lantern\nversion: 1.0.0\ndescription: What Lantern records.\n{docs}\n\
         destinations: {{ home: {{ ceiling: technical, consent: usage }} }}\nevents:\n{events}"
    );
    resolved(&Sources::from_text("telemetry.yaml", &yaml))
}

fn headings(page: &str) -> Vec<&str> {
    page.lines().filter_map(|line| line.strip_prefix("## ")).collect()
}

#[test]
fn sections_stand_in_their_order_where_there_is_something_to_say() {
    let mut seen = BTreeSet::new();
    for (name, catalog) in catalogs() {
        let page = page(&catalog);
        let sections = headings(&page);
        let ordered: Vec<_> = Part::sections().filter(|section| sections.contains(section)).collect();
        if !catalog.docs().parts().is_empty() || catalog.docs().language() != PageLanguage::En {
            // The catalog chooses, and has a test of its own.
            continue;
        }
        assert_eq!(sections, ordered, "{name}");
        if name == "smallest" {
            for absent in ["Turn it off", "Crashes and errors", "Changes", "Your rights and contact"] {
                assert!(!sections.contains(&absent), "`{absent}` has nothing to say");
            }
        }
        seen.extend(ordered);
    }
    let missing: Vec<_> = Part::sections().filter(|section| !seen.contains(section)).collect();
    assert!(missing.is_empty(), "sections that are on no page: {missing:?}");
}

/// Returns the samples on a page: each block of JSON that a reader can open.
fn samples(page: &str) -> Vec<Value> {
    let inside = |block: &str| {
        let (json, _) = block.split_once("</code></pre>").expect("a sample ends");
        let json = (0..128_u8).fold(json.to_owned(), |json, sign| {
            json.replace(&format!("&#{sign};"), char::from(sign).encode_utf8(&mut [0; 1]))
        });
        serde_json::from_str(&json).expect("a sample is JSON")
    };
    page.split("<pre><code class=\"language-json\">").skip(1).map(inside).collect()
}

#[test]
fn every_sample_on_a_page_is_valid_against_its_schema() {
    let mut held = 0;
    for (name, catalog) in catalogs() {
        let options = SchemaOptions { events: false, bundle: true, destination: None, privacy_keyword: true };
        let files = render::schema(&catalog, &options);
        let bundle = files.iter().find(|(path, _)| path.ends_with("bundle.schema.json")).expect("there is a bundle");
        let bundle = serde_json::from_str(bundle.1).expect("a schema is JSON");
        let samples = samples(&page(&catalog));
        if !catalog.docs().parts().is_empty() {
            assert!(samples.is_empty(), "{name} leaves the section out");
            continue;
        }
        let recorded = catalog.events().iter().filter(|event| event.is_recorded());
        let expected: usize = recorded.map(|event| render::samples(&catalog, event).len()).sum();
        assert_eq!(samples.len(), expected, "{name}: every sample is on the page");
        for validator in both(&bundle, Formats::Asserted) {
            for sample in &samples {
                assert!(validator.accepts(sample), "{name}: {} refuses {sample}", validator.name());
            }
        }
        held += samples.len();
    }
    assert!(held > 50, "only {held} samples");
}

#[track_caller]
fn check_samples(events: usize, docs: &str, expected: usize) {
    let page = page(&many(events, docs));
    assert_eq!(page.matches("<details>").count(), expected, "samples of {events} events with `{docs}`");
    assert_eq!(page.matches("</details>").count(), expected, "each ends");
    let elsewhere = page.contains("A full sample of each event is in the data dictionary");
    assert_eq!(elsewhere, expected == 0, "a page without samples says where they are");
}

#[test]
fn a_page_of_many_events_has_samples_only_where_the_catalog_asks_for_them() {
    check_samples(200, "", 200);
    check_samples(201, "", 0);
    check_samples(201, "docs: { samples: all }", 201);
    check_samples(2, "docs: { samples: none }", 0);
}

fn case_of(name: &str) -> Catalog {
    catalogs().into_iter().find(|(case, _)| case == name).expect("the case is there").1
}

fn in_format(catalog: &Catalog, format: DocsFormat) -> String {
    let files = telemetry_docs_gen::page(catalog, &PageOptions { format: Some(format), ..PageOptions::default() });
    files.iter().next().expect("there is one file").1.to_owned()
}

#[test]
fn chosen_pages_are_as_expected() {
    let mut faults = Vec::new();
    for path in case::list(&folder("section_cases")) {
        let catalog = resolved(&load(&path).expect("the case can be read"));
        // A case holds the pages that it wants to see.
        let mut compare = |file: &str, page: &str| {
            let path = path.join("expected").join(file);
            faults.extend(path.exists().then(|| golden::compare(&path, page)).and_then(Result::err));
        };
        compare("page.md", &page(&catalog));
        compare("page.mdx", &in_format(&catalog, DocsFormat::Mdx));
        compare("page.html", &in_format(&catalog, DocsFormat::Html));
        let options = PageOptions { audience: Some(Audience::Internal), ..PageOptions::default() };
        let internal = markdown(&catalog, &options);
        compare("internal.md", internal.iter().next().expect("there is one file").1);
    }
    golden::report(&faults);
}

#[test]
fn a_catalog_chooses_its_sections_and_what_stands_between_them() {
    let page = page(&case_of("own-text"));
    let expected = [
        "What is never collected",
        "Our promise",
        "What is collected",
        "What we do with it",
        "Your rights and contact",
    ];
    assert_eq!(headings(&page), expected);
}

#[test]
fn own_text_is_kept_to_the_byte_in_every_format() {
    let catalog = case_of("own-text");
    let own = std::fs::read_to_string(folder("section_cases/own-text/promise.md")).expect("the text is there");
    for format in [DocsFormat::Markdown, DocsFormat::Mdx, DocsFormat::Html] {
        let page = in_format(&catalog, format);
        assert_eq!(page.matches(own.trim_end()).count(), 1, "{format}:\n{page}");
        assert_eq!(page.matches("We make better lanterns.").count(), 1, "{format}:\n{page}");
    }
}

#[test]
fn a_text_is_found_beside_the_file_that_names_it() {
    let yaml = "docs: { sections: [{ file: texts/promise.md }] }\ncatalog: lantern\ntitle: Lantern\n\
                version: 1.0.0\ndescription: What Lantern records.\n";
    let named = |path: &str| {
        let files = vec![SourceFile::new("telemetry/catalog.yaml", yaml)];
        let texts = vec![SourceFile::new(path, "We promise.\n")];
        check(&Sources::new(files).with_texts(texts), &CheckOptions { today: None }).catalog.is_some()
    };
    assert!(named("telemetry/texts/promise.md"));
    assert!(named("telemetry/./texts/promise.md"));
    assert!(!named("texts/promise.md") && !named("telemetry/promise.md"));
}

#[test]
fn owners_and_reviews_are_for_those_who_work_on_the_program() {
    let catalog = case_of("own-text");
    let private = ["Core team", "core@example.org", "https://example.org/reviews/1", "https://example.org/reviews/2"];
    for format in DocsFormat::ALL.iter().copied() {
        for (audience, expected) in [(Audience::Public, false), (Audience::Internal, true)] {
            let options = PageOptions { format: Some(format), audience: Some(audience), ..PageOptions::default() };
            let files = telemetry_docs_gen::page(&catalog, &options);
            let page = files.iter().next().expect("there is one file").1;
            let is_table = matches!(format, DocsFormat::Csv | DocsFormat::Json);
            // Tables are of fields: they name the owner, not how to reach them, and the reviews of fields.
            let said = private.iter().filter(|word| !is_table || ["Core team", private[3]].contains(word));
            for word in said {
                assert_eq!(page.contains(word), expected, "{format} for {audience}: `{word}`");
            }
        }
    }
}

#[test]
fn no_english_is_left_on_a_page_in_german() {
    let catalog = case_of("german");
    for format in [DocsFormat::Markdown, DocsFormat::Mdx, DocsFormat::Html, DocsFormat::Csv, DocsFormat::Json] {
        let page = in_format(&catalog, format);
        for (key, english) in strings().filter(|(_, english)| english.contains(' ')) {
            assert!(!page.contains(english), "{format}: `{key}` is in English: {english}");
        }
    }
}

#[test]
fn a_caller_chooses_the_language() {
    let catalog = many(1, "");
    let in_language = |language| {
        let files = markdown(&catalog, &PageOptions { language, ..PageOptions::default() });
        files.iter().next().expect("there is one file").1.to_owned()
    };
    assert!(in_language(None).contains("## What is collected"));
    assert!(in_language(Some(PageLanguage::De)).contains("## Was erhoben wird"));
    assert_eq!(in_language(None), in_language(Some(PageLanguage::En)));
}

#[test]
fn a_catalog_of_one_file_finds_the_texts_beside_it() {
    let sources = load(&folder("section_cases/own-text/catalog.yaml")).expect("the case can be read");
    assert!(page(&resolved(&sources)).contains("## Our promise"));
}

#[test]
fn the_data_dictionary_says_how_owners_are_reached_to_those_who_work_on_the_program() {
    let catalog = case_of("own-text");
    for layout in [SiteLayout::Folder, SiteLayout::OneFile] {
        for (audience, expected) in [(None, false), (Some(Audience::Internal), true)] {
            let files = site(&catalog, &SiteOptions { layout, audience, language: None });
            let all: String = files.iter().map(|(_, content)| content).collect();
            assert!(all.contains("Core team"), "who answers for an event is no secret");
            for word in ["mailto:core@example.org", "https://example.org/reviews/1"] {
                assert_eq!(all.contains(word), expected, "{layout:?} for {audience:?}: `{word}`");
            }
        }
    }
}

#[test]
fn the_summary_names_some_of_what_is_never_collected_and_leads_to_the_rest() {
    let never = |count: usize| (0..count).map(|n| format!("secret number {n}")).collect::<Vec<_>>().join(", ");
    let summary = |count| {
        let page = page(&many(1, &format!("never: [{}]", never(count))));
        let line = page.lines().find(|line| line.starts_with("- **Never collected:**"));
        line.expect("the summary says it").to_owned()
    };
    assert!(summary(2).ends_with("secret number 0 and secret number 1."));
    assert!(summary(10).ends_with("secret number 7, [and 2 more](#section-never)."), "{}", summary(10));
}

#[test]
fn front_matter_stands_before_the_page_as_its_generator_reads_it() {
    for (written, printed) in [
        ("title: Data", "---\ntitle: Data\n---\n"),
        ("{ \"title\": \"Data\" }", "---\n{ \"title\": \"Data\" }\n---\n"),
        ("+++\n  title = 'Data'\n  +++", "+++\ntitle = 'Data'\n+++\n"),
    ] {
        let page = page(&many(1, &format!("docs:\n front_matter: |\n  {written}")));
        assert!(page.starts_with(&format!("{printed}\n<!-- Made from catalog lantern")), "{page}");
    }
}
