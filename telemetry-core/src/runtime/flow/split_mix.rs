//! Numbers that look random and are the same for the same seed. For chances, never for secrets or ids.

/// A generator of numbers: `SplitMix64`, by Guy Steele, Doug Lea and Christine Flood.
#[derive(Clone, Debug)]
pub(super) struct SplitMix(u64);

impl SplitMix {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }
}

/// Returns a number of which each bit depends on all bits of another.
pub(super) const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Returns whether a number falls into a share of all numbers: none for 0 and less and for what is no number, all for 1
/// and more.
#[expect(clippy::cast_precision_loss, reason = "53 bits are what a float holds, and the others are cut off before")]
pub(super) fn falls_into(number: u64, share: f64) -> bool {
    ((number >> 11) as f64) / ((1_u64 << 53) as f64) < share
}

#[cfg(test)]
mod tests {
    use super::{SplitMix, falls_into};

    /// The first numbers of seed 1234567, as <https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64> has them.
    #[test]
    fn the_numbers_are_those_of_the_paper() {
        let mut random = SplitMix::new(1_234_567);
        let numbers = [random.next(), random.next(), random.next()];
        assert_eq!(numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn shares_have_ends() {
        for share in [0.0, -0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            assert!(!falls_into(0, share) && !falls_into(u64::MAX, share), "{share}");
        }
        for share in [1.0, 2.0, f64::INFINITY] {
            assert!(falls_into(0, share) && falls_into(u64::MAX, share), "{share}");
        }
        assert!(falls_into(u64::MAX / 2 - (1 << 11), 0.5) && !falls_into(u64::MAX / 2 + 1, 0.5));
    }
}
