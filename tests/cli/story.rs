//! A municipality and the national guide, with the binary alone: from `new` to a second release that is looked at, taken over and
//! published; in plain folders, and in real git repositories.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Answer, answer, tree, wijkgids, write};

/// Where the repositories are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repositories {
    None,
    /// One with the municipality's folder and the guide in it.
    Around,
    /// The municipality's folder is one, and the guide lies beside it.
    Own,
}

/// A municipality at work.
struct Municipality {
    root: TempDir,
    /// Where what others send arrives.
    post: TempDir,
    repositories: Repositories,
    /// The cards of the guide, by their paths.
    cards: Vec<String>,
}

impl Municipality {
    /// Starts it, with everything committed.
    fn new(repositories: Repositories) -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        let repository = match repositories {
            Repositories::None => None,
            Repositories::Around => Some(root.path().to_owned()),
            Repositories::Own => Some(root.path().join("stad")),
        };
        if let Some(repository) = &repository {
            fs::create_dir_all(repository).expect("made");
            git(repository, &["init", "--quiet"]);
        }
        let made = answer(&mut wijkgids(root.path(), ["new", "stad"]));
        assert_eq!((made.status, made.err.as_str()), (Some(0), ""));
        let is_card = |path: &String| path.starts_with("kaarten/") && path.matches('.').count() == 1;
        let has_why = |path: &String| {
            fs::read_to_string(root.path().join("landelijk").join(path)).is_ok_and(|text| text.contains(WHY))
        };
        let cards =
            tree(&root.path().join("landelijk")).into_keys().filter(is_card).filter(has_why).collect();
        let post = tempfile::tempdir().expect("a temporary folder");
        let municipality = Self { root, post, repositories, cards };
        municipality.commit("begin");
        municipality
    }

    fn site(&self) -> PathBuf {
        self.root.path().join("stad")
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        answer(&mut wijkgids(&self.site(), arguments))
    }

    /// Runs it and gives what it says; it has to succeed.
    fn does(&self, arguments: &[&str]) -> String {
        let done = self.run(arguments);
        assert_eq!((done.status, done.err.as_str()), (Some(0), ""), "{arguments:?}\n{}", done.out);
        done.out
    }

    fn repository(&self) -> Option<PathBuf> {
        match self.repositories {
            Repositories::None => None,
            Repositories::Around => Some(self.root.path().to_owned()),
            Repositories::Own => Some(self.site()),
        }
    }

    fn commit(&self, message: &str) {
        let Some(repository) = self.repository() else { return };
        git(&repository, &["add", "--all"]);
        git(&repository, &["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    /// The files that differ from what was committed last.
    fn changed(&self) -> Vec<String> {
        let Some(repository) = self.repository() else { return Vec::new() };
        let status = git(&repository, &["status", "--porcelain", "--untracked-files=all"]);
        status.lines().map(|line| line[3..].to_owned()).collect()
    }

    fn of_guide(&self, path: &str) -> PathBuf {
        self.root.path().join("landelijk").join(path)
    }

    /// The one that comes with the second release.
    fn new_card(&self) -> String {
        self.cards[2].replace(".md", "-nog-een.md")
    }

    /// Its makers change cards, add one and explain a word, and send that as a zip.
    fn second_release(&self) -> PathBuf {
        let makers = self.post.path().join("landelijk");
        for (path, bytes) in tree(&self.root.path().join("landelijk")) {
            let path = makers.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        let manifest = fs::read_to_string(makers.join(MANIFEST)).expect("it has one");
        write(&makers, MANIFEST, &manifest.replacen("received: true\n", "", 1));
        let read = |path: &str| fs::read_to_string(makers.join(path)).expect("it is there");
        for card in &self.cards[..2] {
            write(&makers, card, &read(card).replacen(WHY, &format!("{WHY}\n{NEWS}\n"), 1));
        }
        let card = read(&self.cards[2]);
        let lines =
            card.lines().map(|line| if line.starts_with("titel: ") { "titel: Nog een" } else { line });
        write(&makers, &self.new_card(), &(lines.collect::<Vec<_>>().join("\n") + "\n"));
        let words = read("begrippen.yaml");
        let word = "  uitgaaf:\n    uitleg: Een stand van de gids met een nummer en een datum.\n";
        write(&makers, "begrippen.yaml", &format!("{}\n\n{word}", words.trim_end()));
        let made = answer(&mut wijkgids(&makers, ["release", "2", "--note", "De tweede."]));
        assert_eq!((made.status, made.err.as_str()), (Some(0), ""), "{}", made.out);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in tree(&makers) {
            writer.start_file(format!("landelijk/{path}"), SimpleFileOptions::default()).expect("started");
            writer.write_all(&bytes).expect("written");
        }
        let zip = self.post.path().join("landelijk-2.zip");
        fs::write(&zip, writer.finish().expect("finished").into_inner()).expect("written");
        zip
    }
}

const MANIFEST: &str = ".wijkgids/manifest.yaml";
const WHY: &str = "\n## Waarom\n";
const NEWS: &str = "Dit is nieuw in de tweede uitgave.";

/// Git, with nothing of whoever runs the tests.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=Redactie", "-c", "user.email=redactie@stad.example"]);
    command.args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git is installed");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("plain paths")
}

/// A release arrives, is looked at, taken in, settled and published.
fn takes_a_release(repositories: Repositories) {
    let municipality = Municipality::new(repositories);
    let (local, taken_over) = (&municipality.cards[0], &municipality.cards[1]);
    municipality.does(&["localise", local.trim_end_matches(".md"), "waarom"]);
    let own = municipality.site().join(local);
    let text = fs::read_to_string(&own).expect("it was started");
    write(&municipality.site(), local, &format!("{}\nBij ons in de stad ook.\n", text.trim_end()));
    municipality.commit("een eigen tekst");
    let zip = municipality.second_release();
    let zip = zip.to_str().expect("a plain path");

    let before = tree(municipality.root.path());
    let dry = municipality.does(&["update", "--from", zip, "--dry-run"]);
    for expected in ["van uitgave 1 naar 2\n", "2 teksten gewijzigd, 1 nieuw", "begrip `uitgaaf`"] {
        assert!(dry.contains(expected), "{expected}\n{dry}");
    }
    assert!(tree(municipality.root.path()) == before, "a dry run writes nothing");

    let done = municipality.does(&["update", "--from", zip]);
    for expected in
        ["is nu uitgave 2\n", "-nog-een: Nog een (nieuw in de basis)", taken_over.trim_end_matches(".md")]
    {
        assert!(done.contains(expected), "{expected}\n{done}");
    }
    let is_below = |path: &String| path.starts_with("landelijk/");
    assert!(municipality.changed().iter().all(is_below), "{:?}", municipality.changed());
    let names = fs::read_dir(municipality.root.path()).expect("a folder");
    let names = names.map(|entry| entry.expect("read").file_name().into_string().expect("plain"));
    let beside: Vec<String> = names.filter(|name| name.contains(".wijkgids-")).collect();
    assert!(beside.is_empty(), "{beside:?}");

    let told = municipality.run(&["drift", "--diff"]);
    assert_eq!(told.status, Some(1));
    assert_eq!(told.out.matches(&format!("{{+{NEWS}+}}")).count(), 2, "{}", told.out);
    let merged = municipality.run(&["drift", "--merge"]);
    assert!(merged.out.contains("`waarom`: samengevoegd"), "{}{}", merged.out, merged.err);
    let text = fs::read_to_string(&own).expect("it is there");
    assert!(text.contains(NEWS) && text.contains("Bij ons in de stad ook."), "{text}");
    municipality.does(&["drift", "--accept"]);
    assert_eq!(municipality.does(&["drift"]), "alles rust nog op de tekst van nu\n");
    municipality.commit("de tweede uitgave");
    municipality.does(&["drift", "--accept"]);
    assert_eq!(municipality.changed(), [""; 0], "settling twice changes nothing");

    let built = municipality.run(&["build"]);
    assert_eq!(built.status, Some(0), "{}{}", built.out, built.err);
    let page = |card: &str| {
        let page = municipality.site().join("public").join(card.trim_end_matches(".md")).join("index.html");
        fs::read_to_string(page).expect("it is published")
    };
    assert!(page(local).contains("Bij ons in de stad ook.") && page(local).contains(NEWS));
    assert!(page(taken_over).contains(NEWS));
    page(&municipality.new_card());
}

#[test]
fn a_release_is_taken_in_where_there_is_no_repository() {
    takes_a_release(Repositories::None);
}

#[test]
fn a_release_is_taken_in_in_one_repository_with_the_guide() {
    takes_a_release(Repositories::Around);
}

#[test]
fn a_release_is_taken_in_where_the_municipality_has_a_repository_of_its_own() {
    takes_a_release(Repositories::Own);
}

#[test]
fn edits_in_the_guide_are_told_refused_and_then_kept() {
    let municipality = Municipality::new(Repositories::Around);
    let edited = &municipality.cards[0];
    let text = fs::read_to_string(municipality.of_guide(edited)).expect("it is there");
    let ours = "In onze stad werkt dat zo.";
    write(
        &municipality.root.path().join("landelijk"),
        edited,
        &text.replacen(WHY, &format!("{WHY}\n{ours}\n"), 1),
    );
    let checked = municipality.run(&["check"]);
    assert!(checked.out.contains("[edited-base]") && checked.out.contains(edited), "{}", checked.out);
    municipality.commit("een aanpassing op de verkeerde plek");
    fs::write(municipality.of_guide(edited), &text).expect("written");
    let zip = municipality.second_release();
    git(municipality.root.path(), &["checkout", "--quiet", "--", "landelijk"]);
    let zip = zip.to_str().expect("a plain path");
    let refused = municipality.run(&["update", "--from", zip]);
    assert_eq!(refused.status, Some(1));
    assert!(refused.err.contains("met `--keep-edits`"), "{}", refused.err);
    assert_eq!(municipality.changed(), [""; 0], "nothing was changed");
    let kept = municipality.does(&["update", "--from", zip, "--keep-edits"]);
    assert!(kept.contains(&format!("{edited}: alleen wat u veranderde")), "{kept}");
    let own = fs::read_to_string(municipality.site().join(edited)).expect("it is the site's own now");
    assert!(own.starts_with("---\n---\n\n## Waarom\n") && own.contains(ours), "{own}");
    assert!(!own.contains("## Zo doe je het"), "only what was edited: {own}");
    // What its makers changed in the same section meanwhile comes on top.
    let told = municipality.run(&["drift", "--diff"]);
    assert!(told.out.contains(&format!("{{+{NEWS}+}}")), "{}", told.out);
    let checked = municipality.run(&["check"]);
    assert!(!checked.out.contains("[edited-base]"), "{}", checked.out);
    let built = municipality.run(&["build"]);
    assert_eq!(built.status, Some(0), "{}{}", built.out, built.err);
}
