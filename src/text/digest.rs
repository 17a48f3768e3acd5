//! Content digests: the keys under which results of a stage are kept.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::Serialize;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// A 128-bit digest of a value. Equal digests are taken to mean equal values; it isn't made to withstand somebody who
/// looks for collisions on purpose, which an author could only do to their own site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u128);

/// What a page takes, in bytes, but for long ones.
const TYPICAL_PAGE: usize = 16 * 1024;

impl Digest {
    /// The digest of these bytes: the same on every machine.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The digest of a value as MessagePack, each field with its name: the same whatever version of Rust makes it.
    pub fn of_serialized<T: Serialize + ?Sized>(value: &T) -> Self {
        let mut bytes = Vec::with_capacity(TYPICAL_PAGE);
        rmp_serde::encode::write_named(&mut bytes, value)
            .expect("memory takes everything, and what is digested is plain data");
        Self::of_bytes(&bytes)
    }

    /// The digest of a value by its `Hash`; the same on every machine, unless it holds a slice of numbers of several bytes.
    /// It may change with the version of Rust.
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

/// Numbers in one byte order and width, whatever the machine's own.
impl Hasher for Xxh3Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn write_u16(&mut self, n: u16) {
        self.write(&n.to_le_bytes());
    }

    fn write_u32(&mut self, n: u32) {
        self.write(&n.to_le_bytes());
    }

    fn write_u64(&mut self, n: u64) {
        self.write(&n.to_le_bytes());
    }

    fn write_u128(&mut self, n: u128) {
        self.write(&n.to_le_bytes());
    }

    // Lengths, and which variant of an enum it is.
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as u64);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}
