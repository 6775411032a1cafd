/**
 * The figures of a DAX cluster, drawn as charts (`dax-charts.ts`): an item cache, with one product's price and one product
 * that is not there yet; and a query cache beside it, with one offer that is read by its key and in a list.
 */
import type { DaxEvent, DaxScenario, DaxStep, DaxTrace, Item, QueryRequest } from "../core/dax/index.ts";
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

/** What a reader can do to a run: one thing more happens, from here on; or the node begins anew with other settings. */
function changesFrom(scenario: DaxScenario, atMs: Millis) {
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, fromMs + SEEN_MS);
  const withStep = (step: DaxStep, what: Notice): Forked => ({
    scenario: {
      ...scenario,
      // Whoever looks goes on looking to the end.
      steps: [...scenario.steps.map((each) => ("everyMs" in each ? { ...each, untilMs } : each)), step],
      untilMs,
    },
    isDown: false,
    notice: {
      en: `At ${clockText(atMs)} ${what.en} What follows was run again from here.`,
      ko: `${clockText(atMs)}에 ${what.ko} 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  });
  const last = scenario.steps.findLast((step) => step.kind === "restart" && step.atMs < fromMs);
  const itemCache = last?.kind === "restart" ? last.itemCache : scenario.itemCache;
  const queryCache = (last?.kind === "restart" ? last.queryCache : undefined) ?? scenario.queryCache;
  const restart = (change: Partial<Pick<DaxScenario, "itemCache" | "queryCache">>, what: Notice) =>
    withStep({ kind: "restart", atMs: fromMs, node: "dax-1", itemCache, queryCache, ...change }, what);
  return { fromMs, itemCache, queryCache, withStep, restart };
}

function press(scenario: DaxScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) return { scenario, isDown: false };
  const { fromMs, itemCache, withStep, restart } = changesFrom(scenario, atMs);
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
        { itemCache: { ...itemCache, ttlMs: 60_000 } },
        { en: "dax-1 began anew with a TTL of 60 s.", ko: "dax-1이 TTL 60초로 새로 시작했습니다." },
      );
    case "ttl-zero":
      return restart(
        { itemCache: { ...itemCache, ttlMs: 0 } },
        { en: "dax-1 began anew with a TTL of 0.", ko: "dax-1이 TTL 0으로 새로 시작했습니다." },
      );
    case "one-entry":
      return restart(
        { itemCache: { ...itemCache, capacity: 1 } },
        { en: "dax-1 began anew with room for one entry.", ko: "dax-1이 엔트리 하나만 담는 크기로 새로 시작했습니다." },
      );
    default:
      return { scenario, isDown: false };
  }
}

const OFFER = "camera#anna";
const OFFERS: QueryRequest = {
  operation: "Query",
  TableName: "Offers",
  KeyConditionExpression: "pk = :p",
  ExpressionAttributeValues: { ":p": { S: "camera" } },
};

function pressQueries(scenario: DaxScenario, target: PressTarget, atMs: Millis): Forked {
  const { fromMs, itemCache, queryCache, withStep, restart } = changesFrom(scenario, atMs);
  if (!("control" in target) || queryCache === undefined) return { scenario, isDown: false };
  const write = { action: "put", key: OFFER, item: price(69) } as const;
  switch (target.control as ChartControl) {
    case "offer-through":
      return withStep(
        { kind: "write", atMs: fromMs, client: "anna", via: "dax", write },
        { en: `anna wrote ${OFFER} through dax-1.`, ko: `anna가 ${OFFER}를 dax-1을 거쳐 썼습니다.` },
      );
    case "offer-past":
      return withStep(
        { kind: "write", atMs: fromMs, client: "import", via: "table", write },
        { en: `import wrote ${OFFER} directly to the table.`, ko: `import가 ${OFFER}를 테이블에 직접 썼습니다.` },
      );
    case "ask-strong":
      return withStep(
        { kind: "query", atMs: fromMs, client: "anna", via: "dax", request: OFFERS, mode: "strong" },
        { en: "anna asked strongly consistent, once.", ko: "anna가 강력히 일관되게 한 번 물었습니다." },
      );
    case "query-ttl-minute":
      return restart(
        { queryCache: { ...queryCache, ttlMs: 60_000 } },
        { en: "dax-1 began anew with a query TTL of 60 s.", ko: "dax-1이 쿼리 TTL 60초로 새로 시작했습니다." },
      );
    case "query-ttl-zero":
      return restart(
        { queryCache: { ...queryCache, ttlMs: 0 } },
        { en: "dax-1 began anew with a query TTL of 0.", ko: "dax-1이 쿼리 TTL 0으로 새로 시작했습니다." },
      );
    case "item-ttl-minute":
      return restart(
        { itemCache: { ...itemCache, ttlMs: 60_000 } },
        { en: "dax-1 began anew with an item TTL of 60 s.", ko: "dax-1이 항목 TTL 60초로 새로 시작했습니다." },
      );
    default:
      return { scenario, isDown: false };
  }
}

const UNTIL_MS: Millis = 510_000;
const QUERIES_UNTIL_MS: Millis = 400_000;
const OFFER_WRITE_MS: Millis = 10_000;
const BYPASS_MS: Millis = 120_000;

/** What both figures have in common. */
const SHARED = {
  prepare,
  async run(scenario: DaxScenario) {
    const { runDax } = await import("../core/dax/dax-run.ts");
    return runDax(scenario);
  },
  async history(trace: DaxTrace) {
    const { daxHistory } = await import("../core/dax/dax-history.ts");
    return daxHistory(trace);
  },
  eventText: (event: DaxEvent, locale: WordsLocale) => words[locale]?.(event) ?? "",
  timeText: clockText,
  charts: DAX_CHARTS,
  showsService: false,
};

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
    toggle: press,
    pressHint: {
      en: "The buttons change what happens from this moment on. Other settings make the node begin with an empty cache.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다. 설정을 바꾸면 노드는 빈 캐시로 시작합니다.",
    },
    ...SHARED,
  },
  "query-cache": {
    scenario: {
      seed: 4,
      nodes: [{ node: "dax-1", zone: "az-1" }],
      clients: [
        { client: "anna", zone: "az-1" },
        { client: "import", zone: "az-2" },
      ],
      itemCache: { capacity: 9, ttlMs: 300_000 },
      queryCache: { capacity: 9, ttlMs: 300_000 },
      items: [
        { key: OFFER, item: price(99) },
        { key: "camera#ben", item: price(95) },
      ],
      steps: [
        { kind: "query-poll", atMs: 4_000, everyMs: 8_000, untilMs: QUERIES_UNTIL_MS, client: "anna", request: OFFERS },
        { kind: "poll", atMs: 6_000, everyMs: 8_000, untilMs: QUERIES_UNTIL_MS, client: "anna", keys: [OFFER] },
        {
          kind: "write",
          atMs: OFFER_WRITE_MS,
          client: "anna",
          via: "dax",
          write: { action: "put", key: OFFER, item: price(79) },
        },
      ],
      faults: [],
      untilMs: QUERIES_UNTIL_MS,
    } satisfies DaxScenario,
    pace: { screenMsPerMs: 0.045, pauseMsMax: 700 },
    // The offer is written, and has been read once more by its key.
    openingCount: (trace: DaxTrace) => trace.filter(({ atMs }) => atMs <= OFFER_WRITE_MS + 5_000).length,
    toggle: pressQueries,
    pressHint: {
      en: "The buttons change what happens from this moment on. Other settings make the node begin with empty caches.",
      ko: "버튼을 누르면 이 순간부터 일어나는 일이 바뀝니다. 설정을 바꾸면 노드는 빈 캐시로 시작합니다.",
    },
    ...SHARED,
  },
};
