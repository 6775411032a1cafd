import type { PageVersion } from "four-of-six/aurora";
import {
  clusterEventInEnglish,
  createReplicaCache,
  runCluster,
  runReplicaScript,
  type ClusterScenario,
  type ReplicaCache,
  type ReplicaCacheOptions,
  type ReplicaScript,
} from "four-of-six/cluster";
import { defineRig, fn, listOf, mechanism, nothing, number, optional, record } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface ReplicaCacheAnswer {
  createReplicaCache(options: ReplicaCacheOptions): ReplicaCache;
}

export const rig = defineRig<ReplicaCacheAnswer, ReplicaScript, ClusterScenario>({
  figure: "replica-lag",
  seam: {
    createReplicaCache: fn(
      mechanism<ReplicaCache>({
        received: nothing,
        durable: nothing,
        readPoint: number,
        page: optional(record<PageVersion>({ lsn: number, slots: listOf(number) })),
        loaded: nothing,
      }),
    ),
  },
  reference: { createReplicaCache },
  unit: { run: (script, answer, into) => runReplicaScript(script, answer.createReplicaCache, into as never) },
  cluster: {
    run: (scenario, { createReplicaCache }, into) => runCluster(scenario, { createReplicaCache }, into as never),
  },
  decides: ["replica-stood", "read-point-moved", "read-held", "read-answered", "lag-measured"],
  eventText: (event) => clusterEventInEnglish(event as never),
});
