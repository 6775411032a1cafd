// The idea: the coordinator fails before it can write into the ledger.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [{ kind: "node-down", node: "C1", fromMs: 1_150, untilMs: 9_000 }],
  steps: [],
};
