//! Repeats: of equal events the first goes on, and later how many there were. Made for errors, of which a loop can throw
//! a million.

use crate::runtime::flow::slots::Slots;
use crate::runtime::flow::step::after;
use crate::runtime::flow::{Key, Left, Limits, Now, Reason, Step, Weigh, Why};
use crate::runtime::{Item, Value};
use std::collections::BTreeSet;
use std::time::Duration;

/// Which events are equal, and for how long they are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatRules {
    /// The fields that make events of one name equal, by their keys. With none, all of one name are.
    pub equal: Vec<String>,
    /// How long equal events are counted, from the first on.
    pub window: Duration,
    /// How many different events are known at once. The one that was not seen for longest is forgotten for a new one.
    pub limits: Limits,
    /// Texts: events that hold one of them in a field of [`messages`](Self::messages) are dropped. They are plain, with
    /// no signs of any meaning, and capitals are told from small letters. An empty one is in no text.
    pub ignored: Vec<String>,
    /// The fields in which ignored texts are looked for, by their keys.
    pub messages: Vec<String>,
}

/// Lets the first of equal events pass, and counts the others.
///
/// The first of the others is kept. When the window ends it goes on, and [`Left::events`] says how many it stands for;
/// where an equal event comes first, that one goes on and stands for all. How many there were is so told in either case,
/// and a window of which nobody asks the end costs nothing.
///
/// ```
/// use std::time::Duration;
/// use telemetry_core::runtime::Item;
/// use telemetry_core::runtime::flow::{Limits, Now, RepeatRules, Repeats, Step};
///
/// let failed = || Item { name: "failed".into(), version: 1, id: [0; 16], issued: None, sequence: 1, fields: vec![] };
/// let window = Duration::from_secs(5);
/// let rules = RepeatRules { equal: vec![], window, limits: Limits::DEFAULT, ignored: vec![], messages: vec![] };
/// let mut repeats = Repeats::new(rules);
/// let at = |steady| Now { wall: 0, steady };
///
/// assert!(matches!(repeats.offer(failed(), at(0)), Step::Pass(_)));
/// assert_eq!(repeats.offer(failed(), at(1)), Step::Hold);
/// assert_eq!(repeats.offer(failed(), at(2)), Step::Hold);
/// let left = repeats.due(at(5_000));
/// assert_eq!((left.len(), left[0].events), (1, 2));
/// ```
#[derive(Debug)]
pub struct Repeats {
    rules: RepeatRules,
    /// What is counted, all of one rank: the order is that of use.
    counted: Slots<Counted>,
    /// When windows end.
    ends: BTreeSet<(u64, Key)>,
    held: u64,
}

#[derive(Debug)]
struct Counted {
    end: u64,
    /// How many are held, and the first of them.
    events: u64,
    first: Option<Item<'static>>,
}

impl Repeats {
    /// Makes one that knows of no event.
    #[must_use]
    pub fn new(mut rules: RepeatRules) -> Self {
        rules.ignored.retain(|text| !text.is_empty());
        Self { rules, counted: Slots::new(), ends: BTreeSet::new(), held: 0 }
    }

    /// Takes an event, and says what becomes of it.
    pub fn offer<'a>(&mut self, item: Item<'a>, now: Now) -> Step<Item<'a>> {
        if self.is_ignored(&item) {
            return Step::Drop(Reason::Ignored, 1);
        }
        let key = Key::of(&item, &self.rules.equal);
        self.counted.rank(key, 0);
        match self.counted.get_mut(key) {
            Some((_, counted)) if now.steady < counted.end => {
                let step = count(counted, &item, self.rules.limits.bytes);
                self.held += u64::from(step == Step::Hold);
                step
            }
            Some(_) => {
                let before = self.forget(key);
                self.begin(key, now);
                if before == 0 { Step::Pass(item) } else { Step::Out(vec![carrying(item, before)]) }
            }
            None => {
                let early = self.make_room();
                self.begin(key, now);
                match early {
                    Some(early) => Step::Out(vec![early, Left::one(item, Why::Ready)]),
                    None => Step::Pass(item),
                }
            }
        }
    }

    /// Returns when something is due next, by the steady clock.
    pub fn next(&self) -> Option<u64> {
        self.ends.first().map(|(end, _)| *end)
    }

    /// Ends the windows that are over, and returns one for each of those in which events were held.
    pub fn due(&mut self, now: Now) -> Vec<Left<Item<'static>>> {
        let mut out = Vec::new();
        while let Some((_, key)) = self.ends.first().filter(|(end, _)| *end <= now.steady).copied() {
            out.extend(self.end(key, Why::Ready));
        }
        out
    }

    /// Ends all windows, and returns one for each of those in which events were held.
    pub fn flush(&mut self) -> Vec<Left<Item<'static>>> {
        let mut out = Vec::new();
        while let Some((_, key)) = self.ends.first().copied() {
            out.extend(self.end(key, Why::Flushed));
        }
        out
    }

    /// Forgets all windows, and returns how many events are dropped with them.
    pub fn clear(&mut self) -> u64 {
        (self.counted, self.ends) = (Slots::new(), BTreeSet::new());
        std::mem::take(&mut self.held)
    }

    /// Shows what is held, for those who take parts of it back.
    pub(crate) fn each_held(&mut self, see: impl FnMut(&mut Item<'static>)) {
        self.counted.values_mut().filter_map(|counted| counted.first.as_mut()).for_each(see);
    }

    /// Returns how many events are held, all counted for which one will stand.
    pub fn held(&self) -> u64 {
        self.held
    }

    fn is_ignored(&self, item: &Item<'_>) -> bool {
        let fields = item.fields.iter().filter(|field| self.rules.messages.iter().any(|key| *key == field.key));
        let mut texts = fields.filter_map(|field| match &field.value {
            Value::Text(text) | Value::Json(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Count(_) | Value::Float(_) => None,
            Value::List(_) | Value::Map(_) => None,
        });
        texts.any(|text| self.rules.ignored.iter().any(|ignored| text.contains(ignored)))
    }

    fn begin(&mut self, key: Key, now: Now) {
        let end = after(now.steady, self.rules.window);
        self.ends.insert((end, key));
        self.counted.insert(key, 0, Counted { end, events: 0, first: None });
    }

    /// Ends a window.
    fn end(&mut self, key: Key, why: Why) -> Option<Left<Item<'static>>> {
        let counted = self.counted.remove(key);
        self.ended(key, counted?, why)
    }

    fn ended(&mut self, key: Key, counted: Counted, why: Why) -> Option<Left<Item<'static>>> {
        self.ends.remove(&(counted.end, key));
        self.held -= counted.events;
        Some(Left { item: counted.first?, events: counted.events, why })
    }

    /// Ends a window of which another event tells, and returns how many were held.
    fn forget(&mut self, key: Key) -> u64 {
        self.end(key, Why::Ready).map_or(0, |left| left.events)
    }

    /// Ends the window that was not used for longest where no other can begin.
    fn make_room(&mut self) -> Option<Left<Item<'static>>> {
        if self.counted.len() < self.rules.limits.keys.max(1) {
            return None;
        }
        let (key, counted) = self.counted.pop()?;
        self.ended(key, counted, Why::Early)
    }
}

/// Counts an event as one of those before. The first is kept to stand for all, so that the others cost no memory.
fn count<'a>(counted: &mut Counted, item: &Item<'a>, bytes: usize) -> Step<Item<'a>> {
    if counted.first.is_none() {
        if item.bytes() > bytes {
            return Step::Drop(Reason::TooLarge, 1);
        }
        counted.first = Some(item.clone().into_owned());
    }
    counted.events += 1;
    Step::Hold
}

/// Makes an event stand for those before it, too.
fn carrying(item: Item<'_>, before: u64) -> Left<Item<'_>> {
    Left { item, events: before + 1, why: Why::Ready }
}

#[cfg(test)]
mod tests {
    use super::{RepeatRules, Repeats};
    use crate::runtime::flow::account::{text_item, told};
    use crate::runtime::flow::{Limits, Now};
    use std::time::Duration;

    fn repeats() -> Repeats {
        Repeats::new(RepeatRules {
            equal: vec!["text".to_owned()],
            window: Duration::from_millis(10),
            limits: Limits { keys: 2, bytes: 1_000 },
            ignored: vec!["Unable to read file".to_owned(), ".*".to_owned(), String::new()],
            messages: vec!["text".to_owned()],
        })
    }

    /// Offers errors, written `moment text`, or asks what is due at a `moment`. Windows are 10 ms, keys are two.
    fn check(events: &str, expected: &str) {
        let mut repeats = repeats();
        let steps = events.split(", ").map(|event| {
            let (moment, text) = event.split_once(' ').unwrap_or((event, ""));
            let now = Now { wall: 0, steady: moment.parse().expect("the moment is a number") };
            if text.is_empty() { told(repeats.due(now)) } else { told(repeats.offer(text_item(text), now)) }
        });
        assert_eq!(steps.collect::<Vec<_>>().join(", "), expected, "{events}");
    }

    #[test]
    fn the_first_passes_and_one_tells_how_many_there_were() {
        check("0 a, 1 a, 9 a, 9, 10, 11 a", "pass a, hold, hold, nothing, ready a*2, pass a");
        check("0 a, 10, 11 a", "pass a, nothing, pass a");
        check("0 a, 1 b, 2 a, 3 b, 4 b, 99", "pass a, pass b, hold, hold, hold, ready a*1 + ready b*2");
    }

    #[test]
    fn an_equal_event_after_the_window_tells_it_where_nobody_asked() {
        check("0 a, 1 a, 2 a, 10 a, 11 a, 20", "pass a, hold, hold, ready a*3, hold, ready a*1");
        check("0 a, 10 a, 20 a", "pass a, pass a, pass a");
    }

    #[test]
    fn a_flood_of_others_does_not_let_a_frequent_one_pass() {
        check("0 a, 1 b, 2 a, 3 c, 4 a, 5 d, 6 a, 10", "pass a, pass b, hold, pass c, hold, pass d, hold, ready a*3");
    }

    #[test]
    fn what_is_forgotten_is_told_first() {
        check("0 a, 1 a, 2 b, 3 c, 4 a", "pass a, hold, pass b, early a*1 + ready c*1, pass a");
    }

    #[test]
    fn ignored_texts_are_plain() {
        check(
            "0 x Unable to read file y, 1 Unable to read files, 2 unable to read file",
            "ignored, ignored, pass unable to read file",
        );
        check("0 all, 1 .*", "pass all, ignored");
    }

    #[test]
    fn what_is_too_large_passes_once_and_is_not_held() {
        let long = "l".repeat(1_000);
        check(&format!("0 {long}, 1 {long}, 10"), &format!("pass {long}, too_large, nothing"));
    }

    #[test]
    fn what_is_taken_back_is_counted() {
        let mut repeats = repeats();
        for steady in 0..4 {
            told(repeats.offer(text_item("a"), Now { wall: 0, steady }));
        }
        assert_eq!((repeats.held(), repeats.clear(), repeats.held(), repeats.next()), (3, 3, 0, None));
    }
}
