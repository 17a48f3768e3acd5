//! Names, links, pipes and sizes: what is read of a folder, and what is only reported.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use wijkgids::pipeline::{Inputs, Mode, OutputPath, Pipeline};
use wijkgids::shell::read::{self, Project, read};
use wijkgids::text::Rule;

use super::{folder, site, write};
use crate::support::workbook::{with_formats, workbook};

fn inputs(root: &Path) -> Inputs {
    read(root, None, date(2026, 11, 21), Mode::Publish).expect("a site")
}

/// What was found, as `rule path`.
fn found(inputs: &Inputs) -> Vec<String> {
    (inputs.found.iter())
        .map(|found| format!("{} {}", found.rule.name(), found.at.as_ref().expect("a place").path))
        .collect()
}

#[test]
fn a_site_is_read_from_its_own_folders_only() {
    let site = site();
    for (path, text) in [
        ("bronnen.yaml", "{}"),
        ("kaarten/mandaat/foto.png", "png"),
        ("static/robots.md", "as it is"),
        ("static/.well-known/security.txt", "Contact: …"),
        ("kaarten/.git/x.md", "hidden"),
        ("kaarten/a.md~", "an editor's copy"),
        ("public/index.html", "an output"),
        ("notities/x.md", "somebody's own"),
    ] {
        write(site.path().join(path), text);
    }
    let inputs = inputs(site.path());
    let sources: Vec<&str> = inputs.sources.keys().map(|path| path.as_str()).collect();
    assert_eq!(sources, ["bronnen.yaml", "kaarten/mandaat/a.md", "wijkgids.yaml"]);
    let files: Vec<&str> = inputs.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(files, ["kaarten/mandaat/foto.png", "static/.well-known/security.txt", "static/robots.md"]);
    assert!(inputs.found.is_empty(), "{:?}", inputs.found);
}

#[test]
fn a_photo_is_read_without_what_a_phone_wrote_into_it() {
    let site = site();
    let part =
        |marker: u8, contents: &[u8]| [&[0xff, marker, 0, contents.len() as u8 + 2], contents].concat();
    let photo = [
        b"\xff\xd8",
        &part(0xe1, b"Exif\0\0II*\0van iemand")[..],
        &part(0xda, b"\x01\x01\0\0\x3f\0"),
        b"dots\xff\xd9 een film",
    ];
    for path in ["kaarten/mandaat/foto.jpg", "static/foto.JPEG"] {
        fs::create_dir_all(site.path().join("static")).expect("a folder");
        fs::write(site.path().join(path), photo.concat()).expect("written");
    }
    fs::write(site.path().join("static/half.jpg"), &photo.concat()[..16]).expect("written");
    let inputs = inputs(site.path());
    let bare = [photo[0], photo[2], b"dots\xff\xd9"].concat();
    for path in ["kaarten/mandaat/foto.jpg", "static/foto.JPEG"] {
        assert_eq!(*inputs.files[path], *bare, "{path}");
    }
    assert_eq!(found(&inputs), ["personal-data static/half.jpg"]);
}

#[test]
fn a_folder_that_is_nearly_one_of_ours_is_reported() {
    let site = site();
    write(site.path().join("Vragen/ik-heb-schulden.md"), "a question that would vanish");
    write(site.path().join("archief/x.md"), "somebody's own");
    let inputs = inputs(site.path());
    assert_eq!(found(&inputs), ["bad-file-name Vragen"]);
    assert!(inputs.found[0].hints.iter().any(|hint| hint.nl.contains("`vragen`")), "{:?}", inputs.found);
}

#[test]
fn between_documents_only_what_they_can_show_is_read() {
    let site = site();
    for file in [
        "kaarten/folder.pdf",
        "kaarten/notities.docx",
        "kaarten/notities.pages",
        "kaarten/plan.md.txt",
        "kaarten/geheim.MD",
        "kaarten/LEESMIJ",
        "vragen/logo.svg",
        "paginas/a.md.orig",
        "kaarten/b.bak",
        "kaarten/4913",
        "kaarten/FOTO.JPG",
        "voorzieningen/wijk.ods",
        "voorzieningen/buurt.ods",
        "voorzieningen/buurt.csv",
        "voorzieningen/wijk-import.txt",
        "static/logo.svg",
    ] {
        write(site.path().join(file), "x");
    }
    let inputs = inputs(site.path());
    assert_eq!(
        found(&inputs),
        [
            "bad-file-name kaarten/LEESMIJ",
            "bad-file-name kaarten/geheim.MD",
            "bad-file-name kaarten/notities.pages",
            "bad-file-name kaarten/plan.md.txt",
            "bad-file-name voorzieningen/wijk.ods",
        ]
    );
    let hints: Vec<&str> = inputs.found.iter().map(|found| &found.hints[0].nl[..]).collect();
    assert_eq!(hints[1], "noem een document `geheim.md`");
    assert!(hints[2].contains("`static/`"), "{}", hints[2]);
    assert_eq!(hints[3], "noem een document `plan.md`");
    let files: Vec<&str> = inputs.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(
        files,
        [
            "kaarten/FOTO.JPG",
            "kaarten/folder.pdf",
            "kaarten/notities.docx",
            "static/logo.svg",
            "vragen/logo.svg"
        ]
    );
}

#[test]
fn a_workbook_is_a_table_of_provisions() {
    let site = site();
    let rows: [&[&str]; 3] = [
        &["id", "naam", "organisatie", "aanbod", "gecontroleerd", "openingstijden"],
        &["loket", "Loket", "Gemeente", "Vragen", "2026-11-01", "Mo-Fr 09:00-17:00"],
        &["balie", "Balie", "Gemeente", "Vragen", "2026-11-01", "negen tot vijf"],
    ];
    fs::create_dir_all(site.path().join("voorzieningen")).expect("a folder");
    fs::write(site.path().join("voorzieningen/lijst.xlsx"), workbook(&rows)).expect("written");
    fs::write(site.path().join("voorzieningen/kapot.xlsx"), "geen werkmap").expect("written");
    let inputs = inputs(site.path());
    assert_eq!(found(&inputs), ["unreadable-file voorzieningen/kapot.xlsx"]);
    let built = Pipeline::new().run(&inputs);
    let reported: Vec<&str> = built.diagnostics.iter().map(|found| found.message.nl.as_str()).collect();
    assert!(
        reported.contains(&"rij 3, kolom `openingstijden`: `negen tot vijf` zijn geen openingstijden"),
        "{reported:?}"
    );
    for page in ["voorzieningen/loket/index.html", "voorzieningen/balie/index.html"] {
        assert!(built.outputs.iter().any(|(path, _)| path.as_str() == page), "{page}");
    }
}

#[test]
fn a_number_of_a_workbook_is_what_its_program_kept() {
    let site = site();
    let config = "title: Gids\nbase_url: https://gids.example/\n\
                  fields:\n  afstand: {title: Afstand, kinds: [provision], type: number, unit: km}\n  \
                  regel: {title: Regel, kinds: [provision], type: text}\n";
    write(site.path().join("wijkgids.yaml"), config);
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let header: String = ["naam", "aanbod", "afstand", "regel"].map(text).concat();
    let numbers = [
        ("<c s=\"1\"><v>4.5</v></c>", "4,5"),
        ("<c><v>12.125</v></c>", "12,125"),
        ("<c><v>0.33333333</v></c>", "0,333"),
    ];
    let rows = numbers
        .iter()
        .zip(["een", "twee", "drie"])
        .map(|((cell, _), name)| format!("<row>{}{}{cell}{cell}</row>", text(name), text("Vragen")));
    let sheet = format!("<sheetData><row>{header}</row>{}</sheetData>", rows.collect::<String>());
    fs::create_dir_all(site.path().join("voorzieningen")).expect("a folder");
    let bytes = with_formats(&sheet, "", &["0.0\" km\""]);
    fs::write(site.path().join("voorzieningen/lijst.xlsx"), bytes).expect("written");
    let built = Pipeline::new().run(&inputs(site.path()));
    let wrong = built.diagnostics.iter().filter(|found| found.rule == Rule::WrongType);
    assert_eq!(wrong.map(|found| found.message.nl.as_str()).collect::<Vec<_>>(), [] as [&str; 0]);
    for ((_, number), name) in numbers.iter().zip(["een", "twee", "drie"]) {
        let path = OutputPath::new(&format!("voorzieningen/{name}/index.html")).expect("a sound path");
        let page = String::from_utf8(built.outputs.get(&path).expect(name).to_vec()).expect("UTF-8");
        assert!(page.contains(&format!("{number} km")), "{name}: {page}");
    }
    // A text stays as it is shown.
    let path = OutputPath::new("voorzieningen/twee/index.html").expect("a sound path");
    assert!(String::from_utf8_lossy(built.outputs.get(&path).expect("there")).contains("12.125"));
}

#[test]
fn links_are_reported_and_not_followed() {
    let site = site();
    let kaarten = site.path().join("kaarten");
    symlink("/etc/passwd", kaarten.join("wachtwoorden.md")).expect("linked");
    symlink("..", kaarten.join("rond")).expect("linked");
    symlink("nergens", kaarten.join("weg.png")).expect("linked");
    symlink("/etc", site.path().join("static")).expect("linked");
    let inputs = inputs(site.path());
    assert_eq!(
        found(&inputs),
        [
            "unreadable-file kaarten/rond",
            "unreadable-file kaarten/wachtwoorden.md",
            "unreadable-file kaarten/weg.png",
            "unreadable-file static",
        ]
    );
    assert_eq!(inputs.sources.len() + inputs.files.len(), 2);
}

#[test]
fn what_is_no_file_is_reported_and_makes_nobody_wait() {
    let site = site();
    let kaarten = site.path().join("kaarten");
    let is_made = Command::new("mkfifo").arg(kaarten.join("pijp.md")).status().expect("mkfifo runs");
    assert!(is_made.success());
    let _socket = std::os::unix::net::UnixListener::bind(kaarten.join("s.md")).expect("bound");
    write(kaarten.join("map.md/b.md"), "in a folder that looks like a card");
    let inputs = inputs(site.path());
    assert_eq!(
        found(&inputs),
        ["unreadable-file kaarten/map.md", "unreadable-file kaarten/pijp.md", "unreadable-file kaarten/s.md"]
    );
}

#[test]
fn names_and_sizes_are_checked_before_anything_is_read() {
    let site = site();
    let kaarten = site.path().join("kaarten");
    for name in ["CON.md", "a:b.md", "punt./x.md", "regel\neinde.md", "Wmo.md", "wmo.md"] {
        write(kaarten.join(name), "x");
    }
    fs::File::create(kaarten.join("groot.md")).expect("made").set_len((1 << 20) + 1).expect("grown");
    let film = site.path().join("static/film.mp4");
    write(film.clone(), "");
    fs::File::create(film).expect("made").set_len((64 << 20) + 1).expect("grown");
    write(kaarten.join("latin.md"), "goed");
    fs::write(kaarten.join("latin.md"), b"caf\xe9").expect("written");
    let inputs = inputs(site.path());
    assert_eq!(
        found(&inputs),
        [
            "bad-file-name kaarten/CON.md",
            "bad-file-name kaarten/a:b.md",
            "too-large kaarten/groot.md",
            "not-utf8 kaarten/latin.md",
            "bad-file-name kaarten/punt.",
            "bad-file-name kaarten/regel\u{fffd}einde.md",
            "same-address kaarten/wmo.md",
            "too-large static/film.mp4",
        ]
    );
    let large = inputs.found.iter().rfind(|found| found.rule == Rule::TooLarge).expect("reported");
    assert_eq!(large.message.en, "this file takes 65 MiB; at most 64 MiB will do");
}

#[test]
fn a_folder_that_is_no_site_says_where_one_is() {
    // In a folder of its own, so that nobody else's site is its neighbor.
    let folder = folder();
    let repository = folder.path().join("repository");
    write(repository.join("content/landelijk/wijkgids.yaml"), "title: x");
    let error = read(&repository, None, date(2026, 1, 1), Mode::Publish).expect_err("no site");
    let read::Error::NotASite { nearby, .. } = &error else { panic!("{error}") };
    assert_eq!(nearby, &[repository.join("content/landelijk")]);
    assert!(error.to_string().contains("content/landelijk"), "{error}");
}

#[test]
fn of_a_theme_its_folders_are_read_and_its_trouble_is_placed_in_its_folder() {
    let site = site();
    let theme = site.path().join("thema");
    write(theme.join("templates/kaart.html"), "<p>");
    write(theme.join("styles/a.css"), "p {}");
    write(theme.join("LICENSE"), "EUPL");
    write(theme.join("node_modules/a/styles/b.css"), "p {}");
    write(theme.join("Icons/a.svg"), "<svg/>");
    symlink("/etc/passwd", theme.join("strings")).expect("linked");
    let mut project = Project::open(site.path(), Some(&theme), date(2026, 11, 21), Mode::Preview)
        .expect("a site with a theme");
    let names =
        |project: &Project| project.inputs().theme.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(&project), ["styles/a.css", "templates/kaart.html"]);
    assert_eq!(found(project.inputs()), ["bad-file-name thema/Icons", "unreadable-file thema/strings"]);
    let hints = &project.inputs().found[0].hints;
    assert!(hints.iter().any(|hint| hint.en.contains("`icons`")), "{hints:?}");

    fs::remove_dir_all(theme.join("styles")).expect("removed");
    fs::remove_file(theme.join("strings")).expect("removed");
    let changed = project.refresh(&[theme.join("styles"), theme.join("strings")]).expect("a site");
    let changed: Vec<String> = changed.theme.iter().map(ToString::to_string).collect();
    assert_eq!(changed, ["strings", "styles/a.css"]);
    assert_eq!(names(&project), ["templates/kaart.html"]);
    assert_eq!(found(project.inputs()), ["bad-file-name thema/Icons"]);
}

#[test]
fn a_theme_that_is_too_much_is_not_read() {
    let folder = folder();
    let site = folder.path().join("stad");
    write(site.join("wijkgids.yaml"), "title: Wijkgids\ntheme: ..\n");
    write(folder.path().join("styles/a.css"), "p {}");
    let mut project = Project::open(&site, None, date(2026, 11, 21), Mode::Preview).expect("a site");
    let state = |project: &Project| {
        let paths = project.inputs().theme.keys().map(ToString::to_string).collect::<Vec<_>>();
        (paths, found(project.inputs()))
    };
    let name = folder.path().file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    let small = (vec!["styles/a.css".to_owned()], Vec::new());
    assert_eq!(state(&project), small);

    // A file without content takes no place on the disk, whatever its length.
    let large = |path: &str, length: u64| {
        write(folder.path().join(path), "");
        let file = fs::File::options().write(true).open(folder.path().join(path)).expect("there");
        file.set_len(length).expect("made longer");
    };
    large("assets/film.mp4", 65 << 20);
    large("fonts/all.zip", 65 << 20);
    large("big.zip", 65 << 20);
    project.rescan().expect("a site");
    let too_large = vec![format!("too-large {name}/assets/film.mp4")];
    assert_eq!(state(&project), (vec!["styles/a.css".to_owned()], too_large), "only a file is");

    large("assets/film.mp4", 40 << 20);
    large("styles/b.css", 40 << 20);
    let changed = [site.join("../assets/film.mp4"), site.join("../styles/b.css")];
    project.refresh(&changed).expect("a site");
    let too_large = vec![format!("too-large {name}/styles")];
    assert_eq!(state(&project), (Vec::new(), too_large), "together they are");
    let message = &project.inputs().found[0].message.en;
    assert!(message.contains(&format!("`{name}`")) && message.contains("64 MiB"), "{message}");
    let fresh = Project::open(&site, None, date(2026, 11, 21), Mode::Preview).expect("a site");
    assert_eq!(state(&fresh), state(&project));

    fs::remove_dir_all(folder.path().join("assets")).expect("removed");
    fs::remove_file(folder.path().join("styles/b.css")).expect("removed");
    project.refresh(&changed[..1]).expect("a site");
    assert_eq!(state(&project), small, "and small again");

    for idx in 0..=5_000 {
        write(folder.path().join(format!("icons/{idx}.svg")), "");
    }
    project.refresh(&[site.join("../icons")]).expect("a site");
    assert_eq!(state(&project), (Vec::new(), vec![format!("too-large {name}/icons")]), "so many are");
}

#[test]
fn a_theme_may_lie_in_a_folder_that_is_called_like_a_facet() {
    let site = site();
    let config = "title: Wijkgids\ntheme: thema\nfacets: {thema: {title: Thema, terms: {mandaat: {title: Mandaat}}}}\n";
    write(site.path().join("wijkgids.yaml"), config);
    write(site.path().join("thema/templates/parts/colophon.html"), "<p>");
    write(site.path().join("thema/LEESMIJ.md"), "Ons thema\n");
    let project = Project::open(site.path(), None, date(2026, 11, 21), Mode::Preview).expect("a site");
    assert!(found(project.inputs()).is_empty(), "{:?}", found(project.inputs()));
    assert!(project.inputs().sources.keys().all(|path| !path.as_str().starts_with("thema/")));
    assert_eq!(project.inputs().theme.len(), 1, "what isn't in a folder of a theme is passed over");
}

#[test]
fn a_refresh_that_fails_loses_nothing() {
    let site = site();
    let (card, config) = (site.path().join("kaarten/mandaat/a.md"), site.path().join("wijkgids.yaml"));
    let mut project = Project::open(site.path(), None, date(2026, 11, 21), Mode::Preview).expect("a site");
    fs::write(&card, "een andere kaart\n").expect("written");
    fs::remove_file(&config).expect("removed");
    project.refresh(&[card.clone(), config.clone()]).expect_err("no site");
    write(config.clone(), "title: Wijkgids\n");
    let changed = project.refresh(&[config, card]).expect("a site again");
    let changed: Vec<&str> = changed.site.iter().map(|path| path.as_str()).collect();
    assert_eq!(changed, ["kaarten/mandaat/a.md"]);
}

#[test]
fn a_file_written_anew_with_the_same_text_has_not_changed() {
    let site = site();
    let card = site.path().join("kaarten/mandaat/a.md");
    let mut project = Project::open(site.path(), None, date(2026, 11, 21), Mode::Preview).expect("a site");
    fs::write(&card, "een kaart\n").expect("written");
    assert!(project.refresh(std::slice::from_ref(&card)).expect("a site").is_empty());
    // Of the same length, and as shortly after the last time as a test can be.
    fs::write(&card, "twee kaar\n").expect("written");
    assert_eq!(project.rescan().expect("a site").site.len(), 1);
    fs::write(&card, "drie kaar\n").expect("written");
    assert_eq!(project.rescan().expect("a site").site.len(), 1);
    assert!(project.rescan().expect("a site").is_empty());
}

#[test]
fn a_base_that_is_gone_is_reported_and_its_texts_stay() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("stad/wijkgids.yaml", "title: Stad\nextends: ../landelijk\n");
    write("landelijk/wijkgids.yaml", "title: Landelijk\n");
    write("landelijk/kaarten/a.md", "---\ntitel: A\n---\n");
    let site = folder.path().join("stad");
    let mut project = Project::open(&site, None, date(2026, 11, 21), Mode::Preview).expect("a site");
    let has_card = |project: &Project| project.inputs().sources.contains_key("../landelijk/kaarten/a.md");
    assert!(has_card(&project));

    fs::rename(folder.path().join("landelijk/wijkgids.yaml"), folder.path().join("weg")).expect("renamed");
    fs::remove_file(folder.path().join("landelijk/kaarten/a.md")).expect("removed");
    assert!(!project.rescan().expect("the site itself is there").is_empty());
    project.reopen_if_rearranged().expect("the site itself is there");
    assert!(has_card(&project), "what it had is better than nothing");
    let reported: Vec<Rule> = project.inputs().found.iter().map(|found| found.rule).collect();
    assert_eq!(reported, [Rule::BrokenBase]);

    fs::rename(folder.path().join("weg"), folder.path().join("landelijk/wijkgids.yaml")).expect("renamed");
    project.rescan().expect("a site");
    assert!(project.reopen_if_rearranged().expect("a site"));
    assert!(!has_card(&project) && project.inputs().found.is_empty(), "back, and as it is now");
}

/// A repository with a site in it, and a folder outside.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in [
        ("git/.git/HEAD", ""),
        ("git/content/stad/kaarten/a.md", "---\ntitel: A\n---\n"),
        ("outside/wijkgids.yaml", "title: Buiten\n"),
        ("outside/kaarten/b.md", "---\ntitel: B\nstatus: gepubliceerd\n---\n"),
        ("outside/assets/secret", "geheim"),
    ] {
        write(folder.path().join(path), text);
    }
    folder
}

#[test]
fn nothing_outside_the_repository_is_read_whatever_a_configuration_names() {
    let folder = repository();
    let content = folder.path().join("git/content");
    symlink(folder.path().join("outside"), content.join("link")).expect("linked");
    for line in ["extends: ../../../outside", "extends: ../link", "theme: ../../../outside", "theme: ../link"]
    {
        write(content.join("stad/wijkgids.yaml"), &format!("title: Stad\n{line}\n"));
        let inputs = inputs(&content.join("stad"));
        let reported: Vec<Rule> = inputs.found.iter().map(|found| found.rule).collect();
        assert_eq!(reported, [Rule::BrokenBase], "{line}");
        assert!(inputs.theme.is_empty() && inputs.sources.len() == 2, "{line}: {:?}", inputs.sources.keys());
    }
}

#[test]
fn a_base_that_comes_later_is_found() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path().join("stad/wijkgids.yaml"), "title: Stad\nextends: ../landelijk\n");
    let mut project =
        Project::open(&folder.path().join("stad"), None, date(2026, 11, 21), Mode::Preview).expect("a site");
    assert_eq!(project.inputs().found.len(), 1);
    write(folder.path().join("landelijk/wijkgids.yaml"), "title: Landelijk\n");
    write(folder.path().join("landelijk/kaarten/a.md"), "---\ntitel: A\n---\n");
    assert!(!project.rescan().expect("a site").is_empty(), "there is something to look at again");
    assert!(project.reopen_if_rearranged().expect("a site"));
    assert!(project.inputs().sources.contains_key("../landelijk/kaarten/a.md"));
}
