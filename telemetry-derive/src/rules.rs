//! What a catalog demands of a running program, as the constants of `telemetry_core::rules`: one function for each
//! struct, one line for each key. Destinations are in a room of their own.

pub(crate) mod destination;

use crate::catalog::class;
use crate::condition::condition;
use crate::constant::{self, Constant, count, flag, items, option, required, section, text, text_list, word};
use crate::faults::Faults;
use crate::notation::{Map, Value};
use proc_macro2::TokenStream;
use quote::quote;

/// The words of consent levels, and the enum that stands for them.
const CONSENT: (&str, &str) = ("consent level", "Consent");
/// The words of what happens to a queue, and the enum that stands for them.
const WITHDRAWAL: (&str, &str) = ("withdrawal", "Withdrawal");

/// Returns the tokens of the `CatalogRules`.
pub(crate) fn rules(map: &Map, faults: &mut Faults) -> TokenStream {
    Constant::new("CatalogRules")
        .with("title", Some(required(map, "title", faults)))
        .with("description", Some(required(map, "description", faults)))
        .with("contact", constant::some(text(map, "contact", faults)))
        .with("consent", section(map, "consent").and_then(|section| consent(section, faults)))
        .with("grants", constant::list(&grants(map, faults)))
        .with("facts", constant::list(&facts(map, faults)))
        .with("redaction", section(map, "redaction").and_then(|section| redaction(map, section, faults)))
        .with("never", text_list(map, "never", faults))
        .with("precedence", text_list(map, "precedence", faults))
        .or_default()
}

fn consent(map: &Map, faults: &mut Faults) -> Option<TokenStream> {
    Constant::new("ConsentRules")
        .with("version", count(map, "version", faults))
        .with("default", word(map, "default", CONSENT))
        .with("setting", constant::some(text(map, "setting", faults)))
        .with("environment", text_list(map, "environment", faults))
        .with("how_to_disable", constant::some(text(map, "how_to_disable", faults)))
        .with("caps", constant::list(&caps(map, faults)))
        .with("unknown", word(map, "unknown", CONSENT))
        .with("on_withdrawal", word(map, "on_withdrawal", WITHDRAWAL))
        .tokens()
}

fn caps(map: &Map, faults: &mut Faults) -> Vec<TokenStream> {
    map.get("caps").map(items).unwrap_or_default().iter().filter_map(|item| cap(item, faults)).collect()
}

fn cap(item: &Value, faults: &mut Faults) -> Option<TokenStream> {
    let Value::Map(map) = item else { return None };
    let condition = option(map.get("condition").map(|value| condition(value, faults)));
    let (level, reason) = (word(map, "level", CONSENT), required(map, "reason", faults));
    Some(quote!(__t::Cap { condition: #condition, level: #level, reason: #reason }))
}

fn grants(map: &Map, faults: &mut Faults) -> Vec<TokenStream> {
    let mut grant = |name, map| {
        let (description, how) = (required(map, "description", faults), option(text(map, "how", faults)));
        let on_withdrawal = word(map, "on_withdrawal", WITHDRAWAL).unwrap_or_else(|| quote!(__t::Withdrawal::Drop));
        quote! {
            __t::GrantRules { name: #name, description: #description, how: #how, on_withdrawal: #on_withdrawal }
        }
    };
    constant::mappings(map, "grants").into_iter().map(|(name, map)| grant(name, map)).collect()
}

fn facts(map: &Map, faults: &mut Faults) -> Vec<TokenStream> {
    let mut fact = |name, map| {
        let description = required(map, "description", faults);
        let values = constant::entries(map, "values").into_iter().map(|(value, _)| value);
        quote!(__t::FactRules { name: #name, description: #description, values: &[#(#values),*] })
    };
    constant::mappings(map, "facts").into_iter().map(|(name, map)| fact(name, map)).collect()
}

fn redaction(catalog: &Map, map: &Map, faults: &mut Faults) -> Option<TokenStream> {
    Constant::new("RedactionRules")
        .with("from", class(catalog, map, "from", faults))
        .with("detectors", constant::some(text_list(map, "detectors", faults)))
        .with("own", constant::list(&own_detectors(map, faults)))
        .with("granularity", word(map, "granularity", ("granularity", "Granularity")))
        .with("roots", text_list(map, "roots", faults))
        .with("keep_after", text_list(map, "keep_after", faults))
        .with("keys", flag(map, "keys", faults))
        .with("marker", text(map, "marker", faults))
        .tokens()
}

fn own_detectors(map: &Map, faults: &mut Faults) -> Vec<TokenStream> {
    let mut detector = |label, map| {
        let pattern = required(map, "pattern", faults);
        quote!((#label, #pattern))
    };
    constant::mappings(map, "own").into_iter().map(|(label, map)| detector(label, map)).collect()
}
