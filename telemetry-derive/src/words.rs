//! The words that attributes may use, and the nearest of them to a wrong one.
//!
//! The lists of classes, purposes and levels repeat those of `telemetry-core`, which a macro cannot ask: it is
//! compiled first. A word too many here would not compile there, and a whole-line test names each.

/// The privacy classes that a field may declare; `restricted` is known, and refused.
pub(crate) const CLASSES: &[&str] =
    &["technical", "interaction", "identifier", "diagnostic", "content", "personal", "restricted"];
pub(crate) const PURPOSES: &[&str] =
    &["operation", "health", "product", "business", "security", "personalization", "marketing", "ai-training"];
pub(crate) const CONSENTS: &[&str] = &["off", "local", "crash", "error", "usage", "extended"];

/// More words than this are not listed in full.
const MOST_LISTED: usize = 24;

/// Returns what to say of a word that is not among the allowed ones.
pub(crate) fn unknown(kind: &str, word: &str, allowed: &[&str]) -> String {
    let mut list: Vec<String> = allowed.iter().take(MOST_LISTED).map(|word| format!("`{word}`")).collect();
    if allowed.len() > MOST_LISTED {
        list.push(format!("and {} more", allowed.len() - MOST_LISTED));
    }
    let list = list.join(", ");
    match nearest(word, allowed) {
        Some(near) => format!("`{word}` is not {kind}; did you mean `{near}`? allowed: {list}"),
        None => format!("`{word}` is not {kind}; allowed: {list}"),
    }
}

/// Returns the allowed word that differs least, when it differs by a third of its letters at most.
fn nearest<'word>(word: &str, allowed: &[&'word str]) -> Option<&'word str> {
    let word = word.to_lowercase();
    allowed
        .iter()
        .map(|other| (distance(&word, other), *other))
        .filter(|(distance, other)| *distance <= other.len().max(3) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// Returns the number of letters to insert, remove, exchange, or swap with their neighbour (optimal alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
    for line in 0..=one.len() {
        for column in 0..=other.len() {
            rows[line][column] = if line == 0 || column == 0 {
                line + column
            } else {
                let is_other = usize::from(one[line - 1] != other[column - 1]);
                let exchanged = rows[line - 1][column - 1] + is_other;
                let nearest = exchanged.min(rows[line - 1][column] + 1).min(rows[line][column - 1] + 1);
                let can_swap = line > 1 && column > 1 && one[line - 1] == other[column - 2];
                if can_swap && one[line - 2] == other[column - 1] {
                    nearest.min(rows[line - 2][column - 2] + 1)
                } else {
                    nearest
                }
            };
        }
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, nearest, unknown};

    #[test]
    fn the_nearest_word_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("techincal", CLASSES), Some("technical"));
        assert_eq!(nearest("Contents", CLASSES), Some("content"));
        assert_eq!(nearest("secret", CLASSES), None);
        assert_eq!(nearest("hmca", &["hash", "hmac"]), Some("hmac"));
        assert_eq!(unknown("a size", "bug", &["big"]), "`bug` is not a size; did you mean `big`? allowed: `big`");
    }
}
