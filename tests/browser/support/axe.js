// The automatic part of WCAG 2.2 AA.

import { AxeBuilder } from "@axe-core/playwright";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

// What axe finds, short enough to read in a failing test. A ground that it gave up on is a fault too: then nothing in
// front of it would be judged.
export async function faults(page) {
  await page.evaluate(paintOver);
  const { violations, incomplete } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const isPainted = ({ any }) => any.some(({ data }) => /bgGradient|bgImage/.test(data?.messageKey));
  const found = [...violations, ...incomplete.map(({ id, nodes }) => ({ id, nodes: nodes.filter(isPainted) }))];
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`));
}

// The theme draws thin lines with gradients, and nothing behind a text. Axe can't know, and judges no contrast on top of
// an element that has one.
function paintOver() {
  const plain = new CSSStyleSheet();
  plain.replaceSync("* { background-image: none !important; }");
  document.adoptedStyleSheets.push(plain);
}
