import {
  runTtl,
  runTtlScript,
  ttlEventInEnglish,
  ttlSweep,
  type TtlScenario,
  type TtlScript,
  type TtlSweep,
} from "four-of-six/dynamodb";
import { defineRig, fn, listOf, truth } from "four-of-six/testing";
import { itemShape } from "../item-shape.ts";

/** What an answer to this exercise exports. */
export type TtlSweepAnswer = TtlSweep;

export const rig = defineRig<TtlSweepAnswer, TtlScript, TtlScenario>({
  figure: "time-to-live",
  seam: { isExpired: fn(truth), mayDelete: fn(truth), unexpired: fn(listOf(itemShape)), isExpiry: fn(truth) },
  reference: ttlSweep,
  unit: { run: (script, answer, into) => runTtlScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runTtl(scenario, answer, into as never) },
  decides: ["ttl-answered", "session-deleted", "sessions-read", "removal-seen"],
  eventText: (event) => ttlEventInEnglish(event as never),
  timeText: (atMs) => `${atMs / 1_000} s`,
});
