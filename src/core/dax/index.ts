/** DAX and its relatives: caches in front of a table, the cluster that runs them, and caching by hand. */
export { DAX_LIMITS } from "./limits.ts";
