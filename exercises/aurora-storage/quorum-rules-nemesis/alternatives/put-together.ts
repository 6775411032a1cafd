// Data may be put together from parts, as long as data comes out.
import type { NemesisSchedule } from "four-of-six/aurora";

const { faults, steps }: NemesisSchedule = JSON.parse(
  `{"faults": [{"kind": "zones-parted", "zones": ["az-1", "az-2"], "fromMs": 0}], "steps": [{"kind": "recover", "atMs": 13, "instance": "writer-2"}]}`,
);

export const schedule = { steps: [...steps], faults: faults.map((fault) => ({ ...fault })) };
