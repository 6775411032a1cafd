/** Serves the built site for the tests of this folder, on a port that is free, with the headers that it is published with. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { addressFrom } from "../../src/publish/address.ts";
import { serveFolder } from "../support/serve-folder.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the built site is served, its base path included, without a slash at its end. */
    siteUrl: string;
  }
}

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

export default async function serveSite(project: TestProject): Promise<() => void> {
  if (!existsSync(`${DIST}index.html`)) throw new Error("There is no built site in dist/: run npm run build first.");
  const { url, close } = await serveFolder(DIST, addressFrom(process.env).base);
  project.provide("siteUrl", url);
  return close;
}
