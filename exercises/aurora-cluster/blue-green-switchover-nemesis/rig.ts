import {
  blueGreenEventInEnglish,
  checkBlueGreenScenario,
  runBlueGreen,
  type BlueGreenEvent,
  type BlueGreenNemesisStep,
  type BlueGreenScenario,
  type BlueGreenTrace,
} from "four-of-six/cluster";
import { withSchedule } from "four-of-six/kernel";
import { number, tagged, text } from "four-of-six/testing";
import { nemesisRig } from "../../nemesis-rig.ts";
import { createSwitchover } from "../blue-green-switchover/mistakes/believes-every-answer.ts";

export const base: BlueGreenScenario = {
  seed: 2018,
  members: [{ blue: "orders", green: "orders-green-abc123" }],
  timeoutMs: 30_000,
  switchAtMs: 5_000,
  clients: [{ client: "web", everyMs: 1_000, dnsMs: 5_000 }],
  workload: [{ kind: "load", atMs: 0, commitsPerSecond: 200 }],
  faults: [],
  untilMs: 120_000,
};

const step = tagged<BlueGreenNemesisStep, "kind">("kind", {
  load: { atMs: number, commitsPerSecond: number },
  trouble: { atMs: number, forMs: number, trouble: text as never },
  "take-name": { atMs: number, forMs: number, name: text },
});

export const rig = {
  ...nemesisRig<BlueGreenNemesisStep, BlueGreenEvent>({
    figure: "blue-green",
    shortest: 1,
    step,
    given: base.workload.length,
    check: (schedule) => checkBlueGreenScenario(withSchedule(base, schedule)),
    play: (schedule, into) => runBlueGreen(withSchedule(base, schedule), createSwitchover, into),
    eventText: blueGreenEventInEnglish,
    timeText: (atMs) => `${atMs / 1_000} s`,
  }),
  base,
};

/** What came of a run, in a sentence: for whoever hoped that something would break. */
export function outcomeOf(trace: BlueGreenTrace): string {
  const stood = trace.flatMap(
    (event) =>
    event.kind === "switchover-stands" ? [`${event.status}${event.cause === undefined ? "" : ` (${event.cause})`} at ${event.atMs / 1_000} s`] : [], // prettier-ignore
  );
  return `none: ${stood.length === 0 ? "the switchover was under way to the end of the run, and something was still wrong" : stood.join(", then ")}`;
}
