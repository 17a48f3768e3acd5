//! `low-contrast` in a site's own theme: the tokens that it changes, in pairs of text and the ground under it.
//!
//! Only tokens are looked at that hold for the whole page and say a color in hexadecimal digits or as `rgb()`, alone or as
//! `light-dark()`. What a style makes of them elsewhere isn't known here.

use std::collections::BTreeMap;

use super::styles::{Declaration, Schemes, declarations};
use super::theme::{ThemeFiles, layered_files};
use super::theme_folders::STYLES;
use crate::model::{LEAST_CONTRAST, contrast_ratio};
use crate::text::{Diagnostic, Rule, phrase};

/// The grounds that texts in several colors stand on.
const GROUNDS: [&str; 3] = ["--wg-paper", "--wg-ground", "--wg-sunk"];
/// Those colors.
const INKS: [&str; 4] = ["--wg-ink", "--wg-quiet", "--wg-neutral", "--wg-good"];
/// Texts that stand on a ground of their own.
const PAIRS: [(&str, &str); 5] = [
    ("--wg-now-ink", "--wg-now-ground"),
    ("--wg-today-ink", "--wg-today-ground"),
    ("--wg-soon-ink", "--wg-soon-ground"),
    ("--wg-paper", "--wg-good"),
    ("--wg-on-hue", "--wg-neutral"),
];

/// How often a token may be said to be what another one is: who goes round in a circle gets no color.
const DEEPEST: usize = 8;

/// What a token says in each scheme, and the file of the site's own theme where it says so, with its line.
#[derive(Clone, Default)]
struct ColorToken {
    light: String,
    dark: String,
    own: Option<(String, usize)>,
}

/// A scheme of colors, as a reader's device asks for it.
#[derive(Clone, Copy)]
enum Scheme {
    Light,
    Dark,
}

/// The pairs that can't be read, of those that the theme changes. Nothing where a site has no theme of its own.
pub fn contrast(own: &ThemeFiles) -> Vec<Diagnostic> {
    let tokens = tokens(own);
    let own = |name: &str| tokens.get(name).and_then(|token| token.own.as_ref());
    let on_grounds = INKS.iter().flat_map(|ink| GROUNDS.map(|ground| (*ink, ground)));
    let mut found = Vec::new();
    for (ink, ground) in on_grounds.chain(PAIRS) {
        let Some((path, line)) = own(ink).or(own(ground)) else { continue };
        for scheme in [Scheme::Light, Scheme::Dark] {
            let color = |name: &str| color(&tokens, &format!("var({name})"), scheme, DEEPEST);
            let Some((one, other)) = color(ink).zip(color(ground)) else { continue };
            let ratio = contrast_ratio(one, other);
            if ratio < LEAST_CONTRAST {
                found.push(diagnostic(ink, ground, scheme, ratio, &format!("{path}:{line}")));
            }
        }
    }
    found
}

fn diagnostic(ink: &str, ground: &str, scheme: Scheme, ratio: f64, at: &str) -> Diagnostic {
    // Rounded down, so that what is too little never looks like enough.
    let ratio = format!("{:.1}", (ratio * 10.0).floor() / 10.0);
    let (nl, en) = match scheme {
        Scheme::Light => ("lichte", "light"),
        Scheme::Dark => ("donkere", "dark"),
    };
    Diagnostic::new(
        Rule::LowContrast,
        phrase!(
            "in het {nl} schema van het thema is `{ink}` op `{ground}` slecht leesbaar: contrast {ratio}, ten minste \
             {LEAST_CONTRAST} is nodig",
            "in the {en} scheme of the theme `{ink}` on `{ground}` is hard to read: contrast {ratio}, at least \
             {LEAST_CONTRAST} is needed"
        ),
    )
    .hint(phrase!(
        "verander een van beide in `{at}` van het thema; `light-dark(#1c2126, #e9ebee)` zegt wat er in elk schema geldt",
        "change one of the two in `{at}` of the theme; `light-dark(#1c2126, #e9ebee)` says what holds in each scheme"
    ))
}

/// The tokens of the default theme with those of the site's own over them, in the order in which a page reads them.
fn tokens(own: &ThemeFiles) -> BTreeMap<String, ColorToken> {
    let mut tokens: BTreeMap<String, ColorToken> = BTreeMap::new();
    let has_styles = own.keys().any(|path| path.as_str().ends_with(".css"));
    let files = if has_styles { layered_files(own) } else { BTreeMap::new() };
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(STYLES) && path.ends_with(".css")) {
        let is_own = own.keys().any(|other| other.as_str() == path);
        let css = String::from_utf8_lossy(bytes);
        for Declaration { name, value, schemes, line } in declarations(&css) {
            let token = tokens.entry(name.to_owned()).or_default();
            if schemes != Schemes::Dark {
                value.clone_into(&mut token.light);
            }
            if schemes != Schemes::Light {
                value.clone_into(&mut token.dark);
            }
            token.own = is_own.then(|| (path.clone(), line));
        }
    }
    tokens
}

/// Red, green and blue of what a value says in a scheme, each from 0 to 1.
fn color(
    tokens: &BTreeMap<String, ColorToken>,
    value: &str,
    scheme: Scheme,
    depth: usize,
) -> Option<[f64; 3]> {
    let (value, depth) = (value.trim(), depth.checked_sub(1)?);
    if let Some(both) = arguments(value, "light-dark") {
        let (light, dark) = split_at_comma(both)?;
        let one = match scheme {
            Scheme::Light => light,
            Scheme::Dark => dark,
        };
        return color(tokens, one, scheme, depth);
    }
    if let Some(reference) = arguments(value, "var") {
        let (name, fallback) = split_at_comma(reference).unwrap_or((reference, ""));
        return match tokens.get(name.trim()) {
            Some(ColorToken { light, dark, .. }) => {
                let one = match scheme {
                    Scheme::Light => light,
                    Scheme::Dark => dark,
                };
                color(tokens, one, scheme, depth)
            }
            None => color(tokens, fallback, scheme, depth),
        };
    }
    if let Some(channels) = arguments(value, "rgb") {
        let channels: Vec<f64> = channels
            .split([',', ' '])
            .filter(|channel| !channel.is_empty())
            .map(|channel| channel.parse::<u8>().map(|channel| f64::from(channel) / 255.0))
            .collect::<Result<_, _>>()
            .ok()?;
        return channels.try_into().ok();
    }
    let digits =
        value.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let channel = |from: usize, length: usize| {
        let channel = u8::from_str_radix(&digits[from..from + length], 16).ok()?;
        Some(f64::from(if length == 1 { channel * 17 } else { channel }) / 255.0)
    };
    match digits.len() {
        3 => Some([channel(0, 1)?, channel(1, 1)?, channel(2, 1)?]),
        6 => Some([channel(0, 2)?, channel(2, 2)?, channel(4, 2)?]),
        _ => None,
    }
}

/// What stands between the parentheses of a function that is all of a value.
fn arguments<'v>(value: &'v str, function: &str) -> Option<&'v str> {
    value.strip_prefix(function)?.strip_prefix('(')?.strip_suffix(')')
}

/// What stands before and behind the first comma that is in no parentheses.
fn split_at_comma(arguments: &str) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    let comma = arguments.bytes().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        byte == b',' && depth == 0
    })?;
    Some((&arguments[..comma], &arguments[comma + 1..]))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::SourcePath;

    fn reported_in(css: &str) -> Vec<String> {
        let path = SourcePath::new("styles/95-huisstijl.css").expect("a sound path");
        let own = ThemeFiles::from([(path, Arc::from(css.as_bytes()))]);
        contrast(&own).into_iter().map(|diagnostic| diagnostic.message.en).collect()
    }

    #[test]
    fn every_pair_of_the_default_theme_can_be_read() {
        // A theme that says what the default theme says changes nothing, and every pair is looked at.
        let path = SourcePath::new("styles/10-tokens.css").expect("a sound path");
        let default = layered_files(&ThemeFiles::new()).remove(path.as_str()).expect("the tokens are there");
        let own = ThemeFiles::from([(path, default)]);
        assert_eq!(contrast(&own), []);
        assert!(tokens(&own).get("--wg-ink").is_some_and(|token| token.own.is_some()));
    }

    #[test]
    fn a_pale_ink_is_reported_in_the_scheme_that_it_is_pale_in() {
        let pale = "in the light scheme of the theme `--wg-quiet` on `--wg-paper` is hard to read: contrast 2.8, at least 4.5 is needed";
        for css in [
            ":root { --wg-quiet: light-dark(#999, #a9b0b9); }",
            "@layer tokens { html { --wg-quiet: light-dark(rgb(153, 153, 153), #a9b0b9) } }",
            ":root { --grijs: #999999; --wg-quiet: light-dark(var(--grijs), var(--niets, #a9b0b9)) }",
            ":root { --wg-quiet: #999 } @media (prefers-color-scheme: dark) { :root { --wg-quiet: #a9b0b9 } }",
        ] {
            let reported = reported_in(css);
            assert_eq!(reported.len(), 3, "{css}: {reported:?}");
            assert_eq!(reported[0], pale, "{css}");
        }
        assert_eq!(reported_in(":root { --wg-ground: #777; --wg-ink: #fff }").len(), 10);
    }

    #[test]
    fn what_isnt_known_is_left_alone() {
        for css in [
            ":root { --wg-quiet: oklch(80% 0.1 120); }",
            ":root { --wg-quiet: #9999; --wg-ink: rgb(1 2 3 / 50%); --wg-good: gray }",
            ".kop { --wg-quiet: #999 } @media print { :root { --wg-ink: #999 } }",
            "/* :root { --wg-quiet: #999 } */ a::before { content: \"; --wg-ink: #999\" }",
            ":root { --a: var(--b); --b: var(--a); --wg-ink: var(--a) }",
            ":root { --wg-quiet: #444; --wg-quiet: light-dark(#444, #ccc) }",
        ] {
            assert_eq!(reported_in(css), [] as [&str; 0], "{css}");
        }
    }
}
