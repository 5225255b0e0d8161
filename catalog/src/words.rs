//! The small words of messages: lists of what is allowed, and the nearest of them.

/// Below this likeness (Jaro-Winkler, 0 to 1) a word is not suggested: above it, one or two letters differ.
const ALIKE: f64 = 0.82;
/// More words than this are not listed in full.
const MOST_LISTED: usize = 32;

/// Returns the allowed word nearest to `word`, if one is near.
pub(crate) fn nearest<'word>(word: &str, allowed: impl Iterator<Item = &'word str>) -> Option<&'word str> {
    let word = word.to_lowercase();
    allowed
        .map(|other| (strsim::jaro_winkler(&word, &other.to_lowercase()), other))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, other)| other)
}

/// Returns what to write instead of an unknown word: the nearest one, and all that are allowed.
pub(crate) fn instead<'word>(word: &str, allowed: impl Iterator<Item = &'word str> + Clone) -> String {
    match nearest(word, allowed.clone()) {
        Some(near) if allowed.clone().nth(1).is_none() => format!("did you mean `{near}`?"),
        Some(near) => format!("did you mean `{near}`? allowed: {}", list(allowed)),
        None => format!("allowed: {}", list(allowed)),
    }
}

/// Returns the same for names that a catalog declares, which may be none.
pub(crate) fn declared<'word>(word: &str, allowed: impl Iterator<Item = &'word str> + Clone, section: &str) -> String {
    if allowed.clone().next().is_none() {
        return format!("declare it under `{section}:`");
    }
    let instead = instead(word, allowed);
    let stop = if instead.ends_with('?') { " " } else { "; " };
    format!("{instead}{stop}or declare it under `{section}:`")
}

/// Returns what to write where some words are allowed.
pub(crate) fn one_of<'word>(words: impl Iterator<Item = &'word str> + Clone) -> String {
    if words.clone().nth(1).is_some() {
        format!("write one of {}", list(words))
    } else {
        format!("write {}", list(words))
    }
}

/// Returns words in backticks, with commas.
pub(crate) fn list<'word>(words: impl Iterator<Item = &'word str>) -> String {
    let mut all: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    if all.len() > MOST_LISTED {
        let more = all.len() - MOST_LISTED;
        all.truncate(MOST_LISTED);
        all.push(format!("and {more} more"));
    }
    all.join(", ")
}

/// Returns a noun with `a` or `an`; one in the plural has no article.
pub(crate) fn with_article(noun: &str) -> String {
    if is_plural(noun) {
        return noun.to_owned();
    }
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) || noun.starts_with("hmac") { "an" } else { "a" };
    format!("{article} {noun}")
}

/// Returns whether a noun of the format is in the plural: `naming rules`.
pub(crate) fn is_plural(noun: &str) -> bool {
    noun.ends_with("rules")
}

/// Returns the first 60 characters of a text on one line, for messages.
pub(crate) fn shorten(text: &str) -> String {
    let line: String = text.chars().map(|char| if char.is_control() { ' ' } else { char }).take(61).collect();
    if line.chars().count() > 60 { line.chars().take(59).chain(['…']).collect() } else { line }
}

/// Returns whether a character changes the direction or the joining of others, or cannot be seen.
pub(crate) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{80}'..='\u{9f}')
}
