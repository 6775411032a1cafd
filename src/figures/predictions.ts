/**
 * What lessons let their readers predict about a figure's run, as claims that the run itself decides.
 *
 * A lesson writes `<Predict figure="crash-recovery" … />` and gives each choice the name of a claim; the one that holds on
 * the figure's run is the right choice. `t2-survives-alone` holds because the recovery that opens the volume finds VDL
 * 103, where T2 ends, and annuls 104, which was T3's. Change the scenario so that 104 reaches C, D and E, and
 * `both-survive` holds in its place: that choice is right then, and the test, which knows what each lesson's reasons are
 * about, says that they have to be written anew.
 */
import type {
  BacktrackEvent,
  BacktrackTrace,
  CloneEvent,
  CloneTrace,
  FleetEvent,
  FleetTrace,
  IoDesign,
  IoTrace,
  PageEvent,
  PageId,
  PageTrace,
  SegmentId,
  StorageEvent,
  StorageTrace,
} from "../core/aurora/index.ts";
import type {
  AcuTrace,
  BlueGreenTrace,
  ClusterEvent,
  ClusterTrace,
  DataApiTrace,
  InstanceId,
  ReaderFleetTrace,
  ReaderPoolTrace,
} from "../core/cluster/index.ts";
import type {
  GlobalTableTrace,
  Item as GlobalTableItem,
  ItemDesignTrace,
  RestoreEvent,
  RestoreTrace,
  IndexRunTrace,
  StreamTrace,
  SearchTrace,
  TransactTrace,
  TtlTrace,
  PartitionTrace,
  QueryRunEvent,
  QueryRunTrace,
  ReplicationTrace,
  ThroughputTrace,
} from "../core/dynamodb/index.ts";
import type { Fault } from "../core/kernel/faults.ts";
import type { AsideTrace } from "../core/dax/aside-trace.ts";
import { versionOf, type DaxTrace } from "../core/dax/dax-trace.ts";
import { keyOfItem } from "../core/dax/query-cache.ts";
import type { Millis, NodeId, Timed, ZoneId } from "../core/kernel/index.ts";
import { clusterWorldAt, type Phase } from "./cluster-shapes.ts";
import type { FigureTrace } from "./figures.ts";
import type { FigureName } from "./kinds.ts";
import { firstRun } from "./first-run.ts";

/** A statement about a run. */
export interface Claim<Trace> {
  /** The statement as a sentence, for messages. */
  readonly says: string;
  /** The place in the run of the event that decides for it; nothing where it does not hold. */
  decidedAt(trace: Trace): number | undefined;
}

/** The claim of a set that holds on a run, and the event that decides for it. */
export interface Verdict {
  readonly claim: string;
  /** Where readers find that event: 1 is the first of the run. */
  readonly eventNumber: number;
  readonly atMs: Millis;
}

/** An author's slip in a prediction. */
export class PredictionError extends Error {
  override name = "PredictionError";
}

type Claims<Trace> = Readonly<Record<string, Claim<Trace>>>;

/** The place of the first event of a kind that passes the test and does not come before `from`. */
function placeOf<Event extends { readonly kind: string }, Kind extends Event["kind"]>(
  trace: readonly Event[],
  kind: Kind,
  test: (event: Extract<Event, { kind: Kind }>) => boolean = () => true,
  from = 0,
): number | undefined {
  const isIt = (event: Event) => event.kind === kind && test(event as Extract<Event, { kind: Kind }>);
  const place = trace.findIndex((event, index) => index >= from && isIt(event));
  return place === -1 ? undefined : place;
}

/** The events of one kind, in their order. */
function eventsOf<Event extends { readonly kind: string }, Kind extends Event["kind"]>(
  trace: readonly Event[],
  kind: Kind,
): Extract<Event, { kind: Kind }>[] {
  return trace.filter((event): event is Extract<Event, { kind: Kind }> => event.kind === kind);
}

type Fate = "kept" | "annulled";

/** What became of T2 and of T3, by the recovery's decision alone. */
function recoveryLeaves(t2: Fate, t3: Fate): Claim<StorageTrace>["decidedAt"] {
  return (trace) => {
    const [decided] = eventsOf(trace, "recovery-decided");
    if (decided === undefined) return undefined;
    const { vdl, truncation } = decided;
    const fateOf = (name: string): Fate | undefined => {
      const lsn = eventsOf(trace, "commit-requested").find(({ transaction }) => transaction === name)?.commitLsn;
      if (lsn === undefined) return undefined;
      if (lsn <= vdl) return "kept";
      return truncation.afterLsn < lsn && lsn <= truncation.throughLsn ? "annulled" : undefined;
    };
    return fateOf("T2") === t2 && fateOf("T3") === t3 ? trace.indexOf(decided) : undefined;
  };
}

const CRASH_RECOVERY: Claims<StorageTrace> = {
  "neither-survives": {
    says: "recovery annuls T2 and T3",
    decidedAt: recoveryLeaves("annulled", "annulled"),
  },
  "t2-survives-alone": {
    says: "recovery keeps T2's commit LSN and annuls T3's",
    decidedAt: recoveryLeaves("kept", "annulled"),
  },
  "both-survive": {
    says: "recovery keeps the commit LSNs of T2 and T3",
    decidedAt: recoveryLeaves("kept", "kept"),
  },
  "t3-survives-alone": {
    says: "recovery keeps T3's commit LSN and annuls T2's",
    decidedAt: recoveryLeaves("annulled", "kept"),
  },
};

/** What can be done from the second failure on, until the first copy is back. */
function withTwoFailures(writes: boolean, recovers: boolean): Claim<StorageTrace>["decidedAt"] {
  return (trace) => {
    const from = trace.findLastIndex(({ kind }) => kind === "fault-began");
    const until = placeOf(trace, "fault-ended", () => true, from) ?? trace.length;
    const asked = new Set(eventsOf(trace.slice(from, until), "commit-requested").map(({ transaction }) => transaction));
    const readAsked = placeOf(trace, "quorum-read-asked", () => true, from);
    // Of what nobody asks, the run says nothing.
    if (from === -1 || asked.size === 0 || readAsked === undefined || readAsked >= until) return undefined;
    const within = (place: number | undefined) => (place !== undefined && place < until ? place : undefined);
    const written = within(placeOf(trace, "commit-answered", ({ transaction }) => asked.has(transaction), from));
    const read = within(placeOf(trace, "read-quorum-met", () => true, from));
    if ((written !== undefined) !== writes || (read !== undefined) !== recovers) return undefined;
    return writes || recovers ? Math.max(written ?? 0, read ?? 0) : until - 1;
  };
}

const SIX_COPIES: Claims<StorageTrace> = {
  "writes-and-recovers": {
    says: "after the second failure, and before a copy is back, a commit is answered and a recovery read has its quorum",
    decidedAt: withTwoFailures(true, true),
  },
  neither: {
    says: "after the second failure no commit is answered and no recovery read has its quorum until a copy is back",
    decidedAt: withTwoFailures(false, false),
  },
  "recovers-only": {
    says: "after the second failure a recovery read has its quorum, and no commit is answered until a copy is back",
    decidedAt: withTwoFailures(false, true),
  },
  "writes-only": {
    says: "after the second failure a commit is answered, and no recovery read has its quorum until a copy is back",
    decidedAt: withTwoFailures(true, false),
  },
};

/** A commit as its client sees it, and whose acknowledgements of its commit LSN the writer had by then, or got later. */
interface AnsweredCommit {
  readonly place: number;
  readonly acknowledgedBy: readonly SegmentId[];
  readonly laterBy: readonly SegmentId[];
}

/** Every commit of the run with its answer; nothing if one of them got none. */
function answeredCommits(trace: StorageTrace): readonly AnsweredCommit[] | undefined {
  const answers = eventsOf(trace, "commit-requested").map(({ transaction, commitLsn }) => {
    const place = placeOf(trace, "commit-answered", (event) => event.transaction === transaction);
    if (place === undefined) return undefined;
    const acksIn = (part: StorageTrace) =>
      eventsOf(part, "ack-arrived").flatMap(({ lsn, segment }) => (lsn === commitLsn ? [segment] : []));
    return { place, acknowledgedBy: [...new Set(acksIn(trace.slice(0, place)))], laterBy: acksIn(trace.slice(place)) };
  });
  return answers.includes(undefined) ? undefined : (answers as readonly AnsweredCommit[]);
}

/** What is true of every commit of a run in which one segment is slow; the last answer decides. */
function everyCommit(
  holds: (commit: AnsweredCommit, slow: NodeId, zoneOf: (segment: SegmentId) => ZoneId) => boolean,
): Claim<StorageTrace>["decidedAt"] {
  return (trace) => {
    const slow = eventsOf(trace, "fault-began").flatMap(({ fault }) =>
      fault.kind === "node-slow" ? [fault.node] : [],
    );
    const placement = eventsOf(trace, "volume-opened").flatMap(({ groups }) =>
      groups.flatMap((group) => group.placement),
    );
    const zoneOf = (segment: SegmentId) => placement.find((place) => place.segment === segment)!.zone;
    const commits = answeredCommits(trace);
    if (slow[0] === undefined || commits === undefined || commits.length === 0) return undefined;
    return commits.every((commit) => holds(commit, slow[0]!, zoneOf))
      ? Math.max(...commits.map(({ place }) => place))
      : undefined;
  };
}

const WRITE_PATH: Claims<StorageTrace> = {
  "waits-for-the-slow": {
    says: "each commit is answered after the slow segment has acknowledged its record",
    decidedAt: everyCommit(({ acknowledgedBy }, slow) => acknowledgedBy.includes(slow)),
  },
  "fourth-acknowledgement": {
    says: "each commit is answered with four acknowledgements of its record, and the slow segment's comes later",
    decidedAt: everyCommit(
      ({ acknowledgedBy, laterBy }, slow) => acknowledgedBy.length === 4 && laterBy.includes(slow),
    ),
  },
  "one-in-each-zone": {
    says: "each commit is answered with the acknowledgement that is the first of the third zone",
    decidedAt: everyCommit(({ acknowledgedBy }, _slow, zoneOf) => {
      const zones = acknowledgedBy.map(zoneOf);
      return new Set(zones).size === 3 && new Set(zones.slice(0, -1)).size === 2;
    }),
  },
  "slow-counts-as-failed": {
    says: "the slow segment stores no record",
    decidedAt(trace) {
      const place = placeOf(trace, "fault-began", ({ fault }) => fault.kind === "node-slow");
      const fault = eventsOf(trace, "fault-began").find((event) => event.fault.kind === "node-slow")?.fault;
      if (place === undefined || fault?.kind !== "node-slow") return undefined;
      return eventsOf(trace, "record-stored").some(({ segment }) => segment === fault.node) ? undefined : place;
    },
  },
};

/** Who is asked for a page when it is first read: those who were asked before an answer came. */
function firstReadAsks(holds: (asked: readonly SegmentId[]) => boolean): Claim<StorageTrace>["decidedAt"] {
  return (trace) => {
    const first = placeOf(trace, "page-asked");
    if (first === undefined) return undefined;
    const answered = placeOf(trace, "page-answered", () => true, first) ?? trace.length;
    const asked = eventsOf(trace.slice(first, answered), "page-asked").map(({ segment }) => segment);
    return holds([...new Set(asked)].toSorted()) ? first : undefined;
  };
}

const READ_ROUTING: Claims<StorageTrace> = {
  "asks-a-and-b": {
    says: "the first read asks A and B",
    decidedAt: firstReadAsks((asked) => asked.join() === "A,B"),
  },
  "asks-b-alone": {
    says: "the first read asks B alone",
    decidedAt: firstReadAsks((asked) => asked.join() === "B"),
  },
  "asks-three": {
    says: "the first read asks three segments",
    decidedAt: firstReadAsks((asked) => asked.length === 3),
  },
  "asks-a-alone": {
    says: "the first read asks A alone",
    decidedAt: firstReadAsks((asked) => asked.join() === "A"),
  },
};

/** How segment E, which missed records, comes to hold all that the run ships, and by which kind of event. */
function eIsCompletedBy(how: "record-resent" | "record-gossiped" | "record-stored"): Claim<StorageTrace>["decidedAt"] {
  return (trace) => {
    const lastLsn = Math.max(...eventsOf(trace, "record-shipped").map(({ lsn }) => lsn));
    const completed = trace.findIndex(
      (event) =>
        (event.kind === "record-stored" || event.kind === "record-gossiped") &&
        event.segment === "E" &&
        event.scl === lastLsn,
    );
    if (completed === -1) return undefined;
    const wasResent = eventsOf(trace.slice(0, completed), "record-resent").some(({ segment }) => segment === "E");
    const came = wasResent ? "record-resent" : trace[completed]?.kind;
    return came === how ? completed : undefined;
  };
}

const GOSSIP_REPAIR: Claims<StorageTrace> = {
  "writer-sends-again": {
    says: "E is complete after the writer has sent it records once more",
    decidedAt: eIsCompletedBy("record-resent"),
  },
  "peer-gives-them": {
    says: "E is complete with a record from a peer, and the writer has sent it nothing twice",
    decidedAt: eIsCompletedBy("record-gossiped"),
  },
  "next-record": {
    says: "E is complete with a record that the writer sends once",
    decidedAt: eIsCompletedBy("record-stored"),
  },
  never: {
    says: "E is never complete",
    decidedAt: (trace) =>
      (["record-resent", "record-gossiped", "record-stored"] as const).some(
        (how) => eIsCompletedBy(how)(trace) !== undefined,
      )
        ? undefined
        : trace.length - 1,
  },
};

/** What became of the first commit that was asked for after a change of members had begun. */
function commitDuringChange(
  holds: (commit: {
    refused: boolean;
    acknowledgedBy: readonly SegmentId[] | undefined;
    joining: SegmentId;
  }) => boolean,
): Claim<StorageTrace>["decidedAt"] {
  return (trace) => {
    const begun = placeOf(trace, "membership-changed", ({ step }) => step === "begun");
    if (begun === undefined) return undefined;
    const { change } = trace[begun] as Extract<StorageEvent, { kind: "membership-changed" }>;
    const asked = placeOf(trace, "commit-requested", () => true, begun);
    if (asked === undefined) return undefined;
    const { transaction, commitLsn } = trace[asked] as Extract<StorageEvent, { kind: "commit-requested" }>;
    const answered = placeOf(trace, "commit-answered", (event) => event.transaction === transaction, asked);
    const waiting = trace.slice(asked, answered);
    const refused = placeOf(trace, "request-refused", () => true, asked);
    const acks = eventsOf(waiting, "ack-arrived").filter(({ lsn }) => lsn === commitLsn);
    const commit = {
      refused: eventsOf(waiting, "request-refused").length > 0,
      acknowledgedBy: answered === undefined ? undefined : acks.map(({ segment }) => segment),
      joining: change.joining,
    };
    return holds(commit) ? (answered ?? refused ?? asked) : undefined;
  };
}

const QUORUM_SETS: Claims<StorageTrace> = {
  "answered-at-once": {
    says: "the commit is answered, and nobody has refused its record",
    decidedAt: commitDuringChange(({ refused, acknowledgedBy }) => !refused && acknowledgedBy !== undefined),
  },
  fails: {
    says: "the commit's record is refused, and the commit is never answered",
    decidedAt: commitDuringChange(({ refused, acknowledgedBy }) => refused && acknowledgedBy === undefined),
  },
  "refused-once-then-answered": {
    says: "the commit's record is refused, and the commit is answered without the candidate's acknowledgement",
    decidedAt: commitDuringChange(
      ({ refused, acknowledgedBy, joining }) => refused && acknowledgedBy?.includes(joining) === false,
    ),
  },
  "waits-for-the-candidate": {
    says: "the commit's record is refused, and the commit is answered after the candidate has acknowledged it",
    decidedAt: commitDuringChange(
      ({ refused, acknowledgedBy, joining }) => refused && acknowledgedBy?.includes(joining) === true,
    ),
  },
};

/** How many I/Os each database node sent to its storage for the first run of transactions. */
function sentToStorage(mysql: number, aurora: number): Claim<IoTrace>["decidedAt"] {
  return (trace) => {
    const sent = eventsOf(trace, "io-sent").filter(({ hop, round }) => hop === "to-storage" && round === 1);
    const last = sent.at(-1);
    const countOf = (which: IoDesign) => sent.filter(({ design }) => design === which).length;
    if (last === undefined || countOf("mirrored") !== mysql || countOf("aurora") !== aurora) return undefined;
    return trace.indexOf(last);
  };
}

const TWO_LAYERS: Claims<IoTrace> = {
  "mysql-4-aurora-4": { says: "MySQL's node sends 4 I/Os to storage and Aurora's 4", decidedAt: sentToStorage(4, 4) },
  "mysql-10-aurora-1": {
    says: "MySQL's node sends 10 I/Os to storage and Aurora's 1",
    decidedAt: sentToStorage(10, 1),
  },
  "mysql-10-aurora-6": {
    says: "MySQL's node sends 10 I/Os to storage and Aurora's 6",
    decidedAt: sentToStorage(10, 6),
  },
  "mysql-50-aurora-6": {
    says: "MySQL's node sends 50 I/Os to storage and Aurora's 6",
    decidedAt: sentToStorage(50, 6),
  },
};

/** What is collected first while Q1 holds its read point, and whether Q1 has read that page by then. */
function collectedUnderQ1(
  holds: (garbage: Extract<PageEvent, { kind: "garbage-collected" }>, isRead: boolean) => boolean,
): Claim<PageTrace>["decidedAt"] {
  return (trace) => {
    const opened = placeOf(trace, "view-opened", ({ view }) => view === "Q1");
    const closed = placeOf(trace, "view-closed", ({ view }) => view === "Q1");
    if (opened === undefined || closed === undefined) return undefined;
    const collected = placeOf(trace, "garbage-collected", () => true, opened);
    if (collected === undefined || collected > closed) return undefined;
    const garbage = trace[collected] as Extract<PageEvent, { kind: "garbage-collected" }>;
    const read = eventsOf(trace.slice(opened, collected), "page-answered").map(({ page }) => page);
    return holds(garbage, read.includes(garbage.page)) ? collected : undefined;
  };
}

const PAGE_MATERIALISER: Claims<PageTrace> = {
  "version-104": {
    says: "while Q1 runs, version 104 of page 1 is collected",
    decidedAt: collectedUnderQ1(({ page, versionLsns }, isRead) => !isRead && page === 1 && versionLsns.includes(104)),
  },
  "records-from-106": {
    says: "while Q1 runs, records of page 1 from 106 on are collected and version 104 is not",
    decidedAt: collectedUnderQ1(
      ({ page, lsns, versionLsns }, isRead) =>
        !isRead && page === 1 && !versionLsns.includes(104) && lsns.some((lsn) => lsn >= 106),
    ),
  },
  nothing: {
    says: "nothing is collected until Q1 ends",
    decidedAt(trace) {
      const opened = placeOf(trace, "view-opened", ({ view }) => view === "Q1");
      const closed = placeOf(trace, "view-closed", ({ view }) => view === "Q1");
      if (opened === undefined || closed === undefined) return undefined;
      return eventsOf(trace.slice(opened, closed), "garbage-collected").length === 0 ? closed : undefined;
    },
  },
  "what-q1-has-read": {
    says: "while Q1 runs, something of a page is collected once Q1 has read that page",
    decidedAt: collectedUnderQ1((_garbage, isRead) => isRead),
  },
};

/** What followed the failure of a host. */
interface Repairs {
  readonly lostCount: number;
  readonly copies: readonly Timed<Extract<FleetEvent, { kind: "copy-began" }>>[];
  readonly repaired: readonly Extract<FleetEvent, { kind: "segment-repaired" }>[];
  /** Of the volume, when the host failed. */
  readonly groupCount: number;
}

function afterHostFailure(holds: (repairs: Repairs) => boolean): Claim<FleetTrace>["decidedAt"] {
  return (trace) => {
    const failed = placeOf(trace, "fault-began", ({ fault }) => fault.kind === "node-down");
    if (failed === undefined) return undefined;
    const after = trace.slice(failed);
    const repaired = eventsOf(after, "segment-repaired");
    const repairs: Repairs = {
      lostCount: eventsOf(after, "segment-lost").length,
      copies: eventsOf(after, "copy-began"),
      repaired,
      groupCount: eventsOf(trace.slice(0, failed), "group-placed").length,
    };
    if (repairs.lostCount === 0 || !holds(repairs)) return undefined;
    const last = repaired.at(-1);
    return last === undefined ? trace.length - 1 : trace.indexOf(last);
  };
}

const groupsCopied = ({ copies }: Repairs) => new Set(copies.map(({ group }) => group)).size;
const allWholeBetween = ({ lostCount, repaired }: Repairs, fromMs: Millis, untilMs: Millis) =>
  repaired.length === lostCount && repaired.every(({ afterMs }) => fromMs <= afterMs && afterMs <= untilMs);
const isOneByOne = ({ copies }: Repairs) =>
  copies.every(({ atMs }, index) => index === 0 || copies[index - 1]!.endsMs <= atMs);

const PROTECTION_GROUPS: Claims<FleetTrace> = {
  "one-after-another": {
    says: "the lost segments are copied one after another, and only some of the volume's groups are concerned",
    decidedAt: afterHostFailure(
      (repairs) =>
        allWholeBetween(repairs, 0, Infinity) && isOneByOne(repairs) && groupsCopied(repairs) < repairs.groupCount,
    ),
  },
  "side-by-side": {
    says: "all lost segments are whole again 8 to 12 s after the failure, and only some of the volume's groups are concerned",
    decidedAt: afterHostFailure(
      (repairs) =>
        allWholeBetween(repairs, 8_000, 12_000) && !isOneByOne(repairs) && groupsCopied(repairs) < repairs.groupCount,
    ),
  },
  "every-group-takes-part": {
    says: "after the failure a segment of every group of the volume is copied",
    decidedAt: afterHostFailure((repairs) => groupsCopied(repairs) === repairs.groupCount),
  },
  "waits-for-the-host": {
    says: "no lost segment is whole again on another host",
    decidedAt: afterHostFailure(({ repaired }) => repaired.length === 0),
  },
};

/** Which of the pages that were billed to the first volume right before its end are still in storage right after it. */
function outliveTheirVolume(pages: readonly PageId[]): Claim<CloneTrace>["decidedAt"] {
  return (trace) => {
    const source = eventsOf(trace, "family-opened")[0]?.volume;
    const deleted = placeOf(trace, "volume-deleted", ({ volume }) => volume === source);
    const stands = deleted === undefined ? undefined : placeOf(trace, "family-stands", () => true, deleted);
    if (deleted === undefined || stands === undefined) return undefined;
    const before = eventsOf(trace.slice(0, deleted), "family-stands").at(-1)?.tables ?? [];
    const after = (trace[stands] as Extract<CloneEvent, { kind: "family-stands" }>).tables;
    const billed = before.find(({ volume }) => volume === source)?.pages ?? [];
    const left = billed.flatMap(({ owner, writtenBy, lsn }, index) => {
      const isLeft = after.some(({ pages: seen }) => seen[index]?.writtenBy === writtenBy && seen[index].lsn === lsn);
      return owner === source && isLeft ? [index + 1] : [];
    });
    return left.join() === pages.join() ? stands : undefined;
  };
}

const COPY_ON_WRITE_CLONE: Claims<CloneTrace> = {
  none: { says: "none of A's billed pages is left after A", decidedAt: outliveTheirVolume([]) },
  "page-3": { says: "of A's billed pages only 3 is left after A", decidedAt: outliveTheirVolume([3]) },
  "pages-2-and-3": { says: "of A's billed pages 2 and 3 are left after A", decidedAt: outliveTheirVolume([2, 3]) },
  "all-four": { says: "all of A's billed pages are left after A", decidedAt: outliveTheirVolume([1, 2, 3, 4]) },
};

function isRefusedFirst(trace: BacktrackTrace): boolean {
  const refused = placeOf(trace, "backtrack-refused");
  const began = placeOf(trace, "backtrack-began");
  return refused !== undefined && (began === undefined || refused < began);
}

/** What became of T5, which was committed, and of T6, which was under way, when the first backtrack came to its end. */
function firstBacktrackLeaves(
  t5IsVisible: boolean,
  t6: "dropped" | "committed later",
): Claim<BacktrackTrace>["decidedAt"] {
  return (trace) => {
    const began = placeOf(trace, "backtrack-began");
    const told = began === undefined ? undefined : placeOf(trace, "visible-told", () => true, began);
    if (began === undefined || told === undefined || isRefusedFirst(trace)) return undefined;
    const { transactions } = trace[told] as Extract<BacktrackEvent, { kind: "visible-told" }>;
    const isT6 = ({ transaction }: { readonly transaction: string }) => transaction === "T6";
    const fate = eventsOf(trace.slice(began, told), "transaction-dropped").some(isT6)
      ? "dropped"
      : eventsOf(trace.slice(began), "transaction-committed").some(isT6)
        ? "committed later"
        : undefined;
    return transactions.includes("T5") === t5IsVisible && fate === t6 ? told : undefined;
  };
}

const BACKTRACK: Claims<BacktrackTrace> = {
  "t5-stays": {
    says: "after the first backtrack T5 is visible, and T6 was dropped",
    decidedAt: firstBacktrackLeaves(true, "dropped"),
  },
  "neither-is-there": {
    says: "after the first backtrack T5 is not visible, and T6 was dropped",
    decidedAt: firstBacktrackLeaves(false, "dropped"),
  },
  "t6-goes-on": {
    says: "after the first backtrack T5 is not visible, and T6 commits later",
    decidedAt: firstBacktrackLeaves(false, "committed later"),
  },
  refused: {
    says: "the first backtrack that is asked for is refused",
    decidedAt: (trace) => (isRefusedFirst(trace) ? placeOf(trace, "backtrack-refused") : undefined),
  },
};

/** The phases of the first failover of a run, as `clusterWorldAt` tells them, and the event that ended each. */
function longestPhase(phase: Phase): Claim<ClusterTrace>["decidedAt"] {
  return (trace) => {
    const end = placeOf(trace, "endpoint-moved");
    const committed = end === undefined ? undefined : placeOf(trace, "write-committed", () => true, end);
    if (end === undefined || committed === undefined) return undefined;
    const { phases } = clusterWorldAt(trace, { eventCount: committed + 1, atMs: trace[committed]?.atMs ?? 0 });
    if (phases.length !== 4) return undefined;
    const lengths = phases.map(({ fromMs, untilMs }) => untilMs - fromMs);
    if (phases[lengths.indexOf(Math.max(...lengths))]?.phase !== phase) return undefined;
    const untilMs = phases.find((it) => it.phase === phase)?.untilMs;
    return trace.findIndex(({ atMs, kind }) => atMs === untilMs && PHASE_ENDS[phase] === kind);
  };
}

const PHASE_ENDS: Readonly<Record<Phase, string>> = {
  detection: "failover-began",
  promotion: "writer-changed",
  name: "endpoint-moved",
  client: "write-committed",
};

/** Where the custom endpoint of `reports` leads when it is first asked for after the roles have changed. */
function reportsLedTo(instance: InstanceId | undefined): Claim<ClusterTrace>["decidedAt"] {
  return (trace) => {
    const moved = placeOf(trace, "endpoint-moved");
    if (moved === undefined) return undefined;
    const isAsked = (event: Extract<ClusterEvent, { kind: "name-resolved" }>) =>
      event.client === "reports" && !event.fromCache;
    const place = placeOf(trace, "name-resolved", isAsked, moved);
    const event = place === undefined ? undefined : trace[place];
    return event?.kind === "name-resolved" && event.instance === instance ? place : undefined;
  };
}

const ENDPOINTS: Claims<ClusterTrace> = {
  "stays-with-db-3": { says: "analytics leads to db-3 after its promotion", decidedAt: reportsLedTo("db-3") },
  "follows-to-db-1": {
    says: "analytics leads to db-1, which db-3 changed places with",
    decidedAt: reportsLedTo("db-1"),
  },
  "takes-another-reader": { says: "analytics leads to db-2, the other reader", decidedAt: reportsLedTo("db-2") },
  "leads-nowhere": { says: "analytics leads to nobody", decidedAt: reportsLedTo(undefined) },
};

/** When the first writer answered its last commit, beside what happened to it. */
function lastCommitOfFirstWriter(
  test: (lastMs: Millis, cutMs: Millis, openedMs: Millis, healedMs: Millis) => boolean,
): Claim<ClusterTrace>["decidedAt"] {
  return (trace) => {
    const [opened] = eventsOf(trace, "cluster-opened");
    const first = opened?.members.find(({ role }) => role === "writer")?.instance;
    const sentToFirst = new Set(
      eventsOf(trace, "write-sent").flatMap(({ instance, transaction }) => (instance === first ? [transaction] : [])),
    );
    const last = trace.findLastIndex((event) => event.kind === "write-committed" && sentToFirst.has(event.transaction));
    const [cut] = eventsOf(trace, "fault-began");
    const lastEvent = trace[last];
    if (lastEvent === undefined || cut === undefined) return undefined;
    const taken = eventsOf(trace, "in-volume").find(
      ({ event }) => event.kind === "volume-recovered" && event.instance !== first,
    );
    const healed = eventsOf(trace, "fault-ended")[0];
    return test(lastEvent.atMs, cut.atMs, taken?.atMs ?? Infinity, healed?.atMs ?? Infinity) ? last : undefined;
  };
}

const FENCING: Claims<ClusterTrace> = {
  "stops-when-cut-off": {
    says: "db-1 answers no commit once it is cut off",
    decidedAt: lastCommitOfFirstWriter((lastMs, cutMs) => lastMs <= cutMs),
  },
  "stops-when-fenced": {
    says: "db-1 answers its last commit between being cut off and another one's opening the volume",
    decidedAt: lastCommitOfFirstWriter(
      (lastMs, cutMs, openedMs) => cutMs < lastMs && lastMs <= openedMs && openedMs < Infinity,
    ),
  },
  "stops-when-told": {
    says: "db-1 answers commits although another one has the volume, until it hears of that",
    decidedAt: lastCommitOfFirstWriter((lastMs, _, openedMs, healedMs) => openedMs < lastMs && lastMs <= healedMs),
  },
  "never-stops": {
    says: "db-1 answers commits to the end",
    decidedAt: lastCommitOfFirstWriter(
      (lastMs, cutMs, openedMs, healedMs) =>
        cutMs < lastMs && healedMs < lastMs && (openedMs === Infinity || openedMs < lastMs),
    ),
  },
};

/** How many writes were not committed while readers, then the writer, were restarted, and because of the failover. */
function writesLost(test: (byReaders: number, byRestart: number, byFailover: number) => boolean) {
  return (trace: ClusterTrace): number | undefined => {
    const [opened] = eventsOf(trace, "cluster-opened");
    const writer = opened?.members.find(({ role }) => role === "writer")?.instance;
    const restart = placeOf(trace, "instance-crashed", ({ instance }) => instance === writer) ?? trace.length;
    const failover = placeOf(trace, "failover-began") ?? trace.length;
    const lost = (from: number, until: number) =>
      trace.slice(from, until).filter(({ kind }) => kind === "write-unknown" || kind === "write-failed").length;
    const first = Math.min(restart, failover);
    if (!test(lost(0, first), lost(restart, failover), lost(failover, trace.length))) return undefined;
    const last = trace.findLastIndex(({ kind }) => kind === "write-unknown" || kind === "write-failed");
    return last === -1 ? trace.length - 1 : last;
  };
}

const PATCHING: Claims<ClusterTrace> = {
  "restart-shorter": {
    says: "fewer writes are lost to the restart of the writer than to the failover",
    decidedAt: writesLost((byReaders, byRestart, byFailover) => byReaders === 0 && byRestart < byFailover),
  },
  "failover-shorter": {
    says: "fewer writes are lost to the failover than to the restart of the writer",
    decidedAt: writesLost((byReaders, byRestart, byFailover) => byReaders === 0 && byFailover < byRestart),
  },
  "both-alike": {
    says: "as many writes are lost to the one as to the other",
    decidedAt: writesLost((byReaders, byRestart, byFailover) => byReaders === 0 && byRestart === byFailover),
  },
  "readers-too": {
    says: "writes are lost while readers are restarted",
    decidedAt: writesLost((byReaders) => byReaders > 0),
  },
};

const FAILOVER: Claims<ClusterTrace> = {
  "detection-longest": {
    says: "of the failover's phases the detection takes longest",
    decidedAt: longestPhase("detection"),
  },
  "promotion-longest": {
    says: "of the failover's phases the promotion takes longest",
    decidedAt: longestPhase("promotion"),
  },
  "name-longest": {
    says: "of the failover's phases the change of the name takes longest",
    decidedAt: longestPhase("name"),
  },
  "client-longest": {
    says: "of the failover's phases the client takes longest",
    decidedAt: longestPhase("client"),
  },
};

/** What `shop`, which has asked for nothing, hears when it reads right after it was told that T2 is committed. */
function afterOwnCommit(
  test: (answer: Extract<ClusterEvent, { kind: "read-answered" | "read-failed" }>, commitLsn: number) => boolean,
): Claim<ClusterTrace>["decidedAt"] {
  return (trace) => {
    const told = placeOf(trace, "write-committed", ({ transaction }) => transaction === "T2");
    const commit = eventsOf(trace, "in-volume").flatMap(({ event }) =>
      event.kind === "commit-requested" && event.transaction === "T2" ? [event.commitLsn] : [],
    )[0];
    if (told === undefined || commit === undefined) return undefined;
    const place = trace.findIndex(
      (event, index) =>
        index > told && (event.kind === "read-answered" || event.kind === "read-failed") && event.client === "shop",
    );
    const answer = trace[place];
    if (answer?.kind !== "read-answered" && answer?.kind !== "read-failed") return undefined;
    return test(answer, commit) ? place : undefined;
  };
}

/** A reader that answers at once answers sooner than this; one that is waited for, later. */
const AT_ONCE_MS: Millis = 20;

const REPLICA_LAG: Claims<ClusterTrace> = {
  "reads-its-write": {
    says: "shop reads at once, and finds T2",
    decidedAt: afterOwnCommit(
      (answer, commitLsn) =>
        answer.kind === "read-answered" && answer.readPoint >= commitLsn && answer.tookMs < AT_ONCE_MS,
    ),
  },
  "waits-for-its-write": {
    says: "shop waits, and finds T2",
    decidedAt: afterOwnCommit(
      (answer, commitLsn) =>
        answer.kind === "read-answered" && answer.readPoint >= commitLsn && answer.tookMs >= AT_ONCE_MS,
    ),
  },
  "reads-what-was-before": {
    says: "shop reads the page as it was before T2",
    decidedAt: afterOwnCommit((answer, commitLsn) => answer.kind === "read-answered" && answer.readPoint < commitLsn),
  },
  "is-refused": {
    says: "shop is told that the reader is behind",
    decidedAt: afterOwnCommit((answer) => answer.kind === "read-failed" && answer.because === "behind"),
  },
};

/** The first scale-out of a run: how many readers it adds. */
function firstScaleOut(isIt: (count: number, maxCapacity: number) => boolean): Claim<ReaderFleetTrace>["decidedAt"] {
  return (trace) => {
    const [opened] = eventsOf(trace, "reader-fleet-opened");
    const place = placeOf(trace, "scaling-decided", ({ decision }) => decision.kind === "add");
    const event = place === undefined ? undefined : trace[place];
    if (opened === undefined || event?.kind !== "scaling-decided" || event.decision.kind !== "add") return undefined;
    return isIt(event.decision.count, opened.policy.maxCapacity - opened.readers.length) ? place : undefined;
  };
}

const REPLICA_AUTO_SCALING: Claims<ReaderFleetTrace> = {
  "adds-two": {
    says: "the first scale-out adds two readers, which the load needs",
    decidedAt: firstScaleOut((count) => count === 2),
  },
  "adds-one": { says: "the first scale-out adds one reader", decidedAt: firstScaleOut((count) => count === 1) },
  "adds-all": {
    says: "the first scale-out adds readers up to the maximum",
    decidedAt: firstScaleOut((count, most) => count === most),
  },
};

/** How much later than `min-8` the instance `min-0` has the capacity that the sale needs: `Infinity` where it never has. */
function lateBy(from: Millis, until: Millis): Claim<AcuTrace>["decidedAt"] {
  return (trace) => {
    const needed = Math.max(...eventsOf(trace, "acu-load-changed").map(({ load }) => load.cpuAcu));
    const reached = (instance: InstanceId) =>
      placeOf(trace, "capacity-changed", (event) => event.instance === instance && event.acu >= needed);
    const [small, large] = [reached("min-0"), reached("min-8")];
    if (large === undefined) return undefined;
    const lateMs = small === undefined ? Infinity : (trace[small]?.atMs ?? 0) - (trace[large]?.atMs ?? 0);
    return lateMs >= from && lateMs < until ? (small ?? trace.length - 1) : undefined;
  };
}

const SERVERLESS_V2: Claims<AcuTrace> = {
  "at-the-same-time": { says: "min-0 carries the sale within 5 s of min-8", decidedAt: lateBy(0, 5_000) },
  "minutes-later": {
    says: "min-0 carries the sale a minute after min-8, or more",
    decidedAt: lateBy(60_000, Infinity),
  },
  "seconds-later": { says: "min-0 carries the sale 5 to 60 s after min-8", decidedAt: lateBy(5_000, 60_000) },
  never: {
    says: "min-0 never has the capacity that the sale needs",
    decidedAt: (trace) => (lateBy(0, Infinity)(trace) === undefined ? trace.length - 1 : undefined),
  },
};

type OutagePart = "steps" | "catch-up" | "names" | "dns";

/** Of all that keeps `web` from writing, this part takes longest: to the millisecond, and to the event that ends it. */
function longestPart(part: OutagePart): Claim<BlueGreenTrace>["decidedAt"] {
  return (trace) => {
    const said = (kind: string) => placeOf(trace, "orders-said", ({ orders }) => orders[0]?.kind === kind);
    const stopped = said("stop-writes");
    const asked = said("report");
    const named = said("rename");
    const opened = said("take-connections");
    const taken = placeOf(trace, "order-carried-out", ({ order }) => order.kind === "take-writes");
    const found = placeOf(trace, "write-committed", ({ client, side }) => client === "web" && side === "green");
    if (stopped === undefined || asked === undefined || named === undefined) return undefined;
    if (opened === undefined || taken === undefined || found === undefined) return undefined;
    const between = (from: number, until: number) => (trace[until]?.atMs ?? 0) - (trace[from]?.atMs ?? 0);
    const parts: readonly (readonly [OutagePart, Millis, endsAt: number])[] = [
      ["steps", between(stopped, asked) + between(opened, taken), taken],
      ["catch-up", between(asked, named), named],
      ["names", between(named, opened), opened],
      ["dns", between(taken, found), found],
    ];
    const [longest] = parts.toSorted(([, a], [, b]) => b - a);
    return longest?.[0] === part ? longest[2] : undefined;
  };
}

const BLUE_GREEN: Claims<BlueGreenTrace> = {
  "catch-up-longest": {
    says: "most of the outage is spent on green's catching up",
    decidedAt: longestPart("catch-up"),
  },
  "names-longest": { says: "most of the outage is spent on the names", decidedAt: longestPart("names") },
  "dns-longest": { says: "most of the outage is web's own DNS cache", decidedAt: longestPart("dns") },
  "steps-longest": {
    says: "most of the outage is spent on stopping writes, dropping connections and opening again",
    decidedAt: longestPart("steps"),
  },
};

/** How many connections of the first pool are on its busiest reader, when all of them are open for the first time. */
function busiestHas(from: number, until: number): Claim<ReaderPoolTrace>["decidedAt"] {
  return (trace) => {
    const [opened] = eventsOf(trace, "reader-pools-opened");
    const { pool, size = 0 } = opened?.pools[0] ?? {};
    const openOf = (event: Extract<ReaderPoolTrace[number], { kind: "connections-counted" }>) =>
      Object.values(event.pools.find((each) => each.pool === pool)?.open ?? {});
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    const place = placeOf(trace, "connections-counted", (event) => sum(openOf(event)) === size);
    const event = place === undefined ? undefined : trace[place];
    if (event?.kind !== "connections-counted") return undefined;
    const share = Math.max(...openOf(event)) / size;
    return share >= from && share < until ? place : undefined;
  };
}

const STALE_DNS: Claims<ReaderPoolTrace> = {
  "a-third-each": { says: "the busiest reader has less than half of the pool", decidedAt: busiestHas(0, 0.5) },
  "half-or-more": {
    says: "the busiest reader has half of the pool or more, but not all",
    decidedAt: busiestHas(0.5, 1),
  },
  "all-on-one": { says: "one reader has the whole pool", decidedAt: busiestHas(1, Infinity) },
};

/** The call that comes to commit, and what is rolled back of its transaction. */
function commitFinds(
  holds: (
    found: { called: number; answered: number | undefined; undone: number | undefined },
    trace: DataApiTrace,
  ) => number | undefined,
): Claim<DataApiTrace>["decidedAt"] {
  // prettier-ignore
  return (trace) => {
    const called = placeOf(trace, "called", ({ asked }) => asked.operation === "CommitTransaction");
    const commit = called === undefined ? undefined : trace[called];
    if (called === undefined || commit?.kind !== "called") return undefined;
    const answered = placeOf(trace, "call-answered", ({ call }) => call === commit.call);
    const undone = placeOf(trace, "session-closed", ({ undid }) => undid === commit.asked.transaction);
    return holds({ called, answered, undone }, trace);
  };
}

const DATA_API: Claims<DataApiTrace> = {
  committed: {
    says: "the commit finds its transaction open",
    decidedAt: commitFinds(({ answered }, trace) => {
      const event = trace[answered ?? -1];
      return event?.kind === "call-answered" && event.answered.kind === "committed" ? answered : undefined;
    }),
  },
  "refused-and-open": {
    says: "the commit is refused, and the transaction stays open",
    decidedAt: commitFinds(({ answered, undone }, trace) => {
      const event = trace[answered ?? -1];
      const isRefused = event?.kind === "call-answered" && event.answered.kind === "error";
      return isRefused && undone === undefined ? answered : undefined;
    }),
  },
  "undone-by-the-commit": {
    says: "the transaction is rolled back when the commit comes, and not before",
    decidedAt: commitFinds(({ called, undone }) => (undone !== undefined && undone > called ? undone : undefined)),
  },
  "undone-before": {
    says: "the transaction has been rolled back before the commit comes",
    decidedAt: commitFinds(({ called, undone }) => (undone !== undefined && undone < called ? undone : undefined)),
  },
};

/** How long the table `burst` serves the first load of the key `hot` before it throttles for the first time. */
function throttledAfter(from: Millis, until: Millis): Claim<ThroughputTrace>["decidedAt"] {
  return (trace) => {
    const [first, next] = eventsOf(trace, "key-load-changed").filter(({ key }) => key === "hot");
    const place = placeOf(trace, "throttling-began", ({ table }) => table === "burst");
    const began = place === undefined ? undefined : trace[place];
    if (first === undefined || began === undefined || place === undefined) return undefined;
    const afterMs = began.atMs - first.atMs;
    return afterMs >= from && afterMs < until && began.atMs < (next?.atMs ?? Infinity) ? place : undefined;
  };
}

/** Above this, a request has had to wait for another leader. */
const PAUSE_MS: Millis = 500;

/** What becomes of requests once the first fault has begun: by whom and when the first strong one is served again. */
function whenFaultBegins(
  holds: (found: { pausedMs: Millis; sinceElectedMs: Millis | undefined; eventualCount: number }) => boolean,
): Claim<ReplicationTrace>["decidedAt"] {
  return (trace) => {
    const began = placeOf(trace, "fault-began");
    if (began === undefined) return undefined;
    const faultMs = trace[began]?.atMs ?? 0;
    // What was on its way when the fault began does not count.
    const from = trace.findIndex(({ atMs }) => atMs > faultMs + 10);
    const place = placeOf(trace, "read-served", ({ mode }) => mode === "strong", Math.max(from, began));
    const served = trace[place ?? -1];
    if (place === undefined || served === undefined) return undefined;
    const between = trace.slice(began, place);
    const elected = between.findLast(({ kind }) => kind === "elected");
    const eventualCount = between.filter((event) => event.kind === "read-served" && event.mode === "eventual").length;
    const sinceElectedMs = elected === undefined ? undefined : served.atMs - elected.atMs;
    return holds({ pausedMs: served.atMs - faultMs, sinceElectedMs, eventualCount }) ? place : undefined;
  };
}

const REPLICATION_INSIDE: Claims<ReplicationTrace> = {
  "all-goes-on": {
    says: "strong reads are served again within half a second",
    decidedAt: whenFaultBegins(({ pausedMs }) => pausedMs < PAUSE_MS),
  },
  "until-elected": {
    says: "strong reads pause until another leader is elected, eventual ones go on",
    decidedAt: whenFaultBegins(
      ({ pausedMs, sinceElectedMs = 0, eventualCount }) =>
        pausedMs >= PAUSE_MS && eventualCount > 0 && sinceElectedMs < PAUSE_MS,
    ),
  },
  "until-the-lease-is-over": {
    says: "strong reads pause longer than the election takes, eventual ones go on",
    decidedAt: whenFaultBegins(
      ({ pausedMs, sinceElectedMs = 0, eventualCount }) =>
        pausedMs >= PAUSE_MS && eventualCount > 0 && sinceElectedMs >= PAUSE_MS,
    ),
  },
  "nothing-goes-on": {
    says: "reads of both kinds pause",
    decidedAt: whenFaultBegins(({ pausedMs, eventualCount }) => pausedMs >= PAUSE_MS && eventualCount === 0),
  },
};

/** What the last change of the writes led to: how often partitions were split for it, and what is throttled in the end. */
function lastWrites(
  holds: (found: { readonly splitCount: number; readonly isThrottled: boolean }) => boolean,
): Claim<PartitionTrace>["decidedAt"] {
  return (trace) => {
    const changed = trace.findLastIndex(({ kind }) => kind === "writes-changed");
    const place = trace.findLastIndex(({ kind }) => kind === "table-looked-at");
    const last = trace[place];
    if (changed === -1 || last?.kind !== "table-looked-at") return undefined;
    const found = {
      splitCount: trace.slice(changed).filter(({ kind }) => kind === "partition-split").length,
      isThrottled: last.partitions.some(({ throttled }) => throttled > 0),
    };
    return holds(found) ? place : undefined;
  };
}

const PARTITIONS: Claims<PartitionTrace> = {
  "served-after-splits": {
    says: "in the end nothing is throttled any more",
    decidedAt: lastWrites(({ isThrottled }) => !isThrottled),
  },
  "never-split": {
    says: "nothing is split after the writes have changed, and writes are throttled in the end",
    decidedAt: lastWrites(({ splitCount, isThrottled }) => isThrottled && splitCount === 0),
  },
  "alone-and-throttled": {
    says: "one or two splits part the busy key from its neighbours, and it is throttled in the end",
    decidedAt: lastWrites(({ splitCount, isThrottled }) => isThrottled && splitCount > 0 && splitCount <= 2),
  },
  "split-again-and-again": {
    says: "there are three splits or more, and writes are throttled in the end",
    decidedAt: lastWrites(({ splitCount, isThrottled }) => isThrottled && splitCount > 2),
  },
};

const THROUGHPUT: Claims<ThroughputTrace> = {
  "within-a-second": {
    says: "burst throttles less than two seconds after the load has come",
    decidedAt: throttledAfter(0, 2_000),
  },
  "within-a-minute": {
    says: "burst throttles 2 to 60 s after the load has come",
    decidedAt: throttledAfter(2_000, 60_000),
  },
  "after-minutes": {
    says: "burst throttles a minute after the load has come, or later",
    decidedAt: throttledAfter(60_000, Infinity),
  },
  "not-at-all": {
    says: "burst throttles nothing until the key gets another load",
    decidedAt(trace) {
      const [, next] = eventsOf(trace, "key-load-changed").filter(({ key }) => key === "hot");
      const place = next === undefined ? undefined : trace.indexOf(next);
      return throttledAfter(0, Infinity)(trace) === undefined ? place : undefined;
    },
  },
};

/**
 * When the node first gives a reader what was written past it: `atMs` and the place, with when the table had it and when
 * the entry was stored that hid it. `atMs` is `Infinity` where nobody ever gets it.
 */
function bypassIsSeen(test: WhenShown): Claim<DaxTrace>["decidedAt"] {
  return (trace) => {
    const [opened] = eventsOf(trace, "dax-opened");
    const key = "product#1";
    const wrote = placeOf(trace, "table-wrote", ({ by, rows }) => by === "import" && rows[0]?.key === key);
    const write = wrote === undefined ? undefined : trace[wrote];
    const stored = trace.findLastIndex(
      (event, index) => index < (wrote ?? 0) && event.kind === "cache-stored" && event.key === key,
    );
    if (opened === undefined || write?.kind !== "table-wrote" || stored === -1) return undefined;
    const version = write.rows[0]?.version ?? 0;
    const place = placeOf(
      trace,
      "read-answered",
      ({ results }) =>
        results.some(({ key: of, item }) => of === key && item !== undefined && (versionOf(item) ?? 0) >= version),
      wrote,
    );
    const seen = {
      atMs: place === undefined ? Infinity : (trace[place]?.atMs ?? 0),
      wroteMs: write.atMs,
      storedMs: trace[stored]?.atMs ?? 0,
      ttlMs: opened.ttlMs,
    };
    return test(seen) ? (place ?? trace.length - 1) : undefined;
  };
}

/** A reader that looks every ten seconds sees at once what he sees at his next look. */
const NEXT_LOOK_MS: Millis = 15_000;

/** When something that was written is first shown; Infinity if never. `storedMs`: when a cache took what it shows until then. */
interface Shown {
  readonly atMs: Millis;
  readonly wroteMs: Millis;
  readonly storedMs: Millis;
  readonly ttlMs: Millis;
}
type WhenShown = (shown: Shown) => boolean;

const atTheNextLook: WhenShown = ({ atMs, wroteMs }) => atMs - wroteMs < NEXT_LOOK_MS;
const aTtlAfterTheWrite: WhenShown = ({ atMs, wroteMs, ttlMs }) =>
  atMs < Infinity && atMs - wroteMs >= Math.max(ttlMs, NEXT_LOOK_MS);
const aTtlAfterItWasStored: WhenShown = ({ atMs, wroteMs, storedMs, ttlMs }) =>
  atMs - storedMs > ttlMs && atMs - wroteMs < ttlMs && atMs - wroteMs >= NEXT_LOOK_MS;
const never: WhenShown = ({ atMs }) => atMs === Infinity;

const ITEM_CACHE: Claims<DaxTrace> = {
  "at-the-next-look": {
    says: "the price that was written past dax-1 is served at the next look",
    decidedAt: bypassIsSeen(atTheNextLook),
  },
  "a-ttl-after-the-write": {
    says: "it is served a TTL after it was written, or later",
    decidedAt: bypassIsSeen(aTtlAfterTheWrite),
  },
  "a-ttl-after-the-entry": {
    says: "it is served a TTL after the old one was stored, which is sooner than a TTL after it was written",
    decidedAt: bypassIsSeen(aTtlAfterItWasStored),
  },
  never: {
    says: "it is not served in this run",
    decidedAt: bypassIsSeen(never),
  },
};

/** When the list first shows what was written through the node; as `bypassIsSeen`. */
function listShowsIt(test: WhenShown): Claim<DaxTrace>["decidedAt"] {
  return (trace) => {
    const [opened] = eventsOf(trace, "dax-opened");
    const key = "camera#anna";
    const wrote = placeOf(trace, "table-wrote", ({ rows }) => rows[0]?.key === key);
    const write = wrote === undefined ? undefined : trace[wrote];
    const stored = trace.findLastIndex((event, index) => index < (wrote ?? 0) && event.kind === "query-stored");
    if (opened?.queryCache === undefined || write?.kind !== "table-wrote" || stored === -1) return undefined;
    const version = write.rows[0]?.version ?? 0;
    const place = placeOf(
      trace,
      "query-answered",
      ({ result }) => result.Items.some((item) => keyOfItem(item) === key && (versionOf(item) ?? 0) >= version),
      wrote,
    );
    const seen = {
      atMs: place === undefined ? Infinity : (trace[place]?.atMs ?? 0),
      wroteMs: write.atMs,
      storedMs: trace[stored]?.atMs ?? 0,
      ttlMs: opened.queryCache.ttlMs,
    };
    return test(seen) ? (place ?? trace.length - 1) : undefined;
  };
}

const QUERY_CACHE: Claims<DaxTrace> = {
  "at-the-next-look": {
    says: "the list shows the new price at the next look",
    decidedAt: listShowsIt(atTheNextLook),
  },
  "a-ttl-after-the-write": {
    says: "the list shows it a TTL after it was written, or later",
    decidedAt: listShowsIt(aTtlAfterTheWrite),
  },
  "a-ttl-after-the-result": {
    says: "the list shows it a TTL after the list was stored, which is sooner than a TTL after it was written",
    decidedAt: listShowsIt(aTtlAfterItWasStored),
  },
  never: {
    says: "the list does not show it in this run",
    decidedAt: listShowsIt(never),
  },
};

/** The table's worst second after the primary has failed, in read units, and what the nodes serve until there is another. */
function loadAfterTheFailure(
  test: (found: { readonly wantedUnits: number; readonly hits: number }) => boolean,
): Claim<DaxTrace>["decidedAt"] {
  return (trace) => {
    const crash = placeOf(trace, "fault-began", ({ fault }) => fault.kind === "node-down");
    if (crash === undefined) return undefined;
    const after = eventsOf(trace.slice(crash + 1), "load-counted").filter(
      ({ atMs }) => atMs > (trace[crash]?.atMs ?? 0),
    );
    const wantedUnits = Math.max(0, ...after.map((load) => (load.wantedUnits * 1_000) / load.overMs));
    const [first] = after;
    const hits = (first?.nodes ?? []).reduce((sum, node) => sum + node.hits, 0);
    return test({ wantedUnits, hits }) ? trace.length - 1 : undefined;
  };
}

const DAX_CLUSTER: Claims<DaxTrace> = {
  "all-of-it": {
    says: "the table is asked for 3,000 units a second or more, once the primary has failed",
    decidedAt: loadAfterTheFailure(({ wantedUnits }) => wantedUnits >= 3_000),
  },
  "a-third": {
    says: "it is asked for a part of that, 900 units a second or more",
    decidedAt: loadAfterTheFailure(({ wantedUnits }) => wantedUnits >= 900 && wantedUnits < 3_000),
  },
  "hardly-any": {
    says: "it is asked for less than 100 units a second, and the replicas serve from memory",
    decidedAt: loadAfterTheFailure(({ wantedUnits, hits }) => wantedUnits < 100 && hits > 0),
  },
  "no-reads": {
    says: "no node serves anything in the second after the failure",
    decidedAt: loadAfterTheFailure(({ wantedUnits, hits }) => wantedUnits < 900 && hits === 0),
  },
};

/** What reads in the two Regions show in the end, of a price that both have put, and whether the second put was taken. */
function bothPut(
  holds: (found: {
    readonly first: string;
    readonly second: string;
    readonly shown: readonly (string | undefined)[];
    readonly isTaken: boolean;
  }) => boolean,
): Claim<GlobalTableTrace>["decidedAt"] {
  return (trace) => {
    const [us, eu] = eventsOf(trace, "global-table-opened")[0]?.regions ?? [];
    const priceOf = (item: GlobalTableItem | undefined) => {
      const value = item?.["price"];
      return value !== undefined && "N" in value ? value.N : undefined;
    };
    const reads = eventsOf(trace, "item-read");
    const place = trace.findLastIndex(({ kind }) => kind === "item-read");
    const putIn = (region: string | undefined) =>
      eventsOf(trace, "write-accepted").findLast((event) => event.region === region)?.version.item;
    const isTaken = eventsOf(trace, "write-answered").every(({ outcome }) => outcome === "written");
    const found = {
      first: priceOf(putIn(us)) ?? "",
      second: priceOf(putIn(eu)) ?? "",
      shown: [us, eu].map((region) => priceOf(reads.findLast((read) => read.region === region)?.item)),
      isTaken,
    };
    return place !== -1 && holds(found) ? place : undefined;
  };
}

const GLOBAL_TABLES: Claims<GlobalTableTrace> = {
  "the-later-put": {
    says: "reads in both Regions show what was put last",
    decidedAt: bothPut(({ second, shown, isTaken }) => isTaken && shown.every((price) => price === second)),
  },
  "the-later-stamp": {
    says: "reads in both Regions show what was put first, and both puts were taken",
    decidedAt: bothPut(({ first, shown, isTaken }) => isTaken && shown.every((price) => price === first)),
  },
  "each-its-own": {
    says: "a read shows what was put in its own Region",
    decidedAt: bothPut(({ first, second, shown }) => shown[0] === first && shown[1] === second),
  },
  "the-second-is-refused": {
    says: "the second put is refused",
    decidedAt: bothPut(({ isTaken }) => !isTaken),
  },
};

/** What the hundredth order costs where all are in one item. */
const hundredth = (holds: (units: number) => boolean) => (trace: ItemDesignTrace) =>
  placeOf(trace, "order-kept", ({ design, order, units }) => design === "one-item" && order === 100 && holds(units));

const BACKUPS: Claims<RestoreTrace> = {
  "at-once": {
    says: "the first restore that is asked for makes a new table",
    decidedAt: (trace) => firstRestore(trace, "table-restored"),
  },
  "later-only": {
    says: "the first restore is refused, because its second is too young, and a later one is not",
    decidedAt: (trace) =>
      trace.some(({ kind }) => kind === "table-restored")
        ? firstRestore(trace, "restore-refused", "InvalidRestoreTimeException")
        : undefined,
  },
  never: {
    says: "no restore is possible",
    decidedAt: (trace) =>
      trace.some(({ kind }) => kind === "table-restored") ? undefined : firstRestore(trace, "restore-refused"),
  },
};

/** The place of the first restore, if it came to this. */
function firstRestore(trace: RestoreTrace, kind: RestoreEvent["kind"], code?: string): number | undefined {
  const place = trace.findIndex((event) => event.kind === "table-restored" || event.kind === "restore-refused");
  const event = trace[place];
  if (event?.kind !== kind || (code !== undefined && event.kind === "restore-refused" && event.code !== code))
    return undefined;
  return place;
}

/** What became of the writes once orders were shipped: the first that was throttled, and how far behind the index was at most. */
function onceShipping(holds: (found: { readonly throttledMs?: Millis; readonly behindMs: Millis }) => boolean) {
  return (trace: IndexRunTrace): number | undefined => {
    const from = trace.find((event) => event.kind === "order-written" && event.what === "ship")?.atMs ?? Infinity;
    const waiting = new Map<number, Millis>();
    let behindMs: Millis = 0;
    let throttled: number | undefined;
    let read = 0;
    for (const [place, event] of trace.entries()) {
      if (event.kind === "order-written" && event.indexUnits > 0) waiting.set(event.write, event.atMs);
      if (event.kind === "index-followed") {
        behindMs = Math.max(behindMs, event.atMs - (waiting.get(event.write) ?? event.atMs));
        waiting.delete(event.write);
      }
      if (event.kind === "write-throttled") throttled ??= place;
      if (event.kind === "index-read") read = place;
    }
    const throttledMs = throttled === undefined ? undefined : (trace[throttled] as IndexRunTrace[number]).atMs - from;
    return holds({ behindMs, ...(throttledMs !== undefined && { throttledMs }) }) ? (throttled ?? read) : undefined;
  };
}

const LATE_MS: Millis = 2_000;
const SOON_MS: Millis = 5_000;

const SECONDARY_INDEXES: Claims<IndexRunTrace> = {
  "keeps-up": {
    says: "no write is throttled, and the index is never more than 2 s behind",
    decidedAt: onceShipping(({ throttledMs, behindMs }) => throttledMs === undefined && behindMs <= LATE_MS),
  },
  "only-late": {
    says: "no write is throttled, and the index comes to be more than 2 s behind",
    decidedAt: onceShipping(({ throttledMs, behindMs }) => throttledMs === undefined && behindMs > LATE_MS),
  },
  "throttled-later": {
    says: "writes are throttled, for the first time more than 5 s after the first order was shipped",
    decidedAt: onceShipping(({ throttledMs }) => throttledMs !== undefined && throttledMs > SOON_MS),
  },
  "throttled-at-once": {
    says: "writes are throttled at most 5 s after the first order was shipped",
    decidedAt: onceShipping(({ throttledMs }) => throttledMs !== undefined && throttledMs <= SOON_MS),
  },
};

const TIME_TO_LIVE: Claims<TtlTrace> = {
  "only-s1": { says: "after 4:00 s1 is gone, and s2 is there", decidedAt: goneAfterFour({ s1: true, s2: false }) },
  both: { says: "after 4:00 s1 and s2 are gone", decidedAt: goneAfterFour({ s1: true, s2: true }) },
  neither: { says: "after 4:00 s1 and s2 are there", decidedAt: goneAfterFour({ s1: false, s2: false }) },
};

/** The place of the first read after four hours, if these of the two sessions are gone in it. */
function goneAfterFour(isGone: { readonly s1: boolean; readonly s2: boolean }) {
  return (trace: TtlTrace): number | undefined => {
    const place = placeOf(trace, "sessions-read", ({ atMs }) => atMs > 4 * 3_600_000) ?? -1;
    const read = trace[place];
    if (read?.kind !== "sessions-read") return undefined;
    return read.stored.includes("s1") !== isGone.s1 && read.stored.includes("s2") !== isGone.s2 ? place : undefined;
  };
}

/** What became of the last transaction that C1 had begun when it failed. */
function whenC1Fails(
  holds: (ended: { readonly outcome?: string; readonly isBeforeC1IsBack: boolean }) => boolean,
): Claim<TransactTrace>["decidedAt"] {
  return (trace) => {
    const isOfC1 = ({ fault }: { readonly fault: Fault }) => fault.kind === "node-down" && fault.node === "C1";
    const failed = placeOf(trace, "fault-began", isOfC1);
    const back = placeOf(trace, "fault-ended", isOfC1);
    const begun = eventsOf(trace.slice(0, failed), "transaction-begun").findLast(
      ({ coordinator }) => coordinator === "C1",
    );
    if (failed === undefined || back === undefined || begun === undefined) return undefined;
    const { transaction } = begun;
    const finished = placeOf(trace, "transaction-finished", (event) => event.transaction === transaction);
    const decided = eventsOf(trace, "transaction-decided").find((event) => event.transaction === transaction);
    const isBeforeC1IsBack = finished !== undefined && finished < back;
    const ended = { isBeforeC1IsBack, ...(decided !== undefined && { outcome: decided.outcome }) };
    return holds(ended) ? (isBeforeC1IsBack ? finished : back) : undefined;
  };
}

const TRANSACTIONS: Claims<TransactTrace> = {
  "stays-held": {
    says: "the transfer is not finished before C1 is back",
    decidedAt: whenC1Fails(({ isBeforeC1IsBack }) => !isBeforeC1IsBack),
  },
  "is-cancelled": {
    says: "the transfer is cancelled before C1 is back",
    decidedAt: whenC1Fails(({ isBeforeC1IsBack, outcome }) => isBeforeC1IsBack && outcome === "cancel"),
  },
  "is-committed": {
    says: "the transfer is committed before C1 is back",
    decidedAt: whenC1Fails(({ isBeforeC1IsBack, outcome }) => isBeforeC1IsBack && outcome === "commit"),
  },
};

interface AfterCrash {
  /** The machine runs again, and nobody has taken the lease. */
  readonly back?: number;
  /** Somebody has taken it. */
  readonly taken?: number;
  readonly isSoon?: boolean;
  /** The first record that comes a second time. */
  readonly again?: number | undefined;
}

/** What comes after the first crash of a worker: the places of what happens first. */
function afterWorkerCrash(trace: StreamTrace): AfterCrash {
  const crashed = trace.findIndex(({ kind }) => kind === "worker-crashed");
  const gone = trace[crashed];
  if (gone?.kind !== "worker-crashed") return {};
  const machine = gone.worker.replace(/\d+$/, "");
  for (const [place, event] of trace.entries()) {
    if (place <= crashed) continue;
    if (event.kind === "worker-started" && event.worker.startsWith(machine)) return { back: place };
    if (event.kind !== "lease-taken" || event.from !== gone.worker) continue;
    const { shardId, atMs } = event;
    const again = placeOf(trace, "change-processed", (one) => one.shardId === shardId && !one.applied, place);
    return { taken: place, isSoon: atMs - gone.atMs <= NOTICED_MS, again };
  }
  return {};
}

const NOTICED_MS: Millis = 3_000;

const STREAMS: Claims<StreamTrace> = {
  "at-once": {
    says: "another worker takes the shard at most 3 s after the crash",
    decidedAt(trace) {
      const { isSoon, taken } = afterWorkerCrash(trace);
      return isSoon === true ? taken : undefined;
    },
  },
  "where-it-was": {
    says: "another worker takes the shard more than 3 s after the crash, and nothing comes again",
    decidedAt(trace) {
      const { isSoon, taken, again } = afterWorkerCrash(trace);
      return isSoon === false && again === undefined ? taken : undefined;
    },
  },
  "from-the-checkpoint": {
    says: "another worker takes the shard more than 3 s after the crash, and records come again",
    decidedAt(trace) {
      const { isSoon, again } = afterWorkerCrash(trace);
      return isSoon === false ? again : undefined;
    },
  },
  "when-it-is-back": {
    says: "nobody takes the shard before the machine that crashed is back",
    decidedAt: (trace) => afterWorkerCrash(trace).back,
  },
};

/** How the batch fared that a function was about when it crashed for the first time. */
function afterTheFunctionsCrash(
  holds: (found: { readonly wasTaken: boolean; readonly statuses: readonly number[] }) => boolean,
) {
  return (trace: SearchTrace): number | undefined => {
    const crash = placeOf(trace, "function-crashed") ?? trace.length;
    const crashed = trace[crash];
    if (crashed?.kind !== "function-crashed") return undefined;
    const { source } = crashed;
    const first = trace
      .slice(0, crash)
      .findLast((event) => event.kind === "batch-delivered" && event.source === source);
    const again = placeOf(trace, "batch-delivered", (event) => event.source === source, crash) ?? trace.length;
    const second = trace[again];
    if (first?.kind !== "batch-delivered" || second?.kind !== "batch-delivered") return undefined;
    const wasTaken = trace.some((event) => event.kind === "bulk-answered" && event.delivery === first.delivery);
    const place =
      placeOf(trace, "bulk-answered", ({ delivery }) => delivery === second.delivery, again) ?? trace.length;
    const answered = trace[place];
    if (answered?.kind !== "bulk-answered" || !first.sequenceNumbers.includes(second.sequenceNumbers[0] ?? "")) return undefined; // prettier-ignore
    return holds({ wasTaken, statuses: answered.response.items.map(({ status }) => status) }) ? place : undefined;
  };
}

const SEARCH: Claims<SearchTrace> = {
  "not-again": {
    says: "the batch of a function that crashed is not delivered again",
    decidedAt(trace) {
      const crash = placeOf(trace, "function-crashed");
      return afterTheFunctionsCrash(() => true)(trace) === undefined ? crash : undefined;
    },
  },
  "done-again": {
    says: "the batch is delivered again, and the index does a second time what it did",
    decidedAt: afterTheFunctionsCrash(({ wasTaken, statuses }) => wasTaken && statuses.every((status) => status < 300)),
  },
  "refused-as-known": {
    says: "the batch is delivered again, and the index refuses each of its actions with 409",
    decidedAt: afterTheFunctionsCrash(
      ({ wasTaken, statuses }) => wasTaken && statuses.every((status) => status === 409),
    ),
  },
  "done-then": {
    says: "the batch is delivered again, and the index does for the first time what it asks for",
    decidedAt: afterTheFunctionsCrash(
      ({ wasTaken, statuses }) => !wasTaken && statuses.every((status) => status < 300),
    ),
  },
};

const ITEM_DESIGNS: Claims<ItemDesignTrace> = {
  "as-the-first": { says: "the hundredth order costs what the first did", decidedAt: hundredth((units) => units <= 2) },
  "a-little-more": { says: "the hundredth order costs 3 to 10 units", decidedAt: hundredth((units) => units > 2 && units <= 10) }, // prettier-ignore
  "the-whole-item": {
    says: "the hundredth order costs 100 to 399 units",
    decidedAt: hundredth((units) => units >= 100),
  },
  refused: {
    says: "the hundredth order is refused",
    decidedAt: (trace) => placeOf(trace, "order-refused", ({ order }) => order === 100),
  },
};

const QUERIES: Claims<QueryRunTrace> = {
  "the-open-ones": {
    says: "the first page of open orders returns some of what it has read",
    decidedAt: firstPage(({ count, scannedCount }) => count > 0 && count < scannedCount),
  },
  "as-many-as-limit": {
    says: "the first page of open orders returns all that it has read",
    decidedAt: firstPage(({ count, scannedCount }) => count > 0 && count === scannedCount),
  },
  "nothing-and-over": {
    says: "the first page of open orders returns nothing, and there is no next one",
    decidedAt: firstPage(({ count, goesOnAfter }) => count === 0 && goesOnAfter === undefined),
  },
  "nothing-and-more": {
    says: "the first page of open orders returns nothing, and there is a next one",
    decidedAt: firstPage(({ count, goesOnAfter }) => count === 0 && goesOnAfter !== undefined),
  },
};

/** The place of the first page of the second read, which asks for open orders, if it is like this. */
function firstPage(holds: (page: Extract<QueryRunEvent, { kind: "page-answered" }>) => boolean) {
  return (trace: QueryRunTrace) =>
    placeOf(trace, "page-answered", (page) => page.read === 2 && page.page === 1 && holds(page));
}

/** How often the total is read from the table in the second after the first write: decided by the last of these reads. */
function readsAfterTheWrite(holds: (count: number) => boolean) {
  return (trace: AsideTrace): number | undefined => {
    const write = placeOf(trace, "table-wrote");
    if (write === undefined) return undefined;
    const untilMs = (trace[write]?.atMs ?? 0) + 1_000;
    const places = trace.flatMap((event, place) =>
      place > write && event.kind === "table-read" && event.entry === "total" && event.atMs < untilMs ? [place] : [],
    );
    return holds(places.length) ? (places.at(-1) ?? write) : undefined;
  };
}

const ASIDE: Claims<AsideTrace> = {
  never: { says: "the total is not read from the table again", decidedAt: readsAfterTheWrite((count) => count === 0) },
  once: { says: "the total is read from the table once", decidedAt: readsAfterTheWrite((count) => count === 1) },
  "about-ten": {
    says: "the total is read from the table 2 to 25 times",
    decidedAt: readsAfterTheWrite((count) => count >= 2 && count <= 25),
  },
  "all-of-them": {
    says: "the total is read from the table more than 25 times",
    decidedAt: readsAfterTheWrite((count) => count > 25),
  },
};

/** Every figure that has claims. A lesson's choices take all of them, each once. */
export const PREDICTIONS = {
  "two-layers": TWO_LAYERS,
  "six-copies": SIX_COPIES,
  "write-path": WRITE_PATH,
  "read-routing": READ_ROUTING,
  "gossip-repair": GOSSIP_REPAIR,
  "crash-recovery": CRASH_RECOVERY,
  "quorum-sets": QUORUM_SETS,
  "page-materialiser": PAGE_MATERIALISER,
  "protection-groups": PROTECTION_GROUPS,
  "copy-on-write-clone": COPY_ON_WRITE_CLONE,
  backtrack: BACKTRACK,
  failover: FAILOVER,
  endpoints: ENDPOINTS,
  fencing: FENCING,
  patching: PATCHING,
  "replica-lag": REPLICA_LAG,
  "stale-dns": STALE_DNS,
  "replica-auto-scaling": REPLICA_AUTO_SCALING,
  "serverless-v2": SERVERLESS_V2,
  "data-api": DATA_API,
  "blue-green": BLUE_GREEN,
  "global-tables": GLOBAL_TABLES,
  "item-cache": ITEM_CACHE,
  "query-cache": QUERY_CACHE,
  "dax-cluster": DAX_CLUSTER,
  backups: BACKUPS,
  items: ITEM_DESIGNS,
  queries: QUERIES,
  partitions: PARTITIONS,
  "transact-write": TRANSACTIONS,
  "replication-inside": REPLICATION_INSIDE,
  "secondary-indexes": SECONDARY_INDEXES,
  "time-to-live": TIME_TO_LIVE,
  "cache-aside": ASIDE,
  "search-indexer": SEARCH,
  streams: STREAMS,
  throughput: THROUGHPUT,
} satisfies { readonly [Name in FigureName]?: Claims<never> };

/** The claims of a figure by name; none where nobody predicts anything. */
export function claimsOf(figure: FigureName): Claims<FigureTrace> {
  // A figure's claims are asked about that figure's runs only, which TypeScript does not see through the name.
  return ((PREDICTIONS as Partial<Record<FigureName, unknown>>)[figure] ?? {}) as Claims<FigureTrace>;
}

/** Which of the named claims holds on the figure's own run, or on the given one. Throws unless just one does. */
export function judgePrediction(
  figure: FigureName,
  names: readonly string[],
  trace: FigureTrace = firstRun(figure),
): Verdict {
  const claims = claimsOf(figure);
  const known = Object.keys(claims);
  const list = (some: readonly string[]) => some.map((name) => `"${name}" (${claims[name]?.says})`).join(", ");
  if (known.length === 0)
    throw new PredictionError(`the figure "${figure}" has no claims in src/figures/predictions.ts`);
  for (const [index, name] of names.entries()) {
    if (!Object.hasOwn(claims, name)) {
      throw new PredictionError(`the figure "${figure}" has no claim "${name}"; it has ${list(known)}`);
    }
    if (names.indexOf(name) !== index) {
      throw new PredictionError(`two choices make the claim "${name}" about the figure "${figure}"`);
    }
  }
  const holding = names.flatMap((claim) => {
    const index = claims[claim]?.decidedAt(trace);
    return index === undefined ? [] : [{ claim, index }];
  });
  const [only, ...others] = holding;
  if (only === undefined) {
    throw new PredictionError(`none of these claims holds on the run of the figure "${figure}": ${list(names)}`);
  }
  if (others.length > 0) {
    const both = holding.map(({ claim }) => claim);
    throw new PredictionError(`more than one claim holds on the run of the figure "${figure}": ${list(both)}`);
  }
  const event = trace[only.index];
  if (event === undefined) throw new PredictionError(`"${only.claim}" names an event that the run has not got`);
  return { claim: only.claim, eventNumber: only.index + 1, atMs: event.atMs };
}
