//! Regular expressions of catalogs in the words of ECMA-262, which is what JSON Schema asks for, and a text that matches.
//!
//! Catalogs speak the language of the `regex-lite` crate. What differs is rewritten: `.` excludes nothing but the
//! line feed, classes such as `\d` are ASCII, `[[:alpha:]]` is spelled out, escapes that the `u` flag of ECMA
//! forbids are dropped, `\A`, `\z`, `\x41` and named groups get the form both know. Flags such as `(?i)` and word
//! starts (`\<`, `\b{start}`) have no counterpart: such an expression is left out of the schema, which then
//! accepts more than the program sends, never less.

/// An expression as schemas write it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The ECMA-262 expression, without anchors around it.
    pub(super) ecma: String,
    /// A short text that it most likely matches; callers check.
    pub(super) sample: String,
}

impl Pattern {
    /// Translates an expression, if there is a counterpart.
    pub(super) fn translate(regex: &str) -> Option<Self> {
        let mut parser = Parser { chars: regex.chars().collect(), at: 0, depth: 0, ecma: String::new() };
        let sample = parser.alternation()?;
        (parser.at == parser.chars.len()).then_some(Self { ecma: parser.ecma, sample })
    }
}

/// Returns an expression that matches whole texts only.
pub(super) fn anchored(ecma: &str) -> String {
    format!("^(?:{ecma})$")
}

/// Adds a text that stands for itself.
pub(super) fn push_literal(ecma: &mut String, text: &str) {
    for char in text.chars() {
        if matches!(char, '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|') {
            ecma.push('\\');
        }
        ecma.push(char);
    }
}

/// Groups nest no deeper than this.
const DEEPEST: usize = 60;
/// No part of a sample is repeated more often than this.
const MOST_REPEATED: usize = 200;

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
    ecma: String,
}

/// The texts of a class: single characters and ranges, as the catalog and as ECMA write them.
#[derive(Default)]
struct Class {
    ranges: Vec<(char, char)>,
    negated: bool,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += 1;
        Some(char)
    }

    fn eat(&mut self, text: &str) -> bool {
        let there = text.chars().enumerate().all(|(offset, char)| self.chars.get(self.at + offset) == Some(&char));
        if there {
            self.at += text.chars().count();
        }
        there
    }

    /// Reads alternatives up to a closing parenthesis or the end; returns a text for the first of them.
    fn alternation(&mut self) -> Option<String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let sample = self.sequence()?;
        while self.eat("|") {
            self.ecma.push('|');
            self.sequence()?;
        }
        self.depth -= 1;
        Some(sample)
    }

    fn sequence(&mut self) -> Option<String> {
        let mut sample = String::new();
        while self.peek().is_some_and(|char| char != '|' && char != ')') {
            let atom = self.atom()?;
            let times = self.repetition()?;
            sample.push_str(&atom.repeat(times));
        }
        Some(sample)
    }

    /// Reads one character, class, group or anchor; returns a text for it.
    fn atom(&mut self) -> Option<String> {
        match self.next()? {
            '(' => self.group(),
            '[' => self.class(),
            '\\' => self.escape(),
            '.' => {
                self.ecma.push_str("[^\\n]");
                Some("a".to_owned())
            }
            anchor @ ('^' | '$') => {
                self.ecma.push(anchor);
                Some(String::new())
            }
            char => {
                push_literal(&mut self.ecma, char.encode_utf8(&mut [0; 4]));
                Some(char.to_string())
            }
        }
    }

    fn group(&mut self) -> Option<String> {
        if self.eat("?P<") || self.eat("?<") {
            while self.next()? != '>' {}
            self.ecma.push_str("(?:");
        } else if self.eat("?:") {
            self.ecma.push_str("(?:");
        } else if self.peek() == Some('?') {
            return None;
        } else {
            self.ecma.push('(');
        }
        let sample = self.alternation()?;
        self.ecma.push(')');
        self.eat(")").then_some(sample)
    }

    /// Reads how often the last atom comes; returns the least number, which is what samples use.
    fn repetition(&mut self) -> Option<usize> {
        let start = self.at;
        let least = match self.peek() {
            Some('*' | '?') => 0,
            Some('+') => 1,
            Some('{') => {
                let end = self.chars[self.at..].iter().position(|char| *char == '}')? + self.at;
                let inside: String = self.chars[self.at + 1..end].iter().collect();
                let (least, most) = inside.split_once(',').unwrap_or((&inside, ""));
                if !least.chars().chain(most.chars()).all(|char| char.is_ascii_digit()) {
                    return None;
                }
                self.at = end;
                least.parse().ok().filter(|least| *least <= MOST_REPEATED)?
            }
            _ => return Some(1),
        };
        self.at += 1;
        self.eat("?");
        self.ecma.extend(&self.chars[start..self.at]);
        Some(least)
    }

    fn escape(&mut self) -> Option<String> {
        match self.next()? {
            'A' => self.ecma.push('^'),
            'z' => self.ecma.push('$'),
            boundary @ ('b' | 'B') if self.peek() != Some('{') => {
                self.ecma.push('\\');
                self.ecma.push(boundary);
            }
            letter if named(letter).is_some() => {
                let class = Class { ranges: named(letter)?.to_vec(), negated: letter.is_ascii_uppercase() };
                class.push(&mut self.ecma);
                return class.sample().map(String::from);
            }
            letter => {
                let char = self.escaped_char(letter)?;
                push_literal(&mut self.ecma, char.encode_utf8(&mut [0; 4]));
                return Some(char.to_string());
            }
        }
        Some(String::new())
    }

    /// Returns the character that an escape stands for.
    fn escaped_char(&mut self, letter: char) -> Option<char> {
        let digits = match letter {
            'n' => return Some('\n'),
            'r' => return Some('\r'),
            't' => return Some('\t'),
            'f' => return Some('\u{c}'),
            'v' => return Some('\u{b}'),
            'a' => return Some('\u{7}'),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '<' | '>' => return None,
            sign if sign.is_ascii_punctuation() || sign == ' ' => return Some(sign),
            _ => return None,
        };
        let hex: String = if self.eat("{") {
            let end = self.chars[self.at..].iter().position(|char| *char == '}')? + self.at;
            let hex = self.chars[self.at..end].iter().collect();
            self.at = end + 1;
            hex
        } else {
            let hex = self.chars.get(self.at..self.at + digits)?.iter().collect();
            self.at += digits;
            hex
        };
        char::from_u32(u32::from_str_radix(&hex, 16).ok()?)
    }

    fn class(&mut self) -> Option<String> {
        let mut class = Class { negated: self.eat("^"), ..Class::default() };
        let start = self.at;
        loop {
            match self.next()? {
                ']' if self.at > start + 1 => break,
                '[' if self.peek() == Some(':') => class.ranges.extend(self.posix()?),
                '\\' if self.peek().is_some_and(|letter| named(letter).is_some()) => {
                    let letter = self.next()?;
                    let ranges = named(letter)?;
                    class.ranges.extend(if letter.is_ascii_uppercase() { complement(ranges) } else { ranges.to_vec() });
                }
                first => {
                    let first = self.class_char(first)?;
                    let is_range =
                        self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|next| *next != ']');
                    let last = if is_range {
                        self.at += 1;
                        let last = self.next()?;
                        self.class_char(last)?
                    } else {
                        first
                    };
                    class.ranges.push((first, last));
                }
            }
        }
        class.push(&mut self.ecma);
        class.sample().map(String::from)
    }

    fn class_char(&mut self, char: char) -> Option<char> {
        if char != '\\' {
            return Some(char);
        }
        let letter = self.next()?;
        self.escaped_char(letter)
    }

    fn posix(&mut self) -> Option<Vec<(char, char)>> {
        let end = self.chars[self.at..].windows(2).position(|pair| pair == [':', ']'])? + self.at;
        // Between `[:` and `:]`; the position cannot be that of the first colon, whose class would have no name.
        let name: String = self.chars.get(self.at + 1..end)?.iter().collect();
        self.at = end + 2;
        let ranges = POSIX.iter().find(|(word, _)| *word == name.trim_start_matches('^'))?.1;
        Some(if name.starts_with('^') { complement(ranges) } else { ranges.to_vec() })
    }
}

type Ranges = &'static [(char, char)];

const DIGIT: Ranges = &[('0', '9')];
const WORD: Ranges = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
const SPACE: Ranges = &[('\t', '\r'), (' ', ' ')];
const POSIX: [(&str, Ranges); 14] = [
    ("alnum", &[('0', '9'), ('A', 'Z'), ('a', 'z')]),
    ("alpha", &[('A', 'Z'), ('a', 'z')]),
    ("ascii", &[('\0', '\u{7f}')]),
    ("blank", &[('\t', '\t'), (' ', ' ')]),
    ("cntrl", &[('\0', '\u{1f}'), ('\u{7f}', '\u{7f}')]),
    ("digit", DIGIT),
    ("graph", &[('!', '~')]),
    ("lower", &[('a', 'z')]),
    ("print", &[(' ', '~')]),
    ("punct", &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
    ("space", SPACE),
    ("upper", &[('A', 'Z')]),
    ("word", WORD),
    ("xdigit", &[('0', '9'), ('A', 'F'), ('a', 'f')]),
];

fn named(letter: char) -> Option<Ranges> {
    match letter {
        'd' | 'D' => Some(DIGIT),
        'w' | 'W' => Some(WORD),
        's' | 'S' => Some(SPACE),
        _ => None,
    }
}

/// Returns what lies between sorted ranges.
fn complement(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let before = |char: char| char::from_u32(u32::from(char).wrapping_sub(1));
    let after = |char: char| char::from_u32(u32::from(char) + 1);
    let starts = std::iter::once(Some('\0')).chain(ranges.iter().map(|(_, last)| after(*last)));
    let ends = ranges.iter().map(|(first, _)| before(*first)).chain([Some(char::MAX)]);
    starts.zip(ends).filter_map(|(start, end)| Some((start?, end?))).filter(|(start, end)| start <= end).collect()
}

impl Class {
    fn push(&self, ecma: &mut String) {
        ecma.push('[');
        if self.negated {
            ecma.push('^');
        }
        for (first, last) in &self.ranges {
            push_class_char(ecma, *first);
            if first != last {
                ecma.push('-');
                push_class_char(ecma, *last);
            }
        }
        ecma.push(']');
    }

    /// Returns a character of the class, a printable one where it is found quickly.
    fn sample(&self) -> Option<char> {
        let holds = |char: char| self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&char));
        if self.negated {
            return ('a'..='z').chain('!'..='~').chain([' ', '\n', 'é']).find(|char| !holds(*char));
        }
        self.ranges.iter().map(|(first, last)| if *first < '!' && *last > 'a' { 'a' } else { *first }).next()
    }
}

fn push_class_char(ecma: &mut String, char: char) {
    if matches!(char, '\\' | ']' | '[' | '^' | '-') {
        ecma.push('\\');
    }
    match char {
        char if char.is_control() => ecma.push_str(&format!("\\u{:04x}", u32::from(char))),
        char => ecma.push(char),
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn check(regex: &str, ecma: &str) {
        let pattern = Pattern::translate(regex).unwrap_or_else(|| panic!("`{regex}` has a counterpart"));
        assert_eq!(pattern.ecma, ecma, "of `{regex}`");
        let whole = regex_lite::Regex::new(&format!("^(?:{regex})$")).unwrap_or_else(|error| panic!("{error}"));
        assert!(whole.is_match(&pattern.sample), "`{}` is no sample of `{regex}`", pattern.sample);
    }

    #[test]
    fn what_both_languages_know_stays() {
        check("[a-z][a-z0-9_]*", "[a-z][a-z0-9_]*");
        check("(?:a|b)+?c{2,3}", "(?:a|b)+?c{2,3}");
        check(r"^v\d+(\.\d+){2}$", r"^v[0-9]+(\.[0-9]+){2}$");
        check("", "");
        check("a||b", "a||b");
    }

    #[test]
    fn classes_are_spelled_out() {
        check(r"\d\D", "[0-9][^0-9]");
        check(r"[\w.-]+", r"[0-9A-Z_a-z.\-]+");
        check(r"[^\s]", "[^\\u0009-\\u000d ]");
        check("[[:alpha:][:digit:]]", "[A-Za-z0-9]");
        check("[]a]", r"[\]a]");
        check(r"[\D]", "[\\u0000-/:-\u{10ffff}]");
    }

    #[test]
    fn the_point_excludes_line_feeds_alone() {
        check("a.c", "a[^\\n]c");
    }

    #[test]
    fn escapes_that_ecma_forbids_are_dropped() {
        check(r"a\-b\#\&", "a-b#&");
        check(r"\A\x41\x{1F600}\u00e9\z", "^A😀é$");
        check("a/b}", r"a/b\}");
    }

    #[test]
    fn names_of_groups_are_dropped() {
        check("(?P<year>[0-9]{4})-(?<month>[0-9]{2})", "(?:[0-9]{4})-(?:[0-9]{2})");
    }

    #[test]
    fn what_has_no_counterpart_is_left_out() {
        for regex in ["(?i)abc", "(?s:.)", r"\<a", r"\b{start}a", "a{900}", "(", "[a", r"\p"] {
            assert_eq!(Pattern::translate(regex), None, "of `{regex}`");
        }
        assert_eq!(Pattern::translate(&"(".repeat(1000)), None);
    }
}
