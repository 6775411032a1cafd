// The idea: a writer that is cut off does not know that there is another one.
import type { NemesisSchedule } from "four-of-six/cluster";

export const schedule: NemesisSchedule = {
  faults: [{ kind: "zones-parted", zones: ["az-1", "region"], fromMs: 5_000 }],
  steps: [],
};
