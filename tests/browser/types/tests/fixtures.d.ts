// What support/test.js hands to every test.

import type { TestType } from "@playwright/test";
import type { PlaywrightTestArgs, PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from "@playwright/test";
import type { Editor } from "../../support/test.js";

// A live preview, or a host of a published site.
export interface Running {
  url: string;
  stop(): Promise<unknown>;
}
export interface Preview extends Running {
  isRunning(): boolean;
}
// The folder of a published site, and the host of it.
export interface Published extends Running {
  out: string;
}

export interface Opening {
  flags?: string[];
  prepare?(editor: Editor): unknown;
}

export interface Given {
  tolerated: RegExp;
  site: string;
  flags: string[];
  openEditor(site: string, opening?: Opening): Promise<Editor>;
  editor: Editor;
  openSite(site: string): Promise<Published>;
}

export interface GivenToWorker {
  landelijk: Preview;
  proefsite: Preview;
  voorbeeldstad: Published;
  inwoners: Published;
  adressen: Published;
  talen: Published;
  published: string;
  hosted: Running;
}

export type Test = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & Given, PlaywrightWorkerArgs & PlaywrightWorkerOptions & GivenToWorker
>;
