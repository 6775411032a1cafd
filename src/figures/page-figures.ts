/** Figures of one storage node and its pages. */
import type { PageNodeScenario } from "../core/aurora/page-node.ts";
import type { PageEvent, PageTrace } from "../core/aurora/page-trace.ts";
import { pageEventText } from "../core/aurora/page-words.ts";
import type { Fault, Millis } from "../core/kernel/index.ts";
import { withParticle, type WordsLocale } from "../core/kernel/words.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { instantAfter } from "./fork.ts";
import { READ_CONTROL, VIEW_CONTROL } from "./page-controls.ts";
import { msText } from "./strings.ts";

const BACKUP = "backup";
/** What a reader starts is given this long to be seen. */
const SEEN_MS: Millis = 6;

type View = PageNodeScenario["views"][number];

const isOpenAt = ({ fromMs, untilMs = Infinity }: View, atMs: Millis) => fromMs <= atMs && atMs < untilMs;

/** A long query begins, or the one that runs ends, right after `atMs`. */
function toggleView(scenario: PageNodeScenario, atMs: Millis): Forked {
  const fromMs = instantAfter(atMs);
  const longer = { ...scenario, untilMs: Math.max(scenario.untilMs, fromMs + SEEN_MS) };
  const open = scenario.views.find((view) => isOpenAt(view, fromMs));
  const time = msText(atMs);
  if (open === undefined) {
    const view = `Q${scenario.views.filter((other) => other.fromMs <= fromMs).length + 1}`;
    // Views that were to begin later are thrown away with the rest of what was to come.
    const views = [...scenario.views.filter((other) => other.fromMs <= fromMs), { view, fromMs }];
    return {
      scenario: { ...longer, views },
      isDown: false,
      notice: {
        en: `At ${time} ms you started ${view}, which holds its read point. What follows was run again from here.`,
        ko: `${time} ms에 쿼리 ${withParticle(view, "을/를")} 시작해 읽기 지점을 붙잡았습니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
      },
    };
  }
  const views = scenario.views.map((view) => (view === open ? { ...view, untilMs: fromMs } : view));
  // What the query would still have read, nobody asks for any more.
  const reads = scenario.reads.filter((read) => read.view !== open.view || read.atMs < fromMs);
  return {
    scenario: { ...longer, views, reads },
    isDown: true,
    notice: {
      en: `At ${time} ms you ended ${open.view}. What follows was run again from here.`,
      ko: `${time} ms에 쿼리 ${withParticle(open.view, "을/를")} 끝냈습니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
    },
  };
}

/** Both pages are read as of this LSN, which nobody holds for the reader, right after `atMs`. */
function readAt(scenario: PageNodeScenario, readPoint: number, atMs: Millis): Forked {
  const fromMs = instantAfter(atMs);
  const reads = [
    ...scenario.reads.filter((read) => read.atMs <= fromMs),
    ...Array.from({ length: scenario.pageCount }, (_, index) => ({ atMs: fromMs, page: index + 1, readPoint })),
    ...scenario.reads.filter((read) => read.atMs > fromMs),
  ];
  return {
    scenario: { ...scenario, reads, untilMs: Math.max(scenario.untilMs, fromMs + SEEN_MS) },
    isDown: false,
    notice: {
      en: `At ${msText(atMs)} ms you asked for the pages as of ${readPoint}. Nobody holds that point for you.`,
      ko: `${msText(atMs)} ms에 ${readPoint} 시점의 페이지를 요청했습니다. 이 시점을 붙잡아 두는 것은 아무것도 없습니다.`,
    },
  };
}

/** The backup goes down, or comes back, right after `atMs`. */
function toggleBackup(scenario: PageNodeScenario, atMs: Millis): Forked {
  const fromMs = instantAfter(atMs);
  const isIt = (fault: Fault) => fault.kind === "node-down" && fault.node === BACKUP;
  const holds = (fault: Fault) => isIt(fault) && fault.fromMs <= fromMs && fromMs < (fault.untilMs ?? Infinity);
  const isDown = !scenario.faults.some(holds);
  const faults: readonly Fault[] = isDown
    ? [...scenario.faults, { kind: "node-down", node: BACKUP, fromMs }]
    : scenario.faults
        .filter((fault) => !(isIt(fault) && fault.fromMs === fromMs))
        .map((fault) => (holds(fault) ? { ...fault, untilMs: fromMs } : fault));
  const time = msText(atMs);
  return {
    scenario: { ...scenario, faults, untilMs: Math.max(scenario.untilMs, fromMs + SEEN_MS) },
    isDown,
    notice: isDown
      ? {
          en: `At ${time} ms you took the backup down. What follows was run again from here.`,
          ko: `${time} ms에 백업을 중단했습니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
        }
      : {
          en: `At ${time} ms you brought the backup back. What follows was run again from here.`,
          ko: `${time} ms에 백업이 돌아왔습니다. 그 뒤는 여기서부터 다시 실행했습니다.`,
        },
  };
}

export const PAGE_FIGURES: Readonly<Record<FiguresOf<"page">, Figure>> = {
  "page-materialiser": {
    scenario: {
      seed: 6,
      pageCount: 2,
      writes: [
        {
          atMs: 0.4,
          changes: [
            { page: 1, slot: 1, value: 1 },
            { page: 2, slot: 1, value: 4 },
          ],
        },
        { atMs: 1.2, changes: [{ page: 1, slot: 2, value: 2 }] },
        {
          atMs: 2,
          changes: [
            { page: 1, slot: 1, value: 3 },
            { page: 2, slot: 3, value: 5 },
          ],
        },
        {
          atMs: 4.6,
          changes: [
            { page: 1, slot: 4, value: 6 },
            { page: 2, slot: 2, value: 7 },
          ],
        },
        { atMs: 5.6, changes: [{ page: 1, slot: 3, value: 9 }] },
        {
          atMs: 6.2,
          changes: [
            { page: 1, slot: 1, value: 5 },
            { page: 2, slot: 1, value: 8 },
          ],
        },
        { atMs: 7, changes: [{ page: 1, slot: 2, value: 2 }] },
      ],
      views: [{ view: "Q1", fromMs: 4.2, untilMs: 13 }],
      reads: [
        { atMs: 11, page: 1, view: "Q1" },
        { atMs: 11.6, page: 2, view: "Q1" },
      ],
      // Record 108 is lost, and comes when the writer sends it again.
      faults: [{ kind: "messages-lost", probability: 1, fromMs: 5.55, untilMs: 5.65 }],
      untilMs: 17,
      model: {
        resendMs: 3.4,
        crossZone: [
          [0, 0.3],
          [1, 0.8],
        ],
      },
    } satisfies PageNodeScenario,
    pace: { screenMsPerMs: 1100, pauseMsMax: 900 },
    openingCount: (trace: PageTrace) => countToNth(trace, "page-answered", 2),
    async run(scenario: PageNodeScenario) {
      const { runPageNode } = await import("../core/aurora/page-node.ts");
      return runPageNode(scenario);
    },
    eventText(event: PageEvent, locale: WordsLocale) {
      return pageEventText(event, locale);
    },
    toggle(scenario: PageNodeScenario, target: PressTarget, atMs: Millis): Forked {
      if (!("control" in target)) return toggleBackup(scenario, atMs);
      if (target.control === VIEW_CONTROL) return toggleView(scenario, atMs);
      return readAt(scenario, Number(target.control.slice(READ_CONTROL.length)), atMs);
    },
    pressHint: {
      en: "Click an LSN to read both pages as of it, the query to end it or to start one, the backup to take it down.",
      ko: "LSN을 누르면 그 시점의 두 페이지를 읽습니다. 쿼리를 누르면 끝나거나 시작되고, 백업을 누르면 중단됩니다.",
    },
    showsService: false,
  },
};
