// Everything can be reached and done from the keyboard, in an order that makes sense, and one always sees where one is.

import { expect, test } from "../../support/test.js";

const CARD = "kaarten/op-en-afschalen/waakvlamcontact/";
const PAGES = [
  ["home page", ""],
  ["list of cards", "kaarten/"],
  ["card", CARD],
  ["question", "vragen/ik-heb-schulden/"],
  ["search page", "zoeken/"],
  ["list from A to Z", "a-z/"],
];

// What has the focus, as the reader sees it; null where nothing has.
function focusedPlace() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  return {
    name: `${element.localName} ${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}`,
    place: globalThis.elements.indexOf(element),
    isInSight: width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    isMarked: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 3) || boxShadow !== "none",
  };
}

// Every stop of the tab key, until it leaves the page.
async function stops(page) {
  const found = [];
  // The places that the elements have now: who comes to the search box makes the page load what that takes.
  await page.evaluate(() => { globalThis.elements = [...document.querySelectorAll("*")]; });
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focusedPlace);
    if (!stop || found.some(({ place }) => place === stop.place)) return found;
    found.push(stop);
  }
}

for (const width of [360, 1280]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    for (const [name, address] of PAGES) {
      test(`the tab key goes through the ${name} in order, and shows where it is`, async ({ page, landelijk }) => {
        await page.goto(landelijk.url + address);
        const found = await stops(page);
        const places = found.map(({ place }) => place);
        expect(places).toEqual([...places].sort((one, other) => one - other));
        expect(found.filter(({ isMarked }) => !isMarked)).toEqual([]);
        expect(found.filter(({ isInSight }) => !isInSight)).toEqual([]);
        // Whatever one can do with a pointer is among them.
        const controls = await page.evaluate(() => {
          const usable = [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")].filter(
            (element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0 && !element.disabled,
          );
          return usable.map((element) => globalThis.elements.indexOf(element));
        });
        expect(places).toEqual(controls);
      });
    }
  });
}

test("the first stop leads past the menu", async ({ page, landelijk }) => {
  await page.goto(landelijk.url + CARD);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Naar de inhoud" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => Boolean(document.activeElement.closest("main")))).toBe(true);
});

test("steps are ticked from the keyboard, and nobody keeps it", async ({ page, context, landelijk }) => {
  await page.goto(landelijk.url + CARD);
  const step = page.getByRole("button", { name: "Stap 2 gedaan" });
  await step.focus();
  await page.keyboard.press("Space");
  await expect(step).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Enter");
  await expect(step).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("Enter");
  await expect(step).toHaveAttribute("aria-pressed", "true");

  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(await context.cookies()).toEqual([]);
  await page.reload();
  await expect(step).toHaveAttribute("aria-pressed", "false");
});

test("the section one is reading is marked in the list of contents", async ({ page, landelijk }) => {
  await page.goto(landelijk.url + CARD);
  const link = page.locator(".contents").getByRole("link", { name: "Wanneer niet" });
  await link.click();
  await expect(link).toHaveAttribute("aria-current", "true");
  await expect(page.locator(".contents [aria-current]")).toHaveCount(1);
});

test.describe("the quick exit", () => {
  test.use({ tolerated: /^asked for https:/ });

  test.beforeEach(async ({ page, context, proefsite }) => {
    await context.route(/^https:/, (route) => route.fulfill({ contentType: "text/html", body: "<title>Elders</title>" }));
    await page.goto(proefsite.url);
    await page.goto(`${proefsite.url}vragen/veilig-weg/`);
  });

  /** @type {[way: string, leave: (page: import("@playwright/test").Page) => Promise<unknown>][]} */
  const WAYS = [
    ["the link", (page) => page.getByRole("link", { name: /Verlaat deze site/ }).click()],
    ["three times Shift", (page) => ["Shift", "Shift", "Shift"].reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())],
  ];

  for (const [way, leave] of WAYS) {
    test(`by ${way} leaves the site, and the way back doesn't lead to the page`, async ({ page, proefsite }) => {
      await leave(page);
      await expect(page).toHaveTitle("Elders");
      await page.goBack();
      await expect(page).toHaveURL(proefsite.url);
    });
  }
});
