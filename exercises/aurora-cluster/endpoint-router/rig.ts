import {
  clusterEventInEnglish,
  endpointRouter,
  runCluster,
  runEndpointScript,
  type ClusterScenario,
  type EndpointRouter,
  type EndpointScript,
} from "four-of-six/cluster";
import { defineRig, fn, listOf, text } from "four-of-six/testing";

/** What an answer to this exercise exports. */
export type EndpointRouterAnswer = EndpointRouter;

export const rig = defineRig<EndpointRouterAnswer, EndpointScript, ClusterScenario>({
  figure: "endpoints",
  seam: { targets: fn(listOf(text)) },
  reference: endpointRouter,
  unit: { run: (script, answer, into) => runEndpointScript(script, answer, into as never) },
  cluster: { run: (scenario, answer, into) => runCluster(scenario, { endpointRouter: answer }, into as never) },
  decides: ["endpoint-listed", "name-resolved"],
  eventText: (event) => clusterEventInEnglish(event as never),
});
