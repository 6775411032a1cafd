/**
 * What Lighthouse says of the built site, on its slow phone. Paints depend on the machine, so they are ratios to those of
 * a blank Starlight page, made from the same packages and measured in the same run; of each page the median run counts.
 *
 * The scores are those of the mobile preset, which loads a page at full speed and estimates how late a slow phone would
 * have painted it. Paints are seen twice: so estimated, and with the line and the processor really slowed. The estimate
 * counts whatever came before the first paint of the quick load, fonts too, although they hold no text up; two runs of
 * it differ by a third. What a reader waits for is the other, and that is what has to keep up.
 *
 *   npm run build && npm run lighthouse
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import starlight from "@astrojs/starlight";
import { build } from "astro";
import lighthouse from "lighthouse";
import { ROOT } from "../../src/grader/bundle.ts";
import { launchChromium } from "../support/chromium.ts";
import { serveFolder } from "../support/serve-folder.ts";

const PAGES = ["/", "/aurora-storage/write-path/", "/ko/aurora-storage/write-path/"];

/** The least that a page may score, of 100. */
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 } as const;
type Category = keyof typeof LEAST;
const CATEGORIES = Object.keys(LEAST) as readonly Category[];
type Result = NonNullable<Awaited<ReturnType<typeof lighthouse>>>["lhr"];
/** How much later than the blank page's a paint may come. */
const MOST_RATIO = 1.1;

interface Paints {
  readonly firstMs: number;
  readonly largestMs: number;
}

interface Look {
  readonly scores: Readonly<Record<Category, number>>;
  readonly slowed: Paints;
  readonly estimated: Paints;
  /** What costs points, in Lighthouse's words. */
  readonly faults: readonly string[];
}

async function lookAt(url: string, port: number): Promise<Look> {
  const lhr = await resultOf(url, port, CATEGORIES, "simulate");
  const slowed = await resultOf(url, port, ["performance"], "devtools");
  return {
    scores: Object.fromEntries(
      CATEGORIES.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
    ) as Record<Category, number>,
    slowed: paintsOf(slowed),
    estimated: paintsOf(lhr),
    faults: CATEGORIES.flatMap((category) =>
      (lhr.categories[category]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
        .map(({ id }) => `${category}: ${lhr.audits[id]?.title ?? id} ${lhr.audits[id]?.displayValue ?? ""}`.trim()),
    ),
  };
}

async function resultOf(
  url: string,
  port: number,
  categories: readonly Category[],
  throttlingMethod: "simulate" | "devtools",
): Promise<Result> {
  const onlyCategories = [...categories];
  const result = await lighthouse(url, { port, output: "json", logLevel: "silent", onlyCategories, throttlingMethod });
  const lhr = result?.lhr;
  if (lhr === undefined || lhr.runtimeError !== undefined)
    throw new Error(`${url}: ${lhr?.runtimeError?.message ?? "Lighthouse gave no result."}`);
  return lhr;
}

function paintsOf({ audits }: Result): Paints {
  const value = (audit: string) => audits[audit]?.numericValue ?? NaN;
  return { firstMs: value("first-contentful-paint"), largestMs: value("largest-contentful-paint") };
}

/** A site of one page with nothing on it but a sentence. */
async function buildYardstick(folder: string): Promise<string> {
  mkdirSync(path.join(folder, "src/content/docs"), { recursive: true });
  writeFileSync(
    path.join(folder, "package.json"),
    '{ "type": "module", "dependencies": { "astro": "*", "@astrojs/starlight": "*" } }\n',
  );
  writeFileSync(path.join(folder, "src/content/docs/index.md"), "---\ntitle: Blank\n---\n\nOne sentence.\n");
  writeFileSync(
    path.join(folder, "src/content.config.ts"),
    `import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  );
  await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    cacheDir: "./cache",
    integrations: [starlight({ title: "Blank" })],
  });
  return path.join(folder, "dist");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const middle = (looks: readonly Look[]): Look =>
  looks.toSorted((a, b) => a.slowed.largestMs - b.slowed.largestMs)[Math.floor(looks.length / 2)] as Look;

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "3" } } });
  if (!existsSync(path.join(ROOT, "dist/index.html"))) throw new Error("There is no built site: npm run build first.");
  // Below the repository, so that it finds the same packages.
  mkdirSync(path.join(ROOT, ".runner"), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, ".runner/yardstick-"));
  const port = await freePort();
  const site = await serveFolder(path.join(ROOT, "dist"));
  const browser = await launchChromium([`--remote-debugging-port=${port}`]);
  try {
    const blank = await serveFolder(await buildYardstick(folder));
    const urls = [`${blank.url}/`, ...PAGES.map((page) => site.url + page)];
    const looks = new Map<string, Look[]>(urls.map((url) => [url, []]));
    // In turns, so that a busy moment of the machine meets all of them.
    for (let run = 0; run < Number(values.runs); run++)
      for (const url of urls) looks.get(url)?.push(await lookAt(url, port));
    blank.close();

    const yardstick = middle(looks.get(urls[0] ?? "") ?? []);
    for (const how of ["slowed", "estimated"] as const) console.log(`blank page, ${how}: ${spoken(yardstick[how])}`);
    return PAGES.map((page) => tell(page, middle(looks.get(site.url + page) ?? []), yardstick)).every(Boolean);
  } finally {
    await browser.close();
    site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints what was seen of a page, and says whether it will do. */
function tell(page: string, look: Look, yardstick: Look): boolean {
  const low = CATEGORIES.filter((category) => look.scores[category] < LEAST[category]);
  const { firstMs, largestMs } = look.slowed;
  const isInTime =
    firstMs <= MOST_RATIO * yardstick.slowed.firstMs && largestMs <= MOST_RATIO * yardstick.slowed.largestMs;
  const isGood = low.length === 0 && isInTime;
  console.log(
    [
      `${isGood ? "good" : "FAILS"} ${page}`,
      CATEGORIES.map((category) => `${category} ${look.scores[category]}`).join(", "),
      `slowed: ${spoken(look.slowed, yardstick.slowed)}`,
      `estimated: ${spoken(look.estimated, yardstick.estimated)}`,
      ...look.faults,
    ].join("\n  "),
  );
  return isGood;
}

function spoken(paints: Paints, yardstick?: Paints): string {
  const one = (which: keyof Paints) =>
    `${yardstick === undefined ? "" : `${(paints[which] / yardstick[which]).toFixed(2)}, `}${paints[which].toFixed(0)} ms`;
  return `first paint ${one("firstMs")}; largest paint ${one("largestMs")}`;
}

process.exitCode = (await main()) ? 0 : 1;
