/** The course without a network, new versions of it, and versions that are broken. Served by itself: what is sent changes. */
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { writeServiceWorker } from "../../src/offline/build.ts";
import { WORKER_FILE, type OfflineFile } from "../../src/offline/messages.ts";
import { addressFrom } from "../../src/publish/address.ts";
import { serveFolder } from "../support/serve-folder.ts";
import { benchOf, FIRST_LESSON, htmlOf, openReader, WRITE_PATH, WRITE_PATH_KO } from "./site.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const { base } = addressFrom(process.env);

const WORKER = readFileSync(DIST + WORKER_FILE, "utf8");
const LIST = globSync("_astro/offline.en.*.json", { cwd: DIST })[0] ?? "";

interface Site {
  /** Without a slash at its end. */
  readonly url: string;
  /** By path below the base: what is sent in place of the file. */
  readonly changed: Map<string, string>;
  isGone: boolean;
}

async function ownSite(): Promise<Site> {
  const changed = new Map<string, string>();
  const site = { url: "", changed, isGone: false };
  const served = await serveFolder(DIST, base, (address) =>
    site.isGone ? "gone" : changed.get(address.slice(base.length)),
  );
  onTestFinished(served.close);
  site.url = served.url;
  return site;
}

/** Version `number` of a course of one lesson, whose title says the version. */
function publish({ changed }: Site, number: number): void {
  const lesson = FIRST_LESSON.slice(1);
  const list = `_astro/offline.en.00000000000${number}.json`;
  const own = `_astro/only.${number}.js`;
  changed.set(lesson, htmlOf(FIRST_LESSON).replace(/<title>.*?<\/title>/, `<title>Version ${number}</title>`));
  changed.set(own, "");
  changed.set(
    list,
    JSON.stringify([
      { path: own, bytes: 1, kind: "course" },
      { path: lesson, bytes: 1, kind: "course", revision: String(number) },
    ] satisfies OfflineFile[]),
  );
  changed.set(WORKER_FILE, WORKER.replaceAll(LIST, list));
}

/** A worker is installed behind whatever the page does. */
const SLOWLY = { timeout: 20_000 };

const openKeeping = () => openReader({ serviceWorkers: "allow" });
/**
 * A new worker waits until the old one is idle, which a browser finds out within half a minute; never of one that a debugger looks
 * at, as here. So the old one is stopped once the new one is there.
 */
async function letTheNewOneTakeOver(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const versions = new Map<string, string>();
  devtools.on("ServiceWorker.workerVersionUpdated", (event) => {
    for (const { versionId, status } of event.versions) versions.set(versionId, status);
  });
  await devtools.send("ServiceWorker.enable");
  const isWaiting = async () => {
    const statuses = [...versions.values()];
    if (statuses.includes("installed")) {
      for (const [versionId, status] of versions)
        if (status === "activated") await devtools.send("ServiceWorker.stopWorker", { versionId });
    }
    return statuses.length === 0 || statuses.some((status) => /^(new|installing|installed|activating)$/.test(status));
  };
  await expect.poll(isWaiting, SLOWLY).toBe(false);
  await devtools.detach();
}
const newLine = (page: Page) => page.getByRole("status").filter({ hasText: "A new version of the course is here." });
const isKept = (page: Page, file: string) =>
  page.evaluate(async (name) => (await caches.match(name)) !== undefined, base + file);
/** Waits until the worker has all of version `number`. */
const untilWhole = (page: Page, number: number) =>
  expect.poll(() => isKept(page, `_astro/offline.en.00000000000${number}.json?whole`), SLOWLY).toBe(true);

test("after one visit a lesson that was never opened is read, solved and searched without a network", async () => {
  const site = await ownSite();
  const page = await openKeeping();
  await page.goto(`${site.url}/map/`);
  const text = "all of the course is here but the database";
  await page.locator("[data-kept]").filter({ hasText: text }).waitFor({ timeout: 90_000 });
  await page.getByRole("button", { name: "Keep the whole course here" }).waitFor();

  site.isGone = true;
  await page.goto(site.url + WRITE_PATH);
  const figure = page.locator("figure[data-figure]").first();
  await figure.scrollIntoViewIfNeeded();
  await expect.poll(() => figure.getByRole("slider").isEnabled(), SLOWLY).toBe(true);
  const bench = await benchOf(page);
  expect(await bench.run()).toMatch(/^\d+ of \d+ checks passed/);
  await page.getByRole("button", { name: "Search" }).first().click();
  await page.getByRole("textbox", { name: "Search" }).fill("quorum");
  await page.locator(".pagefind-ui__result-link").first().waitFor();

  // The other language was never asked for. Its map has come with the worker.
  await page.goto(site.url + WRITE_PATH_KO);
  expect(await page.locator("h1").innerText()).toBe("아직 저장되지 않은 페이지입니다");
  await page.goto(`${site.url}/ko/map`);
  expect(await page.locator("h1").innerText()).toBe("강의 지도");
});

test("a new version says so, waits for the reader, and leaves what open pages need of the old one", async () => {
  const site = await ownSite();
  publish(site, 1);
  const page = await openKeeping();
  await page.goto(site.url + FIRST_LESSON);
  await untilWhole(page, 1);
  expect(await newLine(page).count()).toBe(0);

  publish(site, 2);
  await page.goto(site.url + FIRST_LESSON);
  await newLine(page).waitFor();
  expect(await page.title()).toBe("Version 1");
  await letTheNewOneTakeOver(page);
  await newLine(page).getByRole("button", { name: "Reload" }).click();
  await page.waitForFunction(() => document.title === "Version 2");
  await untilWhole(page, 2);
  expect(await isKept(page, "_astro/only.1.js")).toBe(true);

  publish(site, 3);
  await page.goto(site.url + FIRST_LESSON);
  await newLine(page).waitFor();
  await letTheNewOneTakeOver(page);
  await untilWhole(page, 3);
  await expect.poll(() => isKept(page, "_astro/only.1.js"), SLOWLY).toBe(false);
  expect(await isKept(page, "_astro/only.2.js")).toBe(true);
});

test("a version that cannot be installed leaves the page and the one before as they are", async () => {
  const site = await ownSite();
  publish(site, 1);
  const whole = site.changed.get(WORKER_FILE) ?? "";
  const broken = whole.replaceAll("glossary/", "never-built/");
  expect(broken).not.toBe(whole);

  site.changed.set(WORKER_FILE, broken);
  const page = await openKeeping();
  await page.goto(site.url + FIRST_LESSON);
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined), SLOWLY)
    .toBe(true);
  expect(await (await benchOf(page)).run()).toMatch(/checks passed/);

  site.changed.set(WORKER_FILE, whole);
  await page.reload();
  await untilWhole(page, 1);
  publish(site, 2);
  site.changed.set(WORKER_FILE, (site.changed.get(WORKER_FILE) ?? "").replaceAll("glossary/", "never-built/"));
  // The old worker goes on. It asks for its page once more, so the next visit has the new one.
  await page.reload();
  expect(await page.title()).toBe("Version 1");
  await newLine(page).waitFor();
  await page.reload();
  expect(await page.title()).toBe("Version 2");
  site.isGone = true;
  await page.reload();
  expect(await page.title()).toBe("Version 2");
});

test("a site published without a service worker takes the one away that browsers have", async () => {
  const site = await ownSite();
  publish(site, 1);
  const page = await openKeeping();
  await page.goto(site.url + FIRST_LESSON);
  await untilWhole(page, 1);

  const folder = mkdtempSync(path.join(tmpdir(), "removal-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await writeServiceWorker(folder, base, false);
  site.changed.set(WORKER_FILE, readFileSync(path.join(folder, WORKER_FILE), "utf8"));
  await page.reload();
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration?.update()));
  await letTheNewOneTakeOver(page);
  const left = () => page.evaluate(async () => [await caches.keys(), await navigator.serviceWorker.getRegistrations()]);
  await expect.poll(left, SLOWLY).toEqual([[], []]);
});

test.for([[200_000, "This browser has no room for the course"]] as const)(
  "in a browser with room for %d bytes the course works, and the map says that there is no more",
  async ([quotaSize, words]) => {
    const site = await ownSite();
    const page = await openKeeping();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize });
    await page.goto(`${site.url}/map/`);
    await page.locator("[data-kept]").filter({ hasText: words }).waitFor({ timeout: 30_000 });
    await page.goto(site.url + FIRST_LESSON);
    expect(await (await benchOf(page)).run()).toMatch(/checks passed/);
  },
);

test.for([
  ["/", "en"],
  ["/ko/", "ko"],
] as const)("the course can be installed from %s as an app that opens there", async ([path, language]) => {
  const site = await ownSite();
  publish(site, 1);
  const page = await openKeeping();
  await page.goto(site.url + path);
  const devtools = await page.context().newCDPSession(page);
  const { errors, data } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { lang, start_url, scope } = JSON.parse(data ?? "") as Record<string, unknown>;
  expect({ lang, start_url, scope }).toEqual({ lang: language, start_url: base + path.slice(1), scope: base });
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // Nothing can be installed from a browser of a test, which keeps nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});
