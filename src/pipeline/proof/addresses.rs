//! Addresses of pages looked for in a text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::document::DocumentId;

/// Documents whose addresses are looked for, each with what is kept of it.
#[derive(Debug)]
pub(super) struct WantedAddresses<V> {
    by_id: FxHashMap<String, V>,
    /// How many parts between slashes they have.
    counts: BTreeSet<usize>,
}

impl<'i, V> FromIterator<(&'i DocumentId, V)> for WantedAddresses<V> {
    fn from_iter<I: IntoIterator<Item = (&'i DocumentId, V)>>(ids: I) -> Self {
        let by_id: FxHashMap<String, V> =
            ids.into_iter().map(|(id, value)| (id.as_str().to_ascii_lowercase(), value)).collect();
        let counts = by_id.keys().map(|id| id.split('/').count()).collect();
        Self { by_id, counts }
    }
}

impl<V> WantedAddresses<V> {
    /// What is kept of each document whose address a text holds, in small letters or in others, which works on some servers.
    /// An address that another one begins or ends with is another document's.
    pub(super) fn within<'w>(&'w self, text: &'w str) -> impl Iterator<Item = &'w V> {
        let is_single = self.counts.contains(&1);
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/');
        let runs = text.split_inclusive(move |c| !is_part(c));
        let runs = runs.filter(move |run| is_single || run.contains('/'));
        runs.flat_map(|run| self.in_run(run))
    }

    /// Those in letters, digits, hyphens and slashes, with the sign that ends them.
    fn in_run(&self, run: &str) -> Vec<&V> {
        let run = match run.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(run.to_ascii_lowercase()),
            false => Cow::Borrowed(run),
        };
        let end = run.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '/')).len();
        let (run, is_dotted) = (&run[..end], run[end..].starts_with('.'));
        // Where each part starts, and where one would behind the last.
        let mut starts = vec![0];
        starts.extend(run.match_indices('/').map(|(slash, _)| slash + 1));
        let n_parts = starts.len();
        starts.push(run.len() + 1);
        let mut found = Vec::new();
        for (first, start) in starts[..n_parts].iter().enumerate() {
            for count in self.counts.iter().take_while(|count| first + **count <= n_parts) {
                let next = first + count;
                // Below a page lie its own files, `index.html` and pictures; a longer path without an ending is another page.
                let is_page = next == n_parts
                    || starts[next] == starts[next + 1] - 1
                    || next + 1 == n_parts && is_dotted;
                if is_page {
                    found.extend(self.by_id.get(&run[*start..starts[next] - 1]));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_whole() {
        let id = DocumentId::of_entry("kaarten", "waakvlam");
        let wanted: WantedAddresses<()> = [(&id, ())].into_iter().collect();
        for text in [
            "kaarten/waakvlam",
            "https://stad.example/gids/Kaarten/Waakvlam/",
            "\"kaarten/waakvlam/index.html\"",
            "kaarten/waakvlam/plaatje.png",
            "kaarten/waakvlam.",
            "zie kaarten/waakvlam, en",
        ] {
            assert_eq!(wanted.within(text).count(), 1, "{text}");
        }
        for text in [
            "kaarten/waakvlam-na-de-hulp",
            "mijnkaarten/waakvlam",
            "kaarten/waakvlam/verder",
            "kaarten/waakvlam/verder/index.html",
            "waakvlam",
            "kaarten waakvlam",
        ] {
            assert_eq!(wanted.within(text).count(), 0, "{text}");
        }
    }
}
