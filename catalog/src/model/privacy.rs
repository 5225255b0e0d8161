//! Classes and purposes of a catalog (built-in and own), and how events link to people and machines.

use super::{Field, Identifies, Text, resolved};
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;
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

/// What somebody who holds some fields together can do with them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exposure {
    /// The highest class of the fields, or `personal` where an identifier stands beside content: that names a person.
    pub(crate) class: Arc<ClassDef>,
    /// To what they can be linked.
    pub(crate) linkage: Linkage,
}

impl Exposure {
    /// Computes the exposure of fields that ride together; `classes` are those of the catalog.
    pub(crate) fn of<'a>(classes: &'a [Arc<ClassDef>], fields: impl Iterator<Item = &'a Arc<Field>>) -> Self {
        let built_in = |class: Class| {
            let found = classes.iter().find(|def| !def.own && def.treat_as == class);
            found.expect("the built-in classes are in every catalog")
        };
        let mut class = built_in(Class::Technical);
        let mut linkage = Linkage::None;
        let (mut identifier, mut content) = (false, false);
        for field in fields {
            class = class.max(&field.class);
            identifier |= field.class.treat_as == Class::Identifier;
            content |= field.class.treat_as == Class::Content;
            linkage = linkage.max(links(field));
        }
        if identifier && content {
            class = class.max(built_in(Class::Personal));
        }
        Self { class: Arc::clone(class), linkage }
    }
}

fn links(field: &Field) -> Linkage {
    match (field.class().treat_as(), field.identifies()) {
        (Class::Personal, _) | (_, Some(Identifies::Account)) => Linkage::Account,
        (_, Some(Identifies::Event)) => Linkage::Event,
        (_, Some(Identifies::Session)) => Linkage::Session,
        (_, Some(Identifies::Install)) => Linkage::Install,
        (_, Some(Identifies::Project)) => Linkage::Project,
        (_, None) => Linkage::None,
    }
}
