// Says of each place whether it is open now. What isn't known isn't said.
"use strict";

(() => {
  const language = document.documentElement.lang;

  /** @type {(minute: number) => string} */
  const clock = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

  // A day as one says it: its name within a week, with its date beyond that.
  /** @type {(opening: Opening) => string} */
  function dayOf({ day, days }) {
    /** @type {Intl.DateTimeFormatOptions} */
    const format = days < 7 ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" };
    /** @type {Intl.DateTimeFormatOptions} */
    const options = { ...format, timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" };
    const moment = new Date(`${day}T00:00Z`);
    try {
      return new Intl.DateTimeFormat(language, options).format(moment);
    } catch {
      return new Intl.DateTimeFormat("nl", options).format(moment);
    }
  }

  // Texts that may run the other way keep to themselves.
  /** @type {(text: string, name: string, value: string) => string} */
  const filled = (text, name, value) => text.replace(`{${name}}`, () => `\u2068${value}\u2069`);

  /** @type {(next: Opening | null, words: Record<HoursTexts, string>) => string} */
  function openingOf(next, words) {
    if (!next) return "";
    if (next.days === 0) return filled(words.later, "time", clock(next.minute));
    if (next.days === 1) return filled(words.tomorrow, "time", clock(next.minute));
    return filled(filled(words.on, "day", dayOf(next)), "time", clock(next.minute));
  }

  /** @type {(state: HoursState, words: Record<HoursTexts, string>) => string} */
  function sentence(state, words) {
    if (state.is === "open") {
      const until = state.until ? filled(words.open, "time", clock(state.until.minute)) : words.openNow;
      // Past tomorrow the hour alone would say something else.
      const text = state.until && state.until.days > 1 ? words.openNow : until;
      return state.comment ? text.replace(/\.?$/, () => ` (\u2068${state.comment}\u2069).`) : text;
    }
    const next = openingOf(state.next, words);
    if (state.is === "asked") return `${filled(words.note, "comment", state.comment)} ${next}`.trim();
    const shut = !state.allDay ? words.shut : state.holiday ? words.holiday : words.shutToday;
    return `${shut} ${next}`.trim();
  }

  function update() {
    const words = document.querySelector("[data-hours-words]")?.dataset;
    if (!words) return;
    const { day, minute } = wijkgidsHours.inAmsterdam(new Date());
    for (const line of document.querySelectorAll("[data-hours]")) {
      const state = wijkgidsHours.stateAt(JSON.parse(line.dataset.hours), day, minute);
      const text = state ? sentence(state, words) : "";
      if (line.textContent !== text) line.textContent = text;
      line.classList.toggle("is-open", state?.is === "open");
      line.hidden = !text;
    }
  }

  let timer = 0;
  function keepTelling() {
    clearTimeout(timer);
    update();
    timer = setTimeout(keepTelling, 60_000 - (Date.now() % 60_000));
  }

  keepTelling();
  // A device that slept, or a page that comes back from the history, has missed minutes.
  addEventListener("pageshow", keepTelling);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) keepTelling(); });
  document.addEventListener("wijkgids:updated", keepTelling);
})();
