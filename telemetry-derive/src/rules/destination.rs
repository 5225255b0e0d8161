//! What a destination demands of a running program, and its wire.

use super::WITHDRAWAL;
use crate::condition::condition;
use crate::constant::{self, Constant, count, duration, flag, option, pairs, required};
use crate::constant::{section, sorted_texts, text, text_list, word};
use crate::faults::Faults;
use crate::notation::Map;
use proc_macro2::TokenStream;
use quote::quote;

/// The words of what happens to values that say nothing, and the enum that stands for them.
const ABSENT: (&str, &str) = ("rule for absent values", "AbsentRule");

/// Returns the tokens of the `DestinationRules`.
pub(crate) fn rules(map: &Map, faults: &mut Faults) -> TokenStream {
    Constant::new("DestinationRules")
        .with("title", constant::some(text(map, "title", faults)))
        .with("description", constant::some(text(map, "description", faults)))
        .with("kind", constant::some(text(map, "kind", faults)))
        .with("processor", constant::some(text(map, "processor", faults)))
        .with("retention", constant::some(duration(map, "retention", faults)))
        .with("condition", constant::some(map.get("condition").map(|value| condition(value, faults))))
        .with("redact", flag(map, "redact", faults))
        .with("copies", text_list(map, "copies", faults))
        .with("wire", section(map, "wire").and_then(|section| wire(section, faults)))
        .with("wait_for", constant::some(section(map, "wait_for").map(|section| wait_for(section, faults))))
        .with("timestamps", word(map, "timestamps", ("timestamp precision", "Precision")))
        .with("on_withdrawal", constant::some(word(map, "on_withdrawal", WITHDRAWAL)))
        .or_default()
}

fn wait_for(map: &Map, faults: &mut Faults) -> TokenStream {
    let (common, timeout) = (required(map, "common", faults), duration(map, "timeout", faults));
    let max_events = count(map, "max_events", faults);
    quote!(__t::WaitRules { common: #common, timeout: #timeout, max_events: #max_events })
}

fn wire(map: &Map, faults: &mut Faults) -> Option<TokenStream> {
    Constant::new("WireRules")
        .with("names", section(map, "names").map(|section| names(section, faults)))
        .with("keys", section(map, "keys").map(|section| keys(section, faults)))
        .with("values", constant::some(section(map, "values").map(|section| long_values(section, faults))))
        .with("flatten", section(map, "flatten").map(|section| flatten(section, faults)))
        .with("absent", section(map, "absent").and_then(absent))
        .with("booleans", word(map, "booleans", ("boolean form", "BooleanForm")))
        .with("stamps", constant::list(&stamps(map)))
        .tokens()
}

fn names(map: &Map, faults: &mut Faults) -> TokenStream {
    Constant::new("NameRules")
        .with("prefix", text(map, "prefix", faults))
        .with("unless_contains", constant::some(text(map, "unless_contains", faults)))
        .with("unwrap", constant::some(text(map, "unwrap", faults)))
        .or_default()
}

fn keys(map: &Map, faults: &mut Faults) -> TokenStream {
    Constant::new("KeyRules")
        .with("replace", pairs(map, "replace", faults))
        .with("exempt", sorted_texts(map, "exempt", faults))
        .with("collision", word(map, "collision", ("collision rule", "Collision")))
        .with("max_length", constant::some(count(map, "max_length", faults)))
        .or_default()
}

/// Returns the tokens of the `LongValueRules`: no value is too long without a greatest length, so that they have no
/// `DEFAULT`.
fn long_values(map: &Map, faults: &mut Faults) -> TokenStream {
    let max_length = count(map, "max_length", faults);
    let unit = word(map, "unit", ("unit of length", "Unit")).unwrap_or_else(|| quote!(__t::Unit::Bytes));
    let over = word(map, "over", ("rule for long values", "Over")).unwrap_or_else(|| quote!(__t::Over::Truncate));
    let suffix = text(map, "suffix", faults).unwrap_or_else(|| quote!("_{n:02}"));
    let max_parts = option(count(map, "max_parts", faults));
    quote! {
        __t::LongValueRules {
            max_length: #max_length, unit: #unit, over: #over, suffix: __t::Some(#suffix), max_parts: #max_parts
        }
    }
}

/// Returns the tokens of the `FlattenRules`. Who writes the section wants to flatten: one level, where nothing is said.
fn flatten(map: &Map, faults: &mut Faults) -> TokenStream {
    let depth = count(map, "depth", faults).unwrap_or_else(|| quote!(1));
    let lists = word(map, "lists", ("list form", "ListForm")).unwrap_or_else(|| quote!(__t::ListForm::Native));
    quote!(__t::FlattenRules { depth: __t::Some(#depth), lists: #lists })
}

fn absent(map: &Map) -> Option<TokenStream> {
    Constant::new("AbsentRules")
        .with("unset", word(map, "unset", ABSENT))
        .with("empty", word(map, "empty", ABSENT))
        .with("nan", word(map, "nan", ABSENT))
        .tokens()
}

fn stamps(map: &Map) -> Vec<TokenStream> {
    let stamp = |name, map| {
        let of = word(map, "of", ("kind of stamp", "StampKind"));
        quote!(__t::Stamp { name: #name, of: #of })
    };
    constant::mappings(map, "stamps").into_iter().map(|(name, map)| stamp(name, map)).collect()
}
