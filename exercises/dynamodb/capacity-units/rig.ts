import {
  capacityEventInEnglish,
  capacityUnits,
  runCapacityScript,
  runItemDesigns,
  runTable,
  type CapacityScript,
  type CapacityUnits,
  type ItemDesignScenario,
  type TableScenario,
} from "four-of-six/dynamodb";
import { defineRig, fn, number } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type CapacityUnitsAnswer = CapacityUnits;

export const rig = defineRig<CapacityUnitsAnswer, CapacityScript, TableScenario | ItemDesignScenario>({
  figure: "items",
  seam: { itemSize: fn(number), readUnits: fn(number), writeUnits: fn(number) },
  reference: capacityUnits,
  unit: { run: (script, answer, into) => runCapacityScript(script, answer, into as never) },
  cluster: {
    // The suite asks for a whole table; the figure's run is the one of two designs of an item.
    run: (scenario, answer, into) =>
      "requests" in scenario
        ? runTable(scenario, { capacityUnits: answer }, into as never)
        : runItemDesigns(scenario, answer, into as never),
  },
  decides: ["item-sized", "read-counted", "write-counted", "request-answered", "request-refused"],
  eventText: (event) => capacityEventInEnglish(event as never),
});
