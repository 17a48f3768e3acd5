// What the scripts of the preview pass around.

// A build, as `Event` in src/preview/news.rs is written.
interface Build {
  build: string;
  previous: string | null;
  changed: string[] | null;
  problems_changed: boolean;
  follow: string | null;
}

// Whether the server can be reached.
type Connection = { connected: boolean };

type Message = Build | Connection;
type Tell = (message: Message) => void;

// What a tab says to the worker: the build it shows, or that it goes.
type OfTab = { build: string; leave?: undefined } | { leave: true };

// What the preview writes on the element of its script: src/preview/inject.rs.
type Settings = Record<"build" | "status" | "lost" | "gone", string>;

// An element that loads a file: in which attribute stands from where.
type Asset = { element: Element; name: "href" | "src"; address: URL };

// The living node of each node that the server sent; every node has one before it is asked for.
type LivingOf = Omit<WeakMap<Node, Node>, "get"> & { get(server: Node): any };

interface Document {
  getElementById(id: "wijkgids-script"): HTMLScriptElement & { readonly dataset: Settings };
  cloneNode(isDeep: boolean): Document;
  addEventListener(type: "click", listener: (event: MouseEvent & { readonly target: Element }) => void): void;
}

// Elements are found by these attributes, so they have them.
interface Element {
  getAttribute(name: "href" | "src"): string;
  closest(selector: "[data-wijkgids]"): HTMLElement | null;
}
interface ParentNode {
  querySelectorAll(selector: "link[rel~=stylesheet]"): NodeListOf<HTMLLinkElement>;
}

// It holds at least the script of the preview.
interface HTMLHeadElement {
  readonly lastChild: ChildNode;
}

// Of a worker that tabs share; this library has only those of pages.
interface Window {
  onconnect: (event: MessageEvent & { readonly ports: [MessagePort] }) => void;
}
