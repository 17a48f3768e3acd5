// What `build` writes, as its readers get it: under a path of somebody's host, and opened from disk.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { NOT_FOUND_NOTICE } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

const KILOBYTE = 1024;

// The pages of a published site in the language it is written in and in one that is written from right to left, without
// those at old addresses, which one can't stay on. The pages of the other languages come from the same templates.
const pagesOf = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "index.html")
    .filter((file) => !/^(en|pl|tr|uk)\//.test(file))
    .filter((file) => !readFileSync(path.join(folder, file), "utf8").includes('http-equiv="refresh"'));

// Every address a page leads to on its own site, without fragments, after its script ran.
const linksOf = (page) =>
  page.evaluate(() => [...new Set([...document.querySelectorAll("a[href]")].map((a) => a.href.split("#")[0]))]);

test.describe("under a path", () => {
  test("every link of every page leads to a page, and every fragment to a place on it", async ({ page, published, hosted }) => {
    test.slow();
    const { origin } = new URL(hosted.url);
    const seen = new Set();
    for (const file of pagesOf(published)) {
      await page.goto(hosted.url + file.replace(/index\.html$/, ""));
      for (const link of await linksOf(page)) if (link.startsWith(origin)) seen.add(link);
      const missing = await page.evaluate(() =>
        [...document.querySelectorAll('a[href^="#"]')]
          .map((a) => decodeURIComponent(a.hash.slice(1)))
          .filter((id) => !document.getElementById(id)),
      );
      expect(missing, file).toEqual([]);
    }
    expect([...seen].filter((link) => !link.startsWith(hosted.url))).toEqual([]);
    for (const link of seen) expect((await page.request.get(link)).status(), link).toBe(200);
  });

  test("filters work", async ({ page, hosted }) => {
    await page.goto(`${hosted.url}kaarten/`);
    await page.getByRole("button", { name: /^Raad/ }).click();
    await expect(page).toHaveURL(`${hosted.url}kaarten/?rol=raad`);
    await expect(page.locator(".filter-status [role=status]")).toContainText("getoond");
  });

  test.describe("a page that isn't there", () => {
    test.use({ tolerated: NOT_FOUND_NOTICE });

    test("looks and works like the others, at any depth", async ({ page, hosted }) => {
      const response = await page.goto(`${hosted.url}kaarten/bestaat/niet/`);
      expect(response.status()).toBe(404);
      await page.locator("main").getByRole("link", { name: "Kaarten" }).click();
      await expect(page).toHaveURL(`${hosted.url}kaarten/`);
    });
  });
});

test.describe("from disk", () => {
  test("every link of every page leads to a file", async ({ page, published }) => {
    test.slow();
    const seen = new Set();
    for (const file of pagesOf(published)) {
      await page.goto(pathToFileURL(path.join(published, file)).href);
      for (const link of await linksOf(page)) if (link.startsWith("file:")) seen.add(link.split("?")[0]);
    }
    const missing = [...seen].filter((link) => link.endsWith("/") || !existsSync(fileURLToPath(link)));
    expect(missing).toEqual([]);
  });

  test("one gets from the home page to a card and narrows the list", async ({ page, published }) => {
    await page.goto(pathToFileURL(path.join(published, "index.html")).href);
    await page.getByRole("link", { name: /Alle \d+ kaarten/ }).last().click();
    const cards = page.locator(".entries > li:visible");
    const total = await cards.count();
    await page.getByRole("button", { name: /^Raad/ }).click();
    await expect(page.locator(".filter-status [role=status]")).toContainText(`van ${total} getoond`);
    await cards.first().getByRole("link").click();
    await expect(page.locator("article.card")).toBeVisible();
    await expect(page.getByRole("button", { name: "Stap 1 gedaan" })).toBeVisible();
  });

  test("the search box leads to the search page", async ({ page, published }) => {
    await page.goto(pathToFileURL(path.join(published, "index.html")).href);
    await page.locator("[name=q]").fill("schulden");
    await page.getByRole("button", { name: "Zoeken" }).click();
    await expect(page).toHaveURL(`${pathToFileURL(path.join(published, "zoeken/index.html")).href}?q=schulden`);
    await expect(page.locator("[name=q]")).toHaveValue("schulden");
  });
});

test.describe("weight", () => {
  const CARDS = ["kaarten/op-en-afschalen/waakvlamcontact/", "kaarten/preventie/financieel-cafe/"];

  for (const card of CARDS) {
    test(`of ${card} with all it loads`, async ({ page, hosted }) => {
      const loaded = [];
      page.on("response", (response) => loaded.push(response));
      await page.goto(hosted.url + card, { waitUntil: "networkidle" });
      const bodies = await Promise.all(loaded.map(async (one) => [one.request().resourceType(), await one.body()]));
      const weigh = (wanted, size) =>
        bodies.filter(([type]) => wanted(type)).reduce((total, [, body]) => total + size(body), 0);
      const gzipped = (body) => gzipSync(body).length;
      const sizes = {
        all: weigh((type) => type !== "font", gzipped),
        styles: weigh((type) => type === "stylesheet", gzipped),
        scripts: weigh((type) => type === "script", gzipped),
        fonts: weigh((type) => type === "font", (body) => body.length),
      };
      test.info().annotations.push({ type: "bytes", description: JSON.stringify(sizes) });
      expect(sizes.scripts).toBeGreaterThan(0);
      expect(sizes.fonts).toBeGreaterThan(0);
      expect(sizes.all).toBeLessThanOrEqual(60 * KILOBYTE);
      expect(sizes.fonts).toBeLessThanOrEqual(60 * KILOBYTE);
      expect(sizes.styles).toBeLessThanOrEqual(12 * KILOBYTE);
      expect(sizes.scripts).toBeLessThanOrEqual(15 * KILOBYTE);
    });
  }
});
