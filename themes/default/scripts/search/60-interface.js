// The reader's side of the search: what is found while one types, and the page of everything that was found. The engine
// answers; without it the box sends its question to the search page, and that page offers other ways to look.
"use strict";

(() => {
  // How long nobody types before an answer is worth its work, in milliseconds.
  const PAUSE = 60;
  // How many places are suggested while one types, and how many the page shows at a time.
  const SUGGESTED = 6;
  const SHOWN = 10;

  const language = document.documentElement.lang;

  // An element with attributes and children. Texts become text, never HTML.
  /** @type {MakeElement} */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // A text of the index. It may be in another language than the page, and run the other way.
  /** @type {(text: string, lang?: string) => HTMLElement} */
  const foreign = (text, lang) => element("bdi", lang ? { lang } : {}, text);

  // The plural form for so many of the forms that the page holds as JSON.
  /** @type {(forms: string, n: number) => string} */
  function counted(forms, n) {
    /** @type {Record<string, string>} */
    const texts = JSON.parse(forms);
    let form = "other";
    let number = String(n);
    try {
      form = new Intl.PluralRules(language).select(n);
      number = n.toLocaleString(language, { numberingSystem: "latn" });
    } catch { /* The browser doesn't take the language for one. */ }
    return (texts[form] ?? texts.other ?? "{n}").replace("{n}", number);
  }

  // A text of the page with what was typed in the place of its mark.
  /** @type {(text: string, words: string) => string} */
  const filled = (text, words) => text.replace("#", () => words);

  // Where a page of the site is from here. Opened from disk there is no server that knows the file of a folder.
  /** @type {(form: SearchForm, url: string) => string} */
  function addressOf(form, url) {
    const address = new URL(form.dataset.root + url, document.baseURI);
    if (address.protocol === "file:" && address.pathname.endsWith("/")) address.pathname += "index.html";
    return address.href;
  }

  /** @type {(form: SearchForm, question: string) => string} */
  function pageOf(form, question) {
    const address = new URL(form.action);
    address.search = String(new URLSearchParams({ q: question }));
    return address.href;
  }

  /** @type {Map<string, Promise<SearchEngine>>} */
  const engines = new Map();

  /** @type {(form: SearchForm) => Promise<SearchEngine>} */
  function engineOf(form) {
    const address = new URL(form.dataset.searchIndex, document.baseURI).href;
    let opening = engines.get(address);
    if (!opening) {
      opening = Promise.resolve().then(() => globalThis.wijkgidsSearch.open(address));
      // What failed may work the next time.
      opening.catch(() => engines.delete(address));
      engines.set(address, opening);
    }
    return opening;
  }

  // The hits of each document together, in the order of the best of each.
  /** @type {(hits: Hit[]) => Hit[][]} */
  function byDocument(hits) {
    /** @type {Map<string, Hit[]>} */
    const documents = new Map();
    for (const hit of hits) {
      const [url] = hit.url.split("#");
      const others = documents.get(url);
      if (others) others.push(hit);
      else documents.set(url, [hit]);
    }
    return [...documents.values()];
  }

  // A task that runs a moment after it was last asked for. `isLatest` tells it whether anybody still wants its result.
  /** @type {(task: (isLatest: () => boolean) => unknown) => { cancel(): void, now(): void, soon(): void }} */
  function latest(task) {
    let turn = 0;
    let timer = 0;
    const cancel = () => {
      turn += 1;
      clearTimeout(timer);
    };
    /** @type {(pause: number) => void} */
    const after = (pause) => {
      cancel();
      const mine = turn;
      timer = setTimeout(() => task(() => mine === turn), pause);
    };
    return { cancel, now: () => after(0), soon: () => after(PAUSE) };
  }

  // The box as a combobox, as the ARIA practices describe one with a list that pops up.
  /** @type {(form: SearchForm) => void} */
  function suggest(form) {
    const input = form.elements.q;
    const { found, none, meant, all, suggestions } = form.dataset;
    const list = element("div", { class: "suggestions", id: "wg-suggestions", role: "listbox", "aria-label": suggestions });
    const status = element("p", { class: "visually-hidden", role: "status" });
    list.hidden = true;
    form.append(list, status);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

    const options = () => [...list.querySelectorAll("[role=option]")];
    const active = () => list.querySelector("[aria-selected=true]");

    /** @type {(option: HTMLElement | null) => void} */
    const choose = (option) => {
      active()?.setAttribute("aria-selected", "false");
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
    };

    const close = () => {
      ask.cancel();
      choose(null);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
    };

    /** @type {(attributes: Record<string, string>, ...children: (Node | string)[]) => HTMLElement} */
    const optionOf = (attributes, ...children) =>
      element("a", { role: "option", tabindex: "-1", "aria-selected": "false", ...attributes }, ...children);

    /** @type {(hits: Hit[]) => HTMLElement} */
    const documentOf = (hits) => {
      const made = hits.map((hit, index) => {
        const title = element(index ? "span" : "strong", index ? { class: "visually-hidden" } : {}, foreign(hit.title, hit.lang));
        const heading = hit.heading ? [" ", element("span", {}, foreign(hit.heading, hit.lang))] : [];
        return optionOf({ href: addressOf(form, hit.url) }, title, ...heading);
      });
      return made.length > 1 ? element("div", { role: "group", "aria-label": hits[0].title }, ...made) : made[0];
    };

    /** @type {(words: string) => HTMLElement} */
    const insteadOf = (words) => {
      const option = optionOf({ href: pageOf(form, words) }, filled(meant, words));
      option.addEventListener("click", (event) => {
        event.preventDefault();
        input.value = words;
        ask.now();
      });
      return option;
    };

    /** @type {(answer: Answer, question: string) => void} */
    const show = ({ total, didYouMean, hits }, question) => {
      const instead = didYouMean ? insteadOf(didYouMean) : null;
      // The search page also says what else one can try where there is nothing.
      const message = total ? counted(found, total) : filled(none, question);
      const onward = optionOf({ href: pageOf(form, question), class: "onward" }, total ? all : message);
      list.replaceChildren(...[instead, ...byDocument(hits).map(documentOf), onward].filter(Boolean));
      options().forEach((option, index) => { option.id = `wg-suggestion-${index}`; });
      input.removeAttribute("aria-activedescendant");
      list.hidden = false;
      list.scrollTop = 0;
      input.setAttribute("aria-expanded", "true");
      status.textContent = didYouMean ? `${message} ${filled(meant, didYouMean)}` : message;
    };

    const ask = latest(async (isLatest) => {
      const question = input.value.trim();
      if (!question) {
        status.textContent = "";
        return close();
      }
      try {
        const engine = await engineOf(form);
        const answer = await engine.answer(question, { filters: {}, limit: SUGGESTED });
        if (isLatest() && form.contains(document.activeElement)) show(answer, question);
      } catch { /* The form still leads to the search page. */ }
    });

    // Also while a word is being composed: the keyboards of many phones compose every word. The keys are theirs then.
    input.addEventListener("input", ask.soon);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const offered = options();
      const selected = active();
      const place = selected ? offered.indexOf(selected) : -1;
      /** @type {Record<string, () => HTMLElement | false | undefined>} */
      const moves = {
        ArrowDown: () => offered[(place + 1) % offered.length],
        ArrowUp: () => offered.at(place < 0 ? -1 : place - 1),
        // Until something is chosen they move within what was typed.
        Home: () => place >= 0 && offered[0],
        End: () => place >= 0 && offered.at(-1),
      };
      if (list.hidden) {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") ask.now();
        else if (event.key === "Escape") input.value = "";
        return;
      }
      const option = moves[event.key]?.();
      if (option) choose(option);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && place >= 0) offered[place].click();
      else return;
      event.preventDefault();
    });
    // A press on an option leaves the focus where it is, or the list would be gone before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) close();
    });
    if (document.activeElement === input && input.value) ask.soon();
  }

  // The search page: what it shows stands in its address, so that it can be shared and found back.
  /** @type {(form: SearchForm, page: ResultsPage) => void} */
  function showResults(form, page) {
    const input = form.elements.q;
    const filters = page.querySelector(".filters");
    const status = page.querySelector("[role=status]");
    const clear = page.querySelector("[data-clear]");
    const meant = page.querySelector(".meant");
    const tips = page.querySelector(".tips");
    const list = page.querySelector(".results");
    const more = page.querySelector(".more");
    const browse = document.querySelector(".browse");
    // The chosen terms by facet, and the toggle of each term.
    /** @type {Map<string, string[]>} */
    const choice = new Map();
    /** @type {Map<string, Map<string, Record<"chip" | "count" | "item", HTMLElement>>>} */
    const toggles = new Map();
    /** @type {Map<string, string>} */
    const titles = new Map();
    let shown = SHOWN;
    // How many documents the list had when somebody asked for more of them.
    let before = 0;

    /** @type {(question: string) => void} */
    const remember = (question) => {
      const address = new URL(location.href);
      address.search = "";
      if (question) address.searchParams.set("q", question);
      for (const [facet, terms] of choice) address.searchParams.set(facet, terms.join(","));
      try {
        history.replaceState(null, "", address.href.replaceAll("%2C", ","));
      } catch { /* From disk the browser may forbid it; the answer is there all the same. */ }
    };

    const recall = () => {
      choice.clear();
      for (const [name, value] of new URLSearchParams(location.search)) {
        if (name === "q") input.value = value.slice(0, input.maxLength);
        else choice.set(name, value.split(","));
      }
    };

    /** @type {(facet: string, term: string) => void} */
    const toggle = (facet, term) => {
      const terms = choice.get(facet) ?? [];
      const others = terms.filter((other) => other !== term);
      if (others.length === terms.length) others.push(term);
      if (others.length) choice.set(facet, others);
      else choice.delete(facet);
      shown = SHOWN;
      ask.now();
    };

    /** @type {(facet: string, term: Term) => HTMLElement} */
    const chipOf = (facet, { id, title }) => {
      const count = element("span", { class: "chip-count" });
      const chip = element("button", { type: "button", class: "chip" }, element("span", {}, title), " ", count);
      chip.addEventListener("click", () => toggle(facet, id));
      const item = element("li", {}, chip);
      toggles.get(facet)?.set(id, { chip, count, item });
      titles.set(id, titles.get(id) ?? title);
      return item;
    };

    /** @type {(facets: Facet[]) => void} */
    const offerFilters = (facets) => {
      if (toggles.size) return;
      for (const { id, title, terms } of facets) {
        toggles.set(id, new Map());
        const chips = element("ul", { class: "chips", role: "list" }, ...terms.map((term) => chipOf(id, term)));
        const name = element("h2", { id: `facet-${id}` }, title);
        const group = element("div", { class: "facet", role: "group", "aria-labelledby": name.id }, name, chips);
        filters.querySelector(".fold-body").append(group);
      }
      // What an address asks for that the guide doesn't have would find nothing, and nobody could take it away.
      for (const [facet, terms] of [...choice]) {
        const known = terms.filter((term) => toggles.get(facet)?.has(term));
        if (known.length) choice.set(facet, known);
        else choice.delete(facet);
      }
      filters.open ||= choice.size > 0;
    };

    /** @type {(counts: Counts) => void} */
    const showFilters = (counts) => {
      for (const [facet, ofFacet] of toggles) {
        for (const [term, { chip, count, item }] of ofFacet) {
          const n = counts[facet]?.[term] ?? 0;
          const isChosen = choice.get(facet)?.includes(term) ?? false;
          chip.setAttribute("aria-pressed", String(isChosen));
          count.textContent = String(n);
          // The one that has the focus stays, or the next key would be lost.
          item.hidden = n === 0 && !isChosen && chip !== document.activeElement;
        }
        const group = [...ofFacet.values()][0]?.chip.closest(".facet");
        if (group) group.hidden = [...ofFacet.values()].every(({ item }) => item.hidden);
      }
      const groups = [...filters.querySelectorAll(".facet")];
      filters.hidden ||= groups.every((group) => group.hidden);
    };

    /** @type {(hit: Hit, engine: SearchEngine, question: string) => HTMLElement} */
    const placeOf = (hit, engine, question) => {
      const heading = hit.heading && element("a", { href: addressOf(form, hit.url) }, foreign(hit.heading, hit.lang));
      const text = foreign("", hit.lang);
      engine.excerpt(hit, question).then(
        (parts) => text.replaceChildren(...parts.map(([words, isMatch]) => (isMatch ? element("mark", {}, words) : words))),
        () => { /* The title and the heading say enough. */ },
      );
      return element("div", { class: "hit" }, ...[heading, element("p", {}, text)].filter(Boolean));
    };

    /** @type {(hits: Hit[], engine: SearchEngine, question: string) => HTMLElement} */
    const entryOf = (hits, engine, question) => {
      const [{ url, title, kind, term, lang, overdue }] = hits;
      const link = element("a", { href: addressOf(form, url.split("#")[0]) }, foreign(title, lang));
      const marks = overdue ? [" ", element("span", { class: "badge" }, page.dataset.overdue)] : [];
      const label = page.dataset[kind] ?? titles.get(term);
      const places = hits.map((hit) => placeOf(hit, engine, question));
      const labels = label ? [element("p", { class: "entry-term" }, label)] : [];
      return element("li", { class: term ? `entry term-${term}` : "entry" }, element("h2", {}, link, ...marks), ...places, ...labels);
    };

    /** @type {(words: string | null) => void} */
    const showMeant = (words) => {
      meant.hidden = !words;
      if (!words) return;
      const [before, after = ""] = page.dataset.meant.split("#");
      const link = element("a", { href: pageOf(form, words) }, foreign(words));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        input.value = words;
        input.focus();
        ask.now();
      });
      meant.replaceChildren(before, link, after);
    };

    /** @type {(message: string, answer: Partial<Answer>, entries: HTMLElement[]) => void} */
    const show = (message, { total = 0, didYouMean = null, hits = [], counts = {} }, entries) => {
      status.textContent = message;
      clear.hidden = choice.size === 0;
      filters.hidden = total === 0 && choice.size === 0;
      showFilters(counts);
      showMeant(didYouMean);
      tips.hidden = total > 0 || !message;
      list.hidden = total === 0;
      list.replaceChildren(...entries);
      more.hidden = hits.length < shown || hits.length >= total;
      browse.hidden = total > 0;
    };

    const ask = latest(async (isLatest) => {
      const question = input.value.trim();
      if (!question) {
        choice.clear();
        remember("");
        show("", {}, []);
        return;
      }
      try {
        const engine = await engineOf(form);
        if (!isLatest()) return;
        offerFilters(await engine.facets());
        if (!isLatest()) return;
        const answer = await engine.answer(question, { filters: Object.fromEntries(choice), limit: shown, counts: true });
        if (!isLatest()) return;
        remember(question);
        const { total, hits } = answer;
        const message = total ? counted(page.dataset.found, total) : filled(page.dataset.none, question);
        show(message, answer, byDocument(hits).map((ofDocument) => entryOf(ofDocument, engine, question)));
        // Who asked for more goes on where the list ended.
        if (before) list.children[before]?.querySelector("a")?.focus();
        before = 0;
      } catch {
        if (isLatest()) show(page.dataset.failed, {}, []);
      }
    });

    input.addEventListener("input", () => {
      shown = SHOWN;
      ask.soon();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      try {
        // So that one can go back to what was asked before.
        history.pushState(null, "", location.href);
      } catch { /* From disk the browser may forbid it. */ }
      ask.now();
    });
    more.addEventListener("click", () => {
      shown += SHOWN;
      before = list.children.length;
      ask.now();
    });
    clear.addEventListener("click", () => {
      choice.clear();
      input.focus();
      ask.now();
    });
    const again = () => {
      recall();
      ask.now();
    };
    addEventListener("popstate", () => {
      input.value = "";
      again();
    });
    // The live preview has made the site anew.
    document.addEventListener("wijkgids:built", ask.now);
    page.hidden = false;
    again();
  }

  // Once for each box; the live preview may put a new one into the page.
  const ready = new WeakSet();
  function begin() {
    const form = document.querySelector("[data-search-index]");
    if (!form || ready.has(form)) return;
    ready.add(form);
    const page = document.querySelector("[data-results]");
    if (page) showResults(form, page);
    else suggest(form);
  }

  begin();
  document.addEventListener("wijkgids:updated", begin);
  // What was changed is to be found too.
  document.addEventListener("wijkgids:built", () => engines.clear());
})();
