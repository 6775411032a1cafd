// Data may be put together from parts, as long as data comes out.
import type { NemesisSchedule } from "four-of-six/aurora";

const { faults, steps }: NemesisSchedule = JSON.parse(
  `{"faults": [{"kind": "node-slow", "node": "E", "addedMs": 17, "fromMs": 4, "untilMs": 4.6}, {"kind": "zones-parted", "zones": ["az-1", "az-2"], "fromMs": 1.9, "untilMs": 2.7}], "steps": [{"kind": "recover", "atMs": 10.3, "instance": "writer-2"}]}`,
);

export const schedule = { steps: [...steps], faults: faults.map((fault) => ({ ...fault })) };
