//! Samples of any type that generated modules have, made while the program runs: what values must keep to is known from
//! the descriptors. Not compiled as part of the test, but of each program that it builds.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;
use telemetry_core::*;

/// Which sample: the number of the variant that is taken everywhere, and whether what may be missing is there.
#[derive(Clone, Copy)]
pub struct Mode {
    pub variant: usize,
    pub present: bool,
}

/// What a value must keep to.
#[derive(Clone, Copy)]
pub struct Of {
    pub field: &'static FieldDescriptor,
    pub mode: Mode,
    /// The text that matches the field's pattern, if it has one.
    pub text: fn(&str) -> Option<&'static str>,
}

/// A value of which there is a sample.
pub trait Sample {
    fn sample(of: Of) -> Self;
}

/// A group, an event, or the forms of one.
pub trait Members: Sized {
    fn members(fields: &mut Walk) -> Self;
}

/// The members of a descriptor, in step with the fields of a type.
pub struct Walk {
    members: std::slice::Iter<'static, Member>,
    mode: Mode,
    text: fn(&str) -> Option<&'static str>,
}

impl Walk {
    pub fn new(fields: &'static FieldsDescriptor, mode: Mode, text: fn(&str) -> Option<&'static str>) -> Self {
        Self { members: fields.members.iter(), mode, text }
    }

    fn next(&mut self) -> &'static Member {
        self.members.find(|member| !matches!(member, Member::Constant(..))).expect("a type has the fields of its descriptor")
    }

    pub fn field<T: Sample>(&mut self) -> T {
        match self.next() {
            Member::Field(field) => T::sample(Of { field, mode: self.mode, text: self.text }),
            other => panic!("{other:?} is no field"),
        }
    }

    /// Returns a group, or a form of the event.
    pub fn flat<T: Members>(&mut self) -> T {
        match self.next() {
            Member::Group { fields, .. } => T::members(&mut Self::new(fields, self.mode, self.text)),
            other => panic!("{other:?} is not flattened"),
        }
    }

    /// Returns the number of the form to take, and goes on with its fields.
    pub fn form(&mut self) -> usize {
        let Member::Variants(variants) = self.next() else { panic!("an enum has forms") };
        let index = self.mode.variant % variants.cases.len();
        self.members = variants.cases[index].fields.members.iter();
        index
    }
}

fn number(literal: &Literal) -> f64 {
    match literal {
        Literal::Int(number) => *number as f64,
        Literal::Float(number) => *number,
        _ => 0.0,
    }
}

impl Of {
    /// Returns a number within the limits.
    fn number(&self) -> f64 {
        let details = self.field.details;
        let least = details.iter().find_map(|detail| if let Detail::Min(least) = detail { Some(number(least)) } else { None });
        let most = details.iter().find_map(|detail| if let Detail::Max(most) = detail { Some(number(most)) } else { None });
        match (self.mode.variant % 2, least, most) {
            (0, Some(least), _) => least.ceil(),
            (_, _, Some(most)) => most.floor(),
            (_, Some(least), None) => least.ceil() + 1.0,
            (index, None, None) => index as f64 * 3.0,
        }
    }

    /// Returns a text within the limits.
    fn text(&self, plain: &str) -> String {
        let (mut least, mut most) = (0, usize::MAX);
        for detail in self.field.details {
            match detail {
                Detail::MinLength(length) => least = *length as usize,
                Detail::MaxLength(length) => most = *length as usize,
                Detail::Pattern(pattern) => return (self.text)(pattern).unwrap_or(plain).to_owned(),
                _ => {}
            }
        }
        let mut text: String = plain.chars().take(most).collect();
        while text.chars().count() < least {
            text.push('x');
        }
        text
    }

    fn most_items(&self) -> usize {
        let most = |detail: &Detail| if let Detail::MaxItems(most) = detail { Some(*most as usize) } else { None };
        self.field.details.iter().find_map(most).unwrap_or(usize::MAX)
    }
}

macro_rules! samples {
    ($($ty:ty, $of:ident => $value:expr;)*) => { $(
        impl Sample for $ty {
            fn sample($of: Of) -> Self {
                $value
            }
        }
    )* };
}

samples! {
    bool, of => of.mode.variant % 2 == 0;
    u64, of => of.number().ceil() as u64;
    i64, of => of.number().ceil() as i64;
    f64, of => of.number();
    Float, of => Float(of.number());
    Duration, of => duration(of);
    Timestamp, of => Timestamp::from_unix_millis(1_700_000_000_123);
    Date, of => Date::new(2026, 1, 31).expect("a day");
    Uuid, of => Uuid::from_u128(7);
    Version, of => Version::parse(&of.text("1.2.3")).or(Version::parse("7")).expect("a version");
    String, of => of.text("text");
    PathBuf, of => of.text("src/main.rs").into();
    Id, of => Id::new(of.text("id"));
    Url, of => Url::new(of.text("https://example.org/"));
    Email, of => Email::new(of.text("user@example.org"));
    Hostname, of => Hostname::new(of.text("host"));
    Username, of => Username::new(of.text("user"));
    ErrorText, of => ErrorText::new(of.text("it \"failed\""));
    StackTrace, of => StackTrace::new(of.text("at main"));
    IpAddr, of => IpAddr::from([192, 0, 2, 1]);
    Json, of => Json::parse("{\"a\": [1, null]}").expect("JSON");
}

/// Returns a length of time within the limits, which are in the field's unit.
fn duration(of: Of) -> Duration {
    let number = of.number().max(0.0).ceil();
    match of.field.unit() {
        Some("s") => Duration::from_secs_f64(number),
        Some("us") => Duration::from_micros(number as u64),
        Some("ns") => Duration::from_nanos(number as u64),
        _ => Duration::from_millis(number as u64),
    }
}

macro_rules! wrapped {
    ($($name:ident)*) => { $(
        impl<T: Sample> Sample for $name<T> {
            fn sample(of: Of) -> Self {
                Self::new(T::sample(of))
            }
        }
    )* };
}

wrapped! { Hmac Hashed Bucketed Rounded Truncated Redacted Counted Public }

impl<T: Sample> Sample for ByOrigin<T> {
    fn sample(of: Of) -> Self {
        let parts = of.field.transforms.iter().find_map(|transform| match transform {
            Transform::ByOrigin(parts) => Some(*parts),
            _ => None,
        });
        let parts = parts.expect("its transform is declared");
        Self::new(parts[of.mode.variant % parts.len()].0, T::sample(of))
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(of: Of) -> Self {
        of.mode.present.then(|| T::sample(of))
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(of: Of) -> Self {
        (0..of.most_items().min(2)).map(|_| T::sample(of)).collect()
    }
}

impl<T: Sample + Ord> Sample for BTreeSet<T> {
    fn sample(of: Of) -> Self {
        (0..of.most_items().min(1)).map(|_| T::sample(of)).collect()
    }
}

impl<K: Sample + Ord, T: Sample> Sample for BTreeMap<K, T> {
    fn sample(of: Of) -> Self {
        (0..of.most_items().min(1)).map(|_| (K::sample(of), T::sample(of))).collect()
    }
}

/// What the keys of a family match that passes on what it is given.
const RELAYED: &str = r"[a-z]\w{0,40}";
/// Keys of such a family, among them names of fields.
const NAMES: [&str; 8] = ["file", "size", "kind", "opened", "closed", "user", "count", "a1"];

impl<T: Sample> Sample for Family<T> {
    fn sample(of: Of) -> Self {
        let details = of.field.details.iter().find_map(|detail| match detail {
            Detail::Family { keys, pattern, max, .. } => Some((*keys, *pattern, *max as usize)),
            _ => None,
        });
        let (keys, pattern, max) = details.expect("a family says what its keys are");
        let made = pattern.and_then(of.text).into_iter();
        let keys: Vec<&str> = match pattern {
            Some(RELAYED) if keys.is_empty() => NAMES.to_vec(),
            _ if keys.is_empty() => made.collect(),
            _ => keys.to_vec(),
        };
        keys.into_iter().take(if of.mode.present { max } else { 1 }).map(|key| (key, T::sample(of))).collect()
    }
}

/// Makes the enums of a module samples: each value by turns.
#[macro_export]
macro_rules! vocabularies {
    ($($name:ty)*) => { $(
        impl $crate::sample::Sample for $name {
            fn sample(of: $crate::sample::Of) -> Self {
                let all = <$name as telemetry_core::FieldEnum>::ALL;
                all[of.mode.variant % all.len()]
            }
        }
    )* };
}

/// Makes a struct of fields and groups.
#[macro_export]
macro_rules! structs {
    ($($name:ty { $($field:ident: $how:ident,)* })*) => { $(
        impl $crate::sample::Members for $name {
            fn members(fields: &mut $crate::sample::Walk) -> Self {
                Self { $($field: fields.$how(),)* }
            }
        }
    )* };
}

/// Makes the forms of an event.
#[macro_export]
macro_rules! forms {
    ($name:ty { $($index:literal => $form:ident { $($field:ident: $how:ident,)* })* }) => {
        impl $crate::sample::Members for $name {
            fn members(fields: &mut $crate::sample::Walk) -> Self {
                match fields.form() {
                    $($index => Self::$form { $($field: fields.$how(),)* },)*
                    _ => unreachable!("there is a form of each number"),
                }
            }
        }
    };
}

/// Prints samples of an event and its twins: module, the event's name, JSON.
pub fn print<E: Event + Members>(module: &str, text: fn(&str) -> Option<&'static str>, common: &[&dyn Fn(json::JsonEvent, Mode) -> json::JsonEvent]) {
    for variant in 0..4 {
        for present in [true, false] {
            let mode = Mode { variant, present };
            let event = E::members(&mut Walk::new(&E::DESCRIPTOR.fields, mode, text));
            let twins = E::DESCRIPTOR.twins.iter().map(|twin| twin.name);
            let twins = twins.filter_map(|twin| json::JsonEvent::of_twin(&event, twin, json::Withheld::Placeholder));
            for (index, one) in [json::JsonEvent::of(&event, json::Withheld::Placeholder)].into_iter().chain(twins).enumerate() {
                println!("{module}\t{}\t{index}\t{one}", E::DESCRIPTOR.name);
                // Common fields ride on the event itself; which ride on its twins depends on where those are sent.
                if index == 0 && !common.is_empty() {
                    let one = common.iter().fold(one, |one, add| add(one, mode));
                    println!("{module}\t{}\t{index}\t{one}", E::DESCRIPTOR.name);
                }
            }
        }
    }
}

/// Prints what a catalog, its destinations, its events and its common sets demand: module, what it is of, the constant.
pub fn print_demands(module: &str, catalog: &CatalogDescriptor, events: &[&EventDescriptor], sets: &[(&rules::CommonRules, &FieldsDescriptor)]) {
    let show = |what: &str, name: &str, demands: &dyn std::fmt::Debug| println!("demands\t{module}\t{what} {name}: {demands:?}");
    show("catalog", "", catalog.rules);
    for to in catalog.destinations {
        show("destination", to.name, to.rules);
    }
    for event in events {
        let is_of_catalog = event.catalog == catalog.record;
        let prefix = event.details.iter().find_map(|detail| if let Detail::Prefix(prefix) = detail { Some(prefix) } else { None });
        let flow = event.details.iter().find_map(|detail| if let Detail::Flow(flow) = detail { Some(flow) } else { None });
        show("event", event.name, &(is_of_catalog, condition(event.details), prefix, flow, conditions(&event.fields)));
    }
    for (rules, fields) in sets {
        show("common set", rules.name, &(rules, conditions(fields)));
    }
}

fn condition(details: &[Detail]) -> Option<&rules::Condition> {
    details.iter().find_map(|detail| if let Detail::Condition(condition) = detail { Some(condition) } else { None })
}

/// Returns the conditions of fields by name, sorted.
fn conditions(fields: &FieldsDescriptor) -> Vec<(String, String)> {
    let mut found = Vec::new();
    push_conditions(fields, "", &mut found);
    found.sort();
    found
}

fn push_conditions(fields: &FieldsDescriptor, prefix: &str, found: &mut Vec<(String, String)>) {
    for member in fields.members {
        match member {
            Member::Field(field) | Member::Constant(field, _) => {
                found.extend(condition(field.details).map(|of| (format!("{prefix}{}", field.name), format!("{of:?}"))));
            }
            Member::Group { prefix: inner, fields } => push_conditions(fields, &format!("{prefix}{inner}"), found),
            Member::Variants(variants) => variants.cases.iter().for_each(|case| push_conditions(&case.fields, prefix, found)),
        }
    }
}
