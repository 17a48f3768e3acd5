// A resident on a phone: from a question to somebody who helps.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "../../support/test.js";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

const QUESTION = "vragen/ik-heb-schulden/";
const FLAGGED = "vragen/er-is-ruzie-of-geweld-thuis/";

// From the home page to a number in at most three taps, of which the last one calls.
async function threeTaps(page, home) {
  await page.goto(home);
  let taps = 0;
  const tap = async (target) => {
    taps += 1;
    await target.tap();
  };
  await tap(page.getByRole("link", { name: "Ik heb schulden" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ik heb schulden");
  const number = page.locator(".help").getByRole("link", { name: "Bel 099 200 11 10" });
  await number.scrollIntoViewIfNeeded();
  await expect(number).toHaveAttribute("href", "tel:0992001110");
  const called = page.evaluate(() => new Promise((resolve) => {
    document.addEventListener("click", (event) => { event.preventDefault(); resolve(event.target.closest("a").href); });
  }));
  await tap(number);
  expect(await called).toBe("tel:0992001110");
  expect(taps).toBeLessThanOrEqual(3);
}

test("three taps lead from the home page to a number that answers “ik heb schulden”", async ({ page, voorbeeldstad }) => {
  await threeTaps(page, voorbeeldstad.url);
});

test("and on the site for residents, where the questions are the home page", async ({ page, inwoners }) => {
  await threeTaps(page, inwoners.url);
  await page.goto(inwoners.url);
  await expect(page.getByRole("link", { name: "Er is ruzie of geweld thuis" })).toBeInViewport();
  await expect(page.locator(".box")).toHaveCount(0);
});

test("a question tells what to do, then who helps, then the rest", async ({ page, voorbeeldstad }) => {
  await page.goto(voorbeeldstad.url + QUESTION);
  await expect(page.locator(".care h2").first()).toContainText("Direct, bij gevaar:");
  const order = await page.evaluate(() =>
    [".care", ".role-steps", ".help", "#wie-kan-u-helpen"].map((part) => document.querySelector(part).getBoundingClientRect().top));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  const groups = await page.locator(".help h3").allTextContents();
  expect(groups.slice(-2)).toEqual(["In de hele gemeente", "In heel Nederland"]);
  await expect(page.getByRole("list", { name: "Via de gemeente" }).getByRole("link", { name: "Schuldhulp Voorbeeldstad" })).toBeVisible();
});

test("areas are a list to choose from, and open where one taps", async ({ page, voorbeeldstad }) => {
  await page.goto(voorbeeldstad.url + QUESTION);
  const team = page.locator(".help").getByRole("link", { name: "Buurtteam Sluisdorp" });
  await expect(team).toBeHidden();
  await page.getByRole("heading", { name: "Sluisdorp", exact: true }).tap();
  await expect(team).toBeVisible();
});

test("numbers read from left to right in Arabic", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}ar/${QUESTION}`);
  const number = page.locator(".help .call bdi").filter({ hasText: "099 200 11 10" });
  await expect(number).toHaveAttribute("dir", "ltr");
  const edges = await number.evaluate((bdi) => {
    const text = bdi.firstChild;
    const at = (from, to) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      return range.getBoundingClientRect().left;
    };
    return [at(0, 3), at(4, 7), at(8, 10), at(11, 13)];
  });
  expect(edges).toEqual([...edges].sort((one, other) => one - other));
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("every group is there, and the hours as a table", async ({ page, voorbeeldstad }) => {
    await page.goto(voorbeeldstad.url + QUESTION);
    await expect(page.locator(".help").getByRole("link", { name: "Buurtteam Sluisdorp" })).toBeVisible();
    await expect(page.locator(".help .finder").getByRole("link", { name: "Bekijk de lijst met wijken" })).toBeVisible();
    for (const part of [".finder-form", ".place-now[data-hours]", "[data-share]", "[data-clear-area]"]) {
      await expect(page.locator(part).filter({ visible: true })).toHaveCount(0);
    }
    await page.locator(".place-more summary").first().tap();
    await expect(page.locator(".place-more[open] .hours").first()).toBeVisible();
  });

  test("a provision shows its usual week and the days that differ", async ({ page, voorbeeldstad }) => {
    await page.goto(`${voorbeeldstad.url}voorzieningen/wmo-loket/`);
    await expect(page.getByRole("row", { name: "maandag tot en met vrijdag 09:00–16:30" })).toBeVisible();
    await expect(page.getByRole("row", { name: "vrijdag 25 december 2026 gesloten" })).toBeVisible();
  });

  test("one leaves by a link, and reads that the history isn't cleared", async ({ page, voorbeeldstad }) => {
    await page.goto(voorbeeldstad.url + FLAGGED);
    await expect(page.getByRole("link", { name: "Verlaat deze site" })).toHaveAttribute("href", /^https:/);
    await expect(page.getByText("Uw browser onthoudt dat u hier was.")).toBeVisible();
  });
});

test.describe("leaving at once", () => {
  test.use({ tolerated: /asked for https:\/\/www\.startpagina\.nl/ });

  const ways = {
    "Shift three times": async (page) => { for (let n = 0; n < 3; n += 1) await page.keyboard.press("Shift"); },
    "the link": (page) => page.getByRole("link", { name: "Verlaat deze site" }).tap(),
  };
  for (const [way, leave] of Object.entries(ways)) {
    test(`by ${way} takes the page's place in the history`, async ({ page, voorbeeldstad }) => {
      await page.route("https://www.startpagina.nl/**", (route) => route.fulfill({ body: "elders" }));
      await page.goto(voorbeeldstad.url);
      await page.goto(voorbeeldstad.url + FLAGGED);
      await leave(page);
      await page.waitForURL("https://www.startpagina.nl/");
      await page.goBack();
      await expect(page).toHaveURL(voorbeeldstad.url);
    });
  }
});

test("a page is shared by what the phone offers", async ({ page, voorbeeldstad }) => {
  await page.addInitScript(() => { navigator.share = async (what) => { globalThis.shared = what; }; });
  await page.goto(`${voorbeeldstad.url}${QUESTION}#wg-help`);
  await page.getByRole("button", { name: "Deel deze bladzijde" }).tap();
  expect(await page.evaluate(() => globalThis.shared)).toEqual({ title: "Ik heb schulden", url: voorbeeldstad.url + QUESTION });
});

test("or its address is copied, and somebody who changes their mind isn't told anything", async ({ page, voorbeeldstad }) => {
  await page.addInitScript(() => {
    navigator.share = undefined;
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { globalThis.copied = text; } } });
  });
  await page.goto(voorbeeldstad.url + QUESTION);
  await page.getByRole("button", { name: "Deel deze bladzijde" }).tap();
  await expect(page.getByText("De link is gekopieerd.")).toBeVisible();
  expect(await page.evaluate(() => globalThis.copied)).toBe(voorbeeldstad.url + QUESTION);
  await page.evaluate(() => { navigator.share = async () => { throw new DOMException("", "AbortError"); }; });
  await page.getByRole("button", { name: "Deel deze bladzijde" }).tap();
  await expect(page.locator("[data-said]")).toHaveText("");
});

test("a page from disk passes its published address on, and none where it hasn't any", async ({ page, voorbeeldstad }) => {
  await page.goto(pathToFileURL(path.join(voorbeeldstad.out, QUESTION, "index.html")).href);
  const button = page.getByRole("button", { name: "Deel deze bladzijde" });
  await expect(button).toBeVisible();
  await page.evaluate(() => {
    document.querySelector("link[rel=canonical]").remove();
    document.dispatchEvent(new Event("wijkgids:updated"));
  });
  await expect(button).toBeHidden();
});

test("what wasn't checked lately says so, and so does what has to be known first", async ({ page, adressen }) => {
  await page.goto(`${adressen.url}voorzieningen/lang-geleden/`);
  await expect(page.getByText("Dit is al een tijd niet nagekeken.")).toBeVisible();
  await expect(page.getByText("Deze maand verbouwd.")).toBeVisible();
  await page.goto(`${adressen.url}voorzieningen/nooit-nagekeken/`);
  await expect(page.getByText("Niemand heeft nagekeken of dit klopt.")).toBeVisible();
});

test("every page tells its version and date", async ({ page, voorbeeldstad }) => {
  for (const address of ["", QUESTION, "voorzieningen/wmo-loket/", "wijken/", "kaarten/"]) {
    await page.goto(voorbeeldstad.url + address);
    await expect(page.getByRole("contentinfo").last()).toContainText(/Bijgewerkt op \d+ \w+ 20\d\d · Versie [0-9a-f]{8}/);
  }
});

test("what only teams should see is on a page of theirs", async ({ page, voorbeeldstad, inwoners }) => {
  await page.goto(`${voorbeeldstad.url}voorzieningen/wmo-loket/`);
  await expect(page.getByText("Wachttijd")).toHaveCount(0);
  await page.getByRole("link", { name: "Wat teams hierover moeten weten" }).tap();
  await expect(page.getByRole("region", { name: "Alleen voor teams" })).toContainText("4 weken tot het gesprek");
  await page.goto(`${inwoners.url}voorzieningen/wmo-loket/`);
  await expect(page.getByRole("link", { name: "Wat teams hierover moeten weten" })).toHaveCount(0);
});

test("figures are numbers in a table, with bars beside them", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}wijken/centrum/voor-teams/`);
  const figure = page.getByRole("region", { name: "Mensen die zich sterk eenzaam voelen" });
  await expect(figure.getByRole("row", { name: /^Deze wijk \d+,\d%$/ })).toBeVisible();
  const widths = await figure.locator(".bar rect").evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
  expect(widths.length).toBe(2);
  expect(widths[0]).toBeGreaterThan(widths[1]);
});

test("nothing is asked for elsewhere, and nothing is kept", async ({ page, voorbeeldstad, context }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request));
  for (const address of ["", QUESTION, "wijken/", "voorzieningen/"]) {
    await page.goto(voorbeeldstad.url + address);
    await page.locator("#wg-postcode").fill("8991 AA");
    await page.locator(".finder-go").tap();
    await expect(page.locator(".finder .found")).toBeVisible();
    expect(page.url()).toBe(voorbeeldstad.url + address);
  }
  expect(asked.every((request) => request.method() === "GET" && request.url().startsWith(voorbeeldstad.url))).toBe(true);
  expect(asked.some((request) => request.url().includes("8991"))).toBe(false);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length])).toEqual([0, 0, 0]);
});

test("a provision is found, and the results say what it is", async ({ page, voorbeeldstad }) => {
  for (const [language, words, label] of [["", "Boekhof", "Adres"], ["", "buurttafel havenkwartier", "Adres"], ["en/", "soup", "Address"]]) {
    await page.goto(`${voorbeeldstad.url}${language}zoeken/?q=${encodeURIComponent(words)}`);
    const found = page.locator(".results > li").filter({ has: page.locator('a[href*="voorzieningen/"]') }).first();
    await expect(found.locator(".entry-term")).toHaveText(label);
  }
});
