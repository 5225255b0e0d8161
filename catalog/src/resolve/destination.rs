//! Destinations, what their wire demands, and the redactor.

use super::merge::Merged;
use super::registry::{Kind, Registry, level};
use super::{condition, names, words};
use crate::declared::{
    DestinationDecl, DetectorDecl, Entry, KeysDecl, LongValuesDecl, Many, RedactionDecl, StampDecl, Text, WaitDecl,
    WireDecl, Written,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Absent, AbsentRule, Accepts, BooleanForm, Collision, Destination, Detector, Flatten, Granularity, Keys, LongValues,
    NameMap, OverLong, Redaction, Stamp, Timestamps, Unit, Wait, Wire,
};
use crate::rules;
use crate::source::Span;
use std::sync::Arc;
use telemetry_core::{Class, Consent};

/// Returns the names of the redactor's built-in detectors, in the order they run.
pub(crate) fn detectors() -> impl Iterator<Item = &'static str> + Clone {
    telemetry_core::Detector::ALL.into_iter().map(telemetry_core::Detector::name)
}

/// What stands in the place of a hit where a catalog says nothing.
pub(crate) const MARKER: &str = "<REDACTED: {label}>";

/// The longest suffix scheme that makes sense: `{n}` or `{n:02}` and a few characters.
const LONGEST_SUFFIX: usize = 16;

pub(super) fn resolve(
    registry: &Registry<'_>,
    merged: &Merged<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Arc<Destination>> {
    merged
        .destinations
        .iter()
        .filter_map(|entry| destination(registry, merged, entry, diagnostics))
        .map(Arc::new)
        .collect()
}

fn destination(
    registry: &Registry<'_>,
    merged: &Merged<'_>,
    entry: &Entry<DestinationDecl>,
    diagnostics: &mut Diagnostics,
) -> Option<Destination> {
    let decl = entry.value()?;
    let of = format!("the destination `{}`", entry.name.value);
    let named = names::word("destination", &entry.name, diagnostics);
    let ceiling = words::required(&decl.ceiling, "ceiling", &of, entry.name.span, diagnostics);
    let ceiling = ceiling.and_then(|name| registry.class((decl.ceiling.span()?, &name), diagnostics));
    if let (Some(ceiling), Some(span)) = (&ceiling, decl.ceiling.span())
        && ceiling.is_restricted()
    {
        let help = "write `ceiling: personal` or a class below it";
        diagnostics.push(Diagnostic::new(
            &rules::RESTRICTED_FIELD,
            span,
            format!("{of} would receive `restricted` values"),
            help,
        ));
    }
    let consent = words::required(&decl.consent, "consent", &of, entry.name.span, diagnostics);
    let consent = consent.and_then(|_| level(&decl.consent, diagnostics));
    check_redact(decl, &of, diagnostics);
    let on_withdrawal = decl.on_withdrawal.get().copied().unwrap_or(registry.consent.on_withdrawal);
    let grant = registry.grant(&decl.grant, diagnostics);
    let condition = condition::resolve(registry, &decl.condition, diagnostics);
    let wire = wire(&of, decl.wire.get(), entry.name.span, diagnostics);
    let wait_for = wait(registry, merged, &of, &decl.wait_for, diagnostics);
    named.then_some(Destination {
        name: entry.name.value.clone(),
        title: words::text(&decl.title).unwrap_or_else(|| entry.name.value.clone()),
        description: words::text(&decl.description),
        kind: words::text(&decl.kind),
        ceiling: ceiling?,
        consent: consent?,
        grant,
        condition,
        processor: words::text(&decl.processor),
        sharing: words::text(&decl.sharing),
        region: words::text(&decl.region),
        retention: decl.retention.get().cloned().map(Box::new),
        accepts: decl.accepts.get().copied().unwrap_or(Accepts::Any),
        redact: decl.redact.get().copied().unwrap_or(true),
        copies: words::texts(&decl.copies),
        wire: wire?,
        wait_for,
        timestamps: decl.timestamps.get().copied().unwrap_or(Timestamps::Full),
        on_withdrawal,
    })
}

/// Only a store on the user's own machine may see text that was not cleaned.
fn check_redact(decl: &DestinationDecl, of: &str, diagnostics: &mut Diagnostics) {
    let local = decl.kind.get().is_some_and(|kind| &**kind == "local") || level_is_local(&decl.consent);
    if let (Some((span, false)), false) = (decl.redact.spanned().map(|(span, redact)| (span, *redact)), local) {
        let help = "remove `redact: false`; only a destination of `kind: local` may see originals";
        diagnostics.push(Diagnostic::new(
            &rules::UNREDACTED,
            span,
            format!("{of} would receive text that nobody cleaned"),
            help,
        ));
    }
}

fn level_is_local(consent: &Written<Text>) -> bool {
    consent.get().and_then(|name| Consent::from_name(name)) == Some(Consent::Local)
}

fn wire(of: &str, decl: Option<&WireDecl>, at: Span, diagnostics: &mut Diagnostics) -> Option<Wire> {
    let empty = WireDecl::default();
    let decl = decl.unwrap_or(&empty);
    let names = decl.names.get();
    let values = decl.values.spanned().map(|(span, values)| long_values(of, values, span, diagnostics));
    let flatten = decl.flatten.get().map(|flatten| Flatten {
        depth: flatten.depth.get().copied().unwrap_or(1),
        lists: lists(&flatten.lists, diagnostics),
    });
    let absent = decl.absent.get();
    let rule =
        |written: Option<&Written<AbsentRule>>, default| written.and_then(Written::get).copied().unwrap_or(default);
    let mut stamps: Vec<Stamp> = decl.stamps.entries().filter_map(|entry| stamp(entry, at, diagnostics)).collect();
    stamps.sort_by(|a, b| a.name.cmp(&b.name));
    Some(Wire {
        names: NameMap {
            prefix: names.and_then(|names| words::text(&names.prefix)),
            unless_contains: names.and_then(|names| words::text(&names.unless_contains)),
            unwrap: names.and_then(|names| words::text(&names.unwrap)),
        },
        keys: keys(decl.keys.get()),
        values: match values {
            Some(values) => Some(Box::new(values?)),
            None => None,
        },
        flatten: flatten.map(Box::new),
        absent: Absent {
            unset: rule(absent.map(|absent| &absent.unset), AbsentRule::Drop),
            empty: rule(absent.map(|absent| &absent.empty), AbsentRule::Keep),
            nan: rule(absent.map(|absent| &absent.nan), AbsentRule::Drop),
        },
        booleans: decl.booleans.get().copied().unwrap_or(BooleanForm::Native),
        stamps,
    })
}

fn lists(written: &Written<Text>, diagnostics: &mut Diagnostics) -> Text {
    const FORMS: [&str; 3] = ["native", "json", "comma"];
    let Some((span, form)) = written.spanned() else { return FORMS[0].into() };
    if !FORMS.contains(&&**form) {
        let message = format!("`{}` is not a form of lists", crate::words::shorten(form));
        let help = crate::words::instead(form, FORMS.into_iter());
        diagnostics.push(Diagnostic::new(&rules::UNKNOWN_WORD, span, message, help));
    }
    form.clone()
}

fn keys(decl: Option<&KeysDecl>) -> Keys {
    let Some(decl) = decl else {
        return Keys { replace: Vec::new(), exempt: Vec::new(), collision: Collision::Refuse, max_length: None };
    };
    let replace = decl.replace.entries().filter_map(|entry| Some((entry.name.value.clone(), entry.value().cloned()?)));
    let mut replace: Vec<(Text, Text)> = replace.collect();
    replace.sort();
    let mut exempt = words::texts(&decl.exempt);
    exempt.sort();
    Keys {
        replace,
        exempt,
        collision: decl.collision.get().copied().unwrap_or(Collision::Refuse),
        max_length: decl.max_length.get().copied(),
    }
}

fn long_values(of: &str, decl: &LongValuesDecl, at: Span, diagnostics: &mut Diagnostics) -> Option<LongValues> {
    let over = decl.over.get().copied().unwrap_or(OverLong::Truncate);
    let Some((span, max_length)) = decl.max_length.spanned() else {
        if decl.max_length.is_absent() {
            let message = format!("the long values of {of} have no `max_length`");
            diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, at, message, "add `max_length: 8192`"));
        }
        return None;
    };
    if *max_length == 0 {
        let help = "write the greatest length a value may have";
        diagnostics.push(Diagnostic::new(&rules::BAD_LIMITS, span, "no value has the length 0", help));
        return None;
    }
    let suffix = words::text(&decl.suffix).unwrap_or_else(|| "_{n:02}".into());
    if !(suffix.contains("{n}") || suffix.contains("{n:02}")) || suffix.len() > LONGEST_SUFFIX {
        let span = decl.suffix.span().unwrap_or(at);
        let message = format!("the suffix `{}` does not number the parts", crate::words::shorten(&suffix));
        diagnostics.push(Diagnostic::new(&rules::BAD_VALUE, span, message, "write `_{n}` or `_{n:02}`"));
    }
    Some(LongValues {
        max_length: *max_length,
        unit: decl.unit.get().copied().unwrap_or(Unit::Bytes),
        over,
        suffix,
        max_parts: decl.max_parts.get().copied(),
    })
}

fn stamp(entry: &Entry<StampDecl>, at: Span, diagnostics: &mut Diagnostics) -> Option<Stamp> {
    let decl = entry.value()?;
    if decl.of.is_absent() {
        let message = format!("the stamp `{}` does not say what it is", entry.name.value);
        let at = if entry.name.span == Span::default() { at } else { entry.name.span };
        diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, at, message, "add `of: uuid-v7`, `of: sent`, …"));
    }
    Some(Stamp { name: entry.name.value.clone(), of: *decl.of.get()?, description: words::text(&decl.description) })
}

fn wait(
    registry: &Registry<'_>,
    merged: &Merged<'_>,
    of: &str,
    written: &Written<WaitDecl>,
    diagnostics: &mut Diagnostics,
) -> Option<Box<Wait>> {
    let (span, decl) = written.spanned()?;
    let of = format!("what {of} waits for");
    let common = words::required(&decl.common, "common", &of, span, diagnostics)?;
    if !registry.is_declared(Kind::CommonSet, &common) {
        let known: Vec<&str> = merged.common.iter().map(|entry| &*entry.name.value).collect();
        Registry::unknown(Kind::CommonSet, decl.common.span().unwrap_or(span), &common, &known, diagnostics);
    }
    for (absent, key) in
        [(decl.timeout.is_absent(), "timeout: PT10S"), (decl.max_events.is_absent(), "max_events: 1000")]
    {
        if absent {
            let name = key.split(':').next().unwrap_or(key);
            let message = format!("{of} has no `{name}`");
            diagnostics.push(Diagnostic::new(&rules::MISSING_KEY, span, message, format!("add `{key}`")));
        }
    }
    Some(Box::new(Wait { common, timeout: decl.timeout.get()?.clone(), max_events: *decl.max_events.get()? }))
}

/// Resolves what the redactor looks for; `None` when something about it is wrong.
pub(super) fn redaction(
    registry: &Registry<'_>,
    merged: &Merged<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Redaction> {
    let empty = RedactionDecl::default();
    let decl = merged.single("redaction", |decl| &decl.redaction, diagnostics);
    let decl = decl.map_or(Some(&empty), Written::get)?;
    let from = match decl.from.spanned() {
        Some((span, name)) => registry.class((span, name), diagnostics)?,
        None => Arc::clone(registry.built_in(Class::Diagnostic)),
    };
    for item in decl.detectors.get().map_or(&[][..], |Many(items)| items) {
        if telemetry_core::Detector::from_name(&item.value).is_none() {
            let message = format!("`{}` is not a built-in detector", crate::words::shorten(&item.value));
            let help = format!(
                "{}; detectors of your own stand under `own:`",
                crate::words::instead(&item.value, detectors())
            );
            diagnostics.push(Diagnostic::new(&rules::UNKNOWN_DETECTOR, item.span, message, help));
        }
    }
    let mut own: Vec<Detector> = decl.own.entries().filter_map(|entry| detector(entry, diagnostics)).collect();
    own.sort_by(|a, b| a.label.cmp(&b.label));
    Some(Redaction {
        from,
        detectors: words::texts(&decl.detectors),
        own,
        granularity: decl.granularity.get().copied().unwrap_or(Granularity::Match),
        roots: words::texts(&decl.roots),
        keep_after: words::texts(&decl.keep_after),
        keys: decl.keys.get().copied().unwrap_or(true),
        marker: words::text(&decl.marker).unwrap_or_else(|| MARKER.into()),
    })
}

fn detector(entry: &Entry<DetectorDecl>, diagnostics: &mut Diagnostics) -> Option<Detector> {
    let decl = entry.value()?;
    let of = format!("the detector `{}`", entry.name.value);
    let pattern = words::required(&decl.pattern, "pattern", &of, entry.name.span, diagnostics)?;
    names::pattern(&decl.pattern, diagnostics)?;
    Some(Detector { label: entry.name.value.clone(), pattern, description: words::text(&decl.description) })
}
