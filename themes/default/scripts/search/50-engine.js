// Searches in the browser: nothing that is typed leaves the page.
"use strict";

globalThis.wijkgidsSearch = (() => {
  const { Index, load, take } = wijkgidsIndex;
  const { answer, excerpt } = wijkgidsAnswer;

  // What asks: the index as it is, and where the site was published anew since then, the one that has taken its place.
  class Engine {
    /** @type {string} */
    #address;
    /** @type {SearchIndex | undefined} */
    #index;
    /** @type {Promise<SearchIndex> | undefined} */
    #opening;

    /** @param {string} address */
    constructor(address) {
      this.#address = address;
    }

    // One at a time, whoever asks.
    /** @returns {Promise<SearchIndex>} */
    open(query = "") {
      const folder = this.#address.slice(0, this.#address.lastIndexOf("/") + 1);
      this.#opening ??= load(this.#address + query, "index")
        .then((root) => (this.#index = new Index(folder, root)))
        .finally(() => { this.#opening = undefined; });
      return this.#opening;
    }

    /** @template T @param {(index: SearchIndex) => Promise<T>} task */
    async #ask(task) {
      const index = this.#index ?? await this.open();
      try {
        return await task(index);
      } catch {
        // A file of another version, or one that is gone.
        const isNewest = index === this.#index;
        return task(isNewest || !this.#index ? await this.open(`?${Date.now()}`) : this.#index);
      }
    }

    facets() {
      return this.#ask((index) => index.facets());
    }

    /** @param {string} question @param {Options} options */
    answer(question, options) {
      return this.#ask((index) => answer(index, question, options));
    }

    // A hit goes by the numbers of its own index.
    /** @param {Hit} hit @param {string} question */
    excerpt(hit, question) {
      return excerpt(hit.index, hit, question);
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
    take,
  };
})();
