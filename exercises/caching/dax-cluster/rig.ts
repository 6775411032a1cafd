import {
  daxCluster,
  daxEventInEnglish,
  runDax,
  runDaxClusterScript,
  type CacheChange,
  type DaxClusterMechanism,
  type DaxClusterScript,
  type DaxRouter,
  type DaxScenario,
  type LogStanding,
  type LogUpdate,
  type ReplicationLog,
} from "four-of-six/dax";
import { AnswerError, defineRig, fn, listOf, mechanism, nothing, number, optional, record, text, type Shape } from "four-of-six/testing"; // prettier-ignore
import { itemShape } from "../../dynamodb/item-shape.ts";

/** What an answer to this exercise exports. */
export type DaxClusterAnswer = DaxClusterMechanism;

const by: Shape<CacheChange["by"]> = {
  take(value, where) {
    if (value === "read" || value === "write" || value === "read-back") return value;
    throw new AnswerError(`${where} has to be as it was given: "read", "write" or "read-back".`);
  },
};
const change: Shape<CacheChange> = record<CacheChange>({ key: text, item: optional(itemShape), by, asOfMs: number, op: number }); // prettier-ignore
const update: Shape<LogUpdate> = record<LogUpdate>({ epoch: number, position: number, change, allHave: number });

/** Only those who are there can be asked, or become primary: an answer that names a stranger hears so in plain words. */
function amongNodes({ createDaxRouter, createReplicationLog, choosePrimary }: DaxClusterAnswer): DaxClusterAnswer {
  const member = (where: string, node: string, nodes: readonly string[]) => {
    if (!nodes.includes(node))
      throw new AnswerError(`${where} named ${JSON.stringify(node.slice(0, 80))}; it has to name one of ${nodes.join(", ")}.`); // prettier-ignore
    return node;
  };
  return {
    createReplicationLog,
    createDaxRouter() {
      const router = createDaxRouter();
      const known = new Set<string>();
      const checked = (where: string, node: string | undefined) => node === undefined ? undefined : member(where, node, [...known]); // prettier-ignore
      return {
        topologyTold(topology) {
          for (const node of topology.nodes) known.add(node);
          router.topologyTold(topology);
        },
        checked: (node, isHealthy) => router.checked(node, isHealthy),
        readTarget: (last, draw) => checked("readTarget()", router.readTarget(last, draw)),
        writeTarget: (last, draw) => checked("writeTarget()", router.writeTarget(last, draw)),
      };
    },
    choosePrimary: (candidates) => member("choosePrimary()", choosePrimary(candidates), candidates.map(({ node }) => node)), // prettier-ignore
  };
}

export const rig = defineRig<DaxClusterAnswer, DaxClusterScript, DaxScenario>({
  figure: "dax-cluster",
  seam: {
    createDaxRouter: fn(
      mechanism<DaxRouter>({
        topologyTold: nothing,
        checked: nothing,
        readTarget: optional(text),
        writeTarget: optional(text),
      }),
    ),
    createReplicationLog: fn(
      mechanism<ReplicationLog>({
        topologyTold: nothing,
        append: nothing,
        outstanding: listOf(update),
        received: listOf(change),
        confirmed: nothing,
        standing: record<LogStanding>({ epoch: number, position: number }),
      }),
    ),
    choosePrimary: fn(text),
  },
  reference: daxCluster,
  unit: { run: (script, answer, into) => runDaxClusterScript(script, amongNodes(answer), into as never) },
  cluster: { run: (scenario, answer, into) => runDax(scenario, { daxCluster: amongNodes(answer) }, into as never) },
  decides: ["request-sent", "request-unsent", "updates-sent", "updates-taken", "topology-changed"],
  eventText: (event) => daxEventInEnglish(event as never),
});
