//! The remembered decision in a file of the user's. It knows when the file may be overwritten, and decides nothing else.

use crate::runtime::consent::memory::{Memory, MemoryError};
use crate::runtime::consent::remembered::Remembered;
use crate::runtime::consent::remembered_text::TextError;
use crate::runtime::kept_file::KeptFile;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A remembered decision is a few lines; what is longer is none.
const MOST_BYTES: u64 = 64 * 1024;

/// Keeps the decision in a file, whose form [`Remembered::to_text`] shows.
///
/// The file belongs into the user's folder of settings, never into a project. It is written beside its place and then
/// renamed, so that a reader sees the old or the new one, whole; on Unix only its owner may read it. A file that is no
/// remembered decision counts as undecided. It is not overwritten: when the next decision is saved it becomes
/// `NAME.unreadable-1`. Until then nothing else is saved, such as that a notice was shown: a product that asks users to
/// opt out then stays undecided, where somebody may have said no. What cannot be read at all stays, and not even a
/// decision is saved. Both are errors. Of processes that change it at once each sees what the other did, on Unix.
///
/// ```
/// use telemetry_core::Consent;
/// use telemetry_core::runtime::consent::{Choice, FileMemory, Memory, Remembered};
///
/// let folder = std::env::temp_dir().join(format!("telemetry-doc-{}", std::process::id()));
/// let memory = FileMemory::new(folder.join("quill").join("telemetry"));
/// assert_eq!(memory.load(), Ok(Remembered::default()));
///
/// let choice = Some(Choice { level: Consent::Off, version: 1, at: 0 });
/// memory.save(&Remembered { choice, ..memory.load()? })?;
/// assert_eq!(memory.load()?.choice, choice);
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), telemetry_core::runtime::consent::MemoryError>(())
/// ```
#[derive(Clone, Debug)]
pub struct FileMemory {
    file: KeptFile,
}

impl FileMemory {
    /// Makes a memory in the file at this path. Nothing is read or written yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { file: KeptFile::new(path) }
    }

    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    fn error(&self, doing: &str, error: &io::Error) -> MemoryError {
        MemoryError::Kept(format!("`{}` cannot be {doing}: {error}", self.path().display()))
    }
}

impl Memory for FileMemory {
    fn load(&self) -> Result<Remembered, MemoryError> {
        let Some(bytes) = self.file.read(MOST_BYTES).map_err(|error| self.error("read", &error))? else {
            return Ok(Remembered::default());
        };
        remembered(&bytes).map_err(|error| MemoryError::File(self.path().display().to_string(), error))
    }

    fn save(&self, remembered: &Remembered) -> Result<(), MemoryError> {
        match self.load() {
            Ok(_) => {}
            // Somebody may have said no in it: a new decision takes its place, that a notice was shown does not.
            Err(MemoryError::File(..)) if remembered.choice.is_some() => {
                self.file.set_aside().map_err(|error| self.error("set aside", &error))?;
            }
            // What cannot even be read may be anything, a folder perhaps: it stays where it is.
            Err(error) => return Err(error),
        }
        self.file.replace(&remembered.to_text()).map_err(|error| self.error("written", &error))
    }

    /// Locks the folder, where the system can lock one: another file would be one more to explain. A process that was
    /// stopped with the lock keeps nobody longer than a second from saying no.
    fn lock(&self) -> Option<Box<dyn Send>> {
        let lock = self.file.lock(Duration::from_secs(1))?;
        Some(Box::new(lock))
    }
}

fn remembered(bytes: &[u8]) -> Result<Remembered, TextError> {
    let damaged = |line, message: String| TextError::Damaged { line, message };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(damaged(1, format!("it is longer than {MOST_BYTES} bytes")));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let lines = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
        damaged(lines + 1, "this is no text".to_owned())
    })?;
    Remembered::from_text(text)
}

#[cfg(test)]
mod tests {
    use super::FileMemory;
    use crate::Consent;
    use crate::runtime::consent::{Choice, Memory, Notice, Remembered, change, recall};
    use std::fs;
    use std::path::PathBuf;
    use std::time::Duration;

    /// A folder of the test's own, which is gone afterwards.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("telemetry-consent-{name}-{}", std::process::id()));
            fs::remove_dir_all(&path).ok();
            fs::create_dir_all(&path).expect("the folder of temporary files can be written");
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).expect("the folder is there").flatten();
            let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    fn chosen(level: Consent) -> Remembered {
        Remembered { choice: Some(Choice { level, version: 1, at: 0 }), ..Remembered::default() }
    }

    #[test]
    fn a_decision_is_kept_and_nothing_lies_beside_it() {
        let folder = Folder::new("kept");
        let memory = FileMemory::new(folder.0.join("telemetry"));
        assert_eq!(recall(&memory), (Remembered::default(), None));
        for level in [Consent::Usage, Consent::Off] {
            assert_eq!(memory.save(&chosen(level)), Ok(()));
            assert_eq!(memory.load(), Ok(chosen(level)));
        }
        assert_eq!(folder.names(), ["telemetry"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("mode");
        let memory = FileMemory::new(folder.0.join("telemetry"));
        assert_eq!(memory.save(&chosen(Consent::Usage)), Ok(()));
        let mode = fs::metadata(memory.path()).expect("the file is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_cannot_be_read_is_undecided_and_set_aside() {
        let folder = Folder::new("aside");
        let memory = FileMemory::new(folder.0.join("telemetry"));
        let contents: [&[u8]; 4] = [b"", b"\xff\xfe\x00", b"format = 2\nmood = good\n", b"format = 1\nlevel = usage\n"];
        for content in contents {
            fs::write(memory.path(), content).expect("the folder can be written");
            let (remembered, trouble) = recall(&memory);
            assert!(remembered == Remembered::default() && trouble.is_some(), "{content:?}");
            assert_eq!(fs::read(memory.path()).expect("it is there still"), content);
            assert_eq!(memory.save(&chosen(Consent::Off)), Ok(()));
            assert_eq!(memory.load(), Ok(chosen(Consent::Off)));
        }
        let expected = [
            "telemetry",
            "telemetry.unreadable-1",
            "telemetry.unreadable-2",
            "telemetry.unreadable-3",
            "telemetry.unreadable-4",
        ];
        assert_eq!(folder.names(), expected);
        for (number, content) in contents.iter().enumerate() {
            let aside = folder.0.join(format!("telemetry.unreadable-{}", number + 1));
            assert_eq!(fs::read(aside).expect("it was set aside"), *content);
        }
    }

    #[test]
    fn a_notice_does_not_take_the_place_of_a_decision_that_was_not_understood() {
        let folder = Folder::new("notice");
        let memory = FileMemory::new(folder.0.join("telemetry"));
        fs::write(memory.path(), "format = 2\nlevel = off\n").expect("the folder can be written");
        let shown = Remembered { notice: Some(Notice { version: 1, at: 0 }), ..Remembered::default() };
        assert!(memory.save(&shown).is_err_and(|error| error.to_string().contains("a newer version of the program")));
        assert_eq!(folder.names(), ["telemetry"]);
        assert_eq!(memory.save(&chosen(Consent::Off)), Ok(()));
        assert_eq!(memory.save(&shown), Ok(()));
        assert_eq!(folder.names(), ["telemetry", "telemetry.unreadable-1"]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let folder = Folder::new("said");
        let memory = FileMemory::new(folder.0.join("telemetry"));
        let check = |content: &[u8], expected: &str| {
            fs::write(memory.path(), content).expect("the folder can be written");
            let error = memory.load().map_err(|error| error.to_string());
            assert_eq!(error, Err(format!("`{}`: {expected}", memory.path().display())));
        };
        check(b"format = 1\n\xff", "line 2: this is no text");
        check(b"mood = good", "line 1: `mood` is no key");
        let long = format!("{}# {}\n", chosen(Consent::Usage).to_text(), "a".repeat(100_000));
        check(long.as_bytes(), "line 1: it is longer than 65536 bytes");
    }

    #[test]
    fn a_place_that_is_no_file_is_said_and_stays() {
        let folder = Folder::new("folder");
        let check = |path: PathBuf| {
            let memory = FileMemory::new(&path);
            let error = memory.save(&chosen(Consent::Usage)).map_err(|error| error.to_string());
            let expected = format!("`{}` cannot be read: ", path.display());
            assert!(error.as_ref().is_err_and(|error| error.starts_with(&expected)), "{error:?}");
        };
        fs::write(folder.0.join("file"), "").expect("the folder can be written");
        fs::create_dir(folder.0.join("telemetry")).expect("the folder can be written");
        check(folder.0.join("file").join("telemetry"));
        check(folder.0.join("telemetry"));
        assert_eq!(folder.names(), ["file", "telemetry"]);
    }

    /// Who opens a pipe waits until somebody writes into it.
    #[cfg(unix)]
    #[test]
    fn a_pipe_in_the_place_of_the_file_is_not_waited_for() {
        let folder = Folder::new("pipe");
        let memory = FileMemory::new(folder.0.join("telemetry"));
        let made = std::process::Command::new("mkfifo").arg(memory.path()).status();
        assert!(made.is_ok_and(|status| status.success()));
        let expected = Err(format!("`{}` cannot be read: it is no file", memory.path().display()));
        assert_eq!(memory.load().map(drop).map_err(|error| error.to_string()), expected);
        assert_eq!(memory.save(&chosen(Consent::Off)).map_err(|error| error.to_string()), expected);
    }

    #[test]
    fn what_could_not_be_put_in_its_place_is_removed() {
        let folder = Folder::new("unfinished");
        fs::create_dir(folder.0.join("telemetry")).expect("the folder can be written");
        assert!(FileMemory::new(folder.0.join("telemetry")).file.replace("").is_err());
        assert_eq!(folder.names(), ["telemetry"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_changed_at_once_is_all_kept() {
        let folder = Folder::new("changes");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let path = folder.0.join("telemetry");
                scope.spawn(move || {
                    for number in 0..10 {
                        // A memory of its own, as another process has. However slow the disk is, the lock comes.
                        let memory = FileMemory::new(&path);
                        let lock = std::iter::repeat_with(|| memory.lock()).find(Option::is_some);
                        let mut remembered = memory.load().expect("it is whole");
                        assert!(remembered.grants.give(&format!("grant-{writer}-{number}")));
                        assert_eq!(memory.save(&remembered), Ok(()));
                        drop(lock);
                    }
                });
            }
        });
        let kept =
            FileMemory::new(folder.0.join("telemetry")).load().map(|remembered| remembered.grants.iter().count());
        assert_eq!((kept, folder.names()), (Ok(40), vec!["telemetry".to_owned()]));
    }

    #[cfg(unix)]
    #[test]
    fn a_change_holds_the_lock_and_waits_for_it_a_second_at_most() {
        let folder = Folder::new("locked");
        let [memory, other] = [(); 2].map(|()| FileMemory::new(folder.0.join("telemetry")));
        let give = |remembered: &mut Remembered| {
            assert!(other.file.lock(Duration::ZERO).is_none());
            *remembered = chosen(Consent::Off);
        };
        assert!(change(&memory, give).is_ok());
        let _lock = other.lock().expect("nobody has it any more");
        assert!(change(&memory, |remembered| *remembered = chosen(Consent::Local)).is_ok());
        assert_eq!(other.load(), Ok(chosen(Consent::Local)));
    }

    #[test]
    fn many_writers_leave_one_whole_file() {
        let folder = Folder::new("writers");
        let memory = FileMemory::new(folder.0.join("telemetry"));
        std::thread::scope(|scope| {
            for level in Consent::ALL {
                let memory = &memory;
                scope.spawn(move || {
                    for _ in 0..20 {
                        memory.save(&chosen(level)).expect("each writer has a name of its own");
                        assert!(memory.load().is_ok());
                    }
                });
            }
        });
        assert_eq!(folder.names(), ["telemetry"]);
    }
}
