//! The privacy classes: how bad it is if a value leaks.
//!
//! The wording here is written for the public, once; every page, message and schema quotes it.
//! Classes that a catalog adds between these live in the catalog's model, not here.

/// How bad it is if a value leaks; ordered from harmless to never sent.
///
/// There is no default: of 4,226 classified properties in three real catalogs, 98 % carried the
/// comfortable default class, with hundreds of identifiers hidden among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// About the software or the kind of machine.
    Technical,
    /// What the user did or chose, not what they wrote.
    Interaction,
    /// Tells installs, sessions, projects or users apart.
    Identifier,
    /// Text produced by a failure.
    Diagnostic,
    /// Written, named or owned by the user.
    Content,
    /// Names or reaches a person.
    Personal,
    /// Never sent.
    Restricted,
}

impl Class {
    /// All classes, lowest rank first.
    pub const ALL: [Self; 7] = [
        Self::Technical,
        Self::Interaction,
        Self::Identifier,
        Self::Diagnostic,
        Self::Content,
        Self::Personal,
        Self::Restricted,
    ];

    /// Returns the word that catalogs and attributes use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Interaction => "interaction",
            Self::Identifier => "identifier",
            Self::Diagnostic => "diagnostic",
            Self::Content => "content",
            Self::Personal => "personal",
            Self::Restricted => "restricted",
        }
    }

    /// Returns the rank, 10 to 70 in steps of ten, so that a catalog can put own classes between.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Technical => 10,
            Self::Interaction => 20,
            Self::Identifier => 30,
            Self::Diagnostic => 40,
            Self::Content => 50,
            Self::Personal => 60,
            Self::Restricted => 70,
        }
    }

    /// Returns the five-second test: the sentence that decides whether a value is of this class.
    #[must_use]
    pub const fn test(self) -> &'static str {
        match self {
            Self::Technical => "about our software or the kind of machine; the same for thousands of people",
            Self::Interaction => "what they did or chose, not what they wrote",
            Self::Identifier => "tells installs, sessions, projects or users apart; every hash",
            Self::Diagnostic => "text produced by a failure: message, stack, dump",
            Self::Content => {
                "the user wrote it, named it, or it comes from their files: paths, URLs, queries, prompts, code, arguments"
            }
            Self::Personal => "names or reaches a person: name, e-mail, account, IP, coarse location",
            Self::Restricted => "secrets, special categories, children, money, exact location",
        }
    }

    /// Returns how values of this class are handled unless a catalog says more.
    #[must_use]
    pub const fn handling(self) -> &'static str {
        match self {
            Self::Technical => "sent at consent `usage` or `error`",
            Self::Interaction => "sent at consent `usage`",
            Self::Identifier => "must state its lifetime and how it is made; makes the event linked",
            Self::Diagnostic => "sent at consent `error` or `crash`, after redaction",
            Self::Content => "off unless consent is `extended`",
            Self::Personal => "explicit grant, legal basis and retention required",
            Self::Restricted => "never sent",
        }
    }

    /// Returns the class with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

impl core::fmt::Display for Class {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(self.name())
    }
}
