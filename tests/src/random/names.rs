//! Names that differ from each other, and little else is sure of them.

use super::dice::Dice;
use std::collections::HashSet;

/// The names of a catalog; no two differ only in case.
pub(super) struct Names {
    /// Whether all are `like_this`.
    pub(super) plain: bool,
    taken: HashSet<String>,
}

const PLAIN: [&str; 24] = [
    "file", "size", "kind", "opened", "closed", "saved", "user", "count", "time", "mode", "level", "type", "self",
    "match", "async", "option", "event", "fields", "value", "encode", "some", "none", "string", "new",
];

const ODD: [&str; 24] = [
    "Self",
    "HTTPServer",
    "camelCase",
    "größe",
    "naïve",
    "日本",
    "событие",
    "2fa",
    "x2y",
    "Option",
    "String",
    "__t",
    "RECORD",
    "u64",
    "dyn",
    "crate",
    "super",
    "fn",
    "r",
    "$el",
    "éa",
    "Vec",
    "Default",
    "ß",
];

impl Names {
    pub(super) fn new(plain: bool) -> Self {
        Self { plain, taken: HashSet::new() }
    }

    /// Returns a new name of an event or field.
    pub(super) fn give(&mut self, dice: &mut Dice) -> String {
        loop {
            let mut name = String::new();
            for index in 0..dice.between(1, 3) {
                let odd = !self.plain && dice.chance(3);
                if index > 0 {
                    name.push_str(if odd { dice.pick(&[".", "/", "-", ":", "_", "__", "$"]) } else { "_" });
                }
                name.push_str(if odd { dice.pick(&ODD) } else { dice.pick(&PLAIN) });
            }
            if !self.plain && dice.chance(12) {
                name.push_str(dice.pick(&["_", ".", "2", "_2", "-"]));
            }
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }

    /// Returns a new name for an entry of a registry.
    pub(super) fn word(&mut self, dice: &mut Dice) -> String {
        const WORDS: [&str; 14] = [
            "team",
            "metrics",
            "store",
            "type",
            "in-house",
            "v1.beta",
            "_low",
            "A",
            "self",
            "fn",
            "Lab",
            "x_y",
            "if",
            "true-north",
        ];
        loop {
            let mut word = format!("{}{}", dice.pick(&WORDS), dice.pick(&["", "-of", "_b", ".c", "2", "Z"]));
            if dice.chance(4) {
                word.push_str(dice.pick(&WORDS));
            }
            if self.taken.insert(word.to_lowercase()) {
                return word;
            }
        }
    }
}
