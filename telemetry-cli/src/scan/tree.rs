//! The files of a source tree that may record something. What `.gitignore` names, hidden files and folders, and what is
//! built or installed are left out, and so is what is no text.

use super::name;
use crate::screen::Failure;
use ignore::WalkBuilder;
use std::fs;
use std::path::{Path, PathBuf};

/// One file.
pub(super) struct File {
    /// The path from the root of the repository, or as the user began it where there is none, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

/// Larger files are no source that somebody wrote.
const LARGEST: u64 = 4 << 20;
/// Folders of what is built or installed, and of tests, whether or not `.gitignore` names them.
const LEFT_OUT: [&str; 4] = ["node_modules", "target", "tests", "__tests__"];
/// The endings of files in which programs are written.
#[rustfmt::skip]
const SOURCES: [&str; 43] = [
    "c", "cc", "cjs", "clj", "cpp", "cs", "cts", "cxx", "dart", "erl", "ex", "exs", "fs", "go", "h", "hpp", "hs", "java",
    "jl", "js", "jsx", "kt", "kts", "lua", "m", "mjs", "mm", "mts", "php", "pl", "ps1", "py", "r", "rb", "rs", "scala",
    "sh", "svelte", "swift", "ts", "tsx", "vue", "zig",
];

/// Returns the root of the repository that a folder is in.
pub(super) fn root(folder: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok()?;
    folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

/// Reads the files of folders, sorted by path, each once.
pub(super) fn files(folders: &[PathBuf], root: Option<&Path>) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for folder in folders {
        let is_there = fs::metadata(folder).map_err(|error| unreadable(folder, &error))?;
        let walk = WalkBuilder::new(folder)
            .require_git(false)
            // What a user's own settings leave out does not change what a page says.
            .git_global(false)
            .filter_entry(|entry| entry.depth() == 0 || !LEFT_OUT.iter().any(|name| entry.file_name() == *name))
            .build();
        for entry in walk {
            let entry = entry.map_err(|error| Failure::said(format!("cannot scan {}: {error}", name(folder))))?;
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            if is_file && (is_there.is_file() || is_source(entry.path())) {
                files.extend(read(entry.path(), root)?);
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup_by(|one, other| one.path == other.path);
    Ok(files)
}

fn is_source(path: &Path) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| SOURCES.contains(&ending))
}

/// Reads a file; `None` where it is no text that somebody wrote.
fn read(path: &Path, root: Option<&Path>) -> Result<Option<File>, Failure> {
    let size = fs::metadata(path).map_err(|error| unreadable(path, &error))?.len();
    if size > LARGEST {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    let below = |root: &Path| fs::canonicalize(path).ok()?.strip_prefix(root).ok().map(Path::to_owned);
    let shown = root.and_then(below).unwrap_or_else(|| path.strip_prefix(".").unwrap_or(path).to_owned());
    Ok(text.zip(shown.to_str()).map(|(text, path)| File { path: path.replace('\\', "/"), text }))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::said(format!("cannot read {}: {error}", name(path)))
}
