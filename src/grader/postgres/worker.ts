/**
 * The worker in which the site's PostgreSQL runs. Built into a file of its own (`build.ts`), with PostgreSQL's files
 * beside it: a page that runs no such exercise loads none of it.
 */
import type { PostgresCall, PostgresWord } from "./link.ts";
import { startPostgres } from "./server.ts";

/** Names of PostgreSQL's files, put in where this is built. */
declare const POSTGRES_FILES: { readonly wasm: string; readonly initdb: string; readonly data: string };

const say = (word: PostgresWord) => self.postMessage(word);

async function fetched(file: string): Promise<Response> {
  const response = await fetch(new URL(file, self.location.href));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response;
}

async function compiled(file: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await (await fetched(file)).arrayBuffer());
}

async function start() {
  const [pgliteWasmModule, initdbWasmModule, data] = await Promise.all([
    compiled(POSTGRES_FILES.wasm),
    compiled(POSTGRES_FILES.initdb),
    fetched(POSTGRES_FILES.data),
  ]);
  return startPostgres({ pgliteWasmModule, initdbWasmModule, fsBundle: await data.blob() });
}

const starting = start();
starting.then(
  () => say({ kind: "started" }),
  (error: unknown) => say({ kind: "not-started", why: String(error) }),
);
self.onmessage = async ({ data: { id, asked } }: MessageEvent<PostgresCall>) => {
  const said = await (await starting).answer(asked);
  say({ kind: "said", id, said });
};
