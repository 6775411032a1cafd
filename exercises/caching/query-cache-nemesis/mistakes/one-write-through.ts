// The idea: the repair itself is wrong.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [],
  steps: [
    {
      kind: "write",
      atMs: 20_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "80" } } },
    },
  ],
};
