// The idea: many writes, one of them will do it.
import type { DaxSchedule } from "four-of-six/dax";

export const schedule: DaxSchedule = {
  faults: [],
  steps: [
    {
      kind: "write",
      atMs: 20_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "60" } } },
    },
    {
      kind: "write",
      atMs: 21_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "61" } } },
    },
    {
      kind: "write",
      atMs: 22_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "62" } } },
    },
    {
      kind: "write",
      atMs: 23_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "63" } } },
    },
    {
      kind: "write",
      atMs: 24_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "64" } } },
    },
    {
      kind: "write",
      atMs: 25_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "65" } } },
    },
    {
      kind: "write",
      atMs: 26_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "66" } } },
    },
    {
      kind: "write",
      atMs: 27_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "67" } } },
    },
    {
      kind: "write",
      atMs: 28_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "68" } } },
    },
    {
      kind: "write",
      atMs: 29_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "69" } } },
    },
    {
      kind: "write",
      atMs: 30_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "70" } } },
    },
    {
      kind: "write",
      atMs: 31_000,
      client: "import",
      via: "table",
      write: { action: "put", key: "camera#ben", item: { price: { N: "71" } } },
    },
    {
      kind: "write",
      atMs: 32_000,
      client: "admin",
      via: "dax",
      write: { action: "put", key: "camera#anna", item: { price: { N: "72" } } },
    },
  ],
};
