import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [{ kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 0 }],
  steps: [{ kind: "recover", atMs: 13, instance: "writer-2" }],
};
