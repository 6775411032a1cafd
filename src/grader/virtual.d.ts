/** Where the sealed runner's files lie on the site; made by `astro-integration.ts`. */
declare module "virtual:sealed-runner" {
  export const runnerUrl: string;
  export const typesUrl: string;
  /** By exercise, `part/slug`. */
  export const suiteUrls: Readonly<Record<string, string>>;
}
