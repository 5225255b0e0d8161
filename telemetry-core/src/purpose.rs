//! The purposes: why a value is collected.

/// Why a value is collected. A catalog may extend each of these with purposes of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// To make the requested feature work.
    Operation,
    /// To find and mend failures and slowness.
    Health,
    /// To learn which features are used and to improve them.
    Product,
    /// To count and plan: licences, adoption, growth.
    Business,
    /// To detect and prevent abuse.
    Security,
    /// To adapt the product to its user.
    Personalization,
    /// To advertise or to contact people.
    Marketing,
    /// To train or to evaluate models.
    AiTraining,
}

impl Purpose {
    /// All purposes, in the order pages print them.
    pub const ALL: [Self; 8] = [
        Self::Operation,
        Self::Health,
        Self::Product,
        Self::Business,
        Self::Security,
        Self::Personalization,
        Self::Marketing,
        Self::AiTraining,
    ];

    /// Returns the word that catalogs and attributes use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Health => "health",
            Self::Product => "product",
            Self::Business => "business",
            Self::Security => "security",
            Self::Personalization => "personalization",
            Self::Marketing => "marketing",
            Self::AiTraining => "ai-training",
        }
    }

    /// Returns the sentence that pages print.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Operation => "To make the requested feature work.",
            Self::Health => "To find and mend failures and slowness.",
            Self::Product => "To learn which features are used and to improve them.",
            Self::Business => "To count and plan: licences, adoption, growth.",
            Self::Security => "To detect and prevent abuse.",
            Self::Personalization => "To adapt the product to its user.",
            Self::Marketing => "To advertise or to contact people.",
            Self::AiTraining => "To train or to evaluate models.",
        }
    }

    /// Returns the purpose with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }
}

impl core::fmt::Display for Purpose {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(self.name())
    }
}
