// Everything that matters works with the script switched off.

import { MOVED } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

test.use({ javaScriptEnabled: false });

test("one gets from the home page to a card, and on to the next", async ({ page, landelijk }) => {
  await page.goto(landelijk.url);
  await page.getByRole("heading", { name: "Preventie" }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Preventie");
  await page.locator(".entries h2 a").first().click();
  await expect(page.locator("article.card")).toBeVisible();
  const first = page.url();
  await page.getByRole("link", { name: /Volgende kaart/ }).click();
  await expect(page.locator("article.card")).toBeVisible();
  expect(page.url()).not.toBe(first);
});

test("one gets from the home page to a question", async ({ page, landelijk }) => {
  await page.goto(landelijk.url);
  await page.getByRole("link", { name: "Ik heb schulden" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ik heb schulden");
});

test("filters are links to the pages of the terms", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}kaarten/`);
  await page.locator(".filters").getByRole("link", { name: /^Teamleider/ }).click();
  await expect(page).toHaveURL(`${landelijk.url}rol/teamleider/`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Teamleider");
});

for (const width of [360, 1280]) {
  test(`the list of contents leads to the sections at ${width} px`, async ({ page, landelijk }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${landelijk.url}kaarten/op-en-afschalen/waakvlamcontact/`);
    const link = page.locator(".contents").getByRole("link", { name: "Wanneer niet" });
    if (!(await link.isVisible())) await page.locator(".contents summary").click();
    await link.click();
    await expect(page).toHaveURL(/#wanneer-niet$/);
    await expect(page.getByRole("heading", { name: "Wanneer niet" })).toBeInViewport();
  });
}

test("there are no controls that would do nothing", async ({ page, landelijk }) => {
  for (const address of ["kaarten/", "kaarten/preventie/financieel-cafe/", "vragen/ik-heb-schulden/"]) {
    await page.goto(landelijk.url + address);
    // Sending a question leads to the search page.
    await expect(page.locator("button:not([role=search] *)").filter({ visible: true })).toHaveCount(0);
  }
});

for (const width of [360, 1280]) {
  test(`the search box of a card leads to the search page at ${width} px`, async ({ page, landelijk }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${landelijk.url}kaarten/preventie/financieel-cafe/`);
    if (width > 360) await page.getByRole("searchbox").fill("schulden");
    await page.getByRole("button", { name: "Zoeken" }).click();
    await expect(page).toHaveURL(`${landelijk.url}zoeken/?q=${width > 360 ? "schulden" : ""}`);
    await expect(page.locator("noscript .notice")).toBeVisible();
  });
}

test("the search page offers every term and every letter", async ({ page, landelijk }) => {
  await page.goto(`${landelijk.url}zoeken/`);
  await page.locator(".browse").getByRole("link", { name: /^Teamleider/ }).click();
  await expect(page).toHaveURL(`${landelijk.url}rol/teamleider/`);
  await page.goBack();
  await page.getByRole("navigation", { name: "Letters" }).getByRole("link", { name: "W", exact: true }).click();
  await expect(page).toHaveURL(`${landelijk.url}a-z/#wg-letter-w`);
  await page.getByRole("link", { name: "Waakvlamcontact" }).click();
  await expect(page.locator("article.card")).toBeVisible();
});

test("the quick exit is a link", async ({ page, proefsite }) => {
  await page.goto(`${proefsite.url}vragen/veilig-weg/`);
  await expect(page.getByRole("link", { name: /Verlaat deze site/ })).toHaveAttribute("href", /^https:/);
});

test("an old address leads to the new one", async ({ page, proefsite }) => {
  await page.goto(proefsite.url + MOVED[0]);
  await expect(page).toHaveURL(proefsite.url + MOVED[1]);
  await expect(page.locator("article.card")).toBeVisible();
});
