//! Days and points in time, and the text that they leave as.

use crate::value::values;
use crate::{Encode, Encoder, FieldValue, ValueType};
use std::time::{SystemTime, UNIX_EPOCH};

const MILLIS_PER_DAY: i64 = 86_400_000;

/// A point in time, to the millisecond; leaves as RFC 3339 text in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The first and last moment that RFC 3339 can write.
    const RANGE: (i64, i64) = (-62_167_219_200_000, 253_402_300_799_999);

    /// Makes a point in time of the milliseconds since 1970; what lies outside the years 0 to 9999 is moved inside.
    #[must_use]
    pub fn from_unix_millis(millis: i64) -> Self {
        Self(millis.clamp(Self::RANGE.0, Self::RANGE.1))
    }

    /// Returns the present.
    #[must_use]
    pub fn now() -> Self {
        Self::from(SystemTime::now())
    }

    pub(crate) fn text(self) -> String {
        String::from_utf8_lossy(&self.digits()).into_owned()
    }

    /// Returns the text as bytes: senders write times for every event, and this costs far less than formatting.
    pub(crate) fn digits(self) -> [u8; 24] {
        let time = self.0.rem_euclid(MILLIS_PER_DAY);
        let (seconds, millis) = (time / 1000, time % 1000);
        let mut text = *b"0000-00-00T00:00:00.000Z";
        Date::from_unix_days(self.0.div_euclid(MILLIS_PER_DAY)).write(&mut text);
        put(&mut text, 11, [seconds / 36_000, seconds / 3600 % 10]);
        put(&mut text, 14, [seconds / 600 % 6, seconds / 60 % 10]);
        put(&mut text, 17, [seconds / 10 % 6, seconds % 10]);
        put(&mut text, 20, [millis / 100, millis / 10 % 10, millis % 10]);
        text
    }
}

/// Puts digits in their place.
fn put<const COUNT: usize>(text: &mut [u8], place: usize, digits: [i64; COUNT]) {
    for (to, digit) in text[place..].iter_mut().zip(digits) {
        *to = b'0' + digit.to_le_bytes()[0];
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let millis = |length: std::time::Duration| i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
        Self::from_unix_millis(match time.duration_since(UNIX_EPOCH) {
            Ok(after) => millis(after),
            Err(before) => -millis(before.duration()),
        })
    }
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns the day, if there is such a day in the years 0 to 9999.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (year <= 9999 && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// Returns the day that lies this many days after the first of 1970.
    ///
    /// By eras of 400 years that begin in March: <https://howardhinnant.github.io/date_algorithms.html>.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "timestamps keep to the years 0 to 9999"
    )]
    fn from_unix_days(days: i64) -> Self {
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year: year as u16, month: month as u8, day: day as u8 }
    }

    pub(crate) fn text(self) -> String {
        let mut text = *b"0000-00-00";
        self.write(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    }

    /// Puts its digits in the place of zeros.
    fn write(self, text: &mut [u8]) {
        let (year, month, day) = (i64::from(self.year), i64::from(self.month), i64::from(self.day));
        put(text, 0, [year / 1000, year / 100 % 10, year / 10 % 10, year % 10]);
        put(text, 5, [month / 10, month % 10]);
        put(text, 8, [day / 10, day % 10]);
    }
}

values! {
    Timestamp, Timestamp, str, self => &self.text();
    Date, Date, str, self => &self.text();
}

#[cfg(test)]
mod tests {
    use super::{Date, Timestamp};

    #[test]
    fn moments_are_written_in_utc() {
        let check = |millis, expected: &str| assert_eq!(Timestamp::from_unix_millis(millis).text(), expected);
        check(0, "1970-01-01T00:00:00.000Z");
        check(-1, "1969-12-31T23:59:59.999Z");
        check(951_782_400_000, "2000-02-29T00:00:00.000Z");
        check(4_107_542_399_999, "2100-02-28T23:59:59.999Z");
        check(i64::MIN, "0000-01-01T00:00:00.000Z");
        check(i64::MAX, "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn there_are_no_other_days_than_those_of_the_calendar() {
        assert!(Date::new(2024, 2, 29).is_some() && Date::new(2000, 2, 29).is_some());
        assert!(Date::new(2023, 2, 29).is_none() && Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2023, 13, 1).is_none() && Date::new(2023, 0, 1).is_none());
        assert!(Date::new(2023, 4, 31).is_none() && Date::new(2023, 4, 0).is_none());
    }
}
