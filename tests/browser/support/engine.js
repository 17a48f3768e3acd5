// A search engine that answers as a test says, in the place of the real one: what the interface does with an answer
// has nothing to do with how good it is.

export const FACETS = [
  { id: "thema", title: "Thema", terms: [{ id: "preventie", title: "Preventie" }, { id: "mandaat", title: "Mandaat en maatwerk" }] },
  { id: "rol", title: "Rol", terms: [{ id: "raad", title: "Raad" }] },
];

const card = (title, theme, name, sections = []) => {
  const lead = { url: `kaarten/${theme}/${name}/`, title, section: "", heading: "", kind: "card", term: theme };
  const others = sections.map(([section, heading]) => ({ ...lead, url: `${lead.url}#${section}`, section, heading }));
  return [lead, ...others];
};

// Places of the national library, so that what is found can be opened.
export const PLACES = [
  ...card("Financieel café", "preventie", "financieel-cafe", [["waarom", "Waarom"], ["wanneer-niet", "Wanneer niet"]]),
  ...card("Maak een wijkanalyse", "preventie", "maak-een-wijkanalyse"),
  ...card("Geef het team een eigen wijkbudget", "mandaat", "eigen-wijkbudget"),
  { ...card("Ik heb schulden", "", "")[0], url: "vragen/ik-heb-schulden/", kind: "question" },
];

// More places than the page shows at once; their titles begin with "Veel".
export const MANY = Array.from({ length: 25 }, (_, i) => card(`Veel ${i + 1}`, "preventie", `veel-${i + 1}`)[0]);

// A title that would do harm as HTML.
export const HOSTILE = "<img src=x onerror=alert(1)> & \u202eomgekeerd";

// Finds the places whose title holds the question. `traag` is answered when the test calls `release()`, `kapot` never;
// for `shuld` it suggests another word. `opens: false` is an index that can't be loaded.
export async function standIn(page, { places = PLACES, facets = FACETS, opens = true } = {}) {
  await page.addInitScript(
    ({ places, facets, opens }) => {
      const held = new Promise((resolve) => { globalThis.release = resolve; });
      const engine = {
        facets: async () => facets,
        async answer(question, { filters, limit }) {
          (globalThis.asked ??= []).push(question);
          if (question === "kapot") throw new Error("kapot");
          if (question === "traag") await held;
          const wanted = question === "traag" ? "wijkbudget" : question.toLowerCase();
          const found = places.filter(({ title }) => title.toLowerCase().includes(wanted));
          const fits = ({ term }) => !filters.thema || filters.thema.includes(term);
          const counts = { thema: {} };
          for (const { term } of found) counts.thema[term] = (counts.thema[term] ?? 0) + 1;
          const hits = found.filter(fits);
          return { total: hits.length, didYouMean: question === "shuld" ? "schuld" : null, hits: hits.slice(0, limit), counts };
        },
        async excerpt({ title }, question) {
          return [["Hier staat ", false], [question, true], [` en <b>${title}</b>.`, false]];
        },
      };
      const open = async () => (opens ? engine : Promise.reject(new Error("geen index")));
      // Whatever the theme loads later.
      Object.defineProperty(globalThis, "wijkgidsSearch", { get: () => ({ open }), set() {} });
    },
    { places, facets, opens },
  );
}
