//! The only code that reads a disk: a catalog file, all catalog files of a folder, or a program.

#[cfg(feature = "program")]
use crate::program::Stream;
use crate::source::{SourceFile, Sources};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes: places are counted in 32 bits.
const LARGEST: u64 = 1 << 30;

/// The endings of texts that a page may hold.
pub(crate) const TEXTS: [&str; 3] = ["md", "mdx", "html"];

/// Why nothing could be read.
#[derive(Debug)]
pub enum LoadError {
    /// A file or folder could not be read.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The folder holds no `.yaml` or `.yml` file.
    NoCatalog {
        /// The folder.
        path: PathBuf,
    },
    /// A file is larger than one gibibyte.
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, error } => write!(formatter, "cannot read {}: {error}", path.display()),
            Self::NoCatalog { path } => write!(
                formatter,
                "{} holds no catalog: no file in it ends in `.yaml` or `.yml`; `telemetry init` writes one to start from",
                path.display()
            ),
            Self::TooLarge { path } => {
                write!(formatter, "{} is larger than 1 GiB; split it into files of one folder", path.display())
            }
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::NoCatalog { .. } | Self::TooLarge { .. } => None,
        }
    }
}

/// Reads a catalog: one file, or every `.yaml` and `.yml` file of a folder and the folders in it.
///
/// Names that start with a dot are left out. Links are followed, each folder is read once.
///
/// # Errors
///
/// The first file or folder that cannot be read, or a folder without any catalog file.
pub fn load(path: &Path) -> Result<Sources, LoadError> {
    let mut found = Found::default();
    if fs::metadata(path).map_err(|error| io_error(path, error))?.is_dir() {
        let mut seen = HashSet::new();
        find(path, &mut seen, &mut found)?;
        if found.catalogs.is_empty() {
            return Err(LoadError::NoCatalog { path: path.to_owned() });
        }
    } else {
        found.catalogs.push(path.to_owned());
        found.texts = texts_beside(path);
    }
    let read = |paths: &[PathBuf]| paths.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>();
    Ok(Sources::new(read(&found.catalogs)?).with_texts(read(&found.texts)?))
}

/// What lies in a folder: files of the catalog, and texts that its page may name.
#[derive(Default)]
struct Found {
    catalogs: Vec<PathBuf>,
    texts: Vec<PathBuf>,
}

/// Returns the texts in the folder of a catalog of one file; none where the folder cannot be listed.
fn texts_beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    // As the file itself is named: without a folder where it has none.
    let named = |name: &OsStr| folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
    let paths = entries.map(|entry| named(&entry.file_name()));
    let mut texts: Vec<_> = paths.filter(|path| is_text(path) && path.is_file()).collect();
    texts.sort();
    texts
}

fn is_text(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().and_then(OsStr::to_str).is_some_and(|ending| TEXTS.contains(&ending))
}

/// Returns the folders and files that [`load`] looks at, for build scripts that watch them.
pub(crate) fn watched(path: &Path) -> Vec<PathBuf> {
    let mut seen = HashSet::new();
    let mut found = Found::default();
    let mut paths = vec![path.to_owned()];
    if !path.is_dir() {
        paths.extend(texts_beside(path));
    } else if find(path, &mut seen, &mut found).is_ok() {
        paths.extend(found.catalogs.into_iter().chain(found.texts));
        paths.extend(folders(path));
    }
    paths.sort();
    paths.dedup();
    paths
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let inner = entries.map(|entry| entry.path()).filter(|path| path.is_dir() && !path.is_symlink());
    inner.flat_map(|path| folders(&path).into_iter().chain([path.clone()]).collect::<Vec<_>>()).collect()
}

fn find(folder: &Path, seen: &mut HashSet<PathBuf>, found: &mut Found) -> Result<(), LoadError> {
    let real = fs::canonicalize(folder).map_err(|error| io_error(folder, error))?;
    if !seen.insert(real) {
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| io_error(folder, error))? {
        entries.push(entry.map_err(|error| io_error(folder, error))?.path());
    }
    entries.sort();
    for path in entries {
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            continue;
        }
        let catalog = matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml"));
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => find(&path, seen, found)?,
            Ok(_) if catalog => found.catalogs.push(path),
            Ok(_) if is_text(&path) => found.texts.push(path),
            Err(error) if catalog => return Err(io_error(&path, error)),
            Ok(_) | Err(_) => {}
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<SourceFile, LoadError> {
    let size = fs::metadata(path).map_err(|error| io_error(path, error))?.len();
    if size > LARGEST {
        return Err(LoadError::TooLarge { path: path.to_owned() });
    }
    let bytes = fs::read(path).map_err(|error| io_error(path, error))?;
    Ok(SourceFile::from_bytes(path, bytes))
}

/// What a path leads to.
#[cfg(feature = "program")]
#[derive(Debug)]
pub enum Input {
    /// A catalog: a file or a folder of files.
    Catalog(Sources),
    /// A program, for [`program::read_from`](crate::program::read_from).
    Program(Box<dyn Stream>),
}

/// Reads a catalog, or opens a program; which of the two a file is, its content says.
///
/// # Errors
///
/// Those of [`load`]. A program may have any size.
#[cfg(feature = "program")]
pub fn open(path: &Path) -> Result<Input, LoadError> {
    let is_file = fs::metadata(path).map_err(|error| io_error(path, error))?.is_file();
    if is_file && crate::program::is_program(&head(path).map_err(|error| io_error(path, error))?) {
        let file = fs::File::open(path).map_err(|error| io_error(path, error))?;
        return Ok(Input::Program(Box::new(file)));
    }
    load(path).map(Input::Catalog)
}

/// Returns the bytes that tell a kind of file.
#[cfg(feature = "program")]
fn head(path: &Path) -> io::Result<Vec<u8>> {
    use io::Read as _;
    let mut head = Vec::new();
    fs::File::open(path)?.take(crate::program::HEAD).read_to_end(&mut head)?;
    Ok(head)
}

fn io_error(path: &Path, error: io::Error) -> LoadError {
    LoadError::Io { path: path.to_owned(), error }
}
