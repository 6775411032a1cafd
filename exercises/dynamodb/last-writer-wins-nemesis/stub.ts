import type { GlobalTableSchedule } from "four-of-six/dynamodb";

/** What goes wrong, and when. Hover over a name to see what may stand there. */
export const schedule: GlobalTableSchedule = {
  faults: [
    // for example { kind: "node-down", node: "us-east-1", fromMs: 2_000, untilMs: 9_000 }
  ],
  steps: [
    // for example { kind: "put", atMs: 4_000, region: "us-east-1", key: "cart-1", item: { price: { N: "70" } } }
  ],
};
