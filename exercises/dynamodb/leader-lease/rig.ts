import {
  createLeaderLease,
  replicationEventInEnglish,
  runLeaderLeaseScript,
  runReplication,
  type CreateLeaderLease,
  type LeaderLease,
  type LeaderLeaseScript,
  type ReplicationScenario,
} from "four-of-six/dynamodb";
import { defineRig, fn, mechanism, nothing, number, optional, truth } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface LeaderLeaseAnswer {
  readonly createLeaderLease: CreateLeaderLease;
}

export const rig = defineRig<LeaderLeaseAnswer, LeaderLeaseScript, ReplicationScenario>({
  figure: "replication-inside",
  seam: {
    createLeaderLease: fn(
      mechanism<LeaderLease>({
        grant: truth,
        support: optional(number),
        released: nothing,
        elected: nothing,
        asked: nothing,
        granted: nothing,
        mayServe: truth,
        release: nothing,
      }),
    ),
  },
  reference: { createLeaderLease },
  unit: { run: (script, answer, into) => runLeaderLeaseScript(script, answer.createLeaderLease, into as never) },
  cluster: { run: (scenario, answer, into) => runReplication(scenario, answer.createLeaderLease, into as never) },
  decides: [
    "lease-granted",
    "lease-refused",
    "election-began",
    "supported",
    "support-refused",
    "elected",
    "serving-began",
    "serving-ended",
    "refused",
  ],
  eventText: (event) => replicationEventInEnglish(event as never),
});
