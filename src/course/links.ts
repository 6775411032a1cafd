import type { Language } from "./registry.ts";

/** Where `path`, which begins with a slash, lies on a site that is served below `base`. */
export function below(base: string, path: string): string {
  return base.replace(/\/$/, "") + path;
}

/** Where a page of the site lies: `path` begins with a slash; in front of it comes the base path that the site is served below. */
export function hrefOf(path: string, language: Language = "en"): string {
  return below(import.meta.env.BASE_URL, `${language === "ko" ? "/ko" : ""}${path}`);
}
