//! The head of a catalog: what it is called, whose it is, where its code lies.

use super::merge::Merged;
use super::words;
use crate::declared::{Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::SourcePattern;
use crate::rules;
use crate::source::Span;

/// The base of every `$id` unless a catalog names its own. The domain is reserved for examples (RFC 2606).
const SCHEMAS: &str = "https://example.org/telemetry";

/// The resolved head.
pub(super) struct Head {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) version: Text,
    pub(super) description: Text,
    pub(super) description_span: Span,
    pub(super) source: Option<Box<SourcePattern>>,
    pub(super) contact: Option<Text>,
    pub(super) schemas: Text,
}

/// Resolves the head; `None` when a part of it is missing or wrong.
pub(super) fn resolve(merged: &Merged<'_>, diagnostics: &mut Diagnostics) -> Option<Head> {
    let at = place(merged)?;
    let id = required("catalog", merged.single("catalog", |decl| &decl.catalog, diagnostics), at, diagnostics);
    let id = id.filter(|(span, id)| check_id(*span, id, diagnostics));
    let title = required("title", merged.single("title", |decl| &decl.title, diagnostics), at, diagnostics);
    let version_key = merged.single("version", |decl| &decl.version, diagnostics);
    let version = required("version", version_key, at, diagnostics);
    let version = version.and_then(|_| words::version(version_key?, diagnostics));
    let description = merged.single("description", |decl| &decl.description, diagnostics);
    let description = required("description", description, at, diagnostics);
    let source = source(merged, diagnostics);
    let contact = merged.single("contact", |decl| &decl.contact, diagnostics).and_then(words::text);
    let schemas = merged.single("schemas", |decl| &decl.schemas, diagnostics);
    let schemas = schemas.and_then(|written| base(written, diagnostics));
    let (description_span, description) = description?;
    Some(Head {
        id: id?.1,
        title: title?.1,
        version: version?,
        description,
        description_span,
        source,
        contact,
        schemas: schemas.as_deref().unwrap_or(SCHEMAS).trim_end_matches('/').into(),
    })
}

/// A missing part is reported where the head begins, or at the start of the first file.
fn place(merged: &Merged<'_>) -> Option<Span> {
    let heads = merged.files.iter().flat_map(|file| [&file.catalog, &file.title, &file.version, &file.description]);
    heads.filter_map(Written::span).min().or_else(|| merged.files.first().map(|file| file.place))
}

fn required(
    key: &str,
    written: Option<&Written<Text>>,
    at: Span,
    diagnostics: &mut Diagnostics,
) -> Option<(Span, Text)> {
    let absent = Written::default();
    let written = written.unwrap_or(&absent);
    let found = words::required(written, key, &"the catalog", at, diagnostics)?;
    Some((written.span().unwrap_or(at), found))
}

fn check_id(span: Span, id: &str, diagnostics: &mut Diagnostics) -> bool {
    let letters = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let valid =
        letters && id.starts_with(|char: char| char.is_ascii_lowercase()) && !id.ends_with('-') && id.len() <= 64;
    if !valid {
        let message = format!("`{}` is not an identifier of a catalog", crate::words::shorten(id));
        let help = "write lower-case letters, digits and hyphens, starting with a letter, such as `oso-vscode`";
        diagnostics.push(Diagnostic::new(&rules::BAD_NAME, span, message, help));
    }
    valid
}

/// Returns the base of every `$id`; reports one that no `$id` can begin with.
fn base(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Option<Text> {
    let base = words::text(written)?;
    let scheme = base.split_once(':').map_or("", |(scheme, _)| scheme);
    let named = scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let plain = base.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(&byte));
    if named && plain && base.len() > scheme.len() + 1 {
        return Some(base);
    }
    let message = format!("`{}` is not the start of a URL", crate::words::shorten(&base));
    let help =
        "write one with its scheme and without `#`, such as `https://example.org/telemetry`; every `$id` starts so";
    diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, written.span()?, message, help));
    None
}

fn source(merged: &Merged<'_>, diagnostics: &mut Diagnostics) -> Option<Box<SourcePattern>> {
    let pattern = merged.single("source", |decl| &decl.source, diagnostics)?;
    let revision = merged.single("revision", |decl| &decl.revision, diagnostics).and_then(words::text);
    let (span, _) = pattern.spanned()?;
    let pattern = words::text(pattern)?;
    if !pattern.contains("{path}") {
        let help = "write a URL with `{path}`, such as `https://example.org/code/blob/{revision}/{path}#L{line}`";
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, "the source pattern has no `{path}`", help));
        return None;
    }
    Some(Box::new(SourcePattern { pattern, revision: revision.unwrap_or_else(|| "HEAD".into()) }))
}
