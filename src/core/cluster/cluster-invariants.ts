/**
 * What must hold in every run of a cluster, whatever fails. Each invariant reads a trace and gives the first violation, or
 * none. What must hold of the volume under it is in `../aurora/storage-invariants.ts`, and holds here too.
 */
import { firstBroken } from "../kernel/trace.ts";
import { VolumeContents, firstViolation as firstVolumeViolation, type Violation } from "../aurora/index.ts";
import type { StorageTrace } from "../aurora/storage-trace.ts";
import type { Lsn, SegmentId, TransactionId } from "../aurora/vocabulary.ts";
import { frozen } from "../kernel/frozen.ts";
import type { ClientId, ClusterTrace } from "./cluster-trace.ts";
import type { Endpoint } from "./endpoint-router.ts";
import type { EndpointName, InstanceId } from "./vocabulary.ts";

/** Gives the first violation in a trace, or none. A trace that was cut short is judged by what it holds. */
export type ClusterInvariant = (trace: ClusterTrace) => Violation | undefined;

/** What happened in the volume under a cluster, as a trace of its own. */
export function volumeTrace(trace: ClusterTrace): StorageTrace {
  return trace.flatMap((event) => (event.kind === "in-volume" ? [event.event] : []));
}

/** The storage engine keeps its promises under a cluster too: none of its commits is lost by a failover. */
export const volumeHolds: ClusterInvariant = (trace) => {
  const volume = volumeTrace(trace);
  const violation = firstVolumeViolation(volume);
  if (violation === undefined) return undefined;
  const event = volume[violation.eventIndex];
  const eventIndex = trace.findIndex((other) => other.kind === "in-volume" && other.event === event);
  return { ...violation, eventIndex, what: `in the volume, ${violation.what}` };
};

/** A client hears "committed" only of what the volume has made durable. */
export const committedMeansDurable: ClusterInvariant = (trace) => {
  const durable = new Set<TransactionId>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "in-volume" && event.event.kind === "commit-answered") durable.add(event.event.transaction);
    if (event.kind !== "write-committed" || durable.has(event.transaction)) continue;
    return {
      invariant: "a client hears that its transaction is committed only once it is durable",
      eventIndex,
      what: `${event.client} was told that ${event.transaction} is committed, and the volume has not answered it`,
    };
  }
  return undefined;
};

/**
 * Nobody begins to open the volume in an epoch in which it has been opened before, or begun to be: not even the same
 * instance, since records of its former life may still be on their way.
 */
export const epochsAreTakenOnce: ClusterInvariant = (trace) => {
  const takenBy = new Map<number, InstanceId>();
  for (const [eventIndex, outer] of trace.entries()) {
    if (outer.kind !== "in-volume" || outer.event.kind !== "recovery-began") continue;
    const { instance, volumeEpoch } = outer.event;
    const other = volumeEpoch === 1 ? "the first writer" : takenBy.get(volumeEpoch);
    if (other !== undefined) {
      const again = other === instance ? `${instance} began twice` : `${other} and then ${instance} began`;
      const invariant = "no epoch is taken twice";
      return { invariant, eventIndex, what: `${again} to open the volume in epoch ${volumeEpoch}` };
    }
    takenBy.set(volumeEpoch, instance);
  }
  return undefined;
};

/** Every volume epoch has one writer, and a segment that has heard of it takes no record of an older one. */
export const oneWriterPerEpoch: ClusterInvariant = (trace) => {
  const invariant = "at most one writer's records are accepted per volume epoch";
  const writerOf = new Map<number, InstanceId>();
  const epochOf = new Map<InstanceId, number>();
  const shippedIn = new Map<Lsn, { readonly by: InstanceId; readonly epoch: number }>();
  const heardOf = new Map<SegmentId, number>();
  for (const [eventIndex, outer] of trace.entries()) {
    if (outer.kind === "cluster-opened") {
      const first = outer.members.find(({ role }) => role === "writer")?.instance ?? "";
      writerOf.set(1, first);
      epochOf.set(first, 1);
    }
    if (outer.kind !== "in-volume") continue;
    const { event } = outer;
    if (event.kind === "volume-recovered") {
      const { instance, volumeEpoch } = event;
      const other = writerOf.get(volumeEpoch);
      if (other !== undefined)
        return {
          invariant,
          eventIndex,
          what: `${other} and ${instance} both opened the volume in epoch ${volumeEpoch}`,
        };
      writerOf.set(volumeEpoch, instance);
      epochOf.set(instance, volumeEpoch);
    }
    if (event.kind === "truncation-installed") heardOf.set(event.segment, event.volumeEpoch);
    if (event.kind === "record-shipped" && event.by !== undefined)
      shippedIn.set(event.lsn, { by: event.by, epoch: epochOf.get(event.by) ?? 0 });
    if (event.kind !== "record-stored") continue;
    const shipped = shippedIn.get(event.lsn);
    const heard = heardOf.get(event.segment) ?? 1;
    // What an earlier writer left and a recovery kept is put on segments by the recovery itself.
    if (shipped === undefined || shipped.epoch >= heard || isKept(trace, eventIndex, event.lsn)) continue;
    return {
      invariant,
      eventIndex,
      what: `segment ${event.segment} took LSN ${event.lsn} of ${shipped.by}, epoch ${shipped.epoch}, after it had heard of epoch ${heard}`,
    };
  }
  return undefined;
};

/** Whether a recovery up to here found the record durable: at or below its VDL. */
function isKept(trace: ClusterTrace, untilIndex: number, lsn: Lsn): boolean {
  for (let index = untilIndex; index >= 0; index--) {
    const outer = trace[index];
    if (outer?.kind === "in-volume" && outer.event.kind === "recovery-decided") return lsn <= outer.event.vdl;
  }
  return false;
}

/** A read shows the page as of a consistency point: every mini-transaction up to there whole, and nothing of a later one. */
export const readsShowWholeTransactions: ClusterInvariant = (trace) => {
  const invariant = "a read shows whole mini-transactions, up to its read point";
  const contents = new VolumeContents();
  const points = new Set<Lsn>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "in-volume") {
      contents.follow(event.event);
      if (event.event.kind === "volume-opened") points.add(event.event.startLsn);
      if (event.event.kind === "record-shipped" && event.event.isCpl) points.add(event.event.lsn);
    }
    if (event.kind !== "read-answered") continue;
    const { client, instance, page, readPoint, slots } = event;
    if (!points.has(readPoint))
      return {
        invariant,
        eventIndex,
        what: `${instance} gave ${client} page ${page} as of LSN ${readPoint}, which is no CPL`,
      };
    const expected = contents.pageAt(page, readPoint).slots;
    if (expected.every((value, index) => value === slots[index])) continue;
    return {
      invariant,
      eventIndex,
      what: `${instance} gave ${client} page ${page} as of LSN ${readPoint} with ${slots.join(" ")}, not ${expected.join(" ")}`,
    };
  }
  return undefined;
};

/** Nobody is shown what may still be lost: every read point is at or below a VDL that a writer has reached. */
export const readsShowDurableData: ClusterInvariant = (trace) => {
  let vdl: Lsn = -Infinity;
  for (const [eventIndex, outer] of trace.entries()) {
    if (outer.kind === "in-volume") {
      const { event } = outer;
      if (event.kind === "volume-opened") vdl = Math.max(vdl, event.startLsn);
      if (event.kind === "marks-moved" || event.kind === "volume-recovered") vdl = Math.max(vdl, event.vdl);
    }
    if (outer.kind !== "read-answered" || outer.readPoint <= vdl) continue;
    return {
      invariant: "a read shows only what is durable",
      eventIndex,
      what: `${outer.instance} answered ${outer.client} as of LSN ${outer.readPoint}, and the VDL is ${vdl}`,
    };
  }
  return undefined;
};

/** Within one connection, time never goes back: no read is as of an older point than the one before it. */
export const connectionsNeverGoBack: ClusterInvariant = (trace) => {
  // A client may have one connection for its writes and one for its reads, to different instances.
  const pointOf = new Map<string, Lsn>();
  const connectionOf = ({ client, instance }: { readonly client: ClientId; readonly instance: InstanceId }) =>
    `${client} to ${instance}`;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "connection-opened") pointOf.delete(connectionOf(event));
    if (event.kind !== "read-answered") continue;
    const { client, instance, readPoint } = event;
    const before = pointOf.get(connectionOf(event)) ?? -Infinity;
    pointOf.set(connectionOf(event), readPoint);
    if (readPoint >= before) continue;
    return {
      invariant: "within one connection no read goes back in time",
      eventIndex,
      what: `${instance} answered ${client} as of LSN ${readPoint} after it had answered as of LSN ${before}`,
    };
  }
  return undefined;
};

/**
 * A session never goes back in time, whatever it is connected to and whoever the writer is: each read is as of a point at
 * or above those of its reads before, and at or above the commits that it has been told of.
 */
export const sessionsNeverGoBack: ClusterInvariant = (trace) => {
  const invariant = "a session is shown what it has written and nothing older than it has read";
  const seen = new Map<ClientId, { readonly lsn: Lsn; readonly what: string }>();
  const commitLsnOf = new Map<TransactionId, Lsn>();
  const see = (client: ClientId, lsn: Lsn, what: string) => {
    const before = seen.get(client);
    if (before !== undefined && before.lsn < lsn) seen.set(client, { lsn, what });
  };
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "cluster-opened")
      for (const client of event.sessions ?? []) seen.set(client, { lsn: -Infinity, what: "" });
    if (event.kind === "in-volume" && event.event.kind === "commit-requested")
      commitLsnOf.set(event.event.transaction, event.event.commitLsn);
    if (event.kind === "write-committed")
      see(event.client, commitLsnOf.get(event.transaction) ?? -Infinity, `${event.transaction} was committed`);
    if (event.kind !== "read-answered") continue;
    const { client, instance, readPoint } = event;
    const before = seen.get(client);
    if (before !== undefined && readPoint < before.lsn)
      return {
        invariant,
        eventIndex,
        what: `${instance} answered ${client} as of LSN ${readPoint}, and ${before.what} at LSN ${before.lsn}`,
      };
    see(client, readPoint, `it had read at ${instance}`);
  }
  return undefined;
};

/** A name leads to an instance that its endpoint may contain, whatever roles are at the moment. */
export const namesLeadToMembers: ClusterInvariant = (trace) => {
  let endpoints: Readonly<Record<EndpointName, Endpoint>> = {};
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "cluster-opened") ({ endpoints } = event);
    if (event.kind !== "name-resolved" || event.instance === undefined) continue;
    const { endpoint, instance } = event;
    if (mayContain(endpoints[endpoint], instance)) continue;
    return {
      invariant: "a name leads to an instance that its endpoint may contain",
      eventIndex,
      what: `${event.client} was led by ${endpoint} to ${instance}`,
    };
  }
  return undefined;
};

function mayContain(endpoint: Endpoint | undefined, instance: InstanceId): boolean {
  if (endpoint?.kind === "instance") return endpoint.instance === instance;
  if (endpoint?.kind !== "custom") return true;
  const { kind, instances } = endpoint.list;
  return instances.includes(instance) === (kind === "static");
}

/** All of them, in the order in which a violation is most telling. */
export const CLUSTER_INVARIANTS: readonly ClusterInvariant[] = frozen([
  committedMeansDurable,
  oneWriterPerEpoch,
  epochsAreTakenOnce,
  volumeHolds,
  readsShowDurableData,
  readsShowWholeTransactions,
  connectionsNeverGoBack,
  sessionsNeverGoBack,
  namesLeadToMembers,
]);

/** The first violation in a trace, or none. */
export function firstClusterViolation(
  trace: ClusterTrace,
  invariants: readonly ClusterInvariant[] = CLUSTER_INVARIANTS,
): Violation | undefined {
  return firstBroken(trace, invariants);
}
