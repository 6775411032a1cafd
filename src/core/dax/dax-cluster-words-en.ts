/** What is said and heard in a DAX cluster of several nodes, in English. */
import { listOf } from "../kernel/words.ts";
import type { CacheChange, Candidate, DaxTopology, LogUpdate } from "./dax-cluster.ts";
import type { DaxEvent } from "./dax-trace.ts";

/** Events of several nodes. */
export type DaxClusterEvent = Extract<
  DaxEvent,
  {
    kind:
      | "request-sent"
      | "request-unsent"
      | "request-refused"
      | "topology-changed"
      | "primary-began"
      | "topology-told"
      | "health-changed"
      | "change-logged"
      | "updates-sent"
      | "updates-taken"
      | "load-counted";
  }
>;

/** The sentence for one event, without a full stop; an item in the words that the others have for it. */
export function daxClusterEventInEnglish(
  event: DaxClusterEvent,
  itemText: (item: CacheChange["item"]) => string,
): string {
  const changeText = ({ key, item, by }: CacheChange) => `${key} (${itemText(item)}), ${BY[by]}`;
  const updateText = ({ epoch, position, change }: LogUpdate) => `${epoch}:${position} ${changeText(change)}`;
  switch (event.kind) {
    case "request-sent":
      return `${event.client} asks ${event.node} to ${event.request}${event.attempt > 1 ? `, attempt ${event.attempt}` : ""}`;
    case "request-unsent":
      return `${event.client} finds no node to ask for its ${event.request}`;
    case "request-refused":
      return `${event.node} refuses to write: it is not the primary`;
    case "topology-changed":
      return `The cluster is in ${topologyText(event)}${event.candidates === undefined ? "" : `, chosen among ${listOf(event.candidates.map(candidateText), "en")}`}`;
    case "primary-began":
      return `${event.node} is the primary of epoch ${event.epoch}`;
    case "topology-told":
      return `${event.client} hears of ${topologyText(event)}`;
    case "health-changed":
      return `${event.client} finds that ${event.node} ${event.isHealthy ? "answers again" : "does not answer"}`;
    case "change-logged":
      return `The log of ${event.node} is told ${changeText(event.change)}`;
    case "updates-sent":
      return `${event.node} sends ${event.replica} ${event.updates.length === 0 ? "no update" : listOf(event.updates.map(updateText), "en")}`;
    case "updates-taken":
      return `${event.node} takes ${event.changes.length === 0 ? "nothing" : listOf(event.changes.map(changeText), "en")}`;
    case "load-counted": {
      const nodes = event.nodes.map(({ node, hits, misses }) => `${node} ${hits} of ${hits + misses} from memory`);
      return `In ${event.overMs} ms the table gave ${event.units} of ${event.wantedUnits} read units and throttled ${event.throttled}; ${event.answered} reads were answered, ${event.failed} failed; ${listOf(nodes, "en")}`; // prettier-ignore
    }
    default:
      return event satisfies never;
  }
}

const BY = { read: "as it was read", write: "as it was written", "read-back": "as it was read back" } as const;

const candidateText = ({ node, epoch, position }: Candidate) => `${node} (log up to ${epoch}:${position})`;

function topologyText({ epoch, primary, nodes }: DaxTopology): string {
  const replicas = nodes.filter((node) => node !== primary);
  return `epoch ${epoch}: primary ${primary}, ${replicas.length === 0 ? "no replica" : `replicas ${listOf(replicas, "en")}`}`;
}
