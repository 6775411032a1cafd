/** Where the sealed runner's files lie on the site; made by `astro-integration.ts`. */
declare module "virtual:sealed-runner" {
  export const runnerUrl: string;
  /** The document that answers run in. */
  export const frameUrl: string;
  export const typesUrl: string;
  /** `ScenarioShapes` of `editor-types.ts`. */
  export const scenariosUrl: string;
  /** The script of the worker in which PostgreSQL runs. */
  export const postgresUrl: string;
  /** By language, then by exercise: `Materials`. */
  export const materialsUrls: Readonly<Record<"en" | "ko", Readonly<Record<string, string>>>>;
  /** By exercise, `part/slug`. */
  export const suiteUrls: Readonly<Record<string, string>>;
}
