// The idea: one past and one through, some time apart.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [],
  steps: [
    {
      kind: "write",
      atMs: 50_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "70" } } },
    },
    {
      kind: "write",
      atMs: 80_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "80" } } },
    },
  ],
};
