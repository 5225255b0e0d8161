//! Where Rust code makes the type of an event.

use super::names::{Homes, Meaning, Names};
use super::token::{Kind, Token, tokens};
use std::collections::HashMap;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::render::rust_types;

/// The types that stand for events, by name.
#[derive(Default)]
pub(super) struct Types {
    events: HashMap<String, String>,
    /// Where types of these names are declared.
    homes: HashMap<String, Homes>,
}

/// One place where an event is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record<'a> {
    pub(super) event: &'a str,
    pub(super) line: u32,
    /// The name of the type, where another type of that name may be meant.
    pub(super) unsure: Option<&'a str>,
}

/// Functions of a type that make a value of it.
const MAKERS: [&str; 5] = ["builder", "default", "from", "new", "record"];
/// Functions of the runtime that show what an event would look like.
const SHOWN_BY: [&str; 2] = ["preview", "with_sample"];
/// Words after which a type is declared or named and not made.
const NAMED_BY: [&str; 9] = ["dyn", "enum", "for", "impl", "let", "struct", "trait", "union", "use"];

impl Types {
    /// Returns the types that are generated for a catalog.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let events = rust_types(catalog).into_iter().map(|(event, name)| (name, event)).collect();
        Self { events, homes: HashMap::new() }
    }

    /// Adds the types of a file that derive an event of the catalog under a name of their own:
    /// `#[telemetry(name = "…")] struct Type`.
    pub(super) fn learn(&mut self, catalog: &Catalog, text: &str) {
        let tokens = tokens(text);
        let mut named = None;
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Word("name") if is_sign(&tokens, index + 1, '=') => {
                    if let Some(Token { kind: Kind::Text(name), .. }) = tokens.get(index + 2) {
                        named = Some(*name);
                    }
                }
                Kind::Word("struct" | "enum") => {
                    let ty = tokens.get(index + 1).map(|token| token.kind);
                    if let (Some(name), Some(Kind::Word(ty))) = (named.take(), ty)
                        && catalog.event(name).is_some()
                    {
                        self.events.insert(ty.to_owned(), name.to_owned());
                    }
                }
                Kind::Sign(';' | '}') => named = None,
                Kind::Word(_)
                | Kind::Text(_)
                | Kind::Sign(_)
                | Kind::Path
                | Kind::Arm
                | Kind::Returns
                | Kind::Equal => {}
            }
        }
    }

    /// Adds where types are declared whose names events have. Returns whether that was news: what a file hands on with
    /// `pub use` may be declared in a file that comes later.
    pub(super) fn locate(&mut self, path: &str, text: &str) -> bool {
        let tokens = tokens(text);
        let names = Names::of(path, &tokens, &ends(&tokens));
        let mut is_news = false;
        for declared in names.declared.iter().filter(|declared| self.events.contains_key(declared.name)) {
            let homes = self.homes.entry(declared.name.to_owned()).or_default();
            let homes = if declared.is_event { &mut homes.events } else { &mut homes.others };
            is_news |= homes.insert(declared.module.to_owned());
        }
        for (name, import) in names.imported.iter().filter(|(_, import)| import.is_public) {
            let Some(homes) = self.homes.get_mut(*name).filter(|_| import.path.last() == Some(name)) else { continue };
            let (from, _) = names.home(&import.path, 0);
            let to = names.module_at(0);
            for homes in [&mut homes.events, &mut homes.others] {
                is_news |= homes.contains(from) && homes.insert(to.to_owned());
            }
        }
        is_news
    }

    /// Returns each place of a file where an event is made, tests apart.
    pub(super) fn recorded(&self, path: &str, text: &str) -> Vec<Record<'_>> {
        let tokens = tokens(text);
        let ends = ends(&tokens);
        let names = Names::of(path, &tokens, &ends);
        let mut found = Vec::new();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            if is_test_module(&tokens[index..]) {
                index = ends[index + TEST_BLOCK];
                continue;
            }
            if let Some((event, unsure)) = self.event(&names, &tokens, index)
                && is_made(&tokens, &ends, index)
            {
                found.push(Record { event, line: token.line, unsure });
            }
            index += 1;
        }
        found
    }

    /// Returns the event whose type is named at a place; with the name, where another type may be meant.
    fn event(&self, names: &Names<'_>, tokens: &[Token<'_>], index: usize) -> Option<(&str, Option<&str>)> {
        let named = word(tokens, index)?;
        if !self.events.contains_key(named) && !names.imported.contains_key(named) {
            return None;
        }
        let first = start_of_path(tokens, index);
        let path: Vec<_> = (first..=index).step_by(2).filter_map(|index| word(tokens, index)).collect();
        let path = names.full(&path);
        let (name, event) = self.events.get_key_value(*path.last()?)?;
        let nowhere = Homes::default();
        match names.meaning(&path, index, self.homes.get(name).unwrap_or(&nowhere)) {
            Meaning::Event => Some((event, None)),
            Meaning::Unsure => Some((event, Some(name))),
            Meaning::Other => None,
        }
    }
}

fn is_sign(tokens: &[Token<'_>], index: usize, sign: char) -> bool {
    tokens.get(index).is_some_and(|token| token.kind == Kind::Sign(sign))
}

fn word<'a>(tokens: &[Token<'a>], index: usize) -> Option<&'a str> {
    match tokens.get(index)?.kind {
        Kind::Word(word) => Some(word),
        Kind::Text(_) | Kind::Sign(_) | Kind::Path | Kind::Arm | Kind::Returns | Kind::Equal => None,
    }
}

/// Where the block of a module of tests opens, counted from `#[cfg(test)]`.
const TEST_BLOCK: usize = 9;
/// No path has more parts.
const LONGEST_PATH: usize = 64;

/// Returns whether `#[cfg(test)] mod name {` begins here.
fn is_test_module(tokens: &[Token<'_>]) -> bool {
    let cfg = [Kind::Sign('#'), Kind::Sign('['), Kind::Word("cfg"), Kind::Sign('('), Kind::Word("test")];
    tokens.iter().map(|token| token.kind).take(5).eq(cfg)
        && word(tokens, 7) == Some("mod")
        && is_sign(tokens, TEST_BLOCK, '{')
}

/// Returns for each brace that opens a block the place behind that block, in one pass; elsewhere a number without meaning.
fn ends(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut ends = vec![tokens.len(); tokens.len()];
    let mut open = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('{') => open.push(index),
            Kind::Sign('}') => open.pop().into_iter().for_each(|open| ends[open] = index + 1),
            Kind::Word(_) | Kind::Text(_) | Kind::Sign(_) | Kind::Path | Kind::Arm | Kind::Returns | Kind::Equal => {}
        }
    }
    ends
}

/// Returns whether the type at this place is made there: `Type { … }`, `Type::Form { … }`, `Type::new(`, `Type.record(` or
/// `record(Type`; not where it is declared, named, shown or taken apart.
fn is_made(tokens: &[Token<'_>], ends: &[usize], index: usize) -> bool {
    let first = start_of_path(tokens, index);
    if is_named(tokens, first) || is_argument(tokens, first, &SHOWN_BY) {
        return false;
    }
    let is_path = tokens.get(index + 1).is_some_and(|token| token.kind == Kind::Path);
    let member = word(tokens, index + 2).filter(|_| is_path);
    let end = if member.is_some() { index + 3 } else { index + 1 };
    let is_form = member.is_none_or(|member| member.starts_with(char::is_uppercase));
    if is_sign(tokens, end, '{') {
        return is_form && !is_pattern(tokens, ends[end]);
    }
    if is_sign(tokens, end, '(') {
        return member.is_some_and(|member| MAKERS.contains(&member) || is_form);
    }
    let calls = is_sign(tokens, end, '.') && word(tokens, end + 1) == Some("record");
    calls || is_argument(tokens, first, &["record"])
}

/// Returns where the path begins whose last part stands at this place.
fn start_of_path(tokens: &[Token<'_>], index: usize) -> usize {
    let mut first = index;
    while first >= 2
        && index - first < LONGEST_PATH
        && tokens[first - 1].kind == Kind::Path
        && word(tokens, first - 2).is_some()
    {
        first -= 2;
    }
    first
}

/// Returns whether what stands before says that a type is declared or named.
fn is_named(tokens: &[Token<'_>], first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| match tokens[before].kind {
        Kind::Returns => true,
        Kind::Word(word) => NAMED_BY.contains(&word),
        Kind::Text(_) | Kind::Sign(_) | Kind::Path | Kind::Arm | Kind::Equal => false,
    })
}

/// Returns whether the block in braces that ends before this place was a pattern: it leaves fields out with `..`, or an
/// arm, a guard or a binding follows, behind the parentheses that it is in.
fn is_pattern(tokens: &[Token<'_>], end: usize) -> bool {
    let leaves_out = end >= 3 && is_sign(tokens, end - 3, '.') && is_sign(tokens, end - 2, '.');
    let after = tokens.iter().skip(end).map(|token| token.kind).find(|kind| *kind != Kind::Sign(')'));
    leaves_out || matches!(after, Some(Kind::Arm | Kind::Sign('=' | '|') | Kind::Word("if")))
}

/// Returns whether what begins here is the first thing that one of these functions is called with.
fn is_argument(tokens: &[Token<'_>], first: usize, functions: &[&str]) -> bool {
    let open = if first > 0 && is_sign(tokens, first - 1, '&') { first.checked_sub(2) } else { first.checked_sub(1) };
    let called = |open: usize| word(tokens, open.checked_sub(1)?).filter(|_| is_sign(tokens, open, '('));
    open.and_then(called).is_some_and(|function| functions.contains(&function))
}

#[cfg(test)]
mod tests;
