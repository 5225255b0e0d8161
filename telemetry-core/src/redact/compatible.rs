//! What two other tools do with text, to the letter: for programs that replace them and must send the same.
//!
//! New code takes a [`Redactor`](super::Redactor). These functions are kept as their originals are, with what they miss
//! and what they destroy:
//!
//! - [`redact_paths`] is what GitHub Copilot Chat does to where an exception comes from. It misses paths at the start of
//!   a text and in quotes, takes `|` for a border and eats the bracket behind a path.
//! - [`clean_data`] is what VS Code 1.130 does to every text that it sends. It destroys everything with a slash (`and/or`,
//!   `1/2`, `text/plain`) and every line with `key ` in it (`monkey business`), and knows no IP addresses, host names,
//!   bearer tokens or keys of AWS.
//! - [`clean_remote_authority`] is what VS Code does to the name of a remote machine.
//!
//! ```
//! use telemetry_core::redact::compatible::{CleanUp, clean_data, redact_paths};
//!
//! assert_eq!(redact_paths("at (/home/me/a.ts:1:2)"), "at ([redacted]");
//! assert_eq!(redact_paths("/home/me/a.ts"), "/home/me/a.ts");
//! assert_eq!(clean_data("monkey business", &[]), "<REDACTED: Generic Secret>");
//! assert_eq!(clean_data("openai/gpt-4o", &[]), "<REDACTED: user-file-path>");
//! let origin = CleanUp::literal("https://example.org")?;
//! assert_eq!(clean_data("at https://example.org/static/a.js", &[origin]), "at /static/a.js");
//! # Ok::<(), telemetry_core::redact::OptionsError>(())
//! ```
//!
//! # Violation
//!
//! Their originals count UTF-16 units and these count characters: `.{1,50}` between a command and its password reaches
//! further over emoji here.

use super::OptionsError;
use regex::{Captures, Regex};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What JavaScript takes for white space.
const SPACE: &str = r"\t\n\x0B\f\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}";

/// Everything but what JavaScript ends a line with.
const ANY: &str = r"[^\n\r\u{2028}\u{2029}]";

/// What stands in the place of a path.
const USER_PATH: &str = "<REDACTED: user-file-path>";

/// Makes a pattern of one of JavaScript's, whose `\s`, `\w` and `.` mean something else here.
fn pattern(javascript: &str) -> Regex {
    let negated = format!("[^{SPACE}]");
    let text = javascript.replace(r"[^\s]", &negated).replace("<any>", ANY).replace(r"\s", SPACE);
    Regex::new(&text.replace(r"\w", "a-zA-Z0-9_")).expect("each pattern of this file is compiled by its tests")
}

macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => { $(static $name: LazyLock<Regex> = LazyLock::new(|| pattern($pattern));)* };
}

patterns! {
    UNIX = r"([\s|(]|file://)(/[^\s]+)";
    WINDOWS = r"([\s|(]|(?i-u:file)://)([a-zA-Z]:[(\\|/){1,2}][^\s]+)";
    UNC = r"([\s|(]|(?i-u:file)://)(\\[^\s]+)";
    FILE = r"(?:file://)?(?:[a-zA-Z]:(?:\\\\|\\|/)|(?:\\\\|\\|/))?(?:[\w\-._@]+(?:\\\\|\\|/))+[\w\-._@]*";
    EXTENSION = r"(?-u:(?i:(?:\.vscode(?:-[a-z]+)*|resources[\\/]app)[\\/]extensions[\\/]))";
    MODULES = r"(?:^|[\\/])(node_modules(?:\.asar)?[\\/])";
    RESOURCES = r"(?i-u:vscode-)?(?i-u:file)://<any>*?(?i-u:/resources/app/)";
}

/// What is a secret, in the order in which it is asked: the first that matches names the marker.
static SECRETS: LazyLock<[(&str, Regex); 9]> = LazyLock::new(|| {
    [
        ("URL", pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*://")),
        ("Google API Key", pattern(r"AIza[A-Za-z0-9_\\\-]{35}")),
        ("JWT", pattern(r"eyJ[|a-zA-Z0-9\-_]+\.[a-zA-Z0-9\-_]+\.[a-zA-Z0-9\-_]+")),
        ("Slack Token", pattern(r"xox[pbar]-[A-Za-z0-9]")),
        ("GitHub Token", pattern(r"gh[psuro]_[a-zA-Z0-9]{36}|github_pat_[a-zA-Z0-9]{22}_[a-zA-Z0-9]{59}")),
        (
            "Generic Secret",
            pattern(r"(?i-u:key|token|sig|secret|signature|password|passwd|pwd|android:value)[^a-zA-Z0-9]"),
        ),
        (
            "CLI Credentials",
            pattern(
                r#"(?:login|psexec|(?:certutil|psexec)\.exe)<any>{1,50}(?:[\s]-u(?:ser(?:name)?)?[\s]+<any>{3,100})?[\s]-(?:admin|user|vm|root)?p(?:ass(?:word)?)?[\s]+["']?[^$\-/\s]|(?:^|[\s\\])net(?:\.exe)?<any>{1,5}(?:user[\s]+|share[\s]+/user:| user -? secrets ? set) [\s] + [^ $\s /]"#,
            ),
        ),
        ("Microsoft Entra ID", pattern(r"eyJ(?:0eXAiOiJKV1Qi|hbGci|[a-zA-Z0-9\-_]+\.[a-zA-Z0-9\-_]+\.)")),
        ("Email", pattern(r"[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}")),
    ]
});

/// Does what Copilot Chat's `redactPaths` does: writes `[redacted]` in the place of paths behind white space, `|`, `(`
/// and `file://`.
#[must_use]
pub fn redact_paths(text: &str) -> String {
    [&UNIX, &WINDOWS, &UNC].iter().fold(text.to_owned(), |text, pattern| {
        pattern.replace_all(&text, |found: &Captures<'_>| format!("{}[redacted]", &found[1])).into_owned()
    })
}

/// A part of texts that VS Code takes out whole, and keeps paths that it touches for.
#[derive(Clone, Debug)]
pub struct CleanUp {
    patterns: Vec<Regex>,
}

impl CleanUp {
    /// Takes out where the program is installed: `file://…/resources/app/`, which VS Code itself always asks for.
    #[must_use]
    pub fn resources() -> Self {
        Self { patterns: vec![RESOURCES.clone()] }
    }

    /// Takes out a path as it stands, whatever its case, and with `/` for its `\`.
    ///
    /// # Errors
    ///
    /// When the path is longer than patterns can be.
    pub fn literal(path: &str) -> Result<Self, OptionsError> {
        let compile = |path: &str| {
            let text = format!("(?i:{})", regex::escape(path));
            Regex::new(&text).map_err(|error| OptionsError::pattern("clean up", &error))
        };
        let mut patterns = vec![compile(path)?];
        if path.contains('\\') {
            patterns.push(compile(&path.replace('\\', "/"))?);
        }
        Ok(Self { patterns })
    }
}

/// Does what VS Code's `cleanData` does to one text: paths, then what is to be taken out, then secrets, line by line.
/// In objects it does so to every text below; names, numbers and booleans stay.
#[must_use]
pub fn clean_data(text: &str, clean_up: &[CleanUp]) -> String {
    let patterns: Vec<&Regex> = clean_up.iter().flat_map(|clean_up| &clean_up.patterns).collect();
    let mut text = without_paths(&text.replace("%20", " "), &patterns);
    for pattern in patterns {
        text = pattern.replace_all(&text, "").into_owned();
    }
    without_secrets(&text)
}

/// Replaces all paths that nothing to be taken out touches.
fn without_paths(text: &str, clean_up: &[&Regex]) -> String {
    if !text.contains(['/', '\\']) {
        return text.to_owned();
    }
    let mut taken: Vec<_> = clean_up.iter().flat_map(|pattern| pattern.find_iter(text)).map(|at| at.range()).collect();
    taken.sort_by_key(|range| range.start);
    let mut next = 0;
    let replace = |found: &Captures<'_>| {
        let Some(path) = found.get(0) else { return String::new() };
        while taken.get(next).is_some_and(|range| range.end <= path.start()) {
            next += 1;
        }
        let is_taken = taken[next..].iter().take_while(|range| range.start < path.end());
        if is_taken.into_iter().any(|range| path.start() < range.end) {
            return path.as_str().to_owned();
        }
        kept(path.as_str())
    };
    FILE.replace_all(text, replace).into_owned()
}

/// Returns what is left of a path.
fn kept(path: &str) -> String {
    let extension = EXTENSION.find(path).map(|found| found.start());
    let modules = || MODULES.captures(path).and_then(|found| found.get(1)).map(|found| found.start());
    match extension.or_else(modules) {
        Some(at) => format!("{USER_PATH}/{}", &path[at..]),
        None => USER_PATH.to_owned(),
    }
}

/// Replaces each line that holds a secret. All lines but the last are asked with their ends.
fn without_secrets(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| {
        let kept = line.strip_suffix('\n').unwrap_or(line);
        let marker = secret(line).map_or(Cow::Borrowed(kept), |label| Cow::Owned(format!("<REDACTED: {label}>")));
        if kept.len() == line.len() { marker } else { marker + "\n" }
    });
    lines.collect()
}

fn secret(line: &str) -> Option<&'static str> {
    SECRETS.iter().find(|(_, pattern)| pattern.is_match(line)).map(|(label, _)| *label)
}

/// Does what VS Code's `cleanRemoteAuthority` does: keeps the name of a remote machine's kind if it is known.
#[must_use]
pub fn clean_remote_authority<'a>(authority: Option<&'a str>, known: &[&str]) -> &'a str {
    let Some(authority) = authority.filter(|authority| !authority.is_empty()) else { return "none" };
    let kind = authority.split('+').next().unwrap_or(authority);
    if known.contains(&kind) { kind } else { "other" }
}
