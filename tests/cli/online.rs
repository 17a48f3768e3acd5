//! `check --online`, as far as it can be seen without asking anybody: names that end in `.invalid` lead nowhere.

use std::fs;

use super::{answer, site, wijkgids, write};

#[test]
fn a_link_that_gives_no_answer_is_a_warning_at_its_line() {
    let (site, cache) = (site(), tempfile::tempdir().expect("a temporary folder"));
    write(
        site.path(),
        "kaarten/drie.md",
        "---\ntitel: Drie\n---\nZie [Humanitas](https://humanitas.invalid/).\n",
    );
    write(
        site.path(),
        "wijkgids.yaml",
        "title: Gids\nbase_url: https://gids.example/\nchecks: {external-link: error}\n",
    );
    let check = |arguments: &[&str]| {
        let mut command = wijkgids(site.path(), [&["check"], arguments].concat());
        answer(
            command.env("XDG_CACHE_HOME", cache.path()).env_remove("HTTPS_PROXY").env_remove("https_proxy"),
        )
    };
    let output = check(&["--online"]);
    assert_eq!(output.status, Some(0), "{}", output.err);
    assert!(output.out.contains("`https://humanitas.invalid/` gaf geen antwoord"), "{}", output.out);
    assert!(output.out.contains("kaarten/drie.md:4:5"), "{}", output.out);
    // Nobody was asked, so nothing is reported; and silence isn't kept.
    assert!(!check(&[]).out.contains("humanitas"));
    let kept = fs::read_to_string(cache.path().join("wijkgids/links.json")).expect("there is a file");
    assert_eq!(kept, "{}");
}

#[test]
fn a_network_that_isnt_there_is_reported_once() {
    let (site, cache) = (site(), tempfile::tempdir().expect("a temporary folder"));
    for name in ["drie", "vier", "vijf"] {
        let text = format!(
            "---\ntitel: {name}\n---\nZie [{name}](https://{name}.invalid/) en [nog eens](https://{name}.invalid/b).\n"
        );
        write(site.path(), &format!("kaarten/{name}.md"), &text);
    }
    let mut command = wijkgids(site.path(), ["check", "--online"]);
    let output = answer(
        command.env("XDG_CACHE_HOME", cache.path()).env_remove("HTTPS_PROXY").env_remove("https_proxy"),
    );
    assert_eq!(output.status, Some(0), "{}", output.err);
    assert_eq!(output.out.matches("geen enkele andere site gaf antwoord").count(), 1, "{}", output.out);
    assert!(!output.out.contains("invalid"), "{}", output.out);
}

#[test]
fn the_address_of_a_source_is_asked_too() {
    let (site, cache) = (site(), tempfile::tempdir().expect("a temporary folder"));
    write(
        site.path(),
        "bronnen.yaml",
        "bronnen:\n  \"1\": {titel: Een rapport, adres: \"https://rapport.invalid/a?b=c#d\", gelezen_op: 2026-11-01}\n",
    );
    let mut command = wijkgids(site.path(), ["check", "--online"]);
    let output = answer(
        command.env("XDG_CACHE_HOME", cache.path()).env_remove("HTTPS_PROXY").env_remove("https_proxy"),
    );
    assert!(output.out.contains("`https://rapport.invalid/a?b=c` gaf geen antwoord"), "{}", output.out);
    assert!(output.out.contains("bronnen.yaml:2:36"), "{}", output.out);
}
