// Right, and two lines longer than need be: db-2 does not get at enough segments until it has been given up.
import type { NemesisSchedule } from "four-of-six/cluster";

const untilMs = 24_000;

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "node-down", node: "db-1", fromMs: 4_500 },
    ...(["az-1", "az-3"] as const).map((zone) => ({
      kind: "zones-parted" as const,
      zones: ["az-2", zone] as const,
      fromMs: 4_500,
      untilMs,
    })),
  ],
  steps: [],
};
