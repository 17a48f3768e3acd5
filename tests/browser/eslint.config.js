// What eslint asks of our scripts. Run from the root of the repository, because most scripts lie outside this folder.

import js from "@eslint/js";
import globals from "globals";

// Faults that the recommended rules don't look for.
const RULES = {
  "array-callback-return": "error",
  "eqeqeq": "error",
  "no-constructor-return": "error",
  "no-self-compare": "error",
  "no-template-curly-in-string": "error",
  "no-unreachable-loop": "error",
  "no-unused-expressions": "error",
  "no-useless-return": "error",
  "no-var": "error",
  "prefer-const": "error",
};

// What the scripts of a bundle leave for those behind them.
const SHARED = "^wijkgids[A-Z]";
const shared = Object.fromEntries(["Words", "Index", "Query", "Answer", "Hours"].map((name) => [`wijkgids${name}`, "readonly"]));

export default [
  { ignores: ["**/node_modules/", "tests/browser/results/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" } },
  js.configs.recommended,
  { rules: RULES },
  {
    // Plain scripts, joined in the order of their names: see `BUNDLES` in src/page/theme.rs.
    files: ["themes/default/scripts/**/*.js"],
    languageOptions: { sourceType: "script", ecmaVersion: 2022, globals: { ...globals.browser, ...shared } },
    rules: {
      "strict": ["error", "global"],
      // What they share is made in one file and used in another.
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { varsIgnorePattern: SHARED }],
    },
  },
  {
    files: ["src/preview/client/*.js"],
    languageOptions: { sourceType: "module", ecmaVersion: 2022, globals: globals.browser },
  },
  {
    // In Node, with parts that run in a page.
    files: ["tests/browser/**/*.js"],
    languageOptions: { sourceType: "module", globals: { ...globals.node, ...globals.browser, ...shared } },
    rules: {
      // Playwright reads from the pattern what a fixture needs, and takes an empty one only.
      "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }],
    },
  },
];
