// Nothing goes past the node: a new offer is in no result, so that no repair finds it.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [],
  steps: [
    {
      kind: "write",
      atMs: 20_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#emma", item: { price: { N: "60" } } },
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
