/**
 * A storage trace made ready for drawing: who stands where, which records there will be, and every message as a journey
 * from one time to another. Computed once per run; `storageWorldAt` then only looks things up.
 *
 * A trace notes what happened, not what is under way: a record is on its way from the event that sent it to the event
 * that stored it, an acknowledgement from there to its arrival. A trace may have been cut short, or come from a suite
 * that never ran a network (no `record-stored`, whole milliseconds); an acknowledgement then proves the record, and
 * messages are shown for a moment before and after.
 */
import type { Millis } from "../core/kernel/index.ts";
import type {
  GroupLayout,
  Lsn,
  ProtectionGroupId,
  QuorumRule,
  RedoRecord,
  SegmentId,
  StorageTrace,
} from "../core/aurora/index.ts";

export type JourneyKind = "record" | "ack" | "query" | "answer" | "page" | "truncation" | "gossip-query" | "gossip";

/** A message on its way between the writer and a segment, or between two segments. */
export interface Journey {
  readonly kind: JourneyKind;
  /** Who gets it, or sends it to the writer. */
  readonly segment: SegmentId;
  /** Of gossip: the segment at the other end. */
  readonly peer?: SegmentId;
  /** Of records and acknowledgements. */
  readonly lsn?: Lsn;
  readonly fromMs: Millis;
  readonly toMs: Millis;
  /** The journey is under way once more events than this have happened, */
  readonly fromIndex: number;
  /** and until this event has. `Infinity` when the trace does not tell its end. */
  readonly toIndex: number;
  readonly isLost: boolean;
  /** The share of the way at which a lost message ends; 1 for one that arrives. */
  readonly reach: number;
}

export interface StorageFilm {
  readonly trace: StorageTrace;
  readonly startLsn: Lsn;
  readonly rule: QuorumRule;
  readonly groups: readonly GroupLayout[];
  readonly groupOf: ReadonlyMap<SegmentId, ProtectionGroupId>;
  readonly writerZone: string | undefined;
  /** Every record that the run ships, in order. */
  readonly records: readonly RedoRecord[];
  /** The records are known from their acknowledgements only. */
  readonly recordsAreInferred: boolean;
  readonly journeys: readonly Journey[];
  /** The run asks a group by quorum at some time. */
  readonly hasReads: boolean;
  /** The run reads pages, gossips, recovers at some time. */
  readonly hasPageReads: boolean;
  /** The run works out PGMRPL. */
  readonly hasPgmrpl: boolean;
  readonly hasGossip: boolean;
  readonly hasRecovery: boolean;
}

/** How long a message is shown whose journey the trace does not time, and how long the mark of a lost one stays. */
const SHOWN_MS = 0.8;
const LOST_ON_THE_WAY_MS = 0.35;
export const LOSS_SHOWN_MS = 0.6;

export function storageFilm(trace: StorageTrace): StorageFilm {
  const opened = trace.find((event) => event.kind === "volume-opened");
  const groups = groupsOf(trace);
  const groupOf = new Map(
    groups.flatMap(({ group, placement }) => placement.map(({ segment }) => [segment, group] as const)),
  );
  const records: RedoRecord[] = [];
  for (const event of trace) {
    if (event.kind === "record-shipped") records.push({ lsn: event.lsn, group: event.group, isCpl: event.isCpl });
  }
  // A trace that ships nothing at all (a suite's, about rules only) still tells of a record by its acknowledgements.
  const recordsAreInferred = records.length === 0;
  if (recordsAreInferred) {
    for (const event of trace) {
      const group = event.kind === "ack-arrived" ? groupOf.get(event.segment) : undefined;
      if (event.kind !== "ack-arrived" || group === undefined || records.some(({ lsn }) => lsn === event.lsn)) continue;
      records.push({ lsn: event.lsn, group, isCpl: false });
    }
    records.sort((a, b) => a.lsn - b.lsn);
  }
  return {
    trace,
    recordsAreInferred,
    startLsn: opened?.startLsn ?? 0,
    rule: opened?.rule ?? { copyCount: 6, writeQuorum: 4, readQuorum: 3 },
    groups,
    groupOf,
    writerZone: opened?.writerZone,
    records,
    journeys: journeysOf(trace, groups),
    hasReads: trace.some(({ kind }) => kind === "quorum-read-asked" || kind === "segment-answered"),
    hasPageReads: trace.some(({ kind }) => kind === "page-asked" || kind === "read-planned" || kind === "read-judged"),
    hasPgmrpl: trace.some(({ kind }) => kind === "pgmrpl-told"),
    hasGossip: trace.some(({ kind }) => kind === "gossip-asked" || kind === "record-gossiped"),
    hasRecovery: trace.some(({ kind }) => kind === "recovery-began"),
  };
}

/** Every group that the run comes to have, with every segment that comes to belong to it. */
function groupsOf(trace: StorageTrace): readonly GroupLayout[] {
  const groups: GroupLayout[] = [];
  for (const event of trace) {
    if (event.kind === "volume-opened" || event.kind === "volume-grew") groups.push(...event.groups);
    if (event.kind !== "membership-changed" || event.zone === undefined) continue;
    const { group, zone, change } = event;
    const index = groups.findIndex((layout) => layout.group === group);
    const layout = groups[index];
    if (layout === undefined || layout.placement.some(({ segment }) => segment === change.joining)) continue;
    groups[index] = { ...layout, placement: [...layout.placement, { segment: change.joining, zone }] };
  }
  return groups;
}

interface Departure {
  readonly fromMs: Millis;
  readonly fromIndex: number;
}

function journeysOf(trace: StorageTrace, groups: readonly GroupLayout[]): Journey[] {
  const journeys: Journey[] = [];
  /** Messages under way, oldest first, by kind, segment and LSN. */
  const underWay = new Map<string, Departure[]>();
  const membersOf = (group: ProtectionGroupId) =>
    groups.find((layout) => layout.group === group)?.placement.map(({ segment }) => segment) ?? [];
  const isTimed = trace.some(({ kind }) => kind === "record-stored" || kind === "record-lost");

  const key = (kind: JourneyKind, segment: SegmentId, lsn?: Lsn) => `${kind} ${segment} ${lsn ?? ""}`;
  const depart = (kind: JourneyKind, segment: SegmentId, departure: Departure, lsn?: Lsn) => {
    const waiting = underWay.get(key(kind, segment, lsn));
    if (waiting === undefined) underWay.set(key(kind, segment, lsn), [departure]);
    else waiting.push(departure);
  };
  const takeDeparture = (kind: JourneyKind, segment: SegmentId, lsn?: Lsn) =>
    underWay.get(key(kind, segment, lsn))?.shift();
  const add = (journey: Omit<Journey, "lsn" | "isLost" | "reach"> & Partial<Journey>, lsn: Lsn | undefined) =>
    journeys.push({ isLost: false, reach: 1, ...journey, ...(lsn === undefined ? {} : { lsn }) });
  const indexAt = (atMs: Millis) =>
    Math.max(
      0,
      trace.findLastIndex((event) => event.atMs <= atMs),
    );

  const arrive = (kind: JourneyKind, segment: SegmentId, toMs: Millis, toIndex: number, lsn?: Lsn) => {
    const departure = takeDeparture(kind, segment, lsn);
    if (departure !== undefined) {
      add({ kind, segment, ...departure, toMs, toIndex }, lsn);
      return;
    }
    // Nobody saw it leave: the second arrival of a doubled message, or a trace without a network.
    const fromMs = Math.max(0, toMs - SHOWN_MS);
    add({ kind, segment, fromMs, fromIndex: indexAt(fromMs), toMs, toIndex }, lsn);
  };
  const lose = (kind: JourneyKind, segment: SegmentId, atMs: Millis, index: number, because: string, lsn?: Lsn) => {
    const departure = takeDeparture(kind, segment, lsn) ?? { fromMs: atMs, fromIndex: index };
    const reach = because === "sender-down" ? 0.1 : departure.fromMs < atMs ? (because === "parted" ? 0.5 : 1) : 0.5;
    const toMs = Math.max(atMs, departure.fromMs + LOST_ON_THE_WAY_MS);
    add({ kind, segment, ...departure, toMs, toIndex: index, isLost: true, reach }, lsn);
  };

  /** Who asked whom, and what was answered last. */
  const talks = new Map<string, { readonly asked: Departure[]; answered?: { asked: Departure; atMs: Millis } }>();
  const talkOf = (segment: SegmentId, peer: SegmentId) => {
    const name = `${segment} ${peer}`;
    const talk = talks.get(name) ?? { asked: [] };
    talks.set(name, talk);
    return talk;
  };

  trace.forEach((event, index): void => {
    const now: Departure = { fromMs: event.atMs, fromIndex: index };
    switch (event.kind) {
      case "record-shipped":
        for (const segment of membersOf(event.group)) {
          if (isTimed) depart("record", segment, now, event.lsn);
          else add({ kind: "record", segment, ...now, toMs: event.atMs + SHOWN_MS, toIndex: Infinity }, event.lsn);
        }
        return;
      case "record-resent":
        return depart("record", event.segment, now, event.lsn);
      case "record-stored":
        arrive("record", event.segment, event.atMs, index, event.lsn);
        return depart("ack", event.segment, now, event.lsn);
      case "record-lost":
        return lose("record", event.segment, event.atMs, index, event.because, event.lsn);
      case "ack-arrived":
        return arrive("ack", event.segment, event.atMs, index, event.lsn);
      case "ack-lost":
        return lose("ack", event.segment, event.atMs, index, event.because, event.lsn);
      case "quorum-read-asked":
        for (const segment of membersOf(event.group)) depart("query", segment, now);
        return;
      case "recovery-began":
        for (const { group } of groups) for (const segment of membersOf(group)) depart("query", segment, now);
        return;
      case "recovery-decided":
        for (const { group } of groups) for (const segment of membersOf(group)) depart("truncation", segment, now);
        return;
      case "truncation-installed":
        return arrive("truncation", event.segment, event.atMs, index);
      case "page-asked":
        return depart("query", event.segment, now);
      case "gossip-asked":
        talkOf(event.segment, event.peer).asked.push(now);
        return;
      case "record-gossiped": {
        const { segment, from: peer, lsn, atMs } = event;
        const talk = talkOf(segment, peer);
        // The records of one answer come together, and were asked for once.
        const isSameAnswer = talk.answered?.atMs === atMs;
        const asked = (isSameAnswer ? talk.answered?.asked : talk.asked.shift()) ?? {
          fromMs: Math.max(0, atMs - SHOWN_MS),
          fromIndex: index,
        };
        const turnMs = (asked.fromMs + atMs) / 2;
        talk.answered = { asked, atMs };
        if (!isSameAnswer)
          add({ kind: "gossip-query", segment, peer, ...asked, toMs: turnMs, toIndex: index }, undefined);
        add(
          { kind: "gossip", segment, peer, fromMs: turnMs, fromIndex: asked.fromIndex, toMs: atMs, toIndex: index },
          lsn,
        );
        return;
      }
      case "page-answered":
      case "page-refused":
      case "answer-timed":
      case "segment-answered": {
        // The trace tells when the answer came, not when the question did: half of the time each.
        const kind = event.kind === "page-answered" || event.kind === "answer-timed" ? "page" : "answer";
        const asked = takeDeparture("query", event.segment);
        if (asked === undefined) {
          arrive(kind, event.segment, event.atMs, index);
          return;
        }
        const turnMs = (asked.fromMs + event.atMs) / 2;
        add({ kind: "query", segment: event.segment, ...asked, toMs: turnMs, toIndex: index }, undefined);
        add(
          {
            kind,
            segment: event.segment,
            fromMs: turnMs,
            fromIndex: asked.fromIndex,
            toMs: event.atMs,
            toIndex: index,
          },
          undefined,
        );
        return;
      }
      default:
    }
  });

  // A peer that has nothing, or refuses, answers nothing that the trace tells of: the question arrives all the same.
  for (const [name, { asked }] of talks) {
    const [segment, peer] = name.split(" ") as [SegmentId, SegmentId];
    for (const departure of asked) {
      const toMs = departure.fromMs + SHOWN_MS;
      add({ kind: "gossip-query", segment, peer, ...departure, toMs, toIndex: Infinity }, undefined);
    }
  }
  // What never ended in the trace: a question that nobody answered is lost; a record may still be on its way.
  for (const [name, departures] of underWay) {
    const [kind, segment, lsnText] = name.split(" ") as [JourneyKind, SegmentId, string];
    const lsn = lsnText === "" ? undefined : Number(lsnText);
    for (const departure of departures) {
      const toMs = departure.fromMs + (kind === "query" ? SHOWN_MS : 2 * SHOWN_MS);
      if (kind === "truncation") continue;
      if (kind === "query") add({ kind, segment, ...departure, toMs, toIndex: Infinity, isLost: true }, lsn);
      else if (isTimed) add({ kind, segment, ...departure, toMs, toIndex: Infinity }, lsn);
    }
  }
  return journeys;
}
