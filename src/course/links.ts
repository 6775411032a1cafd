import type { Language } from "./registry.ts";

/** Where a page of the site lies: `path` begins with a slash; in front of it comes the base path that the site is served below. */
export function hrefOf(path: string, language: Language = "en"): string {
  const base = import.meta.env.BASE_URL.replace(/\/$/, "");
  return `${base}${language === "ko" ? "/ko" : ""}${path}`;
}
