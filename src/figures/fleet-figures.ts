/** Figures of a storage fleet. */
import type { FleetEvent, FleetTrace } from "../core/aurora/fleet-trace.ts";
import { fleetEventText } from "../core/aurora/fleet-words.ts";
import type { FleetScenario } from "../core/aurora/storage-fleet.ts";
import type { Millis } from "../core/kernel/index.ts";
import { secondsText, type WordsLocale } from "../core/kernel/words.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { forkVolume } from "./fork.ts";

/** What a reader takes down is given the time of a detection and a copy. */
const SEEN_MS: Millis = 14_000;

/** Six hosts in each of three zones, named h1 to h18, each with six places. */
const HOSTS: FleetScenario["hosts"] = ["az-1", "az-2", "az-3"].flatMap((zone, column) =>
  Array.from({ length: 6 }, (_, row) => ({
    host: `h${column * 6 + row + 1}`,
    zone,
    segmentCount: 0,
    segmentCountMax: 6,
  })),
);

export const FLEET_FIGURES: Readonly<Record<FiguresOf<"fleet">, Figure>> = {
  "protection-groups": {
    scenario: {
      seed: 4,
      hosts: HOSTS,
      geometry: { groupCount: 11, pagesPerGroup: 4, groupCountMax: 13, geometryEpoch: 1 },
      writes: [
        { atMs: 600, page: 42 },
        { atMs: 1_400, page: 45 },
        { atMs: 7_600, page: 9 },
        { atMs: 15_400, page: 49 },
        { atMs: 16_400, page: 53 },
      ],
      faults: [{ kind: "node-down", node: "h3", fromMs: 3_000 }],
      untilMs: 17_500,
    } satisfies FleetScenario,
    pace: { screenMsPerMs: 0.9, pauseMsMax: 4_500 },
    openingCount: (trace: FleetTrace) => countToNth(trace, "page-written", 3),
    async run(scenario: FleetScenario) {
      const { runFleet } = await import("../core/aurora/storage-fleet.ts");
      return runFleet(scenario);
    },
    eventText(event: FleetEvent, locale: WordsLocale) {
      return fleetEventText(event, locale);
    },
    timeText: secondsText,
    toggle(scenario: FleetScenario, target: PressTarget, atMs: Millis): Forked {
      if ("control" in target || "link" in target) return { scenario, isDown: false };
      const { scenario: forked, isDown } = forkVolume(scenario as never, target, atMs);
      return {
        scenario: { ...(forked as unknown as FleetScenario), untilMs: Math.max(scenario.untilMs, atMs + SEEN_MS) },
        isDown,
      };
    },
    nodeText: (host, locale) => (locale === "ko" ? `호스트 ${host}` : `host ${host}`),
    pressHint: {
      en: "Click a host or a zone to take it down at this moment, and again to bring it back.",
      ko: "호스트나 가용 영역을 누르면 이 순간에 중단되고, 다시 누르면 돌아옵니다.",
    },
    showsService: false,
  },
};
