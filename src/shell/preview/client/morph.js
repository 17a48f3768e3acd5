// Brings a living part of a page up to date with new HTML, touching only what differs between the old HTML and the new.
//
// There are three trees: `shown`, as the server sent it before; `fresh`, as the server sends it now; and `live`, which is
// `shown` plus what the reader and the page's script did to it: ticked boxes, opened details, typed text, selections,
// added buttons. Where the server's trees are equal, the live one isn't touched.

export function morph(live, shown, fresh) {
  if (shown.isEqualNode(fresh)) return;
  if (!isSameKind(live, fresh) || !isSameKind(shown, fresh)) {
    live.replaceWith(document.importNode(fresh, true));
    return;
  }
  if (live.nodeType !== Node.ELEMENT_NODE) {
    if (live.data !== fresh.data) live.data = fresh.data;
    return;
  }
  morphAttributes(live, shown, fresh);
  morphChildren(live, shown, fresh);
}

function morphAttributes(live, shown, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (shown.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  for (const { name } of [...shown.attributes]) {
    if (!fresh.hasAttribute(name)) live.removeAttribute(name);
  }
}

function morphChildren(live, shown, fresh) {
  const lives = [...live.childNodes];
  let olds = [...shown.childNodes];
  const news = [...fresh.childNodes];
  // Where a script changed what children there are, it can't be told which live child came from which old one. Then
  // the live children count as the old ones: what the script did here is lost, and it is told to do it again.
  const isAsShown = lives.length === olds.length && lives.every((node, i) => isSameKind(node, olds[i]));
  if (!isAsShown) olds = lives;

  // What is equal at the beginning and at the end stays; a paragraph put between two others moves neither.
  let start = 0;
  while (start < olds.length && start < news.length && olds[start].isEqualNode(news[start])) start += 1;
  let end = 0;
  const most = Math.min(olds.length, news.length) - start;
  while (end < most && olds[olds.length - 1 - end].isEqualNode(news[news.length - 1 - end])) end += 1;

  const after = end > 0 ? lives[lives.length - end] : null;
  const oldMiddle = olds.slice(start, olds.length - end);
  const liveMiddle = lives.slice(start, lives.length - end);
  const newMiddle = news.slice(start, news.length - end);
  newMiddle.forEach((node, i) => {
    if (i < liveMiddle.length) morph(liveMiddle[i], oldMiddle[i], node);
    else live.insertBefore(document.importNode(node, true), after);
  });
  for (const node of liveMiddle.slice(newMiddle.length)) node.remove();
}

function isSameKind(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && one.id === other.id;
}
