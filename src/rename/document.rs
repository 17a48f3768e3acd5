//! Another name for documents: their files, what names them, and their old addresses.

use std::collections::BTreeMap;

use super::scalars::{data_of, entry};
use super::{SiteChanges, TreeChanges, TreeSite, references};
use crate::data::{Node, Value, quoted};
use crate::document::{DocumentId, Role, front_matter};
use crate::model::{Language, keys};
use crate::text::{Source, SourcePath, Span};

/// Moves the files of documents in all sites, changes what names them, and keeps the addresses that they had.
pub(super) fn rename(tree: &[TreeSite], names: &BTreeMap<DocumentId, DocumentId>, renamed: &mut TreeChanges) {
    for (site, changes) in tree.iter().zip(&mut renamed.sites) {
        moves(site, names, changes);
    }
    references::follow(tree, names, renamed);
    let (Some(site), Some(changes)) = (tree.first(), renamed.sites.first_mut()) else { return };
    let language = site.library.config.source_language();
    for (old, new) in names {
        let pieces =
            site.own_pieces().filter(|piece| piece.role == Role::Own && piece.document.outline.id == *old);
        for piece in pieces {
            let Some(source) = site.inputs.sources.get(&piece.document.outline.path) else { continue };
            if let Some((span, text)) = with_old_address(source, old, new, language) {
                changes.edit(source.path(), span, text);
            }
        }
    }
}

/// The files in the folder of a site that get another path: those of the documents, and where one is the page of a chapter all
/// that lies in its folder.
fn moves(site: &TreeSite, names: &BTreeMap<DocumentId, DocumentId>, changes: &mut SiteChanges) {
    for piece in site.own_pieces() {
        let outline = &piece.document.outline;
        let Some(new) = names.get(&outline.id) else { continue };
        if let Some(to) = path_of(&outline.path, &outline.id, new) {
            changes.moves.insert(outline.path.clone(), to);
        }
    }
    for path in site.inputs.files.keys().filter(|path| path.way().is_empty()) {
        let chapter = path.local().rsplit_once('/').and_then(|(folder, _)| names.get_key_value(folder));
        let to = chapter.and_then(|(old, new)| {
            let rest = path.local().strip_prefix(old.as_str())?;
            SourcePath::new(&format!("{new}{rest}")).ok()
        });
        changes.moves.extend(to.map(|to| (path.clone(), to)));
    }
}

/// Where the file of a document comes: what stands behind the id in its path stays. One whose path doesn't begin with its id lies
/// in a folder that is named in another language.
fn path_of(path: &SourcePath, old: &DocumentId, new: &DocumentId) -> Option<SourcePath> {
    let local = path.local();
    let rest = match local.strip_prefix(old.as_str()) {
        Some(rest) => format!("{new}{rest}"),
        None => {
            let (_, old) = old.as_str().split_once('/')?;
            let (_, new) = new.as_str().split_once('/')?;
            let (folder, rest) = local.split_once('/')?;
            format!("{folder}/{new}{}", rest.strip_prefix(old)?)
        }
    };
    SourcePath::new(&rest).ok()
}

/// The change that adds the address which a document had to those that lead to it; the one that it gets doesn't stay among them.
fn with_old_address(
    source: &Source,
    old: &DocumentId,
    new: &DocumentId,
    language: &Language,
) -> Option<(Span, String)> {
    let (address, own) = (format!("/{old}/"), format!("/{new}/"));
    let node = data_of(source)?;
    let text = source.text();
    let Some(said) = entry(&node, |key| keys::ALIASES.is(key)) else {
        let end = front_matter(source).end;
        let key = keys::ALIASES.in_language(language);
        return Some((Span::new(end, end), format!("{key}: [{address}]\n")));
    };
    let known: Vec<&str> = match &said.node.value {
        Value::List(items) => items.iter().filter_map(scalar).collect(),
        Value::Scalar(only) => vec![only],
        Value::Null | Value::Mapping(_) => Vec::new(),
    };
    let is = |known: &str, address: &str| known.trim_matches('/') == address.trim_matches('/');
    if let Value::List(items) = &said.node.value
        && let Some(last) = items.last()
        && !known.iter().any(|known| is(known, &own) || is(known, &address))
    {
        let end = last.span.range().end;
        let line_start = text[..last.span.range().start].rfind('\n').map_or(0, |newline| newline + 1);
        let before = &text[line_start..last.span.range().start];
        let is_flow = text[said.node.span.range().start..].starts_with('[');
        let added = if is_flow { format!(", {address}") } else { format!("\n{before}{address}") };
        return Some((Span::new(end, end), added));
    }
    let kept = known.iter().filter(|known| !is(known, &own) && !is(known, &address));
    let kept: Vec<String> = kept.map(|known| as_typed(known)).chain([address.clone()]).collect();
    let typed = said.node.span;
    let behind_key = said.key_span.range().end + 1;
    let end = text[..typed.range().end].trim_end().len().max(behind_key);
    Some((Span::new(behind_key, end), format!(" [{}]", kept.join(", "))))
}

/// An address in a list, between quotation marks where it could be read as something else.
fn as_typed(address: &str) -> String {
    let is_plain =
        address.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_'));
    if is_plain { address.to_owned() } else { quoted(address) }
}

fn scalar(node: &Node) -> Option<&str> {
    if let Value::Scalar(text) = &node.value { Some(text) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ContentModel, KindId};

    /// The front matter of a document after it was renamed from `kaarten/a` to `kaarten/b`.
    fn renamed(front_matter: &str) -> String {
        let model = ContentModel::built_in(&Language::dutch(), &Language::dutch());
        let id = |path: &str| {
            let path = SourcePath::new(path).expect("a path");
            let file = DocumentId::of_path(&path, &model).expect("of a document").expect("a name");
            assert_eq!(file.kind, KindId::CARD);
            file.id
        };
        let path = SourcePath::new("kaarten/a.md").expect("a path");
        let source = Source::new(path, &format!("---\n{front_matter}---\n\nTekst.\n"));
        let (span, text) =
            with_old_address(&source, &id("kaarten/a.md"), &id("kaarten/b.md"), &Language::dutch())
                .expect("there is front matter");
        let mut renamed = source.text().to_owned();
        renamed.replace_range(span.range(), &text);
        renamed.trim_end_matches("---\n\nTekst.\n").trim_start_matches("---\n").to_owned()
    }

    #[test]
    fn an_old_address_is_added_to_those_that_are_there() {
        for (before, after) in [
            ("titel: A\n", "titel: A\noude_adressen: [/kaarten/a/]\n"),
            ("oude_adressen: [/x/]\ntitel: A\n", "oude_adressen: [/x/, /kaarten/a/]\ntitel: A\n"),
            (
                "oude_adressen:\n  - /x/ # van vroeger\n  - /y/\ntitel: A\n",
                "oude_adressen:\n  - /x/ # van vroeger\n  - /y/\n  - /kaarten/a/\ntitel: A\n",
            ),
            ("oude_adressen: /x/\ntitel: A\n", "oude_adressen: [/x/, /kaarten/a/]\ntitel: A\n"),
            ("oude_adressen:\ntitel: A\n", "oude_adressen: [/kaarten/a/]\ntitel: A\n"),
        ] {
            assert_eq!(renamed(before), after);
        }
    }

    #[test]
    fn what_gets_its_name_back_keeps_no_address_that_is_its_own() {
        assert_eq!(renamed("oude_adressen: [/kaarten/b/, /x/]\n"), "oude_adressen: [/x/, /kaarten/a/]\n");
        assert_eq!(renamed("oude_adressen: [/kaarten/b/]\n"), "oude_adressen: [/kaarten/a/]\n");
    }
}
