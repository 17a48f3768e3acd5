// What the scripts of the search pass around. The files of the index are described in src/search/files.rs.

type NumberReader = { more(): boolean; next(): number };

// A piece of text, and whether it was asked for.
type Piece = [text: string, isMatch: boolean];

interface Light {
  endings: [ending: string, instead: string][];
  last: [letter: string, instead: string][];
  prefixes: string[];
  particles: string[];
  shortest: number;
  passes: number;
}

// `index.js`.
interface Root {
  documents: number;
  titles: number;
  texts: number;
  // Where each file of words begins.
  words: string[];
  letters: string[];
  stop: Record<string, string>;
  own: string[];
  light: Light;
  same: string[];
  asked: string[];
  residents: string;
  passages: string;
  headings: Section[];
}

type Section = [id: string, heading: string];

// A file as it came.
type Handed = { version: string; text: string };

type Key = { word: string; postings: string };
type Known = { term: string; parts: string[] };

// By the first term of those that mean something together: all of them, and what they mean.
type Named = Map<string | null, [terms: string[], concept: string][]>;

// `d0.js`: a document.
type TitleRow = [
  url: string, title: string, kind: string, term: string, lang: string, sections: (number | Section)[], overdue?: 1,
];
type Title = { url: string; title: string; kind: string; term: string; lang: string; sections: Section[]; overdue?: 1 };

// `x0.js`: a document.
type TextsRow = [summary: string, keywords: string[], passages: string[]];
type Texts = { summary: string; keywords: string[]; passages: string[] };

// `f.js`: a facet.
type FacetRow = [id: string, title: string, terms: [id: string, title: string, documents: string][]];
type Term = { id: string; title: string };
type Facet<T extends Term = Term> = { id: string; title: string; terms: T[] };
type TermOfDocuments = Term & { documents: Set<number> };

interface Postings {
  documents: Uint32Array;
  weights: Float64Array;
  starts: Uint32Array;
  passages: Uint32Array;
  halves: Float64Array;
  rows: Map<number, number[]>;
}

type SearchIndex = InstanceType<typeof wijkgidsIndex.Index>;

type MatchKind = "word" | "joined" | "form" | "synonym" | "typo" | "start" | "parts";
type Reading = { terms: string[]; postings: Postings[]; matchKind: MatchKind; weight: number; spread: number };
type Slot = { at: number; word: string; readings: Reading[] };
type Query = { slots: Slot[]; phrases: string[]; mended: string | null; isOwn: boolean };

// The weight of a reading by document.
type Together = { documents: ArrayLike<number>; weights: ArrayLike<number> };

// What the words of a question found so far, by document; `sections` by passage.
interface Ranks {
  sum: Float64Array;
  said: Float64Array;
  isStrong: Uint8Array;
  sections: Float64Array;
  longestRow: Uint8Array;
  // By document and position: how many words of the question stand in a row up to there.
  rows: Map<number, Map<number, number>>;
}

type Ranked = { document: number; passage: number; score: number };
type Hit = Ranked & Omit<Title, "sections"> & { section: string; heading: string; index: SearchIndex };

// The chosen terms by facet; how many hits are asked for; whether the terms are to be counted.
type Options = { filters?: Record<string, string[]>; limit?: number; counts?: boolean };
type Counts = Record<string, Record<string, number>>;
type Answer = { total: number; didYouMean: string | null; hits: Hit[]; counts: Counts };

interface SearchEngine {
  facets(): Promise<Facet[]>;
  answer(question: string, options: Options): Promise<Answer>;
  excerpt(hit: Hit, question: string): Promise<Piece[]>;
}

interface Search {
  open(address: string): Promise<SearchEngine>;
  take(key: string, version: string, text: string): void;
}

declare var wijkgidsSearch: Search;

type MakeElement = <K extends keyof HTMLElementTagNameMap>(
  name: K, attributes?: Record<string, string>, ...children: (Node | string)[]
) => HTMLElementTagNameMap[K];
