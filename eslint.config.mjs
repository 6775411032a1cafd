import astro from "eslint-plugin-astro";
import svelte from "eslint-plugin-svelte";
import tseslint from "typescript-eslint";

/*
 * Who may import whom. Dependencies point one way:
 *
 *   core <- testing <- exercises, tests/suites <- grader <- workbench <- components, pages
 *   core <- figures <- workbench,  core <- papers,  figures, workbench <- playground <- components
 *
 * Each rule says the way out.
 */
const ROOMS = [
  {
    files: ["src/core/**"],
    banned: {
      "../../testing/*|../../grader/*|../../figures/*|../../workbench/*|../../course/*|../../components/*":
        "The core stands alone: it runs in Node, in a page and in a worker. Move what you need into src/core, or pass it in as an argument.",
      "four-of-six/*": "Inside the core, import the file itself (../kernel/index.ts).",
      "node:*|fast-check|vitest|svelte|astro":
        "The core imports nothing outside itself. Take what the machine knows as an argument, and give data back.",
    },
  },
  {
    files: ["src/testing/**"],
    banned: {
      "**/grader/*|**/figures/*|**/workbench/*|**/course/*|**/components/*":
        "The test API knows the core only: suites run where nothing else is. Give the host what it needs as data in the report.",
      "node:*|svelte|astro": "The test API runs in a worker. Only the core and fast-check are there.",
    },
  },
  {
    files: ["exercises/**", "tests/suites/**", "tests/arbitraries/**"],
    banned: {
      "**/grader/*|**/figures/*|**/workbench/*|**/src/**":
        "An exercise sees the core as its users do: import from four-of-six/aurora, /cluster, /kernel, /start or /testing.",
      "node:*|svelte|astro":
        "Suites run in a worker: no file system, no network, no page. Put data into the suite itself.",
    },
  },
  {
    files: ["src/figures/**"],
    banned: {
      "**/testing/*|**/grader/*|**/workbench/*|**/playground/*|**/course/*|**/components/*":
        "A figure draws a trace of the core and knows nothing else. Take what it needs as a prop.",
    },
  },
  {
    files: ["src/papers/**"],
    banned: {
      "**/testing/*|**/grader/*|**/figures/*|**/workbench/*|**/course/*|**/components/*":
        "A section of `npm run papers` measures the core and prints numbers. Move what it needs into src/core.",
    },
  },
  {
    files: ["src/grader/**"],
    banned: {
      // The registry is the order of the course, and has no face either.
      "**/figures/*|**/workbench/*|**/playground/*|**/course/*|!**/course/registry*|**/components/*":
        "The grader has no face. Give the report what the page needs to show, and let the workbench show it.",
    },
  },
  {
    files: ["src/workbench/**"],
    banned: {
      "**/playground/*": "The playground uses the workbench's editor and judge. What both need stays in the workbench.",
      "**/components/*|**/pages/*":
        "The workbench is used by pages, never the other way round. Take it as a prop or a slot.",
      "**/grader/sealed/*|**/grader/bundle*|**/grader/node-*|**/grader/cli*|**/grader/grade-command*":
        "Only the site's host runs in a page: import grader/browser-host.ts or report.ts.",
    },
  },
  {
    files: ["src/playground/**"],
    banned: {
      "**/components/*|**/pages/*|**/course/*":
        "The playground is used by its page, never the other way round. Take it as a prop: Playground.astro has it.",
      "**/grader/sealed/*|**/grader/bundle*|**/grader/node-*|**/grader/cli*|**/grader/grade-command*":
        "Only the site's host runs in a page: take workbench/judge.ts.",
    },
  },
];

/** No clock and no luck: a run is a function of its scenario and seed. */
const DETERMINISM = [
  { object: "Math", property: "random", message: "Breaks replay. Take the seeded Random as an argument." },
  { object: "Date", property: "now", message: "Breaks replay. Time is the simulation's nowMs." },
  { object: "performance", property: "now", message: "Breaks replay. Time is the simulation's nowMs." },
];

/** Engines may differ in the last digit of these; a trace must not. */
const INEXACT = [
  "exp",
  "log",
  "log2",
  "log10",
  "pow",
  "sin",
  "cos",
  "tan",
  "atan",
  "cbrt",
  "hypot",
  "sinh",
  "cosh",
  "tanh",
].map((property) => ({
  object: "Math",
  property,
  message: "Its last digit may differ between engines. Use the four basic operations, or a table.",
}));

const rooms = ROOMS.map(({ files, banned }) => ({
  files: files.map((glob) => `${glob}/*.{ts,svelte}`),
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: Object.entries(banned).map(([group, message]) => ({ group: group.split("|"), message })) },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["dist/", ".astro/", ".runner/", "answers/", "node_modules/", "tests/grader/hostile/"] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  ...astro.configs.recommended,
  {
    files: ["**/*.svelte"],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "no-constant-condition": ["error", { checkLoops: false }],
    },
  },
  {
    files: ["**/*.{svelte,astro}"],
    // The compilers of these files see what the rules do not: uses in markup, and warnings that a comment answers.
    rules: {
      "@typescript-eslint/no-unused-vars": "off",
      "prefer-const": "off",
      "svelte/no-unused-svelte-ignore": "off",
    },
  },
  {
    files: ["src/core/**/*.ts", "exercises/**/*.ts", "tests/suites/**/*.ts"],
    rules: {
      "no-restricted-properties": ["error", ...DETERMINISM, ...INEXACT],
      "no-restricted-globals": [
        "error",
        { name: "Date", message: "Breaks replay. Time is the simulation's nowMs." },
        { name: "setTimeout", message: "Breaks replay. Use the simulation's after()." },
        { name: "setInterval", message: "Breaks replay. Use the simulation's after()." },
        { name: "window", message: "Runs in workers and in Node too. Take what you need as an argument." },
        { name: "document", message: "Runs in workers and in Node too. Take what you need as an argument." },
        { name: "process", message: "Runs in browsers too. Take what you need as an argument." },
      ],
    },
  },
  {
    // A stub's unused names are the learner's; a mistake may have been made by somebody who left one behind.
    files: ["exercises/**/{stub,mistakes/*,alternatives/*}.ts"],
    rules: { "@typescript-eslint/no-unused-vars": "off", "no-empty-function": "off" },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  ...rooms,
);
