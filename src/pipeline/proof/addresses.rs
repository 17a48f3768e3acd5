//! Addresses of pages looked for in a text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::document::DocumentId;
use crate::pipeline::outputs::Outputs;
use crate::site::Site;
use crate::text::next_byte;

/// Documents whose addresses are looked for, each with what is kept of it.
pub(super) struct WantedAddresses<'f, V> {
    by_id: FxHashMap<String, V>,
    /// How many parts between slashes they have.
    counts: BTreeSet<usize>,
    public: PublicAddresses<'f>,
}

/// What else an address can be of.
pub(super) struct PublicAddresses<'f> {
    /// Where this site is, for whichever readers; all else is another site.
    pub(super) hosts: Vec<String>,
    /// The files that are published.
    pub(super) files: &'f Outputs,
}

impl<'f> PublicAddresses<'f> {
    /// Those of a site.
    pub(super) fn of(site: &Site, files: &'f Outputs) -> Self {
        let config = &site.own_config;
        let addresses = config.base_urls.values().chain([&config.base_url]);
        Self { hosts: addresses.map(|address| address.host().to_owned()).collect(), files }
    }
}

impl<'f, V> WantedAddresses<'f, V> {
    /// Looks for the addresses of these.
    pub(super) fn new<'i>(
        ids: impl IntoIterator<Item = (&'i DocumentId, V)>,
        public: PublicAddresses<'f>,
    ) -> Self {
        let by_id: FxHashMap<String, V> =
            ids.into_iter().map(|(id, value)| (id.as_str().to_ascii_lowercase(), value)).collect();
        let counts = by_id.keys().map(|id| id.split('/').count()).collect();
        Self { by_id, counts, public }
    }

    /// Calls `each` for every document whose address a text holds, in small letters or in others, which works on some servers,
    /// with what is kept of it and where it stands. An address that another one begins or ends with is another document's;
    /// that of a published file, and one of another site, is nobody's.
    pub(super) fn within<'w>(&'w self, text: &str, mut each: impl FnMut(&'w V, usize)) {
        if self.by_id.is_empty() {
            return;
        }
        let is_single = self.counts.contains(&1);
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(at) = next_byte(bytes, from, |byte| byte == b'/' || is_single && is_part(&byte)) {
            let start = at - bytes[from..at].iter().rev().take_while(|byte| is_part(byte)).count();
            from = at + bytes[at..].iter().take_while(|byte| is_part(byte)).count();
            self.in_run(text, start, from, &mut each);
        }
    }

    /// Those in a run of letters, digits, hyphens and slashes.
    fn in_run<'w>(&'w self, text: &str, start: usize, end: usize, each: &mut impl FnMut(&'w V, usize)) {
        let run = &text[start..end];
        let run = match run.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(run.to_ascii_lowercase()),
            false => Cow::Borrowed(run),
        };
        let is_dotted = text[end..].starts_with('.');
        // Where each part starts, and where one would behind the last.
        let mut starts = vec![0];
        starts.extend(run.match_indices('/').map(|(slash, _)| slash + 1));
        let n_parts = starts.len();
        starts.push(run.len() + 1);
        for (first, part) in starts[..n_parts].iter().enumerate() {
            for count in self.counts.iter().take_while(|count| first + **count <= n_parts) {
                let next = first + count;
                // Below a page lie its own files, `index.html` and pictures; a longer path without an ending is another page.
                let is_page = next == n_parts
                    || starts[next] == starts[next + 1] - 1
                    || next + 1 == n_parts && is_dotted;
                let found = is_page.then(|| self.by_id.get(&run[*part..starts[next] - 1])).flatten();
                let at = start + part;
                let is_public =
                    || is_dotted && self.is_file(&text[at..], end - at) || self.is_elsewhere(text, at);
                if let Some(value) = found.filter(|_| !is_public()) {
                    each(value, at);
                }
            }
        }
    }

    /// Whether a text begins with the path of a published file, whose ending begins at a place.
    fn is_file(&self, text: &str, ending: usize) -> bool {
        let in_ending = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let behind = text[ending..].find(|c| !in_ending(c)).map_or(text.len(), |length| ending + length);
        self.public.files.has(text[..behind].trim_end_matches('.'))
    }

    /// Whether what stands at a place of a text lies on another site, by what stands before it.
    fn is_elsewhere(&self, text: &str, at: usize) -> bool {
        let in_address = |byte: &u8| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'@' | b'?' | b'=' | b'&' | b'+')
        };
        let before = &text.as_bytes()[at.saturating_sub(LONGEST)..at];
        let length = before.iter().rev().take_while(|byte| in_address(byte)).count();
        let address = &text[at - length..at];
        let address = address.rsplit_once("://").map_or(address, |(_, behind)| behind);
        let Some((host, _)) = address.trim_start_matches('/').split_once('/') else { return false };
        let is_host = host.contains('.') && host.bytes().any(|byte| byte.is_ascii_alphabetic());
        is_host && !self.public.hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}

/// How far before the path of a page the host is looked for, in bytes.
const LONGEST: usize = 2_000;

fn is_part(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::outputs::OutputPath;

    #[test]
    fn an_address_is_found_whole() {
        let id = DocumentId::of_entry("kaarten", "waakvlam");
        let mut files = Outputs::default();
        let picture = OutputPath::new("kaarten/waakvlam/Vlam.klein.png").expect("a path");
        files.add(picture, [].into());
        let public = PublicAddresses { hosts: vec!["stad.example".to_owned()], files: &files };
        let wanted = WantedAddresses::new([(&id, ())], public);
        let places = |text: &str| {
            let mut places = Vec::new();
            wanted.within(text, |(), at| places.push(at));
            places
        };
        for (text, at) in [
            ("kaarten/waakvlam", 0),
            ("https://Stad.example/gids/Kaarten/Waakvlam/", 26),
            ("\"kaarten/waakvlam/index.html\"", 1),
            ("kaarten/waakvlam/plaatje.png", 0),
            ("kaarten/waakvlam.", 0),
            ("zie ../../kaarten/waakvlam, en", 10),
            ("https://elders.example /kaarten/waakvlam", 24),
        ] {
            assert_eq!(places(text), [at], "{text}");
        }
        for text in [
            "kaarten/waakvlam-na-de-hulp",
            "mijnkaarten/waakvlam",
            "kaarten/waakvlam/verder",
            "kaarten/waakvlam/verder/index.html",
            "waakvlam",
            "kaarten waakvlam",
            "zie kaarten/waakvlam/Vlam.klein.png.",
            "https://elders.example/kaarten/waakvlam/",
            "www.elders.example/gids/kaarten/waakvlam",
        ] {
            assert_eq!(places(text), [0; 0], "{text}");
        }
    }
}
