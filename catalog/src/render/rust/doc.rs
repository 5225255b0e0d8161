//! Descriptions as doc comments. Any text becomes a comment that rustdoc reads without a warning and that shows it
//! as it was written; no line of it is a code block, which would be compiled.

use super::writer::{WIDTH, Writer, width};
use crate::words::is_invisible;

/// Writes a doc comment. Returns whether the derive reads the very text from it; else the attribute must say it.
pub(super) fn doc(writer: &mut Writer, text: &str) -> bool {
    let is_plain = is_plain(text);
    if is_plain {
        print_broken(writer, "///", text);
    } else {
        print_escaped(writer, "///", text);
    }
    is_plain
}

/// Writes a text as comment lines, broken between words.
pub(super) fn comment(writer: &mut Writer, marker: &str, text: &str) {
    if is_plain(text) {
        print_broken(writer, marker, text);
    } else {
        print_escaped(writer, marker, text);
    }
}

fn print_escaped(writer: &mut Writer, marker: &str, text: &str) {
    for line in escape(text).trim().lines() {
        print_broken(writer, marker, line.trim());
    }
}

/// Writes one line, or several where it is too wide.
fn print_broken(writer: &mut Writer, marker: &str, text: &str) {
    let room = WIDTH - writer.indent() - marker.len() - 1;
    if text.len() <= room {
        writer.parts(&[marker, " ", text]);
        return;
    }
    let (mut start, mut end, mut columns) = (0, 0, 0);
    let mut at = 0;
    for word in text.split(' ') {
        let word_columns = width(word);
        if end > start && columns + 1 + word_columns > room && !begins_block(word) {
            writer.parts(&[marker, " ", &text[start..end]]);
            start = at;
            columns = 0;
        }
        columns += word_columns + usize::from(at > start);
        at += word.len();
        end = at;
        at += 1;
    }
    writer.parts(&[marker, " ", &text[start..end]]);
}

/// Returns whether a word at the start of a line would make it a heading, a list or the like.
fn begins_block(word: &str) -> bool {
    let rest = word.trim_start_matches(|char: char| char.is_ascii_digit());
    word.starts_with(['#', '-', '+', '*', '>', '=', '~', '|', '`'])
        || (rest.len() < word.len() && rest.starts_with(['.', ')']))
}

/// The bytes that may mean something to Markdown or to compilers; all beyond ASCII are among them.
const NOTABLE: [bool; 256] = {
    let mut notable = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        notable[byte] = byte < 0x20 || byte >= 0x7f;
        byte += 1;
    }
    let marks = b"`[]<>\\~/";
    let mut mark = 0;
    while mark < marks.len() {
        notable[marks[mark] as usize] = true;
        mark += 1;
    }
    notable
};

/// Returns whether a text is one line that means in Markdown what it says.
fn is_plain(text: &str) -> bool {
    // Most descriptions are words with a space between them, which is seen without looking at each letter's neighbour.
    if !text.bytes().any(|byte| NOTABLE[byte as usize]) && !text.contains("  ") {
        return !text.starts_with(' ') && !text.ends_with(' ') && !text.is_empty();
    }
    let mut in_code = false;
    let mut before = b' ';
    for byte in text.bytes() {
        match byte {
            b' ' | b'`' | b'~' | b'/' if before == byte => return false,
            b'`' => in_code = !in_code,
            b'[' | b']' | b'<' | b'>' | b'\\' if !in_code => return false,
            0..=0x1f | 0x7f => return false,
            _ => {}
        }
        before = byte;
    }
    before != b' ' && !in_code && (text.is_ascii() || !text.contains(is_invisible))
}

/// Returns a text as Markdown that shows it.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let taken = if rest.starts_with("http://") || rest.starts_with("https://") {
            let url = url_at(rest);
            escaped.extend(["<", url, ">"]);
            url.len()
        } else if char == '`' {
            push_backticks(&mut escaped, rest)
        } else {
            push_char(&mut escaped, char, &rest[char.len_utf8()..]);
            char.len_utf8()
        };
        rest = &rest[taken..];
    }
    escaped
}

/// Returns the URL that a text begins with, without punctuation that belongs to the sentence.
fn url_at(text: &str) -> &str {
    let end = text
        .find(|char: char| char.is_whitespace() || char.is_control() || "<>`\"\\".contains(char) || is_invisible(char));
    text[..end.unwrap_or(text.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\''])
}

/// Writes code between backticks as it is, and a backtick that opens nothing so that it is one. Returns what was read.
fn push_backticks(escaped: &mut String, text: &str) -> usize {
    let run = text.bytes().take_while(|byte| *byte == b'`').count();
    let fence = &text[..run];
    let line = text[run..].split('\n').next().unwrap_or("");
    let closed = line.find(fence).filter(|at| !line[at + run..].starts_with('`'));
    let is_clean = |code: &str| !code.chars().any(|char| char.is_control() || is_invisible(char));
    match closed.filter(|at| run < 3 && *at > 0 && is_clean(&line[..*at])) {
        Some(at) => {
            let whole = at + 2 * run;
            escaped.push_str(&text[..whole]);
            whole
        }
        None => {
            (0..run).for_each(|_| escaped.push_str("\\`"));
            run
        }
    }
}

fn push_char(escaped: &mut String, char: char, after: &str) {
    match char {
        '\n' => escaped.push('\n'),
        char if char.is_control() => escaped.push(' '),
        char if is_invisible(char) => {}
        '[' | ']' | '<' | '>' | '~' => escaped.extend(['\\', char]),
        '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => escaped.push_str("\\\\"),
        char => escaped.push(char),
    }
}

#[cfg(test)]
mod tests {
    use super::{Writer, doc};

    fn check(text: &str, expected: &str, exact: bool) {
        let mut writer = Writer::default();
        assert_eq!(doc(&mut writer, text), exact, "{text:?}");
        assert_eq!(writer.finish(), expected);
    }

    #[test]
    fn plain_text_is_written_as_it_is() {
        check("Whether `a<b>` holds, in 50 % of cases.", "/// Whether `a<b>` holds, in 50 % of cases.\n", true);
    }

    #[test]
    fn long_text_is_broken_between_words_and_never_into_a_list() {
        let words = "word ".repeat(19);
        check(&format!("{words}a - b and more"), &format!("/// {words}a -\n/// b and more\n"), true);
    }

    #[test]
    fn what_rustdoc_would_take_for_something_else_is_escaped() {
        check("See [x] and <b>", "/// See \\[x\\] and \\<b\\>\n", false);
        check("At https://example.org/a.", "/// At <https://example.org/a>.\n", false);
        check("A ` alone", "/// A \\` alone\n", false);
        check("\\[", "/// \\\\\\[\n", false);
    }

    #[test]
    fn no_text_becomes_a_code_block() {
        check("```\nlet a = 1;\n```", "/// \\`\\`\\`\n/// let a = 1;\n/// \\`\\`\\`\n", false);
        check("a\n\n    indented", "/// a\n///\n/// indented\n", false);
        check("~~~\nx", "/// \\~\\~\\~\n/// x\n", false);
    }

    #[test]
    fn characters_that_compilers_refuse_in_comments_are_left_out() {
        check("a\u{202e}b\rc\0", "/// ab c\n", false);
    }
}
