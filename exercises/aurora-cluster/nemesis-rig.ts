/** Nemeses of a cluster: it runs on a wrong mechanism. */
import {
  checkClusterScenario,
  clusterEventInEnglish,
  runCluster,
  type ClusterEvent,
  type ClusterMechanisms,
  type ClusterScenario,
  type ClusterTrace,
  type NemesisStep,
} from "four-of-six/cluster";
import { withSchedule } from "four-of-six/kernel";
import { number, tagged, text } from "four-of-six/testing";
import { nemesisRig, type NemesisRig } from "../nemesis-rig.ts";

/** The given run, the mechanism that is wrong in it, and the shortest schedule that we know to bring it to light. */
export interface ClusterNemesis {
  /** The figure that draws the run. */
  readonly figure: string;
  readonly base: ClusterScenario;
  readonly wrong: Partial<ClusterMechanisms>;
  readonly shortest: number;
}

export type ClusterNemesisRig = NemesisRig<NemesisStep, ClusterEvent> & { readonly base: ClusterScenario };

const step = tagged<NemesisStep, "kind">("kind", {
  crash: { atMs: number, instance: text },
  failover: { atMs: number },
});

export function clusterNemesisRig({ figure, base, wrong, shortest }: ClusterNemesis): ClusterNemesisRig {
  return {
    ...nemesisRig<NemesisStep, ClusterEvent>({
      figure,
      shortest,
      step,
      given: base.workload.length,
      check: (schedule) => checkClusterScenario(withSchedule(base, schedule)),
      play: (schedule, into) => runCluster(withSchedule(base, schedule), wrong, into),
      eventText: clusterEventInEnglish,
      timeText: (atMs) => `${atMs / 1_000} s`,
    }),
    base,
  };
}

/** What came of a run, in a sentence: for whoever hoped that something would break. */
export function outcomeOf(trace: ClusterTrace): string {
  const orders = trace.flatMap((event) =>
    event.kind === "promotion-ordered" || event.kind === "restart-ordered"
      ? [`${event.instance} was told to take epoch ${event.volumeEpoch} at ${event.atMs / 1_000} s`]
      : [],
  );
  const openings = trace.flatMap((outer) =>
    outer.kind === "in-volume" && outer.event.kind === "volume-recovered"
      ? [`${outer.event.instance} opened the volume in epoch ${outer.event.volumeEpoch} at ${outer.atMs / 1_000} s`]
      : [],
  );
  const all = [...orders, ...openings];
  return `none: ${all.length === 0 ? "db-1 was the writer all the time" : all.join("; ")}`;
}
