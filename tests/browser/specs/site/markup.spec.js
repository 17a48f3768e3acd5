// The HTML of every page of both sites is sound.

import { readFileSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { HtmlValidate } from "html-validate/node";
import { expect, temporaryFolder, test } from "../../support/test.js";
import { ADRESSEN, LANDELIJK, PROEFSITE, TALEN, VOORBEELDSTAD, build } from "../../support/wijkgids.js";

// Beyond the standard: what is recommended too, but for what contradicts us.
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "no-inline-style": "error",
    // `<!doctype html>` is as good.
    "doctype-style": "off",
    // A list without bullets is no list to VoiceOver, unless it says that it is one.
    "no-redundant-role": "off",
    // The same, and boxes that scroll: they get a name and the focus, which a section doesn't.
    "prefer-native-element": ["error", { exclude: ["list", "region", "group"] }],
    // The style keeps numbers on one line.
    "tel-non-breaking": "off",
    // Headings and glossary words may start with a digit ("113"), and so may an id since HTML 5.
    "valid-id": ["error", { relaxed: true }],
    // Titles are the author's; the rule `long-summary` speaks of them.
    "long-title": "off",
  },
});

for (const [name, site] of [
  ["library", LANDELIJK],
  ["trial site", PROEFSITE],
  ["site in two languages", TALEN],
  ["made-up municipality", VOORBEELDSTAD],
  ["site with hard hours", ADRESSEN],
]) {
  test(`every page of the ${name} is sound`, async () => {
    // There may be thousands, in all languages and for all readers.
    test.slow();
    const folder = await temporaryFolder();
    build(site, folder);
    const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(5);
    const faults = [];
    for (const file of pages) {
      const { results } = await validator.validateString(readFileSync(path.join(folder, file), "utf8"), file);
      for (const { messages } of results) {
        for (const { line, column, ruleId, message } of messages) {
          faults.push(`${file}:${line}:${column} ${ruleId}: ${message}`);
        }
      }
    }
    await rm(folder, { recursive: true });
    expect(faults).toEqual([]);
  });
}
