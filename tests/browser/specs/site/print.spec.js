// A card on paper: one A4 with its source address, and nothing that only works on a screen.

import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../../support/test.js";
import { LANDELIJK } from "../../support/wijkgids.js";

const CARDS = readdirSync(path.join(LANDELIJK, "kaarten"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => `kaarten/${file.replace(/\.md$/, "/")}`);

// How many sheets a page takes, by the page objects of the PDF.
async function sheets(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
}

for (const card of CARDS) {
  test(`${card} fits on one A4`, async ({ page, landelijk }) => {
    await page.goto(landelijk.url + card);
    expect(await sheets(page)).toBe(1);
  });
}

test("every question of a municipality fits on one A4, with its provisions", async ({ page, voorbeeldstad }) => {
  const questions = readdirSync(path.join(voorbeeldstad.out, "vragen"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(questions.length).toBe(17);
  for (const { name } of questions) {
    for (const prefix of ["", "ar/"]) {
      await page.goto(`${voorbeeldstad.url}${prefix}vragen/${name}/`);
      expect(await sheets(page), `${prefix}${name}`).toBe(1);
    }
  }
});

test("a sheet says how many provisions it has no room for", async ({ page, adressen }) => {
  await page.goto(`${adressen.url}vragen/hulp/`);
  await page.emulateMedia({ media: "print" });
  const more = page.locator(".print-more");
  await expect(more).toBeVisible();
  const shown = await page.locator(".help .place").filter({ visible: true }).count();
  const all = await page.locator(".help .place").count();
  await expect(more).toHaveText(`Meer adressen op de site: ${all - shown}`);
  expect(await sheets(page)).toBe(1);
});

test("a provision prints on one A4 with its number, its hours and its address", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}voorzieningen/wmo-loket/`);
  expect(await sheets(page)).toBe(1);
  await page.emulateMedia({ media: "print" });
  for (const text of ["099 200 11 20", "maandag tot en met vrijdag", "Marktplein 1", "https://voorbeeldstad.example/wijkgids/voorzieningen/wmo-loket/"]) {
    await expect(page.getByText(text).first()).toBeVisible();
  }
});

test.describe("on paper", () => {
  test.use({ colorScheme: "dark" });

  test("a card shows its address and the text, and no controls", async ({ page, landelijk }) => {
    await page.goto(`${landelijk.url}kaarten/op-en-afschalen/waakvlamcontact/`);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText("https://wijkgids.example/kaarten/op-en-afschalen/waakvlamcontact/")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Wanneer niet" })).toBeVisible();
    // The ladder as a list: a drawing takes too much of the sheet.
    await expect(page.getByRole("listitem").filter({ hasText: "Twee keer geen contact, zonder uitleg" }).last()).toBeVisible();
    await expect(page.getByRole("button").filter({ visible: true })).toHaveCount(0);
    await expect(page.getByRole("navigation").filter({ visible: true })).toHaveCount(0);
  });

  test("a card is dark on white, whatever the screen is", async ({ page, landelijk }) => {
    await page.goto(`${landelijk.url}kaarten/preventie/financieel-cafe/`);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const brightness = await page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d");
      const { color } = getComputedStyle(document.querySelector("main p"));
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
    });
    expect(brightness).toBeLessThan(90);
  });

  test("links elsewhere are written out", async ({ page, proefsite }) => {
    await page.goto(`${proefsite.url}kaarten/doen/alle-onderdelen/`);
    await page.emulateMedia({ media: "print" });
    const link = page.getByRole("link", { name: "adres elders" });
    expect(await link.evaluate((a) => getComputedStyle(a, "::after").content)).toContain("https://example.org/");
  });
});
