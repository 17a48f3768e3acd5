//! The fields that a site declares, and what it says of the built-in ones and of those below.

use super::model::{bad_name, written_title};
use super::text::{Tongue, named};
use crate::data::{Entry, Fields, KeyName, Read, Value};
use crate::model::{
    Audience, ContentModel, Facet, Field, FieldOption, FieldType, KindId, Shown, Term, Translated,
    can_be_column, is_taken,
};
use crate::text::{Location, Rule, Span, is_slug, phrase, unknown_word};

/// How many fields a site may have: far more than anybody fills in.
const MOST: usize = 500;
/// How deep a group may stand in a group.
const DEEPEST: usize = 3;

/// Puts what `fields` says into the model. A choice that readers filter by becomes a facet.
pub(super) fn read(fields: &mut Fields<'_>, model: &mut ContentModel, tongue: &Tongue<'_>) {
    let mut is_full = false;
    for entry in fields.map(KeyName::same("fields")) {
        let facet = model.facets.iter().position(|facet| facet.is(&entry.key));
        let known = model.fields.iter().position(|field| field.is(&entry.key));
        if let Some(facet) = facet.filter(|idx| model.facets[*idx].is_field) {
            let old = model.facets[facet].clone();
            let (field, _) = one(fields, entry, Some(as_field(old)), tongue, model, 0);
            let aliases = &model.facets[facet];
            model.facets[facet] = with_aliases(as_facet(field), aliases);
            continue;
        }
        // What the core reasons about is what it is.
        let is_of_core = known.is_some_and(|idx| model.fields[idx].shown == Shown::Apart);
        if is_of_core || facet.is_some() {
            taken(fields, &entry);
            continue;
        }
        if known.is_none() && !key_is_sound(fields, &entry) {
            continue;
        }
        if matches!(entry.node.value, Value::Null) {
            says_nothing(fields, &entry);
            continue;
        }
        if known.is_none() && model.fields.len() >= MOST {
            // The others that come after it are as many too many.
            if !std::mem::replace(&mut is_full, true) {
                too_many(fields, &entry);
            }
            continue;
        }
        let old = known.map(|idx| model.fields[idx].clone());
        let (field, is_filter) = one(fields, entry, old, tongue, model, 0);
        match known {
            Some(idx) => model.fields[idx] = field,
            None if is_filter => model.facets.push(as_facet(field)),
            None => model.fields.push(field),
        }
    }
}

/// A field as it is with what an entry says of it, and whether readers filter by it.
fn one(
    fields: &mut Fields<'_>,
    entry: Entry,
    old: Option<Field>,
    tongue: &Tongue<'_>,
    model: &ContentModel,
    depth: usize,
) -> (Field, bool) {
    let path = fields.path().clone();
    let Entry { key, key_span, node } = entry;
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let is_new = old.is_none();
    let old = old.unwrap_or_else(|| Field::declared(&key));
    let title = written_title(&mut inner, tongue, is_new, &phrase!("veld `{key}`", "field `{key}`"));
    let description = tongue.text(&mut inner, KeyName::same("description")).map(|text| text.value);
    let kinds = if depth == 0 { named(&mut inner, model, Some(&old.kinds)) } else { Vec::new() };
    let (holds, is_list) = holds(&mut inner, &old, is_new, tongue, model, depth);
    let is_filter = filter(&mut inner, &holds);
    let is_required = inner.flag_or(KeyName::same("required"), old.is_required);
    let is_many = inner.flag_or(KeyName::same("many"), old.is_many || is_list);
    let audience =
        inner.choice(KeyName::same("audience"), &Audience::CHOICES).map_or(old.audience, |read| read.value);
    let usually = if is_new { Translated::usually(&holds) } else { old.translated };
    let is_translated = inner.flag_or(KeyName::same("translated"), usually == Translated::Anew);
    let is_searched = inner.flag_or(KeyName::same("search"), old.is_searched);
    let shown = inner.choice(KeyName::same("show"), &SHOWN).map(|read| read.value);
    let usually_shown = if is_new && matches!(holds, FieldType::Blocks | FieldType::Group(_)) {
        Shown::Section
    } else {
        old.shown
    };
    let icon = inner.text(KeyName::same("icon")).map(|icon| icon.value).or(old.icon);
    inner.finish();
    if kinds.contains(&KindId::PROVISION) {
        column_is_sound(fields, &key, key_span, &holds);
    }
    let field = Field {
        title: title.or(old.title).or_else(|| is_new.then(|| key.clone())),
        description: description.map_or(old.description, |text| phrase!("{text}", "{text}")),
        shown: shown.unwrap_or(usually_shown),
        id: old.id,
        alias: old.alias,
        holds,
        is_many,
        kinds,
        is_required,
        audience,
        translated: if is_translated { Translated::Anew } else { Translated::No },
        is_searched,
        icon,
        group_name: old.group_name,
    };
    (field, is_filter)
}

const SHOWN: [(KeyName, Shown); 3] = [
    (KeyName::same("facts"), Shown::Facts),
    (KeyName::same("section"), Shown::Section),
    (KeyName::same("no"), Shown::No),
];

/// What a field holds, and whether it is a list of such. The type of a field below stays what it is.
fn holds(
    fields: &mut Fields<'_>,
    old: &Field,
    is_new: bool,
    tongue: &Tongue<'_>,
    model: &ContentModel,
    depth: usize,
) -> (FieldType, bool) {
    let named = fields.text(KeyName::same("type"));
    let unit = tongue.text(fields, KeyName::same("unit")).map(|unit| unit.value);
    let options = options(fields, old, tongue);
    let inner = group(fields, old, tongue, model, depth);
    let has_options = !options.is_empty();
    let holds = |name: &str| match name {
        "inline" => FieldType::Inline,
        "blocks" => FieldType::Blocks,
        "number" => FieldType::Number(unit.clone().unwrap_or_default()),
        "date" => FieldType::Date,
        "choice" => FieldType::Choice(options.clone()),
        "reference" => FieldType::Reference,
        "phone" => FieldType::Phone,
        "email" => FieldType::Email,
        "url" => FieldType::Url,
        "hours" => FieldType::Hours,
        "recurrence" => FieldType::Recurrence,
        "boolean" => FieldType::Boolean,
        "group" => FieldType::Group(inner.clone()),
        _ => FieldType::Text,
    };
    let old_name = old.holds.name();
    let Some(Read { value: name, span }) = named else {
        return (holds(if has_options && is_new { "choice" } else { old_name }), false);
    };
    if !FieldType::NAMES.contains(&name.as_str()) {
        let message = phrase!("er is geen soort veld `{name}`", "there is no type of field `{name}`");
        let at = Location::new(fields.path().clone(), span);
        let names = FieldType::NAMES.into_iter().map(|name| [name; 2]);
        fields.diagnostics().push(unknown_word(message, at, &name, names));
        return (holds(if is_new { "text" } else { old_name }), false);
    }
    if !is_new && name != old_name {
        // What holds many values is a list already, whatever they are.
        if !(name == "list" && old.is_many) {
            fields.report(
                Rule::WrongType,
                span,
                phrase!(
                    "dit veld is al een `{old_name}`, en kan geen `{name}` worden",
                    "this field is a `{old_name}` already, and can't become a `{name}`"
                ),
                phrase!(
                    "haal de regel weg, of declareer een ander veld",
                    "take the line away, or declare another field"
                ),
            );
        }
        return (holds(old_name), false);
    }
    if name == "choice" && !has_options {
        fields.report(
            Rule::MissingField,
            span,
            phrase!(
                "deze keuze heeft geen woorden om uit te kiezen",
                "this choice has no words to choose from"
            ),
            phrase!(
                "zet er `options` bij, zoals `options: {{laag: Weinig, hoog: Veel}}`",
                "add `options`, as in `options: {{low: Cheap, high: Dear}}`"
            ),
        );
    }
    if name == "group" && inner.is_empty() {
        fields.report(
            Rule::MissingField,
            span,
            phrase!("deze groep heeft geen velden", "this group has no fields"),
            phrase!(
                "zet ze er onder `fields` bij, zoals `fields: {{naam: {{title: Naam, type: text}}}}`",
                "add them under `fields`, as in `fields: {{name: {{title: Name, type: text}}}}`"
            ),
        );
    }
    (holds(&name), name == "list")
}

/// Whether readers filter by the field: only the words of a choice can be chosen from.
fn filter(fields: &mut Fields<'_>, holds: &FieldType) -> bool {
    let Some(read) = fields.text(KeyName::same("filter")) else { return false };
    let span = read.span;
    let is_asked = fields.flag_of(read).unwrap_or_default();
    let is_choice = matches!(holds, FieldType::Choice(_));
    if is_asked && !is_choice {
        fields.report(
            Rule::WrongType,
            span,
            phrase!("alleen op een `choice` kunnen lezers filteren", "readers can only filter by a `choice`"),
            phrase!(
                "haal de regel weg, of maak er een keuze van: `type: choice`, met `options`",
                "take the line away, or make it a choice: `type: choice`, with `options`"
            ),
        );
    }
    is_asked && is_choice
}

/// The words of a choice: those below, with other titles and more words. None of them can vanish.
fn options(fields: &mut Fields<'_>, old: &Field, tongue: &Tongue<'_>) -> Vec<FieldOption> {
    let mut options = match &old.holds {
        FieldType::Choice(options) => options.clone(),
        _ => Vec::new(),
    };
    for entry in fields.map(KeyName::same("options")) {
        let known = options.iter().position(|option| option.id == entry.key);
        if !is_slug(&entry.key) {
            bad_name(fields, &entry);
            continue;
        }
        let title = tongue.choose(fields, entry.node).map_or_else(|| entry.key.clone(), |title| title.value);
        match known {
            Some(idx) => options[idx].title = title,
            None => options.push(FieldOption::declared(entry.key, title)),
        }
    }
    options
}

/// The fields of a group.
fn group(
    fields: &mut Fields<'_>,
    old: &Field,
    tongue: &Tongue<'_>,
    model: &ContentModel,
    depth: usize,
) -> Vec<Field> {
    let mut inner = match &old.holds {
        FieldType::Group(inner) => inner.clone(),
        _ => Vec::new(),
    };
    for entry in fields.map(KeyName::same("fields")) {
        if depth >= DEEPEST {
            fields.report(
                Rule::WrongType,
                entry.key_span,
                phrase!("een groep staat hier te diep in andere groepen", "this group is nested too deep"),
                phrase!("haal deze regel weg", "take this line away"),
            );
            continue;
        }
        let known = inner.iter().position(|field| field.id == entry.key);
        if known.is_none() && !key_is_sound(fields, &entry) {
            continue;
        }
        let old = known.map(|idx| inner[idx].clone());
        let (field, _) = one(fields, entry, old, tongue, model, depth + 1);
        match known {
            Some(idx) => inner[idx] = field,
            None => inner.push(field),
        }
    }
    inner
}

/// A choice that readers filter by.
fn as_facet(field: Field) -> Facet {
    let options = match field.holds {
        FieldType::Choice(options) => options,
        _ => Vec::new(),
    };
    let term = |FieldOption { id, title, .. }: FieldOption| Term {
        alias: None,
        former: Vec::new(),
        id,
        title,
        summary: String::new(),
        color: None,
        icon: None,
    };
    Facet {
        title: field.title.unwrap_or_else(|| field.id.clone()),
        alias: None,
        id: field.id,
        kinds: field.kinds,
        required: field.is_required,
        many: field.is_many,
        at_least: 0,
        audience: field.audience,
        is_field: true,
        is_from_below: false,
        terms: options.into_iter().map(term).collect(),
    }
}

/// A facet with the other names that it and its words had before.
fn with_aliases(facet: Facet, old: &Facet) -> Facet {
    let term = |term: Term| Term { alias: old.term(&term.id).and_then(|old| old.alias.clone()), ..term };
    Facet { alias: old.alias.clone(), terms: facet.terms.into_iter().map(term).collect(), ..facet }
}

fn as_field(facet: Facet) -> Field {
    let option = |Term { id, title, .. }: Term| FieldOption::declared(id, title);
    Field {
        title: Some(facet.title),
        holds: FieldType::Choice(facet.terms.into_iter().map(option).collect()),
        is_many: facet.many,
        is_required: facet.required,
        kinds: facet.kinds,
        audience: facet.audience,
        ..Field::declared(&facet.id)
    }
}

/// Whether a declared field can have this name.
pub(crate) fn is_field_name(name: &str) -> bool {
    is_slug(&name.replace('_', "-"))
}

/// The line that declares a field, as it stands under `fields`; `kinds` are names of kinds, with commas between them.
pub(crate) fn field_declaration(id: &str, title: &str, kinds: &str, holds: &str) -> String {
    format!("{id}: {{title: {title}, kinds: [{kinds}], type: {holds}}}")
}

fn key_is_sound(fields: &mut Fields<'_>, entry: &Entry) -> bool {
    let is_sound = is_field_name(&entry.key);
    if !is_sound {
        bad_name(fields, entry);
    }
    is_sound
}

fn taken(fields: &mut Fields<'_>, entry: &Entry) {
    let key = &entry.key;
    fields.report(
        Rule::WrongType,
        entry.key_span,
        phrase!("`{key}` is al een veld van elk document", "`{key}` is a field of every document already"),
        phrase!("geef dit veld een andere naam", "give this field another name"),
    );
}

/// Reports a field that can't be a column of provisions, though it names that kind.
fn column_is_sound(fields: &mut Fields<'_>, key: &str, span: Span, holds: &FieldType) {
    if is_taken(key) {
        fields.report(
            Rule::WrongType,
            span,
            phrase!(
                "`{key}` is al een veld van elke voorziening",
                "`{key}` is a field of every provision already"
            ),
            phrase!(
                "geef dit veld een andere naam, of haal `provision` bij `kinds` weg",
                "give this field another name, or take `provision` away from `kinds`"
            ),
        );
    } else if !can_be_column(holds) {
        let name = holds.name();
        fields.report(
            Rule::WrongType,
            span,
            phrase!(
                "een voorziening kan ook in een tabel staan, en in een cel past geen `{name}`",
                "provisions may come from a table, and a cell can't hold `{name}`"
            ),
            phrase!(
                "schrijf `type: text` of `type: list`, of haal `provision` bij `kinds` weg",
                "write `type: text` or `type: list`, or take `provision` away from `kinds`"
            ),
        );
    }
}

fn too_many(fields: &mut Fields<'_>, entry: &Entry) {
    fields.report(
        Rule::TooLarge,
        entry.key_span,
        phrase!(
            "meer dan {MOST} velden kan een site niet hebben; dit veld en wat erna komt doen niet mee",
            "a site can't have more than {MOST} fields; this one and those behind it aren't read"
        ),
        phrase!(
            "haal velden weg die niemand invult, of zet wat bij elkaar hoort in een veld `type: group`",
            "remove fields that no document fills in, or put what belongs together into a field `type: group`"
        ),
    );
}

fn says_nothing(fields: &mut Fields<'_>, entry: &Entry) {
    let key = &entry.key;
    fields.report(
        Rule::WrongType,
        entry.key_span,
        phrase!(
            "veld `{key}` zegt niets, en kan niet vervallen",
            "field `{key}` says nothing, and can't be dropped"
        ),
        phrase!(
            "haal de regel weg, of schrijf wat er anders moet, zoals `show: no`",
            "take the line away, or write what has to differ, such as `show: no`"
        ),
    );
}

#[cfg(test)]
mod tests {
    use crate::config;
    use crate::text::{Rule, Source, SourcePath};

    #[test]
    fn more_fields_than_a_site_can_have_are_reported_once() {
        let fields: String = (0..600).map(|n| format!("  veld-{n}: {{title: Veld}}\n")).collect();
        let path = SourcePath::new(config::FILE_NAME).expect("a plain name is a path");
        let source = Source::new(path, &format!("title: Gids\nfields:\n{fields}"));
        let read = config::read(&source, None, None);
        let reported: Vec<_> = read
            .diagnostics
            .iter()
            .map(|diagnostic| (diagnostic.rule, diagnostic.message.en.as_str()))
            .collect();
        let message = "a site can't have more than 500 fields; this one and those behind it aren't read";
        assert_eq!(reported, [(Rule::TooLarge, message)]);
        assert_eq!(read.value.model.fields.len(), 500);
    }
}
