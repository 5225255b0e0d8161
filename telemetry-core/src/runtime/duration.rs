//! Lengths of time as catalogs write them.

/// Returns the milliseconds of an ISO 8601 duration such as `P90D` or `PT10S`; `None` where the text is none.
///
/// A year has 365 days and a month 30: how long a key lives must not depend on the day it was made.
///
/// ```
/// use telemetry_core::runtime::duration_millis;
///
/// assert_eq!(duration_millis("PT1M30S"), Some(90_000));
/// assert_eq!(duration_millis("P1Y6M"), Some((365 + 180) * 86_400_000));
/// assert_eq!(duration_millis("90 days"), None);
/// ```
#[must_use]
pub fn duration_millis(text: &str) -> Option<u64> {
    let rest = text.strip_prefix('P')?;
    let (days, time) = rest.split_once('T').map_or((rest, None), |(days, time)| (days, Some(time)));
    if time.map_or(days.is_empty(), str::is_empty) {
        return None;
    }
    let days = sum(days, &[('Y', 365 * DAY), ('M', 30 * DAY), ('W', 7 * DAY), ('D', DAY)])?;
    let time = sum(time.unwrap_or_default(), &[('H', 3_600_000), ('M', 60_000), ('S', 1_000)])?;
    Some(days.saturating_add(time))
}

const DAY: u64 = 86_400_000;

/// Adds numbers up, each followed by its unit, in the order of the units.
fn sum(mut text: &str, mut units: &[(char, u64)]) -> Option<u64> {
    let mut sum: u64 = 0;
    while !text.is_empty() {
        let end = text.find(|char: char| !char.is_ascii_digit())?;
        let (number, rest) = text.split_at(end);
        let unit = rest.chars().next()?;
        let at = units.iter().position(|(known, _)| *known == unit)?;
        // A number without an end is a length without an end.
        let number = if number.is_empty() { return None } else { number.parse().unwrap_or(u64::MAX) };
        sum = sum.saturating_add(units[at].1.saturating_mul(number));
        units = &units[at + 1..];
        text = &rest[unit.len_utf8()..];
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::{DAY, duration_millis};

    #[test]
    fn durations_are_told_from_other_text() {
        for (text, expected) in [
            ("P90D", 90 * DAY),
            ("P2W", 14 * DAY),
            ("P1Y", 365 * DAY),
            ("P1M", 30 * DAY),
            ("PT1M", 60_000),
            ("P1DT12H", DAY + DAY / 2),
            ("P99999999999999999999999D", u64::MAX),
        ] {
            assert_eq!(duration_millis(text), Some(expected), "{text}");
        }
        for text in
            ["", "P", "PT", "90D", "P90", "PD", "P1S", "PT1D", "P1D1D", "P1D1Y", "P1DT", "P-1D", "P1.5D", "Pé1D"]
        {
            assert_eq!(duration_millis(text), None, "{text}");
        }
    }
}
