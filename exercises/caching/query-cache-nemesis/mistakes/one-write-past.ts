// The idea: the table and the result differ, so the result is wrong.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [],
  steps: [
    {
      kind: "write",
      atMs: 20_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "70" } } },
    },
  ],
};
