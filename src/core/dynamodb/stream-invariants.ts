/** What must hold in every run of a stream and its consumers, whatever fails. */
import { firstBroken } from "../kernel/trace.ts";
import type { Millis } from "../kernel/index.ts";
import { compareSequenceNumbers, type Checkpoint, type IteratorStart, type SequenceNumber, type ShardId, type WorkerId } from "./stream-consumer.ts"; // prettier-ignore
import type { StreamEvent, StreamTrace } from "./stream-trace.ts";

/** A promise that a run did not keep: which, at which event, and what happened there instead. */
export interface StreamViolation {
  readonly invariant: string;
  /** The place in the trace of the event that breaks it. */
  readonly eventIndex: number;
  readonly what: string;
}

/** Looks through a whole run, and gives the first violation, or nothing. */
export type StreamInvariant = (trace: StreamTrace) => StreamViolation | undefined;

/** A shard in the eyes of somebody who sees everything. */
interface KnownShard {
  readonly parentShardId: ShardId | undefined;
  isClosed: boolean;
  newest: SequenceNumber | undefined;
  /** Neither processed by anybody nor trimmed, in order. */
  readonly open: SequenceNumber[];
}

type Look = (event: StreamTrace[number], shards: ReadonlyMap<ShardId, KnownShard>) => string | undefined;

/** Goes through a trace, and looks at each event with what was before it. */
function judged(trace: StreamTrace, invariant: string, look: Look): StreamViolation | undefined {
  const shards = new Map<ShardId, KnownShard>();
  for (const [eventIndex, event] of trace.entries()) {
    const what = look(event, shards);
    if (what !== undefined) return { invariant, eventIndex, what };
    note(event, shards);
  }
  return undefined;
}

function note(event: StreamEvent, shards: Map<ShardId, KnownShard>): void {
  switch (event.kind) {
    case "shard-opened":
      shards.set(event.shardId, { parentShardId: event.parentShardId, isClosed: false, newest: undefined, open: [] });
      return;
    case "shard-closed":
    case "change-streamed":
    case "records-trimmed":
    case "change-processed":
      break;
    default:
      return;
  }
  const shard = shards.get(event.shardId);
  if (shard === undefined) return;
  if (event.kind === "shard-closed") shard.isClosed = true;
  else if (event.kind === "change-streamed") {
    shard.newest = event.change.sequenceNumber;
    shard.open.push(event.change.sequenceNumber);
  } else if (event.kind === "change-processed") {
    const place = shard.open.indexOf(event.sequenceNumber);
    if (place >= 0) shard.open.splice(place, 1);
  } else while (shard.open[0] !== undefined && compareSequenceNumbers(shard.open[0], event.through) <= 0) shard.open.shift();
} // prettier-ignore

/** A checkpoint is written after everything up to it was processed: a crash loses nothing. */
export const checkpointsFollowProcessing: StreamInvariant = (trace) =>
  judged(trace, "a checkpoint is written after what it covers was processed", (event, shards) => {
    if (event.kind !== "checkpoint-written") return undefined;
    const shard = shards.get(event.shardId);
    const { checkpoint } = event;
    if (checkpoint === "SHARD_END" && shard?.isClosed === false)
      return `${event.worker} wrote SHARD_END for ${event.shardId}, which is open`;
    const left = shard?.open[0];
    if (left === undefined || (checkpoint !== "SHARD_END" && compareSequenceNumbers(left, checkpoint) > 0)) return undefined; // prettier-ignore
    return `${event.worker} wrote ${checkpoint} for ${event.shardId}, and ${left} was processed by nobody`;
  });

/** The changes of a child are processed after all those of its parent. */
export const parentsComeFirst: StreamInvariant = (trace) =>
  judged(trace, "a parent is processed to its end before its child", (event, shards) => {
    if (event.kind !== "change-processed") return undefined;
    const parentShardId = shards.get(event.shardId)?.parentShardId;
    const left = parentShardId === undefined ? undefined : shards.get(parentShardId)?.open[0];
    return left === undefined ? undefined : `${event.sequenceNumber} of ${event.shardId} was processed before ${left} of its parent ${parentShardId}`; // prettier-ignore
  });

/** The index applies the changes of a key in the order in which they were made. */
export const keysStayInOrder: StreamInvariant = (trace) => {
  const applied = new Map<string, SequenceNumber>();
  return judged(trace, "the changes of a key are applied in their order", (event) => {
    if (event.kind !== "change-processed" || !event.applied) return undefined;
    const { key, sequenceNumber } = event;
    const last = applied.get(key);
    applied.set(key, sequenceNumber);
    return last === undefined || compareSequenceNumbers(last, sequenceNumber) <= 0 ? undefined : `${key}: ${sequenceNumber} was applied after ${last}`; // prettier-ignore
  });
};

/** However often a change is delivered, it is applied once. */
export const effectsHappenOnce: StreamInvariant = (trace) => {
  const applied = new Set<SequenceNumber>();
  return judged(trace, "a change is applied once", (event) => {
    if (event.kind !== "change-processed" || !event.applied) return undefined;
    if (applied.has(event.sequenceNumber)) return `${event.key}: ${event.sequenceNumber} was applied a second time`;
    applied.add(event.sequenceNumber);
    return undefined;
  });
};

/** Whoever takes a lease begins no later than right after its checkpoint; whose iterator is refused skips nothing. */
export const readingSkipsNothing: StreamInvariant = (trace) =>
  judged(trace, "reading goes on at the checkpoint", (event, shards) => {
    if (event.kind !== "reading-began") return undefined;
    const { because, checkpoint, shardId, start, worker } = event;
    const shard = shards.get(shardId);
    if (because === "lease" && isPast(start, checkpoint)) return `${worker} began with ${startText(start)} in ${shardId}, whose checkpoint is ${checkpoint ?? "not there yet"}`; // prettier-ignore
    const left = shard?.open[0];
    const isSkipped = left !== undefined && passes(start, left);
    return isSkipped ? `${worker} went on with ${startText(start)} in ${shardId}, and ${left} was processed by nobody` : undefined; // prettier-ignore
  });

function isPast(start: IteratorStart, checkpoint: Checkpoint | undefined): boolean {
  if (start.type === "LATEST") return true;
  if (!("sequenceNumber" in start)) return false;
  if (checkpoint === undefined || checkpoint === "SHARD_END") return checkpoint === undefined;
  const side = compareSequenceNumbers(start.sequenceNumber, checkpoint);
  if (start.type === "AFTER_SEQUENCE_NUMBER") return side > 0;
  return BigInt(start.sequenceNumber) > BigInt(checkpoint) + 1n;
}

/** Whether a reading that begins so does not come by this record any more. */
function passes(start: IteratorStart, sequenceNumber: SequenceNumber): boolean {
  if (!("sequenceNumber" in start)) return start.type === "LATEST";
  const side = compareSequenceNumbers(start.sequenceNumber, sequenceNumber);
  return start.type === "AFTER_SEQUENCE_NUMBER" ? side >= 0 : side > 0;
}

function startText(start: IteratorStart): string {
  return "sequenceNumber" in start ? `${start.type} ${start.sequenceNumber}` : start.type;
}

/** What holds now of faults and pauses, and when something last began or ended. */
class Trouble {
  #faultCount = 0;
  readonly #paused = new Set<WorkerId>();
  lastMs: Millis = -Infinity;

  note(event: StreamTrace[number]): void {
    if (event.kind === "fault-began") this.#faultCount++;
    else if (event.kind === "fault-ended") this.#faultCount--;
    else if (event.kind === "worker-paused") this.#paused.add(event.worker);
    // Who crashes in a pause is never told to go on.
    else if (event.kind === "worker-resumed" || event.kind === "worker-crashed") this.#paused.delete(event.worker);
    else return;
    this.lastMs = event.atMs;
  }

  get isOver(): boolean {
    return this.#faultCount === 0 && this.#paused.size === 0;
  }
}

/** A lease is taken from one who has not written it for the time of a lease, has had trouble, and has not finished. */
export const leasesAreTakenFromTheSilent: StreamInvariant = (trace) => {
  const [opened] = trace;
  if (opened?.kind !== "stream-opened") return undefined;
  const written = new Map<ShardId, Millis>();
  const crashed = new Set<WorkerId>();
  const trouble = new Trouble();
  return judged(trace, "a lease is taken only from a worker that has failed", (event) => {
    if (event.kind === "worker-crashed") crashed.add(event.worker);
    trouble.note(event);
    if (event.kind !== "lease-taken" && event.kind !== "lease-renewed" && event.kind !== "checkpoint-written") return undefined; // prettier-ignore
    const beforeMs = written.get(event.shardId);
    written.set(event.shardId, event.atMs);
    if (event.kind !== "lease-taken") return undefined;
    const { worker, shardId, from, checkpoint } = event;
    if (checkpoint === "SHARD_END") return `${worker} took ${shardId}, which is at SHARD_END`;
    if (from === undefined || beforeMs === undefined) return undefined;
    const silentMs = event.atMs - beforeMs;
    if (silentMs < opened.leaseMs) return `${worker} took ${shardId} from ${from}, which had written it ${silentMs} ms ago`; // prettier-ignore
    const isCalm = trouble.isOver && event.atMs - trouble.lastMs > opened.leaseMs + 2 * opened.passMs;
    return isCalm && !crashed.has(from) ? `${worker} took ${shardId} from ${from}, and nothing was wrong with it` : undefined; // prettier-ignore
  });
};

/** Once all is calm for long enough, each change has been applied that was not trimmed before. */
export const everyChangeIsApplied: StreamInvariant = (trace) => {
  const [opened] = trace;
  if (opened?.kind !== "stream-opened") return undefined;
  const open = new Map<SequenceNumber, string>();
  const shardOf = new Map<SequenceNumber, ShardId>();
  const trouble = new Trouble();
  let [shardCount, lastMs] = [0, 0];
  for (const event of trace) {
    trouble.note(event);
    if (event.kind === "shard-opened") shardCount++;
    if (event.kind === "change-streamed") {
      open.set(event.change.sequenceNumber, event.change.key);
      shardOf.set(event.change.sequenceNumber, event.shardId);
    }
    if (event.kind === "change-processed" && event.applied) open.delete(event.sequenceNumber);
    if (event.kind === "records-trimmed")
      for (const sequenceNumber of open.keys())
        if (shardOf.get(sequenceNumber) === event.shardId && compareSequenceNumbers(sequenceNumber, event.through) <= 0) open.delete(sequenceNumber); // prettier-ignore
    if (CALM_KINDS.includes(event.kind)) continue;
    lastMs = event.atMs;
  }
  const calmMs = 3 * opened.leaseMs + 2 * opened.passMs * shardCount;
  const [left] = open;
  if (left === undefined || !trouble.isOver || opened.untilMs - lastMs < calmMs) return undefined;
  return {
    invariant: "each change is applied in the end",
    eventIndex: trace.length - 1,
    what: `${left[1]}: ${left[0]} of ${shardOf.get(left[0])} was never applied, ${Math.round(opened.untilMs - lastMs)} ms after the last trouble`,
  };
};

/** What goes on also when nothing is written and nothing fails. */
const CALM_KINDS: readonly StreamEvent["kind"][] = Object.freeze([
  "lease-taken",
  "lease-renewed",
  "lease-refused",
  "checkpoint-written",
  "reading-began",
  "records-read",
  "change-processed",
  "records-trimmed",
] as const);

/** All of them. */
export const STREAM_INVARIANTS: readonly StreamInvariant[] = Object.freeze([
  checkpointsFollowProcessing,
  parentsComeFirst,
  keysStayInOrder,
  effectsHappenOnce,
  readingSkipsNothing,
  leasesAreTakenFromTheSilent,
  everyChangeIsApplied,
]);

/** The first violation of any of them in a run. */
export function firstStreamViolation(trace: StreamTrace): StreamViolation | undefined {
  return firstBroken(trace, STREAM_INVARIANTS);
}
