import {
  quorumSets,
  runMembershipScript,
  runVolume,
  storageEventInEnglish,
  type ChangeRefusal,
  type ChangeStep,
  type MembershipScript,
  type QuorumSet,
  type QuorumSets,
  type VolumeScenario,
} from "four-of-six/aurora";
import { defineRig, fn, listOf, number, record, tagged, text, truth } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type QuorumSetsAnswer = QuorumSets;

const step = tagged<ChangeStep, "status">("status", {
  changed: { set: record<QuorumSet>({ epoch: number, alternatives: listOf(listOf(text)) }) },
  refused: { because: text as never as { take(value: unknown, where: string): ChangeRefusal } },
});

export const rig = defineRig<QuorumSetsAnswer, MembershipScript, VolumeScenario>({
  figure: "quorum-sets",
  seam: {
    mayWrite: fn(truth),
    mayRead: fn(truth),
    begin: fn(step),
    complete: fn(step),
    abandon: fn(step),
    accepts: fn(truth),
  },
  reference: quorumSets,
  unit: { run: (script, answer, into) => runMembershipScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runVolume(scenario, { quorumSets: answer }, into as never) },
  decides: [
    "membership-changed",
    "change-refused",
    "request-checked",
    "marks-moved",
    "read-quorum-met",
    "commit-answered",
  ],
  eventText: (event) => storageEventInEnglish(event as never),
});
