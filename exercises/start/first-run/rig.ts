import { rollCall, rollCallEventInEnglish, runRollCall, type RollCall, type RollCallScenario } from "four-of-six/start";
import { defineRig, fn, text, type Rig } from "four-of-six/testing";

const run: Rig<RollCall, RollCallScenario, RollCallScenario>["unit"] = {
  run: (scenario, answer, into) => runRollCall(scenario, answer, into as never),
};

/** The mechanism is so small that it is run the same way alone and in the cluster: what differs is who starts. */
export const rig = defineRig<RollCall, RollCallScenario, RollCallScenario>({
  figure: "roll-call",
  seam: { greet: fn(text) },
  reference: rollCall,
  unit: run,
  cluster: run,
  decides: ["greeting-heard"],
  eventText: (event) => rollCallEventInEnglish(event as never),
});
