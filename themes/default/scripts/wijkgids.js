// What the pages can do more with a script. Everything works without it, and nothing is kept anywhere.
"use strict";

(() => {
  /** @type {All} */
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A count as the page writes its counts; as it is where the browser doesn't take the language for one.
  /** @type {(n: number) => string} */
  function grouped(n) {
    try {
      return n.toLocaleString(document.documentElement.lang, { numberingSystem: "latn" });
    } catch {
      return String(n);
    }
  }

  // Opened from disk there is no server that turns `folder/` into `folder/index.html`.
  function nameIndexFiles() {
    if (location.protocol !== "file:") return;
    for (const link of all("a[href]")) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
    for (const form of all("form")) if (form.action.endsWith("/")) form.action += "index.html";
  }

  // What only makes sense with a script is hidden until here.
  function revealScripted() {
    for (const element of all("[data-script]")) element.hidden = false;
    for (const button of all("[data-print]")) button.onclick = () => print();
  }

  // What folds on a phone lies open on a wide screen, where its summary is only a heading.
  const wideScreen = matchMedia("(min-width: 60rem)");
  function openFolds() {
    const fit = () => {
      for (const fold of all(".fold")) {
        fold.open = wideScreen.matches;
        fold.querySelector("summary").tabIndex = wideScreen.matches ? -1 : 0;
      }
    };
    if (wideScreen.matches) fit();
    wideScreen.addEventListener("change", fit);
  }

  const CHECK = '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m5 12.5 4.7 4.7L19.5 7"/></svg>';

  // The number of a step becomes a button that ticks it off.
  function tickSteps() {
    for (const section of all("[data-steps]")) {
      all(":scope > ol > li", section).forEach((step, index) => {
        const tick = step.querySelector(":scope > .tick") ?? addTick(step);
        tick.setAttribute("aria-label", section.dataset.steps.replace("#", String(index + 1)));
      });
    }
  }

  /** @type {(step: Element) => HTMLButtonElement} */
  function addTick(step) {
    const tick = document.createElement("button");
    tick.type = "button";
    tick.className = "tick";
    // What it says is in the language of the page, also within a text of another one.
    tick.lang = document.documentElement.lang;
    tick.setAttribute("aria-pressed", "false");
    tick.innerHTML = CHECK;
    tick.addEventListener("click", () => {
      tick.setAttribute("aria-pressed", String(tick.getAttribute("aria-pressed") !== "true"));
    });
    step.prepend(tick);
    return tick;
  }

  // The table of contents shows which section one is reading.
  function markSection() {
    const links = new Map(all(".contents a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    // The last heading above the upper third of the window; at the foot of the page the last one in sight.
    const line = innerHeight / 3;
    const atFoot = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < (atFoot ? innerHeight : line));
    const current = passed.at(-1);
    for (const [id, link] of links) {
      if (current && id === current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function followReading() {
    const fold = document.querySelector(".contents .fold");
    if (!fold) return;
    let waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; markSection(); });
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    // On a phone, choosing a section folds the list away.
    fold.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a") && !wideScreen.matches) fold.open = false;
    });
  }

  // Leaves at once, and puts the other site in the place of this page in the history.
  function offerQuickExit() {
    const exit = document.querySelector("[data-quick-exit]");
    if (!exit) return;
    const leave = () => {
      document.documentElement.hidden = true;
      location.replace(exit.href);
    };
    exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
    /** @type {number[]} */
    let presses = [];
    addEventListener("keydown", (event) => {
      if (event.repeat) return;
      presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-3) : [];
      if (presses.length === 3 && presses[2] - presses[0] < 2000) leave();
    });
    // Who comes back by the history should not find the page blank.
    addEventListener("pageshow", () => { document.documentElement.hidden = false; });
  }

  // Entries of the other pages of a long list, in order, with their links made absolute.
  /** @type {(relation: "prev" | "next") => Promise<Entry[]>} */
  async function fetchEntries(relation) {
    /** @type {Entry[]} */
    const entries = [];
    /** @type {string | null | undefined} */
    let address = document.querySelector(`.pagination [rel="${relation}"]`)?.href;
    const seen = new Set();
    while (address && !seen.has(address)) {
      seen.add(address);
      const response = await fetch(address);
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      /** @type {string} */
      const here = address;
      const found = all(".entries > li", page);
      for (const entry of found) {
        for (const link of all("a[href]", entry)) link.href = new URL(link.getAttribute("href"), here).href;
      }
      if (relation === "next") entries.push(...found);
      else entries.unshift(...found);
      const onward = page.querySelector(`.pagination [rel="${relation}"]`)?.getAttribute("href");
      address = onward && new URL(onward, here).href;
    }
    return entries.map((entry) => document.importNode(entry, true));
  }

  // Puts a button in the place of the link to a term.
  /** @type {(link: TermLink) => HTMLElement} */
  function toggleOf(link) {
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.className = "chip";
    toggle.dataset.term = link.dataset.term;
    toggle.setAttribute("aria-pressed", "false");
    toggle.append(...link.childNodes);
    link.replaceWith(toggle);
    return toggle;
  }

  // What the filters listen to, for the case that they have to be made anew.
  let filtering = new AbortController();

  // The terms of the facets become toggles: one of the chosen terms within a facet, and all facets together.
  function filterList() {
    filtering.abort();
    filtering = new AbortController();
    const { signal } = filtering;
    const filters = document.querySelector(".filters");
    const list = document.querySelector(".entries");
    if (!filters || !list) return;
    const status = document.querySelector(".filter-status");
    const announcement = status.querySelector("[role=status]");
    const clear = status.querySelector("[data-clear]");
    const pagination = document.querySelector(".pagination");
    for (const entry of all(".fetched", list)) entry.remove();
    const own = [...list.children];
    let entries = own;
    let complete = !pagination;
    /** @type {Promise<void> | null} */
    let fetching = null;

    // The facet of the term whose page this is stays as it is: its other terms are other pages.
    const facets = all(".facet", filters).filter((facet) => !facet.querySelector("[aria-current]"));
    const toggles = new Map();
    for (const facet of facets) {
      const ofFacet = new Map();
      for (const chip of all(".chip", facet)) {
        const toggle = chip.localName === "button" ? chip : toggleOf(chip);
        toggle.addEventListener("click", () => {
          toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
          remember();
          apply();
        }, { signal });
        ofFacet.set(toggle.dataset.term, toggle);
      }
      toggles.set(facet.dataset.facet, ofFacet);
    }

    const chosen = () => {
      const choice = new Map();
      for (const [facet, ofFacet] of toggles) {
        const terms = [...ofFacet].filter(([, toggle]) => toggle.getAttribute("aria-pressed") === "true").map(([term]) => term);
        if (terms.length) choice.set(facet, terms);
      }
      return choice;
    };

    // The choice stands in the address, so that it can be shared. From disk the browser may forbid that.
    const remember = () => {
      const address = new URL(location.href);
      for (const facet of toggles.keys()) address.searchParams.delete(facet);
      for (const [facet, terms] of chosen()) address.searchParams.set(facet, terms.join(","));
      try {
        history.replaceState(null, "", address.href.replaceAll("%2C", ","));
      } catch { /* The list is narrowed all the same. */ }
    };

    const recall = () => {
      const query = new URLSearchParams(location.search);
      for (const [facet, ofFacet] of toggles) {
        const terms = (query.get(facet) ?? "").split(",");
        for (const [term, toggle] of ofFacet) toggle.setAttribute("aria-pressed", String(terms.includes(term)));
      }
    };

    const fetchOthers = () => {
      fetching ??= Promise.all([fetchEntries("prev"), fetchEntries("next")]).then(
        ([before, after]) => {
          for (const entry of [...before, ...after]) entry.classList.add("fetched");
          entries = [...before, ...own, ...after];
          complete = true;
          list.replaceChildren(...entries);
          nameIndexFiles();
        },
        () => { /* Offline or opened from disk: what is on this page is narrowed, and the status says so. */ },
      );
      return fetching;
    };

    /** @type {(choice: Map<string, string[]>) => void} */
    const show = (choice) => {
      const active = choice.size > 0;
      if (!active && entries !== own) list.replaceChildren(...own);
      if (active && entries !== own && list.children.length !== entries.length) list.replaceChildren(...entries);
      let shown = 0;
      for (const entry of entries) {
        const terms = new Set(entry.dataset.terms.split(" "));
        const fits = [...choice].every(([facet, wanted]) => wanted.some((term) => terms.has(`${facet}:${term}`)));
        entry.hidden = !fits;
        if (fits) shown += 1;
      }
      const sentence = filters.dataset.shown.replace("#", grouped(shown));
      announcement.textContent = !active ? "" : complete ? sentence : `${sentence}. ${filters.dataset.partial}`;
      clear.hidden = !active;
      if (pagination) pagination.hidden = active;
    };

    const apply = async () => {
      let choice = chosen();
      if (choice.size && !complete && !fetching) {
        announcement.textContent = filters.dataset.loading;
        await fetchOthers();
        choice = chosen();
      } else if (fetching) {
        await fetching;
        choice = chosen();
      }
      show(choice);
    };

    clear.addEventListener("click", () => {
      for (const ofFacet of toggles.values()) for (const toggle of ofFacet.values()) toggle.setAttribute("aria-pressed", "false");
      remember();
      apply();
      // The button that had the focus is gone: back to where choosing begins.
      (wideScreen.matches ? filters.querySelector("button.chip") : filters.querySelector("summary")).focus();
    }, { signal });

    // The line that announces has to be there before it changes, or a screen reader stays silent.
    status.hidden = false;
    addEventListener("popstate", () => { recall(); apply(); }, { signal });
    recall();
    if (chosen().size) {
      filters.open = true;
      apply();
    }
  }

  const searchForm = () => document.querySelector("[data-search-script]");

  // Only who is about to search loads what that takes.
  /** @type {(form: SearchForm) => void} */
  function loadSearch(form) {
    const { searchScript } = form.dataset;
    if (all("script").some((script) => script.getAttribute("src") === searchScript)) return;
    const script = document.createElement("script");
    script.src = searchScript;
    document.head.append(script);
  }

  // On a phone the search box is only its button until somebody wants it.
  /** @type {(form: SearchForm) => void} */
  function openSearch(form) {
    form.classList.add("open");
    form.elements.q.focus();
    form.elements.q.select();
  }

  function offerSearch() {
    document.addEventListener("focusin", ({ target }) => {
      const form = searchForm();
      if (form && target.form === form) loadSearch(form);
    });
    document.addEventListener("submit", (event) => {
      const form = searchForm();
      if (event.target !== form || form.elements.q.checkVisibility()) return;
      event.preventDefault();
      openSearch(form);
    });
    addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const types = target instanceof HTMLElement
        && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.nodeName));
      const asks = ctrlKey || metaKey ? !altKey && key.toLowerCase() === "k" : key === "/" && !altKey && !types;
      const form = searchForm();
      if (!asks || event.defaultPrevented || !form) return;
      event.preventDefault();
      openSearch(form);
    });
  }

  function prepareSearch() {
    const form = searchForm();
    form?.elements.q.setAttribute("aria-keyshortcuts", "/ Control+K");
    if (form && document.querySelector("[data-results]")) loadSearch(form);
  }

  // Everything that may be done again after the live preview has put new text into the page.
  function dress() {
    nameIndexFiles();
    revealScripted();
    tickSteps();
    markSection();
    filterList();
    prepareSearch();
  }

  openFolds();
  dress();
  followReading();
  offerQuickExit();
  offerSearch();
  document.addEventListener("wijkgids:updated", dress);
})();
