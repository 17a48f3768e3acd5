// What is on today and this week, by the clock of the reader: a page that was made last week is still right.
"use strict";

(() => {
  /** @type {All} */
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The day in Amsterdam, as `2026-12-04`.
  function today() {
    const [day] = new Date().toLocaleString("sv-SE", { timeZone: "Europe/Amsterdam" }).split(" ");
    return day;
  }

  // The Sunday on or after a day.
  /** @type {(day: string) => string} */
  function endOfWeek(day) {
    const date = new Date(`${day}T00:00Z`);
    date.setUTCDate(date.getUTCDate() + (7 - date.getUTCDay()) % 7);
    return date.toISOString().slice(0, 10);
  }

  // The terms that the list is narrowed to, of each facet.
  function chosen() {
    /** @type {Map<string | undefined, string[]>} */
    const choice = new Map();
    for (const chip of all(".filters .chip[aria-pressed=true]")) {
      const facet = chip.closest(".facet")?.dataset.facet;
      choice.set(facet, [...(choice.get(facet) ?? []), `${facet}:${chip.dataset.term}`]);
    }
    return [...choice.values()];
  }

  function show() {
    const now = today();
    for (const part of all("[data-until]")) part.classList.toggle("is-over", part.dataset.until < now);
    const period = document.querySelector("[data-period][aria-pressed=true]")?.dataset.period;
    const last = period === "today" ? now : period === "week" ? endOfWeek(now) : "9999";
    const choice = chosen();
    let isAny = false;
    for (const day of all("[data-day]")) {
      const isMeant = now <= day.dataset.day && day.dataset.day <= last;
      const entries = all("[data-terms]", day);
      for (const entry of entries) {
        const terms = entry.dataset.terms.split(" ");
        entry.hidden = !choice.every((wanted) => wanted.some((term) => terms.includes(term)));
      }
      day.hidden = !isMeant || (entries.length > 0 && entries.every(({ hidden }) => hidden));
      isAny ||= !day.hidden;
    }
    const agenda = document.querySelector("[data-agenda]");
    if (!agenda) return;
    const status = agenda.querySelector("[role=status]");
    const message = isAny ? "" : agenda.dataset.agenda;
    if (status.textContent !== message) status.textContent = message;
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-period]");
    if (button) for (const other of all("[data-period]")) other.setAttribute("aria-pressed", String(other === button));
    // The terms are chosen by the other script, which has listened before.
    if (button || target.closest(".facet, [data-clear]")) show();
  });
  show();
  addEventListener("pageshow", show);
  addEventListener("popstate", show);
  document.addEventListener("visibilitychange", show);
  document.addEventListener("wijkgids:updated", show);
})();
