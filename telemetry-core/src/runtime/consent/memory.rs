//! Where the decision is kept between runs, and what else can be forgotten. A program that has settings of its own
//! implements [`Memory`] over them; one that has none uses [`FileMemory`](crate::runtime::consent::FileMemory).

use crate::runtime::consent::remembered::Remembered;
use crate::runtime::consent::remembered_text::TextError;
use std::fmt;

/// Keeps what a user decided between the runs of a program.
///
/// ```
/// use std::sync::Mutex;
/// use telemetry_core::runtime::consent::{Memory, MemoryError, Remembered, recall};
///
/// /// Among the settings of the program, as a text.
/// struct Settings(Mutex<String>);
///
/// impl Memory for Settings {
///     fn load(&self) -> Result<Remembered, MemoryError> {
///         let text = self.0.lock().map_err(|error| MemoryError::Kept(error.to_string()))?;
///         if text.is_empty() { Ok(Remembered::default()) } else { Ok(Remembered::from_text(&text)?) }
///     }
///
///     fn save(&self, remembered: &Remembered) -> Result<(), MemoryError> {
///         let mut text = self.0.lock().map_err(|error| MemoryError::Kept(error.to_string()))?;
///         *text = remembered.to_text();
///         Ok(())
///     }
/// }
///
/// let settings = Settings(Mutex::new("level = usage".to_owned()));
/// let (remembered, trouble) = recall(&settings);
/// assert_eq!(remembered, Remembered::default());
/// assert_eq!(trouble.map(|error| error.to_string()), Some("line 1: there is no `format`".to_owned()));
/// ```
pub trait Memory: Send + Sync {
    /// Returns what was saved last; [`Remembered::default`] where nothing was.
    ///
    /// # Errors
    ///
    /// Something is kept and cannot be read. The user then counts as undecided.
    fn load(&self) -> Result<Remembered, MemoryError>;

    /// Keeps what was decided. What was kept before and was not understood is not destroyed, and gives way to a decision
    /// alone: somebody may have said no in it.
    ///
    /// # Errors
    ///
    /// It could not be kept; what was kept before still is.
    fn save(&self, remembered: &Remembered) -> Result<(), MemoryError>;

    /// Keeps other processes from changing what is kept until what is returned is dropped, so that no decision is lost that
    /// falls between a [`load`](Self::load) and the [`save`](Self::save) behind it. Nobody is kept from it by default.
    fn lock(&self) -> Option<Box<dyn Send>> {
        None
    }
}

/// What tells an install apart and can be deleted: its id, its keys. New ones are made when they are needed again.
pub trait Forget: Send + Sync {
    /// Deletes them.
    ///
    /// # Errors
    ///
    /// Why one is still there; the others are deleted.
    fn forget(&self) -> Result<(), String>;
}

/// Deletes all that can be forgotten. What cannot be deleted keeps nothing else.
///
/// # Errors
///
/// Why something is still there, each reason once.
pub fn forget_all(parts: &[&dyn Forget]) -> Result<(), String> {
    let mut reasons: Vec<String> = Vec::new();
    for reason in parts.iter().filter_map(|part| part.forget().err()) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if reasons.is_empty() { Ok(()) } else { Err(reasons.join("; ")) }
}

/// Why a decision cannot be read or kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemoryError {
    /// What is kept is no remembered decision.
    Text(TextError),
    /// The file at this path is none.
    File(String, TextError),
    /// The place where it is kept cannot be read or written.
    Kept(String),
    /// The catalog has no such permission.
    Unknown {
        /// What was to be given.
        name: String,
        /// The permissions that it has.
        known: Vec<&'static str>,
    },
}

/// Returns what is remembered, and what is wrong with it. What cannot be read counts as undecided, which sends nothing.
#[must_use]
pub fn recall(memory: &dyn Memory) -> (Remembered, Option<MemoryError>) {
    match memory.load() {
        Ok(remembered) => (remembered, None),
        Err(error) => (Remembered::default(), Some(error)),
    }
}

/// Changes what is remembered, and returns it. What could not be read counts as undecided before.
///
/// # Errors
///
/// It could not be kept.
///
/// ```
/// use telemetry_core::Consent;
/// use telemetry_core::runtime::consent::{Choice, FileMemory, change};
///
/// let path = std::env::temp_dir().join(format!("telemetry-doc-change-{}", std::process::id()));
/// let memory = FileMemory::new(&path);
/// change(&memory, |remembered| remembered.choose(Choice { level: Consent::Usage, version: 1, at: 0 }))?;
/// let remembered = change(&memory, |remembered| assert!(remembered.grants.give("prompts")))?;
/// assert!(remembered.choice.is_some() && remembered.grants.contains("prompts"));
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), telemetry_core::runtime::consent::MemoryError>(())
/// ```
pub fn change(memory: &dyn Memory, change: impl FnOnce(&mut Remembered)) -> Result<Remembered, MemoryError> {
    let _lock = memory.lock();
    let (mut remembered, _) = recall(memory);
    change(&mut remembered);
    memory.save(&remembered).map(|()| remembered)
}

impl From<TextError> for MemoryError {
    fn from(error: TextError) -> Self {
        Self::Text(error)
    }
}

impl fmt::Display for MemoryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(error) => error.fmt(formatter),
            Self::File(path, error) => write!(formatter, "`{path}`: {error}"),
            Self::Kept(message) => formatter.write_str(message),
            Self::Unknown { name, known } if known.is_empty() => {
                write!(formatter, "the catalog has no permission `{name}`; it has none")
            }
            Self::Unknown { name, known } => {
                write!(formatter, "the catalog has no permission `{name}`; it has `{}`", known.join("`, `"))
            }
        }
    }
}

impl std::error::Error for MemoryError {}

#[cfg(test)]
mod tests {
    use super::{Forget, forget_all};
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Something to be forgotten, and why it stays.
    struct Part(AtomicBool, Option<&'static str>);

    impl Forget for Part {
        fn forget(&self) -> Result<(), String> {
            self.0.store(true, Ordering::Relaxed);
            self.1.map_or(Ok(()), |reason| Err(reason.to_owned()))
        }
    }

    #[test]
    fn what_stays_keeps_nothing_else() {
        let check = |reasons: &[Option<&'static str>], expected: Result<(), &str>| {
            let parts: Vec<Part> = reasons.iter().map(|reason| Part(AtomicBool::new(false), *reason)).collect();
            let parts_as_traits: Vec<&dyn Forget> = parts.iter().map(|part| part as &dyn Forget).collect();
            assert_eq!(forget_all(&parts_as_traits), expected.map_err(str::to_owned));
            assert!(parts.iter().all(|part| part.0.load(Ordering::Relaxed)));
        };
        check(&[], Ok(()));
        check(&[None, None], Ok(()));
        check(&[Some("full"), None, Some("locked"), Some("full")], Err("full; locked"));
    }
}
