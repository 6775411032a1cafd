// The idea: somebody else has the name while it is nobody’s.
import type { BlueGreenSchedule } from "four-of-six/cluster";

export const schedule: BlueGreenSchedule = {
  faults: [],
  steps: [{ kind: "take-name", atMs: 8_200, forMs: 20_000, name: "orders" }],
};
