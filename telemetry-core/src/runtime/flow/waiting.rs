//! Waiting: a destination's events are held until something is known that belongs on them, such as a set of common
//! fields. It does not add it; who asked for what waits does.

use crate::runtime::flow::step::after;
use crate::runtime::flow::{Left, Now, Reason, Step, Weigh, Why};
use std::collections::VecDeque;
use std::time::Duration;

/// How long and how much is waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingRules {
    /// How long an event waits at most.
    pub timeout: Duration,
    /// How many events wait at most.
    pub events: usize,
    /// How many bytes they have at most together.
    pub bytes: usize,
}

/// How far waiting has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// What is waited for is not known yet.
    Waiting,
    /// It is known. Events pass, with it.
    Known,
    /// It was not known in time, and may still be. Until then events pass without it.
    GivenUp,
}

/// Holds events until something is known, for a time that begins with the first of them.
///
/// What is one too many takes the place of the oldest. When the time is over, all go on without what they waited for, and
/// so do those that come after: nothing is ever held for long because something never comes.
///
/// ```
/// use std::time::Duration;
/// use telemetry_core::runtime::flow::{Now, Reason, Step, Waited, Waiting, WaitingRules};
///
/// let rules = WaitingRules { timeout: Duration::from_secs(10), events: 1_000, bytes: 1 << 20 };
/// let mut waiting = Waiting::new(rules);
/// assert_eq!(waiting.offer("started".to_owned(), Now { wall: 0, steady: 0 }), Step::Hold);
/// let left = waiting.known();
/// assert_eq!((left[0].item.as_str(), waiting.state()), ("started", Waited::Known));
/// assert_eq!(waiting.offer("clicked".to_owned(), Now { wall: 0, steady: 5 }), Step::Pass("clicked".to_owned()));
/// ```
#[derive(Debug)]
pub struct Waiting<T> {
    rules: WaitingRules,
    state: Waited,
    events: VecDeque<T>,
    bytes: usize,
    /// When waiting is over.
    end: Option<u64>,
}

impl<T: Weigh> Waiting<T> {
    /// Makes one that waits.
    #[must_use]
    pub fn new(rules: WaitingRules) -> Self {
        Self { rules, state: Waited::Waiting, events: VecDeque::new(), bytes: 0, end: None }
    }

    /// Returns how far waiting has come: whether what passes passes with what was waited for.
    pub fn state(&self) -> Waited {
        self.state
    }

    /// Takes an event, and says what becomes of it. Where the time is over and nobody asked, all go on with it.
    pub fn offer(&mut self, item: T, now: Now) -> Step<T> {
        if self.state != Waited::Waiting {
            return Step::Pass(item);
        }
        if self.is_over(now) {
            self.state = Waited::GivenUp;
            let mut out = self.take(Why::TimedOut);
            out.push(Left::one(item, Why::TimedOut));
            return Step::Out(out);
        }
        if item.bytes() > self.rules.bytes {
            return Step::Drop(Reason::TooLarge, 1);
        }
        self.end.get_or_insert(after(now.steady, self.rules.timeout));
        self.bytes += item.bytes();
        self.events.push_back(item);
        match self.drop_oldest() {
            0 => Step::Hold,
            dropped => Step::Drop(Reason::WaitingFull, dropped),
        }
    }

    /// Says that what was waited for is known, and returns what goes on with it.
    pub fn known(&mut self) -> Vec<Left<T>> {
        self.state = Waited::Known;
        self.take(Why::Ready)
    }

    /// Returns when something is due next, by the steady clock.
    pub fn next(&self) -> Option<u64> {
        if self.state == Waited::Waiting { self.end } else { None }
    }

    /// Gives up when the time is over, and returns what goes on without what it waited for.
    pub fn due(&mut self, now: Now) -> Vec<Left<T>> {
        if self.state != Waited::Waiting || !self.is_over(now) {
            return Vec::new();
        }
        self.state = Waited::GivenUp;
        self.take(Why::TimedOut)
    }

    /// Returns all that waits, without what it waited for: the program ends. What comes later waits anew.
    pub fn flush(&mut self) -> Vec<Left<T>> {
        self.take(Why::Flushed)
    }

    /// Drops all that waits, and returns how many events that are. What comes later waits anew.
    pub fn clear(&mut self) -> u64 {
        self.take(Why::Flushed).len() as u64
    }

    /// Returns how many events are held.
    pub fn held(&self) -> u64 {
        self.events.len() as u64
    }

    fn is_over(&self, now: Now) -> bool {
        self.end.is_some_and(|end| end <= now.steady)
    }

    fn take(&mut self, why: Why) -> Vec<Left<T>> {
        (self.bytes, self.end) = (0, None);
        std::mem::take(&mut self.events).into_iter().map(|item| Left::one(item, why)).collect()
    }

    fn drop_oldest(&mut self) -> u64 {
        let mut dropped = 0;
        while self.events.len() > self.rules.events || self.bytes > self.rules.bytes {
            self.bytes -= self.events.pop_front().map_or(self.bytes, |item| item.bytes());
            dropped += 1;
        }
        dropped
    }
}

#[cfg(test)]
mod tests {
    use super::{Waiting, WaitingRules};
    use crate::runtime::flow::account::told;
    use crate::runtime::flow::{Now, Weigh};
    use std::time::Duration;

    /// Offers events, written `moment name`, asks what is due at a `moment`, or says `known` or `flush`. What waits for 10
    /// ms may be three events that have five letters more than their frames.
    fn check(events: &str, expected: &str) {
        let bytes = 3 * String::new().bytes() + 5;
        let mut waiting = Waiting::new(WaitingRules { timeout: Duration::from_millis(10), events: 3, bytes });
        let steps = events.split(", ").map(|event| {
            match event {
                "known" => return told(waiting.known()),
                "flush" => return told(waiting.flush()),
                _ => {}
            }
            let (moment, name) = event.split_once(' ').unwrap_or((event, ""));
            let now = Now { wall: 0, steady: moment.parse().expect("the moment is a number") };
            if name.is_empty() { told(waiting.due(now)) } else { told(waiting.offer(name.to_owned(), now)) }
        });
        assert_eq!(steps.collect::<Vec<_>>().join(", "), expected, "{events}");
    }

    #[test]
    fn what_waits_goes_on_in_its_order_when_all_is_known() {
        check("0 a, 1 b, known, 2 c", "hold, hold, ready a + ready b, pass c");
        check("known, 0 a, 99 b", "nothing, pass a, pass b");
    }

    #[test]
    fn nothing_waits_longer_than_it_may() {
        check("5 a, 14, 15, 16 b, known, 17 c", "hold, nothing, timed_out a, pass b, nothing, pass c");
        check("5 a, 15 b, 16 c", "hold, timed_out a + timed_out b, pass c");
        check("0, 99 a, 100", "nothing, hold, nothing");
        check("0 a, flush, 9 b, 18, 19", "hold, flushed a, hold, nothing, timed_out b");
    }

    #[test]
    fn one_too_many_takes_the_place_of_the_oldest() {
        check("0 a, 0 b, 0 c, 0 d, known", "hold, hold, hold, waiting_full, ready b + ready c + ready d");
        check("0 aa, 0 bb, 0 ccc, known", "hold, hold, waiting_full, ready bb + ready ccc");
    }

    #[test]
    fn a_large_one_takes_the_place_of_several_and_a_larger_one_of_none() {
        let large = "l".repeat(2 * String::new().bytes() + 3);
        check(&format!("0 a, 0 b, 0 {large}, known"), &format!("hold, hold, waiting_full 2, ready {large}"));
        check(&format!("0 a, 0 {large}{large}, known"), "hold, too_large, ready a");
    }

    #[test]
    fn where_nothing_may_wait_all_is_dropped_until_the_time_is_over() {
        let mut waiting =
            Waiting::new(WaitingRules { timeout: Duration::from_millis(10), events: 0, bytes: usize::MAX });
        let at = |steady| Now { wall: 0, steady };
        assert_eq!(told(waiting.offer("a".to_owned(), at(0))), "waiting_full");
        assert_eq!(told(waiting.offer("b".to_owned(), at(10))), "timed_out b");
        assert_eq!(told(waiting.offer("c".to_owned(), at(10))), "pass c");
    }
}
