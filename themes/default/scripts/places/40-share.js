// Passes the address of a page on.
"use strict";

(() => {
  function offer() {
    for (const button of document.querySelectorAll("[data-share]")) button.hidden = !addressOf();
  }

  // A page that lies on a disk is nowhere else; its published address is.
  const addressOf = () =>
    location.protocol === "file:" ? document.querySelector("link[rel=canonical]")?.href : location.href.split("#")[0];

  /** @type {(button: FoundBy<"[data-share]">) => Promise<void>} */
  async function share(button) {
    const url = addressOf();
    if (!url) return;
    const said = button.parentElement.querySelector("[data-said]");
    said.textContent = "";
    try {
      if (navigator.share) {
        await navigator.share({ title: document.querySelector("h1").textContent, url });
        return;
      }
    } catch (error) {
      // Who closes the sheet has changed their mind.
      if (error instanceof Error && error.name === "AbortError") return;
    }
    try {
      await navigator.clipboard.writeText(url);
      said.textContent = button.dataset.copied;
    } catch {
      said.textContent = `${button.dataset.failed} \u2066${url}\u2069`;
    }
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-share]");
    if (button) share(button);
  });
  offer();
  document.addEventListener("wijkgids:updated", offer);
})();
