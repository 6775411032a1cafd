/** Serves the built site for the tests of this folder, on a port that is free. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { preview } from "astro";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the built site is served, without a slash at its end. */
    siteUrl: string;
  }
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export default async function serveSite(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(`${ROOT}dist/index.html`))
    throw new Error("There is no built site in dist/: run npm run build first.");
  const server = await preview({ root: ROOT, server: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
  project.provide("siteUrl", `http://127.0.0.1:${server.port}`);
  return () => server.stop();
}
