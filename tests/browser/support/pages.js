// One page of every kind, as [what it is, where it is], relative to the root of the site.

export const LANDELIJK_PAGES = [
  ["home page", ""],
  ["list of cards", "kaarten/"],
  ["list of questions", "vragen/"],
  ["page of a theme", "thema/op-en-afschalen/"],
  ["page of a role", "rol/wijkteamprofessional/"],
  ["card with a ladder", "kaarten/op-en-afschalen/waakvlamcontact/"],
  ["card without a ladder", "kaarten/preventie/financieel-cafe/"],
  ["glossary", "begrippen/"],
  ["list of sources", "bronnen/"],
  ["source", "bronnen/000/"],
  ["page of unused facts", "bronnen/niet-gebruikt/"],
  ["glossary on an Arabic page", "ar/begrippen/"],
  ["search page", "zoeken/"],
  ["search page in Arabic", "ar/zoeken/"],
  ["list from A to Z", "a-z/"],
  ["releases", "uitgaven/"],
  ["who looks after what", "beheer/"],
  ["what an owner looks after", "beheer/redactie-landelijk/"],
  ["list from A to Z in Arabic", "ar/a-z/"],
  ["question", "vragen/ik-heb-schulden/"],
  ["plain page", "paginas/over-deze-gids/"],
  ["page that isn't there", "bestaat/niet/"],
];

export const PROEFSITE_PAGES = [
  ["home page", ""],
  ["list with a draft", "kaarten/"],
  ["card with every piece of Markdown", "kaarten/doen/alle-onderdelen/"],
  ["card with long words and names", "kaarten/laten/lange-woorden/"],
  ["draft", "kaarten/laten/concept/"],
  ["card past its review date", "kaarten/doen/verlopen/"],
  ["question with a quick exit", "vragen/veilig-weg/"],
  ["bare page", "paginas/kaal/"],
];

export const TALEN_PAGES = [
  ["home page", "ar/"],
  ["list of cards", "ar/kaarten/"],
  ["list of questions", "ar/vragen/"],
  ["page of a term", "ar/soort/werken/"],
  ["translated card with a ladder", "ar/kaarten/werken/trap/"],
  ["half translated card", "ar/kaarten/werken/half/"],
  ["card that nobody translated", "ar/kaarten/werken/nederlands/"],
  ["question whose original has changed", "ar/vragen/verouderd/"],
];

export const VOORBEELDSTAD_PAGES = [
  ["home page in Arabic", "ar/"],
  ["card with a local section", "kaarten/mandaat/leg-het-mandaat-vast/"],
  ["the same in Arabic", "ar/kaarten/mandaat/leg-het-mandaat-vast/"],
  ["translated question with a local section", "en/vragen/ik-voel-me-alleen/"],
  ["question with a local opening", "vragen/ik-wil-iets-doen-voor-mijn-buurt/"],
  ["page taken over whole", "paginas/over-deze-gids/"],
  ["agenda", "activiteiten/"],
  ["agenda in Arabic", "ar/activiteiten/"],
  ["activity", "activiteiten/wandelen-langs-de-kade/"],
  ["agenda of a neighborhood", "wijk/havenkwartier/"],
  ["area with an agenda", "wijken/havenkwartier/"],
];

export const ADDRESS_PAGES = [
  ["home page", ""],
  ["question with provisions", "vragen/ik-heb-schulden/"],
  ["the same in Arabic", "ar/vragen/ik-heb-schulden/"],
  ["question with a quick exit", "vragen/er-is-ruzie-of-geweld-thuis/"],
  ["provision", "voorzieningen/wmo-loket/"],
  ["the same in Arabic", "ar/voorzieningen/wmo-loket/"],
  ["the same for teams", "voorzieningen/wmo-loket/voor-teams/"],
  ["list of provisions", "voorzieningen/"],
  ["the same in Arabic", "ar/voorzieningen/"],
  ["page to find one's area", "wijken/"],
  ["the same in Arabic", "ar/wijken/"],
  ["area", "wijken/centrum/"],
  ["the same in Arabic", "ar/wijken/centrum/"],
  ["area for teams", "wijken/centrum/voor-teams/"],
  ["the same in Arabic", "ar/wijken/centrum/voor-teams/"],
  ["accessibility statement", "toegankelijkheid/"],
  ["the same in Arabic", "ar/toegankelijkheid/"],
];

/** @type {("light" | "dark")[]} */
export const SCHEMES = ["light", "dark"];

// The widths and colours in which pages are looked at.
export const LOOKS = [320, 1280].flatMap((width) => SCHEMES.map((scheme) => ({ width, scheme })));

// An old address of the trial site and where it leads.
export const MOVED = ["oud/adres/", "kaarten/doen/alle-onderdelen/"];

// What a browser writes to its console for every page that isn't there, whatever we do.
export const NOT_FOUND_NOTICE = /the server responded with a status of 404/;
