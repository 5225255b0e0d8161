//! Where the events are: a file that is sound and ours, or memory where there can be none.

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks the file as ours, for `file` and for those who open it: "tele".
const APPLICATION: i32 = 0x7465_6c65;

/// The version of the tables.
const VERSION: i32 = 1;

/// How long opening waits for another process.
const PATIENCE: Duration = Duration::from_secs(5);

/// The table. Nothing in it but what is documented: what computes would slow down every event.
const TABLES: &str = "
CREATE TABLE events (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    issued   TEXT,
    sequence INTEGER NOT NULL,
    stored   TEXT NOT NULL,
    event    TEXT NOT NULL
)";

/// An open database: a file's, or one in memory.
#[derive(Debug)]
pub(super) struct Place {
    connection: Connection,
}

/// What a file is.
enum Found {
    Ready(Connection),
    /// Another program's, or of a newer version of this one: nothing that may be touched.
    Foreign(String),
}

impl Place {
    /// Opens a file, or memory where that cannot be; says what was wrong with the file.
    pub(super) fn open(path: &Path) -> rusqlite::Result<(Self, Option<String>)> {
        let mut trouble = None;
        let mut found = open_file(path);
        if let Err(error) = &found
            && matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
        {
            trouble = Some(set_aside(path, error));
            found = open_file(path);
        }
        match found {
            Ok(Found::Ready(connection)) => Ok((Self { connection }, trouble)),
            Ok(Found::Foreign(reason)) => Ok((Self::memory()?, Some(memory_only(path, &reason)))),
            Err(error) if is_passing(&error) => Err(error),
            Err(error) => Ok((Self::memory()?, Some(memory_only(path, &error.to_string())))),
        }
    }

    /// Opens memory.
    pub(super) fn memory() -> rusqlite::Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(TABLES)?;
        Ok(Self { connection })
    }

    pub(super) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

/// Opens a file that is there, for those who read what another process writes.
pub(super) fn open_existing(path: &Path) -> Result<Connection, String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || -> rusqlite::Result<_> {
        let connection = Connection::open_with_flags(path, flags)?;
        configure(&connection)?;
        Ok((identity(&connection)?, connection))
    };
    match open() {
        Ok(((APPLICATION, VERSION), connection)) => Ok(connection),
        Ok(_) => Err(format!("`{}` is no store of this version", path.display())),
        Err(error) => Err(format!("`{}` cannot be read: {error}", path.display())),
    }
}

/// Moves a damaged file away, in the place of an earlier one, and says so.
pub(super) fn set_aside(path: &Path, reason: &rusqlite::Error) -> String {
    let damaged = beside(path, ".damaged");
    let (journal, damaged_journal) = (beside(path, "-journal"), beside(&damaged, "-journal"));
    // The journal goes with its file: left behind, it would be played into the new one.
    let moved =
        fs::rename(path, &damaged).is_ok() && (!journal.exists() || fs::rename(journal, damaged_journal).is_ok());
    let (path, damaged) = (path.display(), damaged.display());
    if moved {
        format!("`{path}` is damaged ({reason}) and was set aside as `{damaged}`")
    } else {
        format!("`{path}` is damaged ({reason}) and could not be set aside")
    }
}

/// Deletes what was set aside: it holds events too.
pub(super) fn delete_set_aside(path: &Path) -> io::Result<()> {
    let damaged = beside(path, ".damaged");
    [beside(&damaged, "-journal"), damaged].iter().try_for_each(|file| match fs::remove_file(file) {
        Err(error) if file.exists() => Err(error),
        _ => Ok(()),
    })
}

/// Says that nothing is kept in the file, and why.
pub(super) fn memory_only(path: &Path, reason: &str) -> String {
    format!(
        "`{}` cannot be used ({reason}); events are kept in memory and are gone when the program ends",
        path.display()
    )
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Returns whether a fault passes by itself.
fn is_passing(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull))
}

fn open_file(path: &Path) -> rusqlite::Result<Found> {
    // What cannot be made now, SQLite fails to open below, and says why.
    let _ = path.parent().map(fs::create_dir_all);
    let _ = make_private(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    configure(&connection)?;
    let is_sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if is_sound != "ok" {
        return Err(damaged(is_sound));
    }
    match identity(&connection)? {
        (APPLICATION, VERSION) => Ok(Found::Ready(connection)),
        (0, 0) => make_tables(&mut connection).map(|found| found.unwrap_or(Found::Ready(connection))),
        (APPLICATION, version) => Ok(Found::Foreign(format!("its version is {version}, and {VERSION} is known here"))),
        _ => Ok(Found::Foreign("it belongs to another program".to_owned())),
    }
}

fn damaged(text: String) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT), Some(text))
}

/// Makes an empty file that its owner alone can read; SQLite gives its journal the same rights.
fn make_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    // One file, no shared memory: a journal that is emptied works on network folders too, and keeps no deleted event.
    connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    connection.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))
}

/// Returns whose file it is, and the version of its tables.
fn identity(connection: &Connection) -> rusqlite::Result<(i32, i32)> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((number("application_id")?, number("user_version")?))
}

/// Makes the tables, unless another process just did; returns what is there when it is something else.
fn make_tables(connection: &mut Connection) -> rusqlite::Result<Option<Found>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let tables: i64 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (tables, identity(&transaction)?) {
        (_, (APPLICATION, VERSION)) => return Ok(None),
        (0, (0, 0)) => {}
        _ => return Ok(Some(Found::Foreign("it has tables of another program".to_owned()))),
    }
    transaction.execute_batch(TABLES)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit().map(|()| None)
}
