// What is on today and this week, by the clock of the reader, on a page that may have been made some days before.

import { expect, test } from "../../support/test.js";

const DAYS = ["2026-12-02", "2026-12-09", "2026-12-16", "2026-12-17", "2026-12-23", "2026-12-30", "2027-01-06"];
const days = (page) => page.locator("[data-day]:visible").evaluateAll((all) => all.map((day) => day.dataset.day));
const choose = (page, name) => page.getByRole("button", { name, exact: true }).click();

async function open(page, site, moment, address = "activiteiten/") {
  await page.clock.setFixedTime(new Date(moment));
  await page.goto(site.url + address);
}

test("today and this week are those of the reader, and the week ends on Sunday", async ({ page, voorbeeldstad }) => {
  await open(page, voorbeeldstad, "2026-11-30T12:00Z");
  expect(await days(page)).toEqual(DAYS);
  await choose(page, "Deze week");
  expect(await days(page)).toEqual(["2026-12-02"]);
  await choose(page, "Vandaag");
  expect(await days(page)).toEqual([]);
  await expect(page.locator(".agenda [role=status]")).toHaveText("In deze dagen is er niets.");
  await choose(page, "Alles");
  expect(await days(page)).toEqual(DAYS);
  await expect(page.locator(".agenda [role=status]")).toHaveText("");
});

test("a page that was made weeks ago names no day that has passed", async ({ page, voorbeeldstad }) => {
  // In Amsterdam it is the 17th already.
  await open(page, voorbeeldstad, "2026-12-16T23:30Z");
  expect(await days(page)).toEqual(DAYS.slice(3));
  await choose(page, "Vandaag");
  expect(await days(page)).toEqual(["2026-12-17"]);
  await choose(page, "Deze week");
  expect(await days(page)).toEqual(["2026-12-17"]);
});

test("what has happened for the last time is gone, and its page says so", async ({ page, voorbeeldstad }) => {
  const meal = page.locator(".entry", { hasText: "Kerstmaaltijd" });
  await open(page, voorbeeldstad, "2027-12-16T12:00Z");
  await expect(meal).toBeVisible();
  await open(page, voorbeeldstad, "2027-12-17T12:00Z");
  await expect(meal).toBeHidden();
  await open(page, voorbeeldstad, "2027-12-17T12:00Z", "activiteiten/kerstmaaltijd-de-loods/");
  await expect(page.getByText("Dit is voorbij.")).toBeVisible();
});

test("a neighborhood narrows the agenda too", async ({ page, voorbeeldstad }) => {
  await open(page, voorbeeldstad, "2026-11-30T12:00Z");
  await page.locator("[data-facet=wijk] button", { hasText: "Centrum" }).click();
  expect(await days(page)).toEqual(DAYS.filter((day) => day !== "2026-12-17"));
  await page.locator("[data-clear]").click();
  expect(await days(page)).toEqual(DAYS);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("every day is there, and nothing that needs a script", async ({ page, voorbeeldstad }) => {
    await page.goto(`${voorbeeldstad.url}activiteiten/`);
    expect(await page.locator("[data-day] h3:visible").count()).toBe(DAYS.length);
    await expect(page.getByRole("button", { name: "Vandaag" })).toHaveCount(0);
    await page.goto(`${voorbeeldstad.url}activiteiten/kerstmaaltijd-de-loods/`);
    await expect(page.getByText("Dit is voorbij.")).toBeHidden();
  });
});
