import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  // From 20 s on the table has ben at 70. The repair of 30 s puts anna at 80 beside ben at 95: a list that never was.
  faults: [],
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
