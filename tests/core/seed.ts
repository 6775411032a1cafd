/**
 * The seed of the core's own property tests. fast-check prints it when a property fails; `SEED=<number>` gives it back,
 * or tries another:
 *
 *     SEED=4711 npx vitest run tests/core
 */
export const SEED = Number(process.env["SEED"] ?? 2017);
