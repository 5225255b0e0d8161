//! Which revision is checked out, read from the files of Git: what a link leads to must not move.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the commit that is checked out below this folder; `None` where that cannot be known.
pub(super) fn of(root: &Path) -> Option<String> {
    let git = folder(&root.join(".git"))?;
    let head = read(&git.join("HEAD"))?;
    let Some(name) = head.strip_prefix("ref:").map(str::trim) else { return commit(&head) };
    // A further work tree keeps its own head, and shares the branches.
    let shared = read(&git.join("commondir")).map_or_else(|| git.clone(), |path| git.join(path));
    [git, shared].into_iter().find_map(|folder| named(&folder, name))
}

/// Returns the folder that Git keeps its files in: `.git` itself, or where the file of that name says.
fn folder(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.to_owned());
    }
    let said = read(path)?;
    Some(path.parent()?.join(said.strip_prefix("gitdir:")?.trim()))
}

/// Returns the commit of a branch, from its own file or from the list of all.
fn named(folder: &Path, name: &str) -> Option<String> {
    if name.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return None;
    }
    let own = read(&folder.join(name)).and_then(|text| commit(&text));
    own.or_else(|| {
        let packed = fs::read_to_string(folder.join("packed-refs")).ok()?;
        packed
            .lines()
            .find_map(|line| line.split_once(' ').filter(|(_, of)| *of == name).and_then(|(id, _)| commit(id)))
    })
}

fn read(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok().map(|text| text.trim().to_owned())
}

/// Returns a text that is the id of a commit.
fn commit(text: &str) -> Option<String> {
    let is_id = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| text.to_owned())
}
