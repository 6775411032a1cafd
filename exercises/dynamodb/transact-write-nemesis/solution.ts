import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [
    // Both nodes have accepted. Alice's is not told to commit, bob's is, at 1,137 ms. C1 goes on telling, and is not heard.
    // Alice's node asks C2 in the end, which finds no decision in the ledger, and bob's node in conflict: it cancels.
    { kind: "zones-parted", zones: ["C1", "P1"], fromMs: 1_110 },
  ],
  steps: [],
};
