//! What a program remembers between its runs: what the user decided, and what they were told.

use crate::Consent;
use crate::rules::ConsentRules;
use std::collections::BTreeSet;

/// What a program remembers between its runs. By default nothing: the user is undecided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// What the user decided; nothing where they did not.
    pub choice: Option<Choice>,
    /// The notice that was shown last.
    pub notice: Option<Notice>,
    /// The permissions that were given.
    pub grants: Grants,
}

/// What a user decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// How much they agreed to.
    pub level: Consent,
    /// The version of what they agreed to; 0 where the catalog has none.
    pub version: u32,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// A notice that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The version of consent that it spoke of; 0 where the catalog has none.
    pub version: u32,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// The names of permissions that were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(BTreeSet<String>);

impl Grants {
    /// Returns the names, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Returns whether a permission was given.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Adds a permission, and returns whether it can be: names are made of letters, digits, `_`, `-` and `.`, as those
    /// of catalogs are.
    #[must_use = "a name that cannot be remembered is not granted"]
    pub fn give(&mut self, name: &str) -> bool {
        let is_plain =
            !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || "_-.".contains(char));
        if is_plain {
            self.0.insert(name.to_owned());
        }
        is_plain
    }

    /// Takes a permission back, and returns whether it was given.
    pub fn revoke(&mut self, name: &str) -> bool {
        self.0.remove(name)
    }
}

impl Remembered {
    /// Remembers a decision. Where nothing is sent any more, all permissions are taken back with it: who agrees again is
    /// asked for each again.
    pub fn choose(&mut self, choice: Choice) {
        if choice.level <= Consent::Local {
            self.grants = Grants::default();
        }
        self.choice = Some(choice);
    }

    /// Returns whether the user should be told what is collected: they never were, or a newer version of the catalog
    /// collects more. Who decided against telemetry is left alone.
    #[must_use]
    pub fn wants_notice(&self, rules: &ConsentRules) -> bool {
        if self.choice.is_some_and(|choice| choice.level <= Consent::Local) {
            return false;
        }
        let chosen = self.choice.map(|choice| choice.version);
        let told = self.notice.map(|notice| notice.version);
        chosen.max(told).is_none_or(|version| version < rules.version)
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Grants, Notice, Remembered};
    use crate::Consent;
    use crate::rules::ConsentRules;

    #[test]
    fn the_notice_is_shown_once_for_each_version_and_not_to_those_who_said_no() {
        let rules = ConsentRules { version: 2, ..ConsentRules::DEFAULT };
        let check = |choice: Option<(Consent, u32)>, notice: Option<u32>, expected| {
            let choice = choice.map(|(level, version)| Choice { level, version, at: 0 });
            let notice = notice.map(|version| Notice { version, at: 0 });
            let remembered = Remembered { choice, notice, ..Remembered::default() };
            assert_eq!(remembered.wants_notice(&rules), expected, "{remembered:?}");
        };
        check(None, None, true);
        check(None, Some(1), true);
        check(None, Some(2), false);
        check(Some((Consent::Usage, 1)), None, true);
        check(Some((Consent::Usage, 1)), Some(2), false);
        check(Some((Consent::Usage, 2)), None, false);
        check(Some((Consent::Off, 1)), None, false);
        check(Some((Consent::Local, 1)), Some(1), false);
    }

    #[test]
    fn who_withdraws_takes_all_permissions_back() {
        for level in Consent::ALL {
            let mut remembered = Remembered::default();
            assert!(remembered.grants.give("prompts"));
            remembered.choose(Choice { level, version: 1, at: 0 });
            assert_eq!(remembered.grants.contains("prompts"), level > Consent::Local, "{level}");
        }
    }

    #[test]
    fn only_plain_names_are_granted() {
        let mut grants = Grants::default();
        let mut check = |name, expected| assert_eq!(grants.give(name), expected, "{name:?}");
        check("prompts", true);
        check("team-a.internal_2", true);
        for name in ["", "a b", "a,b", "a\nlevel = usage", "größe"] {
            check(name, false);
        }
        assert_eq!(grants.iter().collect::<Vec<_>>(), ["prompts", "team-a.internal_2"]);
        assert!(grants.revoke("prompts") && !grants.revoke("prompts") && !grants.contains("prompts"));
    }
}
