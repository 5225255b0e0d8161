//! Points in time as texts that are kept between runs write them, and back.

use crate::Timestamp;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// Returns a point in time, in milliseconds since 1970, as `2026-11-21T16:44:12.000Z`.
pub(in crate::runtime) fn moment(millis: i64) -> String {
    Timestamp::from_unix_millis(millis).text()
}

/// Returns the milliseconds since 1970 of what [`moment`] wrote; of nothing else.
pub(in crate::runtime) fn moment_from_text(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() != "2026-11-21T16:44:12.000Z".len() {
        return None;
    }
    let number = |from: usize, to: usize| {
        let digits = bytes.get(from..to)?;
        let value = |value: i64, digit: &u8| Some(value * 10 + i64::from(char::from(*digit).to_digit(10)?));
        digits.iter().try_fold(0, value)
    };
    let days = days_since_1970(number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let seconds = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?;
    let millis = days * MILLIS_PER_DAY + seconds * 1000 + number(20, 23)?;
    // What is no day, no hour, or has other signs between its numbers is written otherwise.
    (moment(millis) == text).then_some(millis)
}

/// Returns the days from the first of 1970; by eras of 400 years that begin in March, as [`Date`](crate::Date) does.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::{moment, moment_from_text};

    #[test]
    fn what_is_written_is_read() {
        let first = -62_167_219_200_000_i64;
        let mut millis = first;
        while millis < 253_402_300_799_999 {
            assert_eq!(moment_from_text(&moment(millis)), Some(millis), "{millis}");
            millis += 7_777_777_777_777 / 5;
        }
        for millis in [first, 253_402_300_799_999, 0, -1, 951_782_400_000] {
            assert_eq!(moment_from_text(&moment(millis)), Some(millis), "{millis}");
        }
    }

    #[test]
    fn nothing_else_is_read() {
        for text in [
            "",
            "2026-11-21",
            "2026-02-29T00:00:00.000Z",
            "2026-13-01T00:00:00.000Z",
            "2026-11-21 16:44:12.000Z",
            "2026-11-21T24:00:00.000Z",
            "2026-11-21T16:44:12.000z",
            "2026-11-21T16:44:60.000Z",
            "+026-11-21T16:44:12.000Z",
            "2026-11-21T16:44:12.0é",
            "2026-00-00T00:00:00.000Z",
        ] {
            assert_eq!(moment_from_text(text), None, "{text}");
        }
    }
}
