//! The regular expressions of fields, in the language in which the catalog's own check reads them.

use regex_lite::Regex;

/// Compiled expressions, each compiled when it is first asked for.
#[derive(Debug, Default)]
pub struct Patterns {
    compiled: Vec<(&'static str, Option<Regex>)>,
}

impl Patterns {
    /// Longer texts are not searched, and match nothing: time stays bounded.
    pub const LONGEST: usize = 65_536;

    /// Returns whether an expression matches the whole of a text. One that cannot be compiled matches nothing.
    #[must_use]
    pub fn matches(&mut self, pattern: &'static str, text: &str) -> bool {
        text.len() <= Self::LONGEST && self.regex(pattern).is_some_and(|regex| regex.is_match(text))
    }

    fn regex(&mut self, pattern: &'static str) -> Option<&Regex> {
        let known = self.compiled.iter().position(|(known, _)| *known == pattern);
        let at = known.unwrap_or_else(|| {
            self.compiled.push((pattern, Regex::new(&format!("^(?:{pattern})$")).ok()));
            self.compiled.len() - 1
        });
        self.compiled[at].1.as_ref()
    }
}
