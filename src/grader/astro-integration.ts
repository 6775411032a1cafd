/**
 * Puts the sealed runner, the suites, what exercises say, PostgreSQL, the editor's types and the shapes of
 * scenarios on the site: built files with their hash in the name, and a
 * virtual module that says where they are. `npm run dev` serves the same, rebuilt when a source has changed.
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import type { Plugin } from "vite";
import { runnerBundle, suiteBundle } from "./bundle.ts";
import { coreProgram, editorTypes, scenarioShapes } from "./editor-types.ts";
import { exerciseNames, loadExercise, loadSignatures } from "./exercises.ts";
import type { Materials } from "./materials.ts";
import { postgresFiles } from "./postgres/build.ts";
import { sandboxDocument } from "./sandbox-document.ts";

const MODULE = "virtual:sealed-runner";

interface Asset {
  readonly file: string;
  readonly type: string;
  readonly content: () => Promise<string | Uint8Array>;
}

export function sealedRunner(): AstroIntegration {
  let base = "/";
  let assets: readonly Asset[] = [];
  return {
    name: "sealed-runner",
    hooks: {
      "astro:config:setup": async ({ command, config, updateConfig }) => {
        // Only what content is typed as is asked for: no page is made that would need any of this.
        if (command === "sync") return;
        base = config.base.replace(/\/?$/, "/");
        assets = await assetsOf(command === "dev");
        updateConfig({ vite: { plugins: [virtualModule(() => urlsOf(base, assets))] } });
      },
      "astro:server:setup": ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const asset = assets.find(({ file }) => request.url?.split("?")[0] === base + file);
          if (asset === undefined) return next();
          response.setHeader("content-type", asset.type);
          asset.content().then((content) => response.end(content), next);
        });
      },
      "astro:build:done": async ({ dir }) => {
        for (const folder of ["runner/", "postgres/"])
          mkdirSync(fileURLToPath(new URL(folder, dir)), { recursive: true });
        for (const asset of assets) writeFileSync(fileURLToPath(new URL(asset.file, dir)), await asset.content());
      },
    },
  };
}

async function assetsOf(isDev: boolean): Promise<readonly Asset[]> {
  const script = async (name: string, text: () => Promise<string>): Promise<Asset> => ({
    file: `runner/${name}.${isDev ? "dev" : hashOf(await text())}.js`,
    type: "text/javascript",
    content: text,
  });
  const program = coreProgram();
  const types = JSON.stringify(editorTypes(program));
  const shapes = JSON.stringify(scenarioShapes(program));
  const { html } = await sandboxDocument();
  return [
    { file: `runner/frame.${hashOf(html)}.html`, type: "text/html", content: async () => html },
    await script("runner", async () => (await runnerBundle()).text),
    ...(await Promise.all(
      exerciseNames().map((name) => script(name.replace("/", "."), async () => (await suiteBundle(name)).text)),
    )),
    ...(await Promise.all(
      exerciseNames().flatMap((name) => LOCALES.map((locale) => materialsOf(name, locale, isDev))),
    )),
    { file: `runner/types.${hashOf(types)}.json`, type: "application/json", content: async () => types },
    { file: `runner/scenarios.${hashOf(shapes)}.json`, type: "application/json", content: async () => shapes },
    ...postgresFiles().map(({ name, ...file }): Asset => ({ file: `postgres/${name}`, ...file })),
  ];
}

const LOCALES = ["en", "ko"] as const;

/** What an exercise says, in a page's language only, and how its known mistakes fail. */
async function materialsOf(name: string, locale: (typeof LOCALES)[number], isDev: boolean): Promise<Asset> {
  const text = async () => {
    const exercise = await loadExercise(name);
    // A page has one language: its text stands where English stands in the source. Names of checks the page has itself.
    const inLanguage = (key: string, value: unknown) => {
      if (key === "nameKo") return undefined;
      const isLocalized = typeof value === "object" && value !== null && "en" in value && typeof value.en === "string";
      return isLocalized ? { en: (locale === "ko" && "ko" in value && value.ko) || value.en } : value;
    };
    const materials: Materials = { exercise, signatures: loadSignatures(name) };
    return JSON.stringify(materials, inLanguage);
  };
  const hash = isDev ? "dev" : hashOf(await text());
  return { file: `runner/${name.replace("/", ".")}.${locale}.${hash}.json`, type: "application/json", content: text };
}

/** What the virtual module exports. */
function urlsOf(base: string, assets: readonly Asset[]) {
  const url = (prefix: string) => base + (assets.find(({ file }) => file.startsWith(`runner/${prefix}.`))?.file ?? "");
  const script = (name: string) =>
    base + (assets.find(({ file, type }) => file.startsWith(`runner/${name.replace("/", ".")}.`) && type === "text/javascript")?.file ?? ""); // prettier-ignore
  return {
    frameUrl: url("frame"),
    runnerUrl: url("runner"),
    typesUrl: url("types"),
    scenariosUrl: url("scenarios"),
    postgresUrl: base + (assets.find(({ file }) => file.startsWith("postgres/postgres."))?.file ?? ""),
    suiteUrls: Object.fromEntries(exerciseNames().map((name) => [name, script(name)])),
    materialsUrls: Object.fromEntries(
      LOCALES.map((locale) => [
        locale,
        Object.fromEntries(exerciseNames().map((name) => [name, url(`${name.replace("/", ".")}.${locale}`)])),
      ]),
    ),
  };
}

function virtualModule(urls: () => ReturnType<typeof urlsOf>): Plugin {
  return {
    name: "sealed-runner",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load: (id) =>
      id === `\0${MODULE}`
        ? Object.entries(urls())
            .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
            .join("\n")
        : undefined,
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
