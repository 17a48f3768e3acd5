// A question → what is found, in which order, and what of it is shown: src/search/answer.rs, step by step and name by name.
// Whatever changes there changes here; a test asks both the same questions.
"use strict";

const wijkgidsAnswer = (() => {
  const { WORD, cut, fold, words } = wijkgidsWords;
  const { read } = wijkgidsQuery;

  // As in answer.rs.
  const SATURATION = 2, IN_PASSING = 0.5, STRONG = 3, OWN = 1.5, ROW = 0.25, SECTION = 0.4, MOST_QUOTED = 100;

  /** @type {(score: number) => number} */
  const rounded = (score) => Math.round(score * 1e6) / 1e6;

  /** @type {(index: SearchIndex, slot: Slot) => number} */
  function idf(index, slot) {
    return slot.readings.length
      ? Math.max(...slot.readings.map((reading) => index.rarityOf(reading.spread)))
      : index.rarityOf(0);
  }

  // Adds what one word of the question finds.
  /** @type {(index: SearchIndex, slot: Slot, ranks: Ranks) => void} */
  function lookUp(index, slot, ranks) {
    const { documents: count } = index.root;
    const first = index.firstPassages;
    const scores = new Float64Array(count), weights = new Float64Array(count), sections = new Float64Array(first[count]);
    const found = [];
    for (const reading of slot.readings) {
      const worth = reading.weight * index.rarityOf(reading.spread);
      const both = intersect(reading.postings);
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
    const said = idf(index, slot);
    for (const document of found) {
      ranks.sum[document] += scores[document];
      ranks.said[document] += said;
      if (weights[document] >= STRONG) ranks.isStrong[document] = 1;
      for (let place = first[document]; place < first[document + 1]; place += 1) ranks.sections[place] += sections[place];
    }
    // Where the word stands in titles and keywords, with how many of the words before it stand in a row there.
    const whole = slot.readings.find(({ matchKind }) => matchKind === "word" || matchKind === "form");
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
  /** @type {(index: SearchIndex, document: number, sections: Float64Array) => [passage: number, section: number]} */
  function best(index, document, sections) {
    const first = index.firstPassages[document];
    let passage = 0, section = 0;
    for (let place = first; place < index.firstPassages[document + 1]; place += 1) {
      if (sections[place] === 0) continue;
      const score = rounded(sections[place]);
      if (score > section) [passage, section] = [place - first, score];
    }
    return [passage, section];
  }

  /** @type {(index: SearchIndex, question: string) => Promise<{ hits: Ranked[], query: Query }>} */
  async function ranked(index, question) {
    const query = await read(index, question);
    const asked = query.slots.reduce((sum, slot) => sum + idf(index, slot), 0);
    const { documents: count } = index.root;
    /** @type {Ranks} */
    const ranks = {
      sum: new Float64Array(count), said: new Float64Array(count), isStrong: new Uint8Array(count),
      sections: new Float64Array(index.firstPassages[count]), longestRow: new Uint8Array(count), rows: new Map(),
    };
    for (const slot of query.slots) lookUp(index, slot, ranks);
    let hits = [];
    for (let document = 0; document < count; document += 1) {
      const said = ranks.said[document];
      if (said === 0 || (!ranks.isStrong[document] && said < IN_PASSING * asked)) continue;
      const [passage, section] = best(index, document, ranks.sections);
      const share = said / asked;
      const audience = query.isOwn && index.isForResidents(document) ? OWN : 1;
      const boost = audience * (1 + ROW * Math.max(ranks.longestRow[document] - 1, 0));
      const score = (ranks.sum[document] + SECTION * section) * share * Math.sqrt(share) * boost;
      hits.push({ document, passage, score: rounded(score) });
    }
    hits.sort((one, other) => other.score - one.score || one.document - other.document);
    if (query.phrases.length) {
      hits = hits.slice(0, MOST_QUOTED);
      const holds = await Promise.all(hits.map(({ document }) => saysAll(index, document, query.phrases)));
      hits = hits.filter((_, at) => holds[at]);
    }
    return { hits, query };
  }

  /** @type {(index: SearchIndex, document: number, phrases: string[]) => Promise<boolean>} */
  async function saysAll(index, document, phrases) {
    const [{ title, sections }, { summary, keywords, passages }] =
      await Promise.all([index.title(document), index.texts(document)]);
    const texts = [title, summary, ...keywords, ...sections.map(([, heading]) => heading), ...passages]
      .map((text) => ` ${words(text).join(" ")} `);
    return phrases.every((phrase) => texts.some((text) => text.includes(phrase)));
  }

  // What a question finds. A document has to have one of the terms of each facet that is narrowed; a count says how
  // many there would be if a term were the only one of its facet.
  /** @type {(index: SearchIndex, question: string, options: Options) => Promise<Answer>} */
  async function answer(index, question, { filters = {}, limit = 10, counts: wantsCounts = false } = {}) {
    const { hits: all, query } = await ranked(index, question);
    const narrowed = Object.entries(filters).filter(([, terms]) => terms.length);
    if (narrowed.length || wantsCounts) await index.facets();
    /** @type {(document: number, id: string, terms: string[]) => boolean} */
    const has = (document, id, terms) => index.terms?.find((facet) => facet.id === id)?.terms
      .some((term) => terms.includes(term.id) && term.documents.has(document)) ?? false;
    /** @type {(document: number, but: string | null) => boolean} */
    const passes = (document, but) =>
      narrowed.every(([id, terms]) => id === but || has(document, id, terms));
    const hits = all.filter(({ document }) => passes(document, null));
    /** @type {Counts} */
    const counts = {};
    for (const { id, terms } of (wantsCounts && index.terms) || []) {
      const others = all.filter(({ document }) => passes(document, id));
      counts[id] = {};
      for (const term of terms) {
        counts[id][term.id] = others.filter(({ document }) => term.documents.has(document)).length;
      }
    }
    const shown = await Promise.all(hits.slice(0, limit).map(async ({ document, passage, score }) => {
      const { url, title, kind, term, lang, overdue, sections } = await index.title(document);
      const [section, heading] = passage === 0 ? ["lead", ""] : sections[passage - 1];
      return {
        url: passage === 0 ? url : `${url}#${section}`,
        title, section, heading, kind, term, lang, overdue, score, document, passage, index,
      };
    }));
    return { total: hits.length, didYouMean: query.mended, hits: shown, counts };
  }

  // A piece of the text of a hit, as [text, whether it was asked for].
  /** @type {(index: SearchIndex, hit: Ranked, question: string) => Promise<Piece[]>} */
  async function excerpt(index, { document, passage }, question) {
    const { slots, phrases } = await read(index, question);
    const { summary, passages } = await index.texts(document);
    /** @type {(readings: Reading[]) => Set<string>} */
    const termsOf = (readings) => new Set(readings.flatMap((reading) => reading.terms));
    const readings = slots.flatMap((slot) => slot.readings);
    // Parts of compounds are everywhere: they are marked where nothing else is.
    const [whole, all] = [readings.filter(({ matchKind }) => matchKind !== "parts"), readings].map(termsOf);
    const typed = new Set([...slots.map((slot) => slot.word), ...phrases.flatMap((phrase) => phrase.trim().split(" "))]);
    /** @type {(word: string, terms: Set<string>) => boolean} */
    const isAsked = (word, terms) => {
      const folded = fold(word);
      if (typed.has(folded)) return true;
      // Only what is at hand: an excerpt isn't worth another file.
      return !index.isStop(folded) && index.termsAtHand(folded).some((term) => terms.has(term));
    };
    /** @type {(text: string, terms: Set<string>) => Piece[]} */
    const marked = (text, terms) => {
      /** @type {Piece[]} */
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
    /** @type {(pieces: Piece[]) => number} */
    const hits = (pieces) => pieces.filter(([, isMatch]) => isMatch).length;
    /** @type {(terms: Set<string>) => Piece[]} */
    const piece = (terms) => {
      const inPassage = marked(passages[passage] ?? "", terms);
      const inSummary = passage === 0 ? marked(summary, terms) : [];
      return passage === 0 && hits(inSummary) >= hits(inPassage) ? inSummary : cut(inPassage);
    };
    const ofWhole = piece(whole);
    return hits(ofWhole) ? ofWhole : piece(all);
  }

  // The documents in which all terms of a reading stand; of several terms the lightest counts there.
  /** @type {(postings: Together[]) => Together} */
  function intersect([first, ...others]) {
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

  return { answer, excerpt };
})();
