//! "Did you mean": the known word that takes the fewest changes.

/// Returns what to write instead of an unknown word.
pub(super) fn instead(word: &str, known: &[&str]) -> String {
    let all = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`? there are {all}"),
        None => format!("there are {all}"),
    }
}

/// What it costs to add, remove or swap a letter, and to replace one: who types `of` means `off` before `on`.
const CHANGED: usize = 2;
const REPLACED: usize = 3;

/// Returns the known word that takes the fewest changes, if these are at most a third of its letters. The first wins.
fn nearest<'known>(word: &str, known: &[&'known str]) -> Option<&'known str> {
    let word: Vec<char> = word.to_lowercase().chars().take(64).collect();
    let distances = known.iter().map(|known| (distance(&word, &known.chars().collect::<Vec<_>>()), *known));
    let near = distances.filter(|(distance, known)| *distance <= REPLACED * known.chars().count().div_ceil(3));
    near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// Returns what it costs to add, remove and replace letters, or to swap them with their neighbours.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).map(|length| length * CHANGED).collect()];
    for (at, char) in one.iter().enumerate() {
        let mut row = vec![(at + 1) * CHANGED];
        for (to, known) in other.iter().enumerate() {
            let replaced = rows[at][to] + if char == known { 0 } else { REPLACED };
            let mut least = replaced.min(rows[at][to + 1] + CHANGED).min(row[to] + CHANGED);
            if at > 0 && to > 0 && one[at - 1] == *known && *char == other[to - 1] {
                least = least.min(rows[at - 1][to - 1] + CHANGED);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::{instead, nearest};

    #[test]
    fn the_word_that_was_meant_is_found() {
        let known = ["status", "on", "off", "local", "show", "export"];
        let check = |word, expected| assert_eq!(nearest(word, &known), expected, "{word}");
        check("stats", Some("status"));
        check("STATUS", Some("status"));
        check("sohw", Some("show"));
        check("of", Some("off"));
        check("onn", Some("on"));
        check("exprot", Some("export"));
        check("delete", None);
        check("", None);
        check("lokalität", None);
        assert_eq!(
            instead("x", &["on", "off"]),
            "did you mean `on`? there are `on`, `off`".replace("did you mean `on`? ", "")
        );
    }
}
