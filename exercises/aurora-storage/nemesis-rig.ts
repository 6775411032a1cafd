/**
 * Exercises whose answer is a schedule of faults: data that has to make a wrong mechanism break a promise. The answer
 * never runs; it is copied through its seam, looked over as any scenario is, and played on the given volume.
 */
import {
  checkVolumeScenario,
  runVolume,
  storageEventInEnglish,
  withSchedule,
  type NemesisSchedule,
  type NemesisStep,
  type StorageTrace,
  type VolumeMechanisms,
  type VolumeScenario,
} from "four-of-six/aurora";
import { ScenarioError, type Fault } from "four-of-six/kernel";
import {
  data,
  defineRig,
  listOf,
  number,
  optional,
  record,
  tagged,
  text,
  type Rig,
  type Shape,
} from "four-of-six/testing";

/** What an answer to such an exercise exports. */
export interface NemesisAnswer {
  readonly schedule: NemesisSchedule;
}

/** The given run, the mechanism that is wrong in it, and the shortest schedule that we know to bring it to light. */
export interface Nemesis {
  /** The figure that draws the run. */
  readonly figure: string;
  readonly base: VolumeScenario;
  readonly wrong: Partial<VolumeMechanisms>;
  readonly shortest: number;
}

export type NemesisRig = Rig<NemesisAnswer, unknown, unknown> & {
  readonly base: VolumeScenario;
  readonly shortest: number;
  /** What is wrong with the schedule as a scenario: the field, what was expected, what came; nothing when it is sound. */
  problemOf(schedule: NemesisSchedule): string | undefined;
  /** The run that the schedule makes of the base. Its scenario must be sound. */
  play(schedule: NemesisSchedule): StorageTrace;
};

const span = { fromMs: number, untilMs: optional(number) };

const fault = tagged<Fault, "kind">("kind", {
  "zone-down": { zone: text, ...span },
  "node-down": { node: text, ...span },
  "node-slow": { node: text, addedMs: number, ...span },
  "zones-parted": { zones: listOf(text) as Shape<never>, ...span },
  "messages-lost": { probability: number, ...span },
  "messages-doubled": { probability: number, ...span },
} as never);

const step = tagged<NemesisStep, "kind">("kind", {
  crash: { atMs: number, instance: optional(text) },
  recover: { atMs: number, instance: text },
  "replace-segment": { atMs: number, segment: text },
  "keep-segment": { atMs: number, segment: text },
});

export function nemesisRig({ figure, base, wrong, shortest }: Nemesis): NemesisRig {
  const play = (schedule: NemesisSchedule, into?: object[]) =>
    runVolume(withSchedule(base, schedule), wrong, into as never);
  const run = { run: (_: unknown, answer: NemesisAnswer, into?: object[]) => play(answer.schedule, into) };
  return {
    ...defineRig<NemesisAnswer, unknown, unknown>({
      figure,
      seam: { schedule: data(record<NemesisSchedule>({ faults: listOf(fault), steps: listOf(step) })) },
      reference: { schedule: { faults: [], steps: [] } },
      unit: run,
      cluster: run,
      decides: [],
      eventText: (event) => storageEventInEnglish(event as never),
    }),
    base,
    shortest,
    problemOf(schedule) {
      try {
        checkVolumeScenario(withSchedule(base, schedule));
        return undefined;
      } catch (error) {
        if (error instanceof ScenarioError) return error.message;
        throw error;
      }
    },
    play: (schedule) => play(schedule),
  };
}

/** What came of a run, in a sentence: for whoever hoped that something would break. */
export function outcomeOf(trace: StorageTrace): string {
  const answered = trace.flatMap((event) => (event.kind === "commit-answered" ? [event.transaction] : []));
  const faultCount = trace.filter(({ kind }) => kind === "fault-began").length;
  const decided = trace.filter((event) => event.kind === "recovery-decided");
  const commits = answered.length === 0 ? "no commit was answered" : `${answered.join(", ")} answered and still there`;
  const faults = `${faultCount} ${faultCount === 1 ? "fault" : "faults"}`;
  const heard = trace
    .slice(0, decided[0] === undefined ? 0 : trace.indexOf(decided[0]))
    .flatMap((event) => (event.kind === "segment-answered" ? [event.segment] : []));
  const recoveries =
    decided[0] === undefined
      ? "nobody recovered"
      : `${decided[0].instance} recovered up to LSN ${decided[0].vdl}, having heard from ${heard.join(", ")}`;
  return `none: ${commits}; ${faults}; ${recoveries}`;
}
