// The idea: the coordinator fails in the middle of the transaction.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [{ kind: "node-down", node: "C1", fromMs: 1_050, untilMs: 9_000 }],
  steps: [],
};
