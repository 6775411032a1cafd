/** The rules of `headers.ts` as different hosts read them. */
import type { HeaderRule } from "./headers.ts";

/** `_headers`, for Netlify and Cloudflare Pages. */
export function headersFile(rules: readonly HeaderRule[]): string {
  return rules
    .map(({ path, headers }) => [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)])
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

/** Reads such a file back: what tests serve the site with is what hosts are given. */
export function readHeadersFile(text: string): readonly HeaderRule[] {
  return text
    .split(/\n{2,}/)
    .map((block) => block.trim().split("\n"))
    .map(([path = "", ...lines]) => ({
      path,
      headers: Object.fromEntries(
        lines.map((line) => [line.split(":")[0]?.trim(), line.replace(/^[^:]*:/, "").trim()]),
      ),
    }));
}

/** `vercel.json`. */
export function vercelJson(rules: readonly HeaderRule[]): string {
  const headers = rules.map(({ path, headers }) => ({
    source: path.replaceAll(".", "\\.").replace(/\*$/, "(.*)"),
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  }));
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`;
}

/** A server of nginx, without TLS, for a container: `base` is where the site's folder is to be found on it. */
export function nginxConfiguration(
  rules: readonly HeaderRule[],
  { base, root, port }: { readonly base: string; readonly root: string; readonly port: number },
): string {
  const names = [...new Set(rules.flatMap(({ headers }) => Object.keys(headers)))];
  const variable = (name: string) => `$site_${name.toLowerCase().replaceAll("-", "_")}`;
  const maps = names.map((name) => {
    const lines = rules
      .filter(({ headers }) => name in headers)
      // nginx takes the first that fits, and a page is served as the file that it lies in.
      .toSorted((a, b) => b.path.length - a.path.length)
      .map(({ path, headers }) => `  "${patternOf(path)}" "${headers[name] ?? ""}";`);
    return `map $uri ${variable(name)} {\n${lines.join("\n")}\n}`;
  });
  return `# Made by the site's build (src/publish/host-files.ts).
${maps.join("\n")}

server {
  listen ${port};
  server_name _;
  server_tokens off;
  absolute_redirect off;
  charset utf-8;

  location ${base} {
    ${base === "/" ? "root" : "alias"} ${root}${base === "/" ? "" : "/"};
    index index.html;
  }
${base === "/" ? "" : `  location = / {\n    return 302 ${base};\n  }\n`}
  error_page 404 ${base}404.html;

  types {
    text/html html;
    text/css css;
    text/javascript js mjs;
    application/json json;
    application/manifest+json webmanifest;
    application/xml xml;
    application/wasm wasm;
    image/svg+xml svg;
    image/png png;
    font/woff2 woff2;
    font/ttf ttf;
    text/plain txt;
  }
  default_type application/octet-stream;

  # Files that were made smaller beforehand (\`*.gz\`), and what is not among them.
  gzip_static on;
  gzip on;
  gzip_vary on;
  gzip_comp_level 5;
  gzip_min_length 1024;
  gzip_types text/css text/javascript application/json application/manifest+json application/xml application/wasm image/svg+xml font/ttf text/plain;

${names.map((name) => `  add_header ${name} ${variable(name)} always;`).join("\n")}
}
`;
}

/** A rule's path as a regular expression. A page's own path also stands for the file that it is served from. */
function patternOf(path: string): string {
  const escaped = path.replaceAll(".", "\\.");
  if (path.endsWith("*")) return `~^${escaped.slice(0, -1)}`;
  return path.endsWith("/") ? `~^${escaped}(index\\.html)?$` : `~^${escaped}$`;
}
