//! Content digests: the keys under which results of a stage are kept.

use std::fmt;
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// A 128-bit digest of a value. Equal digests are taken to mean equal values; it isn't made to withstand somebody who
/// looks for collisions on purpose, which an author could only do to their own site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u128);

impl Digest {
    /// The digest of these bytes: the same on every machine.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The digest of a value by its `Hash`. Differs between machines of different byte order, so it may key a memo
    /// but never reach an output.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = Xxh3Hasher(Xxh3Default::new());
        value.hash(&mut hasher);
        Self(hasher.0.digest128())
    }

    /// The first 8 hexadecimal digits: enough to tell the versions of one asset apart in its file name.
    pub fn short(self) -> String {
        format!("{:08x}", self.0 >> 96)
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

struct Xxh3Hasher(Xxh3Default);

impl Hasher for Xxh3Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}
