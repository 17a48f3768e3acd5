// What one sees and can do while searching, whatever the engine answers: the box with its suggestions, and the page of
// results. What the real engine answers is tested in search.spec.js.

import { faults } from "../../support/axe.js";
import { HOSTILE, MANY, PLACES, standIn } from "../../support/engine.js";
import { SCHEMES } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

const CARD = "kaarten/preventie/maak-een-wijkanalyse/";

const box = (page) => page.locator("[name=q]");
const list = (page) => page.getByRole("listbox");
const options = (page) => page.getByRole("option");
const boxStatus = (page) => page.locator("[role=search] [role=status]");
const active = (page) => page.locator("[role=option][aria-selected=true]");
const results = (page) => page.locator(".results > li");
const status = (page) => page.locator("[data-results] [role=status]");
const chip = (page, name) => page.locator(".filters").getByRole("button", { name });
const search = (page) => new URL(page.url()).search;

test.describe("while one types", () => {
  test.beforeEach(async ({ page, landelijk }) => {
    await standIn(page);
    await page.goto(landelijk.url + CARD);
  });

  test("nothing is loaded until somebody wants to search", async ({ page }) => {
    const scripts = page.locator("script[src*='search.']");
    await expect(scripts).toHaveCount(0);
    await box(page).focus();
    await expect(scripts).toHaveCount(1);
  });

  test("the box is a combobox, and says what was found", async ({ page }) => {
    await box(page).fill("wijk");
    await expect(list(page)).toBeVisible();
    const combobox = page.getByRole("combobox", { name: "Zoek in deze gids" });
    await expect(combobox).toHaveAttribute("aria-expanded", "true");
    await expect(combobox).toHaveAttribute("aria-controls", await list(page).getAttribute("id"));
    await expect(options(page)).toHaveText([/^Maak een wijkanalyse/, /^Geef het team een eigen wijkbudget/, "Alle resultaten"]);
    await expect(boxStatus(page)).toHaveText("2 resultaten");
    await box(page).fill("analyse");
    await expect(boxStatus(page)).toHaveText("1 resultaat");
  });

  test("sections of one document stand together under its title", async ({ page }) => {
    await box(page).fill("financieel");
    const group = page.getByRole("group", { name: "Financieel café" });
    await expect(group.getByRole("option")).toHaveText([/^Financieel café$/, /Waarom$/, /Wanneer niet$/]);
    await group.getByRole("option").nth(2).click();
    await expect(page).toHaveURL(/financieel-cafe\/#wanneer-niet$/);
  });

  test("the arrow keys, Home and End choose, and Enter opens", async ({ page, landelijk }) => {
    await box(page).fill("wijk");
    await expect(list(page)).toBeVisible();
    await expect(active(page)).toHaveCount(0);
    const expectActive = async (text) => {
      await expect(active(page)).toHaveText(text);
      await expect(box(page)).toHaveAttribute("aria-activedescendant", await active(page).getAttribute("id"));
      await expect(box(page)).toBeFocused();
    };
    await page.keyboard.press("ArrowDown");
    await expectActive(/^Maak een wijkanalyse/);
    await page.keyboard.press("ArrowUp");
    await expectActive("Alle resultaten");
    await page.keyboard.press("ArrowDown");
    await expectActive(/^Maak een wijkanalyse/);
    await page.keyboard.press("End");
    await expectActive("Alle resultaten");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await expectActive(/^Geef het team een eigen wijkbudget/);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${landelijk.url}kaarten/mandaat/eigen-wijkbudget/`);
  });

  test("Escape first closes the list, then empties the box", async ({ page }) => {
    await box(page).fill("wijk");
    await expect(list(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(list(page)).toBeHidden();
    await expect(box(page)).toHaveValue("wijk");
    await expect(box(page)).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("ArrowDown");
    await expect(list(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(box(page)).toHaveValue("");
  });

  test("Tab, and a press elsewhere, close the list", async ({ page }) => {
    await box(page).fill("wijk");
    await expect(list(page)).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(list(page)).toBeHidden();
    await box(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(list(page)).toBeVisible();
    await page.locator("h1").click();
    await expect(list(page)).toBeHidden();
  });

  test("Enter without a choice opens the page of all results", async ({ page, landelijk }) => {
    await box(page).fill("wijk");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${landelijk.url}zoeken/?q=wijk`);
    await expect(results(page)).toHaveCount(2);
  });

  test("where nothing is found it says so, and leads on", async ({ page, landelijk }) => {
    await box(page).fill("xyzzy");
    await expect(options(page)).toHaveText(["Niets gevonden voor “xyzzy”."]);
    await expect(boxStatus(page)).toHaveText("Niets gevonden voor “xyzzy”.");
    await options(page).click();
    await expect(page).toHaveURL(`${landelijk.url}zoeken/?q=xyzzy`);
  });

  test("another word can be taken over", async ({ page }) => {
    await box(page).fill("shuld");
    await page.getByRole("option", { name: "Bedoelde u “schuld”?" }).click();
    await expect(box(page)).toHaveValue("schuld");
    await expect(box(page)).toBeFocused();
    await expect(options(page).first()).toHaveText(/^Ik heb schulden/);
  });

  test("an answer that comes too late isn't shown", async ({ page }) => {
    await box(page).fill("traag");
    await expect.poll(() => page.evaluate(() => globalThis.asked)).toContain("traag");
    await box(page).fill("analyse");
    await expect(options(page).first()).toHaveText(/^Maak een wijkanalyse/);
    await page.evaluate(() => globalThis.release());
    await box(page).press("ArrowDown");
    await expect(active(page)).toHaveText(/^Maak een wijkanalyse/);
  });

  test("while a word is being composed there are suggestions, but the keys aren't theirs", async ({ page }) => {
    await box(page).focus();
    await expect(page.getByRole("combobox")).toBeVisible();
    await box(page).evaluate((input) => {
      input.value = "wijk";
      input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    });
    await expect(list(page)).toBeVisible();
    await box(page).evaluate((input) => {
      for (const key of ["ArrowDown", "Enter", "Escape"]) {
        input.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
      }
    });
    await expect(active(page)).toHaveCount(0);
    await expect(list(page)).toBeVisible();
  });

  test("an engine in trouble leaves a form that works", async ({ page, landelijk }) => {
    await box(page).fill("kapot");
    await expect.poll(() => page.evaluate(() => globalThis.asked)).toEqual(["kapot"]);
    await expect(list(page)).toBeHidden();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${landelijk.url}zoeken/?q=kapot`);
    await expect(status(page)).toHaveText("Zoeken lukt nu niet. U kunt hieronder verder kijken.");
    await expect(page.locator(".browse")).toBeVisible();
  });

  for (const key of ["/", "Control+k", "Meta+k"]) {
    test(`${key} leads to the box`, async ({ page }) => {
      await expect(box(page)).toHaveAttribute("aria-keyshortcuts", "/ Control+K");
      await page.keyboard.press(key);
      await expect(box(page)).toBeFocused();
      await expect(box(page)).toHaveValue("");
    });
  }

  test("a slash in a text is a slash", async ({ page }) => {
    await box(page).focus();
    await page.keyboard.type("en/of");
    await expect(box(page)).toHaveValue("en/of");
  });
});

for (const width of [320, 360, 1280]) {
  for (const address of ["", CARD, `ar/${CARD}`]) {
    test(`on /${address} at ${width} px the list fits the window, beside the box`, async ({ page, landelijk }) => {
      await standIn(page);
      await page.setViewportSize({ width, height: 640 });
      await page.goto(landelijk.url + address);
      // On a phone the box is only its button, until it is wanted.
      if (address && width < 480) {
        await expect(box(page)).toBeHidden();
        await page.locator("[role=search] button").click();
      }
      await box(page).fill("e");
      await expect(list(page)).toBeVisible();
      const [outer, inner] = [await list(page).boundingBox(), await box(page).boundingBox()];
      expect(outer.x).toBeGreaterThanOrEqual(0);
      expect(outer.x + outer.width).toBeLessThanOrEqual(width);
      expect(outer.y).toBeGreaterThanOrEqual(inner.y + inner.height);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowUp");
      await expect(active(page)).toBeInViewport({ ratio: 0.5 });
      for (const option of await options(page).all()) expect((await option.boundingBox()).height).toBeGreaterThanOrEqual(24);
      expect(await faults(page)).toEqual([]);
    });
  }
}

test.describe("the page of results", () => {
  test("shows nothing but ways to look until something is asked", async ({ page, landelijk }) => {
    await standIn(page);
    await page.goto(`${landelijk.url}zoeken/`);
    await expect(page.locator("[data-results]")).toBeAttached();
    await expect(results(page)).toHaveCount(0);
    await expect(page.locator(".browse")).toBeVisible();
    await expect(page.locator(".tips")).toBeHidden();
    await expect(status(page)).toHaveText("");
  });

  test("follows what is typed, and its address keeps it", async ({ page, landelijk }) => {
    await standIn(page);
    await page.goto(`${landelijk.url}zoeken/`);
    await box(page).fill("financieel");
    await expect(status(page)).toHaveText("3 resultaten");
    await expect(results(page)).toHaveCount(1);
    await expect(page.locator(".browse")).toBeHidden();
    const entry = results(page).first();
    await expect(entry.getByRole("heading", { name: "Financieel café" })).toBeVisible();
    await expect(entry.locator("mark").first()).toHaveText("financieel");
    await expect(entry).toContainText("Hier staat financieel en <b>Financieel café</b>.");
    await expect(entry).toContainText("Preventie");
    expect(search(page)).toBe("?q=financieel");
    await entry.getByRole("link", { name: "Wanneer niet" }).click();
    await expect(page).toHaveURL(`${landelijk.url}kaarten/preventie/financieel-cafe/#wanneer-niet`);
    await page.goBack();
    await expect(box(page)).toHaveValue("financieel");
    await expect(results(page)).toHaveCount(1);
  });

  test("is narrowed by terms with live counts, kept in the address", async ({ page, context, landelijk }) => {
    await standIn(page);
    await page.goto(`${landelijk.url}zoeken/?q=wijk`);
    await expect(results(page)).toHaveCount(2);
    await expect(chip(page, /^Preventie/)).toHaveText("Preventie 1");
    await chip(page, /^Mandaat/).click();
    await expect(chip(page, /^Mandaat/)).toHaveAttribute("aria-pressed", "true");
    await expect(results(page)).toHaveCount(1);
    await expect.poll(() => search(page)).toBe("?q=wijk&thema=mandaat");
    const other = await context.newPage();
    await standIn(other);
    await other.goto(page.url());
    await expect(chip(other, /^Mandaat/)).toHaveAttribute("aria-pressed", "true");
    await expect(results(other)).toHaveCount(1);
    await chip(page, /^Preventie/).click();
    await expect(results(page)).toHaveCount(2);
    await page.getByRole("button", { name: "Wis de keuze" }).click();
    await expect(page.getByRole("button", { name: "Wis de keuze" })).toBeHidden();
    expect(search(page)).toBe("?q=wijk");
    // What isn't there has no place among the filters.
    await expect(chip(page, /^Raad/)).toBeHidden();
  });

  test("terms in the address that aren't there change nothing", async ({ page, landelijk }) => {
    await standIn(page);
    await page.goto(`${landelijk.url}zoeken/?q=wijk&thema=onzin&__proto__=x`);
    await expect(results(page)).toHaveCount(2);
    await expect.poll(() => search(page)).toBe("?q=wijk");
  });

  test("shows ten at a time, and goes on where one was", async ({ page, landelijk }) => {
    await standIn(page, { places: MANY });
    await page.goto(`${landelijk.url}zoeken/?q=veel`);
    await expect(results(page)).toHaveCount(10);
    await expect(status(page)).toHaveText("25 resultaten");
    await page.getByRole("button", { name: "Meer resultaten" }).click();
    await expect(results(page)).toHaveCount(20);
    await expect(results(page).nth(10).getByRole("link").first()).toBeFocused();
    await page.getByRole("button", { name: "Meer resultaten" }).click();
    await expect(results(page)).toHaveCount(25);
    await expect(page.getByRole("button", { name: "Meer resultaten" })).toBeHidden();
  });

  test("helps on where nothing is found", async ({ page, landelijk }) => {
    await standIn(page);
    await page.goto(`${landelijk.url}zoeken/?q=shuld`);
    await expect(status(page)).toHaveText("Niets gevonden voor “shuld”.");
    await expect(page.locator(".tips")).toBeVisible();
    await expect(page.locator(".browse")).toBeVisible();
    await page.getByRole("link", { name: "schuld", exact: true }).click();
    await expect(box(page)).toHaveValue("schuld");
    await expect(results(page)).toHaveText([/^Ik heb schulden.*Voor inwoners$/]);
  });

  test("an index that can't be loaded leaves the ways to look", async ({ page, landelijk }) => {
    await standIn(page, { opens: false });
    await page.goto(`${landelijk.url}zoeken/?q=wijk`);
    await expect(status(page)).toHaveText("Zoeken lukt nu niet. U kunt hieronder verder kijken.");
    await expect(page.locator(".browse")).toBeVisible();
  });

  test("text is text, whatever stands in it", async ({ page, landelijk }) => {
    await standIn(page, { places: [{ ...PLACES[0], title: HOSTILE, heading: HOSTILE }] });
    await page.goto(`${landelijk.url}zoeken/?q=${encodeURIComponent("<img src=x")}`);
    await expect(results(page).getByRole("link").first()).toHaveText(HOSTILE);
    await expect(page.locator("main img")).toHaveCount(0);
    await page.goto(landelijk.url + CARD);
    await box(page).fill("<img src=x");
    await expect(options(page).first()).toContainText("<img src=x onerror=alert(1)>");
    await expect(page.locator("header img")).toHaveCount(0);
  });

  test("whatever stands in the address does no harm", async ({ page, landelijk }) => {
    await standIn(page);
    for (const question of ["%ED%A0%80", "%00", "%E2%80%AE%E2%80%AF", "a".repeat(10_000), "%22%3E%3Cscript%3E"]) {
      await page.goto(`${landelijk.url}zoeken/?q=${question}`);
      await expect(status(page)).toContainText("Niets gevonden");
    }
  });

  for (const width of [320, 1280]) {
    for (const scheme of SCHEMES) {
      for (const address of ["zoeken/?q=e&thema=preventie", "zoeken/?q=shuld", "ar/zoeken/?q=e"]) {
        test(`${address} is accessible at ${width} px, ${scheme}, and fits`, async ({ page, landelijk }) => {
          await standIn(page);
          await page.emulateMedia({ colorScheme: scheme });
          await page.setViewportSize({ width, height: 800 });
          await page.goto(landelijk.url + address);
          await expect(status(page)).not.toHaveText("");
          await expect(page.locator(".results, .tips").filter({ visible: true })).toHaveCount(1);
          expect(await faults(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          for (const target of await page.locator(".results a, .meant a, .filters button").filter({ visible: true }).all()) {
            expect((await target.boundingBox()).height, await target.innerText()).toBeGreaterThanOrEqual(24);
          }
        });
      }
    }
  }
});
