// The idea: the longer the cut, the later the put.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [{ kind: "zones-parted", zones: ["eu-west-1", "ap-northeast-2"], fromMs: 5_900 }],
  steps: [{ kind: "delete", atMs: 8_000, region: "us-east-1", key: "cart-1" }],
};
