// Searches in the browser: nothing that is typed leaves the page.
//
// The same ranking as in src/search/query.rs and answer.rs, step by step and name by name, over the files of
// src/search/files.rs. Whatever changes there changes here; a test asks both the same questions.
"use strict";

globalThis.wijkgidsSearch = (() => {
  // As in answer.rs and query.rs.
  const SATURATION = 2, IN_PASSING = 0.5, STRONG = 3, OWN = 1.5, ROW = 0.25, SECTION = 0.4, STEPS = 16;
  const MOST_QUOTED = 100, MOST_WORDS = 40, MOST_STARTS = 40, MOST_JOINED = 4, SHORTEST_PART = 4, LONGEST = 50;
  const WEIGHTS = { word: 1, joined: 1, form: 0.9, synonym: 0.8, typo: 0.8, start: 0.7, parts: 0.6 };

  // How long a file may take to come, in milliseconds.
  const PATIENCE = 20_000;

  const rounded = (score) => Math.round(score * 1e6) / 1e6;
  const length = (text) => [...text].length;
  // In the order of code points, as the words lie in their files.
  const isBefore = (one, other) => {
    const left = [...one], right = [...other];
    for (let at = 0; at < left.length && at < right.length; at += 1) {
      if (left[at] !== right[at]) return left[at].codePointAt(0) < right[at].codePointAt(0);
    }
    return left.length < right.length;
  };

  // Words, as in words.rs.

  const WORD = /[\p{Alphabetic}\p{N}\p{M}](?:[\p{Alphabetic}\p{N}\p{M}]|['’.](?=[\p{Alphabetic}\p{N}\p{M}]))*/gu;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ة: "ه", ى: "ي", ـ: "" };
  const ARTICLES = ["وال", "بال", "كال", "فال", "لل", "ال"];

  function fold(word) {
    let folded = "";
    for (const letter of word.normalize("NFKD").replace(/\p{M}/gu, "")) {
      for (const small of letter.toLowerCase()) {
        folded += LETTERS[small] ?? (/[\p{Alphabetic}\p{N}]/u.test(small) ? small : "");
      }
    }
    const article = ARTICLES.find((article) => folded.startsWith(article) && length(folded) >= article.length + 3);
    return article ? folded.slice(article.length) : folded;
  }

  const words = (text) =>
    (text.match(WORD) ?? []).map(fold).filter((word) => word && length(word) <= LONGEST);

  // Whole numbers, as `push` in files.rs writes them.

  const LAST = "abcdefghijklmnopqrstuvwxyz012345", MORE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ6789-_";
  const DIGITS = new Map([...LAST].map((digit, value) => [digit, value]));
  for (const [value, digit] of [...MORE].entries()) DIGITS.set(digit, value + 32);

  function reader(text) {
    let at = 0;
    return {
      more: () => at < text.length,
      next() {
        let number = 0, unit = 1;
        for (;;) {
          const digit = DIGITS.get(text[at++]);
          if (digit === undefined) throw new Error("a number of the index ends too soon");
          if (digit < 32) return number + digit * unit;
          number += (digit - 32) * unit;
          unit *= 32;
        }
      },
    };
  }

  function postingsOf(text) {
    const numbers = reader(text);
    const postings = [];
    for (let document = 0; numbers.more(); document += 1) {
      document += numbers.next();
      const weight = numbers.next();
      const rows = [], passages = [];
      if (weight % 2 === 1) for (let n = numbers.next(); n > 0; n -= 1) rows.push(numbers.next());
      for (let n = numbers.next(), passage = 0; n > 0; n -= 1, passage += 1) {
        passage += numbers.next();
        passages.push([passage, numbers.next() / 2]);
      }
      postings.push({ document, weight: Math.floor(weight / 2) / STEPS, rows, passages });
    }
    return postings;
  }

  function documentsOf(text) {
    const numbers = reader(text);
    const documents = new Set();
    for (let document = 0; numbers.more(); document += 1) documents.add((document += numbers.next()));
    return documents;
  }

  // Like `osa_distance` of strsim: letters put in, left out, changed, or two beside each other swapped.
  function distance(one, other) {
    const left = [...one], right = [...other];
    let before = [], last = [], row = right.map((_, at) => at);
    row.push(right.length);
    for (let i = 1; i <= left.length; i += 1) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= right.length; j += 1) {
        const same = left[i - 1] === right[j - 1];
        let least = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
          least = Math.min(least, before[j - 2] + 1);
        }
        row.push(least);
      }
    }
    return row[right.length];
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
      const fail = () => end(reject, new Error(`can't load ${address}`));
      const timer = setTimeout(fail, PATIENCE);
      waiting.set(key, (version, text) => end(resolve, { version, text }));
      script.onerror = fail;
      // The script has run by then, and would have handed its text over.
      script.onload = () => { if (waiting.has(key)) fail(); };
      script.src = address;
      document.head.append(script);
    });
  }

  // The site was published anew while its index was open.
  class Outdated extends Error {}

  class Index {
    #folder; #root; #version; #files = new Map(); #shards = new Map(); #postings = new Map(); #same; #asked; #residents = []; #facets;

    constructor(folder, { version, text }) {
      const root = JSON.parse(text);
      this.#folder = folder;
      this.#root = root;
      this.#version = version;
      this.#same = this.#named(root.same);
      this.#asked = this.#named(root.asked);
      for (const runs = reader(root.residents); runs.more();) this.#residents.push([runs.next(), runs.next()]);
    }

    // What a file holds, loaded once; one that doesn't come is asked for again.
    #file(key, read = (text) => text) {
      let file = this.#files.get(key);
      if (!file) {
        file = load(`${this.#folder}${key}.js?v=${this.#version}`, key).then(({ version, text }) => {
          if (version !== this.#version) throw new Outdated();
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
        postings = key?.postings ? postingsOf(key.postings) : [];
        this.#postings.set(term, postings);
      }
      return postings;
    }

    // A way to read a word, where all its terms stand somewhere.
    async #reading(terms, how) {
      const postings = await Promise.all(terms.map((term) => this.#postingsOf(term)));
      if (!terms.length || postings.some((list) => list.length === 0)) return [];
      return [{ terms, postings, how, weight: WEIGHTS[how], spread: Math.min(...postings.map((list) => list.length)) }];
    }

    async #byItself(word) {
      const readings = [];
      const known = await this.#known(word);
      if (known) {
        readings.push(...await this.#reading([known.term], "word"));
        readings.push(...await this.#reading(known.parts, "parts"));
      }
      if (!readings.length) {
        for (const term of await this.#forms(word)) readings.push(...await this.#reading([term], "form"));
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

    async #forms(word) {
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
          : (await this.#known(word))?.term ?? (await this.#forms(word))[0] ?? null
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
      if (last && last.at + 1 === asked.length) last.readings.push(...await this.#starts(last.word));
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
    #lookUp(slotIdx, slot, found) {
      const holds = new Map();
      for (const reading of slot.readings) {
        const rarity = this.#rarityOf(reading.spread);
        const score = (weight) => reading.weight * rarity * weight / (weight + SATURATION);
        for (const [document, weight] of together(reading)) {
          const value = score(weight);
          const hold = holds.get(document);
          if (!hold) holds.set(document, { score: value, weight, passages: new Map() });
          else if (value > hold.score) Object.assign(hold, { score: value, weight });
        }
        for (const { document, passages } of reading.postings.flat()) {
          const hold = holds.get(document);
          if (!hold) continue;
          for (const [passage, weight] of passages) {
            hold.passages.set(passage, Math.max(hold.passages.get(passage) ?? 0, score(weight)));
          }
        }
      }
      const said = this.#says(slot);
      const whole = slot.readings.find(({ how }) => how === "word" || how === "form");
      const rows = new Map(whole?.postings[0].map((posting) => [posting.document, posting.rows]));
      for (const [document, hold] of holds) {
        let entry = found.get(document);
        if (!entry) {
          entry = { document, sum: 0, said: 0, isStrong: false, passages: new Map(), rows: [], rowsOf: 0, longestRow: 0 };
          found.set(document, entry);
        }
        entry.said += said;
        entry.isStrong ||= hold.weight >= STRONG;
        for (const [passage, score] of hold.passages) {
          entry.passages.set(passage, (entry.passages.get(passage) ?? 0) + score);
        }
        const before = entry.rowsOf + 1 === slotIdx ? entry.rows : [];
        entry.rowsOf = slotIdx;
        entry.rows = (rows.get(document) ?? []).map((position) => {
          const row = before.find(([other]) => other + 1 === position);
          return [position, row ? row[1] + 1 : 1];
        });
        entry.longestRow = Math.max(entry.longestRow, ...entry.rows.map(([, long]) => long));
        entry.sum += hold.score;
      }
    }

    async #ranked(question) {
      const query = await this.#read(question);
      const asked = query.slots.reduce((sum, slot) => sum + this.#says(slot), 0);
      const found = new Map();
      for (const [slotIdx, slot] of query.slots.entries()) this.#lookUp(slotIdx, slot, found);
      let hits = [];
      for (const entry of found.values()) {
        if (!entry.isStrong && entry.said < IN_PASSING * asked) continue;
        const [passage, section] = best(entry.passages);
        const share = entry.said / asked;
        const audience = query.isOwn && this.#isForResidents(entry.document) ? OWN : 1;
        const voice = audience * (1 + ROW * Math.max(entry.longestRow - 1, 0));
        const score = (entry.sum + SECTION * section) * share * Math.sqrt(share) * voice;
        hits.push({ document: entry.document, passage, score: rounded(score) });
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
      const [url, title, kind, term, sections] = file[document % titles];
      return { url, title, kind, term, sections: sections.map((it) => (typeof it === "number" ? headings[it] : it)) };
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
        const { url, title, kind, term, sections } = await this.#title(document);
        const [section, heading] = passage === 0 ? ["lead", ""] : sections[passage - 1];
        return {
          url: passage === 0 ? url : `${url}#${section}`,
          title, section, heading, kind, term, score, document, passage,
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
  function together({ postings: [first, ...others] }) {
    const weights = new Map(first.map(({ document, weight }) => [document, weight]));
    for (const other of others) {
      const theirs = new Map(other.map(({ document, weight }) => [document, weight]));
      for (const [document, weight] of weights) {
        if (theirs.has(document)) weights.set(document, Math.min(weight, theirs.get(document)));
        else weights.delete(document);
      }
    }
    return weights;
  }

  // The passage that weighs most; the first of equal ones, and the lead where there is none.
  function best(passages) {
    let found = [0, 0];
    for (const [passage, score] of [...passages].sort(([one], [other]) => one - other)) {
      if (rounded(score) > found[1]) found = [passage, rounded(score)];
    }
    return found;
  }

  // Some thirty words around the place where most was asked for.
  function cut(pieces) {
    const BEFORE = 60, MOST = 220;
    const marks = pieces.map(([, isMatch], at) => (isMatch ? at : -1)).filter((at) => at >= 0);
    const starts = [];
    let size = 0;
    for (const [text] of pieces) { starts.push(size); size += text.length; }
    const within = (at) => marks.filter((other) => starts[other] >= starts[at] && starts[other] < starts[at] + MOST - BEFORE).length;
    const first = marks.reduce((best, at) => (best === null || within(at) > within(best) ? at : best), null);
    const from = Math.max((first === null ? 0 : starts[first]) - BEFORE, 0);
    const shown = [];
    for (const [at, [text, isMatch]] of pieces.entries()) {
      let left = Math.max(from - starts[at], 0), right = Math.min(from + MOST - starts[at], text.length);
      if (right <= 0 || left >= text.length) continue;
      // Whole words only.
      if (left > 0 && !isMatch) { const space = text.indexOf(" ", left); left = space < 0 || space > right ? left : space + 1; }
      if (right < text.length && !isMatch) { const space = text.lastIndexOf(" ", right); right = space <= left ? right : space; }
      shown.push([text.slice(left, right), isMatch]);
    }
    if (from > 0 && shown.length) shown[0] = [`… ${shown[0][0]}`, shown[0][1]];
    if (from + MOST < size && shown.length) shown.push([" …", false]);
    return shown;
  }

  // What asks: the index as it is, or once more the one that has taken its place.
  class Engine {
    #address; #index;

    constructor(address) {
      this.#address = address;
    }

    async open(query = "") {
      const folder = this.#address.slice(0, this.#address.lastIndexOf("/") + 1);
      this.#index = new Index(folder, await load(this.#address + query, "index"));
    }

    async #ask(task) {
      try {
        return await task(this.#index);
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
        await this.open(`?${Date.now()}`);
        return task(this.#index);
      }
    }

    facets() {
      return this.#ask((index) => index.facets());
    }

    answer(question, options) {
      return this.#ask((index) => index.answer(question, options));
    }

    excerpt(hit, question) {
      return this.#ask((index) => index.excerpt(hit, question));
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
