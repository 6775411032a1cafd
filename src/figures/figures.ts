/**
 * The figures of the course by name: which scenario each shows first, at what pace, and what it says in words. The
 * names are those of the mechanisms; a lesson writes `<Figure name="write-path" />`.
 */
import { runVolume, type VolumeScenario } from "../core/aurora/volume.ts";
import { storageEventText } from "../core/aurora/storage-words.ts";
import type { StorageEvent, StorageTrace } from "../core/aurora/index.ts";
import { runRollCall, type RollCallEvent, type RollCallScenario, type RollCallTrace } from "../core/start/roll-call.ts";
import { rollCallEventText } from "../core/start/roll-call-words.ts";
import type { WordsLocale } from "../core/kernel/words.ts";
import type { Pace } from "./track.ts";

export type FigureName = "roll-call" | "six-copies" | "write-path";
export type FigureScenario = VolumeScenario | RollCallScenario;
export type FigureTrace = StorageTrace | RollCallTrace;

interface FigureBase {
  readonly pace: Pace;
  readonly caption: Readonly<Record<WordsLocale, string>>;
  /** The figure for those who do not see it. */
  readonly description: Readonly<Record<WordsLocale, string>>;
}

export interface StorageFigure extends FigureBase {
  readonly view: "storage";
  readonly scenario: VolumeScenario;
  /** Draws what the copies that are left allow. */
  readonly showsService: boolean;
  /** How many events have happened on the first frame. */
  readonly openingCount: (trace: StorageTrace) => number;
  /** After a reader's fault late in the run: more for the run to do, so that the fault is felt. */
  readonly goOn?: (scenario: VolumeScenario, afterMs: number) => VolumeScenario;
}

export interface RollCallFigure extends FigureBase {
  readonly view: "roll-call";
  readonly scenario: RollCallScenario;
  readonly openingCount: (trace: RollCallTrace) => number;
}

export type Figure = StorageFigure | RollCallFigure;

/** One write and one recovery read after everything else, where the run has nothing left to do. */
function writeAndReadOnce(scenario: VolumeScenario, afterMs: number): VolumeScenario {
  if (scenario.workload.some((step) => step.atMs > afterMs)) return scenario;
  const transactionCount = scenario.workload.filter((step) => step.kind === "write").length;
  return {
    ...scenario,
    untilMs: Math.max(scenario.untilMs, afterMs + 6),
    workload: [
      ...scenario.workload,
      { kind: "write", atMs: afterMs + 0.6, groups: [1], commits: `T${transactionCount + 1}` },
      { kind: "quorum-read", atMs: afterMs + 0.7, group: 1 },
    ],
  };
}

/** So many events that the n-th one of its kind is the last to have happened; all of them when there is none. */
function countToNth(trace: readonly { readonly kind: string }[], kind: string, nth: number): number {
  let seen = 0;
  const index = trace.findIndex((event) => event.kind === kind && ++seen === nth);
  return index === -1 ? trace.length : index + 1;
}

export const FIGURES: Readonly<Record<FigureName, Figure>> = {
  "roll-call": {
    view: "roll-call",
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
    openingCount: (trace) => countToNth(trace, "greeting-heard", 4),
    caption: {
      en: "Six segments start one after the other, two in each zone, and each greets the writer in the words of your function.",
      ko: "가용 영역마다 두 개씩, 세그먼트 여섯 개가 차례로 시작하며 여러분이 작성한 함수의 말로 라이터에게 인사합니다.",
    },
    description: {
      en: "Three columns stand for the zones az-1, az-2 and az-3, with segments A and B, C and D, E and F. One after the other, 1 ms apart, a segment starts and sends its greeting to the writer, which lists what it has heard.",
      ko: "세 열은 가용 영역 az-1, az-2, az-3이며 각각 세그먼트 A와 B, C와 D, E와 F가 있습니다. 세그먼트는 1 ms 간격으로 차례로 시작해 라이터에게 인사를 보내고, 라이터는 들은 인사를 차례로 적습니다.",
    },
  },

  "six-copies": {
    view: "storage",
    showsService: true,
    scenario: {
      seed: 9,
      groupCount: 1,
      workload: [
        { kind: "write", atMs: 0.4, groups: [1], commits: "T1" },
        { kind: "write", atMs: 4.2, groups: [1], commits: "T2" },
        { kind: "write", atMs: 8.2, groups: [1], commits: "T3" },
        { kind: "quorum-read", atMs: 9.6, group: 1 },
      ],
      faults: [
        { kind: "zone-down", zone: "az-3", fromMs: 3.6 },
        { kind: "node-down", node: "D", fromMs: 7.6, untilMs: 12 },
      ],
      model: { resendMs: 3.1 },
      untilMs: 14.5,
    },
    pace: { screenMsPerMs: 1500, pauseMsMax: 900 },
    openingCount: (trace) => countToNth(trace, "read-quorum-met", 1),
    goOn: writeAndReadOnce,
    caption: {
      en: "AZ+1: zone az-3 is lost, then one more copy. Three copies cannot accept a write, so T3 waits; but three are enough to read, and nothing that was committed is lost. Copy D returns, and T3 is answered.",
      ko: "AZ+1: 가용 영역 az-3을 잃고 사본 하나를 더 잃습니다. 사본 세 개로는 쓰기를 받을 수 없어 T3이 기다리지만, 읽기에는 세 개면 충분하고 커밋된 것은 하나도 잃지 않습니다. 사본 D가 돌아오면 T3이 응답을 받습니다.",
    },
    description: {
      en: "Three zones, az-1 to az-3, hold two copies each of one protection group: A and B, C and D, E and F. Above them stands the writer with its log. Transaction T1 is written to all six copies. Then az-3 goes down, and T2 is committed with the four copies that are left. Then copy D goes down too: with three copies T3 gets no write quorum and waits, while a recovery read gets the three answers that it needs. When D is back, the record is sent to it again and T3 is committed.",
      ko: "가용 영역 az-1부터 az-3까지 보호 그룹 하나의 사본이 두 개씩 있습니다: A와 B, C와 D, E와 F. 그 위에 라이터와 로그가 있습니다. 트랜잭션 T1은 여섯 사본 모두에 기록됩니다. 이어서 az-3이 중단되지만 T2는 남은 네 사본으로 커밋됩니다. 다음으로 사본 D도 중단됩니다. 세 사본만으로는 T3이 쓰기 쿼럼을 얻지 못해 기다리고, 복구 읽기는 필요한 응답 세 개를 받습니다. D가 돌아오면 레코드를 다시 보내고 T3이 커밋됩니다.",
    },
  },

  "write-path": {
    view: "storage",
    showsService: false,
    scenario: {
      seed: 3,
      groupCount: 1,
      workload: [
        { kind: "write", atMs: 0.3, groups: [1, 1], commits: "T1" },
        { kind: "write", atMs: 1.5, groups: [1], commits: "T2" },
        { kind: "write", atMs: 2.9, groups: [1, 1], commits: "T3" },
      ],
      faults: [{ kind: "node-slow", node: "F", addedMs: 0.6, fromMs: 0 }],
      untilMs: 6.5,
    },
    pace: { screenMsPerMs: 1800, pauseMsMax: 1200 },
    openingCount: (trace) => countToNth(trace, "commit-answered", 1),
    caption: {
      en: "The writer sends each record to six copies and waits for none of them. The fourth acknowledgement makes a record durable; once every record up to a commit is durable, its client is told. Copy F is slow, and nobody waits for it.",
      ko: "라이터는 레코드마다 여섯 사본에 보내고 어느 하나도 기다리지 않습니다. 네 번째 확인 응답이 오면 레코드가 내구성을 얻고, 커밋까지의 모든 레코드가 그렇게 되면 클라이언트가 응답을 받습니다. 사본 F는 느리지만 아무도 기다리지 않습니다.",
    },
    description: {
      en: "The writer's log is a row of cells, one per redo record, with its LSN, six small squares that fill as copies acknowledge it, and their count. Below the log, bars show how far VCL and VDL reach. Records travel from their cell down to the copies A to F in three zones, acknowledgements travel back. With the fourth acknowledgement a record has its write quorum; when the VDL reaches a transaction's commit LSN, the transaction above the cell changes from waiting to done.",
      ko: "라이터의 로그는 칸이 늘어선 줄입니다. 칸마다 리두 레코드의 LSN, 사본이 확인 응답을 보낼 때마다 채워지는 작은 네모 여섯 개, 그 개수가 있습니다. 로그 아래의 막대는 VCL과 VDL이 어디까지 왔는지 보여 줍니다. 레코드는 칸에서 세 가용 영역의 사본 A부터 F까지 내려가고 확인 응답은 올라옵니다. 네 번째 확인 응답에서 쓰기 쿼럼이 충족되고, VDL이 트랜잭션의 커밋 LSN에 이르면 칸 위의 트랜잭션이 대기에서 완료로 바뀝니다.",
    },
  },
};

/** Runs a figure's scenario on the reference implementations. */
export function runFigure(name: FigureName, scenario: FigureScenario): FigureTrace {
  return FIGURES[name].view === "storage" ? runVolume(scenario as VolumeScenario) : runRollCall(scenario as RollCallScenario);
}

/** An event of either kind of run in words. */
export function figureEventText(event: StorageEvent | RollCallEvent, locale: WordsLocale): string {
  switch (event.kind) {
    case "roll-call-began":
    case "segment-started":
    case "greeting-heard":
      return rollCallEventText(event, locale);
    default:
      return storageEventText(event, locale);
  }
}
