// Data may be put together from parts, as long as data comes out.
import type { NemesisSchedule } from "four-of-six/aurora";

const { faults, steps }: NemesisSchedule = JSON.parse(
  `{"faults": [{"kind": "zone-down", "zone": "az-2", "fromMs": 0, "untilMs": 19}, {"kind": "zones-parted", "zones": ["az-1", "az-3"], "fromMs": 0}], "steps": [{"kind": "recover", "atMs": 13, "instance": "writer-3"}]}`,
);

export const schedule = { steps: [...steps], faults: faults.map((fault) => ({ ...fault })) };
