//! `Retry-After`: seconds or a date, in any of the three forms that HTTP knows; anything else is not heard.

use std::time::Duration;

/// However long a server asks, it is asked again after a day.
const LONGEST: Duration = Duration::from_hours(24);

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads how long to wait, where `now` is the present in seconds since 1970.
pub(super) fn retry_after(value: &str, now: i64) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number has are a very long time.
        return Some(value.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    let seconds = date(value)?.saturating_sub(now);
    Some(u64::try_from(seconds).map_or(Duration::ZERO, Duration::from_secs).min(LONGEST))
}

/// Reads a date of HTTP, in seconds since 1970.
pub(super) fn date(value: &str) -> Option<i64> {
    let words: Vec<_> = value.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words[..] {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let year = match (year.len(), number(year)?) {
        (4, year) => year,
        // Years of two digits: the form is older than 1995, and no server waits for the last century.
        (2, year) => 2000 + year,
        _ => return None,
    };
    let day = number(day).filter(|day| (1..=31).contains(day))?;
    let mut parts = time.split(':').map(number);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let is_time = parts.next().is_none() && hour < 24 && minute < 60 && second <= 60;
    is_time.then(|| days(year, i64::try_from(month).unwrap_or(1), day) * 86_400 + hour * 3600 + minute * 60 + second)
}

fn number(text: &str) -> Option<i64> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Returns the days from 1970 to a day: <https://howardhinnant.github.io/date_algorithms.html>.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::{date, retry_after};
    use std::time::Duration;

    #[test]
    fn what_a_server_asks_for_is_heard_within_reason() {
        let now = 784_111_777;
        let check = |value: &str, seconds: Option<u64>| {
            assert_eq!(retry_after(value, now), seconds.map(Duration::from_secs), "{value:?}");
        };
        check("2", Some(2));
        check(" 120 ", Some(120));
        check("0", Some(0));
        check("-1", None);
        check("1.5", None);
        check("", None);
        check("soon", None);
        check("315360000", Some(86_400));
        check("99999999999999999999999", Some(86_400));
        check("Sun, 06 Nov 1994 08:50:37 GMT", Some(60));
        check("Sun, 06 Nov 1994 08:49:00 GMT", Some(0));
        check("Mon, 06 Nov 2034 08:49:37 GMT", Some(86_400));
        check("Sun, 06 Nov 1994 25:00:00 GMT", None);
        check("Sun, 06 Brumaire 1994 08:00:00 GMT", None);
    }

    #[test]
    fn dates_have_three_forms() {
        for form in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(date(form), Some(784_111_777), "{form}");
        }
        assert_eq!(date("Sunday, 06-Nov-94 08:49:37 GMT"), Some(784_111_777 + 36_525 * 86_400));
        assert_eq!(date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(date("Thu, 29 Feb 2024 12:00:00 GMT"), Some(1_709_208_000));
    }
}
