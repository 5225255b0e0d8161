//! What the records of events, groups and common sets have in common: who declares, for which catalog, and the frame.

use crate::attributes::once;
use crate::faults::Faults;
use crate::json::{Members, Parts};
use crate::notation::{Map, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Error, Path, Result, Token};

/// What the attribute of a type says that is about no part of it.
#[derive(Default)]
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

    /// Returns the path of what expansions name.
    pub(crate) fn private(&self) -> TokenStream {
        match &self.krate {
            Some(path) => quote!(#path::__private),
            None => quote!(::telemetry_core::__private),
        }
    }
}

/// Fields that are declared and never sent, in the notation of catalogs.
#[derive(Default)]
pub(crate) struct Unsent(Members);

impl Unsent {
    /// Reads `= { name: { … }, … }`.
    pub(crate) fn read(&mut self, input: ParseStream<'_>) -> Result<()> {
        input.parse::<Token![=]>()?;
        match input.parse()? {
            Value::Map(map) => self.add(&map),
            other => {
                Err(Error::new(other.span(), "expected `unsent = { name: { … } }`, as under `fields` of a catalog"))
            }
        }
    }

    fn add(&mut self, map: &Map) -> Result<()> {
        for (name, field) in &map.entries {
            let Value::Map(keys) = field else {
                return Err(Error::new(field.span(), "expected `{ type: …, class: …, description: … }`"));
            };
            for key in ["class", "description", "type"] {
                if keys.get(key).is_none() {
                    let message =
                        format!("field `{}` has no `{key}`; a field that is not sent needs it too", name.value());
                    return Err(Error::new(name.span(), message));
                }
            }
        }
        self.0.extend(&map.members());
        Ok(())
    }

    /// Returns the fields as a record has them, `"name":{…}`, if there are any.
    pub(crate) fn parts(&self) -> Option<Parts> {
        let mut parts = Parts::default();
        parts.json(self.0.as_str());
        (!self.0.is_empty()).then_some(parts)
    }
}

/// Returns the tokens of the parts of a record: the frame around what is declared. `name` is JSON.
pub(crate) fn record(
    declares: &str,
    name: &str,
    container: &Container,
    is: &Parts,
    flattened: &[Parts],
) -> TokenStream {
    let mut parts = Parts::default();
    parts.json(&format!("{{\"telemetry\":1,\"declares\":\"{declares}\",\"name\":{name},"));
    parts.gap(quote!(__t::origin!()));
    if let Some(catalog) = &container.catalog {
        parts.gap(quote!(__t::Part::Catalog(&#catalog)));
    }
    parts.json(",\"is\":{").extend(is).json("}");
    parts.list(",\"flatten\":[", flattened, "]").json("}");
    parts.finish()
}
