//! Proof that no page shows a citizen service number or a bank account, wherever it came from: a value, a table, a theme.
//!
//! Only what people read is looked at: between tags, and not in scripts and styles, where digits are digests and offsets.
//! What a text says itself was reported there, at its line; a number is reported once, however many pages show it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::html::{self, HtmlPart};
use crate::document::{Numbered, mask, numbers, proven};
use crate::model::{ContentModel, plain_number};
use crate::pipeline::digits::may_show_number;
use crate::pipeline::outputs::{MadeFiles, OutputPath};
use crate::text::{Diagnostic, Location, Rule, Source, SourcePath, lossy, phrase};

/// The numbers that pages show, without those that may stand there.
pub(super) fn check(
    files: &MadeFiles,
    model: &ContentModel,
    sources: &BTreeMap<SourcePath, Source>,
) -> Vec<Diagnostic> {
    let pages: Vec<(&OutputPath, &[u8])> = files
        .outputs
        .iter()
        .filter(|(path, _)| path.as_str().ends_with(".html") && !files.without_numbers.contains(*path))
        .map(|(path, bytes)| (path, &**bytes))
        .collect();
    let found: Vec<(&OutputPath, Vec<(String, Numbered)>)> =
        pages.into_par_iter().map(|(path, html)| (path, shown(&lossy(html)))).collect();
    let mut shown: BTreeMap<String, (String, Numbered, Vec<&OutputPath>)> = BTreeMap::new();
    for (path, numbers) in found {
        for (typed, number) in numbers {
            let entry = shown.entry(plain_number(&typed)).or_insert_with(|| (typed, number, Vec::new()));
            if entry.2.last() != Some(&path) {
                entry.2.push(path);
            }
        }
    }
    shown.retain(|number, _| !model.allowed_numbers.hold(number));
    if shown.is_empty() {
        return Vec::new();
    }
    // Read only where there is something to report. What a text calls something else is no less what it says.
    let reported: BTreeSet<String> = sources
        .values()
        .flat_map(|source| proven(source.text()).map(|found| plain_number(&source.text()[found.range])))
        .collect();
    let unreported = shown.into_iter().filter(|(number, _)| !reported.contains(number));
    unreported.map(|(_, (typed, number, pages))| diagnostic(files, &typed, &number, &pages)).collect()
}

fn diagnostic(files: &MadeFiles, typed: &str, number: &Numbered, pages: &[&OutputPath]) -> Diagnostic {
    let (masked, what) = (mask(typed), number.kind.name());
    let (nl, en, n) = (what.nl, what.en, pages.len());
    let page = pages.first().expect("a number was found on a page");
    let (on_nl, on_en) = match n {
        1 => (String::new(), String::new()),
        _ => (format!(" (en op {} andere)", n - 1), format!(" (and on {} others)", n - 1)),
    };
    let diagnostic = Diagnostic::new(
        Rule::PersonalData,
        phrase!(
            "op `{page}`{on_nl} staat `{masked}`, en dat lijkt {nl}",
            "`{page}`{on_en} shows `{masked}`, which looks like {en}"
        ),
    )
    .hint(phrase!(
        "zoek waar het vandaan komt: een waarde, een tabel of het thema; is het van de gemeente zelf, zet het dan onder \
         `allowed_numbers`",
        "find where it comes from: a value, a table or the theme; if it is the municipality's own, put it under \
         `allowed_numbers`"
    ));
    match files.pages.get(*page).filter(|_| n == 1) {
        Some(source) => diagnostic.at(Location::file(source.clone())),
        None => diagnostic,
    }
}

/// The numbers that people see on a page. Reading it as a browser does costs ten times a look at its digits.
fn shown(html: &str) -> Vec<(String, Numbered)> {
    let mut found = Vec::new();
    if !may_show_number(html) {
        return found;
    }
    html::read(html, |part| {
        if let HtmlPart::Text(text) = part {
            found.extend(numbers(text).map(|number| (text[number.range.clone()].to_owned(), number)));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_people_read_is_looked_at() {
        let found = |html: &str| shown(html).into_iter().map(|(typed, _)| typed).collect::<Vec<_>>();
        assert_eq!(
            found("<p>Bsn <b>111222333</b>, NL91 ABNA 0417 1643 00</p>"),
            ["111222333", "NL91 ABNA 0417 1643 00"]
        );
        assert_eq!(
            found("<p title='a > b'>&#49;11222333</p><script>'<p>'</script> 111222333"),
            ["111222333"; 2]
        );
        assert_eq!(
            found("Bsn &#49;&#x31;1222333 of 111&nbsp;222&nbsp;333 en <p>NL91 ABN&#65; 0417 1643 00</p>")
                .len(),
            3
        );
        for hidden in [
            "<a href=\"x/111222333\">hier</a>",
            "<script>let a = 111222333;</script>",
            "<style>.x { width: 111222333 }</style><p>12</p>",
            "<p data-x='111222333'",
            "<p title='a > 111222333'>12</p>",
            "<!-- > 111222333 -->",
            "<p>11122<b>2333</b></p>",
        ] {
            assert!(found(hidden).is_empty(), "{hidden}");
        }
    }
}
