//! What renderers make, and the only code that writes to a disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Rendered files: path below the output folder (with `/`) to content, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    files: BTreeMap<String, String>,
}

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteSummary {
    /// Files whose bytes were new.
    pub written: Vec<PathBuf>,
    /// Files that already had these bytes; they were not touched.
    pub unchanged: Vec<PathBuf>,
}

/// One file on a disk that differs from what would be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The file.
    pub path: PathBuf,
    /// What is on the disk; `None` when the file is missing.
    pub found: Option<String>,
    /// What should be there.
    pub expected: String,
}

impl Files {
    /// Makes an empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; a path is given only once.
    ///
    /// # Panics
    ///
    /// When a renderer gives one path twice, which is a fault of the renderer.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<String>) {
        let path = path.into();
        let earlier = self.files.insert(path.clone(), content.into());
        assert!(earlier.is_none(), "a renderer gives `{path}` once");
    }

    /// Adds all files of another renderer.
    pub fn append(&mut self, other: Self) {
        for (path, content) in other.files {
            self.insert(path, content);
        }
    }

    /// Returns the content of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Iterates over path and content, by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.as_str()))
    }

    /// Returns the number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Writes every file whose bytes differ, each to a temporary name that is then renamed. Nothing is removed.
    ///
    /// # Errors
    ///
    /// The first file that could not be read or written, with its path in the message.
    pub fn write(&self, folder: &Path) -> io::Result<WriteSummary> {
        let mut summary = WriteSummary::default();
        for (path, content) in &self.files {
            let path = folder.join(path);
            if read_if_there(&path)?.as_deref() == Some(content.as_bytes()) {
                summary.unchanged.push(path);
            } else {
                replace(&path, content).map_err(|error| with_path(&path, &error))?;
                summary.written.push(path);
            }
        }
        Ok(summary)
    }

    /// Returns every file that is missing or differs; writes nothing.
    ///
    /// # Errors
    ///
    /// The first file that is there and could not be read, with its path in the message.
    pub fn compare(&self, folder: &Path) -> io::Result<Vec<Drift>> {
        let mut drifts = Vec::new();
        for (path, expected) in &self.files {
            let path = folder.join(path);
            let found = read_if_there(&path)?;
            if found.as_deref() != Some(expected.as_bytes()) {
                let found = found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                drifts.push(Drift { path, found, expected: expected.clone() });
            }
        }
        Ok(drifts)
    }
}

fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(with_path(path, &error)),
    }
}

/// Writes beside the file and renames, so that nobody ever sees half of it.
fn replace(path: &Path, content: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    fs::write(&temporary, content)
        .and_then(|()| fs::rename(&temporary, path))
        .inspect_err(|_| drop(fs::remove_file(&temporary)))
}

fn with_path(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
