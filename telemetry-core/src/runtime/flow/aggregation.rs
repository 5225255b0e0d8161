//! Aggregation: many events become one, with sums in the place of single numbers and without a time.

use crate::runtime::flow::combine::Combine;
use crate::runtime::flow::slots::Slots;
use crate::runtime::flow::step::after;
use crate::runtime::flow::{Key, Left, Limits, Now, Reason, Step, Weigh, Why};
use crate::runtime::{Item, ItemField, Losses, Part};
use std::borrow::Cow;
use std::time::Duration;

/// Which events become one, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AggregationRules {
    /// The fields whose values tell what is aggregated apart, by their keys. With none, all events of one name and version
    /// become one.
    pub by: Vec<String>,
    /// What becomes of the other fields, by their keys: the first that fits holds. A `*` in a key stands for any text, as
    /// in `*_count` for the members of a family. Of those that are not named the last value stays.
    pub fields: Vec<(String, Combine)>,
    /// How long events are aggregated, from the first on.
    pub period: Duration,
    /// How many members a union has at most.
    pub members: usize,
    /// How many keys are aggregated at once; the oldest goes early for a new one. What grows larger than one may be goes
    /// early, too.
    pub limits: Limits,
}

/// Makes one event of all that have the same key, until the period is over.
///
/// What goes on has no time, so that nobody can tell when what it counts happened: it is not said when any of its events
/// was recorded, fields that stand as [`Part::Stamp`] are left out, and all keys go on together. Its id and its number in
/// the session are those of its first event. Where values of two classes meet, the higher one holds.
///
/// ```
/// use std::time::Duration;
/// use telemetry_core::runtime::flow::{Aggregation, AggregationRules, Combine, Limits, Now, Step};
/// use telemetry_core::runtime::{Item, ItemField, Kind, Value};
///
/// let loaded = |rules: u64| {
///     let field = ItemField::plain("rules", Kind::Measurement, Value::Count(rules));
///     Item { name: "load".into(), version: 1, id: [7; 16], issued: Some(5), sequence: 1, fields: vec![field] }
/// };
/// let mut aggregation = Aggregation::new(AggregationRules {
///     by: vec![],
///     fields: vec![("rules".to_owned(), Combine::Sum)],
///     period: Duration::from_secs(3_600),
///     members: 100,
///     limits: Limits::DEFAULT,
/// });
/// assert_eq!(aggregation.offer(loaded(3), Now { wall: 0, steady: 0 }), Step::Hold);
/// assert_eq!(aggregation.offer(loaded(4), Now { wall: 0, steady: 60_000 }), Step::Hold);
///
/// let left = aggregation.due(Now { wall: 0, steady: 3_600_000 });
/// assert_eq!((left.len(), left[0].events), (1, 2));
/// assert_eq!((&left[0].item.fields[0].value, left[0].item.issued), (&Value::Count(7), None));
/// ```
#[derive(Debug)]
pub struct Aggregation {
    rules: AggregationRules,
    /// What was made so far, all of one rank: the order is that of age.
    aggregates: Slots<Aggregate>,
    /// When the period is over.
    end: Option<u64>,
    held: u64,
    losses: Losses,
}

#[derive(Debug)]
struct Aggregate {
    item: Item<'static>,
    events: u64,
}

impl Aggregation {
    /// Makes one that holds nothing.
    #[must_use]
    pub fn new(rules: AggregationRules) -> Self {
        Self { rules, aggregates: Slots::new(), end: None, held: 0, losses: Losses::default() }
    }

    /// Takes an event, and says what becomes of it.
    pub fn offer<'a>(&mut self, item: Item<'a>, now: Now) -> Step<Item<'a>> {
        if item.bytes() > self.rules.limits.bytes {
            return Step::Drop(Reason::TooLarge, 1);
        }
        self.end.get_or_insert(after(now.steady, self.rules.period));
        self.held += 1;
        let key = Key::of(&item, &self.rules.by);
        let early = match self.aggregates.get_mut(key) {
            Some((_, aggregate)) => {
                join(aggregate, item, &self.rules, &mut self.losses);
                let is_large = aggregate.item.bytes() > self.rules.limits.bytes;
                if is_large { self.aggregates.remove(key) } else { None }
            }
            None => {
                let is_full = self.aggregates.len() >= self.rules.limits.keys.max(1);
                let early = if is_full { self.aggregates.pop().map(|(_, aggregate)| aggregate) } else { None };
                self.aggregates.insert(key, 0, begin(item, &self.rules, &mut self.losses));
                early
            }
        };
        early.map_or(Step::Hold, |aggregate| Step::Out(vec![self.left(aggregate, Why::Early)]))
    }

    /// Returns when something is due next, by the steady clock.
    pub fn next(&self) -> Option<u64> {
        self.end
    }

    /// Returns all aggregates when the period is over, the oldest first.
    pub fn due(&mut self, now: Now) -> Vec<Left<Item<'static>>> {
        if self.end.is_some_and(|end| end <= now.steady) { self.all(Why::Ready) } else { Vec::new() }
    }

    /// Returns all aggregates.
    pub fn flush(&mut self) -> Vec<Left<Item<'static>>> {
        self.all(Why::Flushed)
    }

    /// Forgets all aggregates, and returns how many events are dropped with them.
    pub fn clear(&mut self) -> u64 {
        (self.aggregates, self.end) = (Slots::new(), None);
        std::mem::take(&mut self.held)
    }

    /// Shows what is held, for those who take parts of it back.
    pub(crate) fn each_held(&mut self, see: impl FnMut(&mut Item<'static>)) {
        self.aggregates.values_mut().map(|aggregate| &mut aggregate.item).for_each(see);
    }

    /// Returns how many events are held, each counted of which one was made.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// Returns what could not be made part of an aggregate, since the beginning: as
    /// [`Loss::WrongType`](crate::runtime::Loss) a value that is no number where numbers are added or compared, as
    /// `TooMany` a member of a union that has as many as it may.
    pub fn losses(&self) -> &Losses {
        &self.losses
    }

    fn all(&mut self, why: Why) -> Vec<Left<Item<'static>>> {
        self.end = None;
        let mut out = Vec::with_capacity(self.aggregates.len());
        while let Some((_, aggregate)) = self.aggregates.pop() {
            out.push(self.left(aggregate, why));
        }
        out
    }

    fn left(&mut self, aggregate: Aggregate, why: Why) -> Left<Item<'static>> {
        self.held -= aggregate.events;
        Left { item: aggregate.item, events: aggregate.events, why }
    }
}

impl AggregationRules {
    fn combine(&self, key: &str) -> Combine {
        let named = self.fields.iter().find(|(name, _)| names(name, key));
        named.map_or(Combine::Replace, |(_, combine)| *combine)
    }
}

/// Returns whether a name is that of a key; a `*` in it stands for any text.
fn names(name: &str, key: &str) -> bool {
    let Some((before, behind)) = name.split_once('*') else { return name == key };
    key.strip_prefix(before).is_some_and(|rest| rest.ends_with(behind))
}

fn begin(mut item: Item<'_>, rules: &AggregationRules, losses: &mut Losses) -> Aggregate {
    let fields = std::mem::take(&mut item.fields);
    let mut item = Item { issued: None, ..item.into_owned() };
    item.fields = fields.into_iter().filter_map(|field| first(field, rules, losses)).collect();
    Aggregate { item, events: 1 }
}

fn first(field: ItemField<'_>, rules: &AggregationRules, losses: &mut Losses) -> Option<ItemField<'static>> {
    let is_of_one_event = field.part == Part::Stamp;
    let ItemField { key, part, kind, class, declared, value } = field;
    let value = if is_of_one_event { None } else { rules.combine(&key).first(value, rules.members, losses) };
    Some(ItemField { key: Cow::Owned(key.into_owned()), part, kind, class, declared, value: value? })
}

fn join(aggregate: &mut Aggregate, item: Item<'_>, rules: &AggregationRules, losses: &mut Losses) {
    aggregate.events += 1;
    for (place, field) in item.fields.into_iter().enumerate().filter(|(_, field)| field.part != Part::Stamp) {
        match find(&mut aggregate.item.fields, place, &field.key) {
            Some(all) => {
                all.class = if field.class.rank > all.class.rank { field.class } else { all.class };
                rules.combine(&field.key).join(&mut all.value, field.value, rules.members, losses);
            }
            None => aggregate.item.fields.extend(first(field, rules, losses)),
        }
    }
}

/// Finds a field, which mostly has the same place as in the event that came first.
fn find<'a>(fields: &'a mut [ItemField<'static>], place: usize, key: &str) -> Option<&'a mut ItemField<'static>> {
    let is_there = fields.get(place).is_some_and(|field| field.key == key);
    let place = if is_there { Some(place) } else { fields.iter().position(|field| field.key == key) };
    place.and_then(|place| fields.get_mut(place))
}

#[cfg(test)]
mod tests {
    use super::{Aggregation, AggregationRules};
    use crate::runtime::flow::account::{item, text_item, told};
    use crate::runtime::flow::{Combine, Limits, Now, Step};
    use crate::runtime::{Item, Kind, Losses, Part, Value};
    use crate::{Class, FieldClass};
    use std::time::Duration;

    fn aggregation(by: &str) -> Aggregation {
        Aggregation::new(AggregationRules {
            by: vec![by.to_owned()],
            fields: vec![("number".to_owned(), Combine::Sum), ("set".to_owned(), Combine::Union)],
            period: Duration::from_millis(10),
            members: 3,
            limits: Limits { keys: 2, bytes: 1_500 },
        })
    }

    /// Offers texts, written `moment text`, or asks what is due at a `moment`. The period is 10 ms, keys are two.
    fn check(events: &str, expected: &str) {
        let mut aggregation = aggregation("text");
        let steps = events.split(", ").map(|event| {
            let (moment, text) = event.split_once(' ').unwrap_or((event, ""));
            let now = Now { wall: 0, steady: moment.parse().expect("the moment is a number") };
            if text.is_empty() { told(aggregation.due(now)) } else { told(aggregation.offer(text_item(text), now)) }
        });
        assert_eq!(steps.collect::<Vec<_>>().join(", "), expected, "{events}");
    }

    #[test]
    fn all_of_a_key_go_on_as_one_when_the_period_is_over() {
        check("0 a, 1 b, 2 a, 9, 10, 11", "hold, hold, hold, nothing, ready a*2 + ready b*1, nothing");
        check("0 a, 10, 15 a, 24, 25", "hold, ready a*1, hold, nothing, ready a*1");
    }

    #[test]
    fn one_key_too_many_sends_the_oldest_early() {
        check("0 a, 1 b, 2 b, 3 c, 4 a, 10", "hold, hold, hold, early a*1, early b*2, ready c*1 + ready a*1");
    }

    #[test]
    fn what_is_too_large_is_dropped_and_what_grows_too_large_goes_early() {
        let long = "l".repeat(600);
        check(&format!("0 {long}{long}{long}"), "too_large");
        let mut aggregation = aggregation("by");
        let mut offer = |letter: &str| {
            let text = letter.repeat(700);
            let set = Value::Text(text.into());
            told(aggregation.offer(item(vec![("set", set)]), Now { wall: 0, steady: 0 }))
        };
        assert_eq!([offer("a"), offer("a"), offer("b"), offer("c")], ["hold", "hold", "early event*3", "hold"]);
    }

    /// Returns what becomes of events that make one.
    fn made(events: Vec<Item<'static>>) -> (Item<'static>, Losses) {
        let mut aggregation = aggregation("by");
        for (steady, event) in (0..).zip(events) {
            assert_eq!(aggregation.offer(event, Now { wall: 0, steady }), Step::Hold);
        }
        let losses = aggregation.losses().clone();
        (aggregation.flush().remove(0).item, losses)
    }

    fn values(item: &Item<'static>) -> Vec<(String, Value<'static>)> {
        item.fields.iter().map(|field| (field.key.to_string(), field.value.clone())).collect()
    }

    #[test]
    fn each_field_is_combined_as_it_is_said() {
        let text = |text: &'static str| Value::Text(text.into());
        let (made, losses) = made(vec![
            item(vec![("number", Value::Count(1)), ("last", text("a")), ("set", text("x"))]),
            item(vec![("last", text("b")), ("number", Value::Count(2)), ("later", Value::Bool(true))]),
            item(vec![("number", text("no number")), ("set", Value::List(vec![text("y"), text("x")]))]),
        ]);
        let expected = vec![
            ("number".to_owned(), Value::Count(3)),
            ("last".to_owned(), text("b")),
            ("set".to_owned(), Value::List(vec![text("x"), text("y")])),
            ("later".to_owned(), Value::Bool(true)),
        ];
        assert_eq!(values(&made), expected);
        assert_eq!(losses.to_string(), "wrong_type: 1");
    }

    #[test]
    fn nothing_tells_when_it_happened() {
        let event = |id: u8| {
            let mut event = item(vec![("number", Value::Count(1)), ("sent", Value::Count(1_763_743_452_000))]);
            event.fields[1].part = Part::Stamp;
            event.fields[1].kind = Kind::Tag;
            Item { id: [id; 16], issued: Some(1_763_743_452_000), sequence: u64::from(id), ..event }
        };
        let mut without = event(5);
        without.fields.truncate(1);
        for events in [vec![event(3), event(4)], vec![Item { id: [3; 16], sequence: 3, ..without }, event(4)]] {
            let (made, _) = made(events);
            assert_eq!((made.issued, made.id, made.sequence), (None, [3; 16], 3));
            assert_eq!(values(&made), [("number".to_owned(), Value::Count(2))]);
        }
    }

    #[test]
    fn a_time_that_is_called_like_a_field_is_no_part_of_it() {
        let mut stamped = item(vec![("last", Value::Count(1_763_743_452_000))]);
        stamped.fields[0].part = Part::Stamp;
        let (made, _) = made(vec![item(vec![("last", Value::Count(1))]), stamped]);
        assert_eq!(values(&made), [("last".to_owned(), Value::Count(1))]);
    }

    #[test]
    fn the_higher_class_holds() {
        let event = |class: Class| {
            let mut event = item(vec![("last", Value::Count(1))]);
            event.fields[0].class = FieldClass::built_in(class);
            event
        };
        let (made, _) = made(vec![event(Class::Technical), event(Class::Content), event(Class::Interaction)]);
        assert_eq!(made.fields[0].class.name, "content");
    }

    #[test]
    fn what_is_taken_back_is_counted() {
        let mut aggregation = aggregation("text");
        for text in ["a", "a", "b"] {
            told(aggregation.offer(text_item(text), Now { wall: 0, steady: 0 }));
        }
        assert_eq!((aggregation.held(), aggregation.clear(), aggregation.held(), aggregation.next()), (3, 3, 0, None));
    }
}
