//! The rules that can decide, in their order, with the words that `status` prints.

/// What decided the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The program was built without telemetry.
    CompiledOff,
    /// The administrator's policy.
    Policy,
    /// `DO_NOT_TRACK`.
    DoNotTrack,
    /// A variable of the program's own.
    Variable,
    /// An argument of the program.
    Flag,
    /// A file of the project that is worked on.
    Project,
    /// The program runs in continuous integration.
    Ci,
    /// Nobody decided yet.
    Undecided,
    /// The user's decision.
    User,
    /// What the product does for users who were told and did not object.
    Default,
    /// A cap of the catalog.
    Cap,
    /// A fact that a cap of the catalog asks for is not known.
    UnknownFact,
}

impl Rule {
    /// All rules, in the order in which they are asked.
    pub const ALL: [Self; 12] = [
        Self::CompiledOff,
        Self::Policy,
        Self::DoNotTrack,
        Self::Variable,
        Self::Flag,
        Self::Project,
        Self::Ci,
        Self::Undecided,
        Self::User,
        Self::Default,
        Self::Cap,
        Self::UnknownFact,
    ];

    /// Returns the word for the rule, which does not change.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CompiledOff => "compiled-off",
            Self::Policy => "policy",
            Self::DoNotTrack => "do-not-track",
            Self::Variable => "variable",
            Self::Flag => "flag",
            Self::Project => "project",
            Self::Ci => "ci",
            Self::Undecided => "undecided",
            Self::User => "user",
            Self::Default => "default",
            Self::Cap => "cap",
            Self::UnknownFact => "unknown-fact",
        }
    }

    /// Returns the sentence that `status` prints.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::CompiledOff => "The program was built without telemetry.",
            Self::Policy => "The administrator of this machine decided.",
            Self::DoNotTrack => "The environment asks all programs not to track.",
            Self::Variable => "An environment variable of the program decided.",
            Self::Flag => "An argument of the program decided.",
            Self::Project => "A file of the project decided.",
            Self::Ci => "The program runs in continuous integration, where nobody can agree.",
            Self::Undecided => "You have not decided yet, so nothing is sent.",
            Self::User => "You decided.",
            Self::Default => "The product sends unless you object, and the notice was shown.",
            Self::Cap => "A rule of the product allows no more.",
            Self::UnknownFact => "A rule of the product cannot be applied, because a fact is not known.",
        }
    }
}

impl core::fmt::Display for Rule {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;
    use std::collections::BTreeSet;

    #[test]
    fn rules_are_in_order_each_with_a_name_and_a_sentence_of_its_own() {
        assert!(Rule::ALL.is_sorted());
        let names: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        let sentences: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.sentence()).collect();
        assert_eq!((names.len(), sentences.len()), (Rule::ALL.len(), Rule::ALL.len()));
        assert!(sentences.iter().all(|sentence| sentence.ends_with('.')));
    }
}
