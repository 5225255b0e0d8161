//! From text to declared types, file by file and in parallel.

use crate::declared::CatalogDecl;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::{de, rules, yaml};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

/// Parses the files of a catalog; a file that could not be read at all is left out.
pub(crate) fn parse(sources: &Sources, part: Range<usize>, diagnostics: &mut Diagnostics) -> Vec<CatalogDecl> {
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
    let mut parsed: Vec<(usize, Option<CatalogDecl>, Diagnostics)> = thread::scope(|scope| {
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

fn parse_file(id: FileId, file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<CatalogDecl> {
    if let Some(at) = file.not_utf8() {
        let (start, end) = file.character_at(at);
        let span = Span { file: id, start, end };
        let help = "save the file as UTF-8";
        diagnostics.push(Diagnostic::new(&rules::NOT_UTF8, span, "the file is not UTF-8 from here on", help));
        return None;
    }
    let root = yaml::parse(id, file, diagnostics)?;
    de::read::<CatalogDecl>(&root, diagnostics).map(|decl| CatalogDecl { place: Span::whole(id), ..decl })
}
