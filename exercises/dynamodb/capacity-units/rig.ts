import {
  capacityEventInEnglish,
  capacityUnits,
  runCapacityScript,
  runTable,
  type CapacityScript,
  type CapacityUnits,
  type TableScenario,
} from "four-of-six/dynamodb";
import { defineRig, fn, number } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type CapacityUnitsAnswer = CapacityUnits;

export const rig = defineRig<CapacityUnitsAnswer, CapacityScript, TableScenario>({
  figure: "items",
  seam: { itemSize: fn(number), readUnits: fn(number), writeUnits: fn(number) },
  reference: capacityUnits,
  unit: { run: (script, answer, into) => runCapacityScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runTable(scenario, { capacityUnits: answer }, into as never) },
  decides: ["item-sized", "read-counted", "write-counted", "request-answered", "request-refused"],
  eventText: (event) => capacityEventInEnglish(event as never),
});
