// The idea: many small faults find the spot.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: Array.from({ length: 15 }, (_, index) => ({
    kind: "zones-parted" as const,
    zones: ["eu-west-1", "ap-northeast-2"] as const,
    fromMs: 5_900 + index * 1_300,
    untilMs: 7_200 + index * 1_300,
  })),
  steps: [{ kind: "delete", atMs: 8_000, region: "us-east-1", key: "cart-1" }],
};
