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

  function documentsOf(text) {
    const numbers = reader(text);
    const documents = new Set();
    for (let document = 0; numbers.more(); document += 1) documents.add((document += numbers.next()));
    return documents;
  }

  // Files: each is a script that hands its text over, so that they can be read from disk too.

  const waiting = new Map();

  function load(address, key) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
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
    root;
    // What words mean together: by the first term, all of them with the concept.
    same; asked;
    // The facets, each with its terms and their documents; once somebody asked for them.
    terms;
    // Where the passages of each document begin, among those of all.
    firstPassages = [0];
    #folder; #version;
    #files = new Map(); #shards = new Map(); #postings = new Map();
    #residents = [];

    constructor(folder, { version, text }) {
      const root = JSON.parse(text);
      this.#folder = folder;
      this.root = root;
      this.#version = version;
      this.same = this.#named(root.same);
      this.asked = this.#named(root.asked);
      for (const runs = reader(root.residents); runs.more();) this.#residents.push([runs.next(), runs.next()]);
      for (const counts = reader(root.passages); counts.more();) this.firstPassages.push(this.firstPassages.at(-1) + counts.next());
    }

    // What a file holds, loaded once; one that doesn't come is asked for again.
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

    #named(lines) {
      const named = new Map();
      for (const line of lines) {
        const [terms, concept] = line.split("|");
        const list = terms.split(" ");
        if (!named.has(list[0])) named.set(list[0], []);
        named.get(list[0]).push([list, concept]);
      }
      return named;
    }

    // The file that a text stands in, if any does.
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

    async #key(text) {
      return (await this.#shard(this.#place(text))).get(text);
    }

    // The words of the site that start so, in order, each with its term.
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
    termsAtHand(text) {
      const word = this.#shards.get(this.#place(text))?.get(text)?.word;
      return word ? [termOf(text, word), ...word.split(" ").slice(1)] : [];
    }

    // Whether a word says nothing among others.
    isStop(word) {
      return Object.hasOwn(this.root.stop, word);
    }

    // What is known of a text as a word: the term of all its forms, and the terms of its parts.
    async known(text) {
      const key = await this.#key(text);
      if (key?.word) return { term: termOf(text, key.word), parts: key.word.split(" ").slice(1) };
      return key?.postings ? { term: text, parts: [] } : null;
    }

    async postingsOf(term) {
      let postings = this.#postings.get(term);
      if (!postings) {
        const key = await this.#key(term);
        postings = postingsOf(key?.postings ?? "");
        this.#postings.set(term, postings);
      }
      return postings;
    }

    rarityOf(spread) {
      return Math.log(1 + (this.root.documents - spread + 0.5) / (spread + 0.5));
    }

    isForResidents(document) {
      return this.#residents.some(([from, count]) => document >= from && document < from + count);
    }

    async title(document) {
      const { titles, headings } = this.root;
      const file = await this.file(`d${Math.floor(document / titles)}`, JSON.parse);
      const [url, title, kind, term, lang, sections, overdue] = file[document % titles];
      return { url, title, kind, term, lang, overdue, sections: sections.map((it) => (typeof it === "number" ? headings[it] : it)) };
    }

    async texts(document) {
      const { texts } = this.root;
      const file = await this.file(`x${Math.floor(document / texts)}`, JSON.parse);
      const [summary, keywords, passages] = file[document % texts];
      return { summary, keywords, passages };
    }

    // What readers can narrow their results by.
    async facets() {
      this.terms ??= (await this.file("f", JSON.parse)).map(([id, title, terms]) => ({
        id,
        title,
        terms: terms.map(([id, title, documents]) => ({ id, title, documents: documentsOf(documents) })),
      }));
      return this.terms.map(({ id, title, terms }) => ({ id, title, terms: terms.map(({ id, title }) => ({ id, title })) }));
    }
  }

  // The term of a word, as its file has it.
  function termOf(text, word) {
    const [term] = word.split(" ", 1);
    return term === "=" ? text : term;
  }

  return { Index, load, take: (key, version, text) => waiting.get(key)?.(version, text) };
})();
