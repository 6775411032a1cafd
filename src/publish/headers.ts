/**
 * What a host of the site is to send with which file, said once. `host-files.ts` writes it down as hosts want to read it.
 *
 * For each header a path falls under one rule at most: some hosts send what all fitting rules say, others the last.
 */
import { WORKER_FILE } from "../offline/messages.ts";

export interface HeaderRule {
  /** From the root of the host. With `*` at its end it means everything that begins so. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SiteFiles {
  /** Begins and ends with a slash. */
  readonly base: string;
  /** The built files, from the site's folder: "aurora-storage/write-path/index.html". */
  readonly files: readonly string[];
  /** Sources of all scripts that stand in pages: "'sha256-…'". */
  readonly scriptHashes: readonly string[];
  /** The document that answers run in, and its policy. */
  readonly sandbox: { readonly file: string; readonly policy: string };
}

const FOR_EVERYTHING = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
};

/** A worker is under the policy of its own file: Monaco's, PostgreSQL's, the search's. Hashed: names change with content. */
const FOLDERS = [
  { folder: "_astro", hasWorkers: true, isHashed: true },
  { folder: "fonts", hasWorkers: false, isHashed: true },
  { folder: "postgres", hasWorkers: true, isHashed: true },
  { folder: "runner", hasWorkers: false, isHashed: true },
  { folder: "pagefind", hasWorkers: true, isHashed: false },
] as const;
const FOR_WORKERS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

const FOREVER = "public, max-age=31536000, immutable";
/** Kept, and asked for each time whether it still holds. */
const ASK_FIRST = "no-cache";

/**
 * A page's policy. Scripts: the site's files, and those in the page by their hash; nothing is evaluated, but the search
 * runs WebAssembly. Styles may stand anywhere: Monaco makes its own as it goes, and code is coloured by attributes.
 */
export function pagePolicy(scriptHashes: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${scriptHashes.join(" ")}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}

/** What only a header can say; an element in the page cannot. */
const NO_FRAMES = "; frame-ancestors 'none'";
const OWN_FRAMES = "; frame-ancestors 'self'";

/** The service worker asks for files of the site, and for nothing else. */
const FOR_SERVICE_WORKER = "default-src 'none'; connect-src 'self'";

export function headerRules({ base, files, scriptHashes, sandbox }: SiteFiles): readonly HeaderRule[] {
  const folders = new Set(files.filter((file) => /\/index\.html$/.test(file)).map((file) => file.split("/")[0] ?? ""));
  const pages = ["", "404.html", ...[...folders].toSorted().map((folder) => `${folder}/*`)];
  const forPages = { "Content-Security-Policy": pagePolicy(scriptHashes) + NO_FRAMES, "Cache-Control": ASK_FIRST };
  return [
    { path: `${base}*`, headers: FOR_EVERYTHING },
    ...pages.map((page) => ({ path: base + page, headers: forPages })),
    {
      path: base + WORKER_FILE,
      headers: { "Content-Security-Policy": FOR_SERVICE_WORKER, "Cache-Control": ASK_FIRST },
    },
    { path: base + sandbox.file, headers: { "Content-Security-Policy": sandbox.policy + OWN_FRAMES } },
    ...FOLDERS.map(({ folder, hasWorkers, isHashed }) => ({
      path: `${base}${folder}/*`,
      headers: {
        ...(hasWorkers ? { "Content-Security-Policy": FOR_WORKERS } : {}),
        "Cache-Control": isHashed ? FOREVER : ASK_FIRST,
      },
    })),
  ];
}

/** What goes with a path of the host, the query left out. */
export function headersOf(rules: readonly HeaderRule[], path: string): Readonly<Record<string, string>> {
  const fits = (rule: string) => (rule.endsWith("*") ? path.startsWith(rule.slice(0, -1)) : path === rule);
  return Object.assign({}, ...rules.filter((rule) => fits(rule.path)).map(({ headers }) => headers)) as Record<
    string,
    string
  >;
}
