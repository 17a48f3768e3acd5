//! A value that knows where it was written.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::Location;

/// A value with the place where it was written. Two of them are equal where their values are: what was made from one still
/// holds when only its line has moved.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where it stands.
    pub at: Location,
}

impl<T> Located<T> {
    /// A value at a place.
    pub fn new(value: T, at: Location) -> Self {
        Self { value, at }
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Located<T> {}

impl<T: PartialOrd> PartialOrd for Located<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord> Ord for Located<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T: Hash> Hash for Located<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Digest, SourcePath, Span};

    #[test]
    fn a_place_makes_no_difference() {
        let at = |line: usize| {
            let path = SourcePath::new("kaarten/a.md").expect("this is a path");
            Located::new("geld", Location::new(path, Span::new(line, line + 4)))
        };
        assert_eq!(at(4), at(40));
        assert_eq!(at(4).cmp(&at(40)), Ordering::Equal);
        assert_eq!(Digest::of(&at(4)), Digest::of(&at(40)));
    }
}
