//! An event between `encode` and `send`: what the columns hold, in one row of bytes that never leaves the process.

use crate::Timestamp;
use crate::runtime::Item;
use crate::runtime::senders::canonical::push_canonical;
use crate::runtime::wire::ids;

/// What the columns of one event hold.
pub(super) struct Entry<'a> {
    pub(super) id: String,
    pub(super) name: &'a str,
    pub(super) version: u32,
    pub(super) issued: Option<String>,
    pub(super) sequence: i64,
    pub(super) event: &'a str,
}

/// Appends an event.
pub(super) fn push(entry: &mut Vec<u8>, item: &Item<'_>) {
    entry.extend(item.id);
    entry.extend(item.version.to_le_bytes());
    entry.extend(item.sequence.to_le_bytes());
    entry.push(u8::from(item.issued.is_some()));
    entry.extend(item.issued.unwrap_or(0).to_le_bytes());
    entry.extend((item.name.len() as u64).to_le_bytes());
    entry.extend(item.name.bytes());
    push_canonical(entry, item);
}

impl<'a> Entry<'a> {
    /// Reads what [`push`] wrote; `None` where it did not.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk()?;
        let (version, rest) = rest.split_first_chunk()?;
        let (sequence, rest) = rest.split_first_chunk()?;
        let (is_issued, rest) = rest.split_first()?;
        let (issued, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (name, event) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let issued = Timestamp::from_unix_millis(i64::from_le_bytes(*issued)).text();
        Some(Self {
            id: ids::text(*id),
            name: std::str::from_utf8(name).ok()?,
            version: u32::from_le_bytes(*version),
            issued: (*is_issued == 1).then_some(issued),
            sequence: i64::try_from(u64::from_le_bytes(*sequence)).unwrap_or(i64::MAX),
            event: std::str::from_utf8(event).ok()?,
        })
    }
}
