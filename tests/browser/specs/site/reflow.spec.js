// On the smallest phone, which is also a wide screen at 400%, one only ever scrolls downwards.

import { ADDRESS_PAGES, LANDELIJK_PAGES, NOT_FOUND_NOTICE, PROEFSITE_PAGES } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

test.use({ viewport: { width: 320, height: 640 }, tolerated: NOT_FOUND_NOTICE });

// The elements that reach beyond the right edge, apart from what lies in a box that scrolls by itself.
function tooWide() {
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const isBoxed = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) if (scrolls(box)) return true;
    return false;
  };
  const edge = document.documentElement.clientWidth;
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const { right, width, height } = element.getBoundingClientRect();
    return !(element instanceof SVGElement) && width > 1 && height > 1 && right > edge + 1 && !isBoxed(element);
  });
  const outermost = wide.filter((element) => !wide.includes(element.parentElement));
  const found = outermost.map((element) => `${element.localName}.${element.className}: ${element.textContent.slice(0, 40)}`);
  if (document.documentElement.scrollWidth > edge) found.push(`the page is ${document.documentElement.scrollWidth} px`);
  return found;
}

for (const [name, address] of LANDELIJK_PAGES) {
  test(`the library's ${name} fits`, async ({ page, landelijk }) => {
    await page.goto(landelijk.url + address);
    expect(await page.evaluate(tooWide)).toEqual([]);
  });
}

for (const [name, address] of PROEFSITE_PAGES) {
  test(`the trial site's ${name} fits`, async ({ page, proefsite }) => {
    await page.goto(proefsite.url + address);
    expect(await page.evaluate(tooWide)).toEqual([]);
  });
}

for (const [name, address] of ADDRESS_PAGES.filter(([, address]) => !address.startsWith("ar/"))) {
  test(`the municipality's ${name} fits`, async ({ page, voorbeeldstad }) => {
    await page.goto(voorbeeldstad.url + address);
    await page.locator("main details").evaluateAll((/** @type {HTMLDetailsElement[]} */ folds) => folds.forEach((fold) => { fold.open = true; }));
    expect(await page.evaluate(tooWide)).toEqual([]);
  });
}

test("the numbers to call are targets one can't miss", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}vragen/ik-heb-schulden/`);
  const numbers = await page.locator('main a[href^="tel:"]:visible').all();
  expect(numbers.length).toBeGreaterThan(0);
  for (const number of numbers) {
    const { width, height } = await number.boundingBox();
    expect(Math.min(width, height), await number.innerText()).toBeGreaterThanOrEqual(44);
  }
});

test("a resident sees what to do first without scrolling", async ({ page, landelijk }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`${landelijk.url}vragen/ik-heb-schulden/`);
  await expect(page.locator(".care").first()).toBeInViewport();
});
