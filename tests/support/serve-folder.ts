/** Serves a built site on loopback as a host does: with its headers, small, and its own page where there is nothing. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { headersOf } from "../../src/publish/headers.ts";
import { readHeadersFile } from "../../src/publish/host-files.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
};
const SMALL_ALREADY = new Set([".png", ".woff2"]);

export interface ServedFolder {
  /** Of the site, its base path included, without a slash at its end. */
  readonly url: string;
  close(): void;
}

/** What is sent for an address in place of its file; `"gone"` ends the connection. */
export type Instead = (address: string) => string | "gone" | undefined;

export async function serveFolder(folder: string, base = "/", instead?: Instead): Promise<ServedFolder> {
  const said = path.join(folder, "_headers");
  const rules = existsSync(said) ? readHeadersFile(readFileSync(said, "utf8")) : [];
  const gzipped = new Map<string, Buffer>();
  const smaller = (file: string) => {
    const kept = gzipped.get(file) ?? gzipSync(readFileSync(file));
    gzipped.set(file, kept);
    return kept;
  };
  /** The file of an address, or the address that it should have been. */
  const find = (address: string): { file: string } | { elsewhere: string } | undefined => {
    if (!address.startsWith(base) || address.includes("..")) return undefined;
    const file = path.join(folder, decodeURIComponent(address.slice(base.length)));
    if (!existsSync(file)) return undefined;
    if (!statSync(file).isDirectory()) return { file };
    return address.endsWith("/") ? find(`${address}index.html`) : { elsewhere: `${address}/` };
  };

  const server = createServer((request, response) => {
    const address = request.url?.split("?")[0] ?? "/";
    for (const [name, value] of Object.entries(headersOf(rules, address))) response.setHeader(name, value);
    const other = instead?.(address);
    if (other === "gone") return void response.destroy();
    const found = find(address);
    if (found !== undefined && "elsewhere" in found) {
      response.writeHead(301, { location: found.elsewhere }).end();
      return;
    }
    const file = found?.file ?? path.join(folder, "404.html");
    const ending = other === undefined ? path.extname(file) : path.extname(address) || ".html";
    const mayGzip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") && !SMALL_ALREADY.has(ending);
    response.setHeader("content-type", TYPES[ending] ?? "application/octet-stream");
    if (other !== undefined) return void response.end(other);
    if (mayGzip) response.setHeader("content-encoding", "gzip");
    response.statusCode = found === undefined ? 404 : 200;
    if (request.method === "HEAD") response.end();
    else response.end(mayGzip ? smaller(file) : readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`.replace(/\/$/, ""),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
