// The idea: the node misses the first write because it is down.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [{ kind: "node-down", node: "dax-1", fromMs: 19_000, untilMs: 21_000 }],
  steps: [
    {
      kind: "write",
      atMs: 20_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "70" } } },
    },
    {
      kind: "write",
      atMs: 30_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "80" } } },
    },
  ],
};
