//! What the name of a type means in a file of Rust, as far as its tokens tell: which types the file declares, which names
//! it imports, from where, and in which module a place is.
//!
//! No crate is resolved. A path is told by its last module alone, so that two modules of one name are one here; what a
//! macro or a glob brings is not seen, and whoever asks learns that it cannot be told.

use super::token::{Kind, Token};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The module that is the root of a crate.
pub(super) const ROOT: &str = "crate";
/// Crates that hold no events.
const STANDARD: [&str; 3] = ["alloc", "core", "std"];

/// The names of one file.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    /// The module of the file.
    module: &'a str,
    /// The modules within it, outer ones first, with the tokens that they hold.
    inner: Vec<(Range<usize>, &'a str)>,
    /// The types that it declares.
    pub(super) declared: Vec<Declared<'a>>,
    pub(super) imported: HashMap<&'a str, Import<'a>>,
}

/// A type that a file declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Declared<'a> {
    pub(super) name: &'a str,
    pub(super) module: &'a str,
    /// Whether it derives or implements `Event`.
    pub(super) is_event: bool,
}

/// Where an imported name is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import<'a> {
    /// The path, the name last.
    pub(super) path: Vec<&'a str>,
    /// Whether others can import it from here.
    pub(super) is_public: bool,
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Event,
    /// Another type of that name.
    Other,
    /// Either of the two.
    Unsure,
}

/// The modules in which types of one name are declared or handed on: those of events, and those of other types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Homes {
    pub(super) events: BTreeSet<String>,
    pub(super) others: BTreeSet<String>,
}

impl<'a> Names<'a> {
    /// Reads the names of a file; `ends` says where each block of it ends.
    pub(super) fn of(path: &'a str, tokens: &[Token<'a>], ends: &[usize]) -> Self {
        let mut names = Self { module: module(path), ..Self::default() };
        let mut derives = false;
        let mut implemented = Vec::new();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            let next = word(tokens, index + 1);
            match token.kind {
                Kind::Word("derive") => derives = derives_event(tokens, index),
                Kind::Word("mod") if sign(tokens, index + 2) == Some('{') => {
                    names.inner.extend(next.map(|name| (index + 2..ends[index + 2], name)));
                }
                Kind::Word("use") => index = names.import(tokens, index),
                Kind::Word("struct" | "enum" | "union" | "type" | "trait") => {
                    let module = names.module_at(index);
                    names.declared.extend(next.map(|name| Declared { name, module, is_event: derives }));
                    derives = false;
                }
                Kind::Word("for") if word(tokens, index.wrapping_sub(1)) == Some("Event") => implemented.extend(next),
                Kind::Sign(';' | '}') => derives = false,
                Kind::Word(_)
                | Kind::Text(_)
                | Kind::Sign(_)
                | Kind::Path
                | Kind::Arm
                | Kind::Returns
                | Kind::Equal => {}
            }
            index += 1;
        }
        names.declared.iter_mut().for_each(|declared| declared.is_event |= implemented.contains(&declared.name));
        names
    }

    /// Returns the module that a token stands in.
    pub(super) fn module_at(&self, index: usize) -> &'a str {
        let inner = self.inner.iter().rev().find(|(tokens, _)| tokens.contains(&index));
        inner.map_or(self.module, |(_, name)| name)
    }

    /// Reads what `use` at a place imports; returns the place of its end.
    fn import(&mut self, tokens: &[Token<'a>], start: usize) -> usize {
        let is_public = start > 0 && (sign(tokens, start - 1) == Some(')') || word(tokens, start - 1) == Some("pub"));
        let (mut path, mut open, mut alias) = (Vec::new(), Vec::new(), None);
        let mut has_name = false;
        let mut index = start + 1;
        while let Some(token) = tokens.get(index) {
            match token.kind {
                Kind::Word("as") => {
                    alias = word(tokens, index + 1);
                    index += 1;
                }
                Kind::Word(name) => {
                    path.push(name);
                    has_name = true;
                }
                Kind::Path => {}
                Kind::Sign('{') => {
                    open.push(path.len());
                    has_name = false;
                }
                Kind::Sign('*') => has_name = false,
                Kind::Sign(end @ (',' | '}' | ';')) => {
                    if std::mem::take(&mut has_name) {
                        self.name(&path, alias.take(), is_public);
                    }
                    if end == '}' {
                        open.pop();
                    }
                    path.truncate(open.last().copied().unwrap_or(0));
                    if end == ';' {
                        return index;
                    }
                }
                Kind::Text(_) | Kind::Sign(_) | Kind::Arm | Kind::Returns | Kind::Equal => return index,
            }
            index += 1;
        }
        index
    }

    fn name(&mut self, path: &[&'a str], alias: Option<&'a str>, is_public: bool) {
        let path = match path {
            [before @ .., "self"] => before,
            path => path,
        };
        if let Some(name) = alias.or(path.last().copied()) {
            self.imported.insert(name, Import { path: path.to_vec(), is_public });
        }
    }

    /// Returns the path that a name stands for where it is written: what is imported is named in full.
    pub(super) fn full(&self, path: &[&'a str]) -> Vec<&'a str> {
        match path.split_first().and_then(|(first, rest)| Some((self.imported.get(first)?, rest))) {
            Some((import, rest)) => import.path.iter().chain(rest).copied().collect(),
            None => path.to_vec(),
        }
    }

    /// Returns whether a path, as [`full`](Self::full) returns it, means the event or another type of its name.
    pub(super) fn meaning(&self, path: &[&str], index: usize, homes: &Homes) -> Meaning {
        let before = path.split_last().map_or(&[][..], |(_, before)| before);
        if before.first().is_some_and(|first| STANDARD.contains(first)) || before.iter().any(|part| is_type(part)) {
            return Meaning::Other;
        }
        if homes.others.is_empty() {
            return Meaning::Event;
        }
        let (module, is_named) = self.home(path, index);
        match (homes.events.contains(module), homes.others.contains(module)) {
            (true, false) => Meaning::Event,
            (false, true) => Meaning::Other,
            // It is of a module of which nothing else is known, such as one that is generated.
            (false, false) if is_named => Meaning::Event,
            (true, true) | (false, false) => Meaning::Unsure,
        }
    }

    /// Returns the module that a path says the last name in it is of, and whether it names that module.
    pub(super) fn home<'p>(&'p self, path: &'p [&str], index: usize) -> (&'p str, bool) {
        let before = path.split_last().map_or(&[][..], |(_, before)| before);
        match before.iter().rev().find(|part| !matches!(**part, "self" | "super" | ROOT)) {
            Some(module) => (module, true),
            None if before.last() == Some(&ROOT) => (ROOT, false),
            None if before.contains(&"super") => (self.above(index), false),
            None => (self.module_at(index), false),
        }
    }

    /// Returns the module above that of a token; nothing is known of the one above the file.
    fn above(&self, index: usize) -> &str {
        let mut around = self.inner.iter().rev().filter(|(tokens, _)| tokens.contains(&index));
        match (around.next(), around.next()) {
            (Some(_), Some((_, name))) => name,
            (Some(_), None) => self.module,
            (None, _) => "",
        }
    }
}

/// Returns whether a part of a path is a type: what follows is a form of it.
fn is_type(part: &str) -> bool {
    part.starts_with(char::is_uppercase)
}

/// Returns the module that a file is.
fn module(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    match name.strip_suffix(".rs").unwrap_or(name) {
        "lib" | "main" => ROOT,
        "mod" => parts.next().unwrap_or(ROOT),
        name => name,
    }
}

/// Returns whether `derive(…)` at a place names `Event`.
fn derives_event(tokens: &[Token<'_>], index: usize) -> bool {
    let inside = tokens.iter().skip(index).map(|token| token.kind).take_while(|kind| *kind != Kind::Sign(')'));
    inside.into_iter().any(|kind| kind == Kind::Word("Event"))
}

fn word<'a>(tokens: &[Token<'a>], index: usize) -> Option<&'a str> {
    match tokens.get(index)?.kind {
        Kind::Word(word) => Some(word),
        Kind::Text(_) | Kind::Sign(_) | Kind::Path | Kind::Arm | Kind::Returns | Kind::Equal => None,
    }
}

fn sign(tokens: &[Token<'_>], index: usize) -> Option<char> {
    match tokens.get(index)?.kind {
        Kind::Sign(sign) => Some(sign),
        Kind::Word(_) | Kind::Text(_) | Kind::Path | Kind::Arm | Kind::Returns | Kind::Equal => None,
    }
}
