import {
  clusterEventInEnglish,
  failoverTarget,
  runCluster,
  runFailoverScript,
  type ClusterScenario,
  type FailoverDecision,
  type FailoverScript,
  type FailoverTarget,
} from "four-of-six/cluster";
import { AnswerError, defineRig, fn, tagged, text } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type FailoverTargetAnswer = FailoverTarget;

/** An order goes to somebody: an answer that names a stranger hears so in plain words. */
function amongMembers(answer: FailoverTargetAnswer): FailoverTarget {
  return {
    choose(members, failedAttemptCount) {
      const decision = answer.choose(members, failedAttemptCount);
      if (decision.kind !== "none" && !members.some(({ instance }) => instance === decision.instance))
        throw new AnswerError(
          `choose().instance gave the text ${JSON.stringify(decision.instance.slice(0, 80))}; it has to name one of the members.`,
        );
      return decision;
    },
  };
}

export const rig = defineRig<FailoverTargetAnswer, FailoverScript, ClusterScenario>({
  figure: "failover",
  seam: {
    choose: fn(
      tagged<FailoverDecision, "kind">("kind", {
        promote: { instance: text },
        "restart-in-place": { instance: text },
        none: {},
      }),
    ),
  },
  reference: failoverTarget,
  unit: { run: (script, answer, into) => runFailoverScript(script, amongMembers(answer), into as never) },
  cluster: {
    run: (scenario, answer, into) => runCluster(scenario, { failoverTarget: amongMembers(answer) }, into as never),
  },
  decides: ["target-chosen", "promotion-ordered", "restart-ordered"],
  eventText: (event) => clusterEventInEnglish(event as never),
  timeText: (atMs) => `${atMs / 1_000} s`,
});
