// Narrowing the list of cards: live, by several facets, with the result told, and kept in the address.

import { PROEFSITE } from "../../support/wijkgids.js";
import { expect, test } from "../../support/test.js";

const chip = (page, name) => page.getByRole("button", { name, exact: false });
const shown = (page) => page.locator(".entries > li:visible h2 a").allInnerTexts();
const status = (page) => page.locator(".filter-status [role=status]");

// The titles on the page of a term: the same cards, told by the site itself instead of by the script.
async function cardsOf(page, url, term) {
  const html = await (await page.request.get(`${url}${term}/`)).text();
  return page.evaluate((text) => {
    const titles = new DOMParser().parseFromString(text, "text/html").querySelectorAll(".entries h2 a[href*='/kaarten/']");
    return [...titles].map((title) => title.textContent);
  }, html);
}

test.beforeEach(async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}kaarten/`);
});

test("one choice narrows the list to the cards of that term", async ({ page, landelijk }) => {
  await chip(page, /^Teamleider/).click();
  await expect(chip(page, /^Teamleider/)).toHaveAttribute("aria-pressed", "true");
  expect(await shown(page)).toEqual(await cardsOf(page, landelijk.url, "rol/teamleider"));
});

test("terms of one facet add up, facets narrow each other", async ({ page, landelijk }) => {
  const [leader, council, custom] = await Promise.all(
    ["rol/teamleider", "rol/raad", "thema/mandaat"].map((term) => cardsOf(page, landelijk.url, term)),
  );
  const all = await shown(page);
  await chip(page, /^Teamleider/).click();
  await chip(page, /^Raad/).click();
  const either = all.filter((title) => leader.includes(title) || council.includes(title));
  expect(await shown(page)).toEqual(either);
  await chip(page, /^Mandaat en maatwerk/).first().click();
  expect(await shown(page)).toEqual(either.filter((title) => custom.includes(title)));
});

test("the number of cards is announced", async ({ page, landelijk }) => {
  const all = await shown(page);
  // There before it changes, or a screen reader stays silent.
  await expect(status(page)).toBeAttached();
  await expect(status(page)).toHaveText("");
  await chip(page, /^Raad/).click();
  const { length } = await cardsOf(page, landelijk.url, "rol/raad");
  await expect(status(page)).toHaveText(`${length} van ${all.length} getoond`);
});

test("the address holds the choice, for whoever gets it sent", async ({ page, context }) => {
  await chip(page, /^Teamleider/).click();
  await chip(page, /^Raad/).click();
  await chip(page, /^Mandaat en maatwerk/).first().click();
  const titles = await shown(page);
  expect(new URL(page.url()).search).toBe("?thema=mandaat&rol=teamleider,raad");
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(chip(other, /^Raad/)).toHaveAttribute("aria-pressed", "true");
  expect(await shown(other)).toEqual(titles);
});

test("a choice in the address that doesn't exist changes nothing", async ({ page, landelijk }) => {
  const all = await shown(page);
  await page.goto(`${landelijk.url}kaarten/?rol=<img src=x onerror=alert(1)>&onzin=1`);
  expect(await shown(page)).toEqual(all);
});

test("clearing brings everything back, and the focus stays among the filters", async ({ page, landelijk }) => {
  const all = await shown(page);
  await chip(page, /^Raad/).click();
  await page.getByRole("button", { name: "Wis de keuze" }).click();
  expect(await shown(page)).toEqual(all);
  await expect(page).toHaveURL(`${landelijk.url}kaarten/`);
  await expect(page.getByRole("button", { name: "Wis de keuze" })).toBeHidden();
  expect(await page.evaluate(() => Boolean(document.activeElement.closest(".filters")))).toBe(true);
});

test("back and forward keep the choice that belongs to the address", async ({ page }) => {
  await chip(page, /^Raad/).click();
  const titles = await shown(page);
  await page.locator(".entries > li:visible h2 a").first().click();
  await expect(page.locator("article.card")).toBeVisible();
  await page.goBack();
  await expect(chip(page, /^Raad/)).toHaveAttribute("aria-pressed", "true");
  expect(await shown(page)).toEqual(titles);
});

test("filters work from the keyboard", async ({ page }) => {
  await chip(page, /^Raad/).focus();
  await page.keyboard.press("Space");
  await expect(chip(page, /^Raad/)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Enter");
  await expect(chip(page, /^Raad/)).toHaveAttribute("aria-pressed", "false");
  await expect(chip(page, /^Raad/)).toBeFocused();
});

test("on a phone the filters are folded away until they are wanted", async ({ page, landelijk }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`${landelijk.url}kaarten/`);
  await expect(chip(page, /^Raad/)).toBeHidden();
  await page.locator(".filters summary").click();
  await chip(page, /^Raad/).click();
  await expect(status(page)).toContainText("getoond");
});

test("on the page of a term the other facets narrow further", async ({ page, landelijk }) => {
  const url = landelijk.url;
  const [theme, leader] = await Promise.all(["thema/mandaat", "rol/teamleider"].map((term) => cardsOf(page, url, term)));
  await page.goto(`${url}thema/mandaat/`);
  await chip(page, /^Teamleider/).click();
  expect(await shown(page)).toEqual(theme.filter((title) => leader.includes(title)));
});

test("a list of several pages is narrowed as a whole", async ({ page, openEditor }) => {
  // More cards than a page of a list holds.
  const prepare = async (editor) => {
    for (let i = 0; i < 450; i += 1) {
      const facets = `soort: doen\ndoelgroep: [${i % 100 ? "jong" : "oud"}]`;
      const front = `titel: Kaart ${i}\nsamenvatting: Een van vele.\n${facets}\nstatus: gepubliceerd`;
      await editor.write(`kaarten/doen/k${i}.md`, `---\n${front}\n---\n\n## Waarom\n\nDaarom.\n`);
    }
  };
  const editor = await openEditor(PROEFSITE, { prepare });
  await page.goto(`${editor.url}kaarten/`);
  await expect(page.locator(".pagination")).toBeVisible();
  await chip(page, /^Ouderen/).click();
  await expect(status(page)).toContainText("van 454 getoond");
  expect(await shown(page)).toEqual(await cardsOf(page, editor.url, "doelgroep/oud"));
  await expect(page.locator(".pagination")).toBeHidden();
  // Links of entries that came from another page lead where they should.
  for (const link of await page.locator(".entries > li:visible h2 a").all()) {
    expect((await page.request.get(await link.evaluate((/** @type {HTMLAnchorElement} */ a) => a.href))).status()).toBe(200);
  }
});
