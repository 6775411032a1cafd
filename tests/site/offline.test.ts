/** The course without a network, new versions of it, and versions that are broken. Served by itself: what is sent changes. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { addressFrom } from "../../src/publish/address.ts";
import { serveFolder, type Instead } from "../support/serve-folder.ts";
import { benchOf, exerciseFile, htmlOf, openFullEditor, openReader, pasteOver, type VisitOptions } from "./site.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const { base } = addressFrom(process.env);
const FIRST_LESSON = "start/how-this-course-works/";
const UNVISITED = "aurora-storage/write-path/";

interface Site {
  readonly url: string;
  /** By path below the base: what is sent in place of the file. */
  readonly changed: Map<string, string>;
  isGone: boolean;
}

async function ownSite(): Promise<Site> {
  const changed = new Map<string, string>();
  const site = { url: "", changed, isGone: false };
  const instead: Instead = (address) => (site.isGone ? "gone" : changed.get(address.slice(base.length)));
  const served = await serveFolder(DIST, base, instead);
  onTestFinished(served.close);
  site.url = `${served.url}/`;
  return site;
}

const openKeeping = (options: VisitOptions = {}) => openReader({ serviceWorkers: "allow", ...options });

/** Waits on the map until so much is there. */
async function untilKept(page: Page, text: RegExp): Promise<void> {
  await page.locator("[data-kept]").filter({ hasText: text }).waitFor({ timeout: 60_000 });
}

test("after one visit an unvisited lesson is read, solved and searched without a network", async () => {
  const site = await ownSite();
  const page = await openKeeping();
  const t0 = Date.now();
  const lap = (s: string) => console.log(s, Date.now() - t0);
  await page.goto(`${site.url}map/`);
  await untilKept(page, /About 6 MB to come/);
  lap("filled");
  await page.getByRole("button", { name: "Keep the whole course here" }).click();
  await untilKept(page, /all of the course is here/);
  lap("whole");

  site.isGone = true;
  await page.goto(site.url + UNVISITED);
  await page.locator("figure[data-figure]").first().scrollIntoViewIfNeeded();
  await expect.poll(() => page.locator("figure[data-figure]").first().getByRole("slider").isEnabled()).toBe(true);
  lap("figure");
  const bench = await benchOf(page);
  await openFullEditor(bench);
  await pasteOver(page, exerciseFile("aurora-storage/commit-tracker/solution.ts"));
  expect(await bench.run()).toMatch(/passed/i);
  lap("run");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Search" }).first().click();
  await page.getByRole("textbox", { name: "Search" }).fill("quorum");
  await page.locator(".pagefind-ui__result-link").first().waitFor();
  lap("search");
  await page.goto(site.url + "glossary/");
  await page.goto(site.url + "aurora-cluster/data-api/");
  const b2 = await benchOf(page);
  page.setDefaultTimeout(60000);
  console.log(await b2.run());
  lap("pg");
  await page.goto(site.url + "ko/aurora-storage/write-path/");
  expect(await page.title()).toMatch(/아직 저장되지 않은/);
  await page.goto(site.url + "map");
  await untilKept(page, /all of the course is here/);
  lap("end");
});
