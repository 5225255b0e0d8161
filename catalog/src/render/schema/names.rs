//! Names of files, of `$defs` and of `$id`s: safe on every file system, in a URL and in a JSON pointer, and unique.

use std::collections::HashSet;

/// Longer names are cut; file systems take 255 bytes, some of which are the ending.
const LONGEST: usize = 120;
/// Names that Windows keeps for itself, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The names given so far; two that differ only in case count as one.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// Makes an empty set in which some names are taken.
    pub(super) fn without(reserved: &[&str]) -> Self {
        Self { taken: reserved.iter().map(|&name| name.to_owned()).collect() }
    }

    /// Returns a free name that looks like the wanted one.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        let safe = safe(wanted);
        let mut name = safe.clone();
        let mut number = 1;
        while !self.taken.insert(name.to_ascii_lowercase()) {
            number += 1;
            name = format!("{safe}-{number}");
        }
        name
    }

    /// Returns a name for each of these, in their order. Names that are safe as they are stay so, whatever other
    /// names there are: an event that is added does not move the file of another.
    pub(super) fn give_all<'name>(&mut self, wanted: impl Iterator<Item = &'name str> + Clone) -> Vec<String> {
        let mut given: Vec<Option<String>> =
            wanted.clone().map(|name| (safe(name) == name).then(|| self.give(name))).collect();
        for (slot, name) in given.iter_mut().zip(wanted) {
            slot.get_or_insert_with(|| self.give(name));
        }
        given.into_iter().flatten().collect()
    }
}

/// Replaces every character that is not safe everywhere.
fn safe(name: &str) -> String {
    let is_safe = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.');
    let mut safe: String = name.chars().take(LONGEST).map(|char| if is_safe(char) { char } else { '_' }).collect();
    let first = safe.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |device: &str| {
        first.len() == 4 && first.starts_with(device) && first.ends_with(|end: char| end.is_ascii_digit())
    };
    if first.is_empty() || DEVICES.contains(&first.as_str()) || numbered("com") || numbered("lpt") {
        safe.insert(0, '_');
    }
    safe
}

/// Writes a text as one segment of a URL's path.
pub(super) fn url_segment(text: &str) -> String {
    let mut url = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+') {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{Names, url_segment};

    fn check(wanted: &[&str], given: &[&str]) {
        assert_eq!(Names::without(&["bundle"]).give_all(wanted.iter().copied()), given);
    }

    #[test]
    fn safe_names_stay() {
        check(&["asked", "a.b-c_D"], &["asked", "a.b-c_D"]);
    }

    #[test]
    fn unsafe_characters_give_way_to_safe_names() {
        check(&["a/b", "a b", "a_b"], &["a_b-2", "a_b-3", "a_b"]);
        check(&["été", "../x", ".hidden", ""], &["_t_", "_.._x", "_.hidden", "_"]);
    }

    #[test]
    fn names_that_differ_in_case_alone_get_numbers() {
        check(&["Asked", "asked"], &["Asked", "asked-2"]);
    }

    #[test]
    fn names_of_devices_and_of_other_files_are_avoided() {
        check(&["con", "aux.x", "com1", "common", "bundle"], &["_con", "_aux.x", "_com1", "common", "bundle-2"]);
    }

    #[test]
    fn segments_of_a_url_hold_no_slash() {
        assert_eq!(url_segment("1.0.0+é/x"), "1.0.0+%C3%A9%2Fx");
    }
}
