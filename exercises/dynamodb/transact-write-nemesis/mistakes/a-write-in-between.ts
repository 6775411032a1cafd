// The idea: a single write of alice comes while she is held.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [],
  steps: [{ kind: "write", atMs: 1_070, action: { action: "put", key: "alice", item: { balance: { N: "0" } } } }],
};
