/** A secondary index alone, asked one thing after the other. */
import { Simulation, type Timed, type Trace } from "../kernel/index.ts";
import type { Item } from "./attribute-value.ts";
import type { IndexChange, IndexDefinition, SecondaryIndex } from "./secondary-index.ts";

/** One question. */
export type IndexQuestion =
  | { readonly kind: "entry"; readonly item: Item }
  | { readonly kind: "changes"; readonly before: Item | undefined; readonly after: Item | undefined };

/** Questions about one index, in their order. */
export interface IndexScript {
  readonly index: IndexDefinition;
  readonly questions: readonly IndexQuestion[];
}

/** A question, and what it was answered. */
export type IndexAnswerEvent =
  | { readonly kind: "entry-told"; readonly item: Item; readonly entry: Item | undefined }
  | {
      readonly kind: "changes-told";
      readonly before: Item | undefined;
      readonly after: Item | undefined;
      readonly changes: readonly IndexChange[];
    }
  /** What the questions that follow are about. */
  | { readonly kind: "index-defined"; readonly index: IndexDefinition };

/** Asks the questions in their order, a millisecond apart. */
export function runIndexScript(
  { index, questions }: IndexScript,
  mechanism: SecondaryIndex,
  into?: Timed<IndexAnswerEvent>[],
): Trace<IndexAnswerEvent> {
  const simulation = new Simulation<IndexAnswerEvent>({ seed: 0, trace: into });
  simulation.record({ kind: "index-defined", index });
  questions.forEach((question, place) => {
    simulation.at(place, () => {
      if (question.kind === "entry") {
        const entry = mechanism.entryOf(question.item, index);
        simulation.record({ kind: "entry-told", item: question.item, entry });
      } else {
        const { before, after } = question;
        simulation.record({ kind: "changes-told", before, after, changes: mechanism.changesOf(before, after, index) });
      }
    });
  });
  simulation.runToEnd();
  return simulation.trace;
}
