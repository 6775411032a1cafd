// Right, with a line more: it may as well be the first put that is late, if the second is too.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [
    { kind: "zones-parted", zones: ["us-east-1", "ap-northeast-2"], fromMs: 900, untilMs: 22_000 },
    { kind: "node-down", node: "app-eu-west-1", fromMs: 5_900, untilMs: 6_500 },
  ],
  steps: [{ kind: "delete", atMs: 4_000, region: "eu-west-1", key: "cart-1" }],
};
