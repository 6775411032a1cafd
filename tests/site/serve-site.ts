/** Serves the built site for the tests of this folder, on a port that is free, with the headers that it is published with. */
import { existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { preview, type PreviewServer } from "astro";
import type { TestProject } from "vitest/node";
import { addressFrom } from "../../src/publish/address.ts";
import { headersOf } from "../../src/publish/headers.ts";
import { readHeadersFile } from "../../src/publish/host-files.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the built site is served, its base path included, without a slash at its end. */
    siteUrl: string;
  }
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export default async function serveSite(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(`${ROOT}dist/index.html`))
    throw new Error("There is no built site in dist/: run npm run build first.");
  const server = await preview({ root: ROOT, server: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
  const rules = readHeadersFile(readFileSync(`${ROOT}dist/_headers`, "utf8"));
  const { server: http } = server as PreviewServer & { readonly server: Server };
  http.prependListener("request", (request, response) => {
    for (const [name, value] of Object.entries(headersOf(rules, request.url?.split("?")[0] ?? "/")))
      response.setHeader(name, value);
  });
  project.provide("siteUrl", `http://127.0.0.1:${server.port}${addressFrom(process.env).base}`.replace(/\/$/, ""));
  return () => server.stop();
}
