import type { Timed } from "../core/kernel/index.ts";
import type { Seam } from "./seam.ts";

/** One kind of event among others; what exactly, only the mechanism and its figure know. */
export type AnyEvent = Timed<{ readonly kind: string }>;
export type AnyTrace = readonly AnyEvent[];

/** A way to run an answer: a scenario goes in, a trace comes out. */
export interface Run<Answer, Scenario> {
  /** Events are added to `into` as they happen, so that a run which throws leaves what came before. */
  run(scenario: Scenario, answer: Answer, into?: AnyEvent[]): AnyTrace;
}

/** How an exercise's answer is put into the simulator: `exercises/<part>/<slug>/rig.ts`. */
export interface Rig<Answer extends object, UnitScenario, ClusterScenario> {
  /** The figure that can draw the traces. */
  readonly figure: string;
  /** What the answer exports, and the shape of what comes back from it. */
  readonly seam: Seam<Answer>;
  readonly reference: Answer;
  /** The mechanism alone, driven step by step. */
  readonly unit: Run<Answer, UnitScenario>;
  /** The whole simulated system with the answer in its place. */
  readonly cluster: Run<Answer, ClusterScenario>;
  /** The kinds of events that the mechanism itself decides; all others happen to it. */
  readonly decides: readonly string[];
  /** One event in English. A page in another language puts the event into words itself. */
  eventText(event: AnyEvent): string;
  /** A time of the run with its unit, where milliseconds are too fine a measure. */
  timeText?(atMs: number): string;
}

export function defineRig<Answer extends object, UnitScenario, ClusterScenario>(
  rig: Rig<Answer, UnitScenario, ClusterScenario>,
): Rig<Answer, UnitScenario, ClusterScenario> {
  return rig;
}

/** Any rig, where its types do not matter. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a rig is used with its own scenarios only
export type AnyRig = Rig<any, any, any>;
