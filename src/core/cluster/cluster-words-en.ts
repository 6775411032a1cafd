/** Cluster events in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { storageEventInEnglish } from "../aurora/storage-words-en.ts";
import { listOf } from "../kernel/words.ts";
import type { CachedPage, ClusterEvent, StatementFailure } from "./cluster-trace.ts";
import type { FailoverDecision } from "./failover-target.ts";
import type { ClusterMember } from "./vocabulary.ts";

type Opened = Extract<ClusterEvent, { readonly kind: "cluster-opened" }>;
type StreamRecord = Extract<ClusterEvent, { readonly kind: "stream-received" }>["records"][number];
type Resolved = Extract<ClusterEvent, { readonly kind: "name-resolved" }>;

/** The sentence for one event, without a full stop. */
export function clusterEventInEnglish(event: ClusterEvent): string {
  switch (event.kind) {
    case "cluster-opened":
      return openedInEnglish(event);
    case "fault-began":
      return faultInEnglish(event.fault, true, nodeInEnglish);
    case "fault-ended":
      return faultInEnglish(event.fault, false, nodeInEnglish);
    case "in-volume":
      return `Volume: ${storageEventInEnglish(event.event)}`;
    case "instance-crashed":
      return `${event.instance} crashed: what it had in memory is gone`;
    case "instance-started":
      return event.role === "writer"
        ? `${event.instance} runs again as the writer, and has to recover the volume first`
        : `${event.instance} runs again as a reader`;
    case "instance-demoted":
      return `${event.instance} learnt that another instance has the volume: it goes on as a reader`;
    case "volume-opening":
      return `${event.instance} begins to open the volume in epoch ${event.volumeEpoch}`;
    case "volume-open":
      return `${event.instance} has the volume open in epoch ${event.volumeEpoch}`;
    case "instance-cut-off":
      return event.isCutOff
        ? `Nothing passes between ${event.instance} and the control plane any more; ${event.instance} runs on`
        : `${event.instance} and the control plane reach each other again`;
    case "instance-available":
      return event.isAvailable
        ? `The control plane counts ${event.instance} as available`
        : `The control plane no longer counts ${event.instance} as available`;
    case "members-seen":
      return event.members.length === 0
        ? "The cluster has no members"
        : `The members: ${event.members.map(memberInEnglish).join("; ")}`;
    case "endpoint-listed":
      return event.targets.length === 0
        ? `The endpoint ${event.endpoint} leads to no instance`
        : `A new connection through ${event.endpoint} lands on ${alternatives(event.targets)}`;
    case "target-chosen":
      return `After ${attemptsInEnglish(event.failedAttemptCount)}: ${decisionInEnglish(event.decision)}`;
    case "failover-began":
      return `A failover from ${event.failed} begins (attempt ${event.attempt})`;
    case "promotion-ordered":
      return `The control plane orders ${event.instance} to open the volume in epoch ${event.volumeEpoch} as the writer (attempt ${event.attempt})`;
    case "restart-ordered":
      return `The control plane orders ${event.instance} to open the volume again where it is, in epoch ${event.volumeEpoch} (attempt ${event.attempt})`;
    case "writer-changed":
      return `The control plane knows that ${event.instance} has the volume open: it is the writer now`;
    case "endpoint-moved":
      return `The cluster endpoint leads to ${event.instance} from now on`;
    case "name-resolved":
      return resolvedInEnglish(event);
    case "connection-opened":
      return `${event.client} has a connection to ${event.instance}`;
    case "connection-refused":
      return `${event.client} got no connection to ${event.instance}`;
    case "connection-closed":
      return `${event.client} closed its connection to ${event.instance}`;
    case "connection-lost":
      return `${event.client} lost its connection to ${event.instance}`;
    case "write-sent":
      return `${event.client} sent ${event.transaction} to ${event.instance}`;
    case "write-committed":
      return `${event.client} was told that ${event.transaction} is committed, after ${event.tookMs} ms`;
    case "write-unknown":
      return `${event.client} got no answer to ${event.transaction}: it may be committed, or not`;
    case "write-failed":
      return `${event.transaction} of ${event.client} did nothing: ${failureInEnglish[event.because]}`;
    case "read-answered":
      return `${event.client} read page ${event.page} at ${event.instance} as of LSN ${event.readPoint}: page LSN ${event.pageLsn}, after ${event.tookMs} ms`;
    case "read-failed":
      return `${event.client} could not read page ${event.page}: ${failureInEnglish[event.because]}`;
    case "read-held":
      return `${event.client} has seen LSN ${event.atLeast}, and ${event.instance} stands at ${event.readPoint}: its read of page ${event.page} waits`;
    case "stream-slowed":
      return event.applyMs === 0
        ? `${event.instance} applies the redo stream as it comes again`
        : `${event.instance} has other work: from now on it applies the redo stream ${event.applyMs} ms late`;
    case "read-point-moved":
      return `${event.instance} shows everything up to LSN ${event.readPoint} from now on`;
    case "stream-received":
      return `The redo stream brings ${listOf(event.records.map(recordInEnglish), "en")}; before them comes ${event.previousLsn}`;
    case "vdl-told":
      return `The writer says that its VDL is ${event.vdl}`;
    case "page-asked":
      return `${event.instance} asks storage for page ${event.page} as of LSN ${event.asOf}`;
    case "page-loaded":
      return `Storage gives page ${event.page} as of LSN ${event.asOf}: ${event.version.slots.join(" ")}, page LSN ${event.version.lsn}`;
    case "replica-stood":
      return `${event.instance} stands at read point ${event.readPoint}; ${event.pages.length === 0 ? "it has no page" : event.pages.map(pageInEnglish).join("; ")}`;
    case "lag-measured":
      return `${event.instance} is at read point ${event.readPoint}, ${event.lagMs} ms behind the writer`;
    default:
      return event satisfies never;
  }
}

function openedInEnglish({ members, endpoints }: Opened): string {
  const named = (role: ClusterMember["role"]) =>
    members.filter((member) => member.role === role).map(({ instance }) => instance);
  const [writer] = named("writer");
  const readers = named("reader");
  const count = readers.length === 1 ? "is its reader" : "are its readers";
  const who = [
    writer === undefined ? "it has no writer" : `${writer} is its writer`,
    readers.length === 0 ? "it has no readers" : `${listOf(readers, "en")} ${count}`,
  ].join(", ");
  // Every instance has an endpoint of its own.
  const names = Object.keys(endpoints).filter((name) => endpoints[name]?.kind !== "instance");
  return `The cluster is open: ${who}${names.length === 0 ? "" : `; endpoints: ${listOf(names, "en")}`}`;
}

function memberInEnglish({ instance, role, zone, tier, memoryGib, isAvailable }: ClusterMember): string {
  return `${instance}, ${role} in ${zone}, tier ${tier}, ${memoryGib} GiB${isAvailable ? "" : ", unavailable"}`;
}

function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

function attemptsInEnglish(count: number): string {
  return count === 1 ? "1 failed attempt" : `${count === 0 ? "no" : count} failed attempts`;
}

function decisionInEnglish(decision: FailoverDecision): string {
  switch (decision.kind) {
    case "promote":
      return `${decision.instance} is to be promoted`;
    case "restart-in-place":
      return `${decision.instance} is to be started again where it is`;
    case "none":
      return "nothing can be done";
    default:
      return decision satisfies never;
  }
}

function recordInEnglish({ lsn, page, change }: StreamRecord): string {
  return `${lsn} (page ${page}, slot ${change.slot} = ${change.value})`;
}

function pageInEnglish({ page, version }: CachedPage): string {
  return `page ${page} is ${version.slots.join(" ")}, page LSN ${version.lsn}`;
}

function resolvedInEnglish({ client, endpoint, instance, fromCache }: Resolved): string {
  const where = instance === undefined ? "no instance" : instance;
  return fromCache
    ? `${client} goes by its DNS cache: ${endpoint} leads to ${where}`
    : `${client} asked DNS: ${endpoint} leads to ${where}`;
}

const failureInEnglish: Readonly<Record<StatementFailure | "no-answer", string>> = {
  "endpoint-empty": "the endpoint leads to no instance",
  "name-unanswered": "the name server does not answer",
  "connection-refused": "there was no connection to be had",
  "read-only": "it came to a reader",
  "read-failed": "storage could not give the page",
  behind: "the instance stood before what the session has seen, and did not catch up",
  "no-answer": "no answer came",
};

/** A fault does not say whether a node is an instance or a client, so neither does the sentence; segments have letters. */
export function nodeInEnglish(node: string): string {
  return /^[A-Z]\d*$/.test(node) ? `Segment ${node}` : node;
}
