//! Keyed hashes: what they keep apart, how long they stay the same, and what clocks and disks cannot do to them.

use hmac::{Hmac, KeyInit as _, Mac as _};
use proptest::prelude::*;
use std::io;
use std::path::PathBuf;
use telemetry_core::runtime::keys::{KeyFiles, KeyStore, Keys, MemoryKeys, StoredKey};
use telemetry_core::{Encoding, KeyScope};

const DAY: i64 = 86_400_000;

fn hash(keys: &mut Keys, scope: KeyScope, now: i64) -> Option<String> {
    keys.hash("project", scope, Some("P90D"), Encoding::Hex, b"/home/ada/novel", now).map(str::to_owned)
}

fn install(keys: &mut Keys, now: i64) -> String {
    hash(keys, KeyScope::Install, now).expect("an install has a key")
}

#[test]
fn hashes_cannot_be_joined_over_fields_products_and_scopes() {
    let store = MemoryKeys::default();
    let mut hashes = Vec::new();
    for product in ["quill", "quil"] {
        let mut keys = Keys::new(product, store.clone());
        keys.enter(KeyScope::Project, Some("novel"));
        keys.enter(KeyScope::Organisation, Some("novel"));
        for field in ["project", "folder", "lproject"] {
            for scope in [KeyScope::Session, KeyScope::Install, KeyScope::Project, KeyScope::Organisation] {
                for rotate in [None, Some("P90D"), Some("P30D")] {
                    let hash = keys.hash(field, scope, rotate, Encoding::Hex, b"value", 0).expect("each has a key");
                    assert_eq!((hash.len(), hash.to_lowercase()), (64, hash.to_owned()));
                    hashes.push(hash.to_owned());
                }
            }
        }
    }
    let count = hashes.len();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), count);
}

#[test]
fn the_code_is_hmac_sha_256_of_keys_made_by_it() {
    let secret = [7; 32];
    let mut store = MemoryKeys::default();
    store.save("install", &StoredKey::new(secret, 0), None).expect("memory keeps keys");
    let mut keys = Keys::new("quill", store);
    let of = |key: &[u8], message: &[u8]| -> [u8; 32] {
        let mut code = Hmac::<sha2::Sha256>::new_from_slice(key).expect("keys may have any length");
        code.update(message);
        code.finalize().into_bytes().into()
    };
    let purpose = [b"telemetry field key 1\0".as_slice(), &5_u64.to_le_bytes(), b"quill", b"project"].concat();
    let key = of(&secret, &purpose);
    for length in [0, 1, 35, 36, 54, 55, 56, 63, 64, 65, 119, 120, 200, 300, 1000] {
        let value: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).expect("it is small")).collect();
        let expected = of(&key, &value).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        for _ in 0..2 {
            let found = keys.hash("project", KeyScope::Install, None, Encoding::Hex, &value, 0);
            assert_eq!(found, Some(&*expected), "{length}");
        }
    }
    let base64 = keys.hash("project", KeyScope::Install, None, Encoding::Base64, b"x", 0).expect("a hash");
    assert!(base64.len() == 44 && base64.ends_with('=') && base64.is_ascii());
}

#[test]
fn sessions_and_projects_have_keys_of_their_own() {
    let mut keys = Keys::new("quill", MemoryKeys::default());
    assert_eq!(hash(&mut keys, KeyScope::Project, 0), None);
    keys.enter(KeyScope::Project, Some("novel"));
    let novel = hash(&mut keys, KeyScope::Project, 0);
    keys.enter(KeyScope::Project, Some("poem"));
    assert_ne!(hash(&mut keys, KeyScope::Project, 0), novel);
    keys.enter(KeyScope::Project, Some("novel"));
    assert_eq!(hash(&mut keys, KeyScope::Project, 0), novel);
    keys.enter(KeyScope::Project, None);
    assert_eq!(hash(&mut keys, KeyScope::Project, 0), None);
    let first = hash(&mut keys, KeyScope::Session, 0);
    assert_eq!(hash(&mut keys, KeyScope::Session, 0), first);
    keys.enter(KeyScope::Session, None);
    assert_ne!(hash(&mut keys, KeyScope::Session, 0), first);
}

#[test]
fn a_session_is_not_kept_and_an_install_is() {
    let store = MemoryKeys::default();
    let of_session = |scope| hash(&mut Keys::new("quill", store.clone()), scope, 0);
    assert_ne!(of_session(KeyScope::Session), of_session(KeyScope::Session));
    assert_eq!(of_session(KeyScope::Install), of_session(KeyScope::Install));
}

#[test]
fn keys_are_replaced_when_their_time_is_over() {
    let mut keys = Keys::new("quill", MemoryKeys::default());
    let first = install(&mut keys, 0);
    assert_eq!(install(&mut keys, 90 * DAY - 1), first);
    let second = install(&mut keys, 90 * DAY);
    assert_ne!(second, first);
    assert_eq!(install(&mut keys, 179 * DAY), second);
    assert_ne!(install(&mut keys, 180 * DAY), second);
}

#[test]
fn a_clock_that_steps_back_a_little_changes_nothing() {
    let mut keys = Keys::new("quill", MemoryKeys::default());
    let first = install(&mut keys, 10 * DAY);
    assert_eq!(install(&mut keys, 9 * DAY), first);
    assert_ne!(install(&mut keys, 100 * DAY), first);
}

#[test]
fn a_clock_that_jumps_to_and_fro_replaces_a_key_once() {
    let mut keys = Keys::new("quill", MemoryKeys::default());
    let first = install(&mut keys, 100 * DAY);
    let second = install(&mut keys, 10_000 * DAY);
    assert_ne!(second, first);
    for now in [100 * DAY, 10_000 * DAY, i64::MIN, i64::MAX, 0, 50_000 * DAY] {
        assert_eq!(install(&mut keys, now), second, "{now}");
    }
}

#[test]
fn a_key_from_the_future_lives_no_longer_than_others() {
    let store = MemoryKeys::default();
    let of_session = |now| install(&mut Keys::new("quill", store.clone()), now);
    let wrong = of_session(50_000 * DAY);
    assert_eq!(of_session(100 * DAY), wrong);
    assert_eq!(of_session(189 * DAY), wrong);
    assert_ne!(of_session(190 * DAY), wrong);
}

#[test]
fn forgetting_makes_all_that_was_hashed_unjoinable() {
    let store = MemoryKeys::default();
    let mut keys = Keys::new("quill", store.clone());
    let first = install(&mut keys, 0);
    keys.forget().expect("memory forgets");
    let second = install(&mut keys, 0);
    assert_ne!(second, first);
    assert_eq!(install(&mut Keys::new("quill", store), 0), second);
}

/// Fails at everything.
struct Broken;

impl KeyStore for Broken {
    fn load(&mut self, _: &str) -> io::Result<Option<StoredKey>> {
        Err(io::ErrorKind::PermissionDenied.into())
    }

    fn save(&mut self, _: &str, _: &StoredKey, _: Option<&StoredKey>) -> io::Result<StoredKey> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn forget(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

#[test]
fn a_broken_store_gives_keys_for_one_session() {
    let mut keys = Keys::new("quill", Broken);
    let first = install(&mut keys, 0);
    assert_eq!((install(&mut keys, DAY), keys.unsaved()), (first.clone(), 1));
    assert_ne!(install(&mut keys, 90 * DAY), first);
    assert!(keys.forget().is_err());
    assert_ne!(install(&mut keys, 0), first);
}

/// Returns a folder that is not there yet.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("keys-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

#[test]
fn files_keep_keys_where_only_their_user_reads_them() {
    let folder = folder("kept");
    let of_session = |now| install(&mut Keys::new("quill", KeyFiles::new(&folder)), now);
    let first = of_session(0);
    assert_eq!(of_session(DAY), first);
    let files: Vec<_> =
        std::fs::read_dir(&folder).expect("it is made").flatten().map(|file| file.file_name()).collect();
    assert_eq!(files, ["install-P90D.key"]);
    #[cfg(unix)]
    for (path, mode) in [(folder.clone(), 0o700), (folder.join("install-P90D.key"), 0o600)] {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777, mode);
    }
    let second = of_session(90 * DAY);
    assert_ne!(second, first);
    assert_eq!(of_session(91 * DAY), second);
    Keys::new("quill", KeyFiles::new(&folder)).forget().expect("the folder is ours");
    assert_eq!(std::fs::read_dir(&folder).expect("it stays").count(), 0);
    assert_ne!(of_session(91 * DAY), second);
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
}

#[test]
fn damaged_files_are_replaced() {
    let folder = folder("damaged");
    let whole = install(&mut Keys::new("quill", KeyFiles::new(&folder)), 0);
    let path = folder.join("install-P90D.key");
    let line = std::fs::read(&path).expect("it is there");
    let mut damaged: Vec<Vec<u8>> = (0..line.len()).map(|length| line[..length].to_vec()).collect();
    damaged.extend([b"\xff\xfe".to_vec(), vec![0; 10_000], [&line[..], b"more"].concat(), b"2 0 00\n".to_vec()]);
    for bytes in damaged {
        std::fs::write(&path, &bytes).expect("it is ours");
        let first = install(&mut Keys::new("quill", KeyFiles::new(&folder)), 0);
        assert_ne!(first, whole, "{bytes:?}");
        assert_eq!(install(&mut Keys::new("quill", KeyFiles::new(&folder)), 0), first, "{bytes:?}");
    }
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
}

#[test]
fn processes_that_begin_at_once_have_one_key() {
    let folder = folder("race");
    let of_session = || install(&mut Keys::new("quill", KeyFiles::new(&folder)), 0);
    let mut hashes: Vec<String> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..2).map(|_| scope.spawn(of_session)).collect();
        started.into_iter().map(|thread| thread.join().expect("no thread panics")).collect()
    });
    hashes.dedup();
    assert_eq!(hashes, [of_session()]);
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
}

#[test]
fn secrets_are_not_shown() {
    assert_eq!(format!("{:?}", StoredKey::new([7; 32], 5)), "StoredKey { made: 5, .. }");
}

proptest! {
    /// Whatever the clock says, a key is replaced only by a clock that went on at least `rotate` since it was made.
    #[test]
    fn no_clock_crashes_or_replaces_keys_wildly(clocks in proptest::collection::vec(any::<i64>(), 1..60)) {
        let mut keys = Keys::new("quill", MemoryKeys::default());
        let mut hashes: Vec<String> = clocks.iter().map(|now| install(&mut keys, *now)).collect();
        hashes.dedup();
        let has_gone_back = clocks.is_sorted();
        let days: i128 = clocks.windows(2).map(|two| (i128::from(two[1]) - i128::from(two[0])).max(0)).sum::<i128>() / i128::from(DAY);
        prop_assert!(i128::try_from(hashes.len()).unwrap_or(0) <= 1 + days / 90);
        if !has_gone_back {
            // Up to the first jump back each jump forth may replace it, and never after.
            let sorted = clocks.windows(2).take_while(|two| two[1] >= two[0].saturating_sub(DAY)).count();
            prop_assert!(hashes.len() <= sorted + 2);
        }
    }
}
