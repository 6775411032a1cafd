// The idea: a cut that lasts longer than ten seconds.
import type { GlobalTableSchedule } from "four-of-six/dynamodb";

export const schedule: GlobalTableSchedule = {
  faults: [{ kind: "zones-parted", zones: ["eu-west-1", "ap-northeast-2"], fromMs: 5_900, untilMs: 25_000 }],
  steps: [],
};
