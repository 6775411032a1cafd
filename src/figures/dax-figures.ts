/** The figure of an item cache: one product's price, one product that is not there yet. Drawn as a chart (`dax-charts.ts`). */
import type { DaxEvent, DaxScenario, DaxStep, DaxTrace, Item } from "../core/dax/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { ChartControl } from "./chart-controls.ts";
import { DAX_CHARTS } from "./dax-charts.ts";
import { clockText } from "./chart-shapes.ts";
import type { Figure, Forked, PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { instantAfter } from "./fork.ts";

type Words = (event: DaxEvent) => string;
type Notice = Readonly<Record<WordsLocale, string>>;

/** The rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/dax/dax-words-ko.ts")).daxEventInKorean
      : (await import("../core/dax/dax-words-en.ts")).daxEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

/** Time for a whole TTL of five minutes, and a little more. */
const SEEN_MS: Millis = 330_000;
const HOT = "product#1";
const price = (value: number): Item => ({ price: { N: String(value) } });

/** One thing more happens, from here on; or the node begins anew with other settings. */
function press(scenario: DaxScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, fromMs + SEEN_MS);
  const withStep = (step: DaxStep, what: Notice): Forked => ({
    scenario: {
      ...scenario,
      // Whoever looks goes on looking to the end.
      steps: [...scenario.steps.map((each) => (each.kind === "poll" ? { ...each, untilMs } : each)), step],
      untilMs,
    },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${what.en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${what.ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  const last = scenario.steps.findLast((step) => step.kind === "restart" && step.atMs < fromMs);
  const now = last?.kind === "restart" ? last.itemCache : scenario.itemCache;
  const restart = (change: Partial<typeof now>, what: Notice) =>
    withStep({ kind: "restart", atMs: fromMs, node: "dax-1", itemCache: { ...now, ...change } }, what);
  const put = { action: "put", key: HOT, item: price(99) } as const;
  switch (target.control as ChartControl) {
    case "write-past":
      return withStep(
        { kind: "write", atMs: fromMs, client: "import", via: "table", write: put },
        { en: `import wrote ${HOT} directly to the table.`, ko: `import가 ${HOT}을 테이블에 직접 썼습니다.` },
      );
    case "write-through":
      return withStep(
        { kind: "write", atMs: fromMs, client: "admin", via: "dax", write: put },
        { en: `admin wrote ${HOT} through dax-1.`, ko: `admin이 ${HOT}을 dax-1을 거쳐 썼습니다.` },
      );
    case "read-others":
      return withStep(
        {
          kind: "read",
          atMs: fromMs,
          client: "admin",
          via: "dax",
          keys: ["product#6", "product#7", "product#8", "product#9"],
          mode: "eventual",
        },
        { en: "a report read four other products.", ko: "보고서가 다른 상품 넷을 읽었습니다." },
      );
    case "ttl-minute":
      return restart(
        { ttlMs: 60_000 },
        { en: "dax-1 began anew with a TTL of 60 s.", ko: "dax-1이 TTL 60초로 새로 시작했습니다." },
      );
    case "ttl-zero":
      return restart(
        { ttlMs: 0 },
        { en: "dax-1 began anew with a TTL of 0.", ko: "dax-1이 TTL 0으로 새로 시작했습니다." },
      );
    case "one-entry":
      return restart(
        { capacity: 1 },
        { en: "dax-1 began anew with room for one entry.", ko: "dax-1이 엔트리 하나만 담는 크기로 새로 시작했습니다." },
      );
    default:
      return { scenario, isDown: false };
  }
}

const UNTIL_MS: Millis = 510_000;
const BYPASS_MS: Millis = 120_000;

export const DAX_FIGURES: Readonly<Record<FiguresOf<"dax">, Figure>> = {
  "item-cache": {
    scenario: {
      seed: 9,
      nodes: [{ node: "dax-1", zone: "az-1" }],
      clients: [
        { client: "shop", zone: "az-1" },
        { client: "admin", zone: "az-2" },
        { client: "import", zone: "az-2" },
      ],
      itemCache: { capacity: 4, ttlMs: 300_000 },
      items: [1, 3, 4, 5].map((number) => ({ key: `product#${number}`, item: price(10 * number) })),
      steps: [
        { kind: "poll", atMs: 5_000, everyMs: 10_000, untilMs: UNTIL_MS, client: "shop", keys: [HOT] },
        { kind: "poll", atMs: 8_000, everyMs: 20_000, untilMs: UNTIL_MS, client: "shop", keys: ["product#2"] },
        {
          kind: "write",
          atMs: 40_000,
          client: "admin",
          via: "dax",
          write: { action: "put", key: HOT, item: price(12) },
        },
        {
          kind: "write",
          atMs: 90_000,
          client: "import",
          via: "table",
          write: { action: "put", key: "product#2", item: price(20) },
        },
        {
          kind: "write",
          atMs: BYPASS_MS,
          client: "import",
          via: "table",
          write: { action: "put", key: HOT, item: price(14) },
        },
        {
          kind: "read",
          atMs: 432_000,
          client: "admin",
          via: "dax",
          keys: ["product#3", "product#4", "product#5"],
          mode: "eventual",
        },
      ],
      faults: [],
      untilMs: UNTIL_MS,
    } satisfies DaxScenario,
    pace: { screenMsPerMs: 0.038, pauseMsMax: 700 },
    // The table has the new price, and nobody has looked yet.
    openingCount: (trace: DaxTrace) => trace.filter(({ atMs }) => atMs <= BYPASS_MS + 1_000).length,
    prepare,
    async run(scenario: DaxScenario) {
      const { runDax } = await import("../core/dax/dax-run.ts");
      return runDax(scenario);
    },
    eventText: (event: DaxEvent, locale) => words[locale]?.(event) ?? "",
    timeText: clockText,
    toggle: press,
    pressHint: {
      en: "The buttons change what happens from this moment on. Other settings make the node begin with an empty cache.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다. 설정을 바꾸면 노드는 빈 캐시로 시작합니다.",
    },
    charts: DAX_CHARTS,
    showsService: false,
  },
};
