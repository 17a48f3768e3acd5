//! What somebody changed in a base that they received, and keeping it in their own site.

use std::path::Path;

use crate::base::{BaseFiles, BaseManifest, BaseVersion, digest_of};
use crate::document::DocumentId;
use crate::edition::record::{Record, text_name};
use crate::edition::settle::Bases;
use crate::model::{ContentModel, Language};
use crate::release::{EditedText, KeptOverlay, hiding, whole};
use crate::report::printable;
use crate::shell::build::Error;
use crate::shell::drift::store;
use crate::shell::package::BasePackage;
use crate::text::{Phrase, Source, SourcePath, phrase};

/// What is different in the folder of a base from what belongs to it.
pub(super) struct BaseEdit {
    /// The path of the file.
    path: String,
    what: EditKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum EditKind {
    Changed,
    Added,
    Removed,
}

impl BaseEdit {
    /// Those that the new version doesn't have in the same way.
    pub(super) fn all(manifest: &BaseManifest, now: &BaseFiles, coming: &BaseFiles) -> Vec<Self> {
        let edit = |path: &String| {
            let what = match (manifest.files.get(path), now.get(path)) {
                (before, after) if before == after || after == coming.get(path) => return None,
                (_, None) => EditKind::Removed,
                (None, Some(_)) => EditKind::Added,
                (Some(_), Some(_)) => EditKind::Changed,
            };
            Some(Self { path: path.clone(), what })
        };
        let mut edits: Vec<Self> = manifest.files.keys().filter_map(edit).collect();
        edits.extend(now.keys().filter(|path| !manifest.files.contains_key(*path)).filter_map(edit));
        edits
    }

    /// What it is, as a line of a list.
    pub(super) fn line(&self) -> Phrase {
        let path = printable(&self.path);
        match self.what {
            EditKind::Changed => phrase!("  aangepast: {path}", "  changed: {path}"),
            EditKind::Added => phrase!("  erbij gezet: {path}", "  added: {path}"),
            EditKind::Removed => phrase!("  weggehaald: {path}", "  removed: {path}"),
        }
    }
}

/// A folder in that of a site, which isn't there yet, for what was changed in a base of this version.
pub(super) fn aside(site: &Path, version: &BaseVersion) -> Result<String, Error> {
    let mut n = 1;
    loop {
        let folder = format!(".wijkgids/edits/{version}-{n}");
        if !store::has(site, &folder)? {
            return Ok(folder);
        }
        n += 1;
    }
}

/// Where edits go.
pub(super) struct Keeping<'k> {
    /// The folder of the site.
    pub(super) site: &'k Path,
    /// The base as it lies there.
    pub(super) package: &'k BasePackage,
    /// What the site's documents can be.
    pub(super) model: &'k ContentModel,
    /// The language that the site is written in.
    pub(super) language: &'k Language,
    /// The folder in that of the site for what can't be a file of its own.
    pub(super) aside: &'k str,
    /// The base as it comes, and the library in the program: of a text that they didn't change, they have it as it was.
    pub(super) others: [&'k BasePackage; 2],
    /// The digests of the base as it was handed out.
    pub(super) then: &'k BaseFiles,
    /// What the site noted of it, with the texts.
    pub(super) noted: &'k Record,
    /// The texts that it kept.
    pub(super) bases: &'k Bases,
}

/// What was kept of an edit.
pub(super) struct KeptEdit {
    /// Where it is.
    pub(super) told: Phrase,
    /// What a file of the site's own was made from, with the name of its text.
    pub(super) made_from: Option<(String, KeptOverlay)>,
}

impl Keeping<'_> {
    /// Writes an edit into the site, and says where it is.
    pub(super) fn keep(&self, edit: &BaseEdit) -> Result<KeptEdit, Error> {
        let only = |told: Phrase| KeptEdit { told, made_from: None };
        let path = printable(&edit.path);
        if let Some((to, name, kept)) = self.by_part(edit)
            && !store::has(self.site, to.local())?
        {
            store::write(self.site, &to, &kept.text)?;
            let told = phrase!(
                "  {path}: alleen wat u veranderde, staat nu in uw eigen site",
                "  {path}: only what you changed is in your own site now"
            );
            return Ok(KeptEdit { told, made_from: Some((name, kept)) });
        }
        if let Some((to, text)) = self.own(edit) {
            let is_there = store::has(self.site, to.local())?;
            if !is_there {
                store::write(self.site, &to, &text)?;
            }
            if !is_there || store::read(self.site, &to)? == text {
                return Ok(only(match edit.what {
                    EditKind::Removed => phrase!(
                        "  {path}: bij u verborgen, met een bestand in uw eigen site",
                        "  {path}: hidden by a file in your own site"
                    ),
                    _ => phrase!("  {path}: staat nu in uw eigen site", "  {path}: is in your own site now"),
                }));
            }
        }
        let Some(bytes) = self.package.files.get(&edit.path) else {
            return Ok(only(phrase!(
                "  {path}: had u weggehaald, en komt terug",
                "  {path}: you had removed it, and it comes back"
            )));
        };
        let to = format!("{}/{}", self.aside, edit.path);
        store::write_bytes(self.site, &to, bytes)?;
        Ok(only(phrase!(
            "  {path}: bewaard in `{to}` van uw site; neem daaruit over wat u nodig hebt",
            "  {path}: kept in `{to}` of your site; take over from there what you need"
        )))
    }

    /// The file of the site's own that says only what somebody changed in a document which the base still has.
    fn by_part(&self, edit: &BaseEdit) -> Option<(SourcePath, String, KeptOverlay)> {
        let path = SourcePath::new(&edit.path).ok()?;
        let file = DocumentId::of_path(&path, self.model)?.ok()?;
        let is_there = self.others[0].files.contains_key(&edit.path);
        if edit.what != EditKind::Changed || file.language.is_some() || !is_there {
            return None;
        }
        let edited = self.package.source(&edit.path)?;
        let text = EditedText { edited: &edited, file: &file, model: self.model, language: self.language };
        let name = text_name(&file.id, None);
        let original = self.original(&edit.path, text, &name)?;
        Some((path, name, text.overlay(&original)?))
    }

    /// A document as it was handed out, from wherever that is at hand.
    fn original(&self, path: &str, text: EditedText<'_>, name: &str) -> Option<Source> {
        let digest = self.then.get(path)?;
        let is_it = |package: &&&BasePackage| {
            package.files.get(path).is_some_and(|bytes| digest_of(bytes) == *digest)
        };
        if let Some(package) = self.others.iter().find(is_it) {
            return package.source(path);
        }
        let noted = self.noted.texts.get(name)?;
        let original = text.original(noted, self.bases, digest)?;
        Some(Source::new(SourcePath::new(path).ok()?, &original))
    }

    /// The file of the site's own that says the same, for a document in the language that the base is written in.
    fn own(&self, edit: &BaseEdit) -> Option<(SourcePath, String)> {
        let path = SourcePath::new(&edit.path).ok()?;
        let file = DocumentId::of_path(&path, self.model)?.ok()?;
        if file.language.is_some() {
            return None;
        }
        let text = |bytes: &Vec<u8>| std::str::from_utf8(bytes).ok().map(str::to_owned);
        let bytes = self.package.files.get(&edit.path);
        let text = match edit.what {
            EditKind::Removed => hiding(self.language),
            EditKind::Added => bytes.and_then(text)?,
            EditKind::Changed => whole(&bytes.and_then(text)?, self.language),
        };
        Some((path, text))
    }
}
