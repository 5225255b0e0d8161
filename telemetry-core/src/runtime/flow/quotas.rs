//! Quotas: of an event no more pass than so many in a day and in a month, however often the program starts.

use crate::runtime::flow::quota_counts::{Counts, Unknown, Used, day_of};
use crate::runtime::flow::step::after;
use crate::runtime::flow::{Now, Reason, Step};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::time::Duration;

/// How often counts are saved at most, the end of the program apart.
const PAUSE: Duration = Duration::from_mins(1);

/// How many of an event may pass. Both hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// In a day of UTC.
    pub per_day: Option<u64>,
    /// In a month of the calendar, of UTC.
    pub per_month: Option<u64>,
}

/// Keeps a text between the runs of a program: a file, or an entry among its settings.
pub trait QuotaStore: Send {
    /// Returns what was saved last; nothing where nothing was.
    ///
    /// # Errors
    ///
    /// Something is kept and cannot be read; [`ErrorKind::InvalidData`] where it is no text.
    fn load(&mut self) -> io::Result<Option<String>>;

    /// Keeps a text in the place of the one before, whole or not at all.
    ///
    /// # Errors
    ///
    /// It could not be kept; what was kept before still is.
    fn save(&mut self, text: &str) -> io::Result<()>;

    /// Moves what is kept out of the way, for somebody to look at: it is none of our texts.
    ///
    /// # Errors
    ///
    /// It could not be moved; it is not overwritten then.
    fn set_aside(&mut self) -> io::Result<()>;
}

/// Lets so many events pass in a day and a month.
///
/// [`offer`](Self::offer) knows no store. [`save`](Self::save), to be called once in a while, blocks for as long as the
/// store does. It adds what was counted since to what is kept, so that programs that run side by side share a quota.
///
/// ```
/// use telemetry_core::runtime::flow::{Now, Quota, Quotas, Reason, Step};
///
/// let daily = Quota { per_day: Some(2), per_month: None };
/// let at = |hour: i64| Now { wall: hour * 3_600_000, steady: 0 };
/// let mut quotas = Quotas::new([("loaded".to_owned(), daily)], at(0));
/// assert_eq!(quotas.offer("loaded", at(1)), Step::Pass(()));
/// assert_eq!(quotas.offer("loaded", at(2)), Step::Pass(()));
/// assert_eq!(quotas.offer("loaded", at(23)), Step::Drop(Reason::QuotaOfDay, 1));
/// assert_eq!(quotas.offer("loaded", at(24)), Step::Pass(()));
/// assert_eq!(quotas.offer("no quota", at(24)), Step::Pass(()));
/// ```
///
/// # What is not counted
///
/// A quota is a promise, so where it is not known how many there were, it counts as used up: what is kept and cannot be
/// read lets no event with a quota pass for the rest of the day, or of the month where the quota is one of months. They
/// are dropped as [`Reason::QuotaUnknown`], and the text is set aside with the next save. Where nothing is kept, counting
/// begins at zero: a file that the user deleted, or a machine that keeps none, cannot be told from a first start.
///
/// Counts are saved with the first event, then at most once in a minute, and at the end. A program that crashes forgets
/// what it counted since, which is no more than the quota and no more than passed in that minute; by as many is the
/// quota exceeded. Programs that run side by side see each other's counts when they save.
///
/// A wall clock that is set back gives nothing back: counts stay until a day begins that is later than theirs. One that
/// jumps forward to another day begins that day, with a new quota; so does each such jump after the clock was set back by
/// two days or more.
#[derive(Debug)]
pub struct Quotas {
    rules: BTreeMap<String, Quota>,
    counts: Counts,
    /// What was counted and is not saved yet; a part of [`Self::counts`].
    unsaved: Counts,
    /// Whether what is kept is not what is known here.
    is_changed: bool,
    /// When it may be saved next, by the steady clock.
    next: u64,
}

impl Quotas {
    /// Makes quotas for events by their names, and begins to count at zero.
    pub fn new(rules: impl IntoIterator<Item = (String, Quota)>, now: Now) -> Self {
        let counts = Counts::new(day_of(now.wall));
        Self {
            rules: rules.into_iter().collect(),
            unsaved: counts.clone(),
            counts,
            is_changed: false,
            next: now.steady,
        }
    }

    /// Makes a quota hold for an event that has none.
    pub(crate) fn limit(&mut self, event: String, quota: Quota) {
        self.rules.entry(event).or_insert(quota);
    }

    /// Adds what earlier runs counted.
    ///
    /// # Errors
    ///
    /// What is kept cannot be read. All quotas then count as used up.
    pub fn load(&mut self, store: &mut dyn QuotaStore, now: Now) -> io::Result<()> {
        self.go_to(day_of(now.wall));
        read(store).map(|kept| self.add(kept)).inspect_err(|_| self.lose())
    }

    /// Counts an event and says whether it passes. One that has no quota does, and is not counted.
    pub fn offer(&mut self, event: &str, now: Now) -> Step<()> {
        let Some(quota) = self.rules.get(event).copied() else {
            return Step::Pass(());
        };
        self.go_to(day_of(now.wall));
        let used = self.counts.used.get(event).copied().unwrap_or_default();
        if let Some(reason) = exceeded(quota, used, self.counts.unknown) {
            return Step::Drop(reason, 1);
        }
        self.counts.add(event, Used::ONE);
        self.unsaved.add(event, Used::ONE);
        self.is_changed = true;
        Step::Pass(())
    }

    /// Returns when there is something to be saved, by the steady clock.
    pub fn next(&self) -> Option<u64> {
        self.is_changed.then_some(self.next)
    }

    /// Saves what was counted, where there is something and the last time is a minute ago.
    ///
    /// # Errors
    ///
    /// It could not be saved. It is tried again in a minute.
    pub fn save(&mut self, store: &mut dyn QuotaStore, now: Now) -> io::Result<()> {
        if now.steady < self.next { Ok(()) } else { self.save_now(store, now) }
    }

    /// Saves what was counted, where there is something, at once: the program ends.
    ///
    /// # Errors
    ///
    /// It could not be saved.
    pub fn save_now(&mut self, store: &mut dyn QuotaStore, now: Now) -> io::Result<()> {
        if !self.is_changed {
            return Ok(());
        }
        self.next = after(now.steady, PAUSE);
        self.go_to(day_of(now.wall));
        match read(store) {
            Ok(kept) => self.add(kept),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                self.lose();
                store.set_aside()?;
            }
            // What cannot even be read may be anything: it is not overwritten.
            Err(error) => return Err(error),
        }
        store.save(&self.counts.to_text())?;
        self.unsaved.used.clear();
        self.is_changed = false;
        Ok(())
    }

    fn go_to(&mut self, day: i64) {
        self.counts.go_to(day);
        self.unsaved.go_to(day);
    }

    /// Adds what is kept, to which other programs may have added, to what is not. Less than before it never becomes.
    fn add(&mut self, kept: Option<Counts>) {
        let Some(mut kept) = kept else {
            return;
        };
        kept.go_to(self.counts.day);
        // Somebody else has begun the next day, by a clock that runs before this one.
        self.go_to(kept.day);
        for (event, used) in &self.unsaved.used {
            kept.add(event, *used);
        }
        self.counts.raise(kept);
    }

    fn lose(&mut self) {
        self.counts.unknown = Unknown::Today;
        self.is_changed = true;
    }
}

/// Returns why an event may not pass.
fn exceeded(quota: Quota, used: Used, unknown: Unknown) -> Option<Reason> {
    let is_unknown = |limit: Option<u64>, from: Unknown| limit.is_some() && unknown >= from;
    if quota.per_day.is_some_and(|most| used.today >= most) {
        Some(Reason::QuotaOfDay)
    } else if quota.per_month.is_some_and(|most| used.this_month >= most) {
        Some(Reason::QuotaOfMonth)
    } else if is_unknown(quota.per_day, Unknown::Today) || is_unknown(quota.per_month, Unknown::ThisMonth) {
        Some(Reason::QuotaUnknown)
    } else {
        None
    }
}

/// Returns what a store keeps.
fn read(store: &mut dyn QuotaStore) -> io::Result<Option<Counts>> {
    let Some(text) = store.load()? else {
        return Ok(None);
    };
    let is_none_of_ours =
        |line| io::Error::new(ErrorKind::InvalidData, format!("line {line}: this is no count of events"));
    Counts::from_text(&text).map(Some).map_err(is_none_of_ours)
}

#[cfg(test)]
mod tests {
    use super::{Quota, QuotaStore, Quotas};
    use crate::runtime::flow::account::told;
    use crate::runtime::flow::{Now, Step};
    use std::io::{Error, ErrorKind, Result};

    const HOUR: i64 = 3_600_000;
    /// Midnight before the 21st of November 2026.
    const MIDNIGHT: i64 = 20_778 * 24 * HOUR;

    /// Keeps a text in memory, and counts how often it was asked to.
    #[derive(Default)]
    struct Kept {
        text: Option<String>,
        aside: Vec<String>,
        saved: u32,
        is_broken: bool,
    }

    impl QuotaStore for Kept {
        fn load(&mut self) -> Result<Option<String>> {
            if self.is_broken { Err(Error::other("broken")) } else { Ok(self.text.clone()) }
        }

        fn save(&mut self, text: &str) -> Result<()> {
            self.saved += 1;
            self.text = Some(text.to_owned());
            Ok(())
        }

        fn set_aside(&mut self) -> Result<()> {
            self.aside.extend(self.text.take());
            Ok(())
        }
    }

    fn at(hours: i64) -> Now {
        Now { wall: MIDNIGHT + hours * HOUR, steady: 0 }
    }

    fn later(seconds: u64) -> Now {
        Now { steady: seconds * 1_000, ..at(1) }
    }

    /// Makes quotas of three in a day and five in a month for `a`, and of two in a month for `b`.
    fn quotas(now: Now) -> Quotas {
        let a = Quota { per_day: Some(3), per_month: Some(5) };
        let b = Quota { per_day: None, per_month: Some(2) };
        Quotas::new([("a".to_owned(), a), ("b".to_owned(), b)], now)
    }

    fn loaded(store: &mut Kept, now: Now) -> Quotas {
        let mut quotas = quotas(now);
        quotas.load(store, now).ok();
        quotas
    }

    /// Returns how many of ten pass.
    fn passed(quotas: &mut Quotas, event: &str, now: Now) -> usize {
        (0..10).filter(|_| quotas.offer(event, now) == Step::Pass(())).count()
    }

    #[test]
    fn both_quotas_hold_each_in_its_time() {
        let mut quotas = quotas(at(0));
        let mut pass = |event: &str, hours: i64| passed(&mut quotas, event, at(hours));
        assert_eq!([pass("a", 0), pass("a", 23), pass("a", 24), pass("a", 48)], [3, 0, 2, 0]);
        assert_eq!([pass("b", 0), pass("b", 24 * 9), pass("b", 24 * 10)], [2, 0, 2]);
        assert_eq!(pass("without", 0), 10);
    }

    #[test]
    fn the_reason_is_said() {
        let mut quotas = quotas(at(0));
        let mut step = |hours| told(quotas.offer("a", at(hours)));
        assert_eq!([step(0), step(0), step(0), step(0)], ["pass", "pass", "pass", "quota_of_day"]);
        assert_eq!([step(24), step(24), step(24)], ["pass", "pass", "quota_of_month"]);
    }

    #[test]
    fn a_clock_that_jumps_gives_nothing_back() {
        let check = |hours: &[i64], expected: &[usize]| {
            let mut quotas = quotas(at(0));
            let counts: Vec<_> = hours.iter().map(|hours| passed(&mut quotas, "a", at(*hours))).collect();
            assert_eq!(counts, expected, "{hours:?}");
        };
        check(&[0, -1, 0, -1, 0], &[3, 0, 0, 0, 0]);
        check(&[0, -24 * 3, -24 * 3], &[3, 0, 0]);
        check(&[0, -24 * 3, 0], &[3, 0, 2]);
        check(&[0, 24, 0, 24, -1], &[3, 2, 0, 0, 0]);
        check(&[0, 24 * 365 * 70, 0, 24], &[3, 3, 0, 2]);
        let mut quotas = quotas(at(0));
        for wall in [i64::MIN, i64::MAX, 0, i64::MIN, -1] {
            assert!(passed(&mut quotas, "a", Now { wall, steady: u64::MAX }) <= 3);
        }
    }

    #[test]
    fn counts_live_through_a_restart_and_are_saved_once_a_minute() {
        let mut store = Kept::default();
        let mut first = loaded(&mut store, later(0));
        assert_eq!(first.next(), None);
        for second in 0..180 {
            told(first.offer(if second % 90 == 0 { "a" } else { "other" }, later(second)));
            assert!(first.save(&mut store, later(second)).is_ok());
        }
        assert_eq!((store.saved, first.next()), (2, None));
        assert_eq!(passed(&mut loaded(&mut store, later(0)), "a", later(0)), 1);
        told(first.offer("a", later(181)));
        assert!(first.save_now(&mut store, later(181)).is_ok());
        assert_eq!(passed(&mut loaded(&mut store, later(0)), "a", later(0)), 0);
        assert_eq!(passed(&mut loaded(&mut store, at(24)), "a", at(24)), 2);
    }

    #[test]
    fn programs_side_by_side_share_a_quota() {
        let mut store = Kept::default();
        let (mut one, mut other) = (loaded(&mut store, later(0)), loaded(&mut store, later(0)));
        for quotas in [&mut one, &mut other] {
            told(quotas.offer("a", later(0)));
            assert!(quotas.save(&mut store, later(0)).is_ok());
        }
        assert_eq!(kept(&store), Some("2 2"));
        assert_eq!(passed(&mut other, "a", later(0)), 1);
    }

    /// Returns what is kept of `a`: of today, and of the month.
    fn kept(store: &Kept) -> Option<&str> {
        store.text.as_deref()?.lines().last()?.strip_suffix(" a")
    }

    #[test]
    fn what_is_not_saved_at_midnight_is_of_the_month_alone() {
        let mut store = Kept::default();
        let mut quotas = loaded(&mut store, at(0));
        told(quotas.offer("a", at(0)));
        assert!(quotas.save_now(&mut store, at(0)).is_ok());
        for hours in [1, 2, 24] {
            told(quotas.offer("a", at(hours)));
        }
        assert!(quotas.save_now(&mut store, at(24)).is_ok());
        assert_eq!(kept(&store), Some("1 4"));
    }

    #[test]
    fn a_day_that_another_program_has_begun_has_begun() {
        let mut store = Kept::default();
        let (mut before, mut behind) = (loaded(&mut store, at(24)), loaded(&mut store, at(23)));
        told(before.offer("a", at(24)));
        assert!(before.save_now(&mut store, at(24)).is_ok());
        assert_eq!(passed(&mut behind, "a", at(23)), 3);
        assert!(behind.save_now(&mut store, at(23)).is_ok());
        assert_eq!(kept(&store), Some("1 4"));
        assert_eq!(passed(&mut behind, "a", at(23)), 1);
    }

    #[test]
    fn what_was_put_back_gives_nothing_back() {
        let mut store = Kept::default();
        let mut quotas = loaded(&mut store, later(0));
        let mut old = None;
        for second in [0, 100, 200] {
            told(quotas.offer("a", later(second)));
            store.text = if second == 200 { old.take() } else { store.text };
            assert!(quotas.save(&mut store, later(second)).is_ok());
            old = old.or(store.text.clone());
        }
        assert_eq!(kept(&store), Some("3 3"));
    }

    #[test]
    fn what_was_deleted_is_written_again() {
        let mut store = Kept::default();
        let mut quotas = loaded(&mut store, later(0));
        for second in [0, 100] {
            told(quotas.offer("a", later(second)));
            store.text = None;
            assert!(quotas.save(&mut store, later(second)).is_ok());
        }
        assert_eq!(kept(&store), Some("2 2"));
    }

    #[test]
    fn what_cannot_be_read_is_used_up_and_set_aside() {
        let mut store = Kept { text: Some("a = 3".to_owned()), ..Kept::default() };
        let mut quotas = quotas(later(0));
        let error = quotas.load(&mut store, later(0)).map_err(|error| (error.kind(), error.to_string()));
        assert_eq!(error, Err((ErrorKind::InvalidData, "line 1: this is no count of events".to_owned())));
        assert_eq!(told(quotas.offer("a", later(0))), "quota_unknown");
        assert_eq!(told(quotas.offer("without", later(0))), "pass");
        assert!(quotas.save(&mut store, later(0)).is_ok());
        assert_eq!(store.aside, ["a = 3"]);

        // It stays unknown, after a restart too, until the day and the month are over.
        let mut quotas = loaded(&mut store, at(2));
        let mut step = |event: &str, hours| told(quotas.offer(event, at(hours)));
        assert_eq!([step("a", 2), step("a", 24), step("b", 24)], ["quota_unknown"; 3]);
        assert_eq!([step("a", 240), step("b", 240)], ["pass"; 2]);
    }

    #[test]
    fn what_cannot_be_reached_is_used_up_and_not_overwritten() {
        let mut store = Kept { is_broken: true, ..Kept::default() };
        let mut quotas = loaded(&mut store, later(0));
        assert_eq!(told(quotas.offer("a", later(0))), "quota_unknown");
        assert!(quotas.save(&mut store, later(0)).is_err());
        assert!(quotas.save(&mut store, later(59)).is_ok() && quotas.save(&mut store, later(60)).is_err());
        assert_eq!(store.saved, 0);
    }
}
