// The idea: another transaction holds bob.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [],
  steps: [
    {
      kind: "transact",
      atMs: 1_000,
      via: "C2",
      actions: [
        { action: "add", key: "bob", attribute: "balance", by: -50, atLeast: 50 },
        { action: "add", key: "alice", attribute: "balance", by: 50 },
      ],
    },
  ],
};
