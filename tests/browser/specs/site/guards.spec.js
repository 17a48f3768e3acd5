// The watch that all tests keep over console, requests and security policy does see what it should.

import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { host } from "../../support/host.js";
import { LANDELIJK_PAGES } from "../../support/pages.js";
import { expect, temporaryFolder, test, watched } from "../../support/test.js";

test("what goes wrong in a page is noticed", async ({ browser }) => {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const faults = '<p style="color: red">x</p><script>1</script><script src="a.js"></script><img src="http://localhost/x.png">';
  await writeFile(path.join(folder, "index.html"), `<!doctype html><title>x</title>${faults}`);
  await writeFile(path.join(folder, "a.js"), "throw new Error('broken');");
  await writeFile(path.join(folder, "404.html"), "");
  const { url, stop } = await host(folder, "/");
  const context = await browser.newContext();
  const trouble = await watched(context);
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "load" });
  for (const expected of [
    /forbidden by style-src-attr/,
    /forbidden by script-src-elem/,
    /forbidden by img-src: http:\/\/localhost\/x.png/,
    /broken/,
  ]) {
    await expect.poll(() => trouble.join("\n")).toMatch(expected);
  }
  await context.close();
  await stop();
  await rm(folder, { recursive: true });
});

test("every page comes with the strict policy", async ({ page, landelijk }) => {
  for (const [, address] of LANDELIJK_PAGES) {
    const response = await page.request.get(landelijk.url + address);
    const policy = response.headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'");
    expect(policy).not.toContain("unsafe");
  }
});
