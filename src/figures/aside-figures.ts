/** The figure of an application beside a cache. Drawn as a chart (`aside-charts.ts`). */
import type { AsideEvent, AsideScenario, AsideStep, AsideTrace } from "../core/dax/index.ts";
import type { Fault, Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { ASIDE_CHARTS } from "./aside-charts.ts";
import { asideStory } from "./aside-story.ts";
import type { ChartControl } from "./chart-controls.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";

type Words = (event: AsideEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dax/aside-words-ko.ts")).asideEventInKorean
      : (await import("../core/dax/aside-words-en.ts")).asideEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const SECOND: Millis = 1_000;
/** After a press, so that there is something to see. */
const SEEN_MS: Millis = 8 * SECOND;
/** So that the second write meets readers of the first one's total. */
const BETWEEN_MS: Millis = 200;

const write = (atMs: Millis): AsideStep => ({ atMs, kind: "write", process: 4, item: "offer-1" });

function press(scenario: AsideScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const changed = (
    more: { readonly steps?: readonly AsideStep[]; readonly faults?: readonly Fault[] },
    en: string,
    ko: string,
    kept = scenario.steps,
  ): Forked => {
    const untilMs = Math.max(scenario.untilMs, fromMs + SEEN_MS);
    return {
      scenario: {
        ...scenario,
        steps: [...kept, ...(more.steps ?? [])].sort((a, b) => a.atMs - b.atMs),
        faults: [...scenario.faults, ...(more.faults ?? [])],
        loads: scenario.loads.map((load) => ({ ...load, untilMs })),
        untilMs,
      },
      isDown: false,
      notice: {
        en: `At ${clockText(atMs)} ${en} What follows was run again from here.`,
        ko: `${clockText(atMs)}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
      },
    };
  };
  // What the scenario would change later is not meant any more.
  const code = (name: Extract<AsideStep, { kind: "code" }>["code"], en: string, ko: string) => {
    const kept = scenario.steps.filter((step) => step.kind !== "code" || step.atMs < fromMs);
    return changed({ steps: [{ atMs: fromMs, kind: "code", code: name }] }, en, ko, kept);
  };
  switch (target.control as ChartControl) {
    case "write-once":
      return changed({ steps: [write(fromMs)] }, "offer-1 was written.", "offer-1을 썼습니다.");
    case "write-twice":
      return changed(
        { steps: [write(fromMs), write(fromMs + BETWEEN_MS)] },
        "offer-1 was written twice within 0.2 s.",
        "offer-1을 0.2초 안에 두 번 썼습니다.",
      );
    case "crash-holder":
      return changed(
        {
          steps: [write(fromMs)],
          faults: ["P1", "P2", "P3", "P4"].map((node) => ({
            kind: "node-down",
            node,
            fromMs: fromMs + 120,
            untilMs: fromMs + 220,
          })),
        },
        "offer-1 was written, and all processes crashed while the total was being computed.",
        "offer-1을 썼고, total을 계산하는 동안 프로세스가 모두 비정상 종료했습니다.",
      );
    case "cache-down":
      return changed(
        { faults: [{ kind: "node-down", node: "cache", fromMs, untilMs: fromMs + 2 * SECOND }] },
        "the cache went down for 2 seconds.",
        "캐시가 2초 동안 멈췄습니다.",
      );
    case "cache-empty":
      return changed({ steps: [{ atMs: fromMs, kind: "empty-cache" }] }, "the cache lost all it had.", "캐시가 내용을 모두 잃었습니다."); // prettier-ignore
    case "with-leases":
      return code("leases", "readers began to take leases.", "읽는 쪽이 임대를 쓰기 시작했습니다.");
    case "without-leases":
      return code("no-leases", "leases were given up.", "임대를 쓰지 않게 했습니다.");
    case "delete-first":
      return code(
        "delete-first",
        "leases were given up, and writers deleted before they wrote.",
        "임대를 쓰지 않고, 쓰기 전에 먼저 지우게 했습니다.",
      );
    default:
      return { scenario, isDown: false };
  }
}

export const ASIDE_FIGURES: Readonly<Record<FiguresOf<"aside">, Figure>> = {
  "cache-aside": {
    scenario: {
      seed: 2,
      processCount: 4,
      items: ["offer-1", "offer-2"],
      loads: [{ entry: "total", perSecond: 50, fromMs: 100, untilMs: 20 * SECOND }],
      steps: [
        { atMs: 0, kind: "code", code: "no-leases" },
        write(4 * SECOND),
        write(8 * SECOND),
        write(8 * SECOND + BETWEEN_MS),
        { atMs: 12 * SECOND, kind: "code", code: "leases" },
        write(13 * SECOND),
        write(17 * SECOND),
        write(17 * SECOND + BETWEEN_MS),
      ],
      faults: [],
      untilMs: 20 * SECOND,
    } satisfies AsideScenario,
    pace: { screenMsPerMs: 1, pauseMsMax: 700 },
    prepare,
    async run(scenario: AsideScenario) {
      const { runAside } = await import("../core/dax/aside-run.ts");
      return asideStory(runAside(scenario));
    },
    eventText: (event: AsideEvent, locale: WordsLocale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons change something at this moment.",
      ko: "버튼을 누르면 이 순간에 바뀝니다.",
    },
    charts: ASIDE_CHARTS,
    showsService: false,
    // The first totals are stored, and nothing is written.
    openingCount: (trace: AsideTrace) => trace.filter(({ atMs }) => atMs <= 3 * SECOND).length,
  },
};
