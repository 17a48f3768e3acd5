//! The files of the source, as a parser reads them: what each uses, and which types it names.

use std::collections::BTreeMap;

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Ident, Item, ItemMod, ItemUse, Macro, Path, Token, UseTree};

/// The way to a module or an item, from the root of the crate: `["page", "view", "LinkView"]`.
pub(super) type ModulePath = Vec<String>;

/// A file of `src`.
pub(super) struct SourceFile {
    /// Its path in `src`.
    pub(super) path: String,
    /// What is used in it, whole; `true` where only tests use it.
    pub(super) uses: Vec<(ModulePath, bool)>,
    /// The types that it defines.
    pub(super) types: Vec<String>,
    /// The modules that it declares, in their order.
    modules: Vec<String>,
    /// What can be had from it by a name, and where that is.
    handed_on: BTreeMap<String, ModulePath>,
}

/// The files of the library, by their modules.
pub(super) struct Sources {
    files: BTreeMap<ModulePath, SourceFile>,
}

impl Sources {
    /// Reads files, each as its path in `src` and its text. `main.rs` and what is beside it are a crate of their own.
    pub(super) fn read(files: &[(String, String)]) -> Self {
        let is_of_library = |path: &str| path == "lib.rs" || path.contains('/');
        let files = files.iter().filter(|(path, _)| is_of_library(path));
        let files = files.map(|(path, text)| (module_of(path), SourceFile::parse(path, text)));
        Self { files: files.collect() }
    }

    /// The files in the order in which they are read: each module's files before the module, as it hands on what they hold.
    pub(super) fn in_order(&self) -> Vec<&SourceFile> {
        let mut ordered = Vec::new();
        self.push(&[], &mut ordered);
        ordered
    }

    fn push<'s>(&'s self, module: &[String], ordered: &mut Vec<&'s SourceFile>) {
        let file = &self.files[module];
        for name in &file.modules {
            self.push(&[module, std::slice::from_ref(name)].concat(), ordered);
        }
        ordered.push(file);
    }

    /// The file that defines what is used; what a file hands on counts as that of the file that defines it.
    pub(super) fn defining(&self, used: &[String]) -> &SourceFile {
        let lengths = (0..=used.len()).rev();
        let (module, file) = lengths
            .filter_map(|length| self.files.get_key_value(&used[..length]))
            .next()
            .expect("the root is a module");
        let rest = &used[module.len()..];
        match rest.first().and_then(|name| file.handed_on.get(name)) {
            // A name may be handed on that is a macro's or another crate's: it leads back here.
            Some(from) if from != used => self.defining(&[from, &rest[1..]].concat()),
            _ => file,
        }
    }
}

fn module_of(path: &str) -> ModulePath {
    let names = path.trim_end_matches(".rs").split('/').map(str::to_owned);
    let mut module: ModulePath = names.collect();
    if module.last().is_some_and(|name| name == "mod" || name == "lib") {
        module.pop();
    }
    module
}

impl SourceFile {
    fn parse(path: &str, text: &str) -> Self {
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("src/{path}: {error}"));
        let scope = module_of(path);
        let modules = parsed.items.iter().filter_map(|item| match item {
            Item::Mod(ItemMod { ident, content: None, .. }) => Some(ident.to_string()),
            _ => None,
        });
        let file = Self {
            path: path.to_owned(),
            uses: Vec::new(),
            types: parsed.items.iter().filter_map(type_name).map(Ident::to_string).collect(),
            modules: modules.collect(),
            handed_on: BTreeMap::new(),
        };
        let mut reader = Reader { file, scope, is_test: false };
        reader.visit_file(&parsed);
        reader.file
    }
}

fn type_name(item: &Item) -> Option<&Ident> {
    match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        _ => None,
    }
}

/// Goes through a file.
struct Reader {
    file: SourceFile,
    /// The module that it is in.
    scope: ModulePath,
    is_test: bool,
}

impl Reader {
    /// The whole way of a path that is written here; `None` where it leads out of the crate or names what is in the file.
    fn whole(&self, names: &[String]) -> Option<ModulePath> {
        let (first, rest) = names.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([&self.scope, rest].concat()),
            "super" => {
                let n_up = names.iter().take_while(|name| *name == "super").count();
                let up = self.scope.len().checked_sub(n_up)?;
                Some([&self.scope[..up], &names[n_up..]].concat())
            }
            name if self.file.modules.iter().any(|module| module == name) => {
                Some([self.scope.as_slice(), names].concat())
            }
            _ => None,
        }
    }

    fn add_tree(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.add_tree(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_tree(tree, before)),
            UseTree::Glob(_) => self.add_use(before, None),
            UseTree::Name(name) if name.ident == "self" => self.add_use(before, before.last().cloned()),
            UseTree::Name(name) => self.add_use(&with(&name.ident), Some(name.ident.to_string())),
            UseTree::Rename(name) => self.add_use(&with(&name.ident), Some(name.rename.to_string())),
        }
    }

    fn add_use(&mut self, names: &[String], as_name: Option<String>) {
        let Some(whole) = self.whole(names) else { return };
        if let Some(name) = as_name.filter(|_| !self.is_test) {
            self.file.handed_on.insert(name, whole.clone());
        }
        self.file.uses.push((whole, self.is_test));
    }
}

impl<'a> Visit<'a> for Reader {
    fn visit_item_use(&mut self, item: &'a ItemUse) {
        self.add_tree(&item.tree, &[]);
    }

    fn visit_item_mod(&mut self, item: &'a ItemMod) {
        let was_test = self.is_test;
        self.is_test |= item.attrs.iter().any(is_for_tests);
        self.scope.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.scope.pop();
        self.is_test = was_test;
    }

    fn visit_path(&mut self, path: &'a Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1
            && let Some(whole) = self.whole(&names)
        {
            self.file.uses.push((whole, self.is_test));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a Macro) {
        if let Ok(arguments) = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            // They live only here, where a visit wants them as long as the file.
            let mut inner = Arguments(Vec::new());
            arguments.iter().for_each(|argument| inner.visit_expr(argument));
            for names in inner.0 {
                let whole = self.whole(&names);
                self.file.uses.extend(whole.map(|whole| (whole, self.is_test)));
            }
        }
        visit::visit_macro(self, call);
    }

    fn visit_visibility(&mut self, _: &'a syn::Visibility) {
        // `pub(in crate::page)` uses nothing.
    }
}

/// The paths in the arguments of a macro.
struct Arguments(Vec<Vec<String>>);

impl<'a> Visit<'a> for Arguments {
    fn visit_path(&mut self, path: &'a Path) {
        if path.segments.len() > 1 {
            self.0.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.parse_args::<Ident>().is_ok_and(|name| name == "test")
}
