//! What is held by its key, in an order: by when it is due, by age, by use. It bounds nothing; who holds does.

use crate::runtime::flow::Key;
use std::collections::BTreeMap;

/// Where something stands: by rank, and among those of one rank by when it was placed.
type Place = (u64, u64);

/// Things by their keys, each with a rank. All it does takes a time that grows with the logarithm of their number.
#[derive(Debug)]
pub(super) struct Slots<E> {
    entries: BTreeMap<Key, (Place, E)>,
    order: BTreeMap<Place, Key>,
    placed: u64,
}

impl<E> Slots<E> {
    pub(super) fn new() -> Self {
        Self { entries: BTreeMap::new(), order: BTreeMap::new(), placed: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns the lowest rank.
    pub(super) fn first(&self) -> Option<u64> {
        self.order.first_key_value().map(|((rank, _), _)| *rank)
    }

    /// Returns what is held under a key, with its rank.
    pub(super) fn get_mut(&mut self, key: Key) -> Option<(u64, &mut E)> {
        self.entries.get_mut(&key).map(|((rank, _), entry)| (*rank, entry))
    }

    /// Returns all that is held.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut E> {
        self.entries.values_mut().map(|(_, entry)| entry)
    }

    /// Holds something under a key, in the place of what was held there.
    pub(super) fn insert(&mut self, key: Key, rank: u64, entry: E) -> Option<E> {
        let place = self.next_place(rank);
        self.order.insert(place, key);
        let (before, entry) = self.entries.insert(key, (place, entry))?;
        self.order.remove(&before);
        Some(entry)
    }

    /// Gives what is held under a key another rank, behind those that have it already.
    pub(super) fn rank(&mut self, key: Key, rank: u64) {
        let place = self.next_place(rank);
        if let Some((before, _)) = self.entries.get_mut(&key) {
            self.order.remove(before);
            self.order.insert(place, key);
            *before = place;
        }
    }

    pub(super) fn remove(&mut self, key: Key) -> Option<E> {
        let (place, entry) = self.entries.remove(&key)?;
        self.order.remove(&place);
        Some(entry)
    }

    /// Takes what has the lowest rank.
    pub(super) fn pop(&mut self) -> Option<(Key, E)> {
        let (_, key) = self.order.pop_first()?;
        self.entries.remove(&key).map(|(_, entry)| (key, entry))
    }

    /// Takes what has the lowest rank, unless that is above another.
    pub(super) fn pop_until(&mut self, rank: u64) -> Option<(Key, E)> {
        if self.first()? <= rank { self.pop() } else { None }
    }

    fn next_place(&mut self, rank: u64) -> Place {
        self.placed += 1;
        (rank, self.placed)
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;
    use crate::runtime::flow::Key;

    #[test]
    fn ranks_and_places_agree_with_what_is_held() {
        let key = Key::of_text;
        let mut slots = Slots::new();
        assert_eq!(slots.insert(key("a"), 5, 1), None);
        assert_eq!(slots.insert(key("b"), 3, 2), None);
        assert_eq!(slots.insert(key("c"), 5, 3), None);
        assert_eq!(slots.insert(key("a"), 5, 4), Some(1));
        assert_eq!((slots.first(), slots.len()), (Some(3), 3));
        slots.rank(key("b"), 9);
        slots.rank(key("nowhere"), 0);
        assert_eq!(slots.get_mut(key("b")), Some((9, &mut 2)));
        assert_eq!(slots.pop_until(4), None);
        assert_eq!(slots.pop_until(5), Some((key("c"), 3)));
        assert_eq!(slots.remove(key("b")), Some(2));
        assert_eq!(slots.remove(key("b")), None);
        assert_eq!(slots.pop(), Some((key("a"), 4)));
        assert_eq!((slots.pop(), slots.first(), slots.len()), (None, None, 0));
    }
}
