import { defineConfig } from "@playwright/test";

// Debian's own Chromium, so that nothing is downloaded that the system doesn't keep safe. Its sandbox refuses to run as
// root, which is who one is in most containers.
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  testMatch: "specs/**/*.spec.js",
  outputDir: "results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // In milliseconds, for a busy machine: every test waits for what it wants to see, and none for time.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: process.env.CI ? "dot" : "list",
  use: {
    browserName: "chromium",
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: isRoot ? ["--no-sandbox"] : [],
    },
  },
});
