//! From records to catalogs: which record belongs to which catalog, and what each says in the words of a catalog.
//!
//! A program is read as the folder of files it could have been written as: each record becomes one file, named after
//! the place of its declaration, and the usual stages follow. Nothing is judged here; what does not fit together (a
//! destination that no catalog declares, a name that is taken twice) is found by the rules that find it in YAML.

mod homes;
mod parts;

use super::document;
use super::fault::{ProgramError, short};
use super::record::Record;
use crate::declared::Text;
use crate::model::CodeSite;
use crate::source::{Declaration, SourceFile, Sources};
use parts::Part;
use serde_json::{Map, Value};
use std::sync::Arc;

/// One catalog of a program, as it could have been written.
#[derive(Debug)]
pub struct ProgramCatalog {
    program: String,
    id: Text,
    version: Text,
    package: Text,
    package_version: Text,
    /// The head and the registries.
    head: Map<String, Value>,
    /// Where the head stands.
    place: String,
    parts: Vec<Part>,
}

/// Puts the records of a program together.
pub(super) fn catalogs(program: &str, records: &[Record]) -> Result<Vec<ProgramCatalog>, ProgramError> {
    let homes = homes::homes(program, records)?;
    let groups = parts::Groups::new(records);
    let mut catalogs = Vec::with_capacity(homes.len());
    for home in homes {
        let parts = groups.parts(&home.members)?;
        catalogs.push(ProgramCatalog {
            program: program.to_owned(),
            id: home.id,
            version: home.version,
            package: home.package.name,
            package_version: home.package.version,
            head: home.head,
            place: home.place,
            parts,
        });
    }
    Ok(catalogs)
}

impl ProgramCatalog {
    /// Returns the identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the version of the program that it describes.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns name and version of the Cargo package that declares it, or that its events are from.
    #[must_use]
    pub fn package(&self) -> (&str, &str) {
        (&self.package, &self.package_version)
    }

    /// Returns the catalog as files, one for each declaration, for [`check`](crate::check).
    #[must_use]
    pub fn sources(&self) -> Sources {
        let mut text = format!("# {}\n", self.place);
        document::entries(&mut text, &self.head, 0);
        let head = SourceFile::new(format!("{}: catalog {} ({})", self.program, short(&self.id), self.place), text);
        Sources::new(std::iter::once(head).chain(self.parts.iter().map(|part| self.source(part))).collect())
    }

    /// Returns the catalog as one YAML document, which means the same as the program.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        let mut text = format!("# What {} says of itself. {}\n", self.program, self.place);
        let sections = ["groups", "common", "events"];
        for (key, value) in self.head.iter().filter(|(key, _)| !sections.contains(&key.as_str())) {
            document::entry(&mut text, key, value, 0);
        }
        for section in sections {
            self.push_section(&mut text, section);
        }
        text
    }

    fn push_section(&self, text: &mut String, section: &str) {
        let head = self.head.get(section);
        let parts = self.parts.iter().filter(|part| part.declares.section() == section);
        let mut parts = parts.peekable();
        // A section that is no mapping is written as it is: the check says so.
        if let (Some(other), false) = (head, head.is_some_and(Value::is_object)) {
            document::entry(text, section, other, 0);
            return;
        }
        if head.is_none() && parts.peek().is_none() {
            return;
        }
        text.push_str(&format!("{section}:\n"));
        if let Some(Value::Object(entries)) = head {
            document::entries(text, entries, 1);
        }
        for part in parts {
            text.push_str(&format!("  # {}\n", part.note));
            document::declaration(text, &part.name, &part.body, 1);
        }
    }

    fn source(&self, part: &Part) -> SourceFile {
        let section = part.declares.section();
        let mut text = format!("# {}\n", part.note);
        let (start, name, body) = (text.len(), Text::clone(&part.name), Arc::clone(&part.body));
        let declaration = Declaration { start, section, name, body };
        text.push_str(&format!("{section}:\n"));
        document::declaration(&mut text, &part.name, &part.body, 1);
        // Where the package goes without saying, it is not said.
        let own = (&*part.package.name, &*part.package.version) == self.package();
        let place = if own { &part.place } else { &part.note };
        let path = format!("{}: {} {} ({place})", self.program, part.declares.noun(), short(&part.name));
        let file = SourceFile::new(path, text).with_declaration(declaration);
        match &part.at {
            Some((path, line)) => {
                let site = CodeSite { path: Text::clone(path), line: Some(*line), revision: None };
                file.with_declared_at(site)
            }
            None => file,
        }
    }
}
