// The HTML of every page of both sites is sound.

import { readFileSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { HtmlValidate } from "html-validate/node";
import { expect, temporaryFolder, test } from "../../support/test.js";
import { LANDELIJK, PROEFSITE, build } from "../../support/wijkgids.js";

const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard"], rules: {} });

for (const [name, site] of [["library", LANDELIJK], ["trial site", PROEFSITE]]) {
  test(`every page of the ${name} is sound`, async () => {
    const folder = await temporaryFolder();
    build(site, folder);
    const pages = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".html"));
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
