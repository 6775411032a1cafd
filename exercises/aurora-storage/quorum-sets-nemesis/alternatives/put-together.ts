// Data may be put together from parts, as long as data comes out.
import type { NemesisSchedule } from "four-of-six/aurora";

const { faults, steps }: NemesisSchedule = JSON.parse(
  `{"faults": [{"kind": "zones-parted", "zones": ["az-1", "az-3"], "fromMs": 3}, {"kind": "node-slow", "node": "C", "addedMs": 12, "fromMs": 2, "untilMs": 12}], "steps": [{"kind": "recover", "atMs": 11, "instance": "writer-3"}, {"kind": "replace-segment", "atMs": 3, "segment": "A"}]}`,
);

export const schedule = { steps: [...steps], faults: faults.map((fault) => ({ ...fault })) };
