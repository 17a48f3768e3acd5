//! `oversized-image`: images of the site itself that take long to arrive on a phone.

use super::super::{Site, SiteFile};
use crate::text::{Diagnostic, Location, Rule, phrase};

/// From how many bytes on an image is reported. A photo as wide as a page needs a third of this; one straight from a phone has
/// ten times as much.
const MOST_BYTES: usize = 500_000;

/// How wide a photo has to be to be sharp on a page on any screen, in pixels.
const WIDE: u32 = 1_600;

/// What hides behind the names of pictures is found out when the files are read: only what has a width is one.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for SiteFile { path, size, n_bytes } in site.files.values() {
        let Some((width, height)) = size.filter(|_| *n_bytes > MOST_BYTES && path.way().is_empty()) else {
            continue;
        };
        let (kilobytes, most) = (n_bytes / 1_000, MOST_BYTES / 1_000);
        let diagnostic = Diagnostic::new(
            Rule::OversizedImage,
            phrase!(
                "dit plaatje is {kilobytes} kB groot ({width} bij {height} beeldpunten); op een telefoon duurt meer dan \
                 {most} kB te lang",
                "this image takes {kilobytes} kB ({width} by {height} pixels); on a phone more than {most} kB takes too long"
            ),
        )
        .at(Location::file(path.clone()));
        diagnostics.push(if width > WIDE {
            diagnostic.hint(phrase!(
                "maak het hooguit {WIDE} beeldpunten breed, en bewaar het als WebP of als JPEG met kwaliteit 80",
                "make it at most {WIDE} pixels wide, and save it as WebP or as JPEG with quality 80"
            ))
        } else {
            diagnostic.hint(phrase!(
                "bewaar het als WebP of als JPEG met kwaliteit 80",
                "save it as WebP or as JPEG with quality 80"
            ))
        });
    }
}
