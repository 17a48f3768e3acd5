// What opening hours say of a moment, by the clock on the wall in Amsterdam. The hours are those that a page holds as JSON
// (see `HoursView` in src/page/view/places.rs); a day is written as `2026-12-25`, a time in minutes from midnight.
"use strict";

const wijkgidsHours = (() => {
  const DAY = 24 * 60;

  // How far ahead an opening is looked for, in days: something may be open on one day of a month.
  const AHEAD = 62;

  // Days are counted in UTC, where all of them have 24 hours.
  /** @type {(day: Day, n: number) => Day} */
  const shifted = (day, n) => new Date(Date.parse(`${day}T00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
  /** @type {(day: Day) => number} */
  const weekdayOf = (day) => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;

  // Not those that are only open as their comment says.
  /** @type {(interval: Interval) => boolean} */
  const isSure = ([, , , sure]) => sure !== 0;

  // The intervals of a day; null for one that nobody knows.
  /** @type {(hours: Hours, day: Day) => Interval[] | null} */
  function on(hours, day) {
    if (day < hours.first || day > hours.last) return null;
    return hours.others[day] ?? hours.week[weekdayOf(day)];
  }

  // When what is open at this end of an interval closes: another may begin there, or on the next day at midnight.
  /** @type {(hours: Hours, day: Day, end: number) => Closing | null} */
  function closing(hours, day, end) {
    let minute = end;
    for (let days = 0; days < 7; ) {
      const from = minute === DAY ? 0 : minute;
      const later = minute === DAY ? days + 1 : days;
      const next = on(hours, shifted(day, later))?.find((open) => open[0] === from && isSure(open));
      if (!next) return { days, minute };
      [days, minute] = [later, next[1]];
    }
    // It doesn't close in any time that matters.
    return null;
  }

  // When it opens after this minute; null where that isn't known.
  /** @type {(hours: Hours, day: Day, minute: number) => Opening | null} */
  function opening(hours, day, minute) {
    for (let days = 0; days <= AHEAD; days += 1) {
      const intervals = on(hours, shifted(day, days));
      if (!intervals) return null;
      const next = intervals.find((open) => isSure(open) && (days > 0 || open[0] > minute));
      if (next) return { days, day: shifted(day, days), minute: next[0] };
    }
    return null;
  }

  // What holds at a minute of a day; null where nobody knows.
  /** @type {(hours: Hours, day: Day, minute: number) => HoursState | null} */
  function stateAt(hours, day, minute) {
    const intervals = on(hours, day);
    if (!intervals) return null;
    const within = intervals.filter(([from, to]) => from <= minute && minute < to);
    const open = within.find(isSure) ?? within[0];
    if (open && isSure(open)) return { is: "open", until: closing(hours, day, open[1]), comment: open[2] ?? "" };
    const next = opening(hours, day, minute);
    if (open) return { is: "asked", comment: open[2] ?? "", next };
    return { is: "shut", allDay: intervals.length === 0, holiday: hours.holidays.includes(day), next };
  }

  const CLOCK = new Intl.DateTimeFormat("en", {
    timeZone: "Europe/Amsterdam", calendar: "gregory", numberingSystem: "latn", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });

  // The day and the minute in Amsterdam, wherever the device is.
  /** @type {(moment: Date) => { day: Day, minute: number }} */
  function inAmsterdam(moment) {
    const part = Object.fromEntries(CLOCK.formatToParts(moment).map(({ type, value }) => [type, value]));
    return { day: `${part.year}-${part.month}-${part.day}`, minute: Number(part.hour) * 60 + Number(part.minute) };
  }

  return { stateAt, inAmsterdam };
})();
