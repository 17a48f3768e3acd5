// Playwright's `test`, with our sites at hand, and with a page that fails every test in which it had trouble.

import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base, expect } from "@playwright/test";
import { host } from "./host.js";
import { ADRESSEN, LANDELIJK, PROEFSITE, TALEN, VOORBEELDSTAD, build, serve } from "./wijkgids.js";

export { expect };

/** @type {import("../types/tests/fixtures.js").Test} */
export const test = base.extend({
  // The trouble a test brings about on purpose; as it is, none.
  tolerated: [/(?!)/, { option: true }],

  // Nothing may go wrong in any tab of a test, whatever the test itself is about.
  context: async ({ context, tolerated }, use) => {
    const trouble = await watched(context);
    await use(context);
    expect(trouble.filter((message) => !tolerated.test(message))).toEqual([]);
  },

  // An editor at work: a copy of a site, its preview, and ways to change its files. `openEditor` takes another site than
  // the one the test is about, and what to do with its files before it is served.
  site: [LANDELIJK, { option: true }],
  flags: [[], { option: true }],
  openEditor: async ({ context }, use) => {
    /** @type {Editor[]} */
    const editors = [];
    await use(async (site, { flags = [], prepare = () => {} } = {}) => {
      const editor = await Editor.of(site);
      editors.push(editor);
      await prepare(editor);
      await editor.serve(flags);
      return editor;
    });
    // First the pages: to those that are still loading, a server that ends is trouble.
    for (const page of context.pages()) await page.close();
    for (const editor of editors) await editor.close();
  },
  editor: async ({ openEditor, site, flags }, use) => use(await openEditor(site, { flags })),

  // Any site as it is published, at the root of a host.
  openSite: async ({ context }, use) => {
    /** @type {import("../types/tests/fixtures.js").Published[]} */
    const sites = [];
    await use(async (site) => {
      sites.push(await publish(site));
      return sites.at(-1);
    });
    for (const page of context.pages()) await page.close();
    for (const site of sites) await site.stop();
  },

  // The live previews of the national library and of the trial site, which nobody changes.
  landelijk: [serving(LANDELIJK), { scope: "worker" }],
  proefsite: [serving(PROEFSITE), { scope: "worker" }],

  // The made-up municipality, which lies on a region and the national library, as its teams get it and as its residents do;
  // a site with hours and postcodes that are hard; and a site in two languages, with a document for everything that can
  // befall a translation.
  voorbeeldstad: [hosting(VOORBEELDSTAD, "teams"), { scope: "worker" }],
  inwoners: [hosting(VOORBEELDSTAD, "inwoners"), { scope: "worker" }],
  adressen: [hosting(ADRESSEN), { scope: "worker" }],
  talen: [hosting(TALEN), { scope: "worker" }],

  // The national library as a municipality publishes it under a path of its host: the folder, and the host.
  published: [
    async ({}, use) => {
      const editor = await Editor.of(LANDELIJK);
      await editor.edit("wijkgids.yaml", "https://wijkgids.example/", `https://gemeente.example${PUBLISHED_PATH}`);
      const out = path.join(editor.home, "out");
      build(editor.folder, out);
      await use(out);
      await editor.close();
    },
    { scope: "worker" },
  ],
  hosted: [
    async ({ published }, use) => {
      const hosted = await host(published, PUBLISHED_PATH);
      await use(hosted);
      await hosted.stop();
    },
    { scope: "worker" },
  ],
});

// A site as it is published, at the root of a host; of one that is published for several readers the part for these.
function hosting(site, part = "") {
  return async ({}, use) => {
    const published = await publish(site, part);
    await use(published);
    await published.stop();
  };
}

// Publishes a site in a folder of its own, and hosts that until it is stopped.
async function publish(site, part = "") {
  const folder = await temporaryFolder();
  build(site, folder);
  const out = path.join(folder, part);
  const hosted = await host(out, "/");
  const stop = async () => {
    await hosted.stop();
    await rm(folder, { recursive: true });
  };
  return { ...hosted, out, stop };
}

const PUBLISHED_PATH = "/hulp/gids/";

function serving(site) {
  return async ({}, use) => {
    const preview = await serve(site);
    await use(preview);
    await preview.stop();
  };
}

// What goes wrong in any page of a browser from now on: console errors, uncaught errors, what the security policy
// forbade, and requests to elsewhere.
export async function watched(context) {
  /** @type {string[]} */
  const trouble = [];
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      console.error(`forbidden by ${effectiveDirective}: ${blockedURI}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error") trouble.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => trouble.push(String(error.error())));
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isHere = protocol === "file:" || hostname === "127.0.0.1";
    if (!isHere) trouble.push(`asked for ${request.url()}`);
  });
  return trouble;
}

export function temporaryFolder() {
  return mkdtemp(path.join(tmpdir(), "wijkgids-browser-"));
}

// A copy of a site with a live preview.
export class Editor {
  home = "";
  folder = "";
  url = "";
  /** @type {import("../types/tests/fixtures.js").Preview | undefined} */
  preview;

  static async of(site) {
    const editor = new Editor();
    editor.home = await temporaryFolder();
    editor.folder = path.join(editor.home, "site");
    await cp(site, editor.folder, { recursive: true });
    return editor;
  }

  /** @param {string[]} flags */
  async serve(flags = [], port = 0) {
    this.preview = await serve(this.folder, { flags, port });
    this.url = this.preview.url;
  }

  async close() {
    await this.preview?.stop();
    await rm(this.home, { recursive: true });
  }

  read(file) {
    return readFile(path.join(this.folder, file), "utf8");
  }

  // Puts a file in its place at once, as a program that takes care.
  async write(file, text) {
    const place = path.join(this.folder, file);
    const beside = path.join(this.home, "beside");
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(beside, text);
    await rename(beside, place);
  }

  // Puts one text in the place of another, as somebody who types and saves: most editors write over the file, so that for
  // a moment it is empty.
  async edit(file, from, to) {
    const text = await this.read(file);
    expect(text, `${file} holds ${from}`).toContain(from);
    await writeFile(path.join(this.folder, file), text.replace(from, () => to));
  }

  remove(file) {
    return rm(path.join(this.folder, file), { recursive: true });
  }
}
