//! The columns of the lists: name, whether it is shown unasked, value. Names and values are a promise to scripts.

use serde_json::{Map, Value, json};
use std::sync::Arc;
use telemetry_catalog::model::{
    Catalog, ClassDef, CommonSet, Destination, Duration, EnumValue, Event, Flow, Grant, Identifies, Member, Membership,
    Origin, Owner, PurposeDef, Quota, Source, Text, Transform, Variants,
};

/// One column of a list.
pub(super) struct Column<Row> {
    pub(super) name: &'static str,
    /// Whether it is shown when no columns are named.
    pub(super) usual: bool,
    pub(super) value: fn(&Catalog, &Row) -> Value,
}

// Written by hand: a derive asks for rows that can be copied.
impl<Row> Clone for Column<Row> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Row> Copy for Column<Row> {}

const fn usual<Row>(name: &'static str, value: fn(&Catalog, &Row) -> Value) -> Column<Row> {
    Column { name, usual: true, value }
}

const fn more<Row>(name: &'static str, value: fn(&Catalog, &Row) -> Value) -> Column<Row> {
    Column { name, usual: false, value }
}

/// One event.
pub(super) struct EventRow<'a>(pub(super) &'a Event);

pub(super) fn events<'a>() -> Vec<Column<EventRow<'a>>> {
    vec![
        usual("event", |_, row| json!(row.0.name())),
        usual("class", |_, row| json!(row.0.class().name())),
        usual("linkage", |_, row| json!(row.0.linkage().name())),
        usual("consent", |_, row| json!(row.0.consent().name())),
        usual("purpose", |_, row| purposes(row.0.purposes())),
        usual("destinations", |_, row| row.0.all_destinations().map(|to| to.name()).collect()),
        usual("fields", |_, row| json!(FieldRow::of_event(row.0).count())),
        usual("description", |_, row| json!(row.0.description())),
        more("title", |_, row| json!(row.0.title())),
        more("wire", |_, row| json!(row.0.wire())),
        more("when", |_, row| json!(row.0.when())),
        more("state", |_, row| json!(row.0.state().name())),
        more("version", |_, row| json!(row.0.version())),
        more("since", |_, row| json!(row.0.since())),
        more("expires", |_, row| json!(row.0.expires().map(ToString::to_string))),
        more("origin", |_, row| json!(row.0.origin().map(Origin::name))),
        more("owner", |_, row| json!(row.0.owner().map(Owner::name))),
        more("grant", |_, row| json!(row.0.grant().map(Grant::name))),
        more("flow", |_, row| json!(row.0.flow().map(flow))),
        more("file", |_, row| json!(crate::report::path_text(row.0.place().path.as_ref().as_ref()))),
        more("line", |_, row| json!(row.0.place().line)),
    ]
}

/// One field where it stands: in an event, or in a set that rides on events.
pub(super) struct FieldRow<'a> {
    pub(super) member: &'a Member,
    event: Option<&'a Event>,
    set: Option<&'a CommonSet>,
    /// The variant or twin that alone has it.
    part: Option<&'a str>,
}

impl<'a> FieldRow<'a> {
    pub(super) fn common(set: &'a CommonSet, member: &'a Member) -> Self {
        Self { member, event: None, set: Some(set), part: None }
    }

    /// Returns all fields of an event: its own, then those of its variants after the tag that says which it is, then those
    /// of its twins.
    pub(super) fn of_event(event: &'a Event) -> impl Iterator<Item = Self> {
        let row = move |part: Option<&'a str>, member: &'a Member| Self { member, event: Some(event), set: None, part };
        let own = event.members().iter().map(move |member| row(None, member));
        let cases = event.variants().into_iter().flat_map(Variants::cases);
        let cases = cases.flat_map(move |case| case.members().iter().map(move |member| row(Some(case.name()), member)));
        let twins = event.twins().iter();
        let twins = twins.flat_map(move |twin| twin.extra().iter().map(move |member| row(Some(twin.name()), member)));
        let tag = event.variants().map(move |variants| row(None, variants.member()));
        own.chain(tag).chain(cases).chain(twins)
    }

    /// Returns the destinations that receive the field.
    pub(super) fn receivers<'all>(&self, catalog: &'all Catalog) -> impl Iterator<Item = &'all Arc<Destination>> {
        catalog.destinations().iter().filter(|destination| {
            let goes_there = match (self.event, self.set) {
                (Some(event), _) => event.destinations_of(self.member.name()).any(|to| to.name() == destination.name()),
                (None, Some(set)) => set.rides_to(destination.name()),
                (None, None) => false,
            };
            goes_there && self.member.field().reaches(destination)
        })
    }
}

pub(super) fn fields<'a>() -> Vec<Column<FieldRow<'a>>> {
    vec![
        usual("event", |_, row| json!(row.event.map(Event::name))),
        usual("field", |_, row| json!(row.member.name())),
        usual("type", |_, row| json!(row.member.field().ty().to_string())),
        usual("class", |_, row| json!(row.member.field().class().name())),
        usual("destinations", |catalog, row| row.receivers(catalog).map(|to| to.name()).collect()),
        usual("description", |_, row| json!(row.member.field().description())),
        more("title", |_, row| json!(row.member.field().title())),
        more("common", |_, row| json!(row.set.map(CommonSet::name))),
        more("part", |_, row| json!(row.part)),
        more("group", |_, row| match row.member.membership() {
            Membership::Own => Value::Null,
            Membership::Group { group, .. } => json!(**group),
        }),
        more("wire", |_, row| json!(row.member.wire())),
        more("vocabulary", |_, row| json!(row.member.field().vocabulary().name())),
        more("values", |_, row| values(row.member)),
        more("optional", |_, row| json!(row.member.field().optional())),
        more("unit", |_, row| json!(row.member.field().unit())),
        more("purpose", |_, row| match row.event {
            Some(event) => purposes(event.purposes_of(row.member.field())),
            None => purposes(row.member.field().purposes()),
        }),
        more("transform", |_, row| row.member.field().transforms().iter().map(transform).collect()),
        more("source", |_, row| json!(row.member.field().source().map(Source::name))),
        more("state", |_, row| json!(row.member.field().state().name())),
        more("since", |_, row| json!(row.member.field().since())),
        more("expires", |_, row| json!(row.member.field().expires().map(ToString::to_string))),
        more("identifies", |_, row| json!(row.member.field().identifies().map(Identifies::name))),
        more("lifetime", |_, row| json!(row.member.field().lifetime())),
        more("retention", |_, row| json!(row.member.field().retention().map(Duration::as_str))),
    ]
}

/// One class.
pub(super) struct ClassRow<'a>(pub(super) &'a ClassDef);

pub(super) fn classes<'a>() -> Vec<Column<ClassRow<'a>>> {
    vec![
        usual("class", |_, row| json!(row.0.name())),
        usual("rank", |_, row| json!(row.0.rank())),
        usual("events", |catalog, row| json!(catalog.events().iter().filter(|event| event.class() == row.0).count())),
        usual("fields", |catalog, row| json!(fields_of(catalog, row.0))),
        usual("test", |_, row| json!(row.0.test())),
        more("title", |_, row| json!(row.0.title())),
        more("treat_as", |_, row| json!(row.0.treat_as().name())),
        more("own", |_, row| json!(row.0.own())),
        more("handling", |_, row| json!(row.0.treat_as().handling())),
    ]
}

/// One destination.
pub(super) struct DestinationRow<'a>(pub(super) &'a Destination);

pub(super) fn destinations<'a>() -> Vec<Column<DestinationRow<'a>>> {
    vec![
        usual("destination", |_, row| json!(row.0.name())),
        usual("ceiling", |_, row| json!(row.0.ceiling().name())),
        usual("consent", |_, row| json!(row.0.consent().name())),
        usual("retention", |_, row| json!(row.0.retention().map(Duration::as_str))),
        usual("events", |catalog, row| {
            let sent = |event: &&Event| event.all_destinations().any(|to| to.name() == row.0.name());
            json!(catalog.events().iter().filter(sent).count())
        }),
        usual("description", |_, row| json!(row.0.description())),
        more("title", |_, row| json!(row.0.title())),
        more("kind", |_, row| json!(row.0.kind())),
        more("grant", |_, row| json!(row.0.grant().map(Grant::name))),
        more("processor", |_, row| json!(row.0.processor())),
        more("sharing", |_, row| json!(row.0.sharing())),
        more("region", |_, row| json!(row.0.region())),
        more("timestamps", |_, row| json!(row.0.timestamps().name())),
    ]
}

/// Returns how many of an event are sent, in the words of catalogs.
fn flow(flow: &Flow) -> Value {
    let mut all = Map::new();
    if let Some(sample) = flow.sample() {
        all.insert("sample".to_owned(), json!({ "one_in": sample.one_in, "by": sample.by.name() }));
    }
    if let Some(of) = flow.quota() {
        all.insert("quota".to_owned(), quota(&of));
    }
    if !flow.quota_at().is_empty() {
        let quotas: Map<_, _> =
            flow.quota_at().iter().map(|(name, of)| (name.as_ref().to_owned(), quota(of))).collect();
        all.insert("quota_at".to_owned(), quotas.into());
    }
    if let Some(of) = flow.debounce() {
        let debounce = json!({ "by": texts(of.by()), "quiet": of.quiet().as_str(), "longest": of.longest().as_str(),
            "sends": of.sends().name(), "destinations": texts(of.destinations()) });
        all.insert("debounce".to_owned(), debounce);
    }
    if let Some(of) = flow.repeats() {
        let repeats = json!({ "by": texts(of.by()), "within": of.within().as_str(), "number": of.number(),
            "destinations": texts(of.destinations()) });
        all.insert("repeats".to_owned(), repeats);
    }
    all.into()
}

fn texts(texts: &[Text]) -> Value {
    texts.iter().map(|text| text.as_ref()).collect()
}

fn quota(quota: &Quota) -> Value {
    let limits = [("per_day", quota.per_day), ("per_month", quota.per_month)];
    let limits: Map<_, _> = limits.into_iter().filter_map(|(key, most)| Some((key.to_owned(), json!(most?)))).collect();
    limits.into()
}

fn purposes(purposes: &[Arc<PurposeDef>]) -> Value {
    purposes.iter().map(|purpose| purpose.name()).collect()
}

fn fields_of(catalog: &Catalog, class: &ClassDef) -> usize {
    let common = catalog.common().iter().flat_map(|set| set.members());
    let own = catalog.events().iter().flat_map(FieldRow::of_event).map(|row| row.member);
    common.chain(own).filter(|member| member.field().class() == class).count()
}

/// Returns the words that a closed vocabulary holds; null for others.
fn values(member: &Member) -> Value {
    let field = member.field();
    match (field.values(), field.allow()) {
        (Some(values), _) => values.values().iter().map(EnumValue::wire).collect(),
        (None, Some(allow)) => allow.values().iter().map(|text| &**text).collect(),
        (None, None) => Value::Null,
    }
}

/// Returns the word that catalogs write.
fn transform(transform: &Transform) -> &'static str {
    match transform {
        Transform::Hmac { .. } => "hmac",
        Transform::Hash { .. } => "hash",
        Transform::Bucket(_) => "bucket",
        Transform::Round(_) => "round",
        Transform::Truncate { .. } => "truncate",
        Transform::CountOnly => "count_only",
        Transform::Redact => "redact",
        Transform::Encode => "encode",
        Transform::Drop => "drop",
        Transform::Keep => "keep",
        Transform::ByOrigin(_) => "by_origin",
    }
}
