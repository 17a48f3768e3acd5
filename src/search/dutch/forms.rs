//! The words of the lists: forms that belong together, verbs, and what says nothing.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

pub(super) static FORMS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let mut forms: FxHashMap<&str, &str> = HashMap::default();
    for line in include_str!("forms.txt").lines() {
        let mut of_one = line.split(' ');
        let stem = of_one.next().unwrap_or_default();
        forms.extend(std::iter::once(stem).chain(of_one).map(|form| (form, stem)));
    }
    forms
});

pub(super) static VERBS: LazyLock<HashSet<&str, FxBuildHasher>> =
    LazyLock::new(|| include_str!("verbs.txt").lines().collect());

pub(super) static STOP: LazyLock<HashSet<&str, FxBuildHasher>> =
    LazyLock::new(|| include_str!("stop.txt").lines().collect());
