//! What a redactor is made of. Everything is borrowed, so that options can stand in a `const`.

use crate::Detector;
use core::fmt;

/// Where the label stands in a marker.
pub(super) const PLACE: &str = "{label}";

/// What a redactor looks for and what it writes instead.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Built-in detectors in the order they run.
    pub detectors: &'a [Detector],
    /// Detectors of the catalog's own; they run after the built-in ones, over every text.
    pub own: &'a [OwnDetector<'a>],
    /// How much a hit removes.
    pub granularity: Granularity,
    /// Folders that are replaced by their own labels. An empty folder is one that the machine does not have.
    pub roots: &'a [Root<'a>],
    /// Path segments from which on a path is kept, such as `node_modules` or `resources/app`.
    pub keep_after: &'a [&'a str],
    /// Whether keys are cleaned as well.
    pub keys: bool,
    /// What stands in the place of a hit; `{label}` is the detector's.
    pub marker: &'a str,
    /// How many bytes of a text are looked at, and how long it is at most when it comes back, the marker of what was
    /// cut off not counted.
    pub max_bytes: usize,
    /// What the machine and its user are called.
    pub machine: Machine<'a>,
}

impl Options<'static> {
    /// What a catalog without a section `redaction` means, on a machine that nobody described.
    pub const DEFAULT: Self = Self {
        detectors: &Detector::ALL,
        own: &[],
        granularity: Granularity::Match,
        roots: &[],
        keep_after: &[],
        keys: true,
        marker: "<REDACTED: {label}>",
        max_bytes: 524_288,
        machine: Machine::UNKNOWN,
    };
}

/// A detector of a catalog's own.
#[derive(Clone, Copy, Debug)]
pub struct OwnDetector<'a> {
    /// What markers and counts call it.
    pub label: &'a str,
    /// The regular expression, in the syntax of the crate `regex`, with its classes of Unicode.
    pub pattern: &'a str,
}

/// A folder that is replaced by a label.
#[derive(Clone, Copy, Debug)]
pub struct Root<'a> {
    /// What markers and counts call it.
    pub label: &'a str,
    /// The whole path of the folder.
    pub folder: &'a str,
}

/// What the machine and its user are called; empty where it is not known.
///
/// The caller reads them from wherever it may: nothing in here knows the environment.
#[derive(Clone, Copy, Debug)]
pub struct Machine<'a> {
    /// The name of the user.
    pub user: &'a str,
    /// The folder of the user, a root with the label `home`.
    pub home: &'a str,
    /// The name of the machine. Of `name.example.org`, `name` is looked for as well.
    pub host: &'a str,
}

impl Machine<'static> {
    /// A machine that nobody described.
    pub const UNKNOWN: Self = Self { user: "", home: "", host: "" };
}

/// How much a hit removes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// The whole value.
    Value,
    /// The line.
    Line,
    /// What matched.
    Match,
}

impl Granularity {
    /// All of them, from the most that is removed to the least.
    pub const ALL: [Self; 3] = [Self::Value, Self::Line, Self::Match];

    /// Returns the word that catalogs use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Line => "line",
            Self::Match => "match",
        }
    }

    /// Returns the granularity with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|granularity| granularity.name() == name)
    }
}

/// Why no redactor can be made of options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionsError {
    message: String,
}

impl OptionsError {
    /// Checks what no rule can be made of.
    pub(super) fn check(options: &Options<'_>) -> Result<(), Self> {
        let marker = options.marker;
        if marker.len() < 3 || marker.starts_with(PLACE) || marker.chars().any(char::is_control) {
            return Err(Self::new(format!(
                "the marker `{}` cannot be told from text\nhelp: write three characters or more on one line, the first \
                 of them before `{PLACE}`, such as `{}`",
                marker.escape_debug(),
                Options::DEFAULT.marker
            )));
        }
        let mut seen = Vec::new();
        for detector in options.detectors {
            if seen.contains(detector) {
                return Err(Self::new(format!("the detector `{detector}` stands twice\nhelp: remove one")));
            }
            seen.push(*detector);
        }
        Ok(())
    }

    pub(super) fn pattern(label: &str, error: &regex::Error) -> Self {
        let lines = error.to_string();
        let reason = lines.lines().last().unwrap_or_default().trim_start_matches("error: ");
        Self::new(format!(
            "the pattern of the detector `{label}` is not understood: {reason}\nhelp: the syntax is that of the crate \
             `regex`, without look-around and back-references"
        ))
    }

    pub(super) fn root(label: &str, folder: &str) -> Self {
        Self::new(format!(
            "the root `{label}` is `{folder}`, which is no whole path\nhelp: write the folder from the root of the disk \
             on; a name is hidden by `machine.user`, `machine.host` or a detector of your own"
        ))
    }

    pub(super) fn too_many() -> Self {
        Self::new("there are more than 65,535 labels\nhelp: join patterns of the same label with `|`".to_owned())
    }

    fn new(message: String) -> Self {
        Self { message }
    }
}

impl fmt::Display for OptionsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl core::error::Error for OptionsError {}
