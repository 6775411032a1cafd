import { createFailoverController } from "../failover-controller/mistakes/one-epoch-for-each-failover.ts";
import { clusterNemesisRig } from "../nemesis-rig.ts";

export const rig = clusterNemesisRig({
  figure: "fencing",
  base: {
    seed: 2018,
    instances: [
      { instance: "db-1", zone: "az-1", tier: 0 },
      { instance: "db-2", zone: "az-2", tier: 1 },
      { instance: "db-3", zone: "az-3", tier: 2 },
    ],
    clients: [{ client: "orders", zone: "az-1", endpoint: "cluster", timeoutMs: 2_000 }],
    workload: Array.from({ length: 15 }, (_, round) => ({
      kind: "write",
      atMs: round * 2_000 + 400,
      client: "orders",
      pages: [1],
      transaction: `T${round + 1}`,
    })),
    faults: [],
    untilMs: 30_000,
  },
  wrong: { createFailoverController },
  shortest: 2,
});
