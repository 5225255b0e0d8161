//! The local store: what its user can do with it, what it keeps, and what it survives.

use runtime_tests::{Folder, PATIENCE, SENT, everything, field, folder, item, send};
use rusqlite::Connection;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use telemetry_core::Date;
use telemetry_core::runtime::senders::local_store::{Filter, Limits, LocalStore, Size, Stored};
use telemetry_core::runtime::{Batch, Item, Kind, Outcome, Sender, Value};

const ALL: Filter<'_> = Filter { id: None, name: None, since: None, newest: None };

/// Where the store of a test is.
struct Place(Folder);

impl Place {
    fn new(name: &str) -> Self {
        Self(folder(&format!("store-{name}")))
    }

    fn file(&self) -> PathBuf {
        self.0.join("events.sqlite")
    }
}

fn numbered(number: u8) -> Item<'static> {
    item(number, vec![field("n", Kind::Measurement, Value::Count(number.into()))])
}

fn named(number: u8, name: &'static str) -> Item<'static> {
    Item { name: name.into(), ..numbered(number) }
}

fn open(path: &Path) -> LocalStore {
    LocalStore::new(path, Limits::default())
}

fn add(store: &LocalStore, items: &[Item<'_>]) -> Outcome {
    send(&mut store.clone(), items, PATIENCE)
}

/// Returns the first byte of the id of each stored event, oldest first.
fn numbers(stored: &Stored) -> Vec<u8> {
    let events = stored.show(&ALL).expect("the store can be read");
    events.iter().rev().map(|event| u8::from_str_radix(&event.id[..2], 16).expect("ids are hexadecimal")).collect()
}

#[test]
fn events_are_shown_exported_and_deleted() {
    let place = Place::new("shown");
    let store = open(&place.file());
    let stored = store.stored();
    assert!(numbers(&stored).is_empty());
    assert_eq!(add(&store, &[named(1, "a"), named(2, "b"), everything(3)]), Outcome::Accepted);

    let newest = stored.show(&Filter { newest: Some(1), ..ALL }).expect("the store can be read");
    assert_eq!(newest.len(), 1);
    assert_eq!((&*newest[0].name, newest[0].version), ("policy_loaded", 2));
    assert_eq!(newest[0].id, "03030303-0303-0303-0303-030303030303");
    assert_eq!((newest[0].issued.as_deref(), &*newest[0].stored), (Some("2026-01-03T04:04:05.678Z"), "2026-01-03"));
    serde_json::from_str::<serde_json::Value>(&newest[0].event).expect("events are JSON");

    let check = |filter: Filter<'_>, expected: &str| {
        let mut out = Vec::new();
        let count = stored.export(&filter, &mut out).expect("the store can be read");
        let text = String::from_utf8(out).expect("lines are text");
        assert_eq!((text.as_str(), count), (expected, expected.lines().count() as u64), "{filter:?}");
    };
    let [first, second] = [("a", 1), ("b", 2)]
        .map(|(name, n)| format!("{{\"event\":\"{name}\",\"version\":2,\"fields\":{{\"n\":{n}}}}}\n"));
    check(Filter { name: Some("a"), ..ALL }, &first);
    check(Filter { id: Some("02020202-0202-0202-0202-020202020202"), ..ALL }, &second);
    check(Filter { name: Some("a' OR 1=1 --"), ..ALL }, "");
    check(Filter { since: Date::new(2026, 1, 4), ..ALL }, "");
    check(Filter { since: Date::new(2026, 1, 3), newest: Some(1), name: Some("b"), ..ALL }, &second);
    check(Filter { newest: Some(0), ..ALL }, "");

    assert_eq!(stored.delete(&Filter { name: Some("b"), ..ALL }), Ok(1));
    assert_eq!(numbers(&stored), [1, 3]);
    assert_eq!(stored.clear(), Ok(2));
    assert_eq!(stored.size(), Ok(Size { events: 0, bytes: 0 }));
    assert_eq!(store.trouble(), None);
}

#[test]
fn an_event_that_comes_again_is_stored_once() {
    let place = Place::new("again");
    let store = open(&place.file());
    assert_eq!(add(&store, &[numbered(1), numbered(1)]), Outcome::Accepted);
    assert_eq!(add(&store, &[numbered(2), numbered(1)]), Outcome::Accepted);
    assert_eq!(numbers(&store.stored()), [1, 2]);
}

#[test]
fn the_oldest_go_when_a_limit_is_reached() {
    let check = |limits: Limits, expected: &[u8]| {
        let place = Place::new("limits");
        let store = LocalStore::new(&place.file(), limits);
        for number in 1..=9 {
            assert_eq!(add(&store, &[numbered(number)]), Outcome::Accepted);
        }
        assert_eq!(numbers(&store.stored()), expected, "{limits:?}");
        let size = store.stored().size().expect("the store can be read");
        assert_eq!(size, Size { events: expected.len() as u64, bytes: 54 * expected.len() as u64 });
    };
    let all = Limits::default();
    check(all, &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
    check(Limits { events: 3, ..all }, &[7, 8, 9]);
    check(Limits { bytes: 54 * 4, ..all }, &[7, 8, 9]);
    check(Limits { bytes: 54 * 5 - 1, ..all }, &[6, 7, 8, 9]);
    check(Limits { events: 2, bytes: 54 * 4, days: 1 }, &[8, 9]);
    check(Limits { bytes: 540, events: 8, ..all }, &[2, 3, 4, 5, 6, 7, 8, 9]);
    check(Limits { events: 0, ..all }, &[]);
}

#[test]
fn a_limit_holds_whoever_writes_and_what_was_deleted_makes_room() {
    let place = Place::new("whoever");
    let limits = Limits { events: 4, ..Limits::default() };
    let stores = [LocalStore::new(&place.file(), limits), LocalStore::new(&place.file(), limits)];
    for number in 1..=9 {
        assert_eq!(add(&stores[usize::from(number % 2)], &[numbered(number)]), Outcome::Accepted);
    }
    assert_eq!(numbers(&stores[0].stored()), [6, 7, 8, 9]);
    for id in ["06060606-0606-0606-0606-060606060606", "08080808-0808-0808-0808-080808080808"] {
        assert_eq!(stores[1].stored().delete(&Filter { id: Some(id), ..ALL }), Ok(1));
    }
    assert_eq!(add(&stores[1], &[numbered(10), numbered(11)]), Outcome::Accepted);
    assert_eq!(numbers(&stores[1].stored()), [7, 9, 10, 11]);
}

#[test]
fn an_event_that_is_larger_than_the_store_is_refused() {
    let place = Place::new("large");
    let store = LocalStore::new(&place.file(), Limits { bytes: 60, ..Limits::default() });
    let large = item(2, vec![field("n", Kind::Property, Value::Text("x".repeat(100).into()))]);
    let outcome = add(&store, &[numbered(1), large]);
    assert_eq!(outcome, Outcome::Partly { retry: Vec::new(), refused: vec![1] });
    assert_eq!(numbers(&store.stored()), [1]);
}

fn add_at(store: &LocalStore, number: u8, sent: i64) {
    let mut entry = Vec::new();
    store.clone().encode(&numbered(number), &mut entry);
    let batch = Batch { id: [0; 16], entries: vec![&entry], attempt: 0, sent, timeout: PATIENCE };
    assert_eq!(store.clone().send(&batch), Outcome::Accepted);
}

#[test]
fn events_go_after_their_days_and_clocks_that_jump_do_no_harm() {
    let day = 86_400_000;
    let place = Place::new("age");
    let store = LocalStore::new(&place.file(), Limits { days: 2, ..Limits::default() });
    add_at(&store, 1, SENT);
    add_at(&store, 2, SENT + day);
    add_at(&store, 3, SENT + 2 * day);
    assert_eq!(numbers(&store.stored()), [1, 2, 3]);
    add_at(&store, 4, SENT + 3 * day);
    assert_eq!(numbers(&store.stored()), [2, 3, 4]);
    for sent in [0, i64::MIN, SENT] {
        add_at(&store, sent.to_le_bytes()[0], sent);
        assert_eq!(numbers(&store.stored())[..3], [2, 3, 4]);
    }
    add_at(&store, 9, i64::MAX);
    assert_eq!(numbers(&store.stored()), [9]);
}

#[test]
fn any_program_that_speaks_sql_can_read_it_and_delete_from_it() {
    let place = Place::new("sql");
    let store = open(&place.file());
    add(&store, &[named(1, "a"), named(2, "b")]);
    let other = Connection::open(place.file()).expect("the file is there");
    let sql = "SELECT group_concat(name || ' ' || sequence || ' ' || issued || ' ' || stored, ', ') FROM events";
    let rows: String = other.query_row(sql, [], |row| row.get(0)).expect("the columns are documented");
    assert_eq!(rows, "a 1 2026-01-03T04:04:05.678Z 2026-01-03, b 2 2026-01-03T04:04:05.678Z 2026-01-03");
    assert_eq!(other.execute("DELETE FROM events WHERE name = 'a'", []), Ok(1));
    assert_eq!(store.stored().size(), Ok(Size { events: 1, bytes: 54 - "policy_loaded".len() as u64 + 1 }));
}

#[test]
fn nothing_of_a_deleted_event_is_left_on_the_disk() {
    let place = Place::new("gone");
    let store = open(&place.file());
    let secret = Value::Text("needle in a haystack".repeat(500).into());
    add(&store, &[item(1, vec![field("text", Kind::Property, secret)]), numbered(2)]);
    let contains = || {
        let files = fs::read_dir(&*place.0).expect("the folder is there").flatten();
        let bytes: Vec<u8> = files.flat_map(|file| fs::read(file.path()).expect("files can be read")).collect();
        bytes.windows(6).any(|window| window == b"needle")
    };
    assert!(contains());
    let id = "01010101-0101-0101-0101-010101010101";
    assert_eq!(store.stored().delete(&Filter { id: Some(id), ..ALL }), Ok(1));
    assert!(!contains());
    assert_eq!(numbers(&store.stored()), [2]);
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new("owner");
    let path = place.0.join("a").join("b").join("events.sqlite");
    assert!(!path.exists());
    add(&open(&path), &[numbered(1)]);
    assert_eq!(fs::metadata(path).expect("it was made").permissions().mode() & 0o777, 0o600);
}

/// Whichever byte range of the file is damaged, the store takes events, shows what it has, and loses no file silently.
#[test]
fn a_damaged_file_is_set_aside() {
    let place = Place::new("damaged");
    let store = open(&place.file());
    add(&store, &(0..200).map(numbered).collect::<Vec<_>>());
    drop(store);
    let whole = fs::read(place.file()).expect("the file is there");
    let garbage = [vec![b'x'; 64], vec![0; 4096], b"no database at all".to_vec()];
    let ranges = (0..whole.len()).step_by(2048).flat_map(|at| [(at, 0), (at, 1)]);
    for (at, which) in ranges.chain([(0, 2)]) {
        let mut bytes = whole.clone();
        let end = (at + garbage[which].len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&garbage[which][..end - at]);
        let _ = fs::remove_file(place.0.join("events.sqlite.damaged"));
        fs::write(place.file(), &bytes).expect("the folder can be written");
        let store = open(&place.file());
        let outcome = add(&store, &[numbered(255)]);
        assert_eq!(outcome, Outcome::Accepted, "{which} at {at}");
        let stored = numbers(&store.stored());
        assert_eq!(stored.last(), Some(&255), "{which} at {at}");
        let damaged = fs::read(place.0.join("events.sqlite.damaged"));
        let is_noticed = store.trouble().is_some_and(|text| text.contains("was set aside as"));
        assert_eq!(damaged.is_ok(), is_noticed, "{which} at {at}: {:?}", store.trouble());
        assert!(stored.len() == 1 || !is_noticed);
    }
}

#[test]
fn a_file_that_is_damaged_later_is_set_aside_too() {
    let place = Place::new("later");
    let store = open(&place.file());
    add(&store, &[numbered(1)]);
    fs::write(place.file(), "no database at all".repeat(1000)).expect("the folder can be written");
    assert_eq!(add(&store, &[numbered(2)]), Outcome::Accepted);
    assert_eq!(numbers(&store.stored()), [2]);
    assert!(store.trouble().is_some_and(|text| text.contains("was set aside as")), "{:?}", store.trouble());
    let reader = Stored::open(&place.file()).expect("the new file is a store");
    assert_eq!(numbers(&reader), [2]);
    assert_eq!(reader.clear(), Ok(1));
    let left = fs::read_dir(&*place.0).expect("the folder is there").flatten().map(|file| file.file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("damaged")));
}

#[test]
fn a_file_that_is_deleted_while_it_is_open_is_begun_anew() {
    let place = Place::new("deleted");
    let store = open(&place.file());
    add(&store, &[numbered(1)]);
    fs::remove_dir_all(&*place.0).expect("the folder is there");
    assert_eq!(add(&store, &[numbered(2)]), Outcome::Accepted);
    assert_eq!(numbers(&Stored::open(&place.file()).expect("the new file is a store")), [2]);
    assert_eq!(store.trouble(), None);
}

fn check_memory(path: &Path, reason: &str) {
    let store = open(path);
    assert_eq!(add(&store, &[numbered(1)]), Outcome::Accepted);
    assert_eq!(add(&store, &[numbered(2)]), Outcome::Accepted);
    assert_eq!(numbers(&store.stored()), [1, 2]);
    let trouble = store.trouble().unwrap_or_default();
    let expected = format!("`{}` cannot be used ({reason}", path.display());
    assert!(trouble.starts_with(&expected), "{trouble}");
    assert!(trouble.ends_with("; events are kept in memory and are gone when the program ends"), "{trouble}");
}

#[test]
fn where_there_can_be_no_file_events_are_kept_in_memory() {
    let place = Place::new("memory");
    fs::write(place.0.join("file"), "").expect("the folder can be written");
    check_memory(&place.0.join("file").join("events.sqlite"), "unable to open database file");
    check_memory(&place.0, "unable to open database file");
}

#[test]
fn what_belongs_to_others_is_left_as_it_is() {
    let check = |sql: &str, reason: &str| {
        let place = Place::new("foreign");
        Connection::open(place.file()).and_then(|other| other.execute_batch(sql)).expect("the folder can be written");
        let before = fs::read(place.file()).expect("it was made");
        check_memory(&place.file(), reason);
        assert_eq!(fs::read(place.file()).expect("it is still there"), before);
        let refused = Stored::open(&place.file()).err().map(|error| error.to_string());
        assert_eq!(refused, Some(format!("`{}` is no store of this version", place.file().display())));
    };
    check("CREATE TABLE events (a)", "it has tables of another program");
    check("PRAGMA application_id = 7", "it belongs to another program");
    check("PRAGMA user_version = 7", "it belongs to another program");
    check("PRAGMA application_id = 0x74656c65; PRAGMA user_version = 2", "its version is 2, and 1 is known here");
}

#[test]
fn another_process_can_read_and_clear() {
    let place = Place::new("reader");
    let missing = Stored::open(&place.file()).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(missing.contains("cannot be read") && !place.file().exists(), "{missing}");
    let store = open(&place.file());
    add(&store, &[numbered(1), numbered(2)]);
    let reader = Stored::open(&place.file()).expect("the file is a store");
    assert_eq!(numbers(&reader), [1, 2]);
    add(&store, &[numbered(3)]);
    assert_eq!(reader.clear(), Ok(3));
    assert!(numbers(&store.stored()).is_empty());
}

/// Where a child of [`processes_at_once_lose_nothing`] writes, and its first number.
const CHILD: &str = "LOCAL_STORE_TEST_CHILD";

/// Writes fifty events one by one: where it is told, as a process of its own, or else alone.
#[test]
fn a_process_writes_event_by_event() {
    let place = Place::new("alone");
    let told = env::var(CHILD).unwrap_or_else(|_| format!("0 {}", place.file().display()));
    let (first, path) = told.split_once(' ').expect("it is a number and a path");
    let first: u8 = first.parse().expect("it is a number and a path");
    let store = open(Path::new(path));
    for number in first..first + 50 {
        assert_eq!(add(&store, &[numbered(number)]), Outcome::Accepted);
    }
    assert!(numbers(&store.stored()).len() >= 50 && store.trouble().is_none());
}

#[test]
fn processes_at_once_lose_nothing() {
    let place = Place::new("processes");
    let test = env::current_exe().expect("tests are programs");
    let start = |first: u8| {
        let mut command = Command::new(&test);
        command.args(["--exact", "a_process_writes_event_by_event"]).stdout(Stdio::null());
        command.env(CHILD, format!("{first} {}", place.file().display())).spawn().expect("it started once already")
    };
    let children = [0, 50, 100].map(start);
    for mut child in children {
        assert!(child.wait().is_ok_and(|status| status.success()));
    }
    let mut stored = numbers(&Stored::open(&place.file()).expect("the file is a store"));
    stored.sort_unstable();
    assert_eq!(stored, (0..150).collect::<Vec<_>>());
}

#[test]
fn a_file_that_another_process_holds_is_tried_again() {
    let place = Place::new("held");
    let store = open(&place.file());
    add(&store, &[numbered(1)]);
    let other = Connection::open(place.file()).expect("the file is there");
    other.execute_batch("BEGIN EXCLUSIVE").expect("nobody else holds it");
    let outcome = send(&mut store.clone(), &[numbered(2)], Duration::from_millis(20));
    assert_eq!(outcome, Outcome::Later { after: Some(Duration::from_secs(30)) });
    other.execute_batch("COMMIT").expect("it was begun");
    assert_eq!(add(&store, &[numbered(2)]), Outcome::Accepted);
    assert_eq!(numbers(&store.stored()), [1, 2]);
}
