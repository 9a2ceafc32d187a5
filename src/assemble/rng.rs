//! Chance, named: every purpose draws from a stream of its own, grown from the seed and the stream's name.
//!
//! A change in one section leaves the streams of all others as they were. Generator, number formats and shuffle are
//! ours or fixed by name, so that a paper can be drawn again years later.

use crate::model::blueprint::Seed;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// A stream of random numbers.
#[derive(Debug)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of this name: ChaCha8 with SHA-256 of `papersetter/1`, seed in decimal and name, each ended by a zero
    /// byte, as its key.
    pub fn new(seed: Seed, name: &str) -> Self {
        let mut hash = Sha256::new();
        for part in ["papersetter/1", &seed.value().to_string(), name] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        Stream(ChaCha8Rng::from_seed(hash.finalize().into()))
    }

    /// The next 64 bits.
    pub fn number(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below `limit`, each equally likely; 0 where `limit` is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        if limit < 2 {
            return 0;
        }
        // Numbers from the last, incomplete round would favour small results and are drawn again.
        let rounds = u64::MAX - u64::MAX % limit;
        loop {
            let number = self.number();
            if number < rounds {
                return number % limit;
            }
        }
    }

    /// A place in a list of this length; 0 for an empty one.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(u64::try_from(length).unwrap_or(u64::MAX))).unwrap_or(0)
    }

    /// Puts a list into random order, each order equally likely: Fisher–Yates, from the last place down.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.place(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(seed: u64, name: &str) -> Stream {
        Stream::new(Seed::new(seed).unwrap(), name)
    }

    #[test]
    fn the_numbers_of_a_stream_are_the_same_for_ever() {
        let mut numbers = stream(20260207, "draw/polity/hotline-purpose");
        let first = [numbers.number(), numbers.number()].map(|number| format!("{number:016x}"));
        insta::assert_snapshot!(first.join(" "), @"e041c7427081c057 39dac9b24c6ff170");
        let mut other = stream(20260207, "draw/polity/hotline-purposes");
        assert_ne!(format!("{:016x}", other.number()), first[0]);
    }

    #[test]
    fn seed_7_keeps_its_order_across_releases() {
        let mut options = ["a", "b", "c", "d", "e"];
        stream(7, "set/A/options/kin-012").shuffle(&mut options);
        insta::assert_snapshot!(options.concat(), @"bedca");
        let mut many: Vec<String> = (0..20).map(|number| number.to_string()).collect();
        stream(7, "set/B/options/kin-012").shuffle(&mut many);
        insta::assert_snapshot!(many.join(" "), @"13 3 14 1 6 15 4 5 11 18 12 17 7 19 10 16 2 0 9 8");
    }

    #[test]
    fn every_order_is_equally_likely() {
        let mut found = std::collections::BTreeMap::new();
        for seed in 0..12_000 {
            let mut list = [0, 1, 2, 3];
            stream(seed, "x").shuffle(&mut list);
            *found.entry(list).or_insert(0_u32) += 1;
        }
        assert_eq!(found.len(), 24);
        let expected = 12_000.0 / 24.0;
        let chi: f64 = found.values().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        // 23 degrees of freedom: 49.7 is exceeded once in a thousand fair shuffles.
        assert!(chi < 49.7, "{chi}");
    }

    #[test]
    fn lists_of_none_and_one_stay() {
        let mut stream = stream(0, "");
        stream.shuffle::<u8>(&mut []);
        stream.shuffle(&mut [1]);
        assert_eq!(stream.place(0), 0);
        assert_eq!(stream.below(1), 0);
        assert!((0..1000).all(|_| stream.below(u64::MAX) < u64::MAX));
    }
}
