// A mistake in a file costs nobody anything: its page stays as it last was, with what is wrong on top.

import { faults } from "../../support/axe.js";
import { NOT_FOUND_NOTICE, SCHEMES } from "../../support/pages.js";
import { expect, test } from "../../support/test.js";

const CARD = "kaarten/preventie/financieel-cafe";
const FILE = `${CARD}.md`;
const bar = (page) => page.locator("#wijkgids-bar");

test("a broken card shows what is wrong on top of its last good page, also after a reload, and recovers", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  await editor.edit(FILE, "thema: preventie", "thema: preventei");
  for (const look of ["at once", "after a reload"]) {
    await test.step(look, async () => {
      await expect(bar(page)).toContainText("U ziet de laatste goede versie.");
      await expect(bar(page)).toContainText(`${FILE}:4:8`);
      await expect(bar(page)).toContainText("thema: preventei");
      await expect(bar(page)).toContainText(/bedoelt u preventie/i);
      await expect(bar(page)).toBeInViewport();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Financieel café");
      await expect(page.getByText("Over geld praten is moeilijk.")).toBeVisible();
    });
    await page.reload();
  }
  await editor.edit(FILE, "thema: preventei", "thema: preventie");
  await expect(bar(page)).toBeEmpty();
});

test("text in the message is shown as text", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  await editor.edit(FILE, "thema: preventie", `thema: "<script>window.isHit = 1</script><img src=x onerror='isHit = 1'>"`);
  await expect(bar(page)).toContainText("<script>window.isHit = 1</script>");
  await page.reload();
  await expect(bar(page)).toContainText("<script>window.isHit = 1</script>");
  expect(await page.evaluate(() => window.isHit)).toBeUndefined();
  await expect(bar(page).locator("img, script")).toHaveCount(0);
});

test("while a card is broken everything else keeps up", async ({ page, editor }) => {
  const other = "kaarten/preventie/begin-licht";
  await page.goto(`${editor.url}${other}/`);
  await editor.edit(FILE, "thema: preventie", "thema: preventei");
  const notice = bar(page).getByRole("link", { name: `1 fout in ${FILE}, regel 4` });
  await expect(notice).toBeVisible();
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await editor.edit(`${other}.md`, `titel: ${title}`, "titel: Licht beginnen");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Licht beginnen");
  await notice.click();
  await expect(page).toHaveURL(`${editor.url}${CARD}/`);
  await expect(bar(page)).toContainText("U ziet de laatste goede versie.");
});

test("a card whose front matter can't be read at all keeps its page", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  const text = await editor.read(FILE);
  for (const broken of [text.replace("titel: ", "titel: [\n"), "", "---\n", text.replace("---", "-- -")]) {
    await editor.write(FILE, broken);
    await expect(bar(page)).toContainText(FILE);
    await expect(page.getByText("Over geld praten is moeilijk.")).toBeVisible();
    await editor.write(FILE, text);
    await expect(bar(page)).toBeEmpty();
  }
});

test("a broken configuration keeps the whole site", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  const text = await editor.read("wijkgids.yaml");
  await editor.write("wijkgids.yaml", text.replace("facets:", "facets: ["));
  await expect(bar(page)).toContainText("1 fout in wijkgids.yaml, regel");
  await expect(page.getByText("Over geld praten is moeilijk.")).toBeVisible();
  // Documents are still read by the content model as it last was.
  await editor.edit(FILE, "Over geld praten is moeilijk.", "Over geld praten went.");
  await expect(page.getByText("Over geld praten went.")).toBeVisible();
  await page.goto(editor.url);
  await expect(page.getByRole("heading", { name: "Preventie" })).toBeVisible();
  await editor.write("wijkgids.yaml", text);
  await expect(bar(page)).toBeEmpty();
});

test("a link that leads nowhere is reported in the preview too", async ({ page, editor }) => {
  await page.goto(`${editor.url}${CARD}/`);
  await editor.edit(FILE, "Je hoeft het niet alleen te doen.", "Je hoeft het niet [alleen](bestaat-niet.md) te doen.");
  await expect(bar(page)).toContainText("bestaat-niet.md");
});

test.describe("a site that is broken from the start", () => {
  test.use({ tolerated: NOT_FOUND_NOTICE });

  test("is served all the same, and the card appears when it is mended", async ({ page, openEditor, site }) => {
    const prepare = (editor) => editor.edit(FILE, "titel: Financieel café", "titel: [");
    const editor = await openEditor(site, { prepare });
    await page.goto(editor.url);
    await expect(page.getByRole("heading", { name: "Preventie" })).toBeVisible();
    await expect(bar(page)).toContainText(FILE);
    await page.goto(`${editor.url}${CARD}/`);
    await expect(bar(page)).toContainText(`${FILE}:`);
    await editor.edit(FILE, "titel: [", "titel: Financieel café");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Financieel café");
    await expect(bar(page)).toBeEmpty();
  });
});

for (const width of [320, 1280]) {
  for (const colorScheme of SCHEMES) {
    test.describe(`at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme });

      test("what is wrong is reported accessibly", async ({ page, editor }) => {
        const long = `thema: ${"heel-lang-woord-".repeat(20)}`;
        await editor.edit(FILE, "thema: preventie", long);
        await page.goto(`${editor.url}${CARD}/`);
        await expect(bar(page)).toContainText(`${FILE}:4`);
        for (const address of [page.url(), new URL("/_wijkgids/", editor.url).href]) {
          await page.goto(address);
          expect(await faults(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }
      });
    });
  }
}
