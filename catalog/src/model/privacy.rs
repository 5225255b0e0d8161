//! Classes and purposes of a catalog (built-in and own), and how events link to people and machines.

use super::{Text, resolved};
use std::cmp::Ordering;
use std::fmt;
use telemetry_core::{Class, Purpose};

resolved! {
    /// A privacy class as a catalog knows it: a built-in one, or one of its own between them.
    pub struct ClassDef {
        /// Returns the word that catalogs write.
        by_ref name: Text => str;
        /// Returns the rank; the higher, the worse a leak.
        val rank: u8;
        /// Returns the built-in class that programs and exports use: the class itself where it is built in.
        val treat_as: Class;
        /// Returns the name that pages print.
        by_ref title: Text => str;
        /// Returns the test that decides whether a value is of this class.
        by_ref test: Text => str;
        /// Returns whether the catalog declares it.
        val own: bool;
    }
}

impl ClassDef {
    /// Returns whether values of this class must never be sent.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        self.rank >= Class::Restricted.rank()
    }
}

impl Eq for ClassDef {}

impl PartialOrd for ClassDef {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ClassDef {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.rank, &self.name).cmp(&(other.rank, &other.name))
    }
}

resolved! {
    /// A purpose as a catalog knows it: a built-in one, or one of its own that extends it.
    pub struct PurposeDef {
        /// Returns the word that catalogs write.
        by_ref name: Text => str;
        /// Returns the built-in purpose: the purpose itself where it is built in.
        val extends: Purpose;
        /// Returns the sentence that pages print.
        by_ref title: Text => str;
        /// Returns more, where the title is not enough.
        opt description: Option<Text> => str;
        /// Returns whether the catalog declares it.
        val own: bool;
    }
}

/// To what the events of a kind can be linked, derived from the identifiers that ride along; never written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Linkage {
    /// To nothing.
    None,
    /// To one event or request.
    Event,
    /// To one session.
    Session,
    /// To one installation.
    Install,
    /// To one project.
    Project,
    /// To one account or person.
    Account,
}

impl Linkage {
    /// Returns the word that schemas and pages print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Event => "event",
            Self::Session => "session",
            Self::Install => "install",
            Self::Project => "project",
            Self::Account => "account",
        }
    }
}

impl fmt::Display for Linkage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
