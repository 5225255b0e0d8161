//! Goldens: expected outputs in files. `BLESS=1 cargo test` rewrites them; the diff belongs in the commit that causes it.

use std::path::Path;
use std::{env, fs};

/// Holds a text against its golden; says how they differ. With `BLESS=1` the golden is rewritten instead.
///
/// # Errors
///
/// The difference, line by line.
pub fn compare(path: &Path, actual: &str) -> Result<(), String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    if env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        return fs::write(path, actual).map_err(|error| format!("{}: {error}", path.display()));
    }
    Err(format!("{} differs (`-` expected, `+` found):\n{}", path.display(), diff(&expected, actual)))
}

/// Returns the lines that differ between two texts, with one line around them.
#[must_use]
pub fn diff(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let mut diff = String::new();
    let mut push = |sign: &str, lines: &[&str]| {
        for line in lines {
            diff.push_str(&format!("{sign} {line}\n"));
        }
    };
    push(" ", &old[start.saturating_sub(1)..start]);
    push("-", &old[start..old_end]);
    push("+", &new[start..new_end]);
    push(" ", &old[old_end..old.len().min(old_end + 1)]);
    if diff.is_empty() { "the last line ends differently\n".to_owned() } else { diff }
}

/// Fails a test with everything that is wrong, not with the first of it.
///
/// # Panics
///
/// When there is a failure.
pub fn report(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures\n\n{}", failures.len(), failures.join("\n"));
}
