import {
  indexEventInEnglish,
  runIndex,
  runIndexScript,
  runTable,
  secondaryIndex,
  type IndexChange,
  type IndexRunScenario,
  type IndexScript,
  type SecondaryIndex,
  type TableScenario,
} from "four-of-six/dynamodb";
import { AnswerError, defineRig, fn, listOf, optional, record, type Shape } from "four-of-six/testing";
import { itemShape } from "../item-shape.ts";

/** What an answer to this exercise exports. */
export type SecondaryIndexAnswer = SecondaryIndex;

const changeKind: Shape<IndexChange["kind"]> = {
  take(value, where) {
    if (value === "put" || value === "delete") return value;
    throw new AnswerError(`${where} has to be "put" or "delete".`);
  },
};
const change: Shape<IndexChange> = record<IndexChange>({
  kind: changeKind,
  entry: itemShape,
  replaces: optional(itemShape),
});

export const rig = defineRig<SecondaryIndexAnswer, IndexScript, TableScenario | IndexRunScenario>({
  figure: "secondary-indexes",
  seam: { entryOf: fn(optional(itemShape)), changesOf: fn(listOf(change)) },
  reference: secondaryIndex,
  unit: { run: (script, answer, into) => runIndexScript(script, answer, into as never) },
  cluster: {
    // The suite asks for a whole table; the figure's run is the one of an index that follows its table.
    run: (scenario, answer, into) =>
      "requests" in scenario
        ? runTable(scenario, { secondaryIndex: answer }, into as never)
        : runIndex(scenario, answer, into as never),
  },
  decides: ["entry-told", "changes-told", "request-answered", "request-refused"],
  eventText: (event) => indexEventInEnglish(event as never),
});
