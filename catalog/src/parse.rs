//! From text to declared types, file by file and in parallel. Events stay unread until they are resolved: see [`Events`].

use crate::declared::{CatalogDecl, Entry, EventDecl, Spanned};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::yaml::{self, Part, Tree, Value};
use crate::{de, rules};
use serde::de::DeserializeOwned;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{mem, panic, thread};

/// What one file declares.
pub(crate) struct Declared<'src> {
    /// Everything but the events.
    pub(crate) file: CatalogDecl,
    pub(crate) events: Events<'src>,
}

/// The events of a file, most of them as they are written: declared they are several times as large, and the bulk of a
/// catalog, so that each is read only when it is its turn to be resolved.
pub(crate) struct Events<'src> {
    unread: Option<(Tree<'src>, Part)>,
    /// Those of a section whose name is misspelt, and was guessed by the reader.
    guessed: Vec<Entry<EventDecl>>,
}

impl Events<'_> {
    /// Reads one event after the other; faults go to the diagnostics that the taker gets too.
    pub(crate) fn read(self, diagnostics: &mut Diagnostics, mut take: impl FnMut(&Entry<EventDecl>, &mut Diagnostics)) {
        self.guessed.iter().for_each(|entry| take(entry, diagnostics));
        let Some((tree, section)) = &self.unread else { return };
        let Value::Mapping(pairs) = tree.node(section).value() else { return };
        for (name, value) in pairs {
            let name = Spanned { span: name.span(), value: name.text().into() };
            let value = de::read(value, diagnostics).unwrap_or_default();
            take(&Entry::new(name, value), diagnostics);
        }
    }
}

/// Parses the files of a catalog; a file that could not be read at all is left out.
pub(crate) fn parse<'src>(
    sources: &'src Sources,
    part: Range<usize>,
    diagnostics: &mut Diagnostics,
) -> Vec<Declared<'src>> {
    let files: Vec<_> = sources.iter().skip(part.start).take(part.len()).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    if workers < 2 {
        return files.iter().filter_map(|(id, file)| parse_file(*id, file, diagnostics)).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((id, file)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut found = Diagnostics::default();
            done.push((id.0 as usize, parse_file(*id, file, &mut found), found));
        }
        done
    };
    // This thread works too: one fewer to start, and its memory is the cheapest to get.
    let mut parsed: Vec<(usize, Option<Declared<'src>>, Diagnostics)> = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let join = |handle: thread::ScopedJoinHandle<'_, Vec<_>>| match handle.join() {
            Ok(done) => done,
            Err(cause) => panic::resume_unwind(cause),
        };
        let own = work();
        others.into_iter().flat_map(join).chain(own).collect()
    });
    parsed.sort_by_key(|(index, ..)| *index);
    let mut declared = Vec::with_capacity(parsed.len());
    for (_, decl, found) in parsed {
        declared.extend(decl);
        diagnostics.append(found);
    }
    declared
}

/// Parses a file that is one declared value and no part of a catalog.
pub(crate) fn document<T: DeserializeOwned>(id: FileId, file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<T> {
    if reports_encoding(id, file, diagnostics) {
        return None;
    }
    let tree = yaml::parse(id, file, diagnostics)?;
    de::read::<T>(tree.root(), diagnostics)
}

fn parse_file<'src>(id: FileId, file: &'src SourceFile, diagnostics: &mut Diagnostics) -> Option<Declared<'src>> {
    if reports_encoding(id, file, diagnostics) {
        return None;
    }
    let mut tree = tree(id, file, diagnostics)?;
    let section = tree.take_mapping("events");
    let mut decl = de::read::<CatalogDecl>(tree.root(), diagnostics)?;
    decl.place = Span::whole(id);
    let guessed = mem::take(&mut decl.events).into_entries();
    let unread = section.map(|section| (tree, section));
    Some(Declared { file: decl, events: Events { unread, guessed } })
}

/// Returns whether a file is not UTF-8, which it reports.
fn reports_encoding(id: FileId, file: &SourceFile, diagnostics: &mut Diagnostics) -> bool {
    let Some(at) = file.not_utf8() else { return false };
    let (start, end) = file.character_at(at);
    let span = Span { file: id, start, end };
    let help = "save the file as UTF-8";
    diagnostics.push(Diagnostic::new(&rules::NOT_UTF8, span, "the file is not UTF-8 from here on", help));
    true
}

/// Reads the tree of a file, or takes it from what the file was written from.
fn tree<'src>(id: FileId, file: &'src SourceFile, diagnostics: &mut Diagnostics) -> Option<Tree<'src>> {
    #[cfg(feature = "program")]
    if let Some(declaration) = file.declaration() {
        return Some(yaml::written(id, file.text(), declaration));
    }
    yaml::parse(id, file, diagnostics)
}
