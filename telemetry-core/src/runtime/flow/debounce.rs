//! Debouncing: of a burst of events one goes on, the first or the last.

use crate::runtime::flow::slots::Slots;
use crate::runtime::flow::step::after;
use crate::runtime::flow::{Key, Left, Limits, Now, Reason, Step, Weigh, Why};
use std::time::Duration;

/// Which event of a burst goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The first, at once. The others are dropped.
    Leading,
    /// The last, once the burst is over. The others are dropped.
    Trailing,
}

/// What a burst is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebounceRules {
    /// Which event of it goes on.
    pub edge: Edge,
    /// The burst is over when there was none for so long,
    pub quiet: Duration,
    /// or when it has lasted so long.
    pub most: Duration,
    /// How many bursts are known at once. The one that would be over first ends early for a new one.
    pub limits: Limits,
}

/// Lets one event of each burst pass; bursts of different keys have nothing to do with each other.
///
/// ```
/// use std::time::Duration;
/// use telemetry_core::runtime::flow::{Debounce, DebounceRules, Edge, Key, Limits, Now, Reason, Step};
///
/// let (quiet, most) = (Duration::from_secs(1), Duration::from_secs(10));
/// let mut clicks = Debounce::new(DebounceRules { edge: Edge::Leading, quiet, most, limits: Limits::DEFAULT });
/// let mut click = |steady: u64| clicks.offer(Key::of_text("button"), steady.to_string(), Now { wall: 0, steady });
/// assert_eq!(click(0), Step::Pass("0".to_owned()));
/// assert_eq!(click(999), Step::Drop(Reason::Debounced, 1));
/// assert_eq!(click(1_998), Step::Drop(Reason::Debounced, 1));
/// assert_eq!(click(2_998), Step::Pass("2998".to_owned()));
/// ```
#[derive(Debug)]
pub struct Debounce<T> {
    rules: DebounceRules,
    /// Bursts, ranked by when they are over.
    bursts: Slots<Burst<T>>,
}

#[derive(Debug)]
struct Burst<T> {
    /// When it is over, however many events come.
    end: u64,
    /// What goes on then.
    last: Option<T>,
}

impl<T: Weigh> Debounce<T> {
    /// Makes one that knows of no burst.
    #[must_use]
    pub fn new(rules: DebounceRules) -> Self {
        Self { rules, bursts: Slots::new() }
    }

    /// Takes an event, and says what becomes of it. Of a burst that is over and was not asked for, the last goes on first.
    pub fn offer(&mut self, key: Key, item: T, now: Now) -> Step<T> {
        if self.rules.edge == Edge::Trailing && item.bytes() > self.rules.limits.bytes {
            return Step::Drop(Reason::TooLarge, 1);
        }
        match self.bursts.get_mut(key).map(|(over, burst)| (over, burst.end)) {
            Some((over, end)) if over > now.steady => self.go_on(key, end, item, now),
            _ => self.begin(key, item, now),
        }
    }

    /// Returns when something is due next, by the steady clock.
    pub fn next(&self) -> Option<u64> {
        self.bursts.first()
    }

    /// Ends the bursts that are over, and returns what goes on of them.
    pub fn due(&mut self, now: Now) -> Vec<Left<T>> {
        let over = std::iter::from_fn(|| self.bursts.pop_until(now.steady));
        over.filter_map(|(_, burst)| Some(Left::one(burst.last?, Why::Ready))).collect()
    }

    /// Ends all bursts, and returns what goes on of them.
    pub fn flush(&mut self) -> Vec<Left<T>> {
        let all = std::iter::from_fn(|| self.bursts.pop());
        all.filter_map(|(_, burst)| Some(Left::one(burst.last?, Why::Flushed))).collect()
    }

    /// Forgets all bursts, and returns how many events are dropped with them.
    pub fn clear(&mut self) -> u64 {
        let held = self.held();
        self.bursts = Slots::new();
        held
    }

    /// Shows what is held, for those who take parts of it back.
    pub(crate) fn each_held(&mut self, see: impl FnMut(&mut T)) {
        self.bursts.values_mut().filter_map(|burst| burst.last.as_mut()).for_each(see);
    }

    /// Returns how many events are held.
    pub fn held(&self) -> u64 {
        match self.rules.edge {
            Edge::Leading => 0,
            Edge::Trailing => self.bursts.len() as u64,
        }
    }

    fn go_on(&mut self, key: Key, end: u64, item: T, now: Now) -> Step<T> {
        self.bursts.rank(key, after(now.steady, self.rules.quiet).min(end));
        if let (Edge::Trailing, Some((_, burst))) = (self.rules.edge, self.bursts.get_mut(key)) {
            burst.last = Some(item);
        }
        Step::Drop(Reason::Debounced, 1)
    }

    /// Begins a burst, in the place of one that is over or of one that ends early.
    fn begin(&mut self, key: Key, item: T, now: Now) -> Step<T> {
        let over = self.bursts.remove(key).and_then(|burst| burst.last).map(|item| Left::one(item, Why::Ready));
        let is_full = self.bursts.len() >= self.rules.limits.keys.max(1);
        let early = if is_full { self.bursts.pop().and_then(|(_, burst)| burst.last) } else { None };
        let out = over.or(early.map(|item| Left::one(item, Why::Early)));
        let end = after(now.steady, self.rules.most);
        let (passing, last) = match self.rules.edge {
            Edge::Leading => (Some(item), None),
            Edge::Trailing => (None, Some(item)),
        };
        self.bursts.insert(key, after(now.steady, self.rules.quiet).min(end), Burst { end, last });
        // Only what trails is held, so that never both something passes and something goes out.
        passing.map_or_else(|| out.map_or(Step::Hold, |left| Step::Out(vec![left])), Step::Pass)
    }
}

#[cfg(test)]
mod tests {
    use super::{Debounce, DebounceRules, Edge};
    use crate::runtime::flow::account::told;
    use crate::runtime::flow::{Key, Limits, Now};
    use std::time::Duration;

    /// Offers events, written `moment key`, or asks what is due at a `moment`; quiet is 10 ms, most 25, keys are two.
    fn check(edge: Edge, events: &str, expected: &str) {
        let limits = Limits { keys: 2, bytes: 100 };
        let (quiet, most) = (Duration::from_millis(10), Duration::from_millis(25));
        let mut debounce = Debounce::new(DebounceRules { edge, quiet, most, limits });
        let steps = events.split(", ").map(|event| {
            let (moment, key) = event.split_once(' ').unwrap_or((event, ""));
            let now = Now { wall: 0, steady: moment.parse().expect("the moment is a number") };
            if key.is_empty() {
                told(debounce.due(now))
            } else {
                told(debounce.offer(Key::of_text(key), event.replace(' ', ""), now))
            }
        });
        assert_eq!(steps.collect::<Vec<_>>().join(", "), expected, "{edge:?}: {events}");
    }

    #[test]
    fn the_first_of_a_burst_passes() {
        check(Edge::Leading, "0 a, 9 a, 18 a, 28 a", "pass 0a, debounced, debounced, pass 28a");
        check(Edge::Leading, "0 a, 9 a, 18 a, 25 a", "pass 0a, debounced, debounced, pass 25a");
        check(Edge::Leading, "0 a, 5, 6 a, 16, 16 a", "pass 0a, nothing, debounced, nothing, pass 16a");
        check(Edge::Leading, "0 a, 1 b, 2 b", "pass 0a, pass 1b, debounced");
    }

    #[test]
    fn the_last_of_a_burst_goes_on_when_it_is_over() {
        check(Edge::Trailing, "0 a, 9 a, 18, 19, 20", "hold, debounced, nothing, ready 9a, nothing");
        check(Edge::Trailing, "0 a, 9 a, 18 a, 24 a, 25", "hold, debounced, debounced, debounced, ready 24a");
        check(Edge::Trailing, "0 a, 5 b, 15", "hold, hold, ready 0a + ready 5b");
        check(Edge::Trailing, "0 a, 100 a, 110", "hold, ready 0a, ready 100a");
    }

    #[test]
    fn one_burst_too_many_ends_the_one_that_is_nearest_to_its_end() {
        check(Edge::Trailing, "0 a, 1 b, 2 a, 3 c, 13", "hold, hold, debounced, early 1b, ready 2a + ready 3c");
        check(Edge::Leading, "0 a, 1 b, 2 c, 3 a", "pass 0a, pass 1b, pass 2c, pass 3a");
    }

    #[test]
    fn what_is_too_large_is_not_held() {
        let long = format!("0 {}", "a".repeat(100));
        check(Edge::Trailing, &long, "too_large");
        check(Edge::Leading, &long, &format!("pass {}", long.replace(' ', "")));
    }

    #[test]
    fn a_clock_that_goes_back_holds_longer_and_no_more() {
        check(Edge::Trailing, "50 a, 0 a, 9, 10", "hold, debounced, nothing, ready 0a");
        check(Edge::Trailing, "18446744073709551615 a, 18446744073709551615", "hold, ready 18446744073709551615a");
    }
}
