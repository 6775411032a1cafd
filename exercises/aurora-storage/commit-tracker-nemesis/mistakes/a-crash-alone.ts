// The idea: a crash and a recovery are enough to lose something.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [],
  steps: [
    { kind: "crash", atMs: 20 },
    { kind: "recover", atMs: 22, instance: "writer-2" },
  ],
};
