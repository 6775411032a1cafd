/** Nemeses of a volume: the storage engine runs on a wrong mechanism. */
import {
  checkVolumeScenario,
  runVolume,
  storageEventInEnglish,
  type NemesisStep,
  type StorageEvent,
  type StorageTrace,
  type VolumeMechanisms,
  type VolumeScenario,
} from "four-of-six/aurora";
import { withSchedule } from "four-of-six/kernel";
import { number, optional, tagged, text } from "four-of-six/testing";
import { nemesisRig, type NemesisRig } from "../nemesis-rig.ts";

/** The given run, the mechanism that is wrong in it, and the shortest schedule that we know to bring it to light. */
export interface VolumeNemesis {
  /** The figure that draws the run. */
  readonly figure: string;
  readonly base: VolumeScenario;
  readonly wrong: Partial<VolumeMechanisms>;
  readonly shortest: number;
}

export type VolumeNemesisRig = NemesisRig<NemesisStep, StorageEvent> & { readonly base: VolumeScenario };

const step = tagged<NemesisStep, "kind">("kind", {
  crash: { atMs: number, instance: optional(text) },
  recover: { atMs: number, instance: text },
  "replace-segment": { atMs: number, segment: text },
  "keep-segment": { atMs: number, segment: text },
});

export function volumeNemesisRig({ figure, base, wrong, shortest }: VolumeNemesis): VolumeNemesisRig {
  return {
    ...nemesisRig<NemesisStep, StorageEvent>({
      figure,
      shortest,
      step,
      given: base.workload.length,
      check: (schedule) => checkVolumeScenario(withSchedule(base, schedule)),
      play: (schedule, into) => runVolume(withSchedule(base, schedule), wrong, into),
      eventText: storageEventInEnglish,
    }),
    base,
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
