// The idea: two repairs of one result get into each other’s way.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [],
  steps: [
    {
      kind: "write",
      atMs: 20_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#ben", item: { price: { N: "70" } } },
    },
    {
      kind: "write",
      atMs: 20_001,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "80" } } },
    },
  ],
};
