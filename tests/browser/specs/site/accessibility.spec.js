// Every kind of page, in both color schemes, on a small phone and on a wide screen, against the automatic part of
// WCAG 2.2 AA.

import { faults } from "../../support/axe.js";
import { LANDELIJK_PAGES, MOVED, NOT_FOUND_NOTICE, PROEFSITE_PAGES } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

const LOOKS = [320, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

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
  await page.setContent(html.replace(/<meta http-equiv="refresh"[^>]*>/, ""));
  await expect(page.getByRole("link", { name: "Alle onderdelen" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
