//! Texts for terminals: lines of a readable length, lists in words, and nothing that a terminal would obey. Called by the
//! notice and the console of the runtime.

/// How long a line is at most, where a word is not longer.
const WIDTH: usize = 80;

/// Returns a paragraph in lines of a readable length: the first begins with one text, the others with as many spaces.
pub(crate) fn paragraph(first: &str, text: &str) -> String {
    let indent = " ".repeat(first.chars().count());
    let (mut lines, mut line) = (String::new(), first.to_owned());
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line.clone_from(&indent);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines + line.trim_end() + "\n"
}

/// Returns names as people list them: `a`, `b` and `c`.
pub(crate) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Returns how many there are of something: `1 event`, `2 events`.
pub(crate) fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Returns a text with its control characters written out, line ends apart: what a terminal would obey, it shows.
pub(crate) fn plain(text: &str) -> String {
    let shown =
        |char: char| if char.is_control() && char != '\n' { char.escape_default().collect() } else { char.to_string() };
    text.chars().map(shown).collect()
}

/// Returns a text as a sentence, with its full stop.
pub(crate) fn closed(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::{closed, list, paragraph, plain};

    #[test]
    fn paragraphs_break_between_words_and_never_in_them() {
        let check = |first, text: &str, expected: &str| assert_eq!(paragraph(first, text), expected);
        check("", "", "\n");
        check("- ", "one  two\nthree", "- one two three\n");
        let long = "a".repeat(90);
        check("- ", &format!("b {long} c"), &format!("- b\n  {long}\n  c\n"));
        check("", &"ab ".repeat(30), &format!("{}\n{}\n", "ab ".repeat(27).trim_end(), "ab ".repeat(3).trim_end()));
    }

    #[test]
    fn names_are_listed_as_people_do() {
        let names = |count: usize| ["a", "b", "c"][..count].iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let lists: Vec<String> = (0..=3).map(|count| list(&names(count))).collect();
        assert_eq!(lists, ["", "a", "a and b", "a, b and c"]);
    }

    #[test]
    fn a_terminal_obeys_nothing() {
        assert_eq!(plain("a\u{1b}[2J\r\nb\u{9b}\u{7f}é"), "a\\u{1b}[2J\\r\nb\\u{9b}\\u{7f}é");
    }

    #[test]
    fn a_sentence_has_one_end() {
        assert_eq!([closed("a"), closed("a."), closed("a? ")], ["a.", "a.", "a?"]);
    }
}
