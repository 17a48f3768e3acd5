// A site in several languages, and one that lies on another: what a reader is told about where a text comes from, and
// how it looks and sounds where its language isn't that of the page.

import { faults } from "../../support/axe.js";
import { LOOKS, TALEN_PAGES, VOORBEELDSTAD_PAGES } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

const switchTo = (page, name) => page.getByRole("navigation", { name: /^(Taal|Language|اللغة)$/ }).getByRole("link", { name });

// Where a box of the page begins and ends from left to right, for several at once.
const sides = async (...locators) => {
  const boxes = await Promise.all(locators.map((locator) => locator.boundingBox()));
  return boxes.map(({ x, width }) => [x, x + width]);
};

test.describe("the language switch", () => {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? "with a script" : "without a script", () => {
      test.use({ javaScriptEnabled });

      test("stays on the page", async ({ page, hosted }) => {
        await page.goto(`${hosted.url}vragen/ik-voel-me-alleen/`);
        await switchTo(page, "English").click();
        await expect(page).toHaveURL(`${hosted.url}en/vragen/ik-voel-me-alleen/`);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("I feel alone");
        await switchTo(page, "العربية").click();
        await expect(page).toHaveURL(`${hosted.url}ar/vragen/ik-voel-me-alleen/`);
        await switchTo(page, "Nederlands").click();
        await expect(page).toHaveURL(`${hosted.url}vragen/ik-voel-me-alleen/`);
      });
    });
  }

  test("is there on lists and the home page too, and leads on within the language", async ({ page, hosted }) => {
    await page.goto(`${hosted.url}thema/preventie/`);
    await switchTo(page, "English").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Prevention");
    await page.getByRole("link", { name: "Neighbourhood guide" }).first().click();
    await expect(page).toHaveURL(`${hosted.url}en/`);
    await page.getByRole("link", { name: "I have debts" }).click();
    await expect(page).toHaveURL(`${hosted.url}en/vragen/ik-heb-schulden/`);
  });

  test("says each language in itself, and which one it is", async ({ page, talen }) => {
    await page.goto(`${talen.url}ar/kaarten/werken/trap/`);
    const arabic = switchTo(page, "العربية");
    await expect(arabic).toHaveAttribute("lang", "ar");
    await expect(arabic).toHaveAttribute("dir", "rtl");
    await expect(arabic).toHaveAttribute("aria-current", "true");
    const dutch = switchTo(page, "Nederlands");
    await expect(dutch).toHaveAttribute("lang", "nl");
    await expect(dutch).toHaveAttribute("hreflang", "nl");
    await expect(dutch).not.toHaveAttribute("aria-current");
  });

  test("isn't there where a site has one language", async ({ page, proefsite }) => {
    await page.goto(proefsite.url);
    await expect(page.getByRole("navigation", { name: "Taal" })).toHaveCount(0);
  });
});

test("search engines find a translated page in every language, and one that isn't under its original", async ({ page, talen }) => {
  const alternates = () => page.locator("link[rel=alternate][hreflang]").evaluateAll(
    (/** @type {HTMLLinkElement[]} */ links) => links.map((link) => [link.hreflang, link.href]),
  );
  const canonical = () => page.locator("link[rel=canonical]").getAttribute("href");
  await page.goto(`${talen.url}ar/kaarten/werken/trap/`);
  expect(await canonical()).toBe("https://voorbeeld.nl/talen/ar/kaarten/werken/trap/");
  expect(await alternates()).toEqual([
    ["nl", "https://voorbeeld.nl/talen/kaarten/werken/trap/"],
    ["ar", "https://voorbeeld.nl/talen/ar/kaarten/werken/trap/"],
    ["x-default", "https://voorbeeld.nl/talen/kaarten/werken/trap/"],
  ]);
  await page.goto(`${talen.url}ar/kaarten/werken/nederlands/`);
  expect(await canonical()).toBe("https://voorbeeld.nl/talen/kaarten/werken/nederlands/");
  expect(await alternates()).toEqual([]);
});

test.describe("a page that runs from right to left", () => {
  test("has its name at the right and its table of contents at the left", async ({ page, talen }) => {
    await page.goto(`${talen.url}ar/kaarten/werken/trap/`);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    const [brand, menu] = await sides(page.locator(".brand"), page.locator(".main-menu"));
    expect(brand[0]).toBeGreaterThan(menu[1]);
    const [text, contents] = await sides(page.locator(".text"), page.locator(".contents"));
    expect(text[0]).toBeGreaterThan(contents[1]);
    const [home, here] = await sides(page.locator(".breadcrumbs li").first(), page.locator(".breadcrumbs li").last());
    expect(home[0]).toBeGreaterThan(here[1]);
  });

  test("draws the ladder from right-low to left-high", async ({ page, talen }) => {
    await page.goto(`${talen.url}ar/kaarten/werken/trap/`);
    const boxes = page.locator(".diagram-wide rect");
    const [light, heavy] = [await boxes.first().boundingBox(), await boxes.last().boundingBox()];
    expect(light.x).toBeGreaterThan(heavy.x + heavy.width);
    expect(light.y).toBeGreaterThan(heavy.y);
    // Every line stands in its box.
    for (const group of await page.locator(".diagram-wide g:has(rect)").all()) {
      const box = await group.locator("rect").boundingBox();
      for (const line of await group.locator("text").all()) {
        const { x, width } = await line.boundingBox();
        expect(x).toBeGreaterThan(box.x);
        expect(x + width).toBeLessThan(box.x + box.width);
      }
    }
  });

  test("has the next card at the left, and an arrow that way", async ({ page, talen }) => {
    await page.goto(`${talen.url}ar/kaarten/werken/half/`);
    const [previous, next] = await sides(page.locator("[rel=prev]"), page.locator("[rel=next]"));
    expect(previous[0]).toBeGreaterThan(next[1]);
    const turned = (locator) => locator.locator(".icon").evaluate((icon) => new DOMMatrix(getComputedStyle(icon).transform).a);
    // The icon as it was drawn points to the right.
    expect(await turned(page.locator("[rel=prev]"))).toBe(1);
    expect(await turned(page.locator("[rel=next]"))).toBe(-1);
  });

  test("writes telephone numbers from left to right", async ({ page, talen }) => {
    for (const address of ["ar/kaarten/werken/trap/", "ar/vragen/verouderd/"]) {
      await page.goto(talen.url + address);
      const call = page.locator("main a[href='tel:0880000000']").first();
      await expect(call).toHaveText("088 0000 000");
      const [first, last] = await call.evaluate((link) => {
        const text = (link.querySelector("bdi") ?? link).firstChild;
        const left = (at) => {
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect().left;
        };
        return [left(0), left(text.textContent.length - 1)];
      });
      expect(first).toBeLessThan(last);
    }
  });
});

test.describe("a text that nobody has translated", () => {
  test("says so, leads to the original, and is in its own language", async ({ page, talen }) => {
    await page.goto(`${talen.url}ar/kaarten/werken/nederlands/`);
    const notice = page.locator(".notice");
    await expect(notice).toContainText("هذا النص غير متوفر بعد باللغة العربية");
    for (const foreign of ["h1", ".lead", ".role-steps", ".facts dd", ".ladder-list", ".register li .source"]) {
      await expect(page.locator(foreign).first(), foreign).toHaveAttribute("lang", "nl");
      await expect(page.locator(foreign).first(), foreign).toHaveAttribute("dir", "ltr");
    }
    // What the site says about it stays in the language of the page.
    await expect(page.getByRole("button", { name: "تمت الخطوة 1" })).toHaveAttribute("lang", "ar");
    await expect(page.locator(".steps-hint")).toHaveAttribute("lang", "ar");
    await notice.getByRole("link").click();
    await expect(page).toHaveURL(`${talen.url}kaarten/werken/nederlands/`);
    await expect(page.locator(".notice")).toHaveCount(0);
  });

  test("is marked wherever its title stands", async ({ page, talen }) => {
    for (const address of ["ar/", "ar/kaarten/", "ar/kaarten/werken/half/"]) {
      await page.goto(talen.url + address);
      const title = page.locator("main").getByText("Alleen in het Nederlands").first();
      await expect(title, address).toHaveAttribute("lang", "nl");
      await expect(title, address).toHaveAttribute("dir", "ltr");
    }
  });

  test("may be only a part", async ({ page, talen }) => {
    await page.goto(`${talen.url}ar/kaarten/werken/half/`);
    await expect(page.locator(".notice")).toHaveCount(0);
    await expect(page.locator(".lead-section .section-body")).toHaveAttribute("lang", "nl");
    await expect(page.locator(".facts dd").first()).toHaveAttribute("lang", "nl");
    // A ladder in Dutch climbs to the right.
    await expect(page.locator(".ladder-list")).toHaveAttribute("lang", "nl");
    const [light, heavy] = await sides(page.locator(".diagram-wide rect").first(), page.locator(".diagram-wide rect").last());
    expect(light[1]).toBeLessThan(heavy[0]);
    await expect(page.locator(".section:has(#waarom)")).not.toHaveAttribute("lang");
    await expect(page.locator(".section:has(#zo-doe-je-het)")).toHaveAttribute("lang", "nl");
    await expect(page.locator(".contents").getByText("Zo doe je het")).toHaveAttribute("lang", "nl");
    // The word above a note goes with the note.
    await expect(page.locator(".role-steps .alert-title")).toHaveText("Let op");
  });
});

test("a translation that is older than its original says so", async ({ page, talen }) => {
  await page.goto(`${talen.url}ar/vragen/verouderd/`);
  const notice = page.locator(".notice");
  await expect(notice).toContainText("تغيّر النص الأصلي");
  await notice.getByRole("link").click();
  await expect(page).toHaveURL(`${talen.url}vragen/verouderd/`);
});

test.describe("a text that a municipality has changed", () => {
  test("says who did, and where the national one is", async ({ page, voorbeeldstad }) => {
    await page.goto(`${voorbeeldstad.url}kaarten/mandaat/leg-het-mandaat-vast/`);
    const head = page.locator(".sheet-head .localised");
    await expect(head).toContainText("Aangepast door Wijkgids Voorbeeldstad");
    await expect(head.getByRole("link")).toHaveAttribute("href", "https://wijkgids.example/kaarten/mandaat/leg-het-mandaat-vast/");
    const marked = page.locator(".section:has(> .localised) > h2");
    await expect(marked).toHaveText(["Zo doe je het"]);
  });

  test("says so in the language of the page, and is in its own", async ({ page, voorbeeldstad }) => {
    await page.goto(`${voorbeeldstad.url}en/vragen/ik-voel-me-alleen/`);
    await expect(page.locator(".sheet-head .localised")).toContainText("Adapted by Voorbeeldstad guide");
    await expect(page.locator(".sheet-head .localised a")).toHaveText("Read the text of Neighbourhood guide");
    const local = page.locator(".section:has(> .localised)");
    await expect(local).toHaveAttribute("lang", "nl");
    await expect(local.locator(".localised")).toHaveAttribute("lang", "en");
  });

  test("marks a changed opening", async ({ page, voorbeeldstad }) => {
    await page.goto(`${voorbeeldstad.url}vragen/ik-wil-iets-doen-voor-mijn-buurt/`);
    await expect(page.locator(".lead-section .localised")).toHaveText("Dit deel is aangepast door Wijkgids Voorbeeldstad");
  });

  test("is said once where everything is changed, and not at all where nothing is", async ({ page, voorbeeldstad }) => {
    await page.goto(`${voorbeeldstad.url}paginas/over-deze-gids/`);
    await expect(page.locator(".localised")).toHaveCount(1);
    for (const address of ["kaarten/preventie/begin-licht/", "kaarten/mandaat/buurtpotje/"]) {
      await page.goto(voorbeeldstad.url + address);
      await expect(page.locator(".localised")).toHaveCount(0);
    }
  });
});

for (const { width, scheme } of LOOKS) {
  test.describe(`at ${width} px, ${scheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme: scheme });

    for (const [site, pages] of [["talen", TALEN_PAGES], ["voorbeeldstad", VOORBEELDSTAD_PAGES]]) {
      test(`every page of ${site} is accessible, and no wider than the window`, async ({ page, talen, voorbeeldstad }) => {
        const { url } = { talen, voorbeeldstad }[site];
        for (const [name, address] of pages) {
          await page.goto(url + address);
          expect(await faults(page), name).toEqual([]);
          const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(tooWide, name).toBeLessThanOrEqual(0);
        }
      });
    }
  });
}
