//! `wijkgids schema`: help for an editor's own program.

use serde_json::Value;

use super::{answer, site, tree, wijkgids, write};

#[test]
fn the_schemas_come_on_the_screen_or_as_files() {
    let site = site();
    let all = answer(&mut wijkgids(site.path(), ["schema"]));
    assert_eq!((all.status, all.err.as_str()), (Some(0), ""));
    let all: Value = serde_json::from_str(&all.out).expect("it is JSON");
    let all = all.as_object().expect("each by its name");

    let before = tree(site.path());
    let written = answer(&mut wijkgids(site.path(), ["schema", ".", "--out", ".wijkgids/schema"]));
    assert_eq!((written.status, written.out.as_str()), (Some(0), ".wijkgids/schema: schema's: 11\n"));
    let after = tree(site.path());
    let added: Vec<&String> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    let expected: Vec<String> = all.keys().map(|name| format!(".wijkgids/schema/{name}.json")).collect();
    assert_eq!(added, expected.iter().collect::<Vec<_>>());
    for (name, schema) in all {
        let text = &after[&format!(".wijkgids/schema/{name}.json")];
        assert_eq!(serde_json::from_slice::<Value>(text).expect("it is JSON"), *schema);
    }
    let english = answer(&mut wijkgids(site.path(), ["--lang", "en", "schema"]));
    assert!(english.out.contains("The title as readers see it."), "{}", english.out);
    let checked = answer(&mut wijkgids(site.path(), ["check"]));
    assert_eq!((checked.status, checked.err.as_str()), (Some(0), ""));
}

#[test]
fn half_a_model_gives_no_schema() {
    let site = site();
    write(site.path(), "wijkgids.yaml", "title: Gids\nbase_url: https://gids.example/\nfacets: [thema]\n");
    let refused = answer(&mut wijkgids(site.path(), ["schema", "--out", "schema"]));
    assert_eq!((refused.status, refused.out.as_str()), (Some(1), ""));
    assert!(refused.err.contains("wijkgids.yaml:3:9"), "{}", refused.err);
    assert!(refused.err.ends_with("er is geen schema gemaakt; verbeter dit eerst\n"), "{}", refused.err);
    assert!(!tree(site.path()).keys().any(|path| path.starts_with("schema/")));
}
