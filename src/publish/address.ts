/** Where the site will lie, as whoever builds it says in `SITE` and `BASE_PATH`. */
export interface Address {
  /** The origin. Without it no page can name its own address: no canonical links, no sitemap. */
  readonly site: string | undefined;
  /** The path that everything lies below; begins and ends with a slash. */
  readonly base: string;
}

export function addressFrom(environment: Readonly<Record<string, string | undefined>>): Address {
  // A workflow that has nothing to say gives an empty text.
  const site = environment["SITE"] || undefined;
  const names = (environment["BASE_PATH"] ?? "").split("/").filter((name) => name !== "");
  if (site !== undefined && site.replace(/\/$/, "") !== URL.parse(site)?.origin) {
    throw new Error(`SITE is an origin, such as https://example.org; a path goes into BASE_PATH. It is "${site}".`);
  }
  return { site, base: ["", ...names, ""].join("/") };
}
