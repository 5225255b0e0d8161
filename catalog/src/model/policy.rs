//! A policy as it is meant: what the papers quote.

use super::{Duration, LegalBasis, Text, resolved};

resolved! {
    /// What papers for reviewers say and no catalog knows. Nothing has to be there.
    #[derive(Default)]
    pub struct Policy {
        /// Returns who decides why and how the data is processed.
        by_ref controller: Party => Party;
        /// Returns others who decide that too; an empty list says that there are none.
        opt joint_controllers: Option<Vec<Party>> => [Party];
        /// Returns who represents the controller in the Union.
        by_ref representative: Party => Party;
        /// Returns the data protection officer.
        by_ref data_protection_officer: Party => Party;
        /// Returns whose data it is.
        by_ref subjects: Vec<Text> => [Text];
        inner legal_bases: Vec<(Text, LegalBasis)>;
        /// Returns how long data is kept where the catalog does not say.
        opt retention: Option<Box<Duration>> => Duration;
        inner transfers: Vec<(Text, Transfer)>;
        /// Returns what protects the data.
        by_ref security: Vec<Text> => [Text];
        /// Returns whether data is used for tracking, as Apple defines the word.
        val tracking: Option<bool>;
        /// Returns who must approve a change of the catalog.
        by_ref reviewers: Vec<Text> => [Text];
        /// Returns what the notice for users says and the catalog does not know.
        by_ref notice: Notice => Notice;
    }
}

impl Policy {
    /// Returns why the law allows a purpose.
    #[must_use]
    pub fn legal_basis(&self, purpose: &str) -> Option<LegalBasis> {
        self.legal_bases.iter().find(|(name, _)| **name == *purpose).map(|(_, basis)| *basis)
    }

    /// Returns where data leaves for from a destination.
    #[must_use]
    pub fn transfer(&self, destination: &str) -> Option<&Transfer> {
        self.transfers.iter().find(|(name, _)| **name == *destination).map(|(_, transfer)| transfer)
    }
}

resolved! {
    /// A company, an office or a person; one without anything is not known.
    #[derive(Default)]
    pub struct Party {
        /// Returns the name.
        opt name: Option<Text> => str;
        /// Returns the postal address.
        opt address: Option<Text> => str;
        /// Returns how it is reached.
        opt contact: Option<Text> => str;
    }
}

impl Party {
    /// Returns all that is known, in one line; `None` when that is nothing.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        let parts: Vec<&str> = [self.name(), self.address(), self.contact()].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

resolved! {
    /// A transfer to another country.
    #[derive(Default)]
    pub struct Transfer {
        /// Returns the country or the international organisation.
        opt country: Option<Text> => str;
        /// Returns what makes the transfer lawful.
        opt safeguard: Option<Text> => str;
    }
}

resolved! {
    /// What the notice for users says beside what the catalog knows.
    #[derive(Default)]
    pub struct Notice {
        /// Returns what the program is called in its environment variables.
        opt program: Option<Text> => str;
        /// Returns what users type before a subcommand such as `off`.
        opt command: Option<Text> => str;
        /// Returns where users read more.
        opt more: Option<Text> => str;
    }
}
