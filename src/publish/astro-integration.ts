/**
 * Makes a built site ready for its hosts: each page carries its own security policy, for hosts that send no headers; the
 * headers are written down for those that do; a page brings its styles with it, and its scripts wait for the first paint;
 * search engines are told where the sitemap is; and the service worker gets its lists of all that.
 */
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroConfig, AstroIntegration } from "astro";
import { headersFile, nginxConfiguration, vercelJson } from "./host-files.ts";
import { headerRules, pagePolicy } from "./headers.ts";
import { withFirstPaint } from "./first-paint.ts";
import { scopesIn, withStyles } from "./page-styles.ts";
import { hasServiceWorker, writeServiceWorker } from "../offline/build.ts";

export function publishing(): AstroIntegration {
  let config: AstroConfig;
  return {
    name: "publishing",
    hooks: {
      "astro:config:setup": ({ command, updateConfig }) => {
        const isOn = command === "build" && hasServiceWorker(process.env);
        updateConfig({ vite: { define: { "import.meta.env.SERVICE_WORKER": JSON.stringify(isOn) } } });
      },
      "astro:config:done": (done) => {
        config = done.config;
      },
      "astro:build:done": async ({ dir }) => {
        const root = fileURLToPath(dir);
        const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);
        const files = globSync("**/*.html", { cwd: root }).map((file) => file.replaceAll(path.sep, "/"));
        const sandbox = files.find((file) => file.startsWith("runner/"));
        if (sandbox === undefined) throw new Error("The document that answers run in has not been built.");

        const base = config.base.replace(/\/?$/, "/");
        const scriptHashes = new Set<string>();
        const read = (href: string) => readFileSync(path.join(root, href.slice(base.length)), "utf8");
        for (const file of files) {
          if (file === sandbox) continue;
          const page = readFileSync(path.join(root, file), "utf8");
          const styled = withStyles(page, read, (name) => `${base}_astro/${name}`, pageScopes(page, read));
          const { sheet } = styled;
          const html = withFirstPaint(styled.html, (href) => wholeText(href, read));
          if (sheet !== undefined) write(`_astro/${sheet.name}`, sheet.css);
          const own = scriptHashesOf(html);
          for (const hash of own) scriptHashes.add(hash);
          write(file, withPolicy(html, own, file));
        }

        const policy = policyIn(readFileSync(path.join(root, sandbox), "utf8"));
        const rules = headerRules({
          base,
          files,
          scriptHashes: [...scriptHashes].toSorted(),
          sandbox: { file: sandbox, policy },
        });
        write("_headers", headersFile(rules));
        write("vercel.json", vercelJson(rules));
        // The page for lessons that are not here without a network: nobody should come upon it.
        for (const file of globSync("sitemap-*.xml", { cwd: root })) {
          const addresses = readFileSync(path.join(root, file), "utf8");
          write(file, addresses.replace(/<url><loc>[^<]*\/offline\/<\/loc>.*?<\/url>/gs, ""));
        }
        write("robots.txt", robots(config.site, base));
        const hosting = fileURLToPath(new URL(".hosting/", config.root));
        mkdirSync(hosting, { recursive: true });
        writeFileSync(
          path.join(hosting, "nginx.conf"),
          nginxConfiguration(rules, { base, root: "/usr/share/nginx/html", port: 8080 }),
        );
        await writeServiceWorker(root, base, hasServiceWorker(process.env));
      },
    },
  };
}

/** Other scripts that a built script imports at once, and those that it may import later as well. */
const AT_ONCE = /(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g;
const EVER = /(?:\bfrom|\bimport)\s*\(?\s*["'`]\.\/([^"'`]+\.js)["'`]/g;

/** A script's text with that of every script which it imports at once. */
function wholeText(href: string, read: (href: string) => string, seen = new Set<string>()): string {
  if (seen.has(href)) return "";
  seen.add(href);
  const text = read(href);
  const beside = [...text.matchAll(AT_ONCE)].map(([, file = ""]) => href.replace(/[^/]+$/, file));
  return [text, ...beside.map((one) => wholeText(one, read, seen))].join("\n");
}

/**
 * The components whose elements a page has, or that its islands and scripts may add by themselves. A part that an island
 * fetches later brings its own styles; what a script of the page fetches (the search) counts on the page's.
 */
function pageScopes(html: string, read: (href: string) => string): ReadonlySet<string> {
  const scripts = new Set<string>();
  const scopes = new Set(scopesIn(html));
  const follow = (href: string, imports = AT_ONCE) => {
    if (scripts.has(href)) return;
    scripts.add(href);
    const script = read(href);
    for (const scope of scopesIn(script)) scopes.add(scope);
    for (const [, beside] of script.matchAll(imports)) follow(href.replace(/[^/]+$/, beside ?? ""));
  };
  for (const [, kind, href] of html.matchAll(/\b(component-url|renderer-url|src)="([^"]+\.js)"/g))
    if (href) follow(href, kind === "src" ? EVER : AT_ONCE);
  return scopes;
}

/** The scripts that stand in a page, as sources of its policy. */
export function scriptHashesOf(html: string): readonly string[] {
  const scripts = [...html.matchAll(/<script(?<attributes>[^>]*)>(?<text>.*?)<\/script>/gs)];
  const hashes = scripts
    .filter(({ groups }) => !/\ssrc=/.test(groups?.["attributes"] ?? ""))
    .map(
      ({ groups }) =>
        `'sha256-${createHash("sha256")
          .update(groups?.["text"] ?? "")
          .digest("base64")}'`,
    );
  return [...new Set(hashes)].toSorted();
}

/** First in the page but for its encoding: a policy holds for what comes after it. */
function withPolicy(html: string, scriptHashes: readonly string[], file: string): string {
  const encoding = /<meta charset="utf-8"\s*\/?>/i.exec(html);
  if (encoding === null) throw new Error(`${file}: no place for a policy, the page names no encoding.`);
  const end = encoding.index + encoding[0].length;
  const policy = `<meta http-equiv="Content-Security-Policy" content="${pagePolicy(scriptHashes)}"><meta name="referrer" content="same-origin">`;
  return html.slice(0, end) + policy + html.slice(end);
}

function policyIn(html: string): string {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
  if (policy === undefined) throw new Error("The document that answers run in carries no policy.");
  return policy;
}

function robots(site: string | undefined, base: string): string {
  const sitemap = site === undefined ? [] : ["", `Sitemap: ${new URL(`${base}sitemap-index.xml`, site).href}`];
  return ["User-agent: *", "Allow: /", ...sitemap, ""].join("\n");
}
