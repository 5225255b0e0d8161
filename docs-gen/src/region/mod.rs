//! Regions: parts of the page between two markers in a file that people write.
//!
//! Everything outside of the markers stays as it is, to the byte. The first line of a region says what it was made from
//! and holds a digest of the rest, so that a region that was edited by hand is known from one that is out of date.

mod marker;
#[cfg(test)]
mod tests;

use crate::markdown::{Dialect, Writer};
use crate::page::{OwnTexts, Page, PageOptions, with_page};
use marker::{Form, Marked};
use std::collections::BTreeSet;
use telemetry_catalog::model::Catalog;

/// The language of a file with regions, which decides how markers and regions look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Markdown: a marker is a comment, of HTML or of MDX, and what it encloses is in that language.
    Markdown,
    /// Markdown of a chapter of mdBook, in which the line `{{#telemetry events}}` is a region too: it is replaced.
    MdBook,
    /// MDX, in which a comment of HTML is an error.
    Mdx,
    /// HTML.
    Html,
}

/// A text whose regions were rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The whole text.
    pub text: String,
    /// Its regions, in order.
    pub regions: Vec<Region>,
}

/// What was found in one region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The name of the part.
    pub part: &'static str,
    /// The line of its first marker, counted from 1.
    pub line: usize,
    /// How what was there differs from what belongs there.
    pub state: RegionState,
}

/// How what was in a region differs from what belongs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionState {
    /// Not at all.
    UpToDate,
    /// It was empty.
    Empty,
    /// It was made from another catalog, or in another way.
    OutOfDate,
    /// Somebody wrote in it: what they wrote is gone from [`Updated::text`].
    Edited,
}

/// What is wrong with the markers of a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionFault {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// Renders the regions of a text; everything outside of them stays as it is.
///
/// # Errors
///
/// Everything that is wrong with the markers, in the order of the text. Then nothing is rendered.
pub fn regions(
    catalog: &Catalog,
    text: &str,
    language: Language,
    options: &PageOptions,
) -> Result<Updated, Vec<RegionFault>> {
    let marked = marker::pair(text, language)?;
    Ok(with_page(catalog, options, |page| update(text, language, &marked, page)))
}

fn update(text: &str, language: Language, marked: &[Marked<'_>], page: &Page<'_>) -> Updated {
    let ids = ids(marked, page);
    let mut updated = Updated { text: String::with_capacity(text.len()), regions: Vec::new() };
    let mut from = 0;
    for region in marked {
        let found = &text[region.inside.clone()];
        let expected = render(region, language, &ids, page).replace('\n', region.ending);
        let state = match region.form {
            Form::Comment | Form::Expression => state(found, &expected),
            Form::Directive => RegionState::Empty,
        };
        updated.regions.push(Region { part: region.part.name(), line: region.line, state });
        updated.text.push_str(&text[from..region.inside.start]);
        updated.text.push_str(&expected);
        from = region.inside.end;
    }
    updated.text.push_str(&text[from..]);
    updated
}

/// Returns the ids of all places in the regions of a file: only these can be linked to.
fn ids(marked: &[Marked<'_>], page: &Page<'_>) -> BTreeSet<String> {
    marked.iter().fold(BTreeSet::new(), |ids, region| {
        let mut writer = Writer::gathering(ids);
        region.part.write(&mut writer, page);
        writer.gathered()
    })
}

/// Returns what belongs into a region, with line feeds; nothing where the catalog has nothing to say.
fn render(region: &Marked<'_>, language: Language, ids: &BTreeSet<String>, page: &Page<'_>) -> String {
    let dialect = match region.form {
        Form::Comment | Form::Directive => Dialect::Github,
        Form::Expression => Dialect::Mdx,
    };
    let own = if language == Language::Html { OwnTexts::Marked } else { page.own };
    let mut writer = Writer::among(dialect, ids).with(page.strings);
    region.part.write(&mut writer, &Page { own, ..*page });
    let mut body = writer.finish();
    if body.trim().is_empty() {
        return String::new();
    }
    if language == Language::Html {
        body = page.hypertext(&body);
    }
    let body = body.trim_matches('\n');
    if region.form == Form::Directive {
        return format!("\n{body}\n");
    }
    let mut banner = Writer::speaking(dialect);
    let (id, version) = (page.catalog.id(), page.catalog.version());
    let digest = digest(body);
    banner.comment(&format!("Made from catalog {id} {version} by `telemetry docs update`. Do not edit. {digest}"));
    format!("\n{}\n\n{body}\n\n", banner.as_str())
}

fn state(found: &str, expected: &str) -> RegionState {
    if found == expected {
        return RegionState::UpToDate;
    }
    let found = found.replace("\r\n", "\n").replace('\r', "\n");
    let found = found.trim();
    if found.is_empty() {
        return RegionState::Empty;
    }
    let (banner, body) = found.split_once('\n').unwrap_or((found, ""));
    let is_ours = banner.contains("Made from catalog ") && banner.contains(&digest(body.trim_matches('\n')));
    if is_ours { RegionState::OutOfDate } else { RegionState::Edited }
}

/// Returns a number made from a text (FNV-1a, 64 bits): enough to notice what was written by hand.
fn digest(text: &str) -> String {
    let number = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("[{number:016x}]")
}
