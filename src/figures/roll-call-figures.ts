/** Figures of the roll call. */
import type { RollCallEvent, RollCallScenario, RollCallTrace } from "../core/start/roll-call.ts";
import { rollCallEventText } from "../core/start/roll-call-words.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { countToNth, type Figure } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";

export const ROLL_CALL_FIGURES: Readonly<Record<FiguresOf<"roll-call">, Figure>> = {
  "roll-call": {
    scenario: {
      seed: 6,
      placement: [
        { segment: "A", zone: "az-1" },
        { segment: "B", zone: "az-1" },
        { segment: "C", zone: "az-2" },
        { segment: "D", zone: "az-2" },
        { segment: "E", zone: "az-3" },
        { segment: "F", zone: "az-3" },
      ],
    },
    pace: { screenMsPerMs: 1200, pauseMsMax: 1400 },
    openingCount: (trace: RollCallTrace) => countToNth(trace, "greeting-heard", 4),
    async run(scenario: RollCallScenario) {
      const { runRollCall } = await import("../core/start/roll-call.ts");
      return runRollCall(scenario);
    },
    eventText(event: RollCallEvent, locale: WordsLocale) {
      return rollCallEventText(event, locale);
    },
    showsService: false,
  },
};
