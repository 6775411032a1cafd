import {
  quorumRules,
  runQuorumScript,
  runVolume,
  storageEventInEnglish,
  type OverlapRule,
  type QuorumRules,
  type QuorumScript,
  type Service,
  type VolumeScenario,
} from "four-of-six/aurora";
import { defineRig, fn, listOf, record, text, truth } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type QuorumRulesAnswer = QuorumRules;

export const rig = defineRig<QuorumRulesAnswer, QuorumScript, VolumeScenario>({
  figure: "six-copies",
  seam: {
    mayWrite: fn(truth),
    mayRead: fn(truth),
    brokenOverlaps: fn(listOf<OverlapRule>(text as never)),
    afterFailure: fn(record<Service>({ writes: truth, reads: truth })),
  },
  reference: quorumRules,
  unit: { run: (script, answer, into) => runQuorumScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runVolume(scenario, { quorumRules: answer }, into as never) },
  decides: ["rule-checked", "marks-moved", "read-quorum-met", "service-changed", "commit-answered"],
  eventText: (event) => storageEventInEnglish(event as never),
});
