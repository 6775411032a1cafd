/** The TTL sweep alone, asked one thing after the other. */
import { Simulation, type Millis, type Timed, type Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import type { StreamSign, TtlSweep } from "./ttl-sweep.ts";

/** One question. */
export type TtlQuestion =
  | { readonly kind: "expired"; readonly item: Item; readonly nowMs: Millis }
  | { readonly kind: "delete"; readonly found: Item; readonly current: Item | undefined; readonly nowMs: Millis }
  | { readonly kind: "show"; readonly items: readonly Item[]; readonly nowMs: Millis }
  | { readonly kind: "record"; readonly record: StreamSign };

/** Questions about one table, in their order. */
export interface TtlScript {
  /** The attribute that the table names for Time to Live. */
  readonly attribute: string;
  readonly questions: readonly TtlQuestion[];
}

/** A question, and what it was answered. */
export type TtlAnswerEvent = {
  readonly kind: "ttl-answered";
  readonly attribute: string;
  readonly question: TtlQuestion;
  readonly answer: boolean | readonly Item[];
};

/** Asks the questions in their order, a millisecond apart. */
export function runTtlScript(
  { attribute, questions }: TtlScript,
  sweep: TtlSweep,
  into?: Timed<TtlAnswerEvent>[],
): Trace<TtlAnswerEvent> {
  const simulation = new Simulation<TtlAnswerEvent>({ seed: 0, trace: into });
  questions.forEach((question, index) => {
    simulation.at(index, () => {
      const answer = answered(question, attribute, sweep);
      simulation.record({ kind: "ttl-answered", attribute, question, answer });
    });
  });
  simulation.runToEnd();
  return simulation.trace;
}

function answered(question: TtlQuestion, attribute: string, sweep: TtlSweep): boolean | readonly Item[] {
  switch (question.kind) {
    case "expired":
      return sweep.isExpired(question.item, attribute, question.nowMs);
    case "delete":
      return sweep.mayDelete(question.found, question.current, attribute, question.nowMs);
    case "show":
      return sweep.unexpired(question.items, attribute, question.nowMs);
    case "record":
      return sweep.isExpiry(question.record);
  }
}
