//! Where Rust code makes the type of an event.

use super::token::{Kind, Token, tokens};
use std::collections::HashMap;
use telemetry_catalog::model::Catalog;
use telemetry_catalog::render::rust_types;

/// The types that stand for events, by name.
pub(super) struct Types {
    events: HashMap<String, String>,
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
        Self { events: rust_types(catalog).into_iter().map(|(event, name)| (name, event)).collect() }
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

    /// Returns each place of a file where an event is made, tests apart.
    pub(super) fn recorded(&self, text: &str) -> Vec<(&str, u32)> {
        let tokens = tokens(text);
        let ends = ends(&tokens);
        let mut found = Vec::new();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            if is_test_module(&tokens[index..]) {
                index = ends[index + TEST_BLOCK];
                continue;
            }
            if let Kind::Word(word) = token.kind
                && let Some(event) = self.events.get(word)
                && is_made(&tokens, &ends, index)
            {
                found.push((event.as_str(), token.line));
            }
            index += 1;
        }
        found
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
mod tests {
    use super::Types;

    fn check(text: &str, lines: &[u32]) {
        let types = Types { events: [("Saved".to_owned(), "saved".to_owned())].into() };
        let found: Vec<u32> = types.recorded(text).into_iter().map(|(_, line)| line).collect();
        assert_eq!(found, lines, "{text}");
    }

    #[test]
    fn what_makes_an_event_is_found() {
        check("Saved { a: 1 }.record();", &[1]);
        check("let event =\n telemetry::Saved { a: 1 };", &[2]);
        check("telemetry.record(&Saved);\nrecord(crate::Saved)", &[1, 2]);
        check("Saved.record(); Saved::new(1); Saved::builder()", &[1, 1, 1]);
        check("f(Saved::Form { a: 1 }, Saved::Other(2))", &[1, 1]);
        check("if x { Saved { a: 1 }.record() }", &[1]);
        check("match x { 1 => f(Saved { a: 1, ..base }), _ => Saved { a: 2 } }", &[1, 1]);
    }

    #[test]
    fn what_names_an_event_is_not() {
        check("pub struct Saved { a: u8 } impl Saved { } impl Event for Saved { }", &[]);
        check("use a::Saved; fn make() -> Saved { todo() } fn take(saved: Saved) {}", &[]);
        check("match x { Saved { a } => 1, a::Saved::Form { .. } | y => 2 }", &[]);
        check("match x { Some(Saved { a }) => 1, Saved { a } if a > 1 => 2 } matches!(x, Saved { a, .. })", &[]);
        check("let Saved { a } = x; if let Saved { .. } = x {} while let m::Saved { .. } = x {}", &[]);
        check("// Saved { }\n/* Saved { } */ \"Saved { }\" r#\"Saved { }\"#", &[]);
        check("SavedAll { }; Saved::describe()", &[]);
        check("host.with_sample(Saved { a: 1 }); telemetry.preview(&m::Saved { a: 1 })", &[]);
        check("#[cfg(test)]\nmod tests { fn a() { Saved { a: 1 }.record() } }\nSaved {}", &[3]);
    }

    #[test]
    fn what_does_not_end_is_read_to_the_end() {
        for text in
            ["Saved", "Saved {", "Saved::", "record(", "record(&", "&Saved", "#[cfg(test)] mod a {", "}}} Saved {}"]
        {
            let types = Types { events: [("Saved".to_owned(), "saved".to_owned())].into() };
            types.recorded(text);
        }
    }

    #[test]
    fn no_text_ends_the_search() {
        const PARTS: [&str; 24] = [
            "Saved",
            "record",
            "::",
            "{",
            "}",
            "(",
            "&",
            "\"",
            "'",
            "\\",
            "#",
            "r",
            "b",
            "/*",
            "*/",
            "//",
            "\n",
            "é",
            "🦀",
            "#[cfg(test)] mod a {",
            "name = ",
            "struct ",
            "=>",
            "\0",
        ];
        let types = Types { events: [("Saved".to_owned(), "saved".to_owned())].into() };
        // Numbers that look random and are the same in each run.
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let text: String = (0..12)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    PARTS[usize::try_from(state >> 33).unwrap_or(0) % PARTS.len()]
                })
                .collect();
            let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
            assert!(types.recorded(&text).iter().all(|(_, line)| *line <= lines), "{text:?}");
        }
    }
}
