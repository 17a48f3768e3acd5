//! `examples/ci/part`: the sites of `content/`, divided over machines.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{answer, write};

#[test]
fn the_parts_together_are_all_sites_each_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let sites = ["Zand", "basis", "een stad", "eiland", "oord"];
    for site in sites {
        let title = format!("title: {site}\nvalues: {{naam: {site}}}\n");
        let extends = if site == "basis" { "" } else { "extends: ../basis\n" };
        write(folder.path(), &format!("content/{site}/wijkgids.yaml"), &format!("{title}{extends}"));
    }
    write(
        folder.path(),
        "content/basis/paginas/x.md",
        "---\ntitel: X\nstatus: gepubliceerd\n---\n{{ naam }}\n",
    );
    write(folder.path(), "content/LEESMIJ.md", "geen site\n");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ci/part");
    let mut built = Vec::new();
    // The last part has one site only, which `build` alone would put into public/ itself.
    for part in 0..3 {
        let mut command = Command::new(&script);
        command.args([part.to_string(), "3".to_owned()]).current_dir(folder.path());
        let answer = answer(command.env("WIJKGIDS", env!("CARGO_BIN_EXE_wijkgids")));
        assert_eq!(answer.status, Some(0), "{}", answer.err);
        let public = folder.path().join("public");
        for entry in fs::read_dir(&public).expect("something was built") {
            let site = entry.expect("it can be read").file_name().into_string().expect("plain names");
            let page = fs::read_to_string(public.join(&site).join("paginas/x/index.html")).expect("a page");
            assert!(page.contains(&format!("<p>{site}</p>")), "{site}");
            built.push(site);
        }
        fs::remove_dir_all(&public).expect("removed");
    }
    built.sort();
    assert_eq!(built, sites);
}
