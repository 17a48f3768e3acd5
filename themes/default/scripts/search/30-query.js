// What somebody typed → the ways in which each word of it can be read: src/search/query.rs, step by step and name by name.
// Whatever changes there changes here; a test asks both the same questions.
"use strict";

const wijkgidsQuery = (() => {
  const { distance, isBefore, length, words } = wijkgidsWords;

  // As in query.rs.
  const MOST_WORDS = 40, MOST_STARTS = 40, MOST_JOINED = 4, SHORTEST_PART = 4;
  const WEIGHTS = { word: 1, joined: 1, form: 0.9, synonym: 0.8, typo: 0.8, start: 0.7, parts: 0.6 };

  // A way to read a word, where all its terms stand somewhere.
  /** @type {(index: SearchIndex, terms: string[], matchKind: MatchKind) => Promise<Reading[]>} */
  async function readingsOf(index, terms, matchKind) {
    const postings = await Promise.all(terms.map((term) => index.postingsOf(term)));
    const spread = Math.min(...postings.map(({ documents }) => documents.length));
    return terms.length && spread ? [{ terms, postings, matchKind, weight: WEIGHTS[matchKind], spread }] : [];
  }

  /** @type {(index: SearchIndex, word: string) => Promise<Reading[]>} */
  async function byItself(index, word) {
    const readings = [];
    const known = await index.known(word);
    if (known) {
      readings.push(...await readingsOf(index, [known.term], "word"));
      readings.push(...await readingsOf(index, known.parts, "parts"));
    }
    if (!readings.length) {
      for (const term of await formsOf(index, word)) readings.push(...await readingsOf(index, [term], "form"));
    }
    if (!readings.length) readings.push(...await parts(index, word));
    return readings;
  }

  // A light stemmer, as in light.rs.
  /** @type {(index: SearchIndex, word: string) => string} */
  function rootOf(index, word) {
    const { endings, last, shortest, passes } = index.root.light;
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

  /** @type {(index: SearchIndex, word: string) => string[]} */
  function bare(index, word) {
    const { prefixes, particles, shortest } = index.root.light;
    return prefixes.flatMap((prefix) => ["", ...particles].flatMap((particle) => {
      const start = particle + prefix;
      const rest = word.slice(start.length);
      return word.startsWith(start) && length(rest) >= shortest ? [particle + rest] : [];
    }));
  }

  // The terms of the words of which a word is another form.
  /** @type {(index: SearchIndex, word: string) => Promise<string[]>} */
  async function formsOf(index, word) {
    let forms = await alike(index, word);
    for (const rest of bare(index, word)) {
      if (!forms.length) {
        const known = await index.known(rest);
        forms = known ? [known.term] : await alike(index, rest);
      }
    }
    return forms;
  }

  /** @type {(index: SearchIndex, word: string) => Promise<string[]>} */
  async function alike(index, word) {
    const letters = [...word];
    const { shortest } = index.root.light;
    if (letters.length < shortest) return [];
    const root = rootOf(index, word);
    const terms = new Set();
    for (const [text, term] of await index.wordsFrom(letters.slice(0, shortest).join(""), Infinity)) {
      if (rootOf(index, text) === root) terms.add(term);
    }
    return [...terms];
  }

  /** @type {(index: SearchIndex, word: string) => Promise<Reading[]>} */
  async function parts(index, word) {
    /** @type {(text: string) => Promise<string | undefined>} */
    const part = async (text) => (length(text) >= SHORTEST_PART ? (await index.known(text))?.term : undefined);
    const letters = [...word];
    for (let at = 0; at < letters.length; at += 1) {
      const before = letters.slice(0, at).join("");
      const first = await part(before) ?? (before.endsWith("s") ? await part(before.slice(0, -1)) : undefined);
      const last = first === undefined ? undefined : await part(letters.slice(at).join(""));
      const reading = first === undefined || last === undefined ? [] : await readingsOf(index, [first, last], "parts");
      if (reading.length) return reading;
    }
    return [];
  }

  /** @type {(index: SearchIndex, slots: Slot[]) => Promise<void>} */
  async function joined(index, slots) {
    for (let len = 2; len <= MOST_JOINED; len += 1) {
      for (let from = 0; from + len <= slots.length; from += 1) {
        const row = slots.slice(from, from + len);
        if (row[len - 1].at - row[0].at !== len - 1) continue;
        const known = await index.known(row.map((slot) => slot.word).join(""));
        const reading = known ? await readingsOf(index, [known.term], "joined") : [];
        for (const slot of row) slot.readings.push(...reading);
      }
    }
  }

  // The term that a word stands for among others.
  /** @type {(index: SearchIndex, word: string) => Promise<string | null>} */
  async function meant(index, word) {
    return (await index.known(word))?.term ?? (await formsOf(index, word))[0] ?? null;
  }

  /** @type {(index: SearchIndex, asked: string[], slots: Slot[]) => Promise<void>} */
  async function meanAlike(index, asked, slots) {
    // Those of words that say nothing are in the root: nobody should wait for what they mean.
    const terms = await Promise.all(asked.map(async (word) => (
      index.isStop(word) ? index.root.stop[word] || null : await meant(index, word)
    )));
    for (const named of [index.same, index.asked]) {
      for (const [at, first] of terms.entries()) {
        for (const [list, concept] of named.get(first) ?? []) {
          if (!list.every((term, next) => terms[at + next] === term)) continue;
          const reading = await readingsOf(index, [concept], "synonym");
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

  /** @type {(index: SearchIndex, word: string) => Promise<Reading[]>} */
  async function starts(index, word) {
    if (length(word) < index.root.light.shortest) return [];
    const terms = new Set((await index.wordsFrom(word, MOST_STARTS)).map(([, term]) => term));
    return (await Promise.all([...terms].map((term) => readingsOf(index, [term], "start")))).flat();
  }

  /** @type {(index: SearchIndex, word: string) => Promise<string | null>} */
  async function nearest(index, word) {
    const long = length(word);
    const most = long < 4 ? 0 : long < 8 ? 1 : 2;
    const letter = index.root.letters.indexOf([...word][0]);
    if (!most || letter < 0) return null;
    /** @type {{ text: string, far: number, spread: number } | null} */
    let best = null;
    for (const line of (await index.file(`t${letter}`)).split("~")) {
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
  /** @type {(index: SearchIndex, text: string) => Promise<Query>} */
  async function read(index, text) {
    const quotes = text.split(/["“”„«»]/u);
    const phrases = quotes.filter((_, at) => at % 2 === 1 && at < quotes.length - 1)
      .map((phrase) => words(phrase).join(" ")).filter(Boolean).map((phrase) => ` ${phrase} `);
    const asked = words(text).slice(0, MOST_WORDS);
    /** @type {(word: string) => boolean} */
    const isStop = (word) => index.isStop(word);
    const allStop = asked.every(isStop);
    /** @type {Slot[]} */
    const slots = [];
    for (const [at, word] of asked.entries()) if (allStop || !isStop(word)) slots.push({ at, word, readings: [] });
    await Promise.all(slots.map(async (slot) => { slot.readings = await byItself(index, slot.word); }));
    await joined(index, slots);
    const last = slots.at(-1);
    // Who types `gemeente` doesn't ask for each rare word that begins so.
    const isWhole = last?.readings.some(({ matchKind }) => matchKind === "word");
    if (last && last.at + 1 === asked.length && !isWhole) last.readings.push(...await starts(index, last.word));
    const corrected = [...asked];
    for (const slot of slots) {
      // A word that the site knows in some form isn't a slip, even if nothing holds it.
      if (slot.readings.length || await meant(index, slot.word) !== null) continue;
      const right = await nearest(index, slot.word);
      const known = right === null ? null : await index.known(right);
      if (right === null || !known) continue;
      slot.readings.push(...await readingsOf(index, [known.term], "typo"));
      corrected[slot.at] = right;
    }
    await meanAlike(index, corrected, slots);
    const mended = corrected.some((word, at) => word !== asked[at]) ? corrected.join(" ") : null;
    return { slots, phrases, mended, isOwn: asked.some((word) => index.root.own.includes(word)) };
  }

  return { read };
})();
