//! The remembered decision as a text: one `key = value` for each line, which people can read and a strict reader takes.
//!
//! Not JSON: this crate has no reader for it, and a person who wants to know what was decided reads this more easily. What
//! the reader does not know is an error, never skipped: a decision that is half understood is none.

use crate::Consent;
use crate::runtime::consent::moment::{moment, moment_from_text};
use crate::runtime::consent::remembered::{Choice, Notice, Remembered};
use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write as _;

/// The form that is written, and the newest that is read.
const FORMAT: u32 = 1;

const KEYS: [&str; 7] = ["format", "level", "version", "decided", "grants", "notice", "shown"];

/// A text that is no remembered decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextError {
    /// A newer version of the program wrote it, in this form.
    Newer(u32),
    /// It was damaged, or written by somebody else.
    Damaged {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
}

impl Remembered {
    /// Returns it as a text, for a program that keeps it among its own settings.
    ///
    /// ```
    /// use telemetry_core::Consent;
    /// use telemetry_core::runtime::consent::{Choice, Remembered};
    ///
    /// let mut remembered = Remembered::default();
    /// remembered.choice = Some(Choice { level: Consent::Usage, version: 2, at: 1_763_743_452_000 });
    /// assert!(remembered.grants.give("prompts"));
    ///
    /// let text = "format = 1\nlevel = usage\nversion = 2\ndecided = 2025-11-21T16:44:12.000Z\ngrants = prompts\n";
    /// assert!(remembered.to_text().ends_with(text));
    /// assert_eq!(Remembered::from_text(text), Ok(remembered));
    /// ```
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::from("# What was decided about telemetry. The program writes this file.\n");
        let mut line = |key: &str, value: &dyn fmt::Display| {
            writeln!(text, "{key} = {value}").expect("a string takes all that is written");
        };
        line("format", &FORMAT);
        if let Some(choice) = self.choice {
            line("level", &choice.level);
            line("version", &choice.version);
            line("decided", &moment(choice.at));
        }
        let grants: Vec<&str> = self.grants.iter().collect();
        if !grants.is_empty() {
            line("grants", &grants.join(", "));
        }
        if let Some(notice) = self.notice {
            line("notice", &notice.version);
            line("shown", &moment(notice.at));
        }
        text
    }

    /// Returns what a text remembers. Lines that begin with `#` and empty lines do not count.
    ///
    /// # Errors
    ///
    /// The first fault. Nothing is taken from a text that has one.
    pub fn from_text(text: &str) -> Result<Self, TextError> {
        let lines = Lines::of(text)?;
        match lines.number("format")? {
            Some(FORMAT) => {}
            Some(newer) if newer > FORMAT => return Err(TextError::Newer(newer)),
            Some(_) => return Err(lines.fault("format", &format!("`format` is from 1 to {FORMAT}"))),
            None => return Err(lines.fault("format", "there is no `format`")),
        }
        let choice = match (lines.level()?, lines.number("version")?, lines.moment("decided")?) {
            (Some(level), Some(version), Some(at)) => Some(Choice { level, version, at }),
            (None, None, None) => None,
            _ => return Err(lines.fault("level", "`level`, `version` and `decided` stand together")),
        };
        let notice = match (lines.number("notice")?, lines.moment("shown")?) {
            (Some(version), Some(at)) => Some(Notice { version, at }),
            (None, None) => None,
            _ => return Err(lines.fault("notice", "`notice` and `shown` stand together")),
        };
        let mut remembered = Self { choice, notice, ..Self::default() };
        for name in lines.value("grants").into_iter().flat_map(|names| names.split(',')) {
            if !remembered.grants.give(name.trim()) {
                return Err(lines.fault("grants", &format!("`{}` is no name of a grant", name.trim().escape_debug())));
            }
        }
        Ok(remembered)
    }
}

/// The lines of a text by their keys, each with its number.
struct Lines<'text> {
    values: BTreeMap<&'text str, (usize, &'text str)>,
}

impl<'text> Lines<'text> {
    fn of(text: &'text str) -> Result<Self, TextError> {
        let mut values: BTreeMap<_, (usize, _)> = BTreeMap::new();
        let mut unknown = None;
        let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
        for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let damaged = |message: String| TextError::Damaged { line: number, message };
            let Some((key, value)) = line.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
                return Err(damaged("there is no `=`; a line is `key = value`".to_owned()));
            };
            if !KEYS.contains(&key) && unknown.is_none() {
                unknown = Some(damaged(format!("`{}` is no key", key.escape_debug())));
            }
            if values.insert(key, (number, value)).is_some() {
                return Err(damaged(format!("`{}` stands here again", key.escape_debug())));
            }
        }
        let lines = Self { values };
        // A newer form may have more keys: then that it is newer is what is said.
        let is_newer = lines.number("format")?.is_some_and(|format| format > FORMAT);
        unknown.filter(|_| !is_newer).map_or(Ok(lines), Err)
    }

    fn value(&self, key: &str) -> Option<&'text str> {
        self.values.get(key).map(|(_, value)| *value)
    }

    /// Returns a number that is written in digits alone, and not with more than it needs.
    fn number(&self, key: &str) -> Result<Option<u32>, TextError> {
        let number = |text: &str| text.parse::<u32>().ok().filter(|number| number.to_string() == text);
        self.read(key, number, "a whole number")
    }

    fn moment(&self, key: &str) -> Result<Option<i64>, TextError> {
        self.read(key, moment_from_text, "a time such as `2026-11-21T16:44:12.000Z`")
    }

    fn level(&self) -> Result<Option<Consent>, TextError> {
        self.read("level", Consent::from_name, "one of `off`, `local`, `crash`, `error`, `usage`, `extended`")
    }

    fn read<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>, what: &str) -> Result<Option<T>, TextError> {
        let Some(text) = self.value(key) else {
            return Ok(None);
        };
        let fault = || self.fault(key, &format!("`{key}` is not `{}` but {what}", text.escape_debug()));
        read(text).map(Some).ok_or_else(fault)
    }

    fn fault(&self, key: &str, message: &str) -> TextError {
        let line = self.values.get(key).map_or(1, |(line, _)| *line);
        TextError::Damaged { line, message: message.to_owned() }
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(format) => {
                write!(formatter, "a newer version of the program wrote it, in form {format}; this one reads {FORMAT}")
            }
            Self::Damaged { line, message } => write!(formatter, "line {line}: {message}"),
        }
    }
}

impl std::error::Error for TextError {}

#[cfg(test)]
mod tests {
    use super::{Remembered, TextError};
    use crate::Consent;
    use crate::runtime::consent::remembered::{Choice, Notice};

    #[test]
    fn what_is_written_is_read() {
        let choices = Consent::ALL.map(|level| Some(Choice { level, version: 3, at: -1 }));
        let notices = [None, Some(Notice { version: u32::MAX, at: 1_763_743_452_123 })];
        for choice in choices.into_iter().chain([None]) {
            for notice in notices {
                for grants in [&[][..], &["a"], &["b", "a-1"]] {
                    let mut remembered = Remembered { choice, notice, ..Remembered::default() };
                    assert!(grants.iter().all(|name| remembered.grants.give(name)));
                    assert_eq!(Remembered::from_text(&remembered.to_text()), Ok(remembered));
                }
            }
        }
    }

    #[test]
    fn a_text_is_for_people_too() {
        let mut remembered = Remembered {
            choice: Some(Choice { level: Consent::Usage, version: 2, at: 1_763_743_452_000 }),
            notice: Some(Notice { version: 1, at: 1_763_743_452_000 }),
            ..Remembered::default()
        };
        assert!(remembered.grants.give("prompts") && remembered.grants.give("internal"));
        let expected = "\
# What was decided about telemetry. The program writes this file.
format = 1
level = usage
version = 2
decided = 2025-11-21T16:44:12.000Z
grants = internal, prompts
notice = 1
shown = 2025-11-21T16:44:12.000Z
";
        assert_eq!(remembered.to_text(), expected);
        assert_eq!(Remembered::from_text(&expected.replace('\n', "\r\n")), Ok(remembered));
    }

    #[test]
    fn what_is_half_understood_is_not_taken() {
        let check = |text: &str, expected: &str| {
            let error = Remembered::from_text(text).map(|_| ()).map_err(|error: TextError| error.to_string());
            assert_eq!(error, Err(expected.to_owned()), "{text:?}");
        };
        check("", "line 1: there is no `format`");
        check("{\"level\":\"usage\"}", "line 1: there is no `=`; a line is `key = value`");
        check("format = 0", "line 1: `format` is from 1 to 1");
        check("format = 01", "line 1: `format` is not `01` but a whole number");
        check("format = 2\nmood = good", "a newer version of the program wrote it, in form 2; this one reads 1");
        check("mood = good", "line 1: `mood` is no key");
        check("format = 1\nlevel = usage", "line 2: `level`, `version` and `decided` stand together");
        check("format = 1\nversion = 1", "line 1: `level`, `version` and `decided` stand together");
        check(
            "format = 1\nlevel = all\nversion = 1\ndecided = 2025-11-21T16:44:12.000Z",
            "line 2: `level` is not `all` but one of `off`, `local`, `crash`, `error`, `usage`, `extended`",
        );
        check(
            "format = 1\n\nlevel = usage\nversion = 1\ndecided = today",
            "line 5: `decided` is not `today` but a time such as `2026-11-21T16:44:12.000Z`",
        );
        check("format = 1\nversion = -1", "line 2: `version` is not `-1` but a whole number");
        check("format = 1\nversion = 4294967296", "line 2: `version` is not `4294967296` but a whole number");
        check("format = 1\nnotice = 1", "line 2: `notice` and `shown` stand together");
        check("format = 1\ngrants = a, ,b", "line 2: `` is no name of a grant");
        check("format = 1\nformat = 1", "line 2: `format` stands here again");
        check("format = 1\n\u{1b}[31m = 1", "line 2: `\\u{1b}[31m` is no key");
    }

    /// Every prefix of a text, and every text with one byte changed, is read or refused; none is a crash, and none makes
    /// a level higher than what was written.
    #[test]
    fn a_damaged_text_never_raises_the_level() {
        let choice = Some(Choice { level: Consent::Crash, version: 2, at: 0 });
        let text = Remembered { choice, ..Remembered::default() }.to_text();
        let mut refused = 0;
        for cut in 0..text.len() {
            match Remembered::from_text(&text[..cut]) {
                Ok(remembered) => assert!(remembered.choice.is_none_or(|choice| choice.level <= Consent::Crash)),
                Err(_) => refused += 1,
            }
            for byte in [b' ', b'=', b'#', b'\n', 0, b'9'] {
                let mut bytes = text.clone().into_bytes();
                bytes[cut] = byte;
                let changed = String::from_utf8(bytes).expect("the bytes are ASCII");
                match Remembered::from_text(&changed) {
                    Ok(remembered) => assert!(remembered.choice.is_none_or(|choice| choice.level <= Consent::Crash)),
                    Err(_) => refused += 1,
                }
            }
        }
        assert!(refused > 100, "{refused}");
    }
}
