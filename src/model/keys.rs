//! The keys of front matter and of data, each by its English and its Dutch name. What each is for, and what can stand behind
//! it, is said in the table of fields, in that of the columns of provisions and, of other data, in those of
//! [`schema`](crate::schema).

use crate::data::KeyName;

macro_rules! keys {
    ($($name:ident = $en:literal / $nl:literal;)*) => {
        $(pub(crate) const $name: KeyName = KeyName { en: $en, nl: $nl };)*
    };
}

keys! {
    // The kinds of documents.
    CARD = "card" / "kaart";
    QUESTION_KIND = "question" / "vraag";
    PAGE_KIND = "page" / "pagina";
    PROVISION_KIND = "provision" / "voorziening";

    TITLE = "title" / "titel";
    SUMMARY = "summary" / "samenvatting";
    DURATION = "duration" / "duur";
    PARTICIPANTS = "participants" / "deelnemers";
    ORDER = "order" / "volgorde";
    EVIDENCE = "evidence" / "bewijs";
    COUNTER = "counter" / "tegenspraak";
    RELATIONS = "relations" / "relaties";
    LADDER = "ladder" / "ladder";
    AUDIENCE = "audience" / "publiek";
    OWNER = "owner" / "eigenaar";
    STATUS = "status" / "status";
    REVIEWED = "reviewed" / "beoordeeld";
    REVIEW_BY = "review_by" / "herzien_voor";
    ALIASES = "aliases" / "oude_adressen";
    KEYWORDS = "keywords" / "zoekwoorden";
    FORMER_NAMES = "former_names" / "oude_namen";
    FORMER_TOPICS = "former_topics" / "oude_onderwerpen";
    STEPS = "steps" / "stappen";
    CARE = "care" / "hulp_bij_spoed";
    QUICK_EXIT = "quick_exit" / "snel_weg";
    ALLOW = "allow" / "toestaan";
    RULE = "rule" / "regel";
    REASON = "reason" / "reden";

    // What a document does to the one that it lies on.
    BASE = "base" / "basis";
    REMOVE = "remove" / "verwijder";
    HIDDEN = "hidden" / "verborgen";
    REPLACE = "replace" / "vervang";
    WHOLE = "whole" / "geheel";
    FIELDS = "fields" / "velden";
    SECTIONS = "sections" / "secties";
    LOCKED = "locked" / "vast";
    LEAD = "lead" / "lead";

    // A step of the ladder.
    LEVEL = "level" / "trede";
    WHO = "who" / "wie";
    UP = "up" / "op";
    DOWN = "down" / "af";
    HERE = "here" / "hier";

    // An urgency level of a question.
    URGENCY = "level" / "niveau";
    ACTION = "do" / "doe";
    WHEN = "if" / "als";

    // The register of facts.
    SOURCES = "sources" / "bronnen";
    FACTS = "facts" / "feiten";
    SOURCE = "source" / "bron";
    KIND = "kind" / "soort";
    YEAR = "year" / "jaar";
    READ_ON = "read_on" / "gelezen_op";
    ECLI = "ecli" / "ecli";
    ARTICLE = "article" / "artikel";
    NOTE = "note" / "toelichting";
    TEXT = "text" / "tekst";

    // The glossary.
    WORDS = "words" / "begrippen";
    EXPLANATION = "explanation" / "uitleg";
    ALSO = "also" / "ook";
    SEE = "see" / "zie";

    // The national numbers.
    NUMBERS = "numbers" / "nummers";
    NAME = "name" / "naam";
    NUMBER = "number" / "nummer";
    REACHABLE = "reachable" / "bereikbaar";
    COST = "cost" / "kosten";
    CHECKED = "checked" / "gecontroleerd";
    CONFIRMED_BY = "confirmed_by" / "bevestigd_door";
    CONFIRMED = "confirmed" / "bevestigd";
    UNCONFIRMED = "unconfirmed" / "niet-bevestigd";

    // The provisions.
    PROVISIONS = "provisions" / "voorzieningen";
    ID = "id" / "id";
    ORGANISATION = "organisation" / "organisatie";
    OFFER = "offer" / "aanbod";
    FOR_WHOM = "for_whom" / "voor_wie";
    TOPICS = "topics" / "onderwerpen";
    QUESTIONS = "questions" / "vragen";
    WAY_IN = "way_in" / "ingang";
    HOW = "how" / "aanmelden";
    LANGUAGES = "languages" / "talen";
    ACCESSIBILITY = "accessibility" / "toegankelijkheid";
    ADDRESS = "address" / "adres";
    POSTCODE = "postcode" / "postcode";
    CITY = "city" / "plaats";
    PHONE = "phone" / "telefoon";
    EMAIL = "email" / "email";
    WEBSITE = "website" / "website";
    OPENING_HOURS = "opening_hours" / "openingstijden";
    OTHERWISE = "otherwise" / "daarbuiten";
    VALID_MONTHS = "valid_months" / "maanden_geldig";
    NOTICE = "notice" / "melding";
    TEAM_COST = "team_cost" / "team_kosten";
    TEAM_WAITING_TIME = "team_waiting_time" / "team_wachttijd";
    TEAM_REFERRAL = "team_referral" / "team_route";
    TEAM_CONTACT = "team_contact" / "team_contact";

    // The areas and what is known about them.
    AREAS = "areas" / "gebieden";
    POSTCODES = "postcodes" / "postcodes";
    WITHIN = "neighbourhoods" / "buurten";
    AREA = "area" / "gebied";
    INDICATOR = "indicator" / "indicator";
    VALUE = "value" / "waarde";
    UNIT = "unit" / "eenheid";

    // The synonyms.
    GROUPS = "groups" / "groepen";
    FROM = "from" / "van";
    TO = "to" / "naar";
    NEVER_CORRECTED = "never_corrected" / "nooit_verbeteren";

    // What a site says about itself on every page, and to search engines.
    SEARCH_ENGINES = "search_engines" / "zoekmachines";

    // What a site asks of those on top of it.
    REQUIRED = "required" / "verplicht";
    PLACEHOLDER = "placeholder" / "voorbeeld";
    TYPE = "type" / "type";
    PLAIN_TEXT = "text" / "tekst";

    // The kinds of facts, and how strong each is.
    FACT_KINDS = "fact_kinds" / "feitsoorten";
    STRENGTH = "strength" / "sterkte";
    STRONG = "strong" / "sterk";
    FAIR = "fair" / "redelijk";
    WEAK = "weak" / "zwak";
    NOTHING = "nothing" / "niets";

    // What a section is for, besides `steps`.
    LIMITS = "limits" / "grenzen";
    VOICES = "voices" / "tegenstemmen";

    // What search has to find.
    TRIALS = "tests" / "toetsen";
    QUERY = "search" / "zoek";
    FINDS = "finds" / "vindt";
    AMONG = "among" / "bij";

    // What happens to a document that nobody has reviewed, besides a notice.
    MARK = "mark" / "markering";
    ERROR = "error" / "fout";
    HIDE = "hide" / "verbergen";

    // What the pages that aren't of the model are called in addresses.
    SEARCH_PAGE = "search" / "zoeken";
    LETTERS_PAGE = "a-z" / "a-z";
    OWNERS_PAGE = "owners" / "beheer";
    REVIEW_FILES = "review" / "herzien";
    NO_OWNER_PAGE = "without-owner" / "zonder-eigenaar";
    GLOSSARY_PAGE = "glossary" / "begrippen";
    SOURCES_PAGE = "sources" / "bronnen";
    RELEASES_PAGE = "releases" / "uitgaven";
    AREAS_PAGE = "areas" / "wijken";
    FOR_TEAMS_PAGE = "for-teams" / "voor-teams";
    ACCESSIBILITY_PAGE = "accessibility" / "toegankelijkheid";
    PART_PAGE = "page" / "pagina";
    UNUSED_PAGE = "unused" / "niet-gebruikt";
    OTHERS_PAGE = "others" / "overig";
    ABOUT_ACCESSIBILITY = "pages/accessibility" / "paginas/toegankelijkheid";
    ABOUT_PRIVACY = "pages/privacy" / "paginas/privacy";

    // The values of `status`, `audience`, `level`, `kind` and `way_in`.
    DRAFT = "draft" / "concept";
    PUBLISHED = "published" / "gepubliceerd";
    RETIRED = "retired" / "vervallen";
    TEAM = "team" / "team";
    RESIDENT = "resident" / "inwoner";
    BOTH = "both" / "beide";
    NOW = "now" / "nu";
    TODAY = "today" / "vandaag";
    SOON = "soon" / "binnenkort";
    LAW = "law" / "wet";
    RESEARCH = "research" / "onderzoek";
    GUIDELINE = "guideline" / "richtlijn";
    REPORT = "report" / "rapporten";
    PRACTICE = "practice" / "praktijkvoorbeeld";
    POSITION = "position" / "standpunt";
    EXPERIENCE = "experience" / "ervaring";
    BACKGROUND = "background" / "achtergrond";
    GOVERNMENT = "government" / "overheid";
    VOLUNTARY = "voluntary" / "vrijwillig";
    COMPANY = "company" / "bedrijf";
    ONESELF = "self" / "zelf";
    DOCTOR = "doctor" / "huisarts";
    MUNICIPALITY = "municipality" / "gemeente";
    UNKNOWN = "unknown" / "onbekend";
}
