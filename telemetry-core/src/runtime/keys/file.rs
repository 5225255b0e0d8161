//! Secrets in files that only their user can read, one file for each.
//!
//! A file is written under another name first and moved into its place, so that no reader sees half of one, and a crash
//! leaves the old one or the new one. Where two processes make the first key at once, both go on with the one whose
//! file was there first.

use super::{KeyStore, StoredKey};
use crate::runtime::kept_file::open_file;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Tells files apart that one process writes at once.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Keys in a folder, which holds nothing else.
#[derive(Clone, Debug)]
pub struct KeyFiles {
    folder: PathBuf,
}

impl KeyFiles {
    /// What a key's line is never longer than; a file that is longer is none of ours.
    const LONGEST: u64 = 256;

    /// Keeps keys in a folder, which is made when the first key is.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.key"))
    }

    /// Writes a key under a name that nobody else uses.
    fn write_beside(&self, name: &str, key: &StoredKey) -> io::Result<PathBuf> {
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(format!("{name}.{}-{number}.tmp", std::process::id()));
        let written = create(&path).and_then(|mut file| {
            file.write_all(key.line().as_bytes())?;
            file.sync_all()
        });
        match written {
            Ok(()) => Ok(path),
            Err(error) => {
                let _ = fs::remove_file(&path);
                Err(error)
            }
        }
    }

    /// Moves a first key into its place, unless another key is there. A damaged file is no key.
    fn move_first(&mut self, name: &str, written: &Path) -> io::Result<()> {
        let path = self.path(name);
        match fs::hard_link(written, &path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && self.load(name)?.is_some() => Ok(()),
            // Some file systems have no links; there the last of two processes wins.
            Err(_) => fs::rename(written, &path),
        }
    }
}

/// Makes a file that only its user can read. What an earlier process of the same number left is removed.
fn create(path: &Path) -> io::Result<File> {
    let _ = fs::remove_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

impl KeyStore for KeyFiles {
    fn load(&mut self, name: &str) -> io::Result<Option<StoredKey>> {
        let mut line = String::new();
        let read = open_file(&self.path(name)).and_then(|file| file.take(Self::LONGEST).read_to_string(&mut line));
        match read {
            Ok(_) => Ok(StoredKey::parse(&line)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn save(&mut self, name: &str, key: &StoredKey, before: Option<&StoredKey>) -> io::Result<StoredKey> {
        make_folder(&self.folder)?;
        let current = self.load(name)?;
        if let Some(other) = current.filter(|current| Some(current) != before) {
            return Ok(other);
        }
        let written = self.write_beside(name, key)?;
        let moved =
            if before.is_none() { self.move_first(name, &written) } else { fs::rename(&written, self.path(name)) };
        let _ = fs::remove_file(&written);
        moved?;
        Ok(self.load(name)?.unwrap_or_else(|| key.clone()))
    }

    fn forget(&mut self) -> io::Result<()> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut result = Ok(());
        for entry in entries {
            let path = entry?.path();
            let is_ours = path.extension().is_some_and(|extension| extension == "key" || extension == "tmp");
            if is_ours && let Err(error) = fs::remove_file(&path) {
                result = Err(error);
            }
        }
        result
    }
}
