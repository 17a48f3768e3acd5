//! What `build` leaves behind: a whole site, the old one or the new one, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use super::{answer, site, tree, wijkgids, write};

/// What lies beside the site's own files, which a build may not leave.
fn leftovers(site: &Path) -> Vec<String> {
    let ours = ["wijkgids.yaml", "kaarten", "public"];
    let entries = fs::read_dir(site).expect("the site is there").map(|entry| entry.expect("it can be read"));
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| !ours.contains(&name.as_str()) && !name.ends_with(".lock")).collect()
}

fn build(site: &Path) -> Command {
    wijkgids(site, ["build"])
}

#[test]
fn an_error_leaves_the_last_good_site_as_it_was() {
    let site = site();
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    let before = tree(&site.path().join("public"));
    write(site.path(), "kaarten/een.md", "---\ntitel: Een\nstatus: gepubliceerd\n---\n[weg](weg.md)\n");
    let failed = answer(&mut build(site.path()));
    assert_eq!(failed.status, Some(1));
    assert!(failed.err.contains("er is niets gepubliceerd"), "{}", failed.err);
    assert!(failed.err.contains("kaarten/een.md:5:1"), "{}", failed.err);
    assert!(tree(&site.path().join("public")) == before);
    assert_eq!(leftovers(site.path()), Vec::<String>::new());
}

#[test]
fn what_is_no_longer_published_is_gone() {
    let site = site();
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    let page = site.path().join("public/kaarten/twee/index.html");
    assert!(page.is_file());
    write(site.path(), "kaarten/een.md", "---\ntitel: Een\nstatus: gepubliceerd\n---\nTekst.\n");
    write(site.path(), "kaarten/twee.md", "---\ntitel: Twee\nstatus: concept\n---\nTekst.\n");
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    assert!(!page.exists());
    let holds = |file: &str| {
        fs::read_to_string(site.path().join("public").join(file)).expect("it is there").contains("twee")
    };
    assert!(!holds("sitemap.xml") && !holds("kaarten/index.html") && !holds("index.html"));
}

#[test]
fn of_what_is_no_longer_published_only_styles_and_scripts_stay_for_one_build() {
    let site = site();
    let own = "static/assets/oud.0123456789abcdef.css";
    write(site.path(), "wijkgids.yaml", "title: Gids\nbase_url: https://gids.example/\ntheme: thema\n");
    write(site.path(), "thema/styles/95-stad.css", "p { margin: 0 }\n");
    write(site.path(), "thema/scripts/stad.js", "let stad = 1;\n");
    write(
        site.path(),
        "thema/assets/logo.0123456789abcdef.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    );
    write(site.path(), own, "p { margin: 0 }\n");
    let build = || {
        let built = answer(&mut build(site.path()));
        assert_eq!(built.status, Some(0), "{}", built.err);
        let paths = tree(&site.path().join("public")).into_keys();
        paths.filter(|path| path.starts_with("assets/")).collect::<BTreeSet<_>>()
    };
    let first = build();
    write(site.path(), "thema/styles/95-stad.css", "p { margin: 1em }\n");
    write(site.path(), "thema/scripts/stad.js", "let stad = 2;\n");
    fs::remove_file(site.path().join("thema/assets/logo.0123456789abcdef.svg")).expect("removed");
    fs::remove_file(site.path().join(own)).expect("removed");
    let second = build();
    let gone: Vec<&str> = first.difference(&second).map(String::as_str).collect();
    assert_eq!(gone, ["assets/logo.0123456789abcdef.svg", "assets/oud.0123456789abcdef.css"]);
    assert_eq!(second.difference(&first).count(), 2, "{second:?}");
    assert_eq!(build(), second, "the same site again touches nothing");
    write(site.path(), "kaarten/twee.md", "---\ntitel: Twee\nstatus: gepubliceerd\n---\nAndere tekst.\n");
    let third = build();
    let gone: Vec<&String> = second.difference(&third).collect();
    assert!(gone.len() == 2 && gone.iter().all(|path| first.contains(*path)), "{gone:?}");
}

#[test]
fn what_may_be_of_an_earlier_version_is_named_once() {
    let site = site();
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    write(site.path(), "public/.wijkgids-site", "This folder was made by wijkgids.\n");
    for n in 1..=6 {
        write(site.path(), &format!("public/oud/{n}.pdf"), "unique");
        write(site.path(), &format!("public/kaarten/een/{n}.jpg"), "unique");
    }
    let said = answer(&mut build(site.path()));
    assert!(said.out.contains("dit staat er daarom nog: `kaarten/een/"), "{}", said.out);
    assert!(said.out.contains(" en nog 2 (haal weg"), "{}", said.out);
    assert!(!answer(&mut build(site.path())).out.contains("daarom nog"));
    assert!(site.path().join("public/oud/6.pdf").is_file());
}

#[test]
fn building_again_touches_nothing() {
    let site = site();
    let times = || {
        let public = site.path().join("public");
        let entries = walkdir::WalkDir::new(&public).into_iter().map(|entry| entry.expect("it can be read"));
        let files = entries.filter(|entry| entry.file_type().is_file());
        let times = files.map(|entry| {
            let modified = entry.metadata().expect("it is there").modified().expect("the system keeps times");
            (entry.path().to_owned(), modified)
        });
        times.collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    let before = times();
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    assert_eq!(times(), before);
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let site = site();
    write(site.path(), "public/eigen.txt", "van iemand anders");
    let refused = answer(&mut build(site.path()));
    assert_eq!(refused.status, Some(2), "{}", refused.err);
    assert_eq!(tree(&site.path().join("public")).len(), 1);
    for out in [".", "kaarten", "..", "/"] {
        let refused = answer(&mut wijkgids(site.path(), ["build", ".", "--out", out]));
        assert_eq!(refused.status, Some(2), "{out}: {}", refused.err);
    }
    assert!(site.path().join("kaarten/een.md").is_file());
}

#[test]
fn several_sites_get_a_folder_each() {
    let (one, other) = (site(), site());
    let out = tempfile::tempdir().expect("a temporary folder");
    let target = out.path().join("alle");
    let paths = [one.path(), other.path(), Path::new("--out"), &target];
    let built = answer(wijkgids(out.path(), ["build"]).args(paths));
    assert_eq!(built.status, Some(0), "{}", built.err);
    for site in [&one, &other] {
        let name = site.path().file_name().expect("a folder has a name");
        assert!(target.join(name).join("kaarten/een/index.html").is_file());
    }
}

#[test]
fn two_sites_of_one_name_are_refused_before_anything_is_written() {
    let parent = tempfile::tempdir().expect("a temporary folder");
    for site in ["a/gids", "b/gids"] {
        write(&parent.path().join(site), "wijkgids.yaml", "title: Gids\n");
    }
    let here = parent.path().join("a/gids");
    let refused = answer(&mut wijkgids(&here, ["build", ".", "../../b/gids", "--out", "../../o"]));
    assert_eq!(refused.status, Some(2), "{}", refused.err);
    assert!(refused.err.contains("bouw ze apart"), "{}", refused.err);
    assert!(!parent.path().join("o").exists());
    fs::rename(parent.path().join("b/gids"), parent.path().join("b/wijk")).expect("renamed");
    let built = answer(&mut wijkgids(&here, ["build", ".", "../../b/wijk", "--out", "../../o"]));
    assert_eq!(built.status, Some(0), "{}", built.err);
    for name in ["gids", "wijk"] {
        assert!(parent.path().join("o").join(name).join("index.html").is_file(), "{name}");
    }
}

#[test]
fn a_theme_is_never_replaced() {
    let site = site();
    write(site.path(), "wijkgids.yaml", "title: Gids\ntheme: thema\n");
    write(site.path(), "thema/strings/nl.yaml", "menu-cards: Kaartenbak\n");
    let refused = answer(&mut wijkgids(site.path(), ["build", "--out", "thema"]));
    assert_eq!(refused.status, Some(2), "{}", refused.err);
}

#[test]
fn a_folder_without_anything_of_a_theme_is_no_theme() {
    let site = site();
    write(site.path(), "wijkgids.yaml", "title: Gids\ntheme: .\n");
    let checked = answer(&mut wijkgids(site.path(), ["check"]));
    assert_eq!(checked.status, Some(1), "{}", checked.err);
    let all = checked.out + &checked.err;
    assert!(all.contains("wijkgids.yaml:2:8") && all.contains("`templates`, `styles`"), "{all}");
}

/// A site that takes long enough to build to be stopped on the way.
fn large_site() -> tempfile::TempDir {
    let site = site();
    for n in 0..1_500 {
        let text = format!("---\ntitel: Kaart {n}\nstatus: gepubliceerd\n---\nTekst.\n");
        write(site.path(), &format!("kaarten/veel/k-{n}.md"), &text);
    }
    site
}

fn start(command: &mut Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

#[test]
fn a_build_that_is_stopped_leaves_the_old_site_or_the_new_one_and_no_leftovers() {
    let site = large_site();
    write(site.path(), "kaarten/veel/k-0.md", "---\ntitel: Oud\nstatus: gepubliceerd\n---\n");
    let started = Instant::now();
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    let whole = started.elapsed();
    let old = tree(&site.path().join("public"));
    write(site.path(), "kaarten/veel/k-0.md", "---\ntitel: Nieuw\nstatus: gepubliceerd\n---\n");
    for (signal, moment) in [
        ("-INT", whole / 20),
        ("-TERM", whole / 3),
        ("-INT", whole / 2),
        ("-TERM", whole * 3 / 4),
        ("-INT", whole * 9 / 10),
    ] {
        let mut process = start(&mut build(site.path()));
        sleep(moment);
        // It may have ended by itself.
        let _ = Command::new("kill").args([signal, &process.id().to_string()]).stderr(Stdio::null()).status();
        let status = process.wait().expect("it ends");
        assert!(matches!(status.code(), Some(0 | 2) | None), "{status:?}");
        let found = tree(&site.path().join("public"));
        let is_new = found
            .get("kaarten/veel/k-0/index.html")
            .is_some_and(|page| String::from_utf8_lossy(page).contains("<h1>Nieuw</h1>"));
        assert!(is_new || found == old, "{signal} after {moment:?}");
        assert_eq!(found.len(), old.len());
        assert_eq!(leftovers(site.path()), Vec::<String>::new(), "{signal} after {moment:?}: {status:?}");
    }
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
}

#[test]
fn two_builds_at_once_give_one_whole_site() {
    let site = large_site();
    let mut both = [start(&mut build(site.path())), start(&mut build(site.path()))];
    let statuses: Vec<Option<i32>> =
        both.iter_mut().map(|process| process.wait().expect("it ends").code()).collect();
    assert!(statuses.contains(&Some(0)), "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, Some(0 | 2))), "{statuses:?}");
    let both = tree(&site.path().join("public"));
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    assert!(tree(&site.path().join("public")) == both);
    assert_eq!(leftovers(site.path()), Vec::<String>::new());
}

#[test]
fn a_site_from_which_most_pages_vanish_needs_a_word() {
    let site = large_site();
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    fs::remove_dir_all(site.path().join("kaarten/veel")).expect("removed");
    let refused = answer(&mut build(site.path()));
    assert_eq!(refused.status, Some(2), "{}", refused.err);
    assert!(refused.err.contains("--allow-empty"), "{}", refused.err);
    assert!(site.path().join("public/kaarten/veel/k-0/index.html").is_file());
    assert_eq!(answer(&mut wijkgids(site.path(), ["build", "--allow-empty"])).status, Some(0));
    assert!(!site.path().join("public/kaarten/veel").exists());
}

#[test]
fn a_build_that_was_killed_holds_nobody_up() {
    let site = site();
    let mut process = start(&mut build(site.path()));
    // It may have ended by itself.
    let _ = process.kill();
    process.wait().expect("it ends");
    assert_eq!(answer(&mut build(site.path())).status, Some(0));
    assert_eq!(leftovers(site.path()), Vec::<String>::new());
}

#[test]
fn of_many_sites_one_that_cannot_be_made_holds_up_no_other() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in [
        ("a/wijkgids.yaml", "title: A\nextends: ../weg\n"),
        ("b.txt", "geen map"),
        ("c/plaatje.txt", "geen site"),
        ("landelijk/wijkgids.yaml", "title: Landelijk\n"),
        ("z/wijkgids.yaml", "title: Z\nextends: ../landelijk\n"),
        ("z/kaarten/k.md", "---\ntitel: K\nstatus: gepubliceerd\n---\n"),
    ] {
        write(folder.path(), path, text);
    }
    let sites = ["build", "a", "b.txt", "c", "landelijk", "z", "--out", "uit", "--report", "wat.json"];
    let built = answer(&mut wijkgids(folder.path(), sites));
    assert_eq!(built.status, Some(1), "{}", built.err);
    assert!(
        built.err.contains("b.txt: overgeslagen") && built.err.contains("c: overgeslagen"),
        "{}",
        built.err
    );
    assert!(!folder.path().join("uit/a").exists());
    assert!(folder.path().join("uit/z/kaarten/k/index.html").exists());
    let report = fs::read_to_string(folder.path().join("wat.json")).expect("the report is there");
    let report: serde_json::Value = serde_json::from_str(&report).expect("it is JSON");
    let published: Vec<_> =
        report.as_array().expect("a list").iter().map(|site| (&site["site"], &site["published"])).collect();
    assert_eq!(
        format!("{published:?}"),
        "[(String(\"a\"), Bool(false)), (String(\"landelijk\"), Bool(true)), (String(\"z\"), Bool(true))]"
    );
    assert_eq!(report[2]["documents"]["own"], 1);
}

#[test]
fn sites_for_several_readers_are_published_together() {
    let site = site();
    let config = "title: Gids\nbase_url: {team: https://t.example/gids/, inwoner: https://gids.example/}\npublish: [team, inwoner]\n";
    write(site.path(), "wijkgids.yaml", config);
    for n in 0..3 {
        let text = "---\ntitel: Vraag\nstatus: gepubliceerd\neigenaar: redactie\nherzien_voor: 2027-11-01\n---\nTekst.\n";
        write(site.path(), &format!("vragen/{n}.md"), &text.replace("Vraag", &format!("Vraag {n}")));
    }
    let built = answer(&mut build(site.path()));
    assert_eq!(built.status, Some(0), "{}", built.err);
    assert!(built.out.contains("public/teams: ") && built.out.contains("public/inwoners: "), "{}", built.out);
    // Of the one that lies in a folder of its host.
    assert_eq!(
        built.out.matches("  zet `robots.txt` ook op https://t.example/robots.txt: ").count(),
        1,
        "{}",
        built.out
    );
    let public = site.path().join("public");
    let readme = fs::read_to_string(public.join("LEESMIJ.txt")).expect("it says which folder goes where");
    assert!(["teams/ ", "inwoners/ "].iter().all(|folder| readme.contains(folder)));
    // What one of them can't have, neither gets.
    write(site.path(), "public/inwoners/vragen/nieuw/index.html", "van iemand anders");
    let before = tree(&public);
    let text =
        fs::read_to_string(site.path().join("vragen/0.md")).expect("there").replace("Vraag 0", "Nieuw");
    write(site.path(), "vragen/nieuw.md", &text);
    let refused = answer(&mut build(site.path()));
    assert_eq!(refused.status, Some(2), "{}", refused.err);
    assert!(refused.err.contains("inwoners/vragen/nieuw/index.html"), "{}", refused.err);
    assert!(tree(&public) == before);
    fs::remove_file(public.join("inwoners/vragen/nieuw/index.html")).expect("removed");
    let built = answer(wijkgids(site.path(), ["build", "--in-place"]).env("LANG", "en_US"));
    assert_eq!(built.status, Some(0), "{}", built.err);
    assert!(built.out.contains("one by one: as asked"), "{}", built.out);
    assert!(
        ["teams", "inwoners"].iter().all(|who| public.join(who).join("vragen/nieuw/index.html").exists())
    );
    assert_eq!(leftovers(site.path()), ["vragen"]);
}
