//! Names of events, as a destination sees them.

use crate::rules::{NamePrefix, NameRules};
use std::borrow::Cow;

/// Returns the name under which an event leaves for a destination: what stands between markers as it is, any other with
/// the prefix.
///
/// ```
/// use telemetry_core::rules::NameRules;
/// use telemetry_core::runtime::wire::event_name;
///
/// let rules = NameRules { prefix: "app/", unless_contains: Some("app"), unwrap: Some("raw") };
/// assert_eq!(event_name("saved", &rules), "app/saved");
/// assert_eq!(event_name("my.app.saved", &rules), "my.app.saved");
/// assert_eq!(event_name("raw-other/saved-raw", &rules), "other/saved");
/// ```
#[must_use]
pub fn event_name<'n>(name: &'n str, rules: &NameRules) -> Cow<'n, str> {
    if let Some(inner) = rules.unwrap.and_then(|marker| unwrapped(name, marker)) {
        return Cow::Borrowed(inner);
    }
    let contains = rules.unless_contains.is_some_and(|part| name.contains(part));
    if contains || rules.prefix.is_empty() { Cow::Borrowed(name) } else { Cow::Owned([rules.prefix, name].concat()) }
}

/// Returns what stands between two markers, and the hyphens that join it to them.
fn unwrapped<'n>(name: &'n str, marker: &str) -> Option<&'n str> {
    let inner = name.strip_prefix(marker)?.strip_suffix(marker)?;
    let inner = inner.strip_prefix('-').and_then(|inner| inner.strip_suffix('-')).unwrap_or(inner);
    (!marker.is_empty() && !inner.is_empty()).then_some(inner)
}

/// Returns an event's name with the prefix that a fact of the running program asks for; `fact` returns the value of one.
///
/// ```
/// use telemetry_core::rules::NamePrefix;
/// use telemetry_core::runtime::wire::prefixed;
///
/// let prefix = NamePrefix { by: "place", values: &[("panel", "panel."), ("inline", "inline.")], destinations: &[] };
/// assert_eq!(prefixed("asked", &prefix, "store", |fact| (fact == "place").then_some("panel")), "panel.asked");
/// assert_eq!(prefixed("asked", &prefix, "store", |_| None), "asked");
/// ```
#[must_use]
pub fn prefixed<'n, 'f>(
    name: &'n str,
    prefix: &NamePrefix,
    destination: &str,
    fact: impl FnOnce(&str) -> Option<&'f str>,
) -> Cow<'n, str> {
    if !prefix.destinations.is_empty() && !prefix.destinations.contains(&destination) {
        return Cow::Borrowed(name);
    }
    let value = fact(prefix.by);
    match prefix.values.iter().find(|(of, _)| value == Some(of)) {
        Some((_, text)) => Cow::Owned([text, name].concat()),
        None => Cow::Borrowed(name),
    }
}
