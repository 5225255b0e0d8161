//! A list that only grows, and is read without a lock.

use std::sync::OnceLock;

/// How many places the first part has; each further part has twice as many.
const FIRST: usize = 64;
/// How many parts there may be: places for half a billion.
const PARTS: usize = 23;

/// A list whose items never move.
pub(crate) struct Growing<T> {
    parts: [OnceLock<Box<[OnceLock<T>]>>; PARTS],
}

impl<T> Growing<T> {
    pub(crate) fn new() -> Self {
        Self { parts: std::array::from_fn(|_| OnceLock::new()) }
    }

    /// Returns the item at a place.
    #[inline]
    pub(crate) fn get(&self, place: usize) -> Option<&T> {
        let (part, index) = split(place);
        self.parts.get(part)?.get()?.get(index)?.get()
    }

    /// Puts an item at a place that has none yet.
    pub(crate) fn set(&self, place: usize, item: T) {
        let (part, index) = split(place);
        let Some(lock) = self.parts.get(part) else { return };
        let items = lock.get_or_init(|| (0..FIRST << part).map(|_| OnceLock::new()).collect());
        // A place that is taken keeps what it has: places are given out once.
        let _ = items[index].set(item);
    }
}

/// Returns the part of a place, and the place in that part.
#[inline]
fn split(place: usize) -> (usize, usize) {
    let part = (place / FIRST + 1).ilog2() as usize;
    (part, place - FIRST * ((1 << part) - 1))
}

#[cfg(test)]
mod tests {
    use super::Growing;

    #[test]
    fn each_place_keeps_its_item() {
        let list = Growing::new();
        for place in 0..1000 {
            list.set(place, place);
        }
        assert!((0..1000).all(|place| list.get(place) == Some(&place)));
        assert_eq!(list.get(1000), None);
    }
}
