//! The grammar of single values: names, durations, versions, days. The same as that of catalogs, where the rules
//! `bad-name` and `bad-value` hold it; here, so that the compiler says at once what `telemetry check` would say.

/// The longest name of an event or field, in characters.
const LONGEST: usize = 150;

/// Returns what is wrong with the name of an event or field.
pub(crate) fn name_fault(name: &str) -> Option<String> {
    let letters = "write letters, digits and `_ - . / : $`, with at least one letter";
    let bad = |char: char| char.is_whitespace() || char.is_control() || "`\"'\\<>|#".contains(char);
    if name.is_empty() {
        Some(format!("is empty; {letters}"))
    } else if let Some(char) = name.chars().find(|char| bad(*char)) {
        let shown = if char == ' ' { "a space".to_owned() } else { format!("`{}`", char.escape_default()) };
        Some(format!("holds {shown}; {letters}"))
    } else if !name.chars().any(char::is_alphabetic) {
        Some(format!("has no letter; {letters}"))
    } else if name.chars().count() > LONGEST {
        Some(format!("has more than {LONGEST} characters; choose a shorter name"))
    } else {
        None
    }
}

/// Returns whether a text is an ISO 8601 duration that lasts: `P90D`, `P1Y6M`, `PT10S`.
pub(crate) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    let (days, time) = rest.split_once('T').map_or((rest, None), |(days, time)| (days, Some(time)));
    let lasts = text.contains(|char: char| matches!(char, '1'..='9'));
    lasts && units(days, "YMWD") && time.is_none_or(|time| !time.is_empty() && units(time, "HMS"))
}

/// Returns whether a text is a run of number and unit, the units in order and each at most once.
fn units(text: &str, mut allowed: &str) -> bool {
    let mut digits = 0;
    for char in text.chars() {
        if char.is_ascii_digit() {
            digits += 1;
        } else if let Some(at) = allowed.find(char).filter(|_| (1..=9).contains(&digits)) {
            allowed = &allowed[at + 1..];
            digits = 0;
        } else {
            return false;
        }
    }
    digits == 0
}

/// Returns whether a text is a version: up to four numbers with dots, then a pre-release or a build.
pub(crate) fn is_version(text: &str) -> bool {
    let core = text.split(['-', '+']).next().unwrap_or("");
    let is_number = |part: &str| (1..=9).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let rest = text[core.len()..].chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '+'));
    core.split('.').count() <= 4 && core.split('.').all(is_number) && rest && !text.ends_with(['-', '+', '.'])
}

/// Returns whether a text is a day: `2027-03-31`.
pub(crate) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, length| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u32>().ok())?
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 31,
    };
    (1..=12).contains(&month) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::{is_day, is_duration, is_version, name_fault};

    #[test]
    fn values_have_the_grammar_of_catalogs() {
        assert!(["P90D", "P1Y6M", "PT10S", "P1DT12H"].into_iter().all(is_duration));
        assert!(!["", "P", "90D", "P0D", "PT", "P1D1Y", "P90"].into_iter().any(is_duration));
        assert!(["1", "1.4.0", "2.0.0-beta.1", "1.2+build"].into_iter().all(is_version));
        assert!(!["", "v1", "1..2", "1.2.3.4.5", "1-"].into_iter().any(is_version));
        assert!(is_day("2028-02-29") && !is_day("2027-02-29") && !is_day("2027-2-1") && !is_day("2027-13-01"));
    }

    #[test]
    fn names_hold_what_survives_everywhere() {
        assert_eq!(name_fault("document.opened"), None);
        assert_eq!(name_fault("日本"), None);
        assert!(name_fault("document opened").is_some_and(|fault| fault.starts_with("holds a space; write letters")));
        assert!(name_fault("12").is_some_and(|fault| fault.starts_with("has no letter")));
    }
}
