// A plain web host for published sites: a folder of files under a path, with the headers a careful host sends.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

// As strict as a site of Wijkgids promises to work with; the preview sends the same.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

// Serves `folder` under `base`, which begins and ends with a slash, on a free port.
export async function host(folder, base) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const wanted = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : "404.html";
    const file = path.join(folder, wanted === "" || wanted.endsWith("/") ? `${wanted}index.html` : wanted);
    const found = await readFile(file).then((body) => ({ status: 200, body, name: file }), () => missing(folder));
    response.writeHead(found.status, {
      "Content-Type": TYPES[path.extname(found.name)] ?? "application/octet-stream",
      "Content-Security-Policy": POLICY,
      "X-Content-Type-Options": "nosniff",
    });
    response.end(found.body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}${base}`, stop };
}

async function missing(folder) {
  return { status: 404, body: await readFile(path.join(folder, "404.html")), name: "404.html" };
}
