//! The consent levels: how much a user agreed to.

/// How much a user agreed to. Each level includes those before it; *undecided sends nothing*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consent {
    /// Nothing is recorded.
    Off,
    /// Recorded for the user's own eyes; nothing is sent.
    Local,
    /// Crash reports are sent.
    Crash,
    /// Error reports too.
    Error,
    /// Usage events too.
    Usage,
    /// What the user wrote too, where an event declares it.
    Extended,
}

impl Consent {
    /// All levels, least first.
    pub const ALL: [Self; 6] = [Self::Off, Self::Local, Self::Crash, Self::Error, Self::Usage, Self::Extended];

    /// Returns the word that catalogs and attributes use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Local => "local",
            Self::Crash => "crash",
            Self::Error => "error",
            Self::Usage => "usage",
            Self::Extended => "extended",
        }
    }

    /// Returns the sentence that pages print.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Off => "Nothing is recorded.",
            Self::Local => "Recorded for the user's own eyes; nothing is sent.",
            Self::Crash => "Crash reports are sent.",
            Self::Error => "Crash and error reports are sent.",
            Self::Usage => "Usage events are sent too.",
            Self::Extended => "What the user wrote is sent too, where an event declares it.",
        }
    }

    /// Returns the level with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.name() == name)
    }
}

impl core::fmt::Display for Consent {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(self.name())
    }
}
