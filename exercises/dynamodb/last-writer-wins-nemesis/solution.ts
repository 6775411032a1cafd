import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  // The put of 6 s does not reach ap-northeast-2 before 25 s. The deletion takes another way, is there at 8 s and forgotten
  // after 18 s: what comes then meets nothing.
  faults: [{ kind: "zones-parted", zones: ["eu-west-1", "ap-northeast-2"], fromMs: 5_900, untilMs: 25_000 }],
  steps: [{ kind: "delete", atMs: 8_000, region: "us-east-1", key: "cart-1" }],
};
