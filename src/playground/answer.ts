/** What a worker makes of a scenario: a run, or the reason why there is none. */
import { RunawayError, ScenarioError } from "../core/kernel/errors.ts";
import type { FigureEvent, FigureScenario, FigureTrace } from "../figures/figures.ts";
import type { FigureKind } from "../figures/kinds.ts";
import { runOf } from "../figures/runs.ts";
import { storyOf } from "../figures/stories.ts";
import { DRAWN_MAX, RECORDED_MAX } from "./limits.ts";

/** What the page asks: the run of a scenario, the names that its faults may have, or what is drawn of somebody's run. */
export type Asked = { readonly kind: FigureKind } & (
  | { readonly wants: "trace" | "targets"; readonly scenario: FigureScenario }
  | { readonly wants: "story"; readonly trace: FigureTrace }
);

/** What there is to fail, by name. */
export interface Targets {
  readonly zones: readonly string[];
  readonly nodes: readonly string[];
}

/** Why there is no run: the core refused the scenario at a field, the run was too long, or the core broke down over it. */
export type Refused =
  | { readonly said: "refused"; readonly message: string; readonly field: string }
  | { readonly said: "too-many"; readonly count: number }
  | { readonly said: "broke"; readonly message: string };

export type Said =
  | { readonly said: "ready" }
  | { readonly said: "trace"; readonly trace: FigureTrace }
  | { readonly said: "targets"; readonly targets: Targets }
  | Refused;

class TooManyEvents extends Error {}

/** Answers one question. */
export function answerTo(asked: Asked): Said {
  const { wants, kind } = asked;
  try {
    if (wants === "targets") return { said: "targets", targets: targetsOf(kind, asked.scenario) };
    const trace = wants === "story" ? storyOf(kind, asked.trace) : runOf(kind, asked.scenario, boundedTrace());
    if (trace.length > DRAWN_MAX) return { said: "too-many", count: DRAWN_MAX };
    // A list of its own: the one of the run has a `push` that no message can carry.
    return { said: "trace", trace: [...trace] as unknown as FigureTrace };
  } catch (error) {
    if (error instanceof ScenarioError) return { said: "refused", message: error.message, field: error.field };
    if (error instanceof TooManyEvents) return { said: "too-many", count: RECORDED_MAX };
    if (error instanceof RunawayError) return { said: "too-many", count: 1_000_000 };
    return { said: "broke", message: error instanceof Error ? error.message : String(error) };
  }
}

function boundedTrace(): FigureEvent[] {
  const trace: FigureEvent[] = [];
  trace.push = (event) => {
    if (trace.length >= RECORDED_MAX) throw new TooManyEvents();
    return ((trace[trace.length] = event), trace.length);
  };
  return trace;
}

/** Every system refuses a fault of what it does not have, and says what it has. */
function targetsOf(kind: FigureKind, scenario: FigureScenario): Targets {
  const known = (fault: object): readonly string[] => {
    try {
      runOf(kind, { ...scenario, faults: [{ fromMs: 0, ...fault }] } as unknown as FigureScenario, boundedTrace());
    } catch (error) {
      if (error instanceof ScenarioError && error.field.startsWith("faults[0].")) return error.known ?? [];
    }
    return [];
  };
  return { zones: known({ kind: "zone-down", zone: "" }), nodes: known({ kind: "node-down", node: "" }) };
}
