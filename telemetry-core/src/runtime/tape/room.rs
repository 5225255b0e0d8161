//! Room that is written from its beginning: all of its bytes exist, so that a few of known number are written with one
//! comparison and without a call.

/// How many bytes there are at first.
const FIRST: usize = 1024;
/// The longest text that is copied without a call.
pub(crate) const SHORT: usize = 32;

/// Bytes of which the first ones are written; none at first.
#[derive(Default)]
pub(crate) struct Room {
    bytes: Vec<u8>,
    length: usize,
}

impl Room {
    /// Begins anew behind so many bytes, which are written at the end.
    #[inline]
    pub(crate) fn begin(&mut self, length: usize) {
        if self.bytes.len() < length {
            self.grow(length);
        }
        self.length = length;
    }

    /// Returns how many bytes are written.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// Returns what is written.
    #[inline]
    pub(crate) fn written(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Returns the first bytes of what is written.
    #[inline]
    pub(crate) fn head<const LENGTH: usize>(&mut self) -> Option<&mut [u8; LENGTH]> {
        self.bytes.first_chunk_mut()
    }

    /// Takes back what stands behind so many bytes.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// Returns the bytes behind what is written; `None` where there are too few. They are written in their place: what
    /// is put together elsewhere in parts and read as a whole is waited for.
    #[inline]
    pub(crate) fn next<const LENGTH: usize>(&mut self) -> Option<&mut [u8; LENGTH]> {
        self.bytes.get_mut(self.length..)?.first_chunk_mut()
    }

    /// Notes that so many more bytes are written.
    #[inline]
    pub(crate) fn advance(&mut self, count: usize) {
        self.length += count;
    }

    /// Writes a few bytes.
    #[inline]
    pub(crate) fn put<const LENGTH: usize>(&mut self, bytes: [u8; LENGTH]) {
        if let Some(next) = self.next() {
            *next = bytes;
            self.length += LENGTH;
        } else {
            self.put_all(&bytes);
        }
    }

    /// Writes bytes.
    #[inline(never)]
    pub(crate) fn put_all(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        if self.bytes.len() < end {
            self.grow(end);
        }
        if let Some(next) = self.bytes.get_mut(self.length..end) {
            next.copy_from_slice(bytes);
            self.length = end;
        }
    }

    #[cold]
    fn grow(&mut self, least: usize) {
        self.bytes.resize(least.max(2 * self.bytes.len()).max(FIRST), 0);
    }
}

/// Copies a short text: its first and its last bytes, which may overlap.
#[inline]
pub(crate) fn copy_short(to: &mut [u8; SHORT], text: &[u8]) {
    if !copy_ends::<16>(to, text) && !copy_ends::<8>(to, text) && !copy_ends::<4>(to, text) {
        // At most three bytes are left: the first, the one in the middle and the last.
        for at in [0, text.len() / 2, text.len().saturating_sub(1)] {
            if let (Some(to), Some(byte)) = (to.get_mut(at), text.get(at)) {
                *to = *byte;
            }
        }
    }
}

/// Copies a text that has once to twice as many bytes; returns whether it has.
#[inline]
fn copy_ends<const LENGTH: usize>(to: &mut [u8; SHORT], text: &[u8]) -> bool {
    let (Some(first), Some(last)) = (text.first_chunk::<LENGTH>(), text.last_chunk::<LENGTH>()) else { return false };
    let from = text.len() - LENGTH;
    if let Some(to) = to.first_chunk_mut() {
        *to = *first;
    }
    if let Some(to) = to.get_mut(from..).and_then(|to| to.first_chunk_mut()) {
        *to = *last;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Room, SHORT, copy_short};

    #[test]
    fn short_texts_of_every_length_are_copied() {
        let text: [u8; SHORT] = std::array::from_fn(|at| u8::try_from(at + 1).unwrap_or(0));
        for length in 0..=SHORT {
            let mut to = [0; SHORT];
            copy_short(&mut to, &text[..length]);
            assert_eq!((&to[..length], to.get(length)), (&text[..length], to.get(length).map(|_| &0)));
        }
    }

    #[test]
    fn what_is_written_stands_behind_what_was_begun() {
        for before in [0, 1, FIRST - 3, FIRST, 3 * FIRST] {
            let mut room = Room::default();
            room.begin(before);
            room.put([1, 2, 3, 4]);
            room.put_all(&[5; 3 * FIRST]);
            assert_eq!(room.written()[before..], [&[1, 2, 3, 4][..], &[5; 3 * FIRST]].concat());
            room.truncate(before + 2);
            assert_eq!((room.len(), room.written().last()), (before + 2, Some(&2)));
        }
    }
}
