/** The world of a storage trace at one moment. Pure: the same film and moment give the same world. */
import type { Fault, Millis, ZoneId } from "../core/kernel/index.ts";
import type {
  Lsn,
  ProtectionGroupId,
  RedoRecord,
  SegmentId,
  StorageTrace,
  TransactionId,
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
  /** It has answered the recovery read that is going on. */
  readonly hasAnswered: boolean;
}

export interface GroupWorld {
  readonly group: ProtectionGroupId;
  readonly segments: readonly SegmentWorld[];
  readonly pgcl: Lsn;
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
  readonly lsn?: Lsn;
  /** Share of the way it has come, from 0 to 1, in the direction it travels. */
  readonly progress: number;
  readonly isLost: boolean;
}

export interface StorageWorld {
  readonly atMs: Millis;
  readonly writerIsDown: boolean;
  readonly downZones: ReadonlySet<ZoneId>;
  /** Faults that hold now, other than zones and nodes that are down. */
  readonly conditions: readonly Fault[];
  readonly groups: readonly GroupWorld[];
  readonly records: readonly RecordWorld[];
  readonly vcl: Lsn;
  readonly vdl: Lsn;
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
  let faults: Fault[] = [];
  let pgcls: readonly Lsn[] = [];
  let vcl = startLsn;
  let vdl = startLsn;

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
        scl: Math.max(toldScl.get(segment) ?? startLsn, completeLsn(film, group, held)),
        hasAnswered: answered.has(segment),
      };
    });
    const { writes = true, reads = true } = service.get(group) ?? {};
    const copiesLeft = segments.filter(({ isDown }) => !isDown).length;
    return { group, segments, pgcl: pgcls[index] ?? startLsn, writes, reads, copiesLeft };
  });

  return {
    atMs,
    writerIsDown: downNodes.has("writer") || (film.writerZone !== undefined && downZones.has(film.writerZone)),
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
        quorumAgeMs: quorumAtMs === undefined ? 0 : atMs - quorumAtMs,
      };
    }),
    vcl,
    vdl,
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
  for (const { kind, segment, lsn, fromMs, toMs, fromIndex, toIndex, isLost, reach } of film.journeys) {
    const hasLeft = fromIndex < eventCount && fromMs <= atMs;
    if (!hasLeft) continue;
    // The mark of a lost message stays for a moment, also past the event that says so.
    const isOver = isLost ? atMs >= toMs + LOSS_SHOWN_MS : toIndex < eventCount || atMs >= toMs;
    if (isOver) continue;
    const share = toMs > fromMs ? Math.min(1, (atMs - fromMs) / (toMs - fromMs)) : 1;
    const message = { kind, segment, progress: share * reach, isLost: isLost && share === 1 };
    messages.push(lsn === undefined ? message : { ...message, lsn });
  }
  return messages;
}
