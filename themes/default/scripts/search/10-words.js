// Words, as the search compares them: cut and folded as in src/search/words.rs, told apart by their letters, read from the
// files of the index, and cut out of a text for an excerpt. Knows neither the index nor the page.
"use strict";

const wijkgidsWords = (() => {
  // As in words.rs: the longest word that is looked at, in characters.
  const LONGEST = 50;

  /** @type {(text: string) => number} */
  const length = (text) => [...text].length;

  // In the order of code points, as the words lie in their files.
  /** @type {(one: string, other: string) => boolean} */
  const isBefore = (one, other) => {
    const left = [...one], right = [...other];
    for (let at = 0; at < left.length && at < right.length; at += 1) {
      if (left[at] !== right[at]) return left[at].codePointAt(0) < right[at].codePointAt(0);
    }
    return left.length < right.length;
  };

  const WORD = /[\p{Alphabetic}\p{N}\p{M}](?:[\p{Alphabetic}\p{N}\p{M}]|['’.](?=[\p{Alphabetic}\p{N}\p{M}]))*/gu;
  /** @type {Record<string, string>} */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ة: "ه", ى: "ي", ـ: "" };
  const ARTICLES = ["وال", "بال", "كال", "فال", "لل", "ال"];

  /** @type {(word: string) => string} */
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

  /** @type {(text: string) => string[]} */
  const words = (text) =>
    (text.match(WORD) ?? []).map(fold).filter((word) => word && length(word) <= LONGEST);

  // Whole numbers, as `push` in files.rs writes them.

  const LAST = "abcdefghijklmnopqrstuvwxyz012345", MORE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ6789-_";
  const DIGITS = new Map([...LAST].map((digit, value) => [digit, value]));
  for (const [value, digit] of [...MORE].entries()) DIGITS.set(digit, value + 32);

  /** @type {(text: string) => NumberReader} */
  function reader(text) {
    let at = 0;
    return {
      more: () => at < text.length,
      next() {
        let number = 0, unit = 1;
        for (;;) {
          const digit = DIGITS.get(text[at++]);
          if (digit === undefined) throw new Error("no number");
          if (digit < 32) return number + digit * unit;
          number += (digit - 32) * unit;
          unit *= 32;
        }
      },
    };
  }

  // Like `osa_distance` of strsim: letters put in, left out, changed, or two beside each other swapped.
  /** @type {(one: string, other: string) => number} */
  function distance(one, other) {
    const left = [...one], right = [...other];
    /** @type {number[]} */
    let last = [];
    let before, row = right.map((_, at) => at);
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

  // Some thirty words around the place where most was asked for.
  /** @type {(pieces: Piece[]) => Piece[]} */
  function cut(pieces) {
    const BEFORE = 60, MOST = 220;
    const marks = pieces.map(([, isMatch], at) => (isMatch ? at : -1)).filter((at) => at >= 0);
    /** @type {number[]} */
    const starts = [];
    let size = 0;
    for (const [text] of pieces) { starts.push(size); size += text.length; }
    /** @type {(at: number) => number} */
    const within = (at) => marks.filter((other) => starts[other] >= starts[at] && starts[other] < starts[at] + MOST - BEFORE).length;
    const first = marks.reduce((best, at) => (within(at) > within(best) ? at : best), marks[0]);
    const from = Math.max((first === undefined ? 0 : starts[first]) - BEFORE, 0);
    /** @type {Piece[]} */
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

  return { WORD, cut, distance, fold, isBefore, length, reader, words };
})();
