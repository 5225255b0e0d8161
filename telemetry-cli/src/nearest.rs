//! "Did you mean": the nearest of the words that a user could have meant.

/// Below this likeness (Jaro-Winkler, 0 to 1) a word is not suggested.
const ALIKE: f64 = 0.78;

/// Returns the known word nearest to `word`, if one is near.
pub(crate) fn nearest<'word>(word: &str, known: &[&'word str]) -> Option<&'word str> {
    let word = word.to_lowercase();
    known
        .iter()
        .map(|other| (strsim::jaro_winkler(&word, &other.to_lowercase()), *other))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, other)| other)
}

/// Returns what to write instead of an unknown word.
pub(crate) fn instead(word: &str, known: &[&str]) -> String {
    let all = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match nearest(word, known) {
        Some(near) if known.len() > 30 => format!("did you mean `{near}`?"),
        Some(near) => format!("did you mean `{near}`? there are {all}"),
        None => format!("there are {all}"),
    }
}
