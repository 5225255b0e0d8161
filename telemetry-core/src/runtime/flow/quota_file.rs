//! Counts of quotas in a file of the user's. It knows nothing of what they mean.

use crate::runtime::flow::QuotaStore;
use crate::runtime::kept_file::KeptFile;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Some ten thousand events that have a quota. What is longer is not written, and read it is none of ours.
const MOST_BYTES: u64 = 1024 * 1024;

/// Keeps counts in a file.
///
/// It belongs into the user's folder of settings or data. It is written beside its place and then renamed, so that a
/// reader sees the old or the new one, whole; on Unix only its owner may read it. A file that is none of ours becomes
/// `NAME.unreadable-1`.
///
/// ```
/// use telemetry_core::runtime::flow::{Now, Quota, QuotaFile, Quotas, Step};
///
/// let path = std::env::temp_dir().join(format!("telemetry-doc-quotas-{}", std::process::id()));
/// let mut file = QuotaFile::new(&path);
/// let now = Now { wall: 1_763_743_452_000, steady: 0 };
/// let started = |file: &mut QuotaFile| -> std::io::Result<Quotas> {
///     let once = Quota { per_day: Some(1), per_month: None };
///     let mut quotas = Quotas::new([("loaded".to_owned(), once)], now);
///     quotas.load(file, now).map(|()| quotas)
/// };
/// let mut first = started(&mut file)?;
/// assert_eq!(first.offer("loaded", now), Step::Pass(()));
/// first.save_now(&mut file, now)?;
///
/// assert_ne!(started(&mut file)?.offer("loaded", now), Step::Pass(()));
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct QuotaFile(KeptFile);

impl QuotaFile {
    /// Keeps counts in the file at this path. Nothing is read or written yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(KeptFile::new(path))
    }

    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl QuotaStore for QuotaFile {
    fn load(&mut self) -> io::Result<Option<String>> {
        let bytes = self.0.read(MOST_BYTES)?;
        if bytes.as_ref().is_some_and(|bytes| bytes.len() as u64 > MOST_BYTES) {
            return Err(too_long(ErrorKind::InvalidData));
        }
        let text = bytes.map(String::from_utf8).transpose();
        text.map_err(|_| io::Error::new(ErrorKind::InvalidData, "this is no text"))
    }

    fn save(&mut self, text: &str) -> io::Result<()> {
        if text.len() as u64 > MOST_BYTES { Err(too_long(ErrorKind::InvalidInput)) } else { self.0.replace(text) }
    }

    fn set_aside(&mut self) -> io::Result<()> {
        self.0.set_aside()
    }
}

fn too_long(kind: ErrorKind) -> io::Error {
    io::Error::new(kind, format!("it is longer than {MOST_BYTES} bytes"))
}

#[cfg(test)]
mod tests {
    use super::QuotaFile;
    use crate::runtime::flow::account::told;
    use crate::runtime::flow::{Now, Quota, QuotaStore, Quotas};
    use std::fs;
    use std::io::ErrorKind;
    use std::path::PathBuf;

    const NOW: Now = Now { wall: 1_763_743_452_000, steady: 0 };

    /// A folder of the test's own, which is gone afterwards.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("telemetry-quotas-{name}-{}", std::process::id()));
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

    fn quotas() -> Quotas {
        Quotas::new([("a".to_owned(), Quota { per_day: Some(2), per_month: None })], NOW)
    }

    #[test]
    fn counts_are_kept_and_nothing_lies_beside_them() {
        let folder = Folder::new("kept");
        let mut file = QuotaFile::new(folder.0.join("below").join("quotas"));
        for expected in ["pass", "pass", "quota_of_day"] {
            let mut quotas = quotas();
            assert!(quotas.load(&mut file, NOW).is_ok());
            assert_eq!(told(quotas.offer("a", NOW)), expected);
            assert!(quotas.save(&mut file, NOW).is_ok());
        }
        assert_eq!(
            (folder.names(), fs::read_dir(folder.0.join("below")).map(|entries| entries.count()).ok()),
            (vec!["below".to_owned()], Some(1))
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("mode");
        let mut file = QuotaFile::new(folder.0.join("quotas"));
        assert!(file.save("").is_ok());
        let mode = fs::metadata(file.path()).expect("it was saved").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_is_damaged_is_used_up_and_set_aside() {
        let long = vec![b'#'; 1_100_000];
        let contents: [&[u8]; 4] = [b"", b"\xff\xfe\x00", b"format = 1\nday = today\n", &long];
        let folder = Folder::new("aside");
        let mut file = QuotaFile::new(folder.0.join("quotas"));
        for (number, content) in (1..).zip(contents) {
            fs::write(file.path(), content).expect("the folder can be written");
            let mut quotas = quotas();
            assert_eq!(quotas.load(&mut file, NOW).map_err(|error| error.kind()), Err(ErrorKind::InvalidData));
            assert_eq!(told(quotas.offer("a", NOW)), "quota_unknown");
            assert!(quotas.save(&mut file, NOW).is_ok());
            let aside = folder.0.join(format!("quotas.unreadable-{number}"));
            assert_eq!(fs::read(aside).expect("it was set aside"), content);
        }
        assert_eq!(folder.names().len(), 5);
    }

    #[test]
    fn what_could_not_be_read_again_is_not_written() {
        let folder = Folder::new("long");
        let mut file = QuotaFile::new(folder.0.join("quotas"));
        assert!(file.save(&"#".repeat(1024 * 1024)).is_ok() && file.load().is_ok());
        let saved = file.save(&"#".repeat(1024 * 1024 + 1)).map_err(|error| error.to_string());
        assert_eq!(saved, Err("it is longer than 1048576 bytes".to_owned()));
        assert!(file.load().is_ok());
    }

    #[test]
    fn what_is_no_file_stays() {
        let folder = Folder::new("folder");
        fs::create_dir(folder.0.join("quotas")).expect("the folder can be written");
        let mut file = QuotaFile::new(folder.0.join("quotas"));
        let mut quotas = quotas();
        assert!(quotas.load(&mut file, NOW).is_err() && quotas.save(&mut file, NOW).is_err());
        assert_eq!(folder.names(), ["quotas"]);
        assert!(file.save("").is_err());
        assert_eq!(folder.names(), ["quotas"]);
    }
}
