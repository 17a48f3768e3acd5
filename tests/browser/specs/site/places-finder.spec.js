// From a postcode to an area, on the device of who asks.

import { pathToFileURL } from "node:url";
import path from "node:path";
import { expect, test } from "../../support/test.js";

test.use({ viewport: { width: 360, height: 740 } });

async function find(page, postcode) {
  await page.getByLabel("Uw postcode").fill(postcode);
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
}

const result = (page) => page.locator(".finder").getByRole("status");

for (const postcode of ["8991", "8991 ZZ", "8991zz", " 8991-zz ", "٨٩٩١"]) {
  test(`“${postcode}” lies in one area`, async ({ page, voorbeeldstad }) => {
    await page.goto(`${voorbeeldstad.url}wijken/`);
    await find(page, postcode);
    await expect(result(page)).toContainText("Dit is uw wijk:");
    await expect(result(page).getByRole("link", { name: "Buurtteam Centrum" })).toBeVisible();
    await expect(result(page).getByRole("link", { name: "Bel 14 0998" })).toHaveAttribute("href", "tel:140998");
    await result(page).getByRole("link", { name: "Centrum", exact: true }).click();
    await expect(page).toHaveURL(`${voorbeeldstad.url}wijken/centrum/`);
  });
}

test("letters go before digits alone", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}wijken/`);
  await find(page, "8992 AA");
  await expect(result(page).locator(".found-area")).toHaveText(["Centrum"]);
  await find(page, "8992 ZZ");
  await expect(result(page).locator(".found-area")).toHaveText(["Havenkwartier"]);
  await find(page, "8994xa");
  await expect(result(page).locator(".found-area")).toHaveText(["Molenbuurt"]);
});

test("digits alone name every area that has a part of them, and ask for the letters", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}wijken/`);
  await find(page, "8992");
  await expect(result(page).locator(".found-area")).toHaveText(["Centrum", "Havenkwartier"]);
  await expect(result(page)).toContainText("Vul ook de letters in.");
});

test("a whole postcode in two areas names both, and whom to call", async ({ page, adressen }) => {
  await page.goto(`${adressen.url}wijken/`);
  await find(page, "8983 XX");
  await expect(result(page).locator(".found-area")).toHaveText(["Oost", "West"]);
  await expect(result(page)).toContainText("Bel een van deze teams en noem uw adres");
});

test("an unknown postcode says what to do", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}wijken/`);
  await find(page, "1234 AB");
  await expect(result(page)).toContainText("Wij kennen deze postcode niet.");
  await expect(result(page).getByRole("link", { name: "Bel 14 0998" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Alle wijken" })).toBeVisible();
});

test("what is no postcode is reported at the box, until it is one", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}wijken/`);
  const box = page.getByLabel("Uw postcode");
  for (const wrong of ["", "Kerkstraat", "899", "8991 A", "0991 AA"]) {
    await find(page, wrong);
    await expect(box).toHaveAttribute("aria-invalid", "true");
    await expect(box).toHaveAccessibleDescription(/Schrijf het zo: 1234 AB/);
    await expect(box).toBeFocused();
  }
  await find(page, "8996");
  await expect(box).not.toHaveAttribute("aria-invalid");
  await expect(page.getByRole("alert")).toHaveText("");
});

test("on a question only the help of one's area stays, with that for everybody", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}vragen/ik-heb-schulden/`);
  await find(page, "8996 AA");
  const headings = page.locator(".help h3");
  await expect(headings.filter({ visible: true })).toHaveText(["Sluisdorp", "In de hele gemeente", "In heel Nederland"]);
  await expect(page.locator(".help .places").getByRole("link", { name: "Buurtteam Sluisdorp" })).toBeVisible();
  await page.getByRole("button", { name: "Toon weer alles" }).click();
  await expect(headings.filter({ visible: true })).toHaveCount(8);
});

test("the directory is narrowed by an area that one chooses", async ({ page, voorbeeldstad }) => {
  await page.goto(`${voorbeeldstad.url}voorzieningen/`);
  const place = (name) => page.locator(".directory .place-name").getByRole("link", { name, exact: true });
  await expect(place("Buurtteam Molenbuurt")).toBeVisible();
  await page.getByLabel("Of kies uw wijk").selectOption("Sluisdorp");
  await expect(place("Buurtteam Molenbuurt")).toBeHidden();
  await expect(place("Buurtteam Sluisdorp")).toBeVisible();
  await expect(place("Wmo-loket")).toBeVisible();
  await page.getByLabel("Of kies uw wijk").selectOption("Alle wijken");
  await expect(place("Buurtteam Molenbuurt")).toBeVisible();
});

test("it works from a disk", async ({ page, voorbeeldstad }) => {
  await page.goto(pathToFileURL(path.join(voorbeeldstad.out, "wijken/index.html")).href);
  await find(page, "8991");
  await result(page).getByRole("link", { name: "Centrum", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Centrum");
});

test("the file with the postcodes is loaded when somebody asks", async ({ page, voorbeeldstad }) => {
  const loaded = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(voorbeeldstad.url);
  expect(loaded.some((url) => url.includes("postcodes"))).toBe(false);
  await find(page, "8991");
  await expect(result(page)).toContainText("Dit is uw wijk:");
  await find(page, "8993");
  expect(loaded.filter((url) => url.includes("postcodes")).length).toBe(1);
});

test.describe("where the file doesn't come", () => {
  test.use({ tolerated: /ERR_FAILED/ });

  test("the list of areas is the way", async ({ page, voorbeeldstad }) => {
    await page.route("**/postcodes.*.js", (route) => route.abort());
    await page.goto(`${voorbeeldstad.url}wijken/`);
    await find(page, "8991");
    await expect(result(page)).toContainText("Zoeken lukt nu niet.");
  });
});
