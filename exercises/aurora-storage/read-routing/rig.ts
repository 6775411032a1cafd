import {
  readRouting,
  runReadScript,
  runVolume,
  storageEventInEnglish,
  type ReadPlan,
  type ReadRouting,
  type ReadScript,
  type VolumeScenario,
} from "four-of-six/aurora";
import { defineRig, fn, listOf, number, record, text } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type ReadRoutingAnswer = ReadRouting;

export const rig = defineRig<ReadRoutingAnswer, ReadScript, VolumeScenario>({
  figure: "read-routing",
  seam: {
    plan: fn(record<ReadPlan>({ order: listOf(text), hedgeAfterMs: number })),
    accepts: fn<ReadRouting["accepts"]>(text as never),
    minimumReadPoint: fn(number),
  },
  reference: readRouting,
  unit: { run: (script, answer, into) => runReadScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runVolume(scenario, { readRouting: answer }, into as never) },
  decides: ["read-planned", "read-judged", "pgmrpl-told", "page-asked", "page-refused", "read-failed"],
  eventText: (event) => storageEventInEnglish(event as never),
});
