// Every kind of page, in both color schemes, on a small phone and on a wide screen, against the automatic part of
// WCAG 2.2 AA.

import { faults } from "../../support/axe.js";
import { ADDRESS_PAGES, LANDELIJK_PAGES, LOOKS, MOVED, NOT_FOUND_NOTICE, PROEFSITE_PAGES } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

for (const { width, scheme } of LOOKS) {
  test.describe(`at ${width} px, ${scheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme: scheme, tolerated: NOT_FOUND_NOTICE });

    for (const [name, address] of LANDELIJK_PAGES) {
      test(`the library's ${name} is accessible`, async ({ page, landelijk }) => {
        await page.goto(landelijk.url + address);
        expect(await faults(page)).toEqual([]);
      });
    }

    for (const [name, address] of PROEFSITE_PAGES) {
      test(`the trial site's ${name} is accessible`, async ({ page, proefsite }) => {
        await page.goto(proefsite.url + address);
        expect(await faults(page)).toEqual([]);
      });
    }

    for (const [name, address] of ADDRESS_PAGES) {
      test(`the municipality's ${name} is accessible${address.startsWith("ar/") ? ` (${address})` : ""}`, async ({ page, voorbeeldstad }) => {
        await page.goto(voorbeeldstad.url + address);
        await page.locator("main details").evaluateAll((/** @type {HTMLDetailsElement[]} */ folds) => folds.forEach((fold) => { fold.open = true; }));
        expect(await faults(page)).toEqual([]);
      });
    }

    test("the home page of a site for residents is accessible", async ({ page, inwoners }) => {
      await page.goto(inwoners.url);
      expect(await faults(page)).toEqual([]);
    });

    for (const [what, postcode] of [["found", "8991"], ["found twice", "8994"], ["unknown", "1234 AB"], ["wrong", "straat"]]) {
      test(`a postcode that is ${what} is reported accessibly`, async ({ page, voorbeeldstad, inwoners }) => {
        for (const address of [voorbeeldstad.url, inwoners.url, `${voorbeeldstad.url}vragen/ik-heb-schulden/`, `${voorbeeldstad.url}ar/wijken/`]) {
          await page.goto(address);
          await page.locator("#wg-postcode").fill(postcode);
          await page.locator(".finder-go").click();
          await expect(page.locator(".finder [role=status], .finder-error").filter({ hasText: /./ })).toBeVisible();
          expect(await faults(page), address).toEqual([]);
        }
      });
    }

    test("a list that is being narrowed is accessible", async ({ page, landelijk }) => {
      await page.goto(`${landelijk.url}kaarten/?rol=teamleider`);
      await expect(page.getByRole("status").filter({ hasText: "getoond" })).toBeVisible();
      expect(await faults(page)).toEqual([]);
    });

    test("a card that is being worked with is accessible", async ({ page, landelijk }) => {
      await page.goto(`${landelijk.url}kaarten/preventie/financieel-cafe/`);
      await page.getByRole("button", { name: "Stap 1 gedaan" }).click();
      if (width === 320) await page.locator(".contents summary").click();
      expect(await faults(page)).toEqual([]);
    });
  });
}

test("a redirect is accessible, while it is seen", async ({ page, proefsite }) => {
  await page.goto(proefsite.url);
  const html = await (await page.request.get(proefsite.url + MOVED[0])).text();
  // Shown at the root, from where its icon has another address.
  const icon = html.replace(/(<link rel="icon" href=")(?:\.\.\/)+/, "$1");
  await page.setContent(icon.replace(/<meta http-equiv="refresh"[^>]*>/, ""));
  await expect(page.getByRole("link", { name: "Alle onderdelen" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
