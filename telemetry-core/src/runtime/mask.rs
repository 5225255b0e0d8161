//! Sets of fields, by their places in an event.

/// Some fields of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mask {
    /// The first 64 places, which nearly all events end with.
    first: u64,
    others: Vec<u64>,
}

impl Mask {
    /// Adds the field at a place.
    pub(crate) fn insert(&mut self, place: u32) {
        let (word, bit) = (place as usize / 64, 1 << (place % 64));
        if word == 0 {
            self.first |= bit;
            return;
        }
        if self.others.len() < word {
            self.others.resize(word, 0);
        }
        self.others[word - 1] |= bit;
    }

    /// Returns whether the field at a place below 64 is among them.
    #[inline]
    pub(crate) fn has_first(&self, place: u32) -> bool {
        self.first & 1_u64.wrapping_shl(place) != 0
    }

    /// Returns whether the field at a place is among them.
    pub(crate) fn has(&self, place: u32) -> bool {
        if place < 64 {
            return self.has_first(place);
        }
        self.others.get(place as usize / 64 - 1).is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    /// Adds all fields of another set.
    pub(crate) fn add(&mut self, other: &Self) {
        self.first |= other.first;
        if self.others.len() < other.others.len() {
            self.others.resize(other.others.len(), 0);
        }
        for (word, more) in self.others.iter_mut().zip(&other.others) {
            *word |= more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mask;

    #[test]
    fn places_beyond_the_first_word_are_kept_apart() {
        let (mut mask, mut other) = (Mask::default(), Mask::default());
        for place in [0, 63, 64, 200] {
            mask.insert(place);
        }
        other.insert(130);
        mask.add(&other);
        let found: Vec<u32> = (0..300).filter(|place| mask.has(*place)).collect();
        assert_eq!(found, [0, 63, 64, 130, 200]);
    }
}
