// The editor's desk: what editors see of every document, and of the one they look at.

import { faults } from "../../support/axe.js";
import { SCHEMES } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

const CARD = "kaarten/preventie/financieel-cafe";
const FILE = `${CARD}.md`;
const desk = (editor, rest = "") => new URL(`/_wijkgids/${rest}`, editor.url).href;
const rowOf = (page, name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });

test("one finds a document by its state, with the keyboard alone", async ({ page, editor }) => {
  await editor.edit(FILE, "status: gepubliceerd", "status: concept");
  await page.goto(desk(editor));
  await expect(page.getByRole("link", { name: /^\d+ concept$/ })).toBeVisible();
  await page.getByLabel("Staat").focus();
  await page.keyboard.type("concept");
  await page.getByLabel("Titel of pad").focus();
  await page.keyboard.type("financieel");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/staat=concept/);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(/^1 van \d+ documenten$/);
  await page.getByRole("link", { name: "Financieel café" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Financieel café");
});

test("the desk follows what is saved", async ({ page, editor }) => {
  await page.goto(desk(editor, "?zoek=financieel-cafe"));
  const row = rowOf(page, "Financieel café");
  await expect(row).toContainText("redactie-landelijk");
  await editor.edit(FILE, "eigenaar: redactie-landelijk", "eigenaar: team-geldzaken");
  await expect(row).toContainText("team-geldzaken");
  await editor.edit(FILE, "thema: preventie", "thema: onzin");
  await expect(row.getByRole("link", { name: "1 fout" })).toBeVisible();
  await row.getByRole("link", { name: "1 fout" }).click();
  await expect(page.getByText("thema: onzin")).toBeVisible();
  await page.getByRole("link", { name: "unknown-term" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("unknown-term");
});

test("the foot of a page stays open while one writes", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  const foot = page.locator("#wijkgids-foot");
  await expect(foot.locator("summary")).toContainText("geen problemen");
  await foot.locator("summary").click();
  await expect(foot.getByText("Flesch-Douma")).toBeVisible();
  await expect(foot.getByRole("link", { name: FILE })).toHaveAttribute("href", new RegExp(`^vscode://file/.*/${FILE}:1:1$`));
  const long = `${"Dit is een woord en ".repeat(12)}klaar.`;
  await editor.edit(FILE, "Over geld praten is moeilijk.", long);
  await expect(foot.locator("summary")).toContainText("1 waarschuwing");
  await expect(foot.getByText("Flesch-Douma")).toBeVisible();
});

test("a page can be seen on a phone", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  await page.locator("#wijkgids-foot summary").click();
  const [phone] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button", { name: "op een telefoon" }).click()]);
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Financieel café");
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("the desk and the foot tell the same", async ({ page, editor }) => {
    await page.goto(desk(editor));
    await page.getByLabel("Soort").selectOption("vraag");
    await page.getByRole("button", { name: "Tonen" }).click();
    const titles = page.getByRole("rowheader");
    await expect(titles.first()).toBeVisible();
    for (const path of await titles.locator(".wijkgids-file").allTextContents()) expect(path).toMatch(/^vragen\//);
    await page.goto(`${editor.url}${CARD}/`);
    await page.locator("#wijkgids-foot summary").click();
    await expect(page.locator("#wijkgids-foot").getByText("Eigenaar")).toBeVisible();
  });
});

for (const width of [320, 1280]) {
  for (const colorScheme of SCHEMES) {
    test.describe(`at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme });

      test("the desk is accessible", async ({ page, editor }) => {
        await editor.edit(FILE, "status: gepubliceerd", "status: concept");
        for (const rest of ["", "?staat=concept", "problemen/", "regels/long-sentence", `lagen/?document=${CARD}`]) {
          await page.goto(desk(editor, rest));
          expect(await faults(page), rest).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth), rest).toBeLessThanOrEqual(width);
        }
        await page.goto(`${editor.url}${CARD}/`);
        await page.locator("#wijkgids-foot summary").click();
        expect(await faults(page)).toEqual([]);
      });
    });
  }
}
