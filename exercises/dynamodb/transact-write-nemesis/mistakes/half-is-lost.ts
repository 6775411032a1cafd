// The idea: with half of all messages lost, half of a transaction is lost.
import type { TransactSchedule } from "four-of-six/dynamodb";

export const schedule: TransactSchedule = {
  faults: [{ kind: "messages-lost", probability: 0.5, fromMs: 900, untilMs: 9_000 }],
  steps: [],
};
