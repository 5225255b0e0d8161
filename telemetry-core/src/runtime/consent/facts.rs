//! Facts about the running program, and conditions over them. A fact that nobody set is not known, and what is not known
//! closes.

use crate::rules::{Condition, FactRules};
use std::collections::BTreeMap;
use std::fmt;

/// What the program knows about itself, under the names that its catalog declares.
///
/// ```
/// use telemetry_core::rules::{Condition, FactRules};
/// use telemetry_core::runtime::consent::{Facts, holds};
///
/// static FACTS: [FactRules; 2] = [
///     FactRules { name: "channel", description: "The release channel.", values: &["stable", "preview"] },
///     FactRules { name: "internal", description: "Whether the user works on the program.", values: &[] },
/// ];
/// let preview = Condition::Fact { name: "channel", values: &["preview"] };
/// let mut facts = Facts::new(&FACTS);
/// assert_eq!(holds(&preview, &facts), None);
///
/// facts.set("channel", "preview")?;
/// facts.set("internal", true)?;
/// assert_eq!(holds(&preview, &facts), Some(true));
///
/// let error = facts.set("channel", "nightly").unwrap_err();
/// assert_eq!(error.to_string(), "fact `channel` cannot be `nightly`; it can be `stable`, `preview`");
/// assert_eq!(holds(&preview, &facts), None);
/// # Ok::<(), telemetry_core::runtime::consent::FactError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    declared: &'static [FactRules],
    values: BTreeMap<&'static str, String>,
}

/// A fact that cannot be set so. It is not known from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactError {
    name: String,
    value: String,
    allowed: Allowed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Allowed {
    Names(Vec<&'static str>),
    Values(&'static [&'static str]),
}

impl Facts {
    /// Makes facts of which none is known yet.
    #[must_use]
    pub const fn new(declared: &'static [FactRules]) -> Self {
        Self { declared, values: BTreeMap::new() }
    }

    /// Says what a fact is: a text, a number, `true` or `false`.
    ///
    /// # Errors
    ///
    /// A fact or a value that the catalog does not declare. What the fact was before is no longer known, so that a
    /// condition `not: { channel: preview }` cannot hold because of a word that nobody foresaw.
    pub fn set(&mut self, name: &str, value: impl fmt::Display) -> Result<(), FactError> {
        let value = value.to_string();
        let error = |allowed| FactError { name: name.to_owned(), value: value.clone(), allowed };
        let Some(fact) = self.declared.iter().find(|fact| fact.name == name) else {
            return Err(error(Allowed::Names(self.declared.iter().map(|fact| fact.name).collect())));
        };
        let allowed: &'static [_] = if fact.values.is_empty() { &["true", "false"] } else { fact.values };
        if !allowed.contains(&value.as_str()) {
            self.values.remove(name);
            return Err(error(Allowed::Values(allowed)));
        }
        self.values.insert(fact.name, value);
        Ok(())
    }

    /// Says that a fact is not known any more.
    pub fn unset(&mut self, name: &str) {
        self.values.remove(name);
    }

    /// Returns what a fact is, where it is known.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }
}

/// Returns whether a condition holds; nothing where that depends on a fact that is not known.
///
/// What is known decides where it suffices: `any` holds once one of its conditions does, `all` fails once one does not.
/// Whoever asks treats what is not known as closed: nothing is sent because of it.
#[must_use]
pub fn holds(condition: &Condition, facts: &Facts) -> Option<bool> {
    match condition {
        Condition::Any(conditions) => until(true, conditions, facts),
        Condition::All(conditions) => until(false, conditions, facts),
        Condition::Not(condition) => holds(condition, facts).map(|holds| !holds),
        Condition::Fact { name, values } => facts.get(name).map(|value| values.contains(&value)),
    }
}

/// Returns `decisive` if one of the conditions is that, its opposite if all are, nothing otherwise.
fn until(decisive: bool, conditions: &[Condition], facts: &Facts) -> Option<bool> {
    let mut result = Some(!decisive);
    for condition in conditions {
        match holds(condition, facts) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => result = None,
        }
    }
    result
}

/// Returns the first fact that is not known, of those that leave a condition open.
#[must_use]
pub fn missing(condition: &Condition, facts: &Facts) -> Option<&'static str> {
    if holds(condition, facts).is_some() {
        return None;
    }
    match condition {
        Condition::Any(conditions) | Condition::All(conditions) => {
            conditions.iter().find_map(|condition| missing(condition, facts))
        }
        Condition::Not(condition) => missing(condition, facts),
        Condition::Fact { name, .. } => Some(name),
    }
}

impl fmt::Display for FactError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        match &self.allowed {
            Allowed::Names(names) if names.is_empty() => {
                write!(formatter, "the catalog declares no fact `{}`; it declares none", self.name)
            }
            Allowed::Names(names) => {
                write!(formatter, "the catalog declares no fact `{}`; it declares {}", self.name, list(names))
            }
            Allowed::Values(values) => {
                write!(formatter, "fact `{}` cannot be `{}`; it can be {}", self.name, self.value, list(values))
            }
        }
    }
}

impl std::error::Error for FactError {}

#[cfg(test)]
mod tests {
    use super::{Facts, holds, missing};
    use crate::rules::{Condition, FactRules};

    const DECLARED: [FactRules; 3] = [
        FactRules { name: "a", description: "The first.", values: &[] },
        FactRules { name: "b", description: "The second.", values: &[] },
        FactRules { name: "channel", description: "The channel.", values: &["stable", "preview"] },
    ];

    const A: Condition = Condition::Fact { name: "a", values: &["true"] };
    const B: Condition = Condition::Fact { name: "b", values: &["true"] };
    const PAIR: [Condition; 2] = [A, B];

    fn facts(a: Option<bool>, b: Option<bool>) -> Facts {
        let mut facts = Facts::new(&DECLARED);
        for (name, value) in [("a", a), ("b", b)] {
            if let Some(value) = value {
                facts.set(name, value).expect("the fact is declared");
            }
        }
        facts
    }

    /// The logic of the known and the unknown, as a table that shares no code with `holds`: a result is known if it is
    /// the same whatever the unknown facts are.
    #[test]
    fn what_is_known_decides_where_it_suffices() {
        let possible = |fact: Option<bool>| fact.map_or(vec![true, false], |value| vec![value]);
        let known = |a: Option<bool>, b: Option<bool>, rule: fn(bool, bool) -> bool| {
            let results: Vec<bool> =
                possible(a).iter().flat_map(|a| possible(b).into_iter().map(|b| rule(*a, b))).collect();
            results.iter().all(|result| *result == results[0]).then(|| results[0])
        };
        let thrice = [Some(true), Some(false), None];
        for (a, b) in thrice.iter().flat_map(|a| thrice.iter().map(|b| (*a, *b))) {
            let facts = facts(a, b);
            let check = |condition: Condition, rule| {
                assert_eq!(holds(&condition, &facts), known(a, b, rule), "{condition:?} of {a:?}, {b:?}");
            };
            check(Condition::Any(&PAIR), |a, b| a || b);
            check(Condition::All(&PAIR), |a, b| a && b);
            check(Condition::Not(&A), |a, _| !a);
            check(Condition::Not(&Condition::Any(&PAIR)), |a, b| !(a || b));
            check(Condition::All(&[A, Condition::Not(&B)]), |a, b| a && !b);
        }
        assert_eq!(holds(&Condition::Any(&[]), &facts(None, None)), Some(false));
        assert_eq!(holds(&Condition::All(&[]), &facts(None, None)), Some(true));
    }

    #[test]
    fn the_missing_fact_is_one_that_would_decide() {
        let check = |condition: Condition, a, b, expected| {
            assert_eq!(missing(&condition, &facts(a, b)), expected, "{condition:?}");
        };
        check(Condition::All(&PAIR), Some(true), None, Some("b"));
        check(Condition::All(&PAIR), None, None, Some("a"));
        check(Condition::All(&PAIR), Some(false), None, None);
        check(Condition::Not(&A), None, None, Some("a"));
        check(Condition::Any(&PAIR), Some(true), None, None);
    }

    #[test]
    fn what_the_catalog_does_not_declare_stays_unknown() {
        let mut facts = Facts::new(&DECLARED);
        let mut check = |name, value: &str, expected: &str| {
            let said = facts.set(name, value).map_or_else(|error| error.to_string(), |()| String::new());
            assert_eq!(said, expected);
        };
        check("channel", "preview", "");
        check("channel", "previw", "fact `channel` cannot be `previw`; it can be `stable`, `preview`");
        check("a", "1", "fact `a` cannot be `1`; it can be `true`, `false`");
        check("c", "1", "the catalog declares no fact `c`; it declares `a`, `b`, `channel`");
        let not_preview = Condition::Not(&Condition::Fact { name: "channel", values: &["preview"] });
        assert_eq!(holds(&not_preview, &facts), None);
        assert!(Facts::new(&[]).set("a", 1).is_err_and(|error| error.to_string().ends_with("it declares none")));
    }

    #[test]
    fn a_fact_can_be_unset() {
        let mut facts = facts(Some(true), None);
        assert_eq!(facts.get("a"), Some("true"));
        facts.unset("a");
        assert_eq!((facts.get("a"), holds(&A, &facts)), (None, None));
    }
}
