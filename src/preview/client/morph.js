// Brings a living page up to date with new HTML, touching only what differs between the old HTML and the new.
//
// There are three trees: `shown`, as the server sent it before; `fresh`, as the server sends it now; and the living one,
// which is `shown` plus what the reader and the page's script did to it: ticked boxes, opened details, typed text,
// selections, added buttons. Where the server's trees are equal, the living one isn't touched.

// The living node that came from each node of the server's tree.
/** @type {LivingOf} */
const livingOf = new WeakMap();

// Notes that `living` came from `server`, with all that is in them. They have to be equal.
/** @type {(server: Node, living: Node) => void} */
export function link(server, living) {
  livingOf.set(server, living);
  server.childNodes.forEach((child, i) => link(child, living.childNodes[i]));
}

// Makes the living counterpart of `shown` that of `fresh`.
/** @type {(shown: ChildNode, fresh: ChildNode) => void} */
export function morph(shown, fresh) {
  /** @type {ChildNode} */
  const living = livingOf.get(shown);
  if (shown.isEqualNode(fresh)) {
    handOver(shown, fresh);
  } else if (!isSameKind(shown, fresh)) {
    living.replaceWith(copied(fresh));
  } else {
    livingOf.set(fresh, living);
    if (living instanceof Element && shown instanceof Element && fresh instanceof Element) {
      morphAttributes(living, shown, fresh);
      morphChildren(living, [...shown.childNodes], [...fresh.childNodes]);
    } else if (living instanceof CharacterData && fresh instanceof CharacterData) {
      living.data = fresh.data;
    }
  }
}

/** @type {(shown: Node, fresh: Node) => void} */
function handOver(shown, fresh) {
  livingOf.set(fresh, livingOf.get(shown));
  shown.childNodes.forEach((child, i) => handOver(child, fresh.childNodes[i]));
}

// A living copy of a new node.
/** @type {(fresh: ChildNode) => ChildNode} */
function copied(fresh) {
  const living = document.importNode(fresh, true);
  link(fresh, living);
  return living;
}

/** @type {(one: Node, other: Node) => boolean} */
function isSameKind(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && idOf(one) === idOf(other);
}

/** @type {(node: Node) => string} */
function idOf(node) {
  return node instanceof Element ? node.id : "";
}

/** @type {(living: Element, shown: Element, fresh: Element) => void} */
function morphAttributes(living, shown, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (shown.getAttribute(name) !== value) living.setAttribute(name, value);
  }
  for (const { name } of shown.attributes) {
    if (!fresh.hasAttribute(name)) living.removeAttribute(name);
  }
}

/** @type {(living: Element, olds: ChildNode[], news: ChildNode[]) => void} */
function morphChildren(living, olds, news) {
  // A script took some of them away. What it put in their place can't be mended; it is told to do so again.
  if (olds.some((old) => livingOf.get(old).parentNode !== living)) {
    living.replaceChildren(...news.map(copied));
    return;
  }
  // What is equal at the beginning and at the end stays; a paragraph put between two others moves neither.
  let start = 0;
  while (start < olds.length && start < news.length && olds[start].isEqualNode(news[start])) start += 1;
  const most = Math.min(olds.length, news.length) - start;
  let end = 0;
  while (end < most && olds[olds.length - 1 - end].isEqualNode(news[news.length - 1 - end])) end += 1;

  const next = end > 0 ? livingOf.get(olds[olds.length - end]) : null;
  const oldMiddle = olds.slice(start, olds.length - end);
  const newMiddle = news.slice(start, news.length - end);
  for (let i = 0; i < start; i += 1) handOver(olds[i], news[i]);
  for (let i = 1; i <= end; i += 1) handOver(olds[olds.length - i], news[news.length - i]);
  const pairs = paired(oldMiddle, newMiddle);
  const kept = new Set(pairs.values());
  let following = next;
  for (const node of newMiddle.reverse()) {
    const old = pairs.get(node);
    if (old === undefined) living.insertBefore(copied(node), following);
    else morph(old, node);
    following = livingOf.get(node);
  }
  for (const old of oldMiddle) if (!kept.has(old)) livingOf.get(old).remove();
}

// How many pairs are weighed at most: more would keep whoever looks at a list of thousands waiting.
const MOST_WEIGHED = 40_000;

// Which old node each new one continues: in the order of both, those that have most in common (a heaviest common
// subsequence). So what was put before a form or a section takes nothing from who fills it in. Of very long lists those at
// the same place.
/** @type {(olds: ChildNode[], news: ChildNode[]) => Map<ChildNode, ChildNode>} */
function paired(olds, news) {
  /** @type {Map<ChildNode, ChildNode>} */
  const pairs = new Map();
  if (olds.length * news.length > MOST_WEIGHED) {
    olds.slice(0, news.length).forEach((old, i) => pairs.set(news[i], old));
    return pairs;
  }
  const names = news.map(nameOf);
  const weights = olds.map((old) => {
    const name = nameOf(old);
    return news.map((node, j) => weight(old, node, name !== "" && name === names[j]));
  });
  // What the pairs from the i-th old and the j-th new node on weigh at most.
  const most = Array.from({ length: olds.length + 1 }, () => new Uint32Array(news.length + 1));
  for (let i = olds.length - 1; i >= 0; i -= 1) {
    for (let j = news.length - 1; j >= 0; j -= 1) {
      most[i][j] = Math.max(most[i + 1][j], most[i][j + 1], most[i + 1][j + 1] + weights[i][j]);
    }
  }
  for (let i = 0, j = 0; i < olds.length && j < news.length; ) {
    if (weights[i][j] > 0 && most[i][j] === most[i + 1][j + 1] + weights[i][j]) {
      pairs.set(news[j], olds[i]);
      i += 1;
      j += 1;
    } else if (most[i][j] === most[i + 1][j]) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return pairs;
}

// How much two nodes have in common: above all a name, then being equal, then their kind. Nothing is lost with a text.
/** @type {(old: ChildNode, node: ChildNode, isNamesake: boolean) => number} */
function weight(old, node, isNamesake) {
  if (!isSameKind(old, node)) return 0;
  if (!(node instanceof Element)) return 1;
  return 2 + Number(old.isEqualNode(node)) + (isNamesake ? 3 : 0);
}

// What tells an element from others of its kind: its own id, or that of its heading or its first field.
/** @type {(node: ChildNode) => string} */
function nameOf(node) {
  return node instanceof Element ? node.id || (node.querySelector("[id]")?.id ?? "") : "";
}
