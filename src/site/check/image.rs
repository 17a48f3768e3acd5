//! `broken-link` for images: they have to be files of the site.

use super::super::{Site, find_image};
use crate::edition::ResolvedDocument;
use crate::text::{Diagnostic, Rule, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    for image in document.body.images() {
        let at = image.at.clone();
        let target = &image.target;
        let elsewhere = target.contains(':') || target.starts_with("//");
        let diagnostic = if elsewhere {
            Diagnostic::new(
                Rule::UnsafeLink,
                phrase!("`{target}` staat niet op deze site", "`{target}` isn't on this site"),
            )
            .hint(phrase!(
                "zet het plaatje naast het document: zo ziet niemand anders wie deze pagina leest",
                "put the image beside the document: then no other site sees who reads this page"
            ))
        } else {
            match find_image(site, image) {
                None => Diagnostic::new(
                    Rule::BrokenLink,
                    phrase!("het plaatje `{target}` is er niet", "the image `{target}` isn't there"),
                )
                .maybe_from_below()
                .hint(phrase!("schrijf het pad vanaf dit bestand", "write the path from this file")),
                Some((_, None)) => Diagnostic::new(
                    Rule::BrokenLink,
                    phrase!(
                        "`{target}` is geen plaatje dat op een pagina past",
                        "`{target}` isn't an image that fits on a page"
                    ),
                )
                .hint(phrase!(
                    "gebruik PNG, JPEG, WebP, AVIF, GIF, of een SVG die zegt hoe groot hij is",
                    "use PNG, JPEG, WebP, AVIF, GIF, or an SVG that says how large it is"
                )),
                Some((_, Some(_))) => continue,
            }
        };
        diagnostics.push(diagnostic.at(at));
    }
}
