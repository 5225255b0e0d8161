//! A small text in a file of the user's, which the program keeps between its runs: read whole, replaced whole.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How many files are tried for a name that is free.
const MOST_NAMES: u32 = 100;

/// How long to wait before a lock is tried again.
const PAUSE: Duration = Duration::from_millis(5);

/// A file that is written beside its place and then renamed, so that a reader sees the old or the new one, whole. On Unix
/// only its owner may read it.
#[derive(Clone, Debug)]
pub(super) struct KeptFile {
    path: PathBuf,
}

/// Writes a text to a new file, which on Unix only its owner may read. One that is there is not overwritten.
pub(super) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = new_file().open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half of it is of no use; the error that matters is the one before.
        fs::remove_file(path).ok();
    }
    written
}

/// Opens a file to be read, and nothing else: a pipe would be waited for.
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    if fs::metadata(path)?.is_file() {
        File::open(path)
    } else {
        Err(io::Error::new(ErrorKind::InvalidInput, "it is no file"))
    }
}

/// Returns how a file is opened that must be new.
fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

impl KeptFile {
    pub(super) fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what the file holds, of a longer one a byte more than so many; nothing where there is none.
    pub(super) fn read(&self, most: u64) -> io::Result<Option<Vec<u8>>> {
        let file = match open_file(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let mut bytes = Vec::new();
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Locks the folder of the file against others that do so, where that can be within a time.
    pub(super) fn lock(&self, most: Duration) -> Option<File> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).ok()?;
        let lock = File::open(folder).ok()?;
        for _ in 0..=most.as_millis() / PAUSE.as_millis() {
            match lock.try_lock() {
                Ok(()) => return Some(lock),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(_)) => return None,
            }
        }
        None
    }

    /// Writes a text beside the file, and puts it in its place.
    pub(super) fn replace(&self, text: &str) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let (path, mut file) = self.create()?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        drop(file);
        let replaced = written.and_then(|()| fs::rename(&path, &self.path));
        if replaced.is_err() {
            // What could not be put in its place is of no use; the error that matters is the one before.
            fs::remove_file(&path).ok();
        }
        replaced
    }

    /// Moves the file to a name that is free, `NAME.unreadable-1`.
    pub(super) fn set_aside(&self) -> io::Result<()> {
        for number in 1..=MOST_NAMES {
            let aside = self.beside(&format!("unreadable-{number}"));
            if fs::symlink_metadata(&aside).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                return fs::rename(&self.path, aside);
            }
        }
        Err(io::Error::new(ErrorKind::AlreadyExists, "there are too many unreadable ones beside it"))
    }

    /// Returns a path beside the file: its name and an extension.
    fn beside(&self, extension: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(extension);
        self.path.with_file_name(name)
    }

    /// Creates a file of its own for this process, which others may be at as well.
    fn create(&self) -> io::Result<(PathBuf, File)> {
        let options = new_file();
        for number in 1..=MOST_NAMES {
            let path = self.beside(&format!("new-{}-{number}", std::process::id()));
            match options.open(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                other => return other.map(|file| (path, file)),
            }
        }
        Err(io::Error::new(ErrorKind::AlreadyExists, "there are too many unfinished ones beside it"))
    }
}
