/** What a host sends with a file must not depend on the host. */
import { expect, it } from "vitest";
import { headerRules, headersOf, type HeaderRule } from "../../src/publish/headers.ts";
import { headersFile, nginxConfiguration, readHeadersFile, vercelJson } from "../../src/publish/host-files.ts";

const FILES = ["index.html", "404.html", "start/one/index.html", "ko/start/one/index.html", "runner/frame.abc.html"];

function rulesFor(base: string): readonly HeaderRule[] {
  return headerRules({
    base,
    files: FILES,
    scriptHashes: ["'sha256-x='"],
    sandbox: { file: "runner/frame.abc.html", policy: "script-src 'unsafe-eval'" },
  });
}

const PATHS = [
  "",
  "404.html",
  "start/one/",
  "ko/",
  "ko/start/one/",
  "runner/frame.abc.html",
  "runner/frameXabcXhtml",
  "runner/start.first-run.abc.js",
  "_astro/page.abc.js",
  "postgres/worker.abc.js",
  "pagefind/pagefind.js",
  "mark.svg",
];

const vercelHeaders = (rules: readonly HeaderRule[], path: string) => {
  const { headers } = JSON.parse(vercelJson(rules)) as {
    headers: { source: string; headers: { key: string; value: string }[] }[];
  };
  const fitting = headers.filter(({ source }) => new RegExp(`^${source}$`).test(path));
  return Object.fromEntries(fitting.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value])));
};

const nginxHeaders = (rules: readonly HeaderRule[], base: string, path: string) => {
  const text = nginxConfiguration(rules, { base, root: "/srv", port: 8080 });
  const maps = new Map(
    [...text.matchAll(/^map \$uri (\$\w+) \{\n(.*?)^\}/gms)].map(([, variable = "", body = ""]) => [
      variable,
      [...body.matchAll(/^ {2}"~(.*?)" "(.*)";$/gm)].map(([, pattern = "", value = ""]) => ({ pattern, value })),
    ]),
  );
  const sent = [...text.matchAll(/^ {2}add_header (\S+) (\$\w+) always;$/gm)].map(([, name = "", variable = ""]) => {
    const line = maps.get(variable)?.find(({ pattern }) => new RegExp(pattern).test(path));
    return [name, line?.value] as const;
  });
  // nginx sends no header without a value.
  return Object.fromEntries(sent.filter(([, value]) => value !== undefined));
};

it.each(["/", "/course/"])("says the same to every host, below %s", (base) => {
  const rules = rulesFor(base);
  for (const path of PATHS.map((path) => base + path)) {
    const headers = headersOf(readHeadersFile(headersFile(rules)), path);
    expect(Object.keys(headers).length, path).toBeGreaterThanOrEqual(4);
    expect(vercelHeaders(rules, path), path).toEqual(headers);
    expect(nginxHeaders(rules, base, path), path).toEqual(headers);
  }
});

it("gives no path the same header by two rules: hosts differ in what they make of it", () => {
  const rules = rulesFor("/");
  for (const path of PATHS.map((path) => `/${path}`)) {
    const fitting = rules.filter(({ path: rule }) => headersOf([{ path: rule, headers: { a: "" } }], path)["a"] === "");
    const names = fitting.flatMap(({ headers }) => Object.keys(headers));
    expect(names.length, path).toBe(new Set(names).size);
  }
});

it("lets pages evaluate nothing, and the document that answers run in reach nothing", () => {
  const rules = rulesFor("/");
  const policyOf = (path: string) => headersOf(rules, path)["Content-Security-Policy"] ?? "";
  for (const page of ["/", "/404.html", "/start/one/", "/ko/start/one/"]) {
    expect(policyOf(page)).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-x=';/);
    expect(policyOf(page)).not.toContain("'unsafe-eval'");
    expect(headersOf(rules, page)["Cache-Control"]).toBe("no-cache");
  }
  expect(policyOf("/runner/frame.abc.html")).toBe("script-src 'unsafe-eval'; frame-ancestors 'self'");
  expect(headersOf(rules, "/_astro/page.abc.js")["Cache-Control"]).toContain("immutable");
});
