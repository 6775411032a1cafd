// The item that is taken out stood beside one that the table has replaced.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [],
  steps: [
    {
      kind: "write",
      atMs: 12_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#cleo", item: { price: { N: "50" } } },
    },
    { kind: "write", atMs: 13_000, client: "admin", via: "dax", write: { action: "delete", key: "camera#anna" } },
  ],
};
