// Searching as readers do: typing on a real page, against the real index.

import { cp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { NOT_FOUND_NOTICE } from "../../support/pages.js";
import { expect, temporaryFolder, test } from "../../support/test.js";
import { REPOSITORY, build } from "../../support/wijkgids.js";

const box = (page) => page.locator("[name=q]");
const options = (page) => page.getByRole("option");
const results = (page) => page.locator(".results > li");
const titles = (page) => page.locator(".results > li h2 a");
const status = (page) => page.locator("[data-results] [role=status]");

// What somebody types, and the document that has to stand first.
const QUESTIONS = [
  ["a word", "waakvlamcontact", "kaarten/op-en-afschalen/waakvlamcontact/"],
  ["half a word", "waakvl", "kaarten/op-en-afschalen/waakvlamcontact/"],
  ["a word in another form", "straatcontactpersonen", "kaarten/netwerk-activeren/straatcontactpersoon/"],
  ["a compound in parts", "wijk analyse", "kaarten/preventie/maak-een-wijkanalyse/"],
  ["a slip", "waakvlamkontact", "kaarten/op-en-afschalen/waakvlamcontact/"],
  ["a whole question", "ik heb schulden wat nu", "vragen/ik-heb-schulden/"],
];

for (const [what, words, address] of QUESTIONS) {
  test(`${what} finds the page while one types`, async ({ page, landelijk }) => {
    await page.goto(landelijk.url);
    await box(page).pressSequentially(words);
    // What was meant instead stands above what was found.
    const places = options(page).filter({ hasNotText: "Bedoelde u" });
    await expect(places.first()).toHaveAttribute("href", new RegExp(`^${landelijk.url}${address}(#.*)?$`));
    // The last letters may still be on their way: what they find is listed anew.
    await expect
      .poll(async () => {
        const before = await options(page).allTextContents();
        await page.waitForTimeout(300);
        return JSON.stringify(before) === JSON.stringify(await options(page).allTextContents());
      })
      .toBe(true);
    if (what === "a slip") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/${address}(#.*)?$`));
  });

  test(`${what} finds the page on the page of results`, async ({ page, landelijk }) => {
    await page.goto(`${landelijk.url}zoeken/?q=${encodeURIComponent(words)}`);
    await expect(titles(page).first()).toHaveAttribute("href", landelijk.url + address);
  });
}

test("what was found is marked in the text", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}zoeken/?q=waakvlamcontact`);
  await expect(results(page).first().locator("mark").first()).toHaveText(/waakvlam|contact/i);
});

test("a hit in a section leads to that section", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}zoeken/?q=waakvlamcontact`);
  const link = results(page).locator('.hit a[href*="#"]').first();
  const heading = await link.innerText();
  await link.click();
  await expect(page.getByRole("heading", { name: heading })).toBeInViewport();
});

test("a slip is answered with another word", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}zoeken/?q=waakvlamkontakt`);
  await expect(page.getByText(/^Bedoelde u “.*waakvlam.*”\?$/)).toBeVisible();
});

test("the counts of the filters are true", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}zoeken/?q=wijkteam`);
  const chip = page.locator(".filters").getByRole("button", { name: /^Preventie/ }).first();
  const count = (await chip.locator(".chip-count").innerText()).trim();
  await chip.click();
  await expect(status(page)).toHaveText(new RegExp(`^${count} `));
  await expect(page).toHaveURL(/\?q=wijkteam&thema=preventie$/);
});

test("words that stand nowhere find nothing", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}zoeken/?q=kwantumchromodynamica`);
  await expect(status(page)).toHaveText("Niets gevonden voor “kwantumchromodynamica”.");
  await expect(page.locator(".browse")).toBeVisible();
});

test("hostile questions find nothing and do nothing", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}zoeken/`);
  for (const question of ["<script>alert(1)</script>", "\u202e\u2066\u200f", '"', "*?[(", "\ud800", "x".repeat(10_000)]) {
    await box(page).evaluate((input, text) => {
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, question);
    await expect(results(page)).toHaveCount(0);
  }
});

test("another language has an index of its own", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}en/zoeken/?q=debts`);
  await expect(titles(page).first()).toHaveAttribute("href", `${landelijk.url}en/vragen/ik-heb-schulden/`);
});

test("a site under a path is searched", async ({ page, hosted }) => {
  await page.goto(`${hosted.url}zoeken/?q=waakvlamcontact`);
  await expect(titles(page).first()).toHaveAttribute("href", `${hosted.url}kaarten/op-en-afschalen/waakvlamcontact/`);
});

test("a site opened from disk is searched", async ({ page, published }) => {
  await page.goto(pathToFileURL(path.join(published, "index.html")).href);
  await box(page).pressSequentially("waakvlamcontact");
  await expect(options(page).first()).toContainText("Waakvlamcontact");
  await options(page).first().click();
  await expect(page.locator("article.card h1")).toHaveText("Waakvlamcontact");
  expect(page.url()).toContain("/kaarten/op-en-afschalen/waakvlamcontact/index.html");
});

test("a tab that stays open searches the site as it is published anew", async ({ page, openSite }) => {
  const site = await temporaryFolder();
  await cp(path.join(REPOSITORY, "tests/search/en"), site, { recursive: true });
  const { url, out } = await openSite(site);
  await page.goto(`${url}search/?q=debts`);
  await expect(titles(page).first()).toBeVisible();
  // Stands before all others, so that every number of the old index means another document.
  await writeFile(path.join(site, "kaarten/aardvark.md"), "---\ntitle: Feed an aardvark\nstatus: published\n---\n## Why\n\nAnts are not enough.\n");
  build(site, out);
  await box(page).fill("volunteer");
  await expect(titles(page).first()).toBeVisible();
  await box(page).fill("aardvark");
  await expect(titles(page).first()).toHaveAttribute("href", `${url}kaarten/aardvark/`);
  await rm(site, { recursive: true });
});

test("what is typed is in no request", async ({ page, hosted }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await page.goto(hosted.url);
  await box(page).pressSequentially("schulden");
  await expect(options(page).first()).toBeVisible();
  expect(asked.filter((request) => request.includes("schuld"))).toEqual([]);
});

test.describe("where there is no page", () => {
  test.use({ tolerated: NOT_FOUND_NOTICE });

  test("one searches all the same", async ({ page, hosted }) => {
    await page.goto(`${hosted.url}kaarten/bestaat/niet/`);
    await box(page).pressSequentially("schulden");
    await expect(options(page).first()).toHaveAttribute("href", new RegExp(`^${hosted.url}`));
  });
});
