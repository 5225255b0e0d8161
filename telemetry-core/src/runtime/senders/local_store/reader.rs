//! What a program shows its user: the stored events, newest first, as lines, counted; and what takes them away.

use crate::Date;
use crate::runtime::senders::local_store::{LocalStore, file};
use rusqlite::{Connection, Row, named_params};
use std::error::Error;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The stored events: of a store that this process writes, or of a file that another one does.
#[derive(Clone, Debug)]
pub struct Stored {
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    Store(LocalStore),
    File(Arc<Mutex<Connection>>, PathBuf),
}

/// Which events are meant; all, when nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter<'a> {
    /// The one with this id.
    pub id: Option<&'a str>,
    /// Those with this name.
    pub name: Option<&'a str>,
    /// Those that arrived on this day or later.
    pub since: Option<Date>,
    /// At most this many, the newest ones.
    pub newest: Option<u32>,
}

/// One stored event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its id, as UUIDs are written.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The version of its shape.
    pub version: u32,
    /// When it was recorded, RFC 3339 in UTC, where the store may know.
    pub issued: Option<String>,
    /// The day it arrived.
    pub stored: String,
    /// The event as JSON, in the canonical form.
    pub event: String,
}

/// How much is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many events.
    pub events: u64,
    /// How many bytes of JSON.
    pub bytes: u64,
}

/// Why a store could not be read or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError(String);

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Error for StoreError {}

impl Stored {
    /// Opens a file that another process writes, or wrote.
    ///
    /// # Errors
    ///
    /// When there is no file, or it is no store of this version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = file::open_existing(path).map_err(StoreError)?;
        Ok(Self { source: Source::File(Arc::new(Mutex::new(connection)), path.to_owned()) })
    }

    pub(super) fn of(store: LocalStore) -> Self {
        Self { source: Source::Store(store) }
    }

    /// Returns events, newest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub fn show(&self, filter: &Filter<'_>) -> Result<Vec<StoredEvent>, StoreError> {
        let mut events = Vec::new();
        self.with(|connection| each(connection, filter, "DESC", |event| events.push(event)))?;
        Ok(events)
    }

    /// Writes events as JSON lines, oldest first, and returns how many.
    ///
    /// # Errors
    ///
    /// When the store cannot be read, or what is written to takes no more.
    pub fn export(&self, filter: &Filter<'_>, out: &mut impl Write) -> Result<u64, StoreError> {
        let (mut count, mut written) = (0, Ok(()));
        let write = |event: StoredEvent| {
            written = std::mem::replace(&mut written, Ok(())).and_then(|()| writeln!(out, "{}", event.event));
            count += 1;
        };
        self.with(|connection| each(connection, filter, "ASC", write))?;
        written.and_then(|()| out.flush()).map_err(|error| StoreError(format!("cannot write: {error}")))?;
        Ok(count)
    }

    /// Deletes events and returns how many there were.
    ///
    /// # Errors
    ///
    /// When the store cannot be changed.
    pub fn delete(&self, filter: &Filter<'_>) -> Result<u64, StoreError> {
        self.with(|connection| {
            let sql = format!("DELETE FROM events WHERE number IN (SELECT number {})", chosen("DESC"));
            let count = connection.execute(&sql, parameters!(filter))?;
            // Gives the room back to the disk; it answers with a row for each page.
            let mut vacuum = connection.prepare("PRAGMA incremental_vacuum")?;
            let mut pages = vacuum.query([])?;
            while pages.next()?.is_some() {}
            Ok(count as u64)
        })
    }

    /// Deletes everything, a damaged file that was set aside included, and returns how many events there were.
    ///
    /// # Errors
    ///
    /// When the store cannot be changed.
    pub fn clear(&self) -> Result<u64, StoreError> {
        let path = match &self.source {
            Source::Store(store) => store.store().path.clone(),
            Source::File(_, path) => path.clone(),
        };
        let set_aside = file::delete_set_aside(&path);
        let count = self.delete(&Filter::default())?;
        set_aside.map_err(|error| StoreError(format!("what was set aside cannot be deleted: {error}")))?;
        Ok(count)
    }

    /// Returns how much is stored.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub fn size(&self) -> Result<Size, StoreError> {
        self.with(|connection| Size::read(connection))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let result = match &self.source {
            Source::Store(store) => store.store().connection().and_then(act),
            Source::File(connection, _) => act(&mut connection.lock().unwrap_or_else(PoisonError::into_inner)),
        };
        result.map_err(|error| StoreError(format!("the store cannot be used: {error}")))
    }
}

impl Size {
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT count(*), ifnull(sum(octet_length(event)), 0) FROM events";
        connection.query_row(sql, [], |row| {
            let number = |index| row.get(index).map(|number: i64| u64::try_from(number).unwrap_or(0));
            Ok(Self { events: number(0)?, bytes: number(1)? })
        })
    }
}

/// Returns the part of a query that says which events are meant, in which order.
fn chosen(order: &str) -> String {
    format!(
        "FROM events WHERE number IN (
             SELECT number FROM events
             WHERE (:id IS NULL OR id = :id) AND (:name IS NULL OR name = :name) AND (:since IS NULL OR stored >= :since)
             ORDER BY number DESC LIMIT :newest
         ) ORDER BY number {order}"
    )
}

/// The values of the parameters of [`chosen`].
macro_rules! parameters {
    ($filter:expr) => {
        named_params! {
            ":id": $filter.id,
            ":name": $filter.name,
            ":since": $filter.since.map(|day| day.text()),
            ":newest": $filter.newest.map_or(-1, i64::from),
        }
    };
}

use parameters;

fn each(
    connection: &Connection,
    filter: &Filter<'_>,
    order: &str,
    mut act: impl FnMut(StoredEvent),
) -> rusqlite::Result<()> {
    let columns = "SELECT id, name, version, issued, stored, event";
    let mut statement = connection.prepare(&format!("{columns} {}", chosen(order)))?;
    let mut rows = statement.query(parameters!(filter))?;
    while let Some(row) = rows.next()? {
        act(read(row)?);
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredEvent> {
    let (id, name, version) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(StoredEvent { id, name, version, issued: row.get(3)?, stored: row.get(4)?, event: row.get(5)? })
}
