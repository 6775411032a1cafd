// Right, with a line more: where the clock is ahead, ten seconds are over at once, and a cut of five is enough.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [{ kind: "zones-parted", zones: ["eu-west-1", "ap-northeast-2"], fromMs: 5_900, untilMs: 11_000 }],
  steps: [
    { kind: "delete", atMs: 8_000, region: "us-east-1", key: "cart-1" },
    { kind: "clock", atMs: 5_000, region: "ap-northeast-2", skewMs: 15_000 },
  ],
};
