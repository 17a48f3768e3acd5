// Other websites that are open in the same browser can't read what an editor is writing.

import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "../../support/test.js";

const CARD = "kaarten/preventie/financieel-cafe/";
// What every request of these tests ends in, as the browser words it.
const REFUSED = /status of 403|ERR_BLOCKED_BY_RESPONSE|ERR_FAILED|CORS policy|EventSource|frame|^asked for http:..evil/i;

test.use({
  tolerated: REFUSED,
  launchOptions: async ({ launchOptions }, use) => {
    const args = [...(launchOptions.args ?? []), "--host-resolver-rules=MAP evil.test 127.0.0.1"];
    await use({ ...launchOptions, args });
  },
});

test.describe("a name that somebody else gave the address of this machine", () => {
  test("leads to a refusal that says what to do", async ({ page, landelijk }) => {
    const address = new URL(CARD, landelijk.url);
    address.hostname = "evil.test";
    const response = await page.goto(address.href);
    expect(response.status()).toBe(403);
    await expect(page.locator("body")).toContainText("127.0.0.1");
    await expect(page.locator("body")).not.toContainText("Over geld praten");
    for (const path of ["/", "/sitemap.xml", "/_wijkgids/", "/_wijkgids/events"]) {
      expect(await page.evaluate((path) => fetch(path).then((response) => response.status), path)).toBe(403);
    }
  });
});

test.describe("another website", () => {
  test("can't fetch, frame or listen to the preview", async ({ page, landelijk }) => {
    const elsewhere = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<!doctype html><title>x</title>"));
    await once(elsewhere.listen(0, "127.0.0.1"), "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (elsewhere.address());
    await page.goto(`http://127.0.0.1:${port}/`);
    const found = await page.evaluate(async (address) => {
      const attempt = (promise) => promise.then((text) => `read: ${text.slice(0, 80)}`, () => "nothing");
      const fetched = await attempt(fetch(address).then((response) => response.text()));
      const opaque = await attempt(fetch(address, { mode: "no-cors" }).then((response) => response.text()));
      const listened = await new Promise((resolve) => {
        const source = new EventSource(new URL("/_wijkgids/events", address));
        source.onopen = () => resolve("open");
        source.onerror = () => resolve("nothing");
      });
      const imaged = await new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve("loaded");
        image.onerror = () => resolve("nothing");
        image.src = new URL("/assets/favicon.svg", address).href;
      });
      return { fetched, opaque, listened, imaged };
    }, landelijk.url + CARD);
    expect(found).toEqual({ fetched: "nothing", opaque: "nothing", listened: "nothing", imaged: "nothing" });
    await page.evaluate((address) => {
      const frame = document.createElement("iframe");
      frame.src = address;
      document.body.append(frame);
      return new Promise((resolve) => (frame.onload = resolve));
    }, landelijk.url + CARD);
    for (const frame of page.frames()) expect(await frame.content()).not.toContain("Over geld praten");
    elsewhere.closeAllConnections();
    await new Promise((resolve) => elsewhere.close(resolve));
  });
});
