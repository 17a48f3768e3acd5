// What the scripts of the site find in the pages that the templates make: the elements behind a selector, and the texts that
// these hold. Templates and this file change together.

// An element with texts for the scripts in `data-…`.
type Holding<E, Texts extends string> = E & { readonly dataset: Record<Texts, string> };

type SearchForm = Holding<HTMLFormElement, SearchTexts> & { readonly elements: { readonly q: HTMLInputElement } };
type SearchTexts = "root" | "searchIndex" | "searchScript" | "found" | "none" | "meant" | "all" | "suggestions";
type ResultsTexts = "found" | "none" | "meant" | "failed" | "overdue";
type ResultsPage = { querySelector(selector: ".filters"): HTMLDetailsElement } & Holding<HTMLElement, ResultsTexts>;

type Finder = Holding<HTMLElement, "postcodes" | "one" | "many" | "letters" | "unknown" | "wrong" | "failed">;
type HoursTexts = "open" | "openNow" | "shut" | "shutToday" | "holiday" | "later" | "tomorrow" | "on" | "note";

type Entry = Holding<HTMLElement, "terms">;
type EntryList = { readonly children: HTMLCollectionOf<Entry> } & HTMLElement;
type TermLink = Holding<HTMLElement, "term">;

// What may be on a page or not, and what lists of elements hold.
interface Found {
  "a[href]": HTMLAnchorElement & { getAttribute(name: "href"): string };
  ".contents a": HTMLAnchorElement;
  ".letters a": HTMLAnchorElement & { readonly parentElement: HTMLElement };
  ".contents .fold": HTMLDetailsElement;
  ".fold": HTMLDetailsElement;
  "details[data-areas]": HTMLDetailsElement;
  "[data-areas]": Holding<HTMLElement, "areas">;
  "[data-finder-areas] > li": Holding<HTMLElement, "area">;
  "[data-choose]": HTMLSelectElement;
  "[data-share]": Holding<HTMLElement, "copied" | "failed"> & { readonly parentElement: HTMLElement };
  "[data-hours]": Holding<HTMLElement, "hours">;
  "[data-hours-words]": Holding<HTMLElement, HoursTexts>;
  "[data-agenda]": Holding<HTMLElement, "agenda">;
  "[data-day]": Holding<HTMLElement, "day">;
  "[data-until]": Holding<HTMLElement, "until">;
  "[data-terms]": Entry;
  "[data-period]": Holding<HTMLElement, "period">;
  "[data-period][aria-pressed=true]": Holding<HTMLElement, "period">;
  ".filters .chip[aria-pressed=true]": TermLink;
  "[data-steps]": Holding<HTMLElement, "steps">;
  "[data-quick-exit]": HTMLAnchorElement;
  ".facet": Holding<HTMLElement, "facet">;
  ".chip": TermLink;
  ".filters": Holding<HTMLDetailsElement, "shown" | "partial" | "loading">;
  ".entries": EntryList;
  ".entries > li": Entry;
  '.pagination [rel="prev"]': HTMLAnchorElement;
  '.pagination [rel="next"]': HTMLAnchorElement;
  "link[rel=canonical]": HTMLLinkElement;
  "[data-search-script]": SearchForm;
  "[data-search-index]": SearchForm;
  "[data-results]": ResultsPage;
}

// What always is where a script looks for it.
interface Sure {
  "[data-finder]": Finder;
  "h1": HTMLHeadingElement;
  "h2": HTMLHeadingElement;
  "input": HTMLInputElement;
  "summary": HTMLElement;
  "button.chip": HTMLButtonElement;
  "[data-said]": HTMLElement;
  "[role=status]": HTMLElement;
  "[data-clear]": HTMLElement;
  ".filter-status": HTMLElement;
  ".finder-error": HTMLElement;
  ".fold-body": HTMLElement;
  ".browse": HTMLElement;
  ".meant": HTMLElement;
  ".tips": HTMLElement;
  ".results": HTMLElement;
  ".more": HTMLElement;
}

type FoundBy<S extends string> =
  S extends keyof Found ? Found[S]
  : S extends keyof Sure ? Sure[S]
  : S extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[S]
  : HTMLElement;

type All = <S extends string>(selector: S, root?: ParentNode) => FoundBy<S>[];

interface ParentNode {
  querySelector<S extends string>(selector: S): FoundBy<S> | (S extends keyof Sure ? never : null);
  querySelectorAll<S extends string>(selector: S): NodeListOf<FoundBy<S>>;
}

interface Element {
  closest<S extends string>(selector: S): FoundBy<S> | null;
}

// What the library of TypeScript knows less well than its users.
interface HTMLElement {
  cloneNode(isDeep?: boolean): HTMLElement;
}
interface String {
  // Of a letter, which has one.
  codePointAt(at: 0): number;
}
interface Array<T> {
  filter(isThere: BooleanConstructor): Exclude<T, null | undefined | false | "" | 0>[];
}

// What these events come from within a page.
type OfField = { readonly target: Element & { form?: unknown } };
interface Document {
  addEventListener(type: "click", listener: (event: MouseEvent & { readonly target: Element }) => void): void;
  addEventListener(type: "submit", listener: (event: SubmitEvent & { readonly target: HTMLFormElement }) => void): void;
  addEventListener(type: "change", listener: (event: Event & { readonly target: HTMLSelectElement }) => void): void;
  addEventListener(type: "focusin", listener: (event: FocusEvent & OfField) => void): void;
}
