//! From the content model of a site to JSON Schemas of the files that its editors write, so that their own editor says what
//! can stand where, while they write.
//!
//! ```text
//! Config + tables of keys ─ schemas ▶ a JSON Schema for each kind of file
//! ```
//!
//! The tables say of each key what it is for and what can stand behind it; what a site adds to them (its facets with their
//! terms, its relations) comes from its [`Config`]. A test feeds the readers of the files and compares what they take with
//! the tables, so that no key is in one and not in the other.
//!
//! A schema is as strict as the reader, with what one file alone can tell. It can't tell whether a document is complete by
//! itself or lies on another one and says only what is different: a title and the required facets are demanded where there
//! is no other one, in a site with one language that lies on no other, and of whatever takes the place of the original as
//! a whole. `check` knows more: which facts, documents and areas there are, and that a translation says nothing but words.
//!
//! The dialect is draft 7, which every version of the language server for YAML knows; later drafts only the latest ones.

mod shape;

mod declared;

mod duties;

mod configuration;

mod reference;

mod make;

mod model;

mod provisions;

use serde_json::Value;

use self::make::SchemaMaker;
use self::shape::SchemaField;
use crate::config::{self, Config};
use crate::data::KeyName;
use crate::model::{Kind, KindId, files};
use crate::text::{MessageLanguage, Phrase, phrase};

/// The schema of a kind of file.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Its name: that of the file, or of what lies in the folder.
    pub name: String,
    /// The files that it is for, as a pattern seen from the folder of the site.
    pub files: String,
    /// The schema itself.
    pub json: Value,
}

/// The schemas of a site, described in a language.
///
/// ```
/// use wijkgids::config;
/// use wijkgids::schema::schemas;
/// use wijkgids::text::{MessageLanguage, Source, SourcePath};
/// let path = SourcePath::new(config::FILE_NAME).expect("a plain name is a path");
/// let config = config::read(&Source::new(path, "title: Gids"), None, None).value;
/// let cards = &schemas(&config, MessageLanguage::En)[0];
/// assert_eq!((cards.name.as_str(), cards.files.as_str()), ("kaart", "kaarten/**/*.md"));
/// assert!(cards.json["properties"]["titel"]["description"].is_string());
/// ```
pub fn schemas(config: &Config, language: MessageLanguage) -> Vec<Schema> {
    let maker = SchemaMaker::new(config, language);
    let texts = config.model.kinds().filter(|(_, kind)| kind.is_text);
    let documents = texts.map(|(id, kind)| Schema {
        name: kind.alias.clone().unwrap_or_else(|| kind.id.clone()),
        files: format!("{}/**/*.md", kind.folder),
        json: maker.document(id, &of_documents(id, kind)),
    });
    let data = DATA.iter().map(|(name, fields)| {
        let file = name.in_language(config.source_language());
        Schema {
            name: file.strip_suffix(".yaml").unwrap_or(file).to_owned(),
            files: file.to_owned(),
            json: maker.file(fields, &phrase!("Wat er in `{file}` staat.", "What is in `{file}`.")),
        }
    });
    let provisions = &config.model.kind(KindId::PROVISION).folder;
    let provisions = Schema {
        name: provisions.clone(),
        files: format!("{provisions}/**/*.yaml"),
        json: maker.file(
            provisions::PROVISIONS,
            &phrase!("Voorzieningen: waar inwoners terechtkunnen.", "Provisions: where residents can go."),
        ),
    };
    documents.into_iter().chain([provisions]).chain(data).collect()
}

/// The files of data that a site has one of, with what stands in each.
const DATA: [(KeyName, &[SchemaField]); 7] = [
    (KeyName::same(config::FILE_NAME), configuration::CONFIGURATION),
    (files::AREAS, provisions::AREAS),
    (files::REGISTER, reference::REGISTER),
    (files::GLOSSARY, reference::GLOSSARY),
    (files::NUMBERS, reference::NUMBERS),
    (files::SYNONYMS, reference::SYNONYMS),
    (files::TRIALS, reference::TRIALS),
];

fn of_documents(id: KindId, kind: &Kind) -> Phrase {
    match id {
        KindId::CARD => {
            phrase!("Wat er boven aan een kaart staat.", "The front matter of a card.")
        }
        KindId::QUESTION => {
            phrase!("Wat er boven aan een vraag staat.", "The front matter of a question.")
        }
        KindId::PAGE => phrase!("Wat er boven aan een pagina staat.", "The front matter of a page."),
        _ => {
            let title = kind.title.as_ref().unwrap_or(&kind.id);
            phrase!(
                "Wat er boven aan een document staat: {title}.",
                "The front matter of a document: {title}."
            )
        }
    }
}
