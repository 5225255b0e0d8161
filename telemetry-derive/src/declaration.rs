//! What the records of events, groups and common sets have in common: who declares, for which catalog, and the frame.

use crate::attributes::{once, texts_json};
use crate::faults::Faults;
use crate::json::{Members, list, quoted};
use crate::notation::Value;
use crate::place::at;
use crate::shape;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::ParseStream;
use syn::{Error, LitStr, Path, Result, Token};

/// What the attribute of a type says that is about no part of it.
#[derive(Clone, Default)]
pub(crate) struct Container {
    /// The catalog that the declaration belongs to: the path of what `catalog!` made.
    pub(crate) catalog: Option<Path>,
    /// The path of `telemetry-core`, where a program calls it otherwise.
    krate: Option<Path>,
}

impl Container {
    /// Reads `catalog = path` and `crate = path`.
    pub(crate) fn word(&mut self, word: &Ident, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        input.parse::<Token![=]>()?;
        let path = input.call(Path::parse_mod_style)?;
        let place = if word == "catalog" { &mut self.catalog } else { &mut self.krate };
        once(place, path, word, faults);
        Ok(())
    }

    /// Returns what holds names against the catalog, where there is one: each check at the name.
    pub(crate) fn checks<'name>(&self, named: impl Iterator<Item = (&'static str, &'name LitStr)>) -> TokenStream {
        let Some(catalog) = &self.catalog else { return TokenStream::new() };
        named
            .map(|(check, name)| {
                let check = Ident::new(check, at(name.span()));
                quote_spanned!(check.span()=> const _: () = __t::#check(#catalog, #name);)
            })
            .collect()
    }

    /// Returns the path of `telemetry-core`.
    pub(crate) fn krate(&self) -> TokenStream {
        match &self.krate {
            Some(path) => quote!(#path),
            None => quote!(::telemetry_core),
        }
    }

    /// Returns the path of what expansions name.
    pub(crate) fn private(&self) -> TokenStream {
        let krate = self.krate();
        quote!(#krate::__private)
    }
}

/// Fields that are declared and never sent, in the notation of catalogs.
#[derive(Default)]
pub(crate) struct Unsent {
    members: Members,
    names: Vec<String>,
}

impl Unsent {
    /// Reads `= { name: { … }, … }`.
    pub(crate) fn read(&mut self, input: ParseStream<'_>, faults: &mut Faults) -> Result<()> {
        input.parse::<Token![=]>()?;
        match input.parse()? {
            Value::Map(map) => {
                shape::check_fields(&map, faults);
                self.members.extend(&map.members());
                self.names.extend(map.entries.iter().map(|(name, _)| name.value()));
                Ok(())
            }
            other => {
                Err(Error::new(other.span(), "expected `unsent = { name: { … } }`, as under `fields` of a catalog"))
            }
        }
    }

    /// Returns the fields as catalogs write them.
    pub(crate) fn members(&self) -> &Members {
        &self.members
    }

    /// Returns the names of the fields.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }
}

/// What a type declares.
#[derive(Default)]
pub(crate) struct Declared {
    /// The word of records for it.
    pub(crate) declares: &'static str,
    pub(crate) name: String,
    /// What catalogs write of it, without the fields that have a type.
    pub(crate) is: Members,
    /// The fields that have a type, and what is flattened, as JSON, in order.
    pub(crate) fields: Vec<String>,
    /// How many types these have, and more in parts of `is`.
    pub(crate) types: usize,
}

/// The record that a type leaves: its text, and the types that the compiler adds to it.
pub(crate) struct Record {
    json: String,
    types: usize,
    /// What other records name it by.
    pub(crate) id: Literal,
}

impl Declared {
    /// Writes the record of a type; `span` is where the type stands.
    pub(crate) fn record(self, span: Span) -> Record {
        let mut members = Members::default();
        members.raw("telemetry", "1");
        members.text("declares", self.declares);
        members.text("name", &self.name);
        members.text("package", &cargo("CARGO_PKG_NAME"));
        members.text("version", &cargo("CARGO_PKG_VERSION"));
        if let Some(place) = place(span) {
            members.text("at", &place);
        }
        members.raw("is", &self.is.object());
        if !self.fields.is_empty() {
            members.raw("fields", &list(&self.fields));
        }
        let id = fnv(members.object().as_bytes());
        // Nothing names an event.
        if self.declares != "event" {
            members.text("id", &format!("{id:016x}"));
        }
        Record { json: members.object(), types: self.types, id: Literal::u64_unsuffixed(id) }
    }
}

impl Record {
    /// Returns the tokens that leave the record. `fields` are those of a `FieldsDescriptor`.
    pub(crate) fn embed(&self, container: &Container, fields: &TokenStream) -> TokenStream {
        let (length, count) = (self.json.len(), self.types);
        let (length, count) = (Literal::usize_unsuffixed(length), Literal::usize_unsuffixed(count));
        let text = Literal::byte_string(self.json.as_bytes());
        let catalog = container.catalog.as_ref().map_or_else(|| quote!(0), |path| quote!(#path.record));
        quote!(__t::embed!(#text: #length, #catalog, #count of __t::types(#fields));)
    }
}

/// Returns a field as records write it: its name, class and description; then, where there are any, what else is said
/// of it and the twins that alone carry it. Nearly all bytes of a record are fields, so that these have no keys.
pub(crate) fn field(head: &[String; 3], rest: &Members, twins: &[LitStr]) -> String {
    let mut items: Vec<String> = head.iter().map(|text| quoted(text)).collect();
    if !rest.is_empty() || !twins.is_empty() {
        items.push(rest.object());
    }
    if !twins.is_empty() {
        items.push(texts_json(twins));
    }
    list(&items)
}

/// Returns what Cargo says of the package that is compiled; nothing where another tool compiles.
fn cargo(variable: &str) -> String {
    std::env::var(variable).unwrap_or_default()
}

/// Returns file and line of a declaration, relative to its package or workspace; nothing for a file outside of them, so
/// that no path of the machine that compiles gets into a program; nothing where no compiler expands, as in tests.
fn place(span: Span) -> Option<String> {
    if !proc_macro::is_available() {
        return None;
    }
    let span = span.unwrap();
    let file = span.file().replace('\\', "/");
    let root = cargo("CARGO_MANIFEST_DIR").replace('\\', "/");
    relative(&file, &root).map(|file| format!("{file}:{}", span.line()))
}

fn relative<'file>(file: &'file str, root: &str) -> Option<&'file str> {
    let is_absolute = file.starts_with('/') || file.as_bytes().get(1) == Some(&b':');
    if !is_absolute {
        return Some(file);
    }
    file.strip_prefix(root)?.strip_prefix('/').filter(|_| !root.is_empty())
}

/// Returns the number of a text: FNV-1a, 64 bits.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn no_path_of_the_machine_is_left() {
        assert_eq!(relative("src/on.rs", ""), Some("src/on.rs"));
        assert_eq!(relative("/home/me/lamp/src/on.rs", "/home/me/lamp"), Some("src/on.rs"));
        assert_eq!(relative("C:/lamp/src/on.rs", "C:/lamp"), Some("src/on.rs"));
        assert_eq!(relative("/home/me/lamp2/src/on.rs", "/home/me/lamp"), None);
        assert_eq!(relative("/target/out/on.rs", "/home/me/lamp"), None);
        assert_eq!(relative("/target/out/on.rs", ""), None);
    }
}
