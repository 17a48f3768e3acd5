// The browser and the program answer alike: the same ranking is written twice, and this keeps it the same.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../../support/test.js";
import { LANDELIJK, REPOSITORY, ask } from "../../support/wijkgids.js";

const read = (file) => readFileSync(path.join(REPOSITORY, file), "utf8");

// The questions of a set, and of the library's own tests.
const asked = (file, key) =>
  [...read(file).matchAll(new RegExp(`${key}: ("[^"]*"|[^,{}]+),`, "g"))].map(([, words]) => words.replaceAll('"', "").trim());

const QUESTIONS = [
  ...asked("tests/search/landelijk.yaml", "query"),
  ...asked("content/landelijk/zoektoetsen.yaml", "zoek"),
  '"huiselijk geweld"', '"geweld huiselijk"', "“ik heb schulden” kind", 'een " los teken', "de het een", "ik", "", "!!!",
  "<script>alert(1)</script>", "__proto__ constructor toString", "\u202eomgekeerd", "x".repeat(3000), "İSTANBUL Straße łódź", "30.000 euro",
  "o'neill zzp’er", "wijk team schuld hulp verlening", "ik ik ik schulden schulden",
];

// Every word that compounds are built of, each as a question: most of them the library doesn't have.
const WORDS = read("src/search/dutch/parts.txt").trim().split("\n");

// What the page of results finds for each question, in the form in which the program prints it.
const inBrowser = (page, questions, limit) =>
  page.evaluate(
    async ([questions, limit]) => {
      const index = document.querySelector("[data-search-index]").dataset.searchIndex;
      const engine = await globalThis.wijkgidsSearch.open(new URL(index, document.baseURI).href);
      const answers = [];
      for (const question of questions) {
        const { total, didYouMean, hits } = await engine.answer(question, { limit });
        answers.push([question, total, didYouMean, ...hits.map((hit) => [hit.url, hit.section, hit.title, Math.round(hit.score * 1000) / 1000])]);
      }
      return answers;
    },
    [questions, limit],
  );

const inProgram = (site, questions, limit) =>
  ask(site, questions, limit).map(({ query, total, did_you_mean, results }) => [
    query, total, did_you_mean, ...results.map(({ url, section, title, score }) => [url, section, title, score]),
  ]);

for (const { what, questions, limit } of [
  { what: "question", questions: QUESTIONS, limit: 10 },
  { what: "word of the list", questions: WORDS, limit: 3 },
]) {
  test(`every ${what} is answered alike`, async ({ page, hosted }) => {
    await page.goto(`${hosted.url}zoeken/?q=buurt`);
    await expect(page.locator(".results > li").first()).toBeVisible();
    expect(questions.length).toBeGreaterThan(120);
    expect(await inBrowser(page, questions, limit)).toEqual(inProgram(LANDELIJK, questions, limit));
  });
}

for (const language of ["en", "tr", "uk", "ar"]) {
  test(`every question in ${language} is answered alike`, async ({ page, openSite }) => {
    const site = path.join(REPOSITORY, "tests/search", language);
    const questions = asked(`tests/search/${language}/queries.yaml`, "query");
    expect(questions.length).toBe(25);
    const { url } = await openSite(site);
    await page.goto(`${url}search/?q=${encodeURIComponent(questions[0])}`);
    await expect(page.locator(".results > li").first()).toBeVisible();
    expect(await inBrowser(page, questions, 10)).toEqual(inProgram(site, questions, 10));
  });
}

test("the first answer to one word takes few and small files", async ({ page, hosted }) => {
  const files = [];
  page.on("response", async (response) => {
    if (/\/zoeken\/\w+\.js/.test(response.url())) files.push((await response.body()).length);
  });
  await page.goto(hosted.url);
  await page.locator("[name=q]").pressSequentially("schulden", { delay: 0 });
  await expect(page.getByRole("option").first()).toBeVisible();
  expect(files.length).toBeLessThanOrEqual(6);
});
