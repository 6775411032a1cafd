// The idea: many small faults find the spot.
import type { NemesisSchedule } from "four-of-six/aurora";

export const schedule: NemesisSchedule = {
  faults: [
    { kind: "node-down", node: "C", fromMs: 0, untilMs: 1 },
    { kind: "node-down", node: "D", fromMs: 1, untilMs: 2 },
    { kind: "node-down", node: "E", fromMs: 2, untilMs: 3 },
    { kind: "node-down", node: "F", fromMs: 3, untilMs: 4 },
    { kind: "node-down", node: "C", fromMs: 4, untilMs: 5 },
    { kind: "node-down", node: "D", fromMs: 5, untilMs: 6 },
    { kind: "node-down", node: "E", fromMs: 6, untilMs: 7 },
    { kind: "node-down", node: "F", fromMs: 7, untilMs: 8 },
    { kind: "node-down", node: "C", fromMs: 8, untilMs: 9 },
    { kind: "node-down", node: "D", fromMs: 9, untilMs: 10 },
    { kind: "node-down", node: "E", fromMs: 10, untilMs: 11 },
    { kind: "node-down", node: "F", fromMs: 11, untilMs: 12 },
  ],
  steps: [{ kind: "recover", atMs: 13, instance: "writer-2" }],
};
