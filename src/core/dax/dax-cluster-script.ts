import { ScenarioError, type NodeId, type Timed } from "../kernel/index.ts";
import { daxCluster, type CacheChange, type DaxClusterMechanism, type DaxTopology, type FailedAttempt, type LogStanding, type LogUpdate, type ReplicationLog } from "./dax-cluster.ts"; // prettier-ignore
import type { DaxEvent, DaxTrace } from "./dax-trace.ts";
import type { ItemKey } from "./item-cache.ts";

/** One thing that is told to the client or a node, a millisecond after the one before. */
export type DaxClusterStep =
  /** Some of them hear of the topology of an epoch, early or late. */
  | { readonly tell: "topology"; readonly epoch: number; readonly to: readonly NodeId[] }
  /** The client's health check of a node. */
  | { readonly tell: "check"; readonly node: NodeId; readonly isHealthy: boolean }
  /** The client reads or writes, for the first time or after an attempt that failed. */
  | { readonly tell: "read" | "write"; readonly draw: number; readonly last?: FailedAttempt | undefined }
  /** A node's cache was told something. */
  | { readonly tell: "change"; readonly node: NodeId; readonly key: ItemKey; readonly by: CacheChange["by"] }
  /** A node sends another what that lacks. It arrives, or does not; the confirmation is heard, or is not. */
  | {
      readonly tell: "replicate";
      readonly from: NodeId;
      readonly to: NodeId;
      readonly arrives: boolean;
      readonly isConfirmed: boolean;
    }
  /** A message that was sent before arrives late, or once more: the first is 0. Past the last it begins anew. */
  | { readonly tell: "late"; readonly message: number }
  /** A new primary is looked for among these, in this order. */
  | { readonly tell: "choose"; readonly among: readonly NodeId[] };

/** The mechanism alone: one client, and the logs of some nodes. Everybody knows the first topology. */
export interface DaxClusterScript {
  /** The first is of epoch 1, and has all nodes. */
  readonly topologies: readonly Pick<DaxTopology, "primary" | "nodes">[];
  readonly steps: readonly DaxClusterStep[];
}

/** The client's name in a script. */
export const SCRIPT_CLIENT: NodeId = "app";

/** A message on its way: updates, or a confirmation of them. */
type Message =
  | { readonly from: NodeId; readonly to: NodeId; readonly updates: readonly LogUpdate[] }
  | { readonly from: NodeId; readonly to: NodeId; readonly standing: LogStanding };

/** Takes one step after the other. Throws `ScenarioError`, naming the field, for a script that makes no sense. */
export function runDaxClusterScript(
  { topologies, steps }: DaxClusterScript,
  mechanism: DaxClusterMechanism = daxCluster,
  trace: Timed<DaxEvent>[] = [],
): DaxTrace {
  const [first] = topologies;
  if (first === undefined) throw new ScenarioError("topologies", "at least one", 0);
  topologies.forEach(({ primary, nodes }, index) => {
    if (!nodes.includes(primary) || nodes.some((node) => !first.nodes.includes(node)))
      throw new ScenarioError(`topologies[${index}]`, "nodes of the first, the primary among them", nodes.join(", "));
  });
  let atMs = 0;
  const record = (event: DaxEvent) => void trace.push({ atMs, ...event });
  record({ kind: "dax-opened", nodes: first.nodes, capacity: 1, ttlMs: 0, rows: [], slackMs: 0 });
  const router = mechanism.createDaxRouter();
  const logs = new Map<NodeId, ReplicationLog>(first.nodes.map((node) => [node, mechanism.createReplicationLog(node)]));
  const messages: Message[] = [];
  /** What each node knows, for the trace. */
  const epochs = new Map<NodeId, number>();
  const logOf = (node: NodeId, field: string): ReplicationLog => {
    const log = logs.get(node);
    if (log === undefined) throw new ScenarioError(field, `one of ${first.nodes.join(", ")}`, node);
    return log;
  };
  const told = (epoch: number, to: readonly NodeId[], field: string) => {
    const known = topologies[epoch - 1];
    if (known === undefined) throw new ScenarioError(`${field}.epoch`, `from 1 to ${topologies.length}`, epoch);
    const topology: DaxTopology = { epoch, ...known };
    for (const name of to) {
      if (name === SCRIPT_CLIENT) router.topologyTold(topology);
      else logOf(name, `${field}.to`).topologyTold(topology);
      if (epoch <= (epochs.get(name) ?? 0)) continue;
      epochs.set(name, epoch);
      if (name === SCRIPT_CLIENT) record({ kind: "topology-told", client: name, ...topology });
      else if (name === topology.primary) record({ kind: "primary-began", node: name, epoch });
    }
  };
  /** Gives the place of the confirmation that it sends back. */
  const deliver = (message: Message): number => {
    const log = logOf(message.to, "to");
    if ("standing" in message) {
      log.confirmed(message.from, message.standing);
      return -1;
    }
    const changes = log.received(message.updates);
    record({ kind: "updates-taken", node: message.to, epoch: epochs.get(message.to) ?? 0, changes });
    return messages.push({ from: message.to, to: message.from, standing: log.standing() }) - 1;
  };
  told(1, [SCRIPT_CLIENT, ...first.nodes], "topologies");
  steps.forEach((step, index) => {
    const [op, field] = [index + 1, `steps[${index}]`];
    atMs++;
    switch (step.tell) {
      case "topology":
        return told(step.epoch, step.to, field);
      case "check":
        record({ kind: "health-changed", client: SCRIPT_CLIENT, node: step.node, isHealthy: step.isHealthy });
        return router.checked(step.node, step.isHealthy);
      case "read":
      case "write": {
        const { tell: request, last, draw } = step;
        const node = request === "read" ? router.readTarget(last, draw) : router.writeTarget(last, draw);
        const attempt = last === undefined ? 1 : 2;
        if (node === undefined) return record({ kind: "request-unsent", op, client: SCRIPT_CLIENT, request });
        return record({ kind: "request-sent", op, client: SCRIPT_CLIENT, node, request, attempt });
      }
      case "change": {
        const { node, key, by } = step;
        const change: CacheChange = { key, item: { step: { N: String(op) } }, by, asOfMs: atMs, op };
        record({ kind: "change-logged", node, change });
        return logOf(node, `${field}.node`).append(change);
      }
      case "replicate": {
        const { from, to } = step;
        const updates = logOf(from, `${field}.from`).outstanding(to);
        record({ kind: "updates-sent", node: from, replica: to, updates });
        const message: Message = { from, to, updates };
        messages.push(message);
        const confirmation = step.arrives ? messages[deliver(message)] : undefined;
        if (step.isConfirmed && confirmation !== undefined) deliver(confirmation);
        return;
      }
      case "late": {
        const message = messages[step.message % messages.length];
        if (message !== undefined) deliver(message);
        return;
      }
      case "choose": {
        const candidates = step.among.map((node) => ({ node, ...logOf(node, `${field}.among`).standing() }));
        const primary = mechanism.choosePrimary(candidates);
        return record({ kind: "topology-changed", epoch: topologies.length + 1, primary, nodes: step.among, candidates }); // prettier-ignore
      }
      default:
        step satisfies never;
    }
  });
  return trace;
}
