//! "When and how it is sent", "Where the data goes" and "How text is cleaned": what must hold before anything is sent and
//! what the wire does to names and values, who receives what, and how long it is kept.

use crate::anchor::Anchor;
use crate::choice::{needs, withdrawal};
use crate::markdown::Writer;
use crate::page::Page;
use crate::sentences;
use telemetry_catalog::model::{
    Absent, AbsentRule, Accepts, BooleanForm, Catalog, Collision, Destination, Flatten, Grant, Granularity, Keys,
    LongValues, NameMap, OverLong, Redaction, Source, Stamp, StampKind, Timestamps,
};

/// Writes the section of destinations: who receives what, where it is kept and for how long.
pub(crate) fn write(writer: &mut Writer, page: &Page<'_>) {
    added(writer, page);
    for destination in page.catalog.destinations() {
        let anchor = Anchor::destination(destination.name());
        writer.heading_of(3, anchor, |writer| writer.prose(destination.title()).end());
        if let Some(description) = destination.description() {
            writer.paragraphs(description);
        }
        writer.block();
        receives(writer, destination);
        keeps(writer, destination);
    }
}

/// Writes what others than the program add to what is sent.
fn added(writer: &mut Writer, page: &Page<'_>) {
    if page.survey.added.is_empty() || page.catalog.destinations().is_empty() {
        return;
    }
    writer.block().words("Not everything comes from the program:").block();
    for source in [Source::Server, Source::Enrichment] {
        let (Some(words), Some(names)) = (sentences::source(source), page.survey.added.get(source.name())) else {
            continue;
        };
        writer.item(0).words("**");
        let start = writer.len();
        writer.words(words).capitalise(start);
        writer.words(":** ");
        sentences::codes(writer, names.iter(), "and");
    }
}

/// Writes the section of sending: for each destination what must hold, what waits, what the wire does.
pub(crate) fn sending(writer: &mut Writer, page: &Page<'_>) {
    let destinations = page.catalog.destinations();
    for destination in destinations {
        match destinations.len() {
            1 => {
                writer.block();
            }
            _ => {
                writer.title(3, |writer| writer.words("To ").prose(destination.title()).end());
            }
        }
        when(writer, page.catalog, destination);
        wire(writer, destination);
    }
}

/// Starts an item with its label in bold.
fn item<'w>(writer: &'w mut Writer, label: &str) -> &'w mut Writer {
    writer.item(0).words("**").words(label).words(":** ")
}

/// Writes who receives what.
fn receives(writer: &mut Writer, destination: &Destination) {
    if let Some(processor) = destination.processor() {
        item(writer, "Received by").prose(processor);
    }
    if let Some(sharing) = destination.sharing() {
        item(writer, "Shared with others").sentence(sharing);
    }
    if let Some(kind) = destination.kind().filter(|kind| !same_word(kind, destination.title())) {
        item(writer, "Kind").prose(kind);
    }
    item(writer, "Highest class it may receive");
    sentences::class(writer, destination.ceiling());
    if destination.accepts() == Accepts::Numbers {
        item(writer, "Takes").words("numbers only, and what is sent as a number");
    }
    if !destination.redact() {
        item(writer, "Text").words("as it is, without cleaning");
    }
}

fn same_word(kind: &str, title: &str) -> bool {
    !sentences::own_title(kind, title)
}

/// Writes where and how long data is kept.
fn keeps(writer: &mut Writer, destination: &Destination) {
    if let Some(region) = destination.region() {
        item(writer, "Kept in").prose(region);
    }
    if let Some(retention) = destination.retention() {
        item(writer, "Kept for").duration(retention);
    }
    if !destination.copies().is_empty() {
        item(writer, "Further copies");
        sentences::codes(writer, destination.copies().iter(), "and");
    }
}

/// Writes what must hold before anything is sent there, which times leave, and what waits.
fn when(writer: &mut Writer, catalog: &Catalog, destination: &Destination) {
    item(writer, "Needs");
    needs(writer, destination.consent(), destination.grant().map(Grant::name));
    if let Some(condition) = destination.condition() {
        item(writer, "Only if");
        sentences::condition(writer, condition);
    }
    item(writer, "Times").words(match destination.timestamps() {
        Timestamps::None => "none; events leave in batches without a time",
        Timestamps::Day => "the day of each event",
        Timestamps::Hour => "the hour of each event",
        Timestamps::Full => "the time of each event, to the millisecond",
    });
    if let Some(wait) = destination.wait_for() {
        item(writer, "Held back").words("until the properties of ");
        writer.code_link(Anchor::common(wait.common()), wait.common());
        writer.words(" are known, at most ").duration(wait.timeout()).words(" and ");
        writer.number(wait.max_events()).words(" events; more are dropped and counted");
    }
    if destination.on_withdrawal() != catalog.consent().on_withdrawal() {
        item(writer, "Withdrawal").words(withdrawal(destination.on_withdrawal(), "consent"));
    }
}

/// Writes what the wire does to names and values, where it does anything.
fn wire(writer: &mut Writer, destination: &Destination) {
    let wire = destination.wire();
    names(writer, wire.names());
    keys(writer, wire.keys());
    if let Some(values) = wire.values() {
        long_values(writer, values);
    }
    if let Some(flatten) = wire.flatten() {
        self::flatten(writer, flatten);
    }
    absent(writer, wire.absent());
    match wire.booleans() {
        BooleanForm::Native => {}
        BooleanForm::Number => item(writer, "True and false").words("written as 1 and 0").end(),
        BooleanForm::Text => {
            item(writer, "True and false").words("written as the texts ").code("true").words(" and ").code("false");
        }
    }
    if !wire.stamps().is_empty() {
        item(writer, "Added to every event");
        wire.stamps().iter().for_each(|added| stamp(writer, added));
    }
}

fn names(writer: &mut Writer, names: &NameMap) {
    if let Some(prefix) = names.prefix() {
        item(writer, "Event names").words("start with ").code(prefix);
        if let Some(part) = names.unless_contains() {
            writer.words(" unless they contain ").code(part);
        }
    }
    if let Some(marker) = names.unwrap() {
        item(writer, "Event names marked with").code(marker).words(" are sent as they are, without the mark");
    }
}

fn keys(writer: &mut Writer, keys: &Keys) {
    if keys.replace().is_empty() && keys.max_length().is_none() {
        return;
    }
    item(writer, "Field names");
    sentences::list(writer, keys.replace().iter(), "and", |writer, (from, to)| {
        writer.code(from).words(" becomes ").code(to);
    });
    if !keys.exempt().is_empty() {
        writer.words(", except in ");
        sentences::codes(writer, keys.exempt().iter(), "and");
    }
    if let Some(length) = keys.max_length() {
        writer.words(if keys.replace().is_empty() { "cut after " } else { "; cut after " });
        writer.number(length).words(" characters");
    }
    writer.words(match keys.collision() {
        Collision::Refuse => "",
        Collision::First => "; where two become one, the first stays",
        Collision::Last => "; where two become one, the last stays",
    });
}

fn long_values(writer: &mut Writer, values: &LongValues) {
    item(writer, "Long values").words("past ").number(values.max_length()).words(" ");
    writer.words(sentences::unit_word(values.unit()));
    match values.over() {
        OverLong::Truncate => writer.words(" the rest is cut off").end(),
        OverLong::Drop => writer.words(" the value is left out").end(),
        OverLong::Split => {
            writer.words(" the rest goes on under a further name, which ends in ").code(values.suffix());
            if let Some(parts) = values.max_parts() {
                writer.words("; after ").number(parts).words(" parts the rest is cut and counted");
            }
        }
    }
}

fn flatten(writer: &mut Writer, flatten: &Flatten) {
    item(writer, "Nested values");
    match flatten.depth() {
        0 => writer.words("written as JSON text"),
        depth => {
            let levels = if depth == 1 { " level" } else { " levels" };
            writer.words("dotted names down to ").number(depth).words(levels).words(", then JSON text")
        }
    };
    writer.words("; lists are ").words(match flatten.lists() {
        "json" => "written as JSON text",
        "comma" => "written with commas",
        _ => "sent as lists",
    });
}

/// Writes what happens to values that say nothing, where it is not what a reader expects.
fn absent(writer: &mut Writer, absent: &Absent) {
    let rules = [
        ("values that are not set", absent.unset(), AbsentRule::Drop),
        ("empty texts", absent.empty(), AbsentRule::Keep),
        ("values that are not a number (NaN)", absent.nan(), AbsentRule::Drop),
    ];
    let mut told = rules.iter().filter(|(_, rule, usual)| rule != usual).peekable();
    if told.peek().is_none() {
        return;
    }
    item(writer, "Values that say nothing");
    for (index, (what, rule, _)) in told.enumerate() {
        writer.words(if index > 0 { "; " } else { "" }).words(what).words(match rule {
            AbsentRule::Drop => " are left out",
            AbsentRule::Keep => " are sent",
            AbsentRule::Zero => " are sent as 0",
        });
    }
}

fn stamp(writer: &mut Writer, stamp: &Stamp) {
    writer.item(1).code(stamp.name()).words(": ");
    match stamp.description() {
        Some(description) => writer.sentence(description),
        None => writer.words(match stamp.of() {
            StampKind::UuidV4 => "A random id of the event.",
            StampKind::UuidV7 => "An id of the event that sorts by time.",
            StampKind::Issued => "When the event was recorded.",
            StampKind::Displayed => "When its subject was shown.",
            StampKind::Sent => "When it was sent.",
            StampKind::SinceIssued => "Milliseconds from recording to sending.",
            StampKind::SinceDisplayed => "Milliseconds from showing to sending.",
            StampKind::Sequence => "The number of the event in its session.",
            StampKind::Session => "The id of the session.",
            StampKind::OneIn => "How many recorded events it stands for, where only a share is sent.",
        }),
    };
}

/// Writes how text is cleaned, where any text on this page is.
pub(crate) fn cleaning(writer: &mut Writer, page: &Page<'_>) {
    let redaction = page.catalog.redaction();
    if !page.survey.cleans {
        return;
    }
    writer.words("Text of class ");
    sentences::class(writer, redaction.from());
    writer.words(" and above is searched before it is sent. ").words(match redaction.granularity() {
        Granularity::Value => "A value in which something is found is replaced as a whole by ",
        Granularity::Line => "Each line in which something is found is replaced by ",
        Granularity::Match => "What is found is replaced by ",
    });
    writer.code(redaction.marker()).words(".");
    if redaction.keys() {
        writer.words(" Names of fields are searched as well.");
    }
    details(writer, redaction);
}

fn details(writer: &mut Writer, redaction: &Redaction) {
    writer.block();
    if !redaction.detectors().is_empty() {
        item(writer, "Searched for");
        sentences::codes(writer, redaction.detectors().iter(), "and");
    }
    for detector in redaction.own() {
        writer.item(0).code(detector.label()).words(": ");
        if let Some(description) = detector.description() {
            writer.sentence(description).words(" ");
        }
        writer.words("Text matching ").code(detector.pattern()).words(".");
    }
    if !redaction.roots().is_empty() {
        item(writer, "Folders whose names are replaced first");
        sentences::codes(writer, redaction.roots().iter(), "and");
    }
    if !redaction.keep_after().is_empty() {
        item(writer, "A path is kept from these on");
        sentences::codes(writer, redaction.keep_after().iter(), "or");
    }
}
