/**
 * What a reader can do to a DAX cluster of several nodes. In a file of its own, so that the pages of a single node do not
 * carry it.
 */
export const DAX_CLUSTER_CONTROLS = [
  "read-past",
  "read-through",
  "read-strong",
  "nodes-1",
  "nodes-3",
  "nodes-5",
  "ttl-short",
  "crash-primary",
] as const;
