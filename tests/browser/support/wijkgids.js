// Runs the program under test: publishes sites, and starts live previews.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const program = process.env.WIJKGIDS ?? path.join(REPOSITORY, "target/debug/wijkgids");

// Every run on the same day, or pages would change by themselves when a review date passes.
const environment = { ...process.env, SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, 30, 12) / 1000) };

export const LANDELIJK = path.join(REPOSITORY, "content/landelijk");
export const VOORBEELDSTAD = path.join(REPOSITORY, "content/voorbeeldstad");
export const TALEN = fileURLToPath(new URL("../fixtures/talen", import.meta.url));
export const ADRESSEN = fileURLToPath(new URL("../fixtures/adressen", import.meta.url));
export const PROEFSITE = fileURLToPath(new URL("../fixtures/proefsite", import.meta.url));

// Publishes a site into a folder, or throws what the program had to say.
export function build(site, out) {
  const arguments_ = ["--lang", "nl", "build", site, "--out", out];
  const { status, stderr, error } = spawnSync(program, arguments_, { env: environment, encoding: "utf8" });
  if (status !== 0) throw new Error(`can't build ${site}: ${error ?? stderr}`);
}

// What the program finds for each question, at most so many documents each.
export function ask(site, questions, limit) {
  const arguments_ = ["search", "-", site, "--limit", String(limit)];
  const input = questions.map((question) => `${question}\n`).join("");
  const { status, stdout, stderr, error } = spawnSync(program, arguments_, { env: environment, encoding: "utf8", input, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`can't search ${site}: ${error ?? stderr}`);
  return stdout.trim().split("\n").map((line) => JSON.parse(line));
}

// Starts a live preview on a free port. Gives its address, and a function that ends it.
export async function serve(site, { flags = [], port = 0 } = {}) {
  const arguments_ = ["--lang", "nl", "serve", site, "--port", String(port), ...flags];
  const server = spawn(program, arguments_, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(server, "exit");
  let stderr = "";
  server.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  const [line] = await Promise.race([
    once(createInterface({ input: server.stdout }), "line"),
    ended.then(([status]) => Promise.reject(new Error(`the preview ended with ${status}: ${stderr}`))),
  ]);
  const url = line.match(/http:\S+/)[0];
  const stop = async () => {
    server.kill();
    await ended;
  };
  return { url, stop, isRunning: () => server.exitCode === null && server.signalCode === null };
}
