// Whether something is open now, by the clock on the wall in Amsterdam, wherever the device is.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../../support/test.js";
import { REPOSITORY } from "../../support/wijkgids.js";

const EXPECTED = JSON.parse(readFileSync(path.join(REPOSITORY, "tests/browser/fixtures/hours.json"), "utf8"));

// FNV-1a, 32 bits, as in tests/hours.rs.
const checksum = (text) =>
  [...text].reduce((hash, sign) => Math.imul(hash ^ sign.codePointAt(0), 0x01000193) >>> 0, 0x811c9dc5).toString(16).padStart(8, "0");

// The half hours of 400 days of every provision of a site, as the script of the page sees them: by month, `o` for open, `?`
// for open as the comment says, `.` for shut. What it says of closing and opening has to agree with that.
function evaluated(all) {
  const days = Array.from({ length: 400 }, (_, n) => new Date(Date.UTC(2026, 10, 30 + n)).toISOString().slice(0, 10));
  const found = {};
  for (const [id, hours] of all) {
    const states = days.map((day) => Array.from({ length: 48 }, (_, moment) => wijkgidsHours.stateAt(hours, day, moment * 30)));
    const line = states.flat().map((state) => ({ open: "o", asked: "?", shut: "." })[state.is]);
    found[id] = {};
    days.forEach((day, n) => {
      const month = day.slice(0, 7);
      found[id][month] = (found[id][month] ?? "") + line.slice(n * 48, n * 48 + 48).join("");
    });
    states.flat().forEach((state, at) => {
      const place = ({ days: n, minute }) => Math.floor(at / 48) * 48 + n * 48 + minute / 30;
      const { until, next } = state;
      if (until && place(until) < line.length) {
        const same = line.slice(at, place(until)).every((sign) => sign === "o");
        if (!same || line[place(until)] === "o") throw new Error(`${id} closes otherwise, ${days[Math.floor(at / 48)]} ${at % 48}`);
      }
      if (next && place(next) < line.length) {
        const shut = line.slice(at, place(next)).every((sign) => sign !== "o");
        if (!shut || line[place(next)] !== "o") throw new Error(`${id} opens otherwise, ${days[Math.floor(at / 48)]} ${at % 48}`);
      }
    });
  }
  return found;
}

for (const [site, fixture] of [["content/voorbeeldstad", "voorbeeldstad"], ["tests/browser/fixtures/adressen", "adressen"]]) {
  test(`every half hour of 400 days is as the library says: ${fixture}`, async ({ page, voorbeeldstad, adressen }) => {
    const { url, out } = { voorbeeldstad, adressen }[fixture];
    const folders = readdirSync(path.join(out, "voorzieningen"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    await page.goto(`${url}voorzieningen/`);
    const shown = await page.locator(".place").evaluateAll((places) =>
      places.map((place) => [place.querySelector("h3 a").pathname.split("/").at(-2), place.querySelector("[data-hours]")?.dataset.hours]));
    expect(shown.length).toBe(folders.length);
    const hours = shown.filter(([, text]) => text).map(([id, text]) => [id, JSON.parse(text)]);
    expect(hours.length).toBeGreaterThan(10);
    const found = await page.evaluate(evaluated, hours);
    for (const [id, months] of Object.entries(found)) {
      const sums = Object.fromEntries(Object.entries(months).map(([month, line]) => [month, checksum(line)]));
      expect(sums, id).toEqual(EXPECTED[site][id]);
    }
    // What isn't among them is always open: its page says that without a clock.
    const others = Object.entries(EXPECTED[site]).filter(([id]) => !(id in found) && shown.some(([other]) => other === id));
    for (const [id, months] of others) expect(months["2026-12"], id).toBe(checksum("o".repeat(48 * 31)));
  });
}

// What a page says at a moment.
async function shownStatus(page, url, moment) {
  await page.clock.setFixedTime(new Date(moment));
  await page.goto(url);
  const line = page.locator(".place-now").first();
  return (await line.isVisible()) ? (await line.textContent()).replace(/[\u2066-\u2069]/g, "") : null;
}

const MOMENTS = [
  ["wmo-loket", "2026-11-30T10:30:00+01:00", "Nu open tot 16:30."],
  ["wmo-loket", "2026-11-30T08:59:30+01:00", "Nu gesloten. Gaat om 9:00 open."],
  ["wmo-loket", "2026-11-30T16:30:00+01:00", "Nu gesloten. Gaat morgen om 9:00 open."],
  ["wmo-loket", "2026-12-04T17:00:00+01:00", "Nu gesloten. Gaat maandag om 9:00 open."],
  // A Sunday.
  ["wmo-loket", "2026-12-06T12:00:00+01:00", "Vandaag gesloten. Gaat morgen om 9:00 open."],
  // Christmas, a Friday.
  ["wmo-loket", "2026-12-25T12:00:00+01:00", "Vandaag gesloten (feestdag). Gaat maandag om 9:00 open."],
  // A day that nobody has reckoned yet.
  ["wmo-loket", "2028-03-01T12:00:00+01:00", null],
  ["wmo-loket", "2026-11-01T12:00:00+01:00", null],
];

const HARD_MOMENTS = [
  ["nachtopvang", "2026-11-30T23:30:00+01:00", "Nu open tot 8:00."],
  ["nachtopvang", "2026-12-01T07:59:00+01:00", "Nu open tot 8:00."],
  ["nachtopvang", "2026-12-01T08:00:00+01:00", "Nu gesloten. Gaat om 20:00 open."],
  ["laat-op-vrijdag", "2026-12-05T01:00:00+01:00", "Nu open tot 2:00."],
  ["met-pauze", "2026-11-30T12:45:00+01:00", "Nu gesloten. Gaat om 13:00 open."],
  ["eerste-maandag", "2026-11-30T12:00:00+01:00", "Vandaag gesloten. Gaat maandag 7 december om 13:30 open."],
  ["op-afspraak", "2026-11-30T14:00:00+01:00", "Nu: op afspraak. Gaat morgen om 9:00 open."],
  ["ook-op-feestdagen", "2026-12-25T12:30:00+01:00", "Nu open tot 14:00."],
  ["dag-en-nacht", "2026-11-30T03:00:00+01:00", "Dag en nacht open"],
  // The clock goes forward: after 1:59 comes 3:00. An hour before the change, and just behind it.
  ["nacht-van-de-klok", "2027-03-28T00:59:59Z", "Nu open tot 5:00."],
  ["nacht-van-de-klok", "2027-03-28T01:00:00Z", "Nu open tot 5:00."],
  ["nacht-van-de-klok", "2027-03-28T02:59:00Z", "Nu open tot 5:00."],
  ["nacht-van-de-klok", "2027-03-28T03:00:00Z", "Nu gesloten. Gaat zondag 4 april om 1:00 open."],
  ["nachtopvang", "2027-03-28T05:59:00Z", "Nu open tot 8:00."],
  ["nachtopvang", "2027-03-28T06:00:00Z", "Nu gesloten. Gaat om 20:00 open."],
  // The clock goes back: 2:00 to 2:59 come twice.
  ["nacht-van-de-klok", "2027-10-31T00:30:00Z", "Nu open tot 5:00."],
  ["nacht-van-de-klok", "2027-10-31T01:30:00Z", "Nu open tot 5:00."],
  ["nacht-van-de-klok", "2027-10-31T04:00:00Z", "Nu gesloten. Gaat zondag 7 november om 1:00 open."],
  ["nachtopvang", "2027-10-31T06:59:00Z", "Nu open tot 8:00."],
  ["nachtopvang", "2027-10-31T07:00:00Z", "Nu gesloten. Gaat om 20:00 open."],
];

for (const timezoneId of ["Europe/Amsterdam", "America/New_York", "Pacific/Kiritimati"]) {
  test.describe(`on a device in ${timezoneId}`, () => {
    test.use({ timezoneId, viewport: { width: 360, height: 740 } });

    test("a provision says whether it is open", async ({ page, voorbeeldstad }) => {
      for (const [id, moment, sentence] of MOMENTS) {
        expect(await shownStatus(page, `${voorbeeldstad.url}voorzieningen/${id}/`, moment), `${id} ${moment}`).toBe(sentence);
      }
    });

    test("and one with hours that are hard", async ({ page, adressen }) => {
      for (const [id, moment, sentence] of HARD_MOMENTS) {
        expect(await shownStatus(page, `${adressen.url}voorzieningen/${id}/`, moment), `${id} ${moment}`).toBe(sentence);
      }
    });
  });
}

test("it is said anew each minute, and when the page comes back", async ({ page, voorbeeldstad }) => {
  await page.clock.install({ time: new Date("2026-11-30T08:59:10+01:00") });
  await page.goto(`${voorbeeldstad.url}voorzieningen/wmo-loket/`);
  const line = page.locator(".place-now");
  await expect(line).toHaveText(/Nu gesloten/);
  await page.clock.runFor(60_000);
  await expect(line).toHaveText(/Nu open/);
  await page.clock.setFixedTime(new Date("2026-11-30T16:31:00+01:00"));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(line).toHaveText(/Nu gesloten/);
});

test("each language says it in its own words", async ({ page, voorbeeldstad }) => {
  for (const [language, sentence] of [
    ["en/", "Closed now. Opens on Monday at 9:00."],
    ["ar/", "مغلق الآن. يفتح الاثنين في الساعة 9:00."],
    ["tr/", "Şu anda kapalı. Açılış: Pazartesi 9:00."],
    ["uk/", "Зараз зачинено. Відчиниться: понеділок, 9:00."],
    ["pl/", "Teraz zamknięte. Otwarcie: poniedziałek, 9:00."],
  ]) {
    expect(await shownStatus(page, `${voorbeeldstad.url}${language}voorzieningen/wmo-loket/`, "2026-12-04T17:00:00+01:00")).toBe(sentence);
  }
});
