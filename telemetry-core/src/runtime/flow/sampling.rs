//! Sampling: a share of events goes on. Each event has a sampler of its own, which the router keeps with its plan.

use crate::runtime::flow::split_mix::{SplitMix, falls_into, mixed};
use crate::runtime::flow::{Reason, Step};

/// How a share of events is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// Each goes on by chance, with this probability from 0 to 1.
    Chance(f64),
    /// One in so many goes on, the first to begin with; none for 0.
    Every(u64),
    /// All of a session go on or none, this share of sessions from 0 to 1. Which, the session's id and the event's name
    /// say: another program that knows both comes to the same result, and a session that is in stays in when the share
    /// grows.
    Session(f64),
}

impl Method {
    /// Returns how many events one stands for that goes on, to be recorded with it: 10 where a tenth goes on. A share
    /// below 0 counts as 0, one above 1 as 1, one that is no number as 0, for which this is infinite.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "one in 2^53 events is no sample that anybody takes")]
    pub fn one_in(self) -> f64 {
        match self {
            Self::Every(0) => f64::INFINITY,
            Self::Every(number) => number as f64,
            Self::Chance(share) | Self::Session(share) if share > 0.0 => 1.0 / share.min(1.0),
            Self::Chance(_) | Self::Session(_) => f64::INFINITY,
        }
    }
}

/// Lets a share of the events of one kind pass.
///
/// ```
/// use telemetry_core::runtime::flow::{Method, Reason, Sampling, Step};
///
/// let mut sampling = Sampling::new(Method::Every(3), 42);
/// let passed = Step::Pass(Method::Every(3));
/// let dropped = Step::Drop(Reason::Sampled, 1);
/// let steps: Vec<_> = (0..4).map(|_| sampling.offer(b"session", "typed")).collect();
/// assert_eq!(steps, [passed.clone(), dropped.clone(), dropped, passed]);
/// assert_eq!(sampling.method().one_in(), 3.0);
/// ```
#[derive(Clone, Debug)]
pub struct Sampling {
    method: Method,
    random: SplitMix,
    skipped: u64,
}

impl Sampling {
    /// Makes a sampler. Two with one seed that are asked the same answer the same; samplers of different events should
    /// have different seeds, or chance chooses them together.
    #[must_use]
    pub const fn new(method: Method, seed: u64) -> Self {
        // Nothing has passed so long that the first does, whatever the number is.
        Self { method, random: SplitMix::new(seed), skipped: u64::MAX }
    }

    /// Returns how events are chosen now.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Chooses otherwise from the next event on. Saying the same again changes nothing, so that one in ten stays one in
    /// ten however often the configuration is read.
    pub const fn set(&mut self, method: Method) {
        self.method = method;
    }

    /// Says whether an event goes on: [`Step::Pass`] with the method that chose it, or dropped as
    /// [`Reason::Sampled`].
    pub fn offer(&mut self, session: &[u8], event: &str) -> Step<Method> {
        let passes = match self.method {
            Method::Chance(share) => falls_into(self.random.next(), share),
            Method::Every(number) => self.is_next(number),
            Method::Session(share) => falls_into(place(session, event), share),
        };
        if passes { Step::Pass(self.method) } else { Step::Drop(Reason::Sampled, 1) }
    }

    fn is_next(&mut self, number: u64) -> bool {
        let is_next = number > 0 && self.skipped >= number - 1;
        self.skipped = if is_next { 0 } else { self.skipped.saturating_add(1) };
        is_next
    }
}

/// Returns where a session stands among all for an event: FNV-1a of the session's id, a zero and the event's name, mixed.
/// This must not change: programs of two versions are to agree.
fn place(session: &[u8], event: &str) -> u64 {
    let bytes = session.iter().chain(&[0]).chain(event.as_bytes());
    mixed(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)))
}

#[cfg(test)]
mod tests {
    use super::{Method, Sampling, place};
    use crate::runtime::flow::Step;

    fn passes(sampling: &mut Sampling, session: &[u8], event: &str) -> bool {
        matches!(sampling.offer(session, event), Step::Pass(_))
    }

    /// Returns how many of so many pass.
    fn passed(sampling: &mut Sampling, number: usize) -> usize {
        (0..number).filter(|_| passes(sampling, b"", "event")).count()
    }

    #[test]
    fn one_in_so_many_passes_and_the_first_does() {
        let check = |number: u64, expected: &str| {
            let mut sampling = Sampling::new(Method::Every(number), 0);
            let signs: String = (0..8).map(|_| if passes(&mut sampling, b"", "event") { '+' } else { '-' }).collect();
            assert_eq!(signs, expected, "{number}");
        };
        check(0, "--------");
        check(1, "++++++++");
        check(2, "+-+-+-+-");
        check(3, "+--+--+-");
        check(u64::MAX, "+-------");
    }

    #[test]
    fn a_number_that_is_said_again_does_not_let_more_pass() {
        let mut sampling = Sampling::new(Method::Every(10), 0);
        let passing = (0..100).filter(|_| {
            sampling.set(Method::Every(10));
            passes(&mut sampling, b"", "event")
        });
        assert_eq!(passing.count(), 10);
        sampling.set(Method::Every(2));
        assert_eq!(passed(&mut sampling, 10), 5);
        sampling.set(Method::Every(0));
        assert_eq!(passed(&mut sampling, 10), 0);
    }

    #[test]
    fn chance_is_about_right_and_the_same_for_a_seed() {
        let check = |share: f64, expected: std::ops::RangeInclusive<usize>| {
            let count = passed(&mut Sampling::new(Method::Chance(share), 7), 10_000);
            assert!(expected.contains(&count), "{share}: {count}");
            assert_eq!(count, passed(&mut Sampling::new(Method::Chance(share), 7), 10_000));
        };
        check(0.0, 0..=0);
        check(f64::NAN, 0..=0);
        check(0.001, 1..=30);
        check(0.1, 900..=1_100);
        check(0.5, 4_800..=5_200);
        check(1.0, 10_000..=10_000);
    }

    #[test]
    fn a_session_is_in_or_out_and_stays_in_when_the_share_grows() {
        let mut in_before: Vec<u32> = Vec::new();
        for (share, expected) in [(0.0, 0..=0), (0.1, 60..=140), (0.5, 430..=570), (1.0, 1_000..=1_000)] {
            let mut sampling = Sampling::new(Method::Session(share), 7);
            let is_in = |session: &u32| {
                let id = session.to_be_bytes();
                let first = passes(&mut sampling, &id, "event");
                assert_eq!(first, passes(&mut sampling, &id, "event"));
                first
            };
            let in_now: Vec<u32> = (0..1_000).filter(is_in).collect();
            assert!(expected.contains(&in_now.len()), "{share}: {}", in_now.len());
            assert!(in_before.iter().all(|session| in_now.contains(session)));
            in_before = in_now;
        }
    }

    #[test]
    fn events_of_one_session_are_chosen_apart() {
        let mut sampling = Sampling::new(Method::Session(0.5), 0);
        let both = (0..1_000_u32).filter(|session| {
            let id = session.to_be_bytes();
            passes(&mut sampling, &id, "one") && passes(&mut sampling, &id, "other")
        });
        let both = both.count();
        assert!((180..=320).contains(&both), "{both}");
    }

    /// What programs in other languages compute; these numbers are of one in Python. They never change.
    #[test]
    fn the_place_of_a_session_is_what_it_was() {
        assert_eq!(place(b"", ""), 0x25fc_6dd3_6ce0_4b20);
        assert_eq!(place(b"session", "event"), 0x6584_4780_8978_0347);
    }

    #[test]
    fn rates_say_how_many_an_event_stands_for() {
        let check =
            |method: Method, expected: f64| assert_eq!(method.one_in().to_bits(), expected.to_bits(), "{method:?}");
        check(Method::Every(10), 10.0);
        check(Method::Every(0), f64::INFINITY);
        check(Method::Chance(0.25), 4.0);
        check(Method::Session(7.0), 1.0);
        check(Method::Session(f64::NAN), f64::INFINITY);
        check(Method::Chance(-1.0), f64::INFINITY);
    }
}
