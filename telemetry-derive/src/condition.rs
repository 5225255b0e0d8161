//! Conditions over facts and prefixes by fact, from the catalog's notation to constants: `catalog! { … }`, events, fields
//! and common sets share them.

use crate::constant::{items, pairs, required, sorted_texts};
use crate::faults::Faults;
use crate::notation::Value;
use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

/// Returns the tokens of a `Condition`. The format's table says nothing of conditions: their faults are said here.
pub(crate) fn condition(value: &Value, faults: &mut Faults) -> TokenStream {
    let Value::Map(map) = value else {
        faults.push(value.span(), "expected a condition such as `{ channel: preview }` or `{ any: [ … ] }`");
        return TokenStream::new();
    };
    if map.entries.is_empty() {
        faults.push(map.span, "the condition is empty; name at least one fact, such as `{ channel: preview }`");
    }
    joined(&quote!(All), map.entries.iter().map(|(key, value)| part(key, value, faults)).collect())
}

/// Returns one of several conditions as it is.
fn joined(how: &TokenStream, mut parts: Vec<TokenStream>) -> TokenStream {
    if parts.len() == 1 { parts.remove(0) } else { quote!(__t::Condition::#how(&[#(#parts),*])) }
}

fn part(key: &LitStr, value: &Value, faults: &mut Faults) -> TokenStream {
    match key.value().as_str() {
        "all" => joined(&quote!(All), parts(key, value, faults)),
        "any" => joined(&quote!(Any), parts(key, value, faults)),
        "not" => {
            let part = condition(value, faults);
            quote!(__t::Condition::Not(&#part))
        }
        _ => {
            let values = items(value).iter().filter_map(|value| fact_value(key, value, faults));
            quote!(__t::Condition::Fact { name: #key, values: &[#(#values),*] })
        }
    }
}

fn parts(key: &LitStr, value: &Value, faults: &mut Faults) -> Vec<TokenStream> {
    match value {
        Value::List(items, _) if !items.is_empty() => items.iter().map(|item| condition(item, faults)).collect(),
        other => {
            let key = key.value();
            faults.push(other.span(), format!("`{key}` is a list of conditions; write `{key}: [{{ … }}, {{ … }}]`"));
            Vec::new()
        }
    }
}

/// Returns a value of a fact as the text that it is compared with.
fn fact_value(fact: &LitStr, value: &Value, faults: &mut Faults) -> Option<String> {
    match value {
        Value::Text(text, _) => Some(text.clone()),
        Value::Bool(value, _) => Some(value.to_string()),
        Value::Number(digits, _) => Some(plain(digits)),
        Value::List(..) | Value::Map(_) => {
            faults.push(value.span(), format!("`{}` is compared with a value or a list of values", fact.value()));
            None
        }
    }
}

/// Returns a number as catalogs print it.
fn plain(digits: &str) -> String {
    match (digits.parse::<i64>(), digits.parse::<f64>()) {
        (Ok(int), _) => int.to_string(),
        (_, Ok(float)) => format!("{float:?}"),
        _ => digits.to_owned(),
    }
}

/// Returns the tokens of a `NamePrefix`; nothing for what is none, which is reported already.
pub(crate) fn prefix(value: &Value, faults: &mut Faults) -> TokenStream {
    let Value::Map(map) = value else { return TokenStream::new() };
    let by = required(map, "by", faults);
    let values = pairs(map, "values", faults).unwrap_or_else(|| quote!(&[]));
    let destinations = sorted_texts(map, "destinations", faults).unwrap_or_else(|| quote!(&[]));
    quote!(__t::NamePrefix { by: #by, values: #values, destinations: #destinations })
}
