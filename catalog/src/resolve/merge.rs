//! All files as one: each section's entries by name, each single key from the one file that has it.

use crate::declared::{
    CatalogDecl, ClassDecl, CommonDecl, DestinationDecl, Entries, Entry, FactDecl, FieldDecl, GrantDecl, GroupDecl,
    List, OwnerDecl, PurposeDecl, Spanned, Text, Written,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules;
use crate::source::Span;
use std::collections::HashMap;

/// The declarations of all files, each section sorted by name.
pub(super) struct Merged<'decl> {
    pub(super) files: &'decl [CatalogDecl],
    pub(super) owners: Section<'decl, OwnerDecl>,
    pub(super) purposes: Section<'decl, PurposeDecl>,
    pub(super) classes: Section<'decl, ClassDecl>,
    pub(super) facts: Section<'decl, FactDecl>,
    pub(super) grants: Section<'decl, GrantDecl>,
    pub(super) destinations: Section<'decl, DestinationDecl>,
    pub(super) fields: Section<'decl, FieldDecl>,
    pub(super) groups: Section<'decl, GroupDecl>,
    pub(super) common: Section<'decl, CommonDecl>,
}

/// The entries of one section; those whose name was already taken are left out.
pub(super) type Section<'decl, T> = Vec<&'decl Entry<T>>;

impl<'decl> Merged<'decl> {
    /// Gathers the files; names that are taken twice are reported.
    pub(super) fn new(files: &'decl [CatalogDecl], diagnostics: &mut Diagnostics) -> Self {
        Self {
            files,
            owners: section("owner", files, |file| &file.owners, diagnostics),
            purposes: section("purpose", files, |file| &file.purposes, diagnostics),
            classes: section("class", files, |file| &file.classes, diagnostics),
            facts: section("fact", files, |file| &file.facts, diagnostics),
            grants: section("grant", files, |file| &file.grants, diagnostics),
            destinations: section("destination", files, |file| &file.destinations, diagnostics),
            fields: section("shared field", files, |file| &file.fields, diagnostics),
            groups: section("group", files, |file| &file.groups, diagnostics),
            common: section("common set", files, |file| &file.common, diagnostics),
        }
    }

    /// Returns a key that stands once in the whole catalog; reports a second one. `None` when no file has it.
    pub(super) fn single<T>(
        &self,
        key: &str,
        get: impl Fn(&'decl CatalogDecl) -> &'decl Written<T>,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'decl Written<T>> {
        let mut written = self.files.iter().map(get).filter(|written| !written.is_absent());
        let first = written.next()?;
        for other in written {
            let (Some(first), Some(second)) = (first.span(), other.span()) else { continue };
            let message = format!("`{key}` is written in two files of one catalog");
            let diagnostic = Diagnostic::new(&rules::DUPLICATE_KEY, second, message, "keep one of the two");
            diagnostics.push(diagnostic.with_label(first, "first written here"));
        }
        Some(first)
    }

    /// Returns the items of a list that every file may add to.
    pub(super) fn list<T: 'decl>(
        &self,
        get: impl Fn(&'decl CatalogDecl) -> &'decl List<T>,
    ) -> impl Iterator<Item = &'decl Spanned<T>> {
        self.files.iter().flat_map(move |file| get(file).items())
    }
}

fn section<'decl, T>(
    noun: &str,
    files: &'decl [CatalogDecl],
    get: impl Fn(&'decl CatalogDecl) -> &'decl Written<Entries<T>>,
    diagnostics: &mut Diagnostics,
) -> Section<'decl, T> {
    let mut first: HashMap<&str, Span> = HashMap::new();
    let mut section = Vec::new();
    for entry in files.iter().flat_map(|file| get(file).entries()) {
        if let Some(taken) = first.get(&*entry.name.value) {
            diagnostics.push(duplicate(noun, &entry.name, *taken));
        } else {
            first.insert(&entry.name.value, entry.name.span);
            section.push(entry);
        }
    }
    section.sort_by(|a, b| a.name.value.cmp(&b.name.value));
    section
}

/// Reports a name that is taken.
pub(super) fn duplicate(noun: &str, name: &Spanned<Text>, first: Span) -> Diagnostic {
    let message = format!("the {noun} `{}` is declared twice", name.value);
    let help = "rename one of the two, or delete it";
    Diagnostic::new(&rules::DUPLICATE_NAME, name.span, message, help).with_label(first, "first declared here")
}
