//! Destinations and what their wire demands.

use super::{
    AbsentRule, Accepts, BooleanForm, ClassDef, Collision, Condition, Duration, Field, Grant, Granularity, OverLong,
    StampKind, Text, Timestamps, Unit, Withdrawal, resolved,
};
use std::borrow::Cow;
use std::sync::Arc;
use telemetry_core::Consent;

resolved! {
    /// A place that events are sent to.
    pub struct Destination {
        /// Returns the destination's name.
        by_ref name: Text => str;
        /// Returns the name that pages print.
        by_ref title: Text => str;
        /// Returns what it is for.
        opt description: Option<Text> => str;
        /// Returns what speaks to it, such as `segment`.
        opt kind: Option<Text> => str;
        /// Returns the highest class it may receive.
        by_ref ceiling: Arc<ClassDef> => ClassDef;
        /// Returns the least consent level at which anything is sent to it.
        val consent: Consent;
        /// Returns the permission that must be granted too.
        opt grant: Option<Arc<Grant>> => Grant;
        /// Returns when it is used at all.
        opt condition: Option<Box<Condition>> => Condition;
        /// Returns who receives the data.
        opt processor: Option<Text> => str;
        /// Returns with whom the receiver shares the data.
        opt sharing: Option<Text> => str;
        /// Returns where it is kept.
        opt region: Option<Text> => str;
        /// Returns how long it is kept.
        opt retention: Option<Box<Duration>> => Duration;
        /// Returns what kinds of value it takes.
        val accepts: Accepts;
        /// Returns whether text is cleaned on the way.
        val redact: bool;
        /// Returns names of further copies.
        by_ref copies: Vec<Text> => [Text];
        /// Returns what the wire demands.
        by_ref wire: Wire => Wire;
        /// Returns for what events are held.
        opt wait_for: Option<Box<Wait>> => Wait;
        /// Returns whether events carry times.
        val timestamps: Timestamps;
        /// Returns what happens to what is queued when consent is withdrawn.
        val on_withdrawal: Withdrawal;
    }
}

impl Destination {
    /// Returns whether it takes values of a field's kind.
    #[must_use]
    pub fn takes(&self, field: &Field) -> bool {
        match self.accepts {
            Accepts::Any => true,
            Accepts::Numbers => field.sends_number() || matches!(field.ty(), super::Type::Bool),
        }
    }

    /// Returns the key under which a field leaves: replacements made, exemptions kept, cut to the greatest length.
    #[must_use]
    pub fn key<'wire>(&self, wire: &'wire str) -> Cow<'wire, str> {
        let keys = &self.wire.keys;
        if !keys.change_names() || keys.exempt.iter().any(|exempt| **exempt == *wire) {
            return wire.into();
        }
        let replaced = keys.replace.iter().fold(wire.to_owned(), |key, (from, to)| key.replace(&**from, to));
        match keys.max_length {
            Some(length) => replaced.chars().take(length as usize).collect::<String>().into(),
            None => replaced.into(),
        }
    }

    /// Returns the name under which an event leaves, before any prefix by context.
    #[must_use]
    pub fn event_name(&self, wire: &str) -> String {
        let names = &self.wire.names;
        let contains = names.unless_contains.as_ref().is_some_and(|part| wire.contains(&**part));
        match &names.prefix {
            Some(prefix) if !contains => format!("{prefix}{wire}"),
            _ => wire.to_owned(),
        }
    }
}

resolved! {
    /// What the wire of a destination demands.
    pub struct Wire {
        /// Returns how event names are written.
        by_ref names: NameMap => NameMap;
        /// Returns how field names are written.
        by_ref keys: Keys => Keys;
        /// Returns what happens to long values.
        opt values: Option<Box<LongValues>> => LongValues;
        /// Returns how nested values are flattened.
        opt flatten: Option<Box<Flatten>> => Flatten;
        /// Returns what happens to values that say nothing.
        by_ref absent: Absent => Absent;
        /// Returns how booleans are written.
        val booleans: BooleanForm;
        /// Returns what the sender adds, by name.
        by_ref stamps: Vec<Stamp> => [Stamp];
    }
}

resolved! {
    /// How event names are written.
    pub struct NameMap {
        /// Returns what stands before each name.
        opt prefix: Option<Text> => str;
        /// Returns the text that a name may contain to go without the prefix.
        opt unless_contains: Option<Text> => str;
        /// Returns the marker around a name that must be sent as it is.
        opt unwrap: Option<Text> => str;
    }
}

resolved! {
    /// How field names are written.
    pub struct Keys {
        /// Returns texts and what replaces them, by text.
        by_ref replace: Vec<(Text, Text)> => [(Text, Text)];
        /// Returns keys that stay as they are, sorted.
        by_ref exempt: Vec<Text> => [Text];
        /// Returns what happens when two keys become one.
        val collision: Collision;
        /// Returns the greatest length in characters.
        val max_length: Option<u32>;
    }
}

impl Keys {
    /// Returns whether names can leave under other keys.
    pub(crate) fn change_names(&self) -> bool {
        !self.replace.is_empty() || self.max_length.is_some()
    }
}

resolved! {
    /// What happens to values that are too long.
    pub struct LongValues {
        /// Returns the greatest length.
        val max_length: u32;
        /// Returns what the length counts.
        val unit: Unit;
        /// Returns what happens past it.
        val over: OverLong;
        /// Returns the name of a further part.
        by_ref suffix: Text => str;
        /// Returns the greatest number of parts.
        val max_parts: Option<u32>;
    }
}

resolved! {
    /// How nested values are flattened.
    pub struct Flatten {
        /// Returns how deep objects become dotted keys.
        val depth: u32;
        /// Returns how lists are written: `native`, `json` or `comma`.
        by_ref lists: Text => str;
    }
}

resolved! {
    /// What happens to values that say nothing.
    pub struct Absent {
        /// Returns the rule for values that are not set.
        val unset: AbsentRule;
        /// Returns the rule for empty texts.
        val empty: AbsentRule;
        /// Returns the rule for NaN and infinities.
        val nan: AbsentRule;
    }
}

resolved! {
    /// Something the sender adds to each event.
    pub struct Stamp {
        /// Returns the name it gets.
        by_ref name: Text => str;
        /// Returns what it is.
        val of: StampKind;
        /// Returns what pages say of it.
        opt description: Option<Text> => str;
    }
}

resolved! {
    /// For what events are held.
    pub struct Wait {
        /// Returns the common set that must be known.
        by_ref common: Text => str;
        /// Returns how long at most.
        by_ref timeout: Duration => Duration;
        /// Returns how many events at most.
        val max_events: u32;
    }
}

resolved! {
    /// What the redactor looks for in text, and how it replaces it.
    pub struct Redaction {
        /// Returns the lowest class whose text is cleaned.
        by_ref from: Arc<ClassDef> => ClassDef;
        /// Returns built-in detectors in the order they run; all when empty.
        by_ref detectors: Vec<Text> => [Text];
        /// Returns own detectors, by label.
        by_ref own: Vec<Detector> => [Detector];
        /// Returns how much a hit removes.
        val granularity: Granularity;
        /// Returns folders whose names are replaced before anything else.
        by_ref roots: Vec<Text> => [Text];
        /// Returns path segments from which on a path is kept.
        by_ref keep_after: Vec<Text> => [Text];
        /// Returns whether keys are cleaned as well.
        val keys: bool;
        /// Returns what stands in the place of a hit.
        by_ref marker: Text => str;
    }
}

resolved! {
    /// An own detector.
    pub struct Detector {
        /// Returns the label.
        by_ref label: Text => str;
        /// Returns the regular expression.
        by_ref pattern: Text => str;
        /// Returns what it finds.
        opt description: Option<Text> => str;
    }
}
