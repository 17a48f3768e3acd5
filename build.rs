//! Lays the national library ready for `include_dir!`: without the site that somebody built from it, and without what
//! editors and tools keep beside it. Without this file Cargo also wouldn't see that a card or a template has come.
#![expect(clippy::disallowed_methods, reason = "a build script reads files")]

use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=themes/default");
    let out = std::env::var_os("OUT_DIR").expect("Cargo sets it");
    let out = PathBuf::from(out).join("landelijk");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let library = Path::new("content/landelijk");
    copy(library, &out)?;
    // What its translations were made from; not those texts, which only its own editors need. The program says itself what
    // belongs to it.
    let record = Path::new(".wijkgids/settled.yaml");
    println!("cargo::rerun-if-changed={}", library.join(record).display());
    fs::create_dir_all(out.join(".wijkgids"))?;
    fs::copy(library.join(record), out.join(record)).map(drop)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") || name == "public" {
            continue;
        }
        let (path, to) = (entry.path(), to.join(&name));
        println!("cargo::rerun-if-changed={}", path.display());
        if entry.file_type()?.is_dir() {
            copy(&path, &to)?;
        } else {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}
