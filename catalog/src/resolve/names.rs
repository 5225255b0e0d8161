//! The grammar of names, the catalog's own naming rules, reserved names.

use super::merge::Merged;
use crate::declared::{Letters, NameRuleDecl, Spanned, Text, Written};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules;
use crate::source::Span;
use heck::{ToKebabCase, ToLowerCamelCase, ToSnakeCase, ToUpperCamelCase};
use regex_lite::Regex;
use std::collections::HashMap;

/// The longest name of an event or field, in characters. VS Code's limit for a name on the wire is 150.
const LONGEST: usize = 150;

/// The naming rules of a catalog.
#[derive(Default)]
pub(super) struct Names {
    events: NameRule,
    fields: NameRule,
    /// Reserved names in lower case.
    reserved: HashMap<String, Span>,
}

#[derive(Default)]
struct NameRule {
    letters: Option<Letters>,
    pattern: Option<Regex>,
    max_length: Option<usize>,
    no_trailing_digit: bool,
}

impl Names {
    pub(super) fn new(merged: &Merged<'_>, diagnostics: &mut Diagnostics) -> Self {
        let reserved = merged.list(|decl| &decl.reserved).map(|item| (item.value.to_lowercase(), item.span)).collect();
        let rules = merged.single("names", |decl| &decl.names, diagnostics).and_then(Written::get);
        let mut rule = |written: Option<&Written<NameRuleDecl>>| {
            written.and_then(Written::get).map(|rule| name_rule(rule, diagnostics)).unwrap_or_default()
        };
        let events = rule(rules.map(|rules| &rules.events));
        let fields = rule(rules.map(|rules| &rules.fields));
        Self { events, fields, reserved }
    }

    /// Checks the name of an event; `false` when nothing can be named so.
    pub(super) fn event(&self, name: &Spanned<Text>, diagnostics: &mut Diagnostics) -> bool {
        grammar("event", name, diagnostics) && self.events.check("event", name, diagnostics)
    }

    /// Checks the name of a field; `false` when nothing can be named so.
    pub(super) fn field(&self, name: &Spanned<Text>, diagnostics: &mut Diagnostics) -> bool {
        if !grammar("field", name, diagnostics) || !self.fields.check("field", name, diagnostics) {
            return false;
        }
        if self.reserved.is_empty() {
            return true;
        }
        let Some(reserved) = self.reserved.get(&name.value.to_lowercase()) else { return true };
        let message = format!("`{}` is a reserved name", name.value);
        let diagnostic = Diagnostic::new(&rules::RESERVED_NAME, name.span, message, "choose another name");
        diagnostics.push(diagnostic.with_label(*reserved, "reserved here"));
        false
    }
}

fn name_rule(decl: &NameRuleDecl, diagnostics: &mut Diagnostics) -> NameRule {
    NameRule {
        letters: decl.letters.get().copied(),
        pattern: pattern(&decl.pattern, diagnostics),
        max_length: decl.max_length.get().map(|length| *length as usize),
        no_trailing_digit: decl.trailing_digit.get() == Some(&false),
    }
}

/// Returns a regular expression that the whole of a text must match; reports one that cannot be read.
pub(super) fn pattern(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Option<Regex> {
    let (span, text) = written.spanned()?;
    match Regex::new(&format!("^(?:{text})$")) {
        Ok(regex) => Some(regex),
        Err(error) => {
            let message = format!("`{}` is not a regular expression: {error}", crate::words::shorten(text));
            let help = "write a regular expression that the whole text matches, without look-around or back-references";
            diagnostics.push(Diagnostic::new(&rules::BAD_PATTERN, span, message, help));
            None
        }
    }
}

impl NameRule {
    fn check(&self, noun: &str, name: &Spanned<Text>, diagnostics: &mut Diagnostics) -> bool {
        let text = &*name.value;
        let fault = if let Some(letters) = self.letters.filter(|letters| !is_spelled(text, *letters)) {
            Some((format!("is not {letters}"), format!("write `{}`", spelled(text, letters))))
        } else if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
            let pattern = self.pattern.as_ref().map_or("", Regex::as_str);
            let pattern = pattern.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$")).unwrap_or(pattern);
            Some(("does not match the catalog's pattern".to_owned(), format!("choose a name that matches `{pattern}`")))
        } else if let Some(max) = self.max_length.filter(|max| text.chars().count() > *max) {
            Some((format!("has more than {max} characters"), "choose a shorter name".to_owned()))
        } else if self.no_trailing_digit && text.ends_with(|char: char| char.is_ascii_digit()) {
            Some(("ends with a digit".to_owned(), "choose a name that ends with a letter".to_owned()))
        } else {
            None
        };
        let Some((clause, help)) = fault else { return true };
        let message = format!("the {noun} name `{text}` {clause}");
        diagnostics.push(Diagnostic::new(&rules::NAMING_RULE, name.span, message, help));
        false
    }
}

fn is_spelled(name: &str, letters: Letters) -> bool {
    // The braces around the placeholder of a family are no part of any name that is sent.
    if name.contains(['{', '}']) {
        return is_spelled(&name.replace(['{', '}'], ""), letters);
    }
    spelled(name, letters) == name
}

/// Returns a name in a casing, each part between dots and slashes by itself.
fn spelled(name: &str, letters: Letters) -> String {
    let spell = |part: &str| match letters {
        Letters::Snake => part.to_snake_case(),
        Letters::Kebab => part.to_kebab_case(),
        Letters::Camel => part.to_lower_camel_case(),
        Letters::Pascal => part.to_upper_camel_case(),
    };
    let mut spelled = String::new();
    for part in name.split_inclusive(['.', '/']) {
        let word = part.trim_end_matches(['.', '/']);
        spelled.push_str(&spell(word));
        spelled.push_str(&part[word.len()..]);
    }
    spelled
}

/// Checks what no name of an event or field may hold, whatever a catalog allows.
fn grammar(noun: &str, name: &Spanned<Text>, diagnostics: &mut Diagnostics) -> bool {
    let text = &*name.value;
    if is_plain(text) {
        return true;
    }
    let bad = |char: char| !is_seen(char) || "`\"'\\<>|#".contains(char);
    let letters = "write letters, digits and `_ - . / : $`, with at least one letter; `title:` may hold anything";
    let fault = if text.is_empty() {
        Some("is empty".to_owned())
    } else if let Some(char) = text.chars().find(|char| bad(*char)) {
        Some(format!("holds {}", named(char)))
    } else if !text.chars().any(char::is_alphabetic) {
        Some("has no letter".to_owned())
    } else if text.chars().count() > LONGEST {
        Some(format!("has more than {LONGEST} characters"))
    } else {
        None
    };
    let Some(clause) = fault else { return true };
    let message = format!("the {noun} name `{}` {clause}", crate::words::shorten(text));
    let help = if text.chars().count() > LONGEST { "choose a shorter name; `title:` may be long" } else { letters };
    diagnostics.push(Diagnostic::new(&rules::BAD_NAME, name.span, message, help));
    false
}

/// Answers for the usual name without looking at its characters one by one; `false` means that somebody has to.
fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    text.len() <= LONGEST && text.bytes().all(plain) && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// A name that holds what nobody sees looks like another one.
fn is_seen(char: char) -> bool {
    !char.is_whitespace() && !char.is_control() && !crate::words::is_invisible(char)
}

fn named(char: char) -> String {
    match char {
        ' ' => "a space".to_owned(),
        '`' => "a backtick".to_owned(),
        char if !is_seen(char) => format!("U+{:04X}", u32::from(char)),
        char => format!("`{char}`"),
    }
}

/// Checks the name of a registry's entry: a word that can stand in an attribute of Rust and in a list of YAML.
pub(super) fn word(noun: &str, name: &Spanned<Text>, diagnostics: &mut Diagnostics) -> bool {
    let text = &*name.value;
    let rest = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.');
    let valid = text.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_') && text.chars().all(rest);
    if !valid || text.len() > 64 {
        let message =
            format!("`{}` cannot be the name of {}", crate::words::shorten(text), crate::words::with_article(noun));
        let help = "write letters, digits, `_`, `-` and `.`, starting with a letter; `title:` may hold anything";
        diagnostics.push(Diagnostic::new(&rules::BAD_NAME, name.span, message, help));
    }
    valid
}
