/** What must hold whenever both designs perform the same transactions, whatever fails. */
import type { IoCounts } from "./io-per-transaction.ts";
import type { IoDesign, IoEvent, IoTrace } from "./io-trace.ts";
import { AURORA_RULE } from "./quorum-rules.ts";
import type { Violation } from "./storage-invariants.ts";

/** Gives the first violation in a trace, or none. */
export type IoInvariant = (trace: IoTrace) => Violation | undefined;

type Counted = Extract<IoEvent, { readonly kind: "node-counted" | "copies-counted" | "bytes-counted" }>;

/** The I/Os that a trace really holds for one design and round: a message counts when it is sent, whatever becomes of it. */
export function sentIn(trace: IoTrace, design: IoDesign, round: number): IoCounts {
  const toStorage = { redo: 0, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 };
  const sent = { transactions: 0, databaseNode: 0, toInstances: 0, storage: 0, wireBytes: 0 };
  for (const event of trace) {
    if (event.kind === "round-began" && event.round === round) sent.transactions = event.transactions.length;
    if (event.kind !== "io-sent" || event.design !== design || event.round !== round) continue;
    sent.wireBytes += event.sizeBytes;
    if (event.hop === "to-instance") sent.toInstances++;
    else sent.storage++;
    if (event.hop !== "to-storage" || event.what === "replicaStream") continue;
    sent.databaseNode++;
    toStorage[event.what]++;
  }
  const copies = copiesIn(trace, design);
  return { ...sent, toStorage, perCopy: sent.storage / copies };
}

function copiesIn(trace: IoTrace, design: IoDesign): number {
  for (const event of trace) {
    if (design === "mirrored" && event.kind === "mirrored-opened")
      return event.topology.volumes * event.topology.copiesPerVolume;
    if (design === "aurora" && event.kind === "aurora-opened") return event.topology.copies;
  }
  return 1;
}

/**
 * What was counted for a round is what was sent for it. Aurora sends everything at once, so this holds whatever fails;
 * a mirrored write that is stuck keeps others from being sent, so this is asked only of rounds that were finished.
 */
export const countsAreWhatWasSent: IoInvariant = (trace) => {
  const finished = new Set(
    trace.flatMap((event) => (event.kind === "round-finished" ? [`${event.design} ${event.round}`] : [])),
  );
  for (const [eventIndex, event] of trace.entries()) {
    if (!isCounted(event)) continue;
    const { design, round } = event;
    if (design === "mirrored" && !finished.has(`${design} ${round}`)) continue;
    const sent = sentIn(trace, design, round);
    const difference = differenceOf(event, sent);
    if (difference === undefined) continue;
    return {
      invariant: "the I/Os that are counted for a run are those that are sent for it",
      eventIndex,
      what: `${difference} for run ${round} of the ${design === "aurora" ? "Aurora cluster" : "mirrored MySQL"}`,
    };
  }
  return undefined;
};

function isCounted(event: IoEvent): event is Counted {
  return event.kind === "node-counted" || event.kind === "copies-counted" || event.kind === "bytes-counted";
}

function differenceOf(event: Counted, sent: IoCounts): string | undefined {
  const pairs: (readonly [what: string, counted: number, sent: number])[] = [];
  if (event.kind === "node-counted") {
    pairs.push(["transactions", event.transactions, sent.transactions]);
    for (const kind of Object.keys(sent.toStorage) as (keyof IoCounts["toStorage"])[])
      pairs.push([`${kind} I/Os at the database node`, event.toStorage[kind], sent.toStorage[kind]]);
    pairs.push(["I/Os at the database node", event.databaseNode, sent.databaseNode]);
  } else if (event.kind === "copies-counted") {
    pairs.push(["I/Os to other instances", event.toInstances, sent.toInstances]);
    pairs.push(["I/Os at storage", event.storage, sent.storage]);
    pairs.push(["I/Os at each copy", event.perCopy, sent.perCopy]);
  } else {
    pairs.push(["bytes", event.wireBytes, sent.wireBytes]);
  }
  const wrong = pairs.find(([, counted, real]) => counted !== real);
  return wrong && `${wrong[1]} ${wrong[0]} were counted, and ${wrong[2]} were sent,`;
}

/**
 * A mirrored commit is answered once every log write that was issued for its run is on every copy of every volume; an
 * Aurora commit needs its log on a write quorum of segments, and no more.
 */
export const commitsHaveTheirCopies: IoInvariant = (trace) => {
  const invariant = "a commit is answered once, and only when enough copies have its log";
  const copies = copiesIn(trace, "mirrored");
  const logIos = new Map<number, { sent: number; taken: number }>();
  const segments = new Map<number, Set<string>>();
  const answered = new Set<string>();
  for (const [eventIndex, event] of trace.entries()) {
    if ((event.kind === "io-sent" || event.kind === "io-taken") && (event.what === "redo" || event.what === "binlog")) {
      if (event.design === "aurora" && event.kind === "io-taken")
        segments.set(event.round, (segments.get(event.round) ?? new Set()).add(event.to));
      if (event.design === "mirrored") {
        const log = logIos.get(event.round) ?? { sent: 0, taken: 0 };
        if (event.kind === "io-sent" && event.hop === "to-storage") log.sent++;
        if (event.kind === "io-taken" && event.hop !== "to-instance") log.taken++;
        logIos.set(event.round, log);
      }
    }
    if (event.kind !== "commit-answered") continue;
    const { design, round, transaction } = event;
    const key = `${design} ${transaction}`;
    const log = logIos.get(round) ?? { sent: 0, taken: 0 };
    const segmentCount = segments.get(round)?.size ?? 0;
    const what = answered.has(key)
      ? `${transaction} was answered twice`
      : design === "mirrored" && log.taken < log.sent * copies
        ? `${transaction} was answered with ${log.taken} of ${log.sent * copies} log writes on disk`
        : design === "aurora" && segmentCount < AURORA_RULE.writeQuorum
          ? `${transaction} was answered with its log on ${segmentCount} segments`
          : undefined;
    answered.add(key);
    if (what !== undefined) return { invariant, eventIndex, what };
  }
  return undefined;
};
