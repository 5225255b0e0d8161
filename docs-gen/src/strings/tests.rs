//! Nothing on a page in another language is left in English: tests are [strict](super::Strings), so that a word without a
//! key stops them.

use super::{AROUND, GERMAN, Strings, lines, strings};
use crate::{PageOptions, SiteLayout, SiteOptions, column_names, page, site};
use std::path::Path;
use telemetry_catalog::model::{Audience, Catalog, DocsFormat, DocsStyle, PageLanguage};
use telemetry_catalog::{CheckOptions, check, load};

/// Returns the catalogs that say most.
fn catalogs() -> Vec<Catalog> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = [
        "site_cases/lantern",
        "page_cases/everything",
        "page_cases/escaping",
        "page_cases/smallest",
        "rust_cases/everything",
    ];
    let cases = cases.map(|case| here.join("../tests").join(case).join("catalog.yaml"));
    let examples = ["continue", "copilot-chat", "oso", "sourcegraph"];
    let examples = examples.map(|example| here.join("../catalog/examples").join(example));
    let read = |path: &Path| {
        let sources = load(path).expect("the catalog can be read");
        check(&sources, &CheckOptions { today: None }).catalog.expect("the catalog has no errors")
    };
    cases.iter().chain(&examples).map(|path| read(path)).collect()
}

#[test]
fn every_word_of_a_page_has_a_key() {
    for catalog in catalogs() {
        for style in DocsStyle::ALL {
            for format in [DocsFormat::Markdown, DocsFormat::Mdx, DocsFormat::Csv, DocsFormat::Json] {
                for columns in [None, Some(column_names().filter_map(crate::Column::from_name).collect())] {
                    let options = PageOptions {
                        style: Some(*style),
                        format: Some(format),
                        columns,
                        audience: Some(Audience::Internal),
                        language: Some(PageLanguage::De),
                        file: None,
                    };
                    let files = page(&catalog, &options);
                    assert_eq!(files.iter().count(), 1, "a word without a key stops this test");
                }
            }
        }
    }
}

#[test]
fn every_word_of_the_data_dictionary_has_a_key() {
    for catalog in catalogs() {
        for layout in [SiteLayout::Folder, SiteLayout::OneFile] {
            for audience in [Audience::Public, Audience::Internal] {
                let options = SiteOptions { layout, audience: Some(audience), language: Some(PageLanguage::De) };
                let files = site(&catalog, &options);
                let index = files.get("index.html").expect("a site has an index");
                assert!(index.contains("<html lang=de>"), "a word without a key stops this test");
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_in_one_order() {
    let keys = |file| lines(file).map(|(key, _)| key).collect::<Vec<_>>();
    assert_eq!(keys(super::ENGLISH), keys(GERMAN));
    assert!(strings().count() > 400, "the words are found");
}

#[test]
fn words_have_one_key_and_no_sign_around_them() {
    let mut english: Vec<_> = strings().map(|(_, english)| english).collect();
    assert!(english.iter().all(|english| english.trim_matches(AROUND) == *english));
    english.sort_unstable();
    let count = english.len();
    english.dedup();
    assert_eq!(english.len(), count);
}

#[test]
fn signs_stay_and_words_change() {
    let german = Strings::of(PageLanguage::De, &[]).expect("German is no English");
    for (english, expected) in [
        (" and ", " und "),
        ("; cut after ", "; abgeschnitten nach "),
        ("Kept for", "Aufbewahrt für"),
        ("**", "**"),
        (" (", " ("),
    ] {
        assert_eq!(german.text(english), expected);
    }
}

#[test]
fn words_of_a_catalog_stand_for_ours() {
    let own = [("section-never".into(), "We would not dream of".into())];
    let strings = Strings::of(PageLanguage::En, &own).expect("there are own words");
    assert_eq!(strings.text("What is never collected"), "We would not dream of");
    assert_eq!(strings.text("Why it is collected"), "Why it is collected");
    assert!(Strings::of(PageLanguage::En, &[]).is_none(), "English costs nothing");
}
