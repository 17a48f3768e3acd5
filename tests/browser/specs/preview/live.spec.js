// What an editor saves appears in the open browser by itself, and disturbs nothing that one was doing there.

import { readdirSync } from "node:fs";
import path from "node:path";
import { NOT_FOUND_NOTICE } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";
import { LANDELIJK, PROEFSITE } from "../../support/wijkgids.js";

const N_CARDS = readdirSync(path.join(LANDELIJK, "kaarten"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md")).length;
const CARD = "kaarten/preventie/financieel-cafe";
const FILE = `${CARD}.md`;
const OLD = "Over geld praten is moeilijk.";
const NEW = "Over geld praten went.";

// Marks the page, so that one sees whether it is still the same one: a reload would lose the mark.
const mark = (page) => page.evaluate(() => (window.isMarked = true));
const isMarked = (page) => page.evaluate(() => window.isMarked === true);

test("an edit appears without a reload", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  await mark(page);
  await editor.edit(FILE, OLD, NEW);
  await expect(page.getByText(NEW)).toBeVisible();
  await expect(page.getByText(OLD)).toHaveCount(0);
  expect(await isMarked(page)).toBe(true);
});

test("one stays where one was reading, with the focus, what one ticked and what one selected", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  const step = page.getByRole("button", { name: "Stap 3 gedaan" });
  await step.click();
  const heading = page.getByRole("heading", { name: "Voorbeeld" });
  await heading.evaluate((element) => {
    element.scrollIntoView({ block: "center" });
    getSelection().selectAllChildren(element);
  });
  const link = page.getByRole("link", { name: "Verbeter deze kaart" });
  await link.evaluate((element) => element.focus({ preventScroll: true }));
  const before = await heading.boundingBox();

  // Above what one is reading, so that it would be pushed down.
  await editor.edit(FILE, OLD, `${NEW}\n\nEen alinea meer.\n\nEn nog een.`);
  await expect(page.getByText("Een alinea meer.")).toBeAttached();
  // The browser itself keeps in place what one is looking at, with its next frame.
  await expect.poll(async () => Math.abs((await heading.boundingBox()).y - before.y)).toBeLessThan(3);
  await expect(link).toBeFocused();
  await expect(step).toHaveAttribute("aria-pressed", "true");
  expect(await page.evaluate(() => getSelection().toString())).toBe("Voorbeeld");
});

test("a step that is added can be ticked like the others", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  const steps = page.getByRole("button", { name: /^Stap \d+ gedaan$/ });
  const n = await steps.count();
  await editor.edit(FILE, "1. **Zet de partners", "1. **Een stap vooraf.** Eerst dit.\n1. **Zet de partners");
  await expect(page.getByText("Een stap vooraf.")).toBeVisible();
  await expect(steps).toHaveCount(n + 1);
  await steps.last().click();
  await expect(steps.last()).toHaveAttribute("aria-pressed", "true");
});

test("a step stays ticked when a section comes before it and another one changes", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  const step = page.getByRole("button", { name: "Stap 3 gedaan" });
  await step.click();
  const text = (await editor.read(FILE)).replace("## Zo doe je het", "## Vooraf\n\nEerst dit.\n\n## Zo doe je het");
  await editor.write(FILE, text.replace("Als er haast is.", "Als er echt haast is."));
  await expect(page.getByText("Als er echt haast is.")).toBeVisible();
  await expect(page.getByText("Eerst dit.")).toBeVisible();
  await expect(step).toHaveAttribute("aria-pressed", "true");
});

test("a new title appears wherever it is shown", async ({ page, context, editor }) => {
  const [list, neighbor] = [page, await context.newPage()];
  await list.goto(`${editor.url}kaarten/`);
  await neighbor.goto(`${editor.url}kaarten/preventie/begin-licht/`);
  await mark(list);
  await editor.edit(FILE, "titel: Financieel café", "titel: Koffie met cijfers");
  await expect(list.getByRole("link", { name: "Koffie met cijfers" })).toBeVisible();
  await expect(neighbor.getByRole("link", { name: /Koffie met cijfers/ }).first()).toBeVisible();
  expect(await isMarked(list)).toBe(true);
});

test("what is added, changed or taken away is found, or isn't any more", async ({ page, editor }) => {
  const options = page.getByRole("option");
  const box = page.locator("[name=q]");
  const ask = async (words) => {
    await box.fill("");
    await box.pressSequentially(words);
  };
  await page.goto(`${editor.url}${CARD}/`);
  await ask("zeppelin");
  await expect(page.getByRole("option", { name: /^Niets gevonden/ })).toBeVisible();
  await editor.edit(FILE, OLD, "Over een zeppelin praten went.");
  await expect(page.getByText("Over een zeppelin praten went.")).toBeVisible();
  await ask("zeppelin");
  await expect(options.first()).toHaveAttribute("href", `${editor.url}${CARD}/#waarom`);
  await editor.write("kaarten/preventie/luchtballon.md", "---\ntitel: Vaar met een luchtballon\nthema: preventie\nstatus: gepubliceerd\n---\n## Waarom\n\nEen ballon is licht.\n");
  const address = `${editor.url}kaarten/preventie/luchtballon/`;
  await expect.poll(async () => (await page.request.get(address)).status()).toBe(200);
  await page.goto(address);
  await ask("luchtballonnen");
  await expect(options.first()).toHaveAttribute("href", new RegExp(`^${address}`));
  await editor.edit(FILE, "Over een zeppelin praten went.", OLD);
  await page.goto(`${editor.url}${CARD}/`);
  await expect(page.getByText(OLD)).toBeVisible();
  await ask("zeppelin");
  await expect(page.getByRole("option", { name: /^Niets gevonden/ })).toBeVisible();
});

test("an open search page finds what was just saved", async ({ page, editor }) => {
  await page.goto(`${editor.url}zoeken/?q=zeppelin`);
  await expect(page.locator("[data-results] [role=status]")).toHaveText(/^Niets gevonden/);
  await editor.edit(FILE, OLD, "Over een zeppelin praten went.");
  await expect(page.locator(".results h2 a").first()).toHaveAttribute("href", `${editor.url}${CARD}/`);
});

test("a list that is being narrowed stays narrowed, and can be narrowed further", async ({ page, editor }) => {
  await page.goto(`${editor.url}kaarten/?rol=ketenpartner`);
  const entries = page.locator(".entries > li:visible");
  const status = page.locator(".filter-status [role=status]");
  await expect(status).toContainText("getoond");
  const n = await entries.count();
  await editor.edit(FILE, "titel: Financieel café", "titel: Koffie met cijfers");
  await expect(page.getByRole("link", { name: "Koffie met cijfers" })).toBeVisible();
  await expect(entries).toHaveCount(n);
  await page.getByRole("button", { name: /^Ketenpartner/ }).click();
  await expect(entries).toHaveCount(N_CARDS);
});

test.describe("a page that isn't there, now or any more", () => {
  test.use({ tolerated: NOT_FOUND_NOTICE });

  test("a card that is added appears in the list, and one that is removed leaves it", async ({ page, context, editor }) => {
    await page.goto(`${editor.url}kaarten/`);
    await expect(page.locator(".entries > li")).toHaveCount(N_CARDS);
    await editor.write("kaarten/mandaat/nieuw.md", (await editor.read(FILE)).replace("Financieel café", "Splinternieuw").replace("thema: preventie", "thema: mandaat"));
    await expect(page.getByRole("link", { name: "Splinternieuw" })).toBeVisible();
    const added = await context.newPage();
    await added.goto(`${editor.url}kaarten/mandaat/nieuw/`);
    await expect(added.getByRole("heading", { level: 1 })).toHaveText("Splinternieuw");

    await editor.remove("kaarten/mandaat/nieuw.md");
    await expect(page.locator(".entries > li")).toHaveCount(N_CARDS);
    // Whoever was looking at it keeps it, and is told.
    await expect(added.getByText("Deze pagina bestaat niet meer.")).toBeVisible();
    await expect(added.getByRole("heading", { level: 1 })).toHaveText("Splinternieuw");
  });

  test("a page that isn't there yet shows the card as soon as it is written", async ({ page, editor }) => {
    await page.goto(`${editor.url}kaarten/mandaat/nieuw/`);
    await expect(page.locator("body.kind-not-found")).toBeVisible();
    await editor.write("kaarten/mandaat/nieuw.md", (await editor.read(FILE)).replace("Financieel café", "Splinternieuw"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Splinternieuw");
  });
});

test.describe("on the trial site", () => {
  test.use({ site: PROEFSITE });

  test("an image that is replaced is seen", async ({ page, editor }) => {
    await page.goto(`${editor.url}kaarten/doen/alle-onderdelen/`);
    const image = page.getByRole("img", { name: "Een blauw vlak" });
    await expect(image).toHaveAttribute("width", "320");
    // A smallest possible image: a red dot.
    const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    await editor.write("kaarten/doen/vlak.png", Buffer.from(dot, "base64"));
    await expect(image).toHaveAttribute("width", "1");
    await expect.poll(() => image.evaluate((/** @type {HTMLImageElement} */ element) => element.naturalWidth)).toBe(1);
  });
});

test("a change of a theme of the site's own is seen at once", async ({ page, openEditor, site }) => {
  const style = (spacing) => `@layer own { h1 { letter-spacing: ${spacing}; } }`;
  const prepare = async (editor) => {
    await editor.write("thema/styles/95-own.css", style("1px"));
    await editor.write("wijkgids.yaml", `theme: thema\n${await editor.read("wijkgids.yaml")}`);
  };
  const editor = await openEditor(site, { prepare });
  await page.goto(`${editor.url}${CARD}/`);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveCSS("letter-spacing", "1px");
  await mark(page);
  await editor.write("thema/styles/95-own.css", style("7px"));
  await expect(heading).toHaveCSS("letter-spacing", "7px");
  expect(await isMarked(page)).toBe(true);
  await editor.write("thema/templates/parts/colophon.html", "<p>Eigen colofon</p>");
  await expect(page.getByText("Eigen colofon")).toBeAttached();
});

test("a template with a mistake keeps the pages as they were", async ({ page, openEditor, site }) => {
  const prepare = async (editor) => {
    await editor.write("thema/templates/parts/colophon.html", "<p>Eigen colofon</p>");
    await editor.write("wijkgids.yaml", `theme: thema\n${await editor.read("wijkgids.yaml")}`);
  };
  const editor = await openEditor(site, { prepare });
  await page.goto(`${editor.url}${CARD}/`);
  await editor.write("thema/templates/parts/colophon.html", "<p>Eigen {{ colofon </p>");
  const bar = page.locator("#wijkgids-bar");
  await expect(bar).toContainText("1 fout");
  await expect(page.getByText("Eigen colofon")).toBeAttached();
  expect(await (await page.request.get(new URL("/_wijkgids/problemen/", editor.url).href)).text()).toContain("colophon.html");
  await editor.write("thema/templates/parts/colophon.html", "<p>Weer goed</p>");
  await expect(page.getByText("Weer goed")).toBeAttached();
  await expect(bar).toBeEmpty();
});

test.describe("with --follow", () => {
  test.use({ flags: ["--follow"] });

  test("the browser goes to the card that was saved", async ({ page, editor }) => {
    await page.goto(editor.url);
    await editor.edit(FILE, OLD, NEW);
    await expect(page).toHaveURL(`${editor.url}${CARD}/`);
    await expect(page.getByText(NEW)).toBeVisible();
    await editor.edit("vragen/ik-heb-schulden.md", "titel: Ik heb schulden", "titel: Ik heb veel schulden");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ik heb veel schulden");
  });
});

test("eight tabs all keep up, and stay usable", async ({ context, editor }) => {
  const tabs = await Promise.all(Array.from({ length: 8 }, () => context.newPage()));
  for (const tab of tabs) await tab.goto(`${editor.url}${CARD}/`);
  await editor.edit(FILE, OLD, NEW);
  for (const tab of tabs) await expect(tab.getByText(NEW)).toBeVisible();
  // A browser allows six connections to a server: none of them may be held by a tab.
  await tabs[7].getByRole("link", { name: "Kaarten" }).first().click();
  await expect(tabs[7].locator(".entries > li")).toHaveCount(N_CARDS);
  await tabs[0].close();
  await editor.edit(FILE, NEW, "Wat na het sluiten kwam.");
  for (const tab of tabs.slice(1, 7)) await expect(tab.getByText("Wat na het sluiten kwam.")).toBeVisible();
});

test.describe("a server that goes away and comes back", () => {
  test.use({ tolerated: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/ });

  test("is told, and found again", async ({ page, editor }) => {
    await page.goto(`${editor.url}${CARD}/`);
    await editor.edit(FILE, OLD, "Nu is het verbonden.");
    await expect(page.getByText("Nu is het verbonden.")).toBeVisible();
    await editor.preview.stop();
    await expect(page.getByText("De verbinding met de voorvertoning is verbroken.")).toBeVisible();
    await editor.edit(FILE, "Nu is het verbonden.", NEW);
    await editor.serve([], Number(new URL(editor.url).port));
    await expect(page.getByText(NEW)).toBeVisible();
    await expect(page.getByText("De verbinding met de voorvertoning is verbroken.")).toBeHidden();
  });
});
