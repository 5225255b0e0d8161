//! What is compared of events, fields, common sets and destinations: each fact with its name and its value as text, in
//! the same order for both sides. What is not there is empty.

use crate::model::{
    CommonSet, Condition, Debounce, Destination, Duration, Event, Family, Flow, Grant, Identifies, Kind, Literal,
    Member, Quota, Repeats, Sample, Source, Supply, Text, Transform, Twin, Variants,
};
use std::fmt::Display;

/// A name and a value.
pub(super) type Fact = (&'static str, String);

/// Returns what decides when an event is sent, where to, and under which name.
pub(super) fn event(event: &Event) -> Vec<Fact> {
    vec![
        ("name on the wire", event.wire().to_owned()),
        ("state", event.state().name().to_owned()),
        ("version", event.version().to_string()),
        ("purpose", list(event.purposes().iter().map(|purpose| purpose.name()))),
        ("consent", event.consent().name().to_owned()),
        ("grant", or_nothing(event.grant().map(Grant::name))),
        ("list of destinations", list(event.destinations().iter().map(|destination| destination.name()))),
        ("condition", or_nothing(event.condition().map(condition))),
        ("sample", or_nothing(event.flow().and_then(Flow::sample).map(sample))),
        ("quota", or_nothing(event.flow().and_then(Flow::quota).as_ref().map(quota))),
        ("list of quotas at destinations", list(event.flow().iter().flat_map(|flow| flow.quota_at()).map(quota_at))),
        ("debounce", or_nothing(event.flow().and_then(Flow::debounce).map(debounce))),
        ("handling of repeats", or_nothing(event.flow().and_then(Flow::repeats).map(repeats))),
        ("list of sets left out", list(event.without())),
        ("retention", or_nothing(event.retention().map(Duration::as_str))),
        ("tag", or_nothing(event.variants().map(Variants::tag))),
        ("class of the tag", or_nothing(event.variants().map(|variants| variants.class().name()))),
        ("list of forms", list(event.variants().iter().flat_map(|all| all.cases().iter().map(|case| case.name())))),
        ("list of twins", list(event.twins().iter().map(twin))),
        (
            "prefix",
            or_nothing(event.prefix().map(|prefix| {
                let values = prefix.values().iter().map(|(value, prefix)| format!("{value}={prefix}"));
                format!("{}: {} ({})", prefix.by(), list(values), list(prefix.destinations()))
            })),
        ),
    ]
}

fn sample(sample: Sample) -> String {
    format!("one in {} by {}", sample.one_in, sample.by)
}

fn quota(quota: &Quota) -> String {
    let (day, month) = (quota.per_day, quota.per_month);
    list([(day, "day"), (month, "month")].into_iter().filter_map(|(most, time)| Some(format!("{} a {time}", most?))))
}

fn quota_at((destination, of): &(Text, Quota)) -> String {
    format!("{destination}: {}", quota(of))
}

fn debounce(debounce: &Debounce) -> String {
    let (quiet, longest) = (debounce.quiet().as_str(), debounce.longest().as_str());
    let (by, at) = (named(" by ", debounce.by()), named(", at ", debounce.destinations()));
    format!("{} of a burst{by}, quiet {quiet}, longest {longest}{at}", debounce.sends())
}

fn repeats(repeats: &Repeats) -> String {
    let (by, at) = (named(" by ", repeats.by()), named(", at ", repeats.destinations()));
    format!("told once{by} within {}{}{at}", repeats.within().as_str(), prefixed(", number ", repeats.number()))
}

fn named(before: &str, names: &[Text]) -> String {
    prefixed(before, (!names.is_empty()).then(|| list(names)))
}

fn twin(twin: &Twin) -> String {
    let destinations = list(twin.destinations().iter().map(|destination| destination.name()));
    let grant = or_nothing(twin.grant().map(Grant::name));
    format!("{} ({}; {}; {destinations}; {grant})", twin.name(), list(twin.carries()), twin.consent().name())
}

/// Returns what decides what a field may hold, and how it leaves.
pub(super) fn field(member: &Member) -> Vec<Fact> {
    let field = member.field();
    let limits = field.limits();
    vec![
        ("class", field.class().name().to_owned()),
        ("type", field.ty().to_string()),
        ("name on the wire", member.wire().to_owned()),
        ("state", field.state().name().to_owned()),
        ("presence", if field.optional() { "optional" } else { "required" }.to_owned()),
        ("transform", list(field.transforms().iter().map(transform))),
        (
            "list of values",
            list(field.values().iter().flat_map(|all| {
                all.values().iter().map(|value| format!("{}{}", value.wire(), prefixed("=", value.code())))
            })),
        ),
        (
            "fallback",
            or_nothing(
                field.values().and_then(|values| values.fallback()).or(field.allow().map(|allow| allow.fallback())),
            ),
        ),
        ("allow list", list(field.allow().iter().flat_map(|allow| allow.values()))),
        ("public registry", or_nothing(field.public())),
        ("only value", or_nothing(field.constant())),
        ("value for none", or_nothing(field.none())),
        ("least value", or_nothing(limits.min())),
        ("greatest value", or_nothing(limits.max())),
        ("least length", or_nothing(limits.min_length())),
        ("greatest length", or_nothing(limits.max_length())),
        ("greatest number of items", or_nothing(limits.max_items())),
        ("pattern", or_nothing(limits.pattern())),
        ("family", or_nothing(field.family().map(family))),
        ("kind", Kind::name(field.kind()).to_owned()),
        ("source", or_nothing(field.source().map(Source::name))),
        ("purpose", list(field.purposes().iter().map(|purpose| purpose.name()))),
        ("consent", or_nothing(field.consent().map(telemetry_core::Consent::name))),
        ("grant", or_nothing(field.grant().map(Grant::name))),
        ("condition", or_nothing(field.condition().map(condition))),
        ("list of destinations", list(field.destinations())),
        ("subject", or_nothing(field.identifies().map(Identifies::name))),
        ("lifetime", or_nothing(field.lifetime())),
        ("retention", or_nothing(field.retention().map(Duration::as_str))),
        ("legal basis", or_nothing(field.legal_basis())),
        ("consent version", or_nothing(field.consent_version())),
        ("supply", or_nothing(field.supply().map(Supply::name))),
    ]
}

fn family(family: &Family) -> String {
    let pattern = or_nothing(family.pattern());
    format!("{}: at most {}, {}{pattern}", family.placeholder(), family.max(), list(family.keys()))
}

/// Returns what decides on which events a common set rides.
pub(super) fn set(set: &CommonSet) -> Vec<Fact> {
    vec![
        ("list of destinations", list(set.destinations())),
        ("condition", or_nothing(set.condition().map(condition))),
        ("list of overrides", list(set.overrides())),
    ]
}

/// Returns what decides what a destination receives, and what happens to it there.
pub(super) fn destination(destination: &Destination) -> Vec<Fact> {
    vec![
        ("ceiling", destination.ceiling().name().to_owned()),
        ("consent", destination.consent().name().to_owned()),
        ("grant", or_nothing(destination.grant().map(Grant::name))),
        ("condition", or_nothing(destination.condition().map(condition))),
        ("kind", or_nothing(destination.kind())),
        ("processor", or_nothing(destination.processor())),
        ("sharing", or_nothing(destination.sharing())),
        ("region", or_nothing(destination.region())),
        ("retention", or_nothing(destination.retention().map(Duration::as_str))),
        ("accepted kind of values", destination.accepts().name().to_owned()),
        ("redaction", if destination.redact() { "on" } else { "off" }.to_owned()),
        ("list of copies", list(destination.copies())),
        ("timestamps", destination.timestamps().name().to_owned()),
        ("handling of withdrawal", destination.on_withdrawal().name().to_owned()),
    ]
}

fn or_nothing(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn prefixed(prefix: &str, value: Option<impl Display>) -> String {
    value.map(|value| format!("{prefix}{value}")).unwrap_or_default()
}

fn list(values: impl IntoIterator<Item = impl Display>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(", ")
}

/// Returns a condition as it could be written.
fn condition(condition: &Condition) -> String {
    match condition {
        Condition::All(all) => format!("all of ({})", list(all.iter().map(self::condition))),
        Condition::Any(any) => format!("any of ({})", list(any.iter().map(self::condition))),
        Condition::Not(inner) => format!("not {}", self::condition(inner)),
        Condition::Is { fact, values } => format!("{fact}: {}", list(values)),
    }
}

/// Returns a transform as it could be written.
fn transform(transform: &Transform) -> String {
    let bounds = |bounds: &[Literal]| list(bounds);
    match transform {
        Transform::Hmac { key, rotate, encoding } => {
            let rotate = prefixed(", rotate ", rotate.as_ref().map(Duration::as_str));
            format!("hmac (key {key}{rotate}, {encoding})")
        }
        Transform::Hash { algorithm, prefix, encoding } => {
            format!("hash ({algorithm}{}, {encoding})", prefixed(", prefix ", prefix.as_ref()))
        }
        Transform::Bucket(all) => format!("bucket ({})", bounds(all)),
        Transform::Round(to) => format!("round ({to})"),
        Transform::Truncate { length, unit } => format!("truncate ({length} {unit})"),
        Transform::CountOnly => "count_only".to_owned(),
        Transform::Redact => "redact".to_owned(),
        Transform::Encode => "encode".to_owned(),
        Transform::Drop => "drop".to_owned(),
        Transform::Keep => "keep".to_owned(),
        Transform::ByOrigin(all) => {
            let origins = all.iter().map(|(origin, one)| format!("{origin}: {}", self::transform(one)));
            format!("by_origin ({})", list(origins))
        }
    }
}
