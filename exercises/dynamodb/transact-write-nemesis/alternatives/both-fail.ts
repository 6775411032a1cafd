// Right, with a line more: C1 fails before it can tell alice's node again, and C2 is told to cancel.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [
    // Bob's node has accepted by 1,071 ms. It is away when it is told to commit, and alice's is told at 1,139 ms.
    { kind: "node-down", node: "P2", fromMs: 1_100, untilMs: 3_000 },
    // C1 fails before it sends that again. The ledger knows of no decision; C2 finds alice's node in conflict, and cancels.
    { kind: "node-down", node: "C1", fromMs: 1_200 },
  ],
  steps: [],
};
