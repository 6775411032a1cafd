/** The world of a storage trace at one moment. Pure: the same film and moment give the same world. */
import type { Fault, Millis, NodeId, ZoneId } from "../core/kernel/index.ts";
import type {
  Lsn,
  ProtectionGroupId,
  QuorumSet,
  RedoRecord,
  SegmentId,
  StorageTrace,
  TransactionId,
  Truncation,
} from "../core/aurora/index.ts";
import { LOSS_SHOWN_MS, type JourneyKind, type StorageFilm } from "./storage-film.ts";
import type { Moment } from "./track.ts";

export interface SegmentWorld {
  readonly segment: SegmentId;
  readonly zone: ZoneId;
  readonly isDown: boolean;
  readonly isSlow: boolean;
  /** LSNs on its disk, of those that the run ships. */
  readonly holds: ReadonlySet<Lsn>;
  readonly scl: Lsn;
  /** It has answered the read that is going on. */
  readonly hasAnswered: boolean;
  /** A candidate is about to take a member's place; nobody is one before it has begun to join, or after it was let go. */
  readonly standing: "member" | "candidate" | "nobody";
}

export interface GroupWorld {
  readonly group: ProtectionGroupId;
  readonly segments: readonly SegmentWorld[];
  readonly pgcl: Lsn;
  /** Who makes up the group, once that has begun to change. */
  readonly set: QuorumSet | undefined;
  /** What the rules of the run say; they may be a learner's. */
  readonly writes: boolean;
  readonly reads: boolean;
  /** Copies that can be reached. */
  readonly copiesLeft: number;
}

export interface RecordWorld extends RedoRecord {
  readonly isShipped: boolean;
  /** Members of the group whose acknowledgement has arrived, in order of arrival, each once. */
  readonly acknowledgedBy: readonly SegmentId[];
  readonly hasQuorum: boolean;
  /** A recovery cut it off. */
  readonly isAnnulled: boolean;
  /** How long ago it met its quorum. */
  readonly quorumAgeMs: Millis;
}

export interface CommitWorld {
  readonly transaction: TransactionId;
  readonly commitLsn: Lsn;
  readonly isAnswered: boolean;
  readonly answerAgeMs: Millis;
}

export interface MessageWorld {
  readonly kind: JourneyKind;
  readonly segment: SegmentId;
  readonly peer?: SegmentId;
  readonly lsn?: Lsn;
  /** Share of the way it has come, from 0 to 1, in the direction it travels. */
  readonly progress: number;
  readonly isLost: boolean;
}

/** The page read that was begun last: who was asked for it, in order, and what came of it. */
export interface ReadWorld {
  /** Not known of a read that was only planned. */
  readonly page?: number;
  readonly readPoint: Lsn;
  readonly asked: readonly {
    readonly segment: SegmentId;
    readonly outcome: "planned" | "waiting" | "answered" | "refused";
  }[];
  readonly tookMs?: Millis;
  /** There was nobody to ask, or nobody is left who could answer. */
  readonly isFailed: boolean;
}

/** The instance that has the volume open, or is opening it. */
export interface InstanceWorld {
  readonly name: NodeId;
  readonly zone: ZoneId | undefined;
  readonly state: "open" | "recovering" | "crashed" | "fenced";
  readonly volumeEpoch: number;
}

export interface StorageWorld {
  readonly atMs: Millis;
  readonly writerIsDown: boolean;
  readonly instance: InstanceWorld;
  readonly downZones: ReadonlySet<ZoneId>;
  /** Faults that hold now, other than zones and nodes that are down. */
  readonly conditions: readonly Fault[];
  readonly groups: readonly GroupWorld[];
  readonly records: readonly RecordWorld[];
  readonly vcl: Lsn;
  readonly vdl: Lsn;
  readonly pgmrpl: Lsn;
  readonly read: ReadWorld | undefined;
  readonly commits: readonly CommitWorld[];
  /** Transactions that found the writer down. */
  readonly refused: readonly TransactionId[];
  readonly messages: readonly MessageWorld[];
}

/** The moment right after the event at this index. */
export function momentAfter(trace: StorageTrace, eventIndex: number): Moment {
  return { atMs: trace[eventIndex]?.atMs ?? 0, eventCount: eventIndex + 1 };
}

export function storageWorldAt(film: StorageFilm, moment: Moment): StorageWorld {
  const { rule, groupOf, startLsn } = film;
  const { atMs, eventCount } = moment;
  const holds = new Map<SegmentId, Set<Lsn>>();
  const toldScl = new Map<SegmentId, Lsn>();
  const acks = new Map<Lsn, SegmentId[]>();
  const quorumAt = new Map<Lsn, Millis>();
  const commits = new Map<TransactionId, { transaction: TransactionId; commitLsn: Lsn; answeredAtMs?: Millis }>();
  const refused: TransactionId[] = [];
  const service = new Map<ProtectionGroupId, { readonly writes: boolean; readonly reads: boolean }>();
  const answered = new Set<SegmentId>();
  const sets = new Map<ProtectionGroupId, QuorumSet>();
  const truncations: Truncation[] = [];
  const joined = new Set<SegmentId>();
  let instance: Omit<InstanceWorld, "zone"> = { name: "writer", state: "open", volumeEpoch: 1 };
  let faults: Fault[] = [];
  let pgcls: readonly Lsn[] = [];
  let vcl = startLsn;
  let vdl = startLsn;
  let pgmrpl = startLsn;
  let read: ReadWorld | undefined;

  const isRead = ({ page, readPoint }: { readonly page: number; readonly readPoint: Lsn }) =>
    read?.page === page && read.readPoint === readPoint && !isOver(read);
  const settle = (segment: SegmentId, outcome: "answered" | "refused", tookMs?: Millis) => {
    if (read === undefined) return;
    const asked = read.asked.map((each) => (each.segment === segment ? { segment, outcome } : each));
    read = { ...read, asked, ...(tookMs === undefined ? {} : { tookMs }) };
  };
  const store = (segment: SegmentId, lsn: Lsn) => {
    const held = holds.get(segment);
    if (held === undefined) holds.set(segment, new Set([lsn]));
    else held.add(lsn);
  };
  for (const event of film.trace.slice(0, eventCount)) {
    switch (event.kind) {
      case "record-shipped":
        acks.set(event.lsn, []);
        break;
      case "record-stored":
        store(event.segment, event.lsn);
        toldScl.set(event.segment, event.scl);
        break;
      case "ack-arrived": {
        store(event.segment, event.lsn);
        if (film.recordsAreInferred && !acks.has(event.lsn)) acks.set(event.lsn, []);
        const acknowledgedBy = acks.get(event.lsn);
        const isMember = film.records.some(
          ({ lsn, group }) => lsn === event.lsn && group === groupOf.get(event.segment),
        );
        if (acknowledgedBy === undefined || !isMember || acknowledgedBy.includes(event.segment)) break;
        acknowledgedBy.push(event.segment);
        if (acknowledgedBy.length === rule.writeQuorum) quorumAt.set(event.lsn, event.atMs);
        break;
      }
      case "record-gossiped":
        store(event.segment, event.lsn);
        toldScl.set(event.segment, event.scl);
        break;
      case "truncation-installed": {
        const held = holds.get(event.segment);
        for (const lsn of held ?? []) if (isCutOff(truncations, lsn)) held?.delete(lsn);
        toldScl.set(event.segment, event.scl);
        break;
      }
      case "segment-hydrated":
        for (const lsn of holds.get(event.from) ?? []) store(event.segment, lsn);
        toldScl.set(event.segment, event.scl);
        break;
      case "membership-changed":
        sets.set(event.group, event.set);
        if (event.step === "begun") joined.add(event.change.joining);
        break;
      case "writer-crashed":
        instance = { ...instance, name: event.instance, state: "crashed" };
        break;
      case "writer-fenced":
        if (instance.name === event.instance) instance = { ...instance, state: "fenced" };
        break;
      case "recovery-began":
        instance = { name: event.instance, state: "recovering", volumeEpoch: event.volumeEpoch };
        answered.clear();
        break;
      case "recovery-decided":
        truncations.push(event.truncation);
        break;
      case "volume-recovered":
        instance = { name: event.instance, state: "open", volumeEpoch: event.volumeEpoch };
        vcl = vdl = event.vdl;
        pgcls = [];
        answered.clear();
        break;
      case "page-asked": {
        const { page, readPoint, segment, isHedge } = event;
        if (!isHedge) answered.clear();
        // Whoever is asked after a refusal is asked for the same read.
        const isSame = isRead(event) && (isHedge || read?.asked.every(({ outcome }) => outcome === "refused") === true);
        const asked = [...(isSame && read !== undefined ? read.asked : []), { segment, outcome: "waiting" as const }];
        read = { page, readPoint, asked, isFailed: false };
        break;
      }
      case "page-answered":
        answered.add(event.segment);
        if (isRead(event)) settle(event.segment, "answered", event.tookMs);
        break;
      case "page-refused":
        if (isRead(event)) settle(event.segment, "refused");
        break;
      case "read-failed":
        read = isRead(event)
          ? { ...(read as ReadWorld), isFailed: true }
          : { page: event.page, readPoint: event.readPoint, asked: [], isFailed: true };
        break;
      case "read-planned":
        read = {
          readPoint: event.readPoint,
          asked: event.order.map((segment) => ({ segment, outcome: "planned" as const })),
          isFailed: event.order.length === 0,
        };
        break;
      case "read-judged": {
        const { segment, readPoint, acceptance } = event;
        const outcome = acceptance === "served" ? "answered" : "refused";
        read = { readPoint, asked: [{ segment, outcome }], isFailed: false };
        break;
      }
      case "pgmrpl-told":
        ({ pgmrpl } = event);
        break;
      case "marks-moved":
        ({ pgcls, vcl, vdl } = event);
        break;
      case "commit-requested":
        commits.set(event.transaction, { transaction: event.transaction, commitLsn: event.commitLsn });
        break;
      case "commit-answered": {
        // A learner's tracker may answer what nobody asked for; it is drawn all the same.
        const commit = commits.get(event.transaction) ?? { transaction: event.transaction, commitLsn: vdl };
        commits.set(event.transaction, { ...commit, answeredAtMs: event.atMs });
        break;
      }
      case "writer-unreachable":
        if (event.transaction !== undefined) refused.push(event.transaction);
        break;
      case "fault-began":
        faults.push(event.fault);
        break;
      case "fault-ended": {
        const ended = JSON.stringify(event.fault);
        const place = faults.findIndex((fault) => JSON.stringify(fault) === ended);
        faults = faults.filter((_, index) => index !== place);
        break;
      }
      case "service-changed":
        service.set(event.group, event);
        break;
      case "quorum-read-asked":
        answered.clear();
        break;
      case "segment-answered":
        answered.add(event.segment);
        break;
      default:
    }
  }

  const downZones = new Set(faults.flatMap((fault) => (fault.kind === "zone-down" ? [fault.zone] : [])));
  const downNodes = new Set(faults.flatMap((fault) => (fault.kind === "node-down" ? [fault.node] : [])));
  const slowNodes = new Set(faults.flatMap((fault) => (fault.kind === "node-slow" ? [fault.node] : [])));

  const groups = film.groups.map(({ group, placement }, index): GroupWorld => {
    const segments = placement.map(({ segment, zone }): SegmentWorld => {
      const held = holds.get(segment) ?? new Set<Lsn>();
      return {
        segment,
        zone,
        isDown: downZones.has(zone) || downNodes.has(segment),
        isSlow: slowNodes.has(segment),
        holds: held,
        // Where the nodes told it, that is what counts: a recovery may have set it back.
        scl: toldScl.get(segment) ?? completeLsn(film, group, held),
        hasAnswered: answered.has(segment),
        standing: standingOf(segment, sets.get(group), firstMembers(film, group), joined),
      };
    });
    const { writes = true, reads = true } = service.get(group) ?? {};
    const copiesLeft = segments.filter(({ isDown, standing }) => !isDown && standing === "member").length;
    return { group, segments, set: sets.get(group), pgcl: pgcls[index] ?? vdl, writes, reads, copiesLeft };
  });

  const zone = zoneOfInstance(film, instance.name);
  return {
    atMs,
    writerIsDown:
      instance.state === "crashed" || downNodes.has(instance.name) || (zone !== undefined && downZones.has(zone)),
    instance: { ...instance, zone },
    downZones,
    conditions: faults.filter(({ kind }) => kind !== "zone-down" && kind !== "node-down"),
    groups,
    records: film.records.map((record): RecordWorld => {
      const quorumAtMs = quorumAt.get(record.lsn);
      return {
        ...record,
        isShipped: acks.has(record.lsn),
        acknowledgedBy: acks.get(record.lsn) ?? [],
        hasQuorum: quorumAtMs !== undefined,
        isAnnulled: isCutOff(truncations, record.lsn),
        quorumAgeMs: quorumAtMs === undefined ? 0 : atMs - quorumAtMs,
      };
    }),
    vcl,
    vdl,
    pgmrpl,
    read,
    commits: [...commits.values()].map(({ transaction, commitLsn, answeredAtMs }) => ({
      transaction,
      commitLsn,
      isAnswered: answeredAtMs !== undefined,
      answerAgeMs: answeredAtMs === undefined ? 0 : atMs - answeredAtMs,
    })),
    refused,
    messages: messagesAt(film, moment),
  };
}

/** The instances stand in the zones one after the other, beginning with the writer's. */
function zoneOfInstance({ groups, writerZone }: StorageFilm, name: NodeId): ZoneId | undefined {
  const zones = [...new Set(groups.flatMap(({ placement }) => placement.map((member) => member.zone)))].sort();
  const place = Number(name.split("-")[1] ?? 1) - 1;
  return writerZone === undefined ? undefined : zones[(zones.indexOf(writerZone) + place) % zones.length];
}

/** The read has its page, or has come to nothing. */
function isOver({ asked, isFailed }: ReadWorld): boolean {
  return isFailed || asked.some(({ outcome }) => outcome === "answered");
}

function isCutOff(truncations: readonly Truncation[], lsn: Lsn): boolean {
  return truncations.some(({ afterLsn, throughLsn }) => afterLsn < lsn && lsn <= throughLsn);
}

/** Who belonged to the group from the beginning. */
function firstMembers({ groups, rule }: StorageFilm, id: ProtectionGroupId): readonly SegmentId[] {
  const placement = groups.find(({ group }) => group === id)?.placement ?? [];
  return placement.slice(0, rule.copyCount).map(({ segment }) => segment);
}

function standingOf(
  segment: SegmentId,
  set: QuorumSet | undefined,
  members: readonly SegmentId[],
  joined: ReadonlySet<SegmentId>,
): SegmentWorld["standing"] {
  if (set === undefined) return members.includes(segment) ? "member" : "nobody";
  if (!set.alternatives.some((alternative) => alternative.includes(segment))) return "nobody";
  const isInAll = set.alternatives.every((alternative) => alternative.includes(segment));
  return !isInAll && joined.has(segment) ? "candidate" : "member";
}

/** The highest LSN up to which the segment holds every record of its group. */
function completeLsn(film: StorageFilm, group: ProtectionGroupId, holds: ReadonlySet<Lsn>): Lsn {
  let complete = film.startLsn;
  for (const record of film.records) {
    if (record.group !== group) continue;
    if (!holds.has(record.lsn)) break;
    complete = record.lsn;
  }
  return complete;
}

function messagesAt(film: StorageFilm, { atMs, eventCount }: Moment): MessageWorld[] {
  const messages: MessageWorld[] = [];
  for (const { kind, segment, peer, lsn, fromMs, toMs, fromIndex, toIndex, isLost, reach } of film.journeys) {
    const hasLeft = fromIndex < eventCount && fromMs <= atMs;
    if (!hasLeft) continue;
    // The mark of a lost message stays for a moment, also past the event that says so.
    const isOver = isLost ? atMs >= toMs + LOSS_SHOWN_MS : toIndex < eventCount || atMs >= toMs;
    if (isOver) continue;
    const share = toMs > fromMs ? Math.min(1, (atMs - fromMs) / (toMs - fromMs)) : 1;
    const between = peer === undefined ? {} : { peer };
    const message = { kind, segment, ...between, progress: share * reach, isLost: isLost && share === 1 };
    messages.push(lsn === undefined ? message : { ...message, lsn });
  }
  return messages;
}
