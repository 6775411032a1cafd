/**
 * Hangul, cut to what the course says: its 860 syllables are one file of 110 KB, where the whole font is two megabytes and
 * Pretendard's own slices are thirty requests for one lesson, each of which lays the page out anew. A syllable that only a
 * reader writes comes from the reader's own system.
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import subsetFont from "subset-font";

export interface CutFont {
  readonly hash: string;
  readonly woff2: Uint8Array<ArrayBuffer>;
}

/** Hangul and the punctuation that is set with it; Latin comes from the site's other fonts. */
export const HANGUL_RANGE = "U+1100-11FF, U+3000-303F, U+3130-318F, U+AC00-D7A3";
const HANGUL = /[\u1100-\u11ff\u3000-\u303f\u3130-\u318f\uac00-\ud7a3]/g;

/** Where Korean stands: lessons, briefs and checks of exercises, and the words of every room. */
const SOURCES = "{content/ko,src,exercises}/**/*.{mdx,md,ts,svelte,astro,json}";

/** Every sign of Hangul that the sources below a folder write, sorted. */
export function hangulIn(root: string): string {
  const found = new Set<string>();
  for (const file of globSync(SOURCES, { cwd: root }))
    for (const [sign] of readFileSync(path.join(root, file), "utf8").matchAll(HANGUL)) found.add(sign);
  return [...found].sort().join("");
}

let cut: Promise<CutFont> | undefined;

/** The font, cut once for a build. */
export function hangulFont(): Promise<CutFont> {
  return (cut ??= cutFont(process.cwd()));
}

async function cutFont(root: string): Promise<CutFont> {
  const whole = createRequire(import.meta.url).resolve("pretendard/package.json");
  const ttf = path.join(path.dirname(whole), "dist/public/variable/PretendardVariable.ttf");
  const woff2 = await subsetFont(readFileSync(ttf), hangulIn(root), {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
  });
  return { hash: createHash("sha256").update(woff2).digest("hex").slice(0, 12), woff2: new Uint8Array(woff2) };
}
