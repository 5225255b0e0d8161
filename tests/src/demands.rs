//! What a catalog demands of a running program, made from its model: what the constants of `catalog! { … }` must be.
//!
//! Constants live as long as the program: what is made here is never given back, as a test may.

use telemetry_catalog::model::{self, Catalog};
use telemetry_core::rules::{
    AbsentRule, AbsentRules, BooleanForm, BurstRules, Cap, CatalogRules, Collision, CommonRules, Condition,
    ConsentRules, DestinationRules, EqualRules, FactRules, FlattenRules, FlowRules, GrantRules, Granularity, KeyRules,
    ListForm, LongValueRules, NamePrefix, NameRules, OfBurst, Over, Precision, QuotaRules, RedactionRules, SampleBy,
    SampleRules, Stamp, StampKind, WaitRules, WireRules, Withdrawal,
};
use telemetry_core::{FieldClass, Unit};

/// Returns what a catalog demands beside its destinations.
#[must_use]
pub fn catalog(catalog: &Catalog) -> CatalogRules {
    let grant = |grant: &model::Grant| GrantRules {
        name: text(grant.name()),
        description: text(grant.description()),
        how: grant.how().map(text),
        on_withdrawal: withdrawal(grant.on_withdrawal()),
    };
    CatalogRules {
        title: text(catalog.title()),
        description: text(catalog.description()),
        contact: catalog.contact().map(text),
        consent: consent(catalog.consent()),
        grants: list(catalog.grants().iter().map(|one| grant(one))),
        facts: list(catalog.facts().iter().map(|one| fact(one))),
        redaction: redaction(catalog.redaction()),
        never: texts(catalog.never()),
        precedence: texts(catalog.precedence()),
    }
}

fn fact(fact: &model::Fact) -> FactRules {
    let names: Vec<&str> = fact.values().iter().map(model::FactValue::name).collect();
    let is_yes_or_no = fact.values().iter().all(|value| value.description().is_empty()) && names == ["false", "true"];
    FactRules {
        name: text(fact.name()),
        description: text(fact.description()),
        values: list(names.into_iter().filter(|_| !is_yes_or_no).map(text)),
    }
}

fn consent(rules: &model::ConsentRules) -> ConsentRules {
    let cap = |cap: &model::Cap| Cap {
        condition: cap.condition().map(condition),
        level: cap.level(),
        reason: text(cap.reason()),
    };
    ConsentRules {
        version: rules.version(),
        default: rules.default(),
        setting: rules.setting().map(text),
        environment: texts(rules.environment()),
        how_to_disable: rules.how_to_disable().map(text),
        caps: list(rules.caps().iter().map(cap)),
        unknown: rules.unknown(),
        on_withdrawal: withdrawal(rules.on_withdrawal()),
    }
}

fn withdrawal(withdrawal: model::Withdrawal) -> Withdrawal {
    match withdrawal {
        model::Withdrawal::Drop => Withdrawal::Drop,
        model::Withdrawal::Keep => Withdrawal::Keep,
    }
}

/// Returns a condition as constants have it.
#[must_use]
pub fn condition(of: &model::Condition) -> Condition {
    match of {
        model::Condition::Any(parts) => Condition::Any(list(parts.iter().map(condition))),
        model::Condition::All(parts) => Condition::All(list(parts.iter().map(condition))),
        model::Condition::Not(part) => Condition::Not(Box::leak(Box::new(condition(part)))),
        model::Condition::Is { fact, values } => Condition::Fact { name: text(fact), values: texts(values) },
    }
}

/// Returns the prefixes of an event's name.
#[must_use]
pub fn prefix(prefix: &model::Prefix) -> NamePrefix {
    NamePrefix { by: text(prefix.by()), values: pairs(prefix.values()), destinations: texts(prefix.destinations()) }
}

/// Returns how many of an event go on.
#[must_use]
pub fn flow(flow: &model::Flow) -> FlowRules {
    let quota = |of: model::Quota| QuotaRules { per_day: of.per_day, per_month: of.per_month };
    let sample = |of: model::Sample| SampleRules {
        one_in: of.one_in,
        by: match of.by {
            model::SampleBy::Chance => SampleBy::Chance,
            model::SampleBy::Session => SampleBy::Session,
            model::SampleBy::Count => SampleBy::Count,
        },
    };
    FlowRules {
        sample: flow.sample().map(sample),
        quota: flow.quota().map(quota),
        debounce: flow.debounce().map(|of| BurstRules {
            by: texts(of.by()),
            quiet: text(of.quiet().as_str()),
            longest: text(of.longest().as_str()),
            sends: match of.sends() {
                model::OfBurst::First => OfBurst::First,
                model::OfBurst::Last => OfBurst::Last,
            },
            destinations: texts(of.destinations()),
        }),
        repeats: flow.repeats().map(|of| EqualRules {
            by: texts(of.by()),
            within: text(of.within().as_str()),
            number: of.number().map(text),
            destinations: texts(of.destinations()),
        }),
        quota_at: list(flow.quota_at().iter().map(|(name, of)| (text(name), quota(*of)))),
    }
}

/// Returns on which events a common set rides.
#[must_use]
pub fn common(set: &model::CommonSet) -> CommonRules {
    CommonRules {
        name: text(set.name()),
        destinations: texts(set.destinations()),
        condition: set.condition().map(condition),
        overrides: texts(set.overrides()),
    }
}

/// Returns what a destination demands. `general` is what happens to a queue where a destination says nothing of it.
#[must_use]
pub fn destination(to: &model::Destination, general: model::Withdrawal) -> DestinationRules {
    let wait = |wait: &model::Wait| WaitRules {
        common: text(wait.common()),
        timeout: text(wait.timeout().as_str()),
        max_events: wait.max_events(),
    };
    DestinationRules {
        title: Some(to.title()).filter(|title| *title != to.name()).map(text),
        description: to.description().map(text),
        kind: to.kind().map(text),
        processor: to.processor().map(text),
        retention: to.retention().map(|retention| text(retention.as_str())),
        condition: to.condition().map(condition),
        redact: to.redact(),
        copies: texts(to.copies()),
        wire: wire(to.wire()),
        wait_for: to.wait_for().map(wait),
        timestamps: match to.timestamps() {
            model::Timestamps::None => Precision::None,
            model::Timestamps::Day => Precision::Day,
            model::Timestamps::Hour => Precision::Hour,
            model::Timestamps::Full => Precision::Full,
        },
        on_withdrawal: Some(to.on_withdrawal()).filter(|own| *own != general).map(withdrawal),
    }
}

fn wire(wire: &model::Wire) -> WireRules {
    let names = wire.names();
    WireRules {
        names: NameRules {
            prefix: names.prefix().map_or("", text),
            unless_contains: names.unless_contains().map(text),
            unwrap: names.unwrap().map(text),
        },
        keys: keys(wire.keys()),
        values: wire.values().map(long_values),
        flatten: flatten(wire.flatten()),
        absent: AbsentRules {
            unset: absent(wire.absent().unset()),
            empty: absent(wire.absent().empty()),
            nan: absent(wire.absent().nan()),
        },
        booleans: match wire.booleans() {
            model::BooleanForm::Native => BooleanForm::Native,
            model::BooleanForm::Number => BooleanForm::Number,
            model::BooleanForm::Text => BooleanForm::Text,
        },
        stamps: list(wire.stamps().iter().map(|one| Stamp { name: text(one.name()), of: stamp(one.of()) })),
    }
}

fn keys(keys: &model::Keys) -> KeyRules {
    KeyRules {
        replace: pairs(keys.replace()),
        exempt: texts(keys.exempt()),
        collision: match keys.collision() {
            model::Collision::Refuse => Collision::Refuse,
            model::Collision::First => Collision::First,
            model::Collision::Last => Collision::Last,
        },
        max_length: keys.max_length(),
    }
}

fn long_values(values: &model::LongValues) -> LongValueRules {
    LongValueRules {
        max_length: values.max_length(),
        unit: match values.unit() {
            model::Unit::Bytes => Unit::Bytes,
            model::Unit::Chars => Unit::Chars,
            model::Unit::Utf16 => Unit::Utf16,
        },
        over: match values.over() {
            model::OverLong::Split => Over::Split,
            model::OverLong::Truncate => Over::Truncate,
            model::OverLong::Drop => Over::Drop,
        },
        suffix: Some(text(values.suffix())),
        max_parts: values.max_parts(),
    }
}

fn flatten(flatten: Option<&model::Flatten>) -> FlattenRules {
    let Some(flatten) = flatten else { return WireRules::DEFAULT.flatten };
    let lists = match flatten.lists() {
        "json" => ListForm::Json,
        "comma" => ListForm::Comma,
        _ => ListForm::Native,
    };
    FlattenRules { depth: Some(flatten.depth()), lists }
}

fn absent(rule: model::AbsentRule) -> AbsentRule {
    match rule {
        model::AbsentRule::Drop => AbsentRule::Drop,
        model::AbsentRule::Keep => AbsentRule::Keep,
        model::AbsentRule::Zero => AbsentRule::Zero,
    }
}

fn stamp(kind: model::StampKind) -> StampKind {
    match kind {
        model::StampKind::UuidV4 => StampKind::UuidV4,
        model::StampKind::UuidV7 => StampKind::UuidV7,
        model::StampKind::Issued => StampKind::Issued,
        model::StampKind::Displayed => StampKind::Displayed,
        model::StampKind::Sent => StampKind::Sent,
        model::StampKind::SinceIssued => StampKind::SinceIssued,
        model::StampKind::SinceDisplayed => StampKind::SinceDisplayed,
        model::StampKind::Sequence => StampKind::Sequence,
        model::StampKind::Session => StampKind::Session,
        model::StampKind::OneIn => StampKind::OneIn,
    }
}

fn redaction(redaction: &model::Redaction) -> RedactionRules {
    let from = redaction.from();
    RedactionRules {
        from: FieldClass { name: text(from.name()), rank: from.rank(), treat_as: from.treat_as() },
        detectors: Some(texts(redaction.detectors())).filter(|detectors| !detectors.is_empty()),
        own: list(redaction.own().iter().map(|own| (text(own.label()), text(own.pattern())))),
        granularity: match redaction.granularity() {
            model::Granularity::Value => Granularity::Value,
            model::Granularity::Line => Granularity::Line,
            model::Granularity::Match => Granularity::Match,
        },
        roots: texts(redaction.roots()),
        keep_after: texts(redaction.keep_after()),
        keys: redaction.keys(),
        marker: text(redaction.marker()),
    }
}

fn text(text: &str) -> &'static str {
    Box::leak(text.into())
}

fn texts(texts: &[model::Text]) -> &'static [&'static str] {
    list(texts.iter().map(|one| text(one)))
}

fn pairs(pairs: &[(model::Text, model::Text)]) -> &'static [(&'static str, &'static str)] {
    list(pairs.iter().map(|(one, other)| (text(one), text(other))))
}

fn list<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    Box::leak(items.collect())
}
