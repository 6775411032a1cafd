// The idea: times count from the crash.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [{ kind: "node-down", node: "C", fromMs: -2 }],
  steps: [{ kind: "recover", atMs: 13, instance: "writer-2" }],
};
