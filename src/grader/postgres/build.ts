/** The site's PostgreSQL as files: the worker's script, and what it loads, under names that change with their content. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "esbuild";
import { ROOT } from "../bundle.ts";

const PGLITE = path.join(ROOT, "node_modules/@electric-sql/pglite/dist");

export interface PostgresFile {
  readonly name: string;
  readonly type: string;
  readonly content: () => Promise<string | Uint8Array>;
}

/** All files for one folder; the first one is the worker's script. */
export function postgresFiles(): readonly [script: PostgresFile, ...rest: PostgresFile[]] {
  const wasm = fileOf("pglite.wasm", "application/wasm");
  const initdb = fileOf("initdb.wasm", "application/wasm");
  const data = fileOf("pglite.data", "application/octet-stream");
  let script: Promise<string> | undefined;
  return [
    {
      // Its text follows from the version of PGlite and from these few files of ours.
      name: `postgres.${hashOf(
        ["build.ts", "worker.ts", "server.ts"].map((file) => readFileSync(new URL(file, import.meta.url))),
        wasm.name,
      )}.js`,
      type: "text/javascript",
      content: () => (script ??= workerScript({ wasm: wasm.name, initdb: initdb.name, data: data.name })),
    },
    wasm,
    initdb,
    data,
  ];
}

function fileOf(file: string, type: string): PostgresFile {
  const content = readFileSync(path.join(PGLITE, file));
  const [stem, ending] = file.split(".");
  return { name: `${stem}.${hashOf([content])}.${ending}`, type, content: async () => content };
}

/** What PGlite uses in Node only: behind a question that a browser answers with no. */
const withoutNode: Plugin = {
  name: "without-node",
  setup(build) {
    build.onResolve({ filter: /^(node:.*|fs|fs\/promises|path|url|util|module|crypto|ws)$/ }, ({ path }) => ({
      path,
      namespace: "without-node",
    }));
    build.onLoad({ filter: /.*/, namespace: "without-node" }, () => ({ contents: "module.exports = {};" }));
  },
};

async function workerScript(files: Readonly<Record<string, string>>): Promise<string> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["src/grader/postgres/worker.ts"],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    define: { POSTGRES_FILES: JSON.stringify(files) },
    plugins: [withoutNode],
    legalComments: "none",
  });
  return outputFiles[0]?.text ?? "";
}

function hashOf(contents: readonly Uint8Array[], more = ""): string {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.update(more).digest("hex").slice(0, 12);
}
