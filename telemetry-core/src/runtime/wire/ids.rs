//! Random ids, UUID versions 4 and 7 (RFC 9562).

use crate::rules::{Stamp, StampKind};
use crate::runtime::digest;
use crate::runtime::random::Random;

/// Makes ids. It belongs to the thread that sends; whoever sends in a process that was forked off begins with new ones,
/// since random bytes are fetched for many ids at once. To look whether that happened would cost a system call for each.
#[derive(Debug)]
pub struct Ids {
    random: Random,
    /// The moment of the last id of version 7, and the 74 bits behind it.
    last: (u64, u128),
}

/// The bits of version and variant, and those that are free behind the moment.
const FREE: u32 = 74;

impl Ids {
    /// Begins.
    #[must_use]
    pub const fn new() -> Self {
        Self { random: Random::new(), last: (0, 0) }
    }

    /// Makes the id of an item: of version 7 where one of the destination's stamps is that, otherwise of version 4.
    ///
    /// An item keeps its id, so that a destination knows an event that is sent again. `issued` is as precise as the
    /// destination may know it, since an id of version 7 shows it; without it the id shows the order alone.
    pub fn make(&mut self, stamps: &[Stamp], issued: Option<i64>) -> [u8; 16] {
        if stamps.iter().any(|stamp| stamp.of == StampKind::UuidV7) {
            self.version_7(issued.unwrap_or(0))
        } else {
            self.version_4()
        }
    }

    /// Makes a random id.
    pub fn version_4(&mut self) -> [u8; 16] {
        with_version(self.random.next(), 4)
    }

    /// Makes an id that sorts behind all ids of version 7 made before it, whatever the clock says: one that goes back
    /// stands still here. A moment before 1970 is 1970.
    pub fn version_7(&mut self, moment: i64) -> [u8; 16] {
        let moment = u64::try_from(moment).unwrap_or(0).min((1 << 48) - 1);
        let random = u128::from_be_bytes(self.random.next()) >> (128 - FREE);
        // A random step keeps ids of one moment from being guessed; half the room is left for steps.
        let (moment, free) = if moment > self.last.0 {
            (moment, random >> 1)
        } else {
            let next = self.last.1 + 1 + (random & 0xffff_ffff);
            (self.last.0 + u64::try_from(next >> FREE).unwrap_or(0), next & ((1 << FREE) - 1))
        };
        self.last = (moment, free);
        version_7(moment, free)
    }
}

impl Default for Ids {
    fn default() -> Self {
        Self::new()
    }
}

/// Puts an id of version 7 together.
fn version_7(moment: u64, free: u128) -> [u8; 16] {
    let (high, low) = (free >> 62, free & ((1 << 62) - 1));
    with_version((u128::from(moment) << 80 | high << 64 | low).to_be_bytes(), 7)
}

fn with_version(mut bytes: [u8; 16], version: u8) -> [u8; 16] {
    bytes[6] = bytes[6] & 0x0f | version << 4;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    bytes
}

/// Returns the id of an item as this version: itself where it is that, otherwise one that follows from it.
pub(super) fn as_version(id: [u8; 16], version: u8, issued: Option<i64>) -> [u8; 16] {
    if id[6] >> 4 == version {
        return id;
    }
    let digest = digest::plain("sha256", "telemetry id ", &id).unwrap_or_default();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    if version == 7 {
        let moment = u64::try_from(issued.unwrap_or(0)).unwrap_or(0).min((1 << 48) - 1);
        bytes[..6].copy_from_slice(&moment.to_be_bytes()[2..]);
    }
    with_version(bytes, version)
}

/// Returns an id as text: `67e55044-10b1-426f-9247-bb680e5fe0c8`.
pub(crate) fn text(id: [u8; 16]) -> String {
    str::from_utf8(&digits(id)).unwrap_or_default().to_owned()
}

/// Returns the same as bytes, without a place on the heap.
pub(crate) fn digits(id: [u8; 16]) -> [u8; 36] {
    /// Where the digits of each byte stand.
    const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
    let digit = |half: u8| half + if half < 10 { b'0' } else { b'a' - 10 };
    let mut text = [b'-'; 36];
    for (byte, place) in id.into_iter().zip(PLACES) {
        text[place] = digit(byte >> 4);
        text[place + 1] = digit(byte & 15);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Ids, as_version, text};
    use std::collections::HashSet;

    #[test]
    fn ids_say_their_version_and_are_unlike_each_other() {
        let mut ids = Ids::new();
        let mut seen = HashSet::new();
        for at in 0..10_000 {
            for (id, version) in [(ids.version_4(), '4'), (ids.version_7(at / 10), '7')] {
                let text = text(id);
                assert_eq!(text.chars().nth(14), Some(version), "{text}");
                assert!(matches!(text.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{text}");
                assert!(seen.insert(text));
            }
        }
    }

    #[test]
    fn ids_of_version_7_ascend_though_the_clock_jumps() {
        let mut ids = Ids::new();
        let mut last = [0; 16];
        for moment in [5, 5, 5, 9, 4, i64::MIN, 10, 1_700_000_000_000, 11, i64::MAX, i64::MAX, 0] {
            let next = ids.version_7(moment);
            assert!(next > last, "{moment}: {} after {}", text(next), text(last));
            last = next;
        }
    }

    #[test]
    fn the_moment_stands_at_the_front() {
        // The example of RFC 9562, appendix A.6.
        assert!(text(Ids::new().version_7(0x017f_22e2_79b0)).starts_with("017f22e2-79b0-7"));
        assert!(text(as_version([0; 16], 7, Some(0x017f_22e2_79b0))).starts_with("017f22e2-79b0-7"));
    }
}
