/** Figures of the Data API: calls of one caller over minutes. */
import type { DataApiEvent, DataApiScript, DataApiStep, DataApiTrace } from "../core/cluster/index.ts";
import type { Millis } from "../core/kernel/index.ts";
import { withParticle, type WordsLocale } from "../core/kernel/words.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import { instantAfter } from "./fork.ts";
import type { FiguresOf } from "./kinds.ts";

/** What a reader can do, by the names that the scene gives its buttons. */
export const DATA_API_CONTROLS = ["later", "sooner", "keep-alive"] as const;
export type DataApiControl = (typeof DATA_API_CONTROLS)[number];

type Words = (event: DataApiEvent) => string;

/** As for the figures of a volume: the rest of a language is fetched when a reader makes another run. */
const words: Partial<Record<WordsLocale, Words>> = {};

async function prepare(locale: WordsLocale): Promise<void> {
  words[locale] ??=
    locale === "ko"
      ? (await import("../core/cluster/data-api-words-ko.ts")).dataApiEventInKorean
      : (await import("../core/cluster/data-api-words-en.ts")).dataApiEventInEnglish;
}

// Written so that the bundler can take it out of what browsers get.
if (import.meta.env?.SSR !== false) await Promise.all([prepare("en"), prepare("ko")]);

const SECOND_MS: Millis = 1_000;
const LATER_MS: Millis = 60 * SECOND_MS;
const SOONER_MS: Millis = 30 * SECOND_MS;
/** After the last call: for a transaction that is left open to run out. */
const SEEN_MS: Millis = 200 * SECOND_MS;
const UNTIL_MAX_MS: Millis = 3_600 * SECOND_MS;
const CALL_COUNT_MAX = 16;

export function secondsText(atMs: Millis): string {
  return `${(atMs / SECOND_MS).toFixed(atMs % SECOND_MS === 0 ? 0 : 3)} s`;
}

const again: Readonly<Record<WordsLocale, string>> = {
  en: "What follows was run again from here.",
  ko: "그 뒤는 여기서부터 다시 실행했습니다.",
};

function forked(steps: readonly DataApiStep[], script: DataApiScript, en: string, ko: string): Forked {
  const last = steps.at(-1)?.atMs ?? 0;
  const untilMs = Math.min(UNTIL_MAX_MS, Math.max(script.untilMs, last + SEEN_MS));
  return { scenario: { ...script, steps, untilMs }, isDown: false, notice: { en: `${en} ${again.en}`, ko: `${ko} ${again.ko}` } }; // prettier-ignore
}

/** Moves the calls that are still to come, or has one more come now. */
function press(script: DataApiScript, target: PressTarget, atMs: Millis): Forked {
  const unchanged: Forked = { scenario: script, isDown: false };
  if (!("control" in target)) return unchanged;
  const fromMs = instantAfter(atMs);
  const past = script.steps.filter((step) => step.atMs < fromMs);
  const coming = script.steps.filter((step) => step.atMs >= fromMs);
  const [next] = coming;
  if (target.control === "keep-alive") {
    const transaction = past.findLast(({ asked }) => asked.operation === "BeginTransaction")?.call;
    if (transaction === undefined || script.steps.length >= CALL_COUNT_MAX) return unchanged;
    const call = `k${past.filter((step) => step.call.startsWith("k")).length + 1}`;
    const asked = { operation: "ExecuteStatement", sql: "SELECT 1", transaction } as const;
    return forked([...past, { atMs: fromMs, call, asked }, ...coming], script, `At ${secondsText(atMs)} a call ${call} showed the id.`, `${secondsText(atMs)}에 호출 ${withParticle(call, "이/가")} ID를 제시했습니다.`); // prettier-ignore
  }
  if (next === undefined) return unchanged;
  const shiftMs = target.control === "later" ? LATER_MS : -Math.min(SOONER_MS, next.atMs - fromMs);
  const moved = coming.map((step) => ({ ...step, atMs: step.atMs + shiftMs }));
  if ((moved.at(-1)?.atMs ?? 0) + SEEN_MS > UNTIL_MAX_MS) return unchanged;
  const first = secondsText(Math.round((next.atMs + shiftMs) / SECOND_MS) * SECOND_MS);
  return forked([...past, ...moved], script, `${next.call} comes at ${first} now.`, `이제 ${withParticle(next.call, "은/는")} ${first}에 옵니다.`); // prettier-ignore
}

const NO_ROWS = { kind: "ran", sizeBytes: 0, largestRowBytes: 0 } as const;

export const DATA_API_FIGURES: Readonly<Record<FiguresOf<"data-api">, Figure>> = {
  "data-api": {
    scenario: {
      steps: [
        { atMs: 0, call: "c1", asked: { operation: "BeginTransaction" } },
        {
          atMs: 2_000,
          call: "c2",
          asked: {
            operation: "ExecuteStatement",
            transaction: "c1",
            sql: "UPDATE stock SET n = n - 1 WHERE item = :item",
            parameters: [{ name: "item", value: { stringValue: "tea" } }],
          },
          end: NO_ROWS,
        },
        {
          atMs: 30_000,
          call: "c3",
          asked: { operation: "ExecuteStatement", sql: "SELECT sum(total) FROM orders" },
          tookMs: 60_000,
        },
        {
          atMs: 60_000,
          call: "c4",
          asked: {
            operation: "ExecuteStatement",
            transaction: "c1",
            sql: "INSERT INTO orders VALUES (:id, :item)",
            parameters: [
              { name: "id", value: { longValue: 7 } },
              { name: "item", value: { stringValue: "tea" } },
            ],
          },
          end: NO_ROWS,
        },
        {
          atMs: 100_000,
          call: "c5",
          asked: {
            operation: "ExecuteStatement",
            sql: "CREATE INDEX ON orders (item)",
            continueAfterTimeout: true,
          },
          tookMs: 75_000,
        },
        { atMs: 190_000, call: "c6", asked: { operation: "ExecuteStatement", sql: "SELECT n FROM stock" } },
        { atMs: 245_000, call: "c7", asked: { operation: "CommitTransaction", transaction: "c1" } },
      ],
      untilMs: 260_000,
    } satisfies DataApiScript,
    pace: { screenMsPerMs: 0.05, pauseMsMax: 2_600 },
    // c3 has run into its time-out; c4 has shown the id for the last time.
    openingCount: (trace: DataApiTrace) => countToNth(trace, "call-answered", 4),
    prepare,
    async run(scenario: DataApiScript) {
      const { runDataApiScript } = await import("../core/cluster/data-api-script.ts");
      const { createDataApiSession } = await import("../core/cluster/data-api-session.ts");
      return runDataApiScript(scenario, createDataApiSession);
    },
    eventText: (event: DataApiEvent, locale) => words[locale]?.(event) ?? "",
    timeText: secondsText,
    toggle: press,
    pressHint: {
      en: "The buttons move the calls that are still to come, or have one more come now.",
      ko: "버튼은 아직 오지 않은 호출을 옮기거나, 지금 호출을 하나 더 보냅니다.",
    },
    showsService: false,
  },
};
