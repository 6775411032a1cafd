/** Figures of the two designs that perform the same transactions. */
import { AURORA_MODEL, MIRRORED_MODEL, type LoggedChange } from "../core/aurora/io-per-transaction.ts";
import type { IoRound, IoScenario } from "../core/aurora/io-designs.ts";
import type { IoEvent, IoTrace } from "../core/aurora/io-trace.ts";
import { ioEventText } from "../core/aurora/io-words.ts";
import type { Millis } from "../core/kernel/index.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { forkVolume, instantAfter } from "./fork.ts";
import { PAGE_CHOICES, TRANSACTION_CHOICES } from "./io-shapes.ts";

/** What the figure's transactions are made of. */
const CHANGE_BYTES = 300;
const COMMIT_BYTES = 60;
/** Time for a run of the figure to be over, whatever the reader chose. */
const ROUND_MS = 22;

/** Transactions of one kind, in memory at once: each changes so many pages of its own, all of them written back. */
function roundOf(atMs: Millis, { pages, transactions }: Choice, firstLsn: number, firstTransaction: number): IoRound {
  const records: LoggedChange[] = [];
  const add = (index: number, page: number, sizeBytes: number, isCommit: boolean) =>
    records.push({
      lsn: firstLsn + records.length,
      transaction: `T${firstTransaction + index}`,
      page,
      group: 1,
      sizeBytes,
      isCommit,
    });
  for (let change = 0; change < pages; change++) {
    for (let index = 0; index < transactions; index++) add(index, 1 + index * pages + change, CHANGE_BYTES, false);
  }
  const flushedPages = records.map(({ page }) => page);
  for (let index = 0; index < transactions; index++) add(index, 0, COMMIT_BYTES, true);
  return { atMs, run: { records, flushedPages, metadataBytes: [] } };
}

interface Choice {
  readonly pages: number;
  readonly transactions: number;
}

/** The figure's scenario for a choice of the reader's. */
export function twoLayersScenario(choice: Choice): IoScenario {
  return {
    seed: 12,
    mirrored: MIRRORED_MODEL,
    aurora: AURORA_MODEL,
    rounds: [roundOf(0.3, choice, 101, 1)],
    faults: [],
    model: { resendMs: 8 },
    untilMs: 0.3 + ROUND_MS,
  };
}

function choiceOf({ rounds }: IoScenario): Choice {
  const records = rounds[0]?.run.records ?? [];
  const transactions = records.filter(({ isCommit }) => isCommit).length;
  return { transactions, pages: (records.length - transactions) / Math.max(1, transactions) };
}

/** The same transactions once more after everything else, where the run has nothing left to begin. */
function onceMore(scenario: IoScenario, afterMs: Millis): IoScenario {
  const { rounds } = scenario;
  const last = rounds.at(-1);
  if (last === undefined || last.atMs > afterMs) return scenario;
  const records = rounds.flatMap(({ run }) => run.records);
  const committed = records.filter(({ isCommit }) => isCommit).length;
  const next = roundOf(
    instantAfter(afterMs + 0.4),
    choiceOf(scenario),
    (records.at(-1)?.lsn ?? 100) + 1,
    committed + 1,
  );
  return { ...scenario, rounds: [...rounds, next], untilMs: Math.max(scenario.untilMs, afterMs + ROUND_MS) };
}

function press(scenario: IoScenario, target: PressTarget, atMs: Millis): Forked {
  if (!("control" in target)) {
    const { scenario: forked, isDown } = forkVolume(scenario as never, target, atMs);
    return { scenario: onceMore(forked as never, atMs), isDown };
  }
  const [name, value] = target.control.split(" ") as [string, string];
  const choice = { ...choiceOf(scenario), [name]: Number(value) };
  if (!PAGE_CHOICES.includes(choice.pages) || !TRANSACTION_CHOICES.includes(choice.transactions))
    return { scenario, isDown: false };
  const { pages, transactions } = choice;
  return {
    scenario: twoLayersScenario(choice),
    isDown: false,
    notice: {
      en: `${transactions === 1 ? "One transaction changes" : `${transactions} transactions at once change`} ${pages === 1 ? "one page" : `${pages} pages`}${transactions === 1 ? "" : " each"}. The run was made anew.`,
      ko: `트랜잭션 ${transactions}개가 ${transactions === 1 ? "" : "동시에 각각 "}페이지 ${pages}개를 바꿉니다. 처음부터 다시 실행했습니다.`,
    },
  };
}

export const IO_FIGURES: Readonly<Record<FiguresOf<"io">, Figure>> = {
  "two-layers": {
    scenario: twoLayersScenario({ pages: 4, transactions: 1 }),
    pace: { screenMsPerMs: 1100, pauseMsMax: 700 },
    openingCount: (trace: IoTrace) => countToNth(trace, "commit-answered", 1),
    async run(scenario: IoScenario) {
      const { runIoDesigns } = await import("../core/aurora/io-designs.ts");
      return runIoDesigns(scenario);
    },
    eventText(event: IoEvent, locale: WordsLocale) {
      return ioEventText(event, locale);
    },
    toggle: press,
    pressHint: {
      en: "Press a zone to take it down in both designs, and again to bring it back. The buttons at the top change the transactions.",
      ko: "가용 영역을 누르면 두 설계에서 함께 중단되고, 다시 누르면 돌아옵니다. 위의 버튼은 트랜잭션을 바꿉니다.",
    },
    showsService: false,
  },
};
