// Searches in the browser: nothing that is typed leaves the page.
//
// The same ranking as in src/search/query.rs and answer.rs, step by step and name by name, over the files of
// src/search/files.rs. Whatever changes there changes here; a test asks both the same questions.
"use strict";

globalThis.wijkgidsSearch = (() => {
  const { WORD, cut, distance, fold, isBefore, length, reader, words } = wijkgidsWords;

  // As in answer.rs and query.rs.
  const SATURATION = 2, IN_PASSING = 0.5, STRONG = 3, OWN = 1.5, ROW = 0.25, SECTION = 0.4, STEPS = 16;
  const MOST_QUOTED = 100, MOST_WORDS = 40, MOST_STARTS = 40, MOST_JOINED = 4, SHORTEST_PART = 4;
  const WEIGHTS = { word: 1, joined: 1, form: 0.9, synonym: 0.8, typo: 0.8, start: 0.7, parts: 0.6 };

  // How long a file may take to come, in milliseconds.
  const PATIENCE = 20_000;

  const rounded = (score) => Math.round(score * 1e6) / 1e6;

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
    #folder; #root; #version; #same; #asked; #facets;
    #files = new Map(); #shards = new Map(); #postings = new Map(); #forms = new Map();
    #residents = []; #firstPassages = [0];

    constructor(folder, { version, text }) {
      const root = JSON.parse(text);
      this.#folder = folder;
      this.#root = root;
      this.#version = version;
      this.#same = this.#named(root.same);
      this.#asked = this.#named(root.asked);
      for (const runs = reader(root.residents); runs.more();) this.#residents.push([runs.next(), runs.next()]);
      for (const counts = reader(root.passages); counts.more();) this.#firstPassages.push(this.#firstPassages.at(-1) + counts.next());
    }

    // What a file holds, loaded once; one that doesn't come is asked for again.
    #file(key, read = (text) => text) {
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
      const firsts = this.#root.words;
      let low = 0, high = firsts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isBefore(text, firsts[middle])) high = middle;
        else low = middle + 1;
      }
      return Math.max(low - 1, 0);
    }

    async #shard(number) {
      if (number >= this.#root.words.length) return new Map();
      let shard = this.#shards.get(number);
      if (!shard) {
        shard = new Map();
        for (const line of (await this.#file(`s${number}`)).split("~")) {
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
    async #wordsFrom(start, most) {
      const found = [];
      for (let number = this.#place(start); number < this.#root.words.length; number += 1) {
        // What comes after lies further on.
        if (!this.#root.words[number].startsWith(start) && isBefore(start, this.#root.words[number])) break;
        for (const [text, { word }] of await this.#shard(number)) {
          if (!text.startsWith(start) || !word) continue;
          found.push([text, termOf(text, word)]);
          if (found.length === most) return found;
        }
      }
      return found;
    }

    // What is known of a text as a word: the term of all its forms, and the terms of its parts.
    async #known(text) {
      const key = await this.#key(text);
      if (key?.word) return { term: termOf(text, key.word), parts: key.word.split(" ").slice(1) };
      return key?.postings ? { term: text, parts: [] } : null;
    }

    async #postingsOf(term) {
      let postings = this.#postings.get(term);
      if (!postings) {
        const key = await this.#key(term);
        postings = postingsOf(key?.postings ?? "");
        this.#postings.set(term, postings);
      }
      return postings;
    }

    // A way to read a word, where all its terms stand somewhere.
    async #reading(terms, how) {
      const postings = await Promise.all(terms.map((term) => this.#postingsOf(term)));
      const spread = Math.min(...postings.map(({ documents }) => documents.length));
      return terms.length && spread ? [{ terms, postings, how, weight: WEIGHTS[how], spread }] : [];
    }

    async #byItself(word) {
      const readings = [];
      const known = await this.#known(word);
      if (known) {
        readings.push(...await this.#reading([known.term], "word"));
        readings.push(...await this.#reading(known.parts, "parts"));
      }
      if (!readings.length) {
        for (const term of await this.#formsOf(word)) readings.push(...await this.#reading([term], "form"));
      }
      if (!readings.length) readings.push(...await this.#parts(word));
      return readings;
    }

    // A light stemmer, as in light.rs.
    #rootOf(word) {
      const { endings, last, shortest, passes } = this.#root.light;
      let root = word;
      for (let pass = 0; pass < passes; pass += 1) {
        const ending = endings.find(([ending]) => root.endsWith(ending) && length(root.slice(0, -ending.length)) >= shortest);
        if (!ending) break;
        root = root.slice(0, -ending[0].length) + ending[1];
      }
      const single = [...root].filter((letter, at, letters) => letter !== letters[at - 1]).join("");
      const turn = last.find(([letter]) => single.endsWith(letter));
      return turn ? single.slice(0, -turn[0].length) + turn[1] : single;
    }

    #bare(word) {
      const { prefixes, particles, shortest } = this.#root.light;
      return prefixes.flatMap((prefix) => ["", ...particles].flatMap((particle) => {
        const start = particle + prefix;
        const rest = word.slice(start.length);
        return word.startsWith(start) && length(rest) >= shortest ? [particle + rest] : [];
      }));
    }

    // The terms of the words of which a word is another form.
    #formsOf(word) {
      if (!this.#forms.has(word)) this.#forms.set(word, this.#lookForForms(word));
      return this.#forms.get(word);
    }

    async #lookForForms(word) {
      let forms = await this.#alike(word);
      for (const bare of this.#bare(word)) {
        if (!forms.length) {
          const known = await this.#known(bare);
          forms = known ? [known.term] : await this.#alike(bare);
        }
      }
      return forms;
    }

    async #alike(word) {
      const letters = [...word];
      const { shortest } = this.#root.light;
      if (letters.length < shortest) return [];
      const root = this.#rootOf(word);
      const terms = new Set();
      for (const [text, term] of await this.#wordsFrom(letters.slice(0, shortest).join(""), Infinity)) {
        if (this.#rootOf(text) === root) terms.add(term);
      }
      return [...terms];
    }

    async #parts(word) {
      const part = async (text) => (length(text) >= SHORTEST_PART ? (await this.#known(text))?.term : undefined);
      const letters = [...word];
      for (let at = 0; at < letters.length; at += 1) {
        const before = letters.slice(0, at).join("");
        const first = await part(before) ?? (before.endsWith("s") ? await part(before.slice(0, -1)) : undefined);
        const last = first === undefined ? undefined : await part(letters.slice(at).join(""));
        const reading = last === undefined ? [] : await this.#reading([first, last], "parts");
        if (reading.length) return reading;
      }
      return [];
    }

    async #joined(slots) {
      for (let len = 2; len <= MOST_JOINED; len += 1) {
        for (let from = 0; from + len <= slots.length; from += 1) {
          const row = slots.slice(from, from + len);
          if (row.at(-1).at - row[0].at !== len - 1) continue;
          const known = await this.#known(row.map((slot) => slot.word).join(""));
          const reading = known ? await this.#reading([known.term], "joined") : [];
          for (const slot of row) slot.readings.push(...reading);
        }
      }
    }

    async #meanAlike(asked, slots) {
      // Those of words that say nothing are in the root: nobody should wait for what they mean.
      const terms = await Promise.all(asked.map(async (word) => (
        Object.hasOwn(this.#root.stop, word) ? this.#root.stop[word] || null
          : (await this.#known(word))?.term ?? (await this.#formsOf(word))[0] ?? null
      )));
      for (const named of [this.#same, this.#asked]) {
        for (const [at, first] of terms.entries()) {
          for (const [list, concept] of named.get(first) ?? []) {
            if (!list.every((term, next) => terms[at + next] === term)) continue;
            const reading = await this.#reading([concept], "synonym");
            for (let place = at; reading.length && place < at + list.length; place += 1) {
              let slot = slots.find((slot) => slot.at === place);
              if (!slot) {
                slot = { at: place, word: asked[place], readings: [] };
                slots.push(slot);
                slots.sort((one, other) => one.at - other.at);
              }
              slot.readings.push(...reading);
            }
          }
        }
      }
    }

    async #starts(word) {
      if (length(word) < this.#root.light.shortest) return [];
      const terms = new Set((await this.#wordsFrom(word, MOST_STARTS)).map(([, term]) => term));
      return (await Promise.all([...terms].map((term) => this.#reading([term], "start")))).flat();
    }

    async #nearest(word) {
      const long = length(word);
      const most = long < 4 ? 0 : long < 8 ? 1 : 2;
      const letter = this.#root.letters.indexOf([...word][0]);
      if (!most || letter < 0) return null;
      let best = null;
      for (const line of (await this.#file(`t${letter}`)).split("~")) {
        const [text, count] = line.split("|");
        if (Math.abs(length(text) - long) > most) continue;
        const far = distance(word, text);
        const spread = Number(count);
        const isNearer = !best || far < best.far
          || (far === best.far && (spread > best.spread || (spread === best.spread && isBefore(text, best.text))));
        if (far <= most && isNearer) best = { text, far, spread };
      }
      return best?.text ?? null;
    }

    // A question as the index understands it.
    async #read(text) {
      const quotes = text.split(/["“”„«»]/u);
      const phrases = quotes.filter((_, at) => at % 2 === 1 && at < quotes.length - 1)
        .map((phrase) => words(phrase).join(" ")).filter(Boolean).map((phrase) => ` ${phrase} `);
      const asked = words(text).slice(0, MOST_WORDS);
      const isStop = (word) => Object.hasOwn(this.#root.stop, word);
      const allStop = asked.every(isStop);
      const slots = [];
      for (const [at, word] of asked.entries()) if (allStop || !isStop(word)) slots.push({ at, word, readings: [] });
      await Promise.all(slots.map(async (slot) => { slot.readings = await this.#byItself(slot.word); }));
      await this.#joined(slots);
      const last = slots.at(-1);
      // Who types `gemeente` doesn't ask for each rare word that begins so.
      const isWhole = last?.readings.some(({ how }) => how === "word");
      if (last && last.at + 1 === asked.length && !isWhole) last.readings.push(...await this.#starts(last.word));
      const corrected = [...asked];
      for (const slot of slots) {
        if (slot.readings.length || await this.#known(slot.word)) continue;
        const right = await this.#nearest(slot.word);
        if (right === null) continue;
        slot.readings.push(...await this.#reading([(await this.#known(right)).term], "typo"));
        corrected[slot.at] = right;
      }
      await this.#meanAlike(corrected, slots);
      const mended = corrected.some((word, at) => word !== asked[at]) ? corrected.join(" ") : null;
      return { slots, phrases, mended, isOwn: asked.some((word) => this.#root.own.includes(word)) };
    }

    #rarityOf(spread) {
      return Math.log(1 + (this.#root.documents - spread + 0.5) / (spread + 0.5));
    }

    #says(slot) {
      return slot.readings.length
        ? Math.max(...slot.readings.map((reading) => this.#rarityOf(reading.spread)))
        : this.#rarityOf(0);
    }

    #isForResidents(document) {
      return this.#residents.some(([from, count]) => document >= from && document < from + count);
    }

    // Adds what one word of the question finds.
    #lookUp(slot, ranks) {
      const { documents: count } = this.#root;
      const first = this.#firstPassages;
      const scores = new Float64Array(count), weights = new Float64Array(count), sections = new Float64Array(first[count]);
      const found = [];
      for (const reading of slot.readings) {
        const worth = reading.weight * this.#rarityOf(reading.spread);
        const both = together(reading.postings);
        for (let at = 0; at < both.documents.length; at += 1) {
          const document = both.documents[at], weight = both.weights[at];
          const score = worth * weight / (weight + SATURATION);
          if (scores[document] === 0) found.push(document);
          if (score > scores[document]) [scores[document], weights[document]] = [score, weight];
        }
        for (const { documents, starts, passages, halves } of reading.postings) {
          for (let at = 0; at < documents.length; at += 1) {
            if (scores[documents[at]] === 0) continue;
            for (let stand = starts[at]; stand < starts[at + 1]; stand += 1) {
              const place = first[documents[at]] + passages[stand];
              const score = worth * halves[stand] / (halves[stand] + SATURATION);
              if (score > sections[place]) sections[place] = score;
            }
          }
        }
      }
      const said = this.#says(slot);
      for (const document of found) {
        ranks.sum[document] += scores[document];
        ranks.said[document] += said;
        if (weights[document] >= STRONG) ranks.isStrong[document] = 1;
        for (let place = first[document]; place < first[document + 1]; place += 1) ranks.sections[place] += sections[place];
      }
      // Where the word stands in titles and keywords, with how many of the words before it stand in a row there.
      const whole = slot.readings.find(({ how }) => how === "word" || how === "form");
      const rows = new Map();
      for (const [document, positions] of whole?.postings[0].rows ?? []) {
        const before = ranks.rows.get(document);
        const lengths = new Map(positions.map((position) => [position, (before?.get(position - 1) ?? 0) + 1]));
        rows.set(document, lengths);
        ranks.longestRow[document] = Math.max(ranks.longestRow[document], ...lengths.values());
      }
      ranks.rows = rows;
    }

    // The passage of a document that weighs most; the first of equal ones, and the lead where there is none.
    #best(document, sections) {
      const first = this.#firstPassages[document];
      let passage = 0, section = 0;
      for (let place = first; place < this.#firstPassages[document + 1]; place += 1) {
        if (sections[place] === 0) continue;
        const score = rounded(sections[place]);
        if (score > section) [passage, section] = [place - first, score];
      }
      return [passage, section];
    }

    async #ranked(question) {
      const query = await this.#read(question);
      const asked = query.slots.reduce((sum, slot) => sum + this.#says(slot), 0);
      const { documents: count } = this.#root;
      const ranks = {
        sum: new Float64Array(count), said: new Float64Array(count), isStrong: new Uint8Array(count),
        sections: new Float64Array(this.#firstPassages[count]), longestRow: new Uint8Array(count), rows: new Map(),
      };
      for (const slot of query.slots) this.#lookUp(slot, ranks);
      let hits = [];
      for (let document = 0; document < count; document += 1) {
        const said = ranks.said[document];
        if (said === 0 || (!ranks.isStrong[document] && said < IN_PASSING * asked)) continue;
        const [passage, section] = this.#best(document, ranks.sections);
        const share = said / asked;
        const audience = query.isOwn && this.#isForResidents(document) ? OWN : 1;
        const voice = audience * (1 + ROW * Math.max(ranks.longestRow[document] - 1, 0));
        const score = (ranks.sum[document] + SECTION * section) * share * Math.sqrt(share) * voice;
        hits.push({ document, passage, score: rounded(score) });
      }
      hits.sort((one, other) => other.score - one.score || one.document - other.document);
      if (query.phrases.length) {
        hits = hits.slice(0, MOST_QUOTED);
        const holds = await Promise.all(hits.map(({ document }) => this.#saysAll(document, query.phrases)));
        hits = hits.filter((_, at) => holds[at]);
      }
      return { hits, query };
    }

    async #title(document) {
      const { titles, headings } = this.#root;
      const file = await this.#file(`d${Math.floor(document / titles)}`, JSON.parse);
      const [url, title, kind, term, lang, sections] = file[document % titles];
      return { url, title, kind, term, lang, sections: sections.map((it) => (typeof it === "number" ? headings[it] : it)) };
    }

    async #texts(document) {
      const { texts } = this.#root;
      const file = await this.#file(`x${Math.floor(document / texts)}`, JSON.parse);
      const [summary, keywords, passages] = file[document % texts];
      return { summary, keywords, passages };
    }

    async #saysAll(document, phrases) {
      const [{ title, sections }, { summary, keywords, passages }] =
        await Promise.all([this.#title(document), this.#texts(document)]);
      const texts = [title, summary, ...keywords, ...sections.map(([, heading]) => heading), ...passages]
        .map((text) => ` ${words(text).join(" ")} `);
      return phrases.every((phrase) => texts.some((text) => text.includes(phrase)));
    }

    // What readers can narrow their results by.
    async facets() {
      this.#facets ??= (await this.#file("f", JSON.parse)).map(([id, title, terms]) => ({
        id,
        title,
        terms: terms.map(([id, title, documents]) => ({ id, title, documents: documentsOf(documents) })),
      }));
      return this.#facets.map(({ id, title, terms }) => ({ id, title, terms: terms.map(({ id, title }) => ({ id, title })) }));
    }

    // What a question finds. A document has to have one of the terms of each facet that is narrowed; a count says how
    // many there would be if a term were the only one of its facet.
    async answer(question, { filters = {}, limit = 10, counts: wantsCounts = false } = {}) {
      const { hits: all, query } = await this.#ranked(question);
      const narrowed = Object.entries(filters).filter(([, terms]) => terms.length);
      if (narrowed.length || wantsCounts) await this.facets();
      const has = (document, id, terms) => this.#facets.find((facet) => facet.id === id)?.terms
        .some((term) => terms.includes(term.id) && term.documents.has(document)) ?? false;
      const passes = (document, but) =>
        narrowed.every(([id, terms]) => id === but || has(document, id, terms));
      const hits = all.filter(({ document }) => passes(document, null));
      const counts = {};
      for (const { id, terms } of wantsCounts ? this.#facets : []) {
        const others = all.filter(({ document }) => passes(document, id));
        counts[id] = {};
        for (const term of terms) {
          counts[id][term.id] = others.filter(({ document }) => term.documents.has(document)).length;
        }
      }
      const shown = await Promise.all(hits.slice(0, limit).map(async ({ document, passage, score }) => {
        const { url, title, kind, term, lang, sections } = await this.#title(document);
        const [section, heading] = passage === 0 ? ["lead", ""] : sections[passage - 1];
        return {
          url: passage === 0 ? url : `${url}#${section}`,
          title, section, heading, kind, term, lang, score, document, passage, index: this,
        };
      }));
      return { total: hits.length, didYouMean: query.mended, hits: shown, counts };
    }

    // A piece of the text of a hit, as [text, whether it was asked for].
    async excerpt({ document, passage }, question) {
      const { slots, phrases } = await this.#read(question);
      const { summary, passages } = await this.#texts(document);
      const termsOf = (readings) => new Set(readings.flatMap((reading) => reading.terms));
      const readings = slots.flatMap((slot) => slot.readings);
      // Parts of compounds are everywhere: they are marked where nothing else is.
      const [whole, all] = [readings.filter(({ how }) => how !== "parts"), readings].map(termsOf);
      const typed = new Set([...slots.map((slot) => slot.word), ...phrases.flatMap((phrase) => phrase.trim().split(" "))]);
      const isAsked = (word, terms) => {
        const folded = fold(word);
        if (typed.has(folded)) return true;
        if (Object.hasOwn(this.#root.stop, folded)) return false;
        // Only what is at hand: an excerpt isn't worth another file.
        const known = this.#shards.get(this.#place(folded))?.get(folded)?.word;
        if (!known) return false;
        const [, ...parts] = known.split(" ");
        return [termOf(folded, known), ...parts].some((term) => terms.has(term));
      };
      const marked = (text, terms) => {
        const pieces = [];
        let from = 0;
        for (const found of text.matchAll(WORD)) {
          if (!isAsked(found[0], terms)) continue;
          pieces.push([text.slice(from, found.index), false], [found[0], true]);
          from = found.index + found[0].length;
        }
        pieces.push([text.slice(from), false]);
        return pieces.filter(([text]) => text);
      };
      const hits = (pieces) => pieces.filter(([, isMatch]) => isMatch).length;
      const best = (terms) => {
        const inPassage = marked(passages[passage] ?? "", terms);
        const inSummary = passage === 0 ? marked(summary, terms) : [];
        return passage === 0 && hits(inSummary) >= hits(inPassage) ? inSummary : cut(inPassage);
      };
      const piece = best(whole);
      return hits(piece) ? piece : best(all);
    }
  }

  // The term of a word, as its file has it.
  function termOf(text, word) {
    const [term] = word.split(" ", 1);
    return term === "=" ? text : term;
  }

  // The documents in which all terms of a reading stand; of several terms the lightest counts there.
  function together([first, ...others]) {
    return others.reduce((one, other) => {
      const documents = [], weights = [];
      for (let i = 0, j = 0; i < one.documents.length && j < other.documents.length;) {
        const [left, right] = [one.documents[i], other.documents[j]];
        if (left === right) {
          documents.push(left);
          weights.push(Math.min(one.weights[i], other.weights[j]));
        }
        if (left <= right) i += 1;
        if (right <= left) j += 1;
      }
      return { documents, weights };
    }, first);
  }

  // What asks: the index as it is, and where the site was published anew since then, the one that has taken its place.
  class Engine {
    #address; #index; #opening;

    constructor(address) {
      this.#address = address;
    }

    // One at a time, whoever asks.
    open(query = "") {
      const folder = this.#address.slice(0, this.#address.lastIndexOf("/") + 1);
      this.#opening ??= load(this.#address + query, "index")
        .then((root) => { this.#index = new Index(folder, root); })
        .finally(() => { this.#opening = undefined; });
      return this.#opening;
    }

    async #ask(task) {
      const index = this.#index;
      try {
        return await task(index);
      } catch {
        // A file of another version, or one that is gone.
        if (index === this.#index) await this.open(`?${Date.now()}`);
        return task(this.#index);
      }
    }

    facets() {
      return this.#ask((index) => index.facets());
    }

    answer(question, options) {
      return this.#ask((index) => index.answer(question, options));
    }

    // A hit goes by the numbers of its own index.
    excerpt(hit, question) {
      return hit.index.excerpt(hit, question);
    }
  }

  return {
    // Opens the index whose root has this address.
    async open(address) {
      const engine = new Engine(address);
      await engine.open();
      return engine;
    },

    // Called by the files of the index.
    take(key, version, text) {
      waiting.get(key)?.(version, text);
    },
  };
})();
