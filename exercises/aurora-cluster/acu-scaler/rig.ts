import {
  acuEventInEnglish,
  createAcuScaler,
  runAcu,
  runAcuScript,
  type AcuScaler,
  type AcuScenario,
  type AcuScript,
  type CreateAcuScaler,
} from "four-of-six/cluster";
import { defineRig, fn, mechanism, number } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface AcuScalerAnswer {
  readonly createAcuScaler: CreateAcuScaler;
}

export const rig = defineRig<AcuScalerAnswer, AcuScript, AcuScenario>({
  figure: "serverless-v2",
  seam: { createAcuScaler: fn(mechanism<AcuScaler>({ tick: number })) },
  reference: { createAcuScaler },
  unit: { run: (script, answer, into) => runAcuScript(script, answer.createAcuScaler, into as never) },
  cluster: { run: (scenario, answer, into) => runAcu(scenario, answer.createAcuScaler, into as never) },
  decides: ["capacity-changed", "acu-paused", "acu-resumed"],
  eventText: (event) => acuEventInEnglish(event as never),
  timeText: (atMs) => `${atMs / 1_000} s`,
});
