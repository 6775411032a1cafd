/** The one page with a real database: what it costs those who only read, and what they see when it cannot be had. */
import { expect, test } from "vitest";
import { benchOf, exerciseFile, openFullEditor, openReader, siteUrl } from "./site.ts";

const DATA_API = "/aurora-cluster/data-api/";
const SLUG = "aurora-cluster/data-api-session";
const POSTGRES = /\/(postgres|pglite|initdb)\./;
/** PostgreSQL has to come and to start. */
const LONG_MS = 90_000;

test("PostgreSQL comes when Run is pressed, and not before: not to be read, nor to be typed at", async () => {
  const page = await openReader({ kept: { [SLUG]: exerciseFile(`${SLUG}/solution.ts`) } });
  const asked: string[] = [];
  page.context().on("request", (request) => {
    if (POSTGRES.test(request.url())) asked.push(request.url());
  });
  for (const path of ["/", "/aurora-cluster/failover/", DATA_API]) await page.goto(siteUrl + path, { waitUntil: "networkidle" }); // prettier-ignore
  for (const figure of await page.locator("figure[data-figure]").all()) await figure.scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "A call with the id now" }).click();
  const bench = await benchOf(page);
  await openFullEditor(bench);
  expect(asked).toEqual([]);

  page.setDefaultTimeout(LONG_MS);
  expect(await bench.run()).toMatch(/All 19 checks passed/);
  const names = asked.map((url) => /\/postgres\/(\w+)\.[0-9a-f]{12}\.(\w+)$/.exec(url)?.slice(1).join("."));
  expect(names.toSorted()).toEqual(["initdb.wasm", "pglite.data", "pglite.wasm", "postgres.js"]);

  // Once for the page.
  expect(await bench.run()).toMatch(/All 19 checks passed/);
  expect(asked).toHaveLength(4);
});

test("a network that is gone fails no check: the page says so, and the next Run goes on", async () => {
  const page = await openReader({ kept: { [SLUG]: exerciseFile(`${SLUG}/solution.ts`) } });
  page.setDefaultTimeout(LONG_MS);
  await page.goto(siteUrl + DATA_API);
  const bench = await benchOf(page);
  await page.route(/\/pglite\..*\.wasm$/, (route) => route.abort("internetdisconnected"));
  expect(await bench.run()).toMatch(/PostgreSQL could not be loaded .*your answer is kept/);
  const checks = await bench.checks();
  expect(checks.filter((text) => text.startsWith("Passed"))).toHaveLength(15);
  expect(checks.filter((text) => text.startsWith("Not run"))).toHaveLength(4);

  await page.unroute(/\/pglite\..*\.wasm$/);
  expect(await bench.run()).toMatch(/All 19 checks passed/);
});
