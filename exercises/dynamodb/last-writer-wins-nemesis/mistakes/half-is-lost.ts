// The idea: messages that are lost come late.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [{ kind: "messages-lost", probability: 0.5, fromMs: 5_900, untilMs: 12_000 }],
  steps: [{ kind: "delete", atMs: 8_000, region: "us-east-1", key: "cart-1" }],
};
