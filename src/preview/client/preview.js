// Keeps an open page of the live preview up to date with every build, in place: where one was reading, what one had
// opened, ticked or selected stays.

import { link, morph } from "./morph.js";
import { openStream } from "./stream.js";

// How long to wait before a page that couldn't be fetched is asked for again, in milliseconds.
const RETRY_PAUSE = 1000;

const settings = document.getElementById("wijkgids-script").dataset;
// The page as the server sent it. This script stands before those of the page, so none of them has changed it yet.
let shown = document.cloneNode(true);
link(shown, document);
let build = settings.build;
let isUpdating = false;
// The builds that came in while the page was being updated; what the last one says is enough, if it knows of a gap.
/** @type {Build | undefined} */
let waiting;

listen((message) => {
  if ("connected" in message) setNote(message.connected ? "" : settings.lost);
  else react(message);
});

// How wide and high a common phone shows a page, in CSS pixels.
const PHONE = "popup,width=390,height=844";

document.addEventListener("click", ({ target }) => {
  const wish = target.closest?.("[data-wijkgids]")?.dataset.wijkgids;
  if (wish === "phone") open(location.href, "wijkgids-phone", PHONE);
  if (wish === "print") print();
});

// One stream for all tabs, by the best means the browser has.
/** @type {(hear: Tell) => void} */
function listen(hear) {
  if ("SharedWorker" in window) {
    const { port } = new SharedWorker("/_wijkgids/preview-worker.js", { type: "module", name: "wijkgids" });
    port.onmessage = ({ data }) => hear(data);
    port.postMessage({ build });
    addEventListener("pagehide", () => port.postMessage({ leave: true }));
    addEventListener("pageshow", ({ persisted }) => persisted && port.postMessage({ build }));
  } else if (navigator.locks && "BroadcastChannel" in window) {
    // The tab that holds the lock has the stream. When it closes, the lock goes to the next.
    const channel = new BroadcastChannel("wijkgids");
    channel.onmessage = ({ data }) => hear(data);
    navigator.locks.request("wijkgids-stream", () => {
      openStream(build, (message) => {
        channel.postMessage(message);
        hear(message);
      });
      return new Promise(() => {});
    });
  } else {
    openStream(build, hear);
  }
}

/** @type {(message: Build) => Promise<void>} */
async function react(message) {
  // Not for a build that this tab only hears of afterwards, nor for tabs that nobody looks at.
  if (message.follow && message.previous && !document.hidden) {
    const there = new URL(message.follow, location.origin);
    if (there.pathname !== location.pathname) {
      location.assign(there);
      return;
    }
  }
  if (message.build === build) return;
  document.dispatchEvent(new CustomEvent("wijkgids:built"));
  if (isUpdating) {
    waiting = waiting ? { ...message, previous: null } : message;
    return;
  }
  if (message.previous === build && !concerns(message)) {
    build = message.build;
    return;
  }
  isUpdating = true;
  try {
    await update(message);
  } catch (error) {
    // The server went away halfway. The stream won't repeat what it already told.
    console.warn("wijkgids:", error);
    waiting ??= { ...message, previous: null };
    await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE));
  }
  isUpdating = false;
  if (waiting) {
    const next = waiting;
    waiting = undefined;
    react(next);
  }
}

// Whether a build changes what this page shows. A page that isn't there has to look whether it is by now.
/** @type {(message: Build) => boolean} */
function concerns({ changed, problems_changed: problemsChanged }) {
  if (!changed || problemsChanged || settings.status !== "200") return true;
  // The desk tells of every document.
  if (location.pathname.startsWith("/_wijkgids/")) return true;
  const own = decoded(location.pathname).replace(/\/index\.html$/, "/");
  return changed.includes(own) || assets().some(({ address }) => changed.includes(decoded(address.pathname)));
}

/** @type {(path: string) => string} */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// The elements that load a file of the site, and from where.
/** @type {() => Asset[]} */
function assets() {
  const elements = document.querySelectorAll("link[rel~=stylesheet][href], img[src], script[src]");
  return [...elements].map((element) => {
    const name = element.localName === "link" ? "href" : "src";
    return { element, name, address: new URL(element.getAttribute(name), location.href) };
  });
}

/** @type {(message: Build) => Promise<void>} */
async function update(message) {
  const response = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
  const text = await response.text();
  if (settings.status === "200" && response.status === 404) {
    setNote(settings.gone);
    build = response.headers.get("Wijkgids-Build") ?? message.build;
    return;
  }
  const fresh = new DOMParser().parseFromString(text, "text/html");
  if (String(response.status) !== settings.status || scripts(fresh) !== scripts(shown) || !fresh.body) {
    location.reload();
    return;
  }
  setNote("");
  await updateStyles(fresh, message.changed ?? []);
  refresh(message.changed ?? []);
  updateHead(fresh);
  const focused = document.activeElement?.id;
  const reading = whereOneReads();
  morph(shown.body, fresh.body);
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  shown = fresh;
  build = response.headers.get("Wijkgids-Build") ?? message.build;
  document.dispatchEvent(new CustomEvent("wijkgids:updated"));
  if (reading?.block.isConnected) scrollBy({ top: reading.block.getBoundingClientRect().top - reading.top, behavior: "instant" });
}

// The first block in sight that moves with the text, and where it stands; nothing at the top of a page, which stays the
// top. Browsers that keep such a block in place by themselves can take one that never moved, like a list of contents.
function whereOneReads() {
  if (scrollY === 0) return undefined;
  /** @type {(element: Element | null) => boolean} */
  const isPinned = (element) => {
    for (let box = element; box; box = box.parentElement) {
      if (/sticky|fixed/.test(getComputedStyle(box).position)) return true;
    }
    return false;
  };
  for (const block of document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dd, td, pre, figure)")) {
    const { top, height } = block.getBoundingClientRect();
    if (height > 0 && top >= 0 && top < innerHeight && !isPinned(block)) return { block, top };
  }
  return undefined;
}

// A script can't be taken back once it ran, so another one needs a new page.
/** @type {(page: Document) => string} */
function scripts(page) {
  const addresses = [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src"));
  return addresses.join("\n");
}

/** @type {(page: Document) => HTMLLinkElement[]} */
function styles(page) {
  return [...page.head.querySelectorAll("link[rel~=stylesheet]")];
}

// Puts new style sheets beside the old ones, and takes those away when the new ones are there, so that the page is
// never seen without.
/** @type {(fresh: Document, changed: string[]) => Promise<void>} */
async function updateStyles(fresh, changed) {
  const live = styles(document);
  const wanted = styles(fresh);
  /** @type {(link: Element) => boolean} */
  const isChanged = (link) => changed.includes(decoded(new URL(link.getAttribute("href"), location.href).pathname));
  const olds = styles(shown);
  const isSame = olds.length === wanted.length && olds.every((link, i) => link.isEqualNode(wanted[i]));
  if (isSame && !wanted.some(isChanged)) return;
  let last = live.at(-1) ?? document.head.lastChild;
  const loaded = wanted.map((wantedLink) => {
    const link = document.importNode(wantedLink);
    if (isChanged(link)) {
      // Another address than before, because browsers keep a style sheet in memory whatever its headers say.
      const address = new URL(link.getAttribute("href"), location.href);
      address.searchParams.set("build", build);
      link.href = address.href;
    }
    const done = new Promise((resolve) => (link.onload = link.onerror = resolve));
    last.after(link);
    last = link;
    return done;
  });
  await Promise.all(loaded);
  for (const link of live) link.remove();
}

// Loads images again whose address stayed the same and whose content didn't. A script can't be, so the page is.
/** @type {(changed: string[]) => void} */
function refresh(changed) {
  for (const { element, name, address } of assets()) {
    if (!changed.includes(decoded(address.pathname)) || element.localName === "link") continue;
    if (element.localName === "script") location.reload();
    address.searchParams.set("build", build);
    element.setAttribute(name, address.href);
  }
}

// Title, language and metadata. Style sheets and scripts have their own ways.
/** @type {(fresh: Document) => void} */
function updateHead(fresh) {
  for (const name of ["lang", "dir", "class"]) {
    const value = fresh.documentElement.getAttribute(name);
    if (value === shown.documentElement.getAttribute(name)) continue;
    if (value === null) document.documentElement.removeAttribute(name);
    else document.documentElement.setAttribute(name, value);
  }
  if (document.title !== fresh.title) document.title = fresh.title;
  /** @type {(page: Document) => Element[]} */
  const metadata = (page) => [...page.head.querySelectorAll("meta, link:not([rel~=stylesheet]), script:not([src])")];
  const olds = metadata(shown);
  const news = metadata(fresh);
  if (olds.length === news.length && olds.every((node, i) => node.isEqualNode(news[i]))) return;
  for (const node of metadata(document)) node.remove();
  for (const node of news) document.head.append(document.importNode(node, true));
}

/** @type {(text: string) => void} */
function setNote(text) {
  const note = document.getElementById("wijkgids-note");
  if (note && note.textContent !== text) note.textContent = text;
}
