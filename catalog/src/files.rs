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

    /// Puts all files into a folder: `page.md` becomes `docs/page.md`.
    #[must_use]
    pub fn below(self, folder: &str) -> Self {
        Self { files: self.files.into_iter().map(|(path, content)| (format!("{folder}/{path}"), content)).collect() }
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

    /// Reads files that people write, such as those with regions, by their paths below a folder.
    ///
    /// # Errors
    ///
    /// The first file that is not there, could not be read or is not UTF-8, with its path in the message.
    pub fn read<'a>(folder: &Path, paths: impl IntoIterator<Item = &'a str>) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for path in paths {
            let full = folder.join(path);
            let text = fs::read_to_string(&full).map_err(|error| with_path(&full, &error))?;
            files.insert(path.to_owned(), text);
        }
        Ok(Self { files })
    }

    /// Writes every file whose bytes differ, each to a temporary name that is then renamed. Nothing is removed; a
    /// link stays a link, a file keeps its permissions, and one that is read-only is not replaced.
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
    // A rename would put a file where a link was.
    let real = fs::canonicalize(path);
    let path = real.as_deref().unwrap_or(path);
    let permissions = fs::metadata(path).map(|metadata| metadata.permissions()).ok();
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    fs::write(&temporary, content)
        .and_then(|()| permissions.map_or(Ok(()), |permissions| fs::set_permissions(&temporary, permissions)))
        .and_then(|()| fs::rename(&temporary, path))
        .inspect_err(|_| drop(fs::remove_file(&temporary)))
}

fn with_path(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::Files;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn files(path: &str, content: &str) -> Files {
        let mut files = Files::new();
        files.insert(path, content);
        files
    }

    #[test]
    fn a_file_stays_what_it_is_but_for_its_content() {
        let folder = std::env::temp_dir().join(format!("telemetry-files-{}", std::process::id()));
        files("real.md", "old").write(&folder).expect("a file can be written");
        fs::set_permissions(folder.join("real.md"), fs::Permissions::from_mode(0o640)).expect("it is ours");
        symlink("real.md", folder.join("link.md")).expect("a link can be made");
        files("link.md", "new").write(&folder).expect("a file can be written");
        assert_eq!(fs::read_to_string(folder.join("real.md")).expect("it is there"), "new");
        assert!(folder.join("link.md").is_symlink());
        let mode = fs::metadata(folder.join("real.md")).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        fs::set_permissions(folder.join("real.md"), fs::Permissions::from_mode(0o440)).expect("it is ours");
        let error = files("real.md", "newer").write(&folder).expect_err("it is read-only").to_string();
        assert!(error.ends_with("real.md: it is read-only"), "{error}");
        assert_eq!(Files::read(&folder, ["real.md"]).expect("it can be read"), files("real.md", "new"));
        let names = fs::read_dir(&folder).expect("it is there").count();
        fs::remove_dir_all(&folder).expect("it is ours");
        assert_eq!(names, 2, "nothing temporary stays");
    }
}
