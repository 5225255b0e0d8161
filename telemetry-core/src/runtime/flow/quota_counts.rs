//! How many events there were today and this month, and the text in which that is kept between runs.
//!
//! Days and months are those of UTC, so that travelling gives nobody a second day. The text is one `key = value` for each
//! line, then one line for each event; what the strict reader does not know makes the whole text unreadable.

use crate::runtime::consent::moment::{moment, moment_from_text};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// The form that is written and read.
const FORMAT: &str = "1";

/// The days that can be written: those of the years 0 to 9999.
const DAYS: (i64, i64) = (-719_528, 2_932_896);

/// How many events there were of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Used {
    pub(super) today: u64,
    pub(super) this_month: u64,
}

/// For how long it is not known how many there were before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    /// It is known.
    #[default]
    No,
    /// It was known on the first of the month and is not for some day of it, which is over.
    ThisMonth,
    /// It is not known for today, nor for the month.
    Today,
}

/// How many events there were, by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    /// The day they are of, counted from the first of 1970.
    pub(super) day: i64,
    pub(super) unknown: Unknown,
    pub(super) used: BTreeMap<String, Used>,
}

/// Returns the day of a time in milliseconds since 1970.
pub(super) fn day_of(wall: i64) -> i64 {
    wall.div_euclid(MILLIS_PER_DAY).clamp(DAYS.0, DAYS.1)
}

impl Used {
    pub(super) const ONE: Self = Self { today: 1, this_month: 1 };
}

impl Counts {
    /// Makes counts that begin at zero.
    pub(super) const fn new(day: i64) -> Self {
        Self { day, unknown: Unknown::No, used: BTreeMap::new() }
    }

    /// Adds to what there was of an event.
    pub(super) fn add(&mut self, event: &str, used: Used) {
        // Not by `entry`, which would want a name of its own for each event.
        match self.used.get_mut(event) {
            None => drop(self.used.insert(event.to_owned(), used)),
            Some(all) => {
                all.today = all.today.saturating_add(used.today);
                all.this_month = all.this_month.saturating_add(used.this_month);
            }
        }
    }

    /// Becomes what others are, where that is more. They are of the same day.
    pub(super) fn raise(&mut self, others: Self) {
        self.unknown = self.unknown.max(others.unknown);
        for (event, used) in others.used {
            let all = self.used.entry(event).or_default();
            all.today = all.today.max(used.today);
            all.this_month = all.this_month.max(used.this_month);
        }
    }

    /// Goes to another day. A later one begins with nothing, and so does a later month. On an earlier one all counts
    /// stay: who sets the clock back gets nothing back. Yesterday even stays the day it was, since clocks are corrected
    /// by seconds around midnight, and the day must not begin twice.
    pub(super) fn go_to(&mut self, day: i64) {
        let before = self.day;
        if day == before || day == before - 1 {
            return;
        }
        self.day = day;
        if day < before {
            return;
        }
        let is_same_month = month(day) == month(before);
        self.unknown = if is_same_month { self.unknown.min(Unknown::ThisMonth) } else { Unknown::No };
        self.used.values_mut().for_each(|used| used.today = 0);
        if !is_same_month {
            self.used.clear();
        }
    }

    /// Returns the text. A name that no line can hold is left out; no catalog has one.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::from("# How many events there were that have a quota. The program writes this file.\n");
        let unknown = match self.unknown {
            Unknown::No => "",
            Unknown::ThisMonth => "unknown = month\n",
            Unknown::Today => "unknown = day\n",
        };
        let promise = "a string takes all that is written";
        write!(text, "format = {FORMAT}\nday = {}\n{unknown}", date(self.day)).expect(promise);
        for (name, used) in self.used.iter().filter(|(name, _)| is_plain(name)) {
            writeln!(text, "{} {} {name}", used.today, used.this_month).expect(promise);
        }
        text
    }

    /// Returns what a text says.
    ///
    /// # Errors
    ///
    /// The number of the first line that cannot be read, from 1.
    pub(super) fn from_text(text: &str) -> Result<Self, usize> {
        let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
        let mut lines = numbered.filter(|(_, line)| !line.starts_with('#')).peekable();
        let mut value = |key: &str| {
            let line = lines.next_if(|(_, line)| line.split(" = ").next() == Some(key));
            line.and_then(|(_, line)| line.split_once(" = ").map(|(_, value)| value))
        };
        let format = value("format").filter(|format| *format == FORMAT);
        let day = value("day").and_then(day_from_text);
        let unknown = value("unknown").map_or(Some(Unknown::No), unknown_from_word);
        let (Some(_), Some(day), Some(unknown)) = (format, day, unknown) else {
            return Err(1);
        };
        let mut counts = Self { unknown, ..Self::new(day) };
        for (number, line) in lines {
            let (used, name) = used_from_text(line).ok_or(number)?;
            if counts.used.insert(name.to_owned(), used).is_some() {
                return Err(number);
            }
        }
        Ok(counts)
    }
}

fn date(day: i64) -> String {
    moment(day.saturating_mul(MILLIS_PER_DAY)).chars().take("2026-11-21".len()).collect()
}

fn month(day: i64) -> String {
    moment(day.saturating_mul(MILLIS_PER_DAY)).chars().take("2026-11".len()).collect()
}

fn day_from_text(text: &str) -> Option<i64> {
    moment_from_text(&format!("{text}T00:00:00.000Z")).map(day_of)
}

fn unknown_from_word(word: &str) -> Option<Unknown> {
    match word {
        "month" => Some(Unknown::ThisMonth),
        "day" => Some(Unknown::Today),
        _ => None,
    }
}

fn used_from_text(line: &str) -> Option<(Used, &str)> {
    let (today, rest) = line.split_once(' ')?;
    let (this_month, name) = rest.split_once(' ')?;
    let used = Used { today: number(today)?, this_month: number(this_month)? };
    (used.today <= used.this_month && is_plain(name)).then_some((used, name))
}

/// Returns a number that is written in digits alone, and not with more than it needs.
fn number(text: &str) -> Option<u64> {
    text.parse::<u64>().ok().filter(|number| number.to_string() == text)
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::{Counts, DAYS, Unknown, Used, date, day_of};

    /// The 21st of November 2026.
    const DAY: i64 = 20_778;

    fn counts(day: i64, unknown: Unknown, used: &[(&str, u64, u64)]) -> Counts {
        let used = used
            .iter()
            .map(|(name, today, this_month)| ((*name).to_owned(), Used { today: *today, this_month: *this_month }));
        Counts { day, unknown, used: used.collect() }
    }

    #[test]
    fn a_text_is_for_people_too() {
        let expected = "\
# How many events there were that have a quota. The program writes this file.
format = 1
day = 2026-11-21
unknown = month
12 340 policy loaded
0 1 z/build_finished
";
        let used = [("policy loaded", 12, 340), ("z/build_finished", 0, 1)];
        let counts = counts(DAY, Unknown::ThisMonth, &used);
        assert_eq!(counts.to_text(), expected);
        assert_eq!(Counts::from_text(&expected.replace('\n', "\r\n")), Ok(counts));
    }

    #[test]
    fn what_is_written_is_read() {
        for day in [DAYS.0, -1, 0, DAY, DAYS.1] {
            for unknown in [Unknown::No, Unknown::ThisMonth, Unknown::Today] {
                for used in [&[][..], &[("a", 0, 0)], &[("a", u64::MAX, u64::MAX), ("é = #", 1, 2)]] {
                    let counts = counts(day, unknown, used);
                    assert_eq!(Counts::from_text(&counts.to_text()), Ok(counts));
                }
            }
        }
        assert_eq!((day_of(i64::MIN), day_of(i64::MAX), day_of(-1), day_of(0)), (DAYS.0, DAYS.1, -1, 0));
        assert_eq!((date(DAYS.0).as_str(), date(DAYS.1).as_str()), ("0000-01-01", "9999-12-31"));
    }

    #[test]
    fn what_is_half_understood_is_not_read() {
        let check = |text: &str, line| assert_eq!(Counts::from_text(text), Err(line), "{text:?}");
        let head = "format = 1\nday = 2026-11-21\n";
        for text in
            ["", "format = 2\nday = 2026-11-21", "format = 1", "format = 1\nday = 2026-02-30", "day = 2026-11-21"]
        {
            check(text, 1);
        }
        check(&format!("{head}unknown = year"), 1);
        for line in ["1 2", "1 2 ", "2 1 a", "01 1 a", "+1 1 a", "-1 1 a", "1  1 a", "x 1 a", "1 2 \u{7}", "", " "] {
            check(&format!("{head}1 1 b\n{line}\n"), 4);
        }
        check(&format!("{head}1 1 a\n1 1 a"), 4);
        check(&format!("{head}1 18446744073709551616 a"), 3);
    }

    /// A text that was cut or changed by a byte is read or refused; none is a crash.
    #[test]
    fn a_damaged_text_is_no_crash() {
        let text = counts(DAY, Unknown::Today, &[("a", 1, 2), ("bé", 3, 4)]).to_text();
        let mut refused = 0;
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            refused += u32::from(Counts::from_text(&String::from_utf8_lossy(&bytes[..at])).is_err());
            for byte in [0, b' ', b'\n', b'=', b'9', 0xff] {
                bytes[at] = byte;
                refused += u32::from(Counts::from_text(&String::from_utf8_lossy(&bytes)).is_err());
            }
        }
        assert!(refused > 100, "{refused}");
    }

    #[test]
    fn days_begin_once() {
        let check = |days: &[i64], expected: &Counts| {
            let mut counts = counts(DAY, Unknown::Today, &[("a", 3, 7)]);
            for days in days {
                counts.go_to(DAY + days);
            }
            assert_eq!(&counts, expected, "{days:?}");
        };
        let same = counts(DAY, Unknown::Today, &[("a", 3, 7)]);
        check(&[0], &same);
        check(&[-1, 0], &same);
        check(&[-2], &counts(DAY - 2, Unknown::Today, &[("a", 3, 7)]));
        check(&[-400], &counts(DAY - 400, Unknown::Today, &[("a", 3, 7)]));
        check(&[1], &counts(DAY + 1, Unknown::ThisMonth, &[("a", 0, 7)]));
        check(&[1, 0, 1], &counts(DAY + 1, Unknown::ThisMonth, &[("a", 0, 7)]));
        // The first of December.
        check(&[10], &counts(DAY + 10, Unknown::No, &[]));
        check(&[365], &counts(DAY + 365, Unknown::No, &[]));
        check(&[DAYS.1 - DAY], &counts(DAYS.1, Unknown::No, &[]));
    }
}
