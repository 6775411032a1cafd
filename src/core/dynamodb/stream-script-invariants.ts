/**
 * What any right consumer answers, whatever its style. Some questions have one right answer; others, as which of two free
 * shards to take first, have several, so a consumer is held to these rules and not to what the reference says.
 */
import type { Millis, Timed } from "../kernel/index.ts";
import { compareSequenceNumbers, type IteratorStart, type LeaseRequests, type ProcessingStep, type SequenceNumber, type ShardId, type WorkerId } from "./stream-consumer.ts"; // prettier-ignore
import type { StreamViolation } from "./stream-invariants.ts";
import type { StreamQuestion, StreamScriptEvent, StreamScriptTrace } from "./stream-script.ts";

/** Looks through a whole script, and gives the first violation, or nothing. */
export type StreamScriptInvariant = (trace: StreamScriptTrace) => StreamViolation | undefined;

type Ask = StreamQuestion["ask"];
type Asked<A extends Ask> = Extract<StreamQuestion, { readonly ask: A }>;

/** What this life of the worker has been told and has said. */
interface Life {
  readonly worker: WorkerId;
  readonly leaseMs: Millis;
  /** The counter of each lease, and since when it was seen so. */
  readonly seen: Map<ShardId, { readonly counter: number; readonly sinceMs: Millis }>;
  /** Of each shard that it reads: the newest checkpoint that it knows of, and the last record that it was given. */
  readonly places: Map<ShardId, { readonly checkpoint?: SequenceNumber; readonly last?: SequenceNumber }>;
}

function rule<A extends Ask>(
  invariant: string,
  ask: A,
  look: (question: Asked<A>, answer: never, life: Life) => string | undefined,
): StreamScriptInvariant {
  return (trace) => {
    let life: Life = { worker: "", leaseMs: 0, seen: new Map(), places: new Map() };
    for (const [eventIndex, event] of trace.entries()) {
      if (event.kind === "consumer-began")
        life = { worker: event.worker, leaseMs: event.leaseMs, seen: new Map(), places: new Map() }; // prettier-ignore
      else {
        // A plan may use what it sees in this very moment.
        if (event.question.ask === "plan") see(event.question, life);
        const what = event.question.ask === ask ? look(event.question as Asked<A>, event.answer as never, life) : undefined; // prettier-ignore
        if (what !== undefined) return { invariant, eventIndex, what };
        note(event, life);
      }
    }
    return undefined;
  };
}

function see({ leases, nowMs }: Asked<"plan">, { seen }: Life): void {
  for (const { shardId, counter } of leases)
    if (seen.get(shardId)?.counter !== counter) seen.set(shardId, { counter, sinceMs: nowMs });
}

function note(
  { question, answer }: Extract<Timed<StreamScriptEvent>, { kind: "stream-answered" }>,
  { places }: Life,
): void {
  // prettier-ignore
  if (question.ask === "begin") {
    const { shardId, checkpoint } = question.lease;
    places.set(shardId, checkpoint === undefined || checkpoint === "SHARD_END" ? {} : { checkpoint, last: checkpoint });
  }
  if (question.ask !== "received") return;
  const before = places.get(question.shardId);
  const last = question.changes.at(-1)?.sequenceNumber ?? before?.last;
  const checkpoint = (answer as readonly ProcessingStep[]).findLast((step) => step.step === "checkpoint")?.at;
  const newest = checkpoint === undefined || checkpoint === "SHARD_END" ? before?.checkpoint : checkpoint;
  places.set(question.shardId, {
    ...(last !== undefined && { last }),
    ...(newest !== undefined && { checkpoint: newest }),
  });
}

/** Why it must not take a shard; and for how long its owner has been silent. */
function standingOf(shardId: ShardId, { shards, leases, nowMs }: Asked<"plan">, { worker, seen }: Life) {
  const shard = shards.find((one) => one.shardId === shardId);
  const lease = leases.find((row) => row.shardId === shardId);
  const parent = shards.find((one) => one.shardId === shard?.parentShardId);
  const isParentRead = parent === undefined || leases.find((row) => row.shardId === parent.shardId)?.checkpoint === "SHARD_END"; // prettier-ignore
  const why =
    shard === undefined
      ? "is in no list"
      : lease?.checkpoint === "SHARD_END"
        ? "is at SHARD_END"
        : isParentRead
          ? undefined
          : `goes on from ${parent?.shardId}, which is not at SHARD_END`;
  const silentMs = lease?.owner === undefined ? Infinity : nowMs - (seen.get(shardId)?.sinceMs ?? nowMs);
  return { why, silentMs, isOwn: lease?.owner === worker };
}

/** It takes no child before its parent, nothing that is finished, and nothing from one who still writes the lease. */
export const takesOnlyWhatIsFree: StreamScriptInvariant = rule(
  "it takes only shards that may be read, and that nobody holds",
  "plan",
  (question, { take }: LeaseRequests, life) => {
    for (const shardId of take) {
      const { why, silentMs, isOwn } = standingOf(shardId, question, life);
      if (why !== undefined) return `it took ${shardId}, which ${why}`;
      if (!isOwn && silentMs < life.leaseMs) return `it took ${shardId}, whose counter was seen to change ${silentMs} ms ago`; // prettier-ignore
    }
    return undefined;
  },
);

/** What is free is taken, at least one shard in a pass. */
export const takesSomethingFree: StreamScriptInvariant = rule(
  "it takes a shard if one is free",
  "plan",
  (question, { take }: LeaseRequests, life) => {
    const free = question.shards
      .map(({ shardId }) => shardId)
      .filter((shardId) => {
        const { why, silentMs, isOwn } = standingOf(shardId, question, life);
        return why === undefined && !isOwn && silentMs > life.leaseMs;
      });
    return free.length > 0 && !free.some((shardId) => take.includes(shardId))
      ? `it took ${take.join(", ") || "none"}, and ${free.join(", ")} could be read`
      : undefined;
  },
);

/** Every lease that is its own by the table, and not finished, is renewed. */
export const renewsItsOwn: StreamScriptInvariant = rule(
  "it renews every lease that it holds",
  "plan",
  ({ shards, leases }, { take, renew }: LeaseRequests, { worker }) => {
    const left = leases.find(
      ({ shardId, owner, checkpoint }) =>
        owner === worker &&
        checkpoint !== "SHARD_END" &&
        shards.some((shard) => shard.shardId === shardId) &&
        !renew.includes(shardId) &&
        !take.includes(shardId),
    );
    return left && `it did not renew ${left.shardId}`;
  },
);

/** At or right after the checkpoint of the lease; without one at the oldest record. */
export const beginsAtTheCheckpoint: StreamScriptInvariant = rule(
  "it begins at the checkpoint of the lease",
  "begin",
  ({ lease }, answer: IteratorStart) => {
    const { checkpoint } = lease;
    if (checkpoint === undefined || checkpoint === "SHARD_END")
      return answer.type === "TRIM_HORIZON"
        ? undefined
        : `there is no checkpoint, and it began with ${startText(answer)}`;
    return "sequenceNumber" in answer && compareSequenceNumbers(answer.sequenceNumber, checkpoint) === 0
      ? undefined
      : `the checkpoint is ${checkpoint}, and it began with ${startText(answer)}`;
  },
);

/** Between the checkpoint and the last record that it was given; where that is trimmed, at the oldest that is left. */
export const goesOnWhereItWas: StreamScriptInvariant = rule(
  "it goes on where it was when its iterator is refused",
  "again",
  ({ shardId, error }, answer: IteratorStart, { places }) => {
    const { checkpoint, last } = places.get(shardId) ?? {};
    const isOldest = answer.type === "TRIM_HORIZON";
    const isRight =
      error === "TrimmedDataAccessException" || !("sequenceNumber" in answer) || last === undefined
        ? isOldest && (error === "TrimmedDataAccessException" || checkpoint === undefined)
        : compareSequenceNumbers(answer.sequenceNumber, last) <= 0 &&
          (checkpoint === undefined || compareSequenceNumbers(answer.sequenceNumber, checkpoint) >= 0);
    return isRight
      ? undefined
      : `${error} in ${shardId} after ${last ?? "no record"}, and it went on with ${startText(answer)}`;
  },
);

/** All changes in their order, no checkpoint before what it covers, and one at the end that covers all. */
export const checkpointsAfterApplying: StreamScriptInvariant = rule(
  "it applies all changes in order, and writes the checkpoint then",
  "received",
  ({ shardId, changes, isEnd }, steps: readonly ProcessingStep[], { places }) => {
    const { last } = places.get(shardId) ?? {};
    let appliedCount = 0;
    let covered: SequenceNumber | "SHARD_END" | undefined;
    for (const step of steps) {
      const next = changes[appliedCount]?.sequenceNumber;
      if (step.step === "apply") {
        if (step.change.sequenceNumber !== next)
          return `it applied ${step.change.sequenceNumber} where ${next ?? "nothing"} comes next`;
        appliedCount++;
        continue;
      }
      covered = step.at;
      const applied = changes[appliedCount - 1]?.sequenceNumber ?? last;
      if (
        step.at === "SHARD_END"
          ? !isEnd || next !== undefined
          : applied === undefined || compareSequenceNumbers(step.at, applied) > 0
      )
        return `it wrote the checkpoint ${step.at} after applying ${applied ?? "nothing"}${next === undefined ? "" : `, and ${next} is still to come`}`;
    }
    const missing = changes[appliedCount]?.sequenceNumber;
    if (missing !== undefined) return `it did not apply ${missing}`;
    const needed = isEnd ? "SHARD_END" : changes.at(-1)?.sequenceNumber;
    return needed === undefined || covered === needed
      ? undefined
      : `its last checkpoint is ${covered ?? "none"}, and ${needed} could be written`;
  },
);

/** What is newer than what the key has; all if it has nothing. */
export const appliesWhatIsNewer: StreamScriptInvariant = rule(
  "it applies what is newer, and nothing else",
  "may-apply",
  ({ change, applied }, answer: boolean) => {
    const isNewer = applied === undefined || compareSequenceNumbers(change.sequenceNumber, applied) > 0;
    return answer === isNewer
      ? undefined
      : `it ${answer ? "applied" : "refused"} ${change.sequenceNumber} where the key has ${applied ?? "nothing"}`;
  },
);

function startText(start: IteratorStart): string {
  return "sequenceNumber" in start ? `${start.type} ${start.sequenceNumber}` : start.type;
}

/** All of them. */
export const STREAM_SCRIPT_INVARIANTS: readonly StreamScriptInvariant[] = Object.freeze([
  takesOnlyWhatIsFree,
  takesSomethingFree,
  renewsItsOwn,
  beginsAtTheCheckpoint,
  goesOnWhereItWas,
  checkpointsAfterApplying,
  appliesWhatIsNewer,
]);
