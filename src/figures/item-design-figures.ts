/** The figure of two ways to keep orders. Drawn as a chart (`item-design-charts.ts`). */
import type { ItemDesignEvent, ItemDesignScenario, ItemDesignStep, ItemDesignTrace } from "../core/dynamodb/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import { ITEM_DESIGN_CHARTS } from "./item-design-charts.ts";
import type { FiguresOf } from "./kinds.ts";

type Words = (event: ItemDesignEvent) => string;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dynamodb/capacity-words-ko.ts")).capacityEventInKorean
      : (await import("../core/dynamodb/capacity-words-en.ts")).capacityEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const SEEN_MS: Millis = 60_000;

function press(scenario: ItemDesignScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const withStep = (step: ItemDesignStep, en: string, ko: string): Forked => ({
    scenario: {
      ...scenario,
      steps: [...scenario.steps, step],
      untilMs: Math.min(600_000, Math.max(scenario.untilMs, fromMs + SEEN_MS)),
    },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  switch (target.control as ChartControl) {
    case "read-all":
      return withStep({ atMs: fromMs, kind: "read-all" }, "all orders were read.", "주문을 모두 읽었습니다.");
    case "read-newest":
      return withStep(
        { atMs: fromMs, kind: "read-newest" },
        "the newest order was read.",
        "가장 새 주문을 읽었습니다.",
      );
    case "small-orders":
      return withStep(
        { atMs: fromMs, kind: "set-size", textBytes: 200 },
        "orders became 200 bytes.",
        "주문이 200바이트가 되었습니다.",
      );
    case "large-orders":
      return withStep(
        { atMs: fromMs, kind: "set-size", textBytes: 8_192 },
        "orders became 8 KB.",
        "주문이 8 KB가 되었습니다.",
      );
    default:
      return { scenario, isDown: false };
  }
}

export const ITEM_DESIGN_FIGURES: Readonly<Record<FiguresOf<"item-design">, Figure>> = {
  items: {
    scenario: {
      everyMs: 2_000,
      textBytes: 1_800,
      steps: [
        { atMs: 200_500, kind: "read-all" },
        { atMs: 300_500, kind: "read-newest" },
      ],
      untilMs: 480_000,
    } satisfies ItemDesignScenario,
    pace: { screenMsPerMs: 0.03, pauseMsMax: 900 },
    // A tenth of the orders have come.
    openingCount: (trace: ItemDesignTrace) => trace.filter(({ atMs }) => atMs <= 50_000).length,
    prepare,
    async run(scenario: ItemDesignScenario) {
      const { runItemDesigns } = await import("../core/dynamodb/item-designs.ts");
      return runItemDesigns(scenario);
    },
    eventText: (event: ItemDesignEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons do the same to both designs, from this moment on.",
      ko: "버튼을 누르면 이 순간부터 두 설계에 같은 일이 일어납니다.",
    },
    charts: ITEM_DESIGN_CHARTS,
    showsService: false,
  },
};
