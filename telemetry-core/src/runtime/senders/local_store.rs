//! The local store: events stay on the machine, in a database that its user can read, export and clear.

mod entry;
mod file;
mod reader;

pub use reader::{Filter, Size, StoreError, Stored, StoredEvent};

use crate::Timestamp;
use crate::runtime::{Batch, Item, Outcome, Sender};
use entry::Entry;
use file::{Place, set_aside};
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long to wait when the disk is full or another process holds the file.
const PAUSE: Duration = Duration::from_secs(30);

/// SQLite's word for "somebody moved or deleted the file that is open".
const FILE_MOVED: i32 = 1032;

/// How much a store keeps. Where a limit is exceeded, the oldest events go until nine tenths of it are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The greatest number of events.
    pub events: u32,
    /// The greatest size of all events, as JSON; the file takes about a third more.
    pub bytes: u32,
    /// How many days events are kept, by the machine's clock.
    pub days: u16,
}

impl Default for Limits {
    /// 10,000 events, 16 MB, 90 days.
    fn default() -> Self {
        Self { events: 10_000, bytes: 16_000_000, days: 90 }
    }
}

/// Keeps events in a SQLite database on this machine, and sends nothing.
///
/// ```
/// use telemetry_core::runtime::senders::local_store::{Filter, Limits, LocalStore};
/// use telemetry_core::runtime::{Batch, Item, Sender};
/// use std::time::Duration;
///
/// # let folder = std::env::temp_dir().join(format!("local-store-example-{}", std::process::id()));
/// # let path = folder.join("events.sqlite");
/// let mut store = LocalStore::new(&path, Limits::default());
/// let stored = store.stored(); // for the subcommands of the program
///
/// let item = Item { name: "saved".into(), version: 1, id: [1; 16], issued: None, sequence: 1, fields: Vec::new() };
/// let mut entry = Vec::new();
/// store.encode(&item, &mut entry);
/// store.send(&Batch { id: [2; 16], entries: vec![&entry], attempt: 0, sent: 0, timeout: Duration::from_secs(1) });
///
/// let newest = stored.show(&Filter { newest: Some(20), ..Filter::default() })?;
/// assert_eq!(newest[0].event, r#"{"event":"saved","version":1,"fields":{}}"#);
/// assert_eq!(stored.clear()?, 1);
/// # std::fs::remove_dir_all(folder).expect("it was made above");
/// # Ok::<(), telemetry_core::runtime::senders::local_store::StoreError>(())
/// ```
///
/// # Reading it without this library
///
/// `sqlite3 events.sqlite "SELECT issued, event FROM events ORDER BY number DESC LIMIT 20"` shows the newest. The table
/// `events` has these columns, and who may read the file may delete from it:
///
/// | column | holds |
/// |---|---|
/// | `number` | the order of arrival |
/// | `id` | the event's id, as UUIDs are written |
/// | `name`, `version` | which event it is |
/// | `issued` | when it was recorded, RFC 3339 in UTC; NULL where the destination may not know |
/// | `sequence` | its number in the session |
/// | `stored` | the day it arrived, `2026-01-31` |
/// | `event` | the event as JSON, in the form that the catalog's schemas describe |
///
/// # Trouble
///
/// - Nothing is opened before the first event, and never by the thread that records.
/// - A damaged file is set aside as `events.sqlite.damaged`, in the place of an earlier one, and a new one is begun;
///   [`Stored::clear`] deletes it too.
/// - Where the folder cannot be written, or the file belongs to another program or to a newer version of this one, events
///   are kept in memory, within the same limits, and [`LocalStore::trouble`] says why.
/// - Several processes may share the file: they wait for each other, up to the batch's timeout.
/// - When the disk is full, events come again later; nothing of what is stored is lost.
/// - Deleted events are overwritten with zeros. The file is for its owner alone where the system knows owners.
#[derive(Clone, Debug)]
pub struct LocalStore {
    shared: Arc<Mutex<Store>>,
}

#[derive(Debug)]
struct Store {
    path: PathBuf,
    limits: Limits,
    place: Option<Place>,
    known: Option<Known>,
    trouble: Option<String>,
}

/// What a store knows of its database, for as long as nobody else writes to it.
#[derive(Clone, Debug)]
struct Known {
    version: i64,
    size: Size,
    day: String,
}

impl LocalStore {
    /// Keeps events in this file, which is made with its folder when the first event comes.
    #[must_use]
    pub fn new(path: &Path, limits: Limits) -> Self {
        let store = Store { path: path.to_owned(), limits, place: None, known: None, trouble: None };
        Self { shared: Arc::new(Mutex::new(store)) }
    }

    /// Returns what reads the store while it is written, what is kept in memory included.
    #[must_use]
    pub fn stored(&self) -> Stored {
        Stored::of(self.clone())
    }

    /// Returns what went wrong last: a file that was set aside, or why events are kept in memory.
    pub fn trouble(&self) -> Option<String> {
        self.store().trouble.clone()
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sender for LocalStore {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        entry::push(entry, item);
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        let mut store = self.store();
        // A file that cannot be written is left once, for a new one or for memory; that one gets the same batch.
        let first = store.add(batch);
        let last = first.or_else(|error| if store.leave(&error) { store.add(batch) } else { Err(error) });
        last.unwrap_or(Outcome::Later { after: Some(PAUSE) })
    }

    fn trouble(&self) -> Option<String> {
        Self::trouble(self)
    }
}

impl Store {
    /// Returns the open database, which is opened where it is not yet.
    fn connection(&mut self) -> rusqlite::Result<&mut Connection> {
        if self.place.is_none() {
            let (place, trouble) = Place::open(&self.path)?;
            self.trouble = trouble.or(self.trouble.take());
            self.place = Some(place);
        }
        Ok(self.place.as_mut().map(Place::connection).expect("the place was opened above"))
    }

    fn add(&mut self, batch: &Batch<'_>) -> rusqlite::Result<Outcome> {
        let limits = self.limits;
        let known = self.known.take();
        let connection = self.connection()?;
        connection.busy_timeout(batch.timeout)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let today = day(batch.sent);
        // SQLite changes this number whenever another connection has written.
        let version = transaction.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let known = known.filter(|known| known.version == version);
        let is_new_day = known.as_ref().is_none_or(|known| known.day != today);
        let size = known.map_or_else(|| Size::read(&transaction), |known| Ok(known.size))?;
        let (added, refused) = insert(&transaction, batch, limits, &today)?;
        if is_new_day {
            let oldest = day(batch.sent.saturating_sub(i64::from(limits.days) * 86_400_000));
            transaction.execute("DELETE FROM events WHERE stored < ?1", [oldest])?;
        }
        let size = Size { events: size.events + added.events, bytes: size.bytes + added.bytes };
        let size = if exceeds(size, limits) { trim(&transaction, limits)? } else { size };
        transaction.commit()?;
        self.known = Some(Known { version, size, day: today });
        Ok(if refused.is_empty() { Outcome::Accepted } else { Outcome::Partly { retry: Vec::new(), refused } })
    }

    /// Leaves a file that cannot be used any more, and returns whether there is another place to try.
    fn leave(&mut self, error: &rusqlite::Error) -> bool {
        let code = error.sqlite_error_code();
        let is_moved = error.sqlite_error().is_some_and(|error| error.extended_code == FILE_MOVED);
        match code {
            _ if is_moved => self.place = None,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                self.place = None;
                self.trouble = Some(set_aside(&self.path, error));
            }
            Some(ErrorCode::DiskFull | ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => return false,
            _ => {
                let Ok(memory) = Place::memory() else { return false };
                self.place = Some(memory);
                self.trouble = Some(file::memory_only(&self.path, &error.to_string()));
            }
        }
        true
    }
}

/// Adds the events of a batch, those it has already left out; returns how much is new, and which can never be taken.
fn insert(
    transaction: &Transaction<'_>,
    batch: &Batch<'_>,
    limits: Limits,
    today: &str,
) -> rusqlite::Result<(Size, Vec<usize>)> {
    let (mut added, mut refused) = (Size { events: 0, bytes: 0 }, Vec::new());
    let mut statement = transaction.prepare(
        "INSERT OR IGNORE INTO events (id, name, version, issued, sequence, stored, event)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (index, bytes) in batch.entries.iter().enumerate() {
        match Entry::read(bytes).filter(|entry| entry.event.len() <= limits.bytes as usize) {
            Some(Entry { id, name, version, issued, sequence, event }) => {
                let count = statement.execute(params![id, name, version, issued, sequence, today, event])? as u64;
                added.events += count;
                added.bytes += count * event.len() as u64;
            }
            None => refused.push(index),
        }
    }
    Ok((added, refused))
}

fn exceeds(size: Size, limits: Limits) -> bool {
    size.events > u64::from(limits.events) || size.bytes > u64::from(limits.bytes)
}

/// Deletes the oldest events where a limit is exceeded, some more than needed, so that this is seldom; returns the size.
fn trim(transaction: &Transaction<'_>, limits: Limits) -> rusqlite::Result<Size> {
    // What is known may be too much: deleting does not change it.
    let size = Size::read(transaction)?;
    if !exceeds(size, limits) {
        return Ok(size);
    }
    let kept = |limit: u32| i64::from(limit) - i64::from(limit) / 10;
    transaction.execute(
        "DELETE FROM events WHERE number <= (SELECT number FROM events ORDER BY number DESC LIMIT 1 OFFSET ?1)",
        [kept(limits.events)],
    )?;
    if size.bytes > u64::from(limits.bytes) {
        transaction.execute(
            "WITH summed AS (SELECT number, sum(octet_length(event)) OVER (ORDER BY number DESC) AS bytes FROM events)
             DELETE FROM events WHERE number <= (SELECT max(number) FROM summed WHERE bytes > ?1)",
            [kept(limits.bytes)],
        )?;
    }
    Size::read(transaction)
}

/// Returns the day of a moment in milliseconds since 1970, as it stands in the database.
fn day(millis: i64) -> String {
    let mut text = Timestamp::from_unix_millis(millis).text();
    text.truncate("2026-01-31".len());
    text
}

#[cfg(test)]
mod tests {
    use super::{Limits, LocalStore, PAUSE};
    use crate::runtime::{Batch, Item, Outcome, Sender};
    use std::path::Path;
    use std::time::Duration;

    /// Sends one event after a word to the database, which makes it behave as a disk would.
    fn send_after(store: &mut LocalStore, word: &str, number: u8) -> Outcome {
        let told = store.store().connection().and_then(|connection| connection.execute_batch(word));
        assert_eq!(told, Ok(()));
        let name = "long".repeat(100_000).into();
        let item = Item { name, version: 1, id: [number; 16], issued: None, sequence: 1, fields: Vec::new() };
        let mut entry = Vec::new();
        store.encode(&item, &mut entry);
        let timeout = Duration::from_secs(1);
        store.send(&Batch { id: [0; 16], entries: vec![&entry], attempt: 0, sent: 0, timeout })
    }

    fn events(store: &LocalStore) -> Option<u64> {
        store.stored().size().ok().map(|size| size.events)
    }

    #[test]
    fn when_the_disk_is_full_events_come_again_and_what_is_stored_stays() {
        let mut store = LocalStore::new(Path::new(":memory:"), Limits::default());
        assert_eq!(send_after(&mut store, "", 1), Outcome::Accepted);
        assert_eq!(send_after(&mut store, "PRAGMA max_page_count = 1", 2), Outcome::Later { after: Some(PAUSE) });
        assert_eq!(send_after(&mut store, "PRAGMA max_page_count = 1000000", 2), Outcome::Accepted);
        assert_eq!((events(&store), store.trouble()), (Some(2), None));
    }

    #[test]
    fn when_the_disk_becomes_read_only_events_are_kept_in_memory() {
        let mut store = LocalStore::new(Path::new(":memory:"), Limits::default());
        assert_eq!(send_after(&mut store, "", 1), Outcome::Accepted);
        assert_eq!(send_after(&mut store, "PRAGMA query_only = ON", 2), Outcome::Accepted);
        assert_eq!(send_after(&mut store, "", 3), Outcome::Accepted);
        assert_eq!(events(&store), Some(2));
        let trouble = store.trouble().unwrap_or_default();
        assert!(trouble.starts_with("`:memory:` cannot be used (attempt to write a readonly database)"), "{trouble}");
    }
}
