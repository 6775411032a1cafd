import {
  partitionEventInEnglish,
  partitionRouter,
  runPartitions,
  runPartitionScript,
  type PartitionRouter,
  type PartitionScenario,
  type PartitionScript,
  type PartitionSplit,
  type Place,
} from "four-of-six/dynamodb";
import { defineRig, fn, number, optional, record, tagged, text, truth } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type PartitionRouterAnswer = PartitionRouter;

/** A split, told apart by what it is for. */
type Split = { [Because in PartitionSplit["because"]]: { readonly because: Because; readonly at: Place } }[PartitionSplit["because"]]; // prettier-ignore
const at = record<Place>({ hash: number, partitionKey: text, sortKey: text });

export const rig = defineRig<PartitionRouterAnswer, PartitionScript, PartitionScenario>({
  figure: "partitions",
  seam: {
    holds: fn(truth),
    partitionOf: fn(text),
    splitOf: fn(optional(tagged<Split, "because">("because", { size: { at }, consumption: { at } }))),
  },
  reference: partitionRouter,
  unit: { run: (script, answer, into) => runPartitionScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runPartitions(scenario, answer, into as never) },
  decides: ["key-routed", "split-decided", "request-refused", "request-given-up", "key-held-twice", "table-looked-at"],
  eventText: (event) => partitionEventInEnglish(event as never),
  timeText: (atMs) => `${Math.round(atMs / 100) / 10} s`,
});
