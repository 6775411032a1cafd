/** Writes the service worker of a built site, and the lists of what it keeps for each language. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Language } from "../course/registry.ts";
import { courseOf, hashOf, shellOf, type BuiltSite } from "./files.ts";
import { WORKER_FILE } from "./messages.ts";

const LANGUAGES: readonly Language[] = ["en", "ko"];

/** `SERVICE_WORKER=off` publishes a site without one, and takes away those that browsers have. */
export function hasServiceWorker(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment["SERVICE_WORKER"] !== "off";
}

/** To be called once all else is built: what is written later is in no list. `root` ends with a slash. */
export async function writeServiceWorker(root: string, base: string, isOn: boolean): Promise<void> {
  if (!isOn) {
    writeFileSync(path.join(root, WORKER_FILE), await bundled("removal.ts", { BASE: base }));
    return;
  }
  const kept = new Map<string, Buffer>();
  const site: BuiltSite = {
    files: globSync("**/*.*", { cwd: root })
      .map((file) => file.replaceAll(path.sep, "/"))
      .filter((file) => file !== WORKER_FILE)
      .toSorted(),
    read(file) {
      const content = kept.get(file) ?? readFileSync(path.join(root, file));
      kept.set(file, content);
      return content;
    },
  };
  const lists = Object.fromEntries(
    LANGUAGES.map((language) => {
      const text = JSON.stringify(courseOf(site, language));
      return [language, { file: `_astro/offline.${language}.${hashOf(text)}.json`, text }];
    }),
  );
  mkdirSync(path.join(root, "_astro"), { recursive: true });
  for (const { file, text } of Object.values(lists)) writeFileSync(path.join(root, file), text);
  const worker = await bundled("worker.ts", {
    BASE: base,
    SHELL: shellOf(site),
    LISTS: Object.fromEntries(Object.entries(lists).map(([language, { file }]) => [language, file])),
  });
  writeFileSync(path.join(root, WORKER_FILE), worker);
}

async function bundled(source: string, said: Readonly<Record<string, unknown>>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(source, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    define: {
      "process.env.NODE_ENV": '"production"',
      ...Object.fromEntries(Object.entries(said).map(([name, value]) => [name, JSON.stringify(value)])),
    },
  });
  return outputFiles[0]?.text ?? "";
}
