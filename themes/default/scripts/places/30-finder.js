// From a postcode to an area, and from an area to what is there. The postcodes come as a file; nothing is sent or kept.
"use strict";

(() => {
  /** @type {All} */
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Digits as other scripts write them, small letters, and spaces anywhere.
  /** @type {(text: string) => string} */
  function normalized(text) {
    /** @type {(sign: string) => string} */
    const digit = (sign) => String(sign.codePointAt(0) & 0xf);
    const latin = text.normalize("NFKC").replace(/[\u0660-\u0669]/g, digit).replace(/[\u06f0-\u06f9]/g, digit);
    return latin.toUpperCase().replace(/[\s.\-\u200e\u200f]/g, "");
  }

  // The areas of a postcode: those that name it, or else its four digits; of four digits alone all that have a part of them.
  /** @type {(postcodes: Postcodes, digits: string, letters?: string) => string[]} */
  function areasOf(postcodes, digits, letters) {
    /** @type {(postcode: string) => string[] | null} */
    const named = (postcode) => (Object.hasOwn(postcodes, postcode) ? postcodes[postcode] : null);
    if (letters) return named(digits + letters) ?? named(digits) ?? [];
    const parts = Object.keys(postcodes).filter((postcode) => postcode.startsWith(digits));
    return [...new Set(parts.flatMap((postcode) => postcodes[postcode]))];
  }

  /** @type {Promise<Postcodes> | null} */
  let loading = null;

  /** @type {(address: string) => Promise<Postcodes>} */
  function load(address) {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(globalThis.wijkgidsPostcodes);
      script.onerror = reject;
      document.head.append(script);
    });
    // What failed may work the next time.
    loading.catch(() => { loading = null; });
    return loading;
  }

  const finderOf = () => document.querySelector("[data-finder]");

  /** @type {(finder: Finder, text: string, codes?: string[], isLost?: boolean) => void} */
  function say(finder, text, codes = [], isLost = false) {
    const message = document.createElement("p");
    message.textContent = text;
    const found = document.createElement("ul");
    found.className = "found";
    found.setAttribute("role", "list");
    const items = all("[data-finder-areas] > li", finder).filter(({ dataset }) => codes.includes(dataset.area));
    found.append(...items.map((item) => item.cloneNode(true)));
    const phone = isLost ? finder.querySelector("[data-phone]")?.cloneNode(true) : null;
    if (phone) phone.hidden = false;
    const shown = [text && message, items.length && found, phone].filter(Boolean);
    finder.querySelector("[role=status]").replaceChildren(...shown);
  }

  /** @type {(finder: Finder, text: string) => void} */
  function refuse(finder, text) {
    const input = finder.querySelector("input");
    const error = finder.querySelector(".finder-error");
    error.textContent = text;
    input.toggleAttribute("aria-invalid", Boolean(text));
    if (text) input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", text ? "wg-postcode-error wg-postcode-hint" : "wg-postcode-hint");
    if (text) input.focus();
  }

  /** @type {string[]} */
  let chosen = [];

  // Shows what is there for these areas, and for everybody; without any of them, everything.
  /** @type {(codes: string[]) => void} */
  function choose(codes) {
    chosen = codes;
    for (const part of all("[data-areas]")) {
      const areas = part.dataset.areas.split(" ");
      part.hidden = codes.length > 0 && areas[0] !== "*" && !areas.some((area) => codes.includes(area));
    }
    fold();
    for (const letter of all("[data-letter]")) {
      letter.hidden = all("[data-areas]", letter).every(({ hidden }) => hidden);
      const { id } = letter.querySelector("h2");
      for (const link of all(".letters a")) if (link.hash === `#${id}`) link.parentElement.hidden = letter.hidden;
    }
    for (const clear of all("[data-clear-area]")) clear.hidden = codes.length === 0;
    for (const select of all("[data-choose]")) select.value = codes.length === 1 ? codes[0] : "";
  }

  // Many areas are a list to choose from; the ones that somebody chose lie open.
  function fold() {
    const folds = all("details[data-areas]");
    for (const part of folds) part.open = folds.length === 1 || chosen.length > 0;
  }

  /** @type {(finder: Finder) => Promise<void>} */
  async function find(finder) {
    const [, digits, letters] = normalized(finder.querySelector("input").value).match(/^([1-9]\d{3})([A-Z]{2})?$/) ?? [];
    const { one, many, letters: more, unknown, wrong, failed, postcodes: address } = finder.dataset;
    refuse(finder, digits ? "" : wrong);
    if (!digits) {
      say(finder, "");
      choose([]);
      return;
    }
    try {
      const codes = areasOf(await load(address), digits, letters);
      if (codes.length === 0) say(finder, unknown, [], true);
      else say(finder, codes.length === 1 ? one : letters ? many : more, codes);
      choose(codes);
    } catch {
      say(finder, failed, [], true);
    }
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".finder-form")) return;
    event.preventDefault();
    find(finderOf());
  });
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-choose]")) return;
    const { one } = finderOf().dataset;
    say(finderOf(), target.value && one, [target.value]);
    choose(target.value ? [target.value] : []);
  });
  document.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-clear-area] button")) return;
    say(finderOf(), "");
    choose([]);
    finderOf().querySelector("input").focus();
  });

  fold();
  // The live preview has put new text into the page.
  document.addEventListener("wijkgids:updated", () => choose(chosen));
})();
