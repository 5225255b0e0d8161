//! How long texts are, in the units that catalogs count, and first parts that never break a character.

use crate::Unit;

/// Returns the longest first part of a text that is no longer than `length`.
pub(crate) fn first_part(text: &str, length: usize, unit: Unit) -> &str {
    // No unit counts more than the bytes.
    if text.len() <= length {
        return text;
    }
    let end = match unit {
        Unit::Bytes => (0..=length).rev().find(|at| text.is_char_boundary(*at)),
        Unit::Chars => text.char_indices().nth(length).map(|(at, _)| at),
        Unit::Utf16 => first_above(text, length),
    };
    &text[..end.unwrap_or(text.len())]
}

/// Returns where the first character begins that reaches above this many UTF-16 units.
fn first_above(text: &str, length: usize) -> Option<usize> {
    let mut size = 0;
    let above = |char: char| {
        size += char.len_utf16();
        size > length
    };
    text.find(above)
}

#[cfg(test)]
mod tests {
    use super::first_part;
    use crate::Unit;

    #[test]
    fn no_character_is_broken() {
        let check = |length, unit, expected: &str| assert_eq!(first_part("aé😀z", length, unit), expected);
        check(0, Unit::Bytes, "");
        check(2, Unit::Bytes, "a");
        check(6, Unit::Bytes, "aé");
        check(7, Unit::Bytes, "aé😀");
        check(3, Unit::Chars, "aé😀");
        check(3, Unit::Utf16, "aé");
        check(4, Unit::Utf16, "aé😀");
        check(99, Unit::Utf16, "aé😀z");
    }
}
