/**
 * How long recovery takes against the length of the log. A database with checkpoints replays what came since the last
 * one; Aurora's storage is asked and told, and replays nothing. Aurora 2017 §4.3.
 */
import { runVolume, type StorageTrace, type VolumeScenario, type WorkloadStep } from "../core/aurora/index.ts";
import { defineSection, paragraph, table, type Size } from "./section.ts";

export interface RecoveryTime {
  /** Records written before the crash. */
  readonly recordCount: number;
  /** From the moment at which an instance begins to recover until it has the volume open: the median of the runs, ms. */
  readonly recoveryMs: number;
  /** What replaying them would take at `REPLAYED_PER_SECOND`, had the last checkpoint been just before the first, ms. */
  readonly replayMs: number;
  /** Records above the lost writer's VDL: all that the segments have to be asked about. */
  readonly underWay: number;
}

export interface RecoveryTimeData {
  readonly runs: readonly RecoveryTime[];
  readonly writesPerSecond: number;
  readonly replayedPerSecond: number;
}

const WRITES_PER_SECOND = 20_000;
/** An assumption, to have something to stand beside: no paper states it. */
const REPLAYED_PER_SECOND = 100_000;
const GROUP_COUNT = 2;

/** Records of two groups, one by one at a steady pace, then a crash in the middle of it all and a recovery 1 ms later. */
function scenario(recordCount: number, seed: number): VolumeScenario {
  const gapMs = 1_000 / WRITES_PER_SECOND;
  const writes = Array.from({ length: recordCount }, (_, index): WorkloadStep => ({
    kind: "write",
    atMs: Math.round(index * gapMs * 1_000) / 1_000,
    pages: [(index % 8) + 1],
  }));
  const crashAtMs = Math.round(recordCount * gapMs * 1_000) / 1_000;
  return {
    seed,
    groupCount: GROUP_COUNT,
    workload: [
      ...writes,
      { kind: "crash", atMs: crashAtMs },
      { kind: "recover", atMs: crashAtMs + 1, instance: "writer-2" },
    ],
    faults: [],
    untilMs: crashAtMs + 60,
  };
}

function recoveryMsOf(trace: StorageTrace): number {
  const began = trace.find(({ kind }) => kind === "recovery-began");
  const opened = trace.find(({ kind }) => kind === "volume-recovered");
  if (began === undefined || opened === undefined) throw new Error("The volume was not recovered within the run.");
  return opened.atMs - began.atMs;
}

/** Records that the writer had shipped and did not know to be durable when it crashed. */
function underWayIn(trace: StorageTrace): number {
  const crashed = trace.slice(
    0,
    trace.findIndex(({ kind }) => kind === "writer-crashed"),
  );
  const marks = crashed.findLast((event) => event.kind === "marks-moved");
  const vdl = marks?.kind === "marks-moved" ? marks.vdl : 0;
  return crashed.filter((event) => event.kind === "record-shipped" && event.lsn > vdl).length;
}

function measure(size: Size): RecoveryTimeData {
  const [lengths, seedCount] = size === "full" ? [[100, 1_000, 10_000], 9] : [[40, 400], 3];
  const runs = lengths.map((recordCount): RecoveryTime => {
    const traces = Array.from({ length: seedCount }, (_, seed) => runVolume(scenario(recordCount, seed)));
    return {
      recordCount,
      recoveryMs: Math.round(median(traces.map(recoveryMsOf)) * 100) / 100,
      replayMs: (recordCount / REPLAYED_PER_SECOND) * 1_000,
      underWay: median(traces.map(underWayIn)),
    };
  });
  return { runs, writesPerSecond: WRITES_PER_SECOND, replayedPerSecond: REPLAYED_PER_SECOND };
}

/** Of an odd number of values. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

function print({ runs, writesPerSecond, replayedPerSecond }: RecoveryTimeData): readonly string[] {
  const count = (value: number) => value.toLocaleString("en-US");
  return [
    ...table(
      ["records written", "of them under way", "recovery", "replay of all"],
      runs.map(({ recordCount, recoveryMs, replayMs, underWay }) => [
        count(recordCount),
        count(underWay),
        `${recoveryMs.toFixed(2)} ms`,
        `${replayMs} ms`,
      ]),
    ),
    "",
    ...paragraph(
      'recovery is "generally under 10 seconds", also after a crash at more than 100,000 writes per second; a database with checkpoints replays the log from the last one.',
      "published  ",
    ),
    ...paragraph(
      `two round trips to storage, whatever the log: ask every segment, tell every segment. The time is that of the slowest answer a quorum needs, the median of the runs.`,
      "simulated  ",
    ),
    ...paragraph(
      `${count(writesPerSecond)} writes per second over ${GROUP_COUNT} protection groups; a segment lists what it holds above the VDL that it was told, which is what was under way, not the log; replaying ${count(replayedPerSecond)} records per second from a checkpoint before the first record.`,
      "assumed    ",
    ),
    ...paragraph(
      "milliseconds instead of seconds: the crash is noticed at once, the new process runs already, caches and connections cost nothing, and an answer takes as long to send however much it lists.",
      "differs    ",
    ),
  ];
}

export const recoveryTime = defineSection<RecoveryTimeData>({
  name: "recovery-time",
  title: "Recovery time against the length of the log",
  source: "Aurora 2017 §4.3",
  measure,
  print,
});
