//! The notation of catalogs, printed: what somebody would have written of a part of the model.
//!
//! It is the way back from resolved to declared. What the model holds is written, unless it is what holds where nothing
//! is written; read again it resolves to the same. Rust modules carry in this form what no type stands for.

mod destination;
mod event;
mod field;
mod flow;
mod head;

pub(crate) use event::{event, prefix};
pub(crate) use field::field;
pub(crate) use flow::flow;
pub(crate) use head::head;

use crate::model::{Alias, Change, CodeSite, Condition, Field, Literal, Text};

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Text(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    List(Vec<Tree>),
    Map(Map),
}

/// Values by name, in the order of the format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Map(Vec<(String, Tree)>);

/// Makes a mapping.
pub(super) fn map(write: impl FnOnce(&mut Map)) -> Tree {
    let mut map = Map::default();
    write(&mut map);
    Tree::Map(map)
}

/// Makes a list of texts.
pub(super) fn texts<'text>(texts: impl IntoIterator<Item = &'text str>) -> Tree {
    Tree::List(texts.into_iter().map(|text| Tree::Text(text.to_owned())).collect())
}

impl Map {
    pub(super) fn tree(&mut self, key: &str, value: Tree) {
        self.0.push((key.to_owned(), value));
    }

    /// Returns the value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Tree> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.tree(key, Tree::Text(text.to_owned()));
    }

    pub(super) fn text_if(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    pub(super) fn count_if(&mut self, key: &str, count: Option<u32>) {
        if let Some(count) = count {
            self.tree(key, Tree::Int(count.into()));
        }
    }

    pub(super) fn texts<'text>(&mut self, key: &str, items: impl IntoIterator<Item = &'text str>) {
        self.tree_if(key, texts(items));
    }

    /// Adds a list or a mapping, unless it is empty.
    pub(super) fn tree_if(&mut self, key: &str, value: Tree) {
        if !matches!(&value, Tree::List(items) if items.is_empty())
            && !matches!(&value, Tree::Map(map) if map.0.is_empty())
        {
            self.tree(key, value);
        }
    }

    pub(super) fn map(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        self.tree_if(key, map(write));
    }

    pub(super) fn condition(&mut self, condition: Option<&Condition>) {
        if let Some(of) = condition {
            self.tree("condition", self::condition(of));
        }
    }

    pub(super) fn changes(&mut self, changes: &[Change]) {
        let change = |change: &Change| {
            map(|map| {
                map.text("version", change.version());
                map.text("note", change.note());
            })
        };
        self.tree_if("changed", Tree::List(changes.iter().map(change).collect()));
    }

    pub(super) fn code(&mut self, sites: &[CodeSite]) {
        let sites: Vec<String> = sites.iter().map(code_site).collect();
        self.texts("code", sites.iter().map(String::as_str));
    }

    pub(super) fn aliases(&mut self, of: &[Alias]) {
        self.tree_if("aliases", aliases(of));
    }

    pub(super) fn names(&mut self, key: &str, names: &[Text]) {
        self.texts(key, names.iter().map(|name| &**name));
    }
}

/// Writes a place in the code: `path`, `path:line` or `path:line@revision`.
pub(crate) fn code_site(site: &CodeSite) -> String {
    let line = site.line().map(|line| format!(":{line}")).unwrap_or_default();
    let revision = site.revision().map(|revision| format!("@{revision}")).unwrap_or_default();
    format!("{}{line}{revision}", site.path())
}

/// Writes fields by name.
pub(crate) fn fields<'a>(fields: impl Iterator<Item = (&'a str, &'a Field)>) -> Tree {
    map(|map| fields.for_each(|(name, of)| map.tree(name, field(of))))
}

/// Writes other names.
pub(crate) fn aliases(aliases: &[Alias]) -> Tree {
    let alias = |alias: &Alias| {
        if alias.until().is_none() && alias.note().is_none() {
            return Tree::Text(alias.name().to_owned());
        }
        map(|map| {
            map.text("name", alias.name());
            map.text_if("until", alias.until());
            map.text_if("note", alias.note());
        })
    };
    Tree::List(aliases.iter().map(alias).collect())
}

/// Writes a condition.
pub(crate) fn condition(of: &Condition) -> Tree {
    let all = |parts: &[Condition]| Tree::List(parts.iter().map(condition).collect());
    map(|map| match of {
        Condition::All(parts) => map.tree("all", all(parts)),
        Condition::Any(parts) => map.tree("any", all(parts)),
        Condition::Not(part) => map.tree("not", condition(part)),
        Condition::Is { fact, values } => match values.as_slice() {
            [value] => map.text(fact, value),
            values => map.tree(fact, texts(values.iter().map(|value| &**value))),
        },
    })
}

/// Writes a single value.
pub(super) fn literal(literal: &Literal) -> Tree {
    match literal {
        Literal::Bool(value) => Tree::Bool(*value),
        Literal::Int(number) => Tree::Int(*number),
        Literal::Float(number) => Tree::Float(*number),
        Literal::Text(text) => Tree::Text(text.to_string()),
    }
}

pub(super) fn literals(literals: &[Literal]) -> Tree {
    Tree::List(literals.iter().map(literal).collect())
}

impl Tree {
    /// Returns the value as Rust's tokens: `{ key: value }`, `[…]`, words, texts in quotes. On one line where it fits
    /// into `width` columns.
    pub(crate) fn rust(&self, width: usize) -> String {
        let mut text = String::new();
        self.push(&mut text, width, 0, 0);
        text
    }

    /// Returns the entries of a mapping, one or more lines each, without braces around them and not indented.
    pub(crate) fn rust_entries(&self, width: usize) -> Vec<String> {
        let Self::Map(map) = self else { return vec![self.rust(width)] };
        let entry = |(key, value): &(String, Self)| {
            let mut text = String::new();
            push_entry(&mut text, key, value, width, 0);
            text.push(',');
            text
        };
        map.0.iter().map(entry).collect()
    }

    /// Writes the value, of which `column` columns of its first line are taken.
    fn push(&self, text: &mut String, width: usize, depth: usize, column: usize) {
        match self {
            Self::Text(value) => push_word(text, value),
            Self::Int(number) => text.push_str(&number.to_string()),
            Self::Float(number) => text.push_str(&format!("{number:?}")),
            Self::Bool(value) => text.push_str(&value.to_string()),
            Self::List(_) | Self::Map(_) => {
                let line = self.line();
                // One more for the comma behind it.
                if column + line.chars().count() < width {
                    text.push_str(&line);
                } else {
                    self.push_lines(text, width, depth);
                }
            }
        }
    }

    fn push_lines(&self, text: &mut String, width: usize, depth: usize) {
        let indent = "    ".repeat(depth + 1);
        let (open, close) = if matches!(self, Self::Map(_)) { ("{", "}") } else { ("[", "]") };
        text.push_str(open);
        match self {
            Self::Map(map) => {
                for (key, value) in &map.0 {
                    text.push('\n');
                    text.push_str(&indent);
                    push_entry(text, key, value, width, depth + 1);
                    text.push(',');
                }
            }
            Self::List(items) => {
                for item in items {
                    text.push('\n');
                    text.push_str(&indent);
                    item.push(text, width, depth + 1, indent.len());
                    text.push(',');
                }
            }
            Self::Text(_) | Self::Int(_) | Self::Float(_) | Self::Bool(_) => {}
        }
        text.push('\n');
        text.push_str(&"    ".repeat(depth));
        text.push_str(close);
    }

    /// Returns the value on one line.
    fn line(&self) -> String {
        let unlimited = usize::MAX;
        let inside = |items: Vec<String>| items.join(", ");
        match self {
            Self::Map(map) if map.0.is_empty() => "{}".to_owned(),
            Self::Map(map) => {
                let entry = |(key, value): &(String, Self)| {
                    let mut text = String::new();
                    push_entry(&mut text, key, value, unlimited, 0);
                    text
                };
                format!("{{ {} }}", inside(map.0.iter().map(entry).collect()))
            }
            Self::List(items) => format!("[{}]", inside(items.iter().map(|item| item.rust(unlimited)).collect())),
            Self::Text(_) | Self::Int(_) | Self::Float(_) | Self::Bool(_) => self.rust(unlimited),
        }
    }
}

fn push_entry(text: &mut String, key: &str, value: &Tree, width: usize, depth: usize) {
    let before = text.len();
    push_word(text, key);
    text.push_str(": ");
    let column = depth * 4 + text.len() - before;
    value.push(text, width, depth, column);
}

/// Writes a word as it is where Rust reads it as one, and in quotes otherwise.
fn push_word(text: &mut String, word: &str) {
    let is_ident = word.starts_with(|char: char| char.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !matches!(word, "true" | "false");
    if is_ident { text.push_str(word) } else { super::rust::push_str(text, word) }
}

#[cfg(test)]
mod tests {
    use super::{Tree, map, texts};

    #[test]
    fn what_fits_stands_on_one_line() {
        let tree = map(|outer| {
            outer.text("id", "lamp");
            outer.map("owners", |owners| owners.tree("light-team", map(|owner| owner.text("contact", "a@b"))));
            outer.tree("never", texts(["a name", "true"]));
        });
        let line = r#"{ id: lamp, owners: { "light-team": { contact: "a@b" } }, never: ["a name", "true"] }"#;
        assert_eq!(tree.rust(100), line);
        let lines = "{\n    id: lamp,\n    owners: {\n        \"light-team\": {\n            contact: \"a@b\",\n        },\n    },\n    never: [\"a name\", \"true\"],\n}";
        assert_eq!(tree.rust(40), lines);
        assert_eq!(Tree::Float(1.0).rust(10), "1.0");
    }
}
