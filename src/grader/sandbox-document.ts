/**
 * The documents that answers run in: a file of the site with a policy of its own, and inside it a sandboxed frame.
 *
 * `eval` is how an answer is evaluated, and a frame whose text is in the page (`srcdoc`) has the page's policy: the page
 * would have to allow `eval` as well. A file has its own. The sandbox is on the frame inside, not on the file: whoever
 * opens the file gets nothing but an opaque origin with no network, and a service worker can still bring the file.
 */
import { createHash } from "node:crypto";
import { transform } from "esbuild";
import { frameMain } from "./sandbox-frame.ts";

export interface SandboxDocument {
  readonly html: string;
  /** Its Content-Security-Policy; the document also carries it itself. */
  readonly policy: string;
}

export async function sandboxDocument(): Promise<SandboxDocument> {
  const { code } = await transform(`(${frameMain.toString()})()`, { loader: "ts", minify: true, target: "es2022" });
  const inside = code.trim();
  // The page's port goes on to the frame inside. That has loaded when this document has.
  const outside = `addEventListener("message",({origin,ports})=>{if(origin===location.origin)frames[0].postMessage(null,"*",ports)})`;
  // No network of any kind; these two scripts; workers from blobs, and nothing imported from any. The frame inside has it too.
  const policy = `default-src 'none'; script-src ${hashOf(outside)} ${hashOf(inside)} 'unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'`;
  const html = [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    "<title>Runs answers, sealed off</title>",
    `<iframe sandbox="allow-scripts" title="Sealed" srcdoc="${attribute(`<!doctype html><script>${inside}</script>`)}"></iframe>`,
    `<script>${outside}</script>`,
  ].join("");
  return { html, policy };
}

function hashOf(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
