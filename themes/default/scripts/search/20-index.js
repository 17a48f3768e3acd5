// The index of a site in one language, as src/search/files.rs writes it: loaded file by file, as somebody asks. Knows what
// stands where, and nothing of questions.
"use strict";

const wijkgidsIndex = (() => {
  const { isBefore, reader } = wijkgidsWords;

  // As in src/search/index.rs: in how many parts the weight of one word in a text is divided.
  const STEPS = 16;

  // How long a file may take to come, in milliseconds.
  const PATIENCE = 20_000;

  // Where a term stands, in rows of numbers: a common one stands in every document.
  /** @type {(text: string) => Postings} */
  function postingsOf(text) {
    const numbers = reader(text);
    const documents = [], weights = [], starts = [], passages = [], halves = [];
    const rows = new Map();
    for (let document = 0; numbers.more(); document += 1) {
      document += numbers.next();
      const weight = numbers.next();
      if (weight % 2 === 1) rows.set(document, Array.from({ length: numbers.next() }, () => numbers.next()));
      documents.push(document);
      weights.push(Math.floor(weight / 2) / STEPS);
      starts.push(passages.length);
      for (let n = numbers.next(), passage = 0; n > 0; n -= 1, passage += 1) {
        passage += numbers.next();
        passages.push(passage);
        halves.push(numbers.next() / 2);
      }
    }
    starts.push(passages.length);
    return {
      documents: Uint32Array.from(documents), weights: Float64Array.from(weights), starts: Uint32Array.from(starts),
      passages: Uint32Array.from(passages), halves: Float64Array.from(halves), rows,
    };
  }

  /** @type {(text: string) => Set<number>} */
  function documentsOf(text) {
    const numbers = reader(text);
    const documents = new Set();
    for (let document = 0; numbers.more(); document += 1) documents.add((document += numbers.next()));
    return documents;
  }

  // Files: each is a script that hands its text over, so that they can be read from disk too.

  /** @type {Map<string, (version: string, text: string) => void>} */
  const waiting = new Map();

  /** @type {(address: string, key: string) => Promise<Handed>} */
  function load(address, key) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      /** @type {<T>(settle: (value: T) => void, value: T) => void} */
      const end = (settle, value) => {
        clearTimeout(timer);
        waiting.delete(key);
        script.remove();
        settle(value);
      };
      const fail = () => end(reject, new Error(`no ${address}`));
      const timer = setTimeout(fail, PATIENCE);
      waiting.set(key, (version, text) => end(resolve, { version, text }));
      script.onerror = fail;
      // The script has run by then, and would have handed its text over.
      script.onload = () => { if (waiting.has(key)) fail(); };
      script.src = address;
      document.head.append(script);
    });
  }

  class Index {
    // What is known of the whole.
    /** @type {Root} */
    root;
    // What words mean together: by the first term, all of them with the concept.
    /** @type {Named} */
    same;
    /** @type {Named} */
    asked;
    // The facets, each with its terms and their documents; once somebody asked for them.
    /** @type {Facet<TermOfDocuments>[] | undefined} */
    terms;
    // Where the passages of each document begin, among those of all.
    /** @type {number[]} */
    firstPassages = [0];
    /** @type {string} */
    #folder;
    /** @type {string} */
    #version;
    /** @type {Map<string, Promise<any>>} */
    #files = new Map();
    /** @type {Map<number, Map<string, Key>>} */
    #shards = new Map();
    /** @type {Map<string, Postings>} */
    #postings = new Map();
    /** @type {[from: number, count: number][]} */
    #residents = [];

    /** @param {string} folder @param {Handed} handed */
    constructor(folder, { version, text }) {
      const root = JSON.parse(text);
      this.#folder = folder;
      this.root = root;
      this.#version = version;
      this.same = this.#named(root.same);
      this.asked = this.#named(root.asked);
      for (const runs = reader(root.residents); runs.more();) this.#residents.push([runs.next(), runs.next()]);
      for (let counts = reader(root.passages), first = 0; counts.more();) this.firstPassages.push((first += counts.next()));
    }

    // What a file holds, loaded once; one that doesn't come is asked for again.
    /** @param {string} key @param {(text: string) => any} [read] @returns {Promise<any>} */
    file(key, read = (text) => text) {
      let file = this.#files.get(key);
      if (!file) {
        file = load(`${this.#folder}${key}.js?v=${this.#version}`, key).then(({ version, text }) => {
          if (version !== this.#version) throw new Error("outdated");
          return read(text);
        });
        file.catch(() => this.#files.delete(key));
        this.#files.set(key, file);
      }
      return file;
    }

    /** @param {string[]} lines */
    #named(lines) {
      const named = new Map();
      for (const line of lines) {
        const [terms, concept] = line.split("|");
        const list = terms.split(" ");
        if (!named.has(list[0])) named.set(list[0], []);
        named.get(list[0])?.push([list, concept]);
      }
      return named;
    }

    // The file that a text stands in, if any does.
    /** @param {string} text */
    #place(text) {
      const firsts = this.root.words;
      let low = 0, high = firsts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isBefore(text, firsts[middle])) high = middle;
        else low = middle + 1;
      }
      return Math.max(low - 1, 0);
    }

    /** @param {number} number @returns {Promise<Map<string, Key>>} */
    async #shard(number) {
      if (number >= this.root.words.length) return new Map();
      let shard = this.#shards.get(number);
      if (!shard) {
        shard = new Map();
        for (const line of (await this.file(`s${number}`)).split("~")) {
          const [text, word, postings] = line.split("|");
          shard.set(text, { word, postings });
        }
        this.#shards.set(number, shard);
      }
      return shard;
    }

    /** @param {string} text */
    async #key(text) {
      return (await this.#shard(this.#place(text))).get(text);
    }

    // The words of the site that start so, in order, each with its term.
    /** @param {string} start @param {number} most */
    async wordsFrom(start, most) {
      const found = [];
      for (let number = this.#place(start); number < this.root.words.length; number += 1) {
        // What comes after lies further on.
        if (!this.root.words[number].startsWith(start) && isBefore(start, this.root.words[number])) break;
        for (const [text, { word }] of await this.#shard(number)) {
          if (!text.startsWith(start) || !word) continue;
          found.push([text, termOf(text, word)]);
          if (found.length === most) return found;
        }
      }
      return found;
    }

    // The terms of a word and of its parts, where the file of the word is at hand.
    /** @param {string} text */
    termsAtHand(text) {
      const word = this.#shards.get(this.#place(text))?.get(text)?.word;
      return word ? [termOf(text, word), ...word.split(" ").slice(1)] : [];
    }

    // Whether a word says nothing among others.
    /** @param {string} word */
    isStop(word) {
      return Object.hasOwn(this.root.stop, word);
    }

    // What is known of a text as a word: the term of all its forms, and the terms of its parts.
    /** @param {string} text @returns {Promise<Known | null>} */
    async known(text) {
      const key = await this.#key(text);
      if (key?.word) return { term: termOf(text, key.word), parts: key.word.split(" ").slice(1) };
      return key?.postings ? { term: text, parts: [] } : null;
    }

    /** @param {string} term */
    async postingsOf(term) {
      let postings = this.#postings.get(term);
      if (!postings) {
        const key = await this.#key(term);
        postings = postingsOf(key?.postings ?? "");
        this.#postings.set(term, postings);
      }
      return postings;
    }

    /** @param {number} spread */
    rarityOf(spread) {
      return Math.log(1 + (this.root.documents - spread + 0.5) / (spread + 0.5));
    }

    /** @param {number} document */
    isForResidents(document) {
      return this.#residents.some(([from, count]) => document >= from && document < from + count);
    }

    /** @param {number} document @returns {Promise<Title>} */
    async title(document) {
      const { titles, headings } = this.root;
      /** @type {TitleRow[]} */
      const file = await this.file(`d${Math.floor(document / titles)}`, JSON.parse);
      const [url, title, kind, term, lang, sections, overdue] = file[document % titles];
      return { url, title, kind, term, lang, overdue, sections: sections.map((it) => (typeof it === "number" ? headings[it] : it)) };
    }

    /** @param {number} document @returns {Promise<Texts>} */
    async texts(document) {
      const { texts } = this.root;
      /** @type {TextsRow[]} */
      const file = await this.file(`x${Math.floor(document / texts)}`, JSON.parse);
      const [summary, keywords, passages] = file[document % texts];
      return { summary, keywords, passages };
    }

    // What readers can narrow their results by.
    /** @returns {Promise<Facet[]>} */
    async facets() {
      if (!this.terms) {
        /** @type {FacetRow[]} */
        const rows = await this.file("f", JSON.parse);
        this.terms = rows.map(([id, title, terms]) => ({
          id,
          title,
          terms: terms.map(([id, title, documents]) => ({ id, title, documents: documentsOf(documents) })),
        }));
      }
      return this.terms.map(({ id, title, terms }) => ({ id, title, terms: terms.map(({ id, title }) => ({ id, title })) }));
    }
  }

  // The term of a word, as its file has it.
  /** @type {(text: string, word: string) => string} */
  function termOf(text, word) {
    const [term] = word.split(" ", 1);
    return term === "=" ? text : term;
  }

  /** @type {Search["take"]} */
  const take = (key, version, text) => waiting.get(key)?.(version, text);

  return { Index, load, take };
})();
