/**
 * A stream whose shards split while one to three workers read it, crash, pause and are cut off; and questions to one
 * consumer alone. Shrinks towards one worker, one shard, few steps and no faults.
 */
import * as fc from "fast-check";
import type { Checkpoint, ShardLease, StreamChange, StreamScenario, StreamScript, StreamScriptStep, StreamStep, WorkerPause } from "four-of-six/dynamodb"; // prettier-ignore
import type { Fault } from "four-of-six/kernel";

const KEYS = ["a", "b", "c", "d", "e"] as const;
const ZONES = ["az-1", "az-2", "az-3", "region"] as const;
const key = fc.constantFrom(...KEYS);

const step = (lastMs: number): fc.Arbitrary<StreamStep> =>
  fc.record({
    atMs: fc.integer({ min: 0, max: lastMs }),
    kind: fc.constantFrom("put", "put", "put", "put", "put", "put", "remove", "split", "roll"),
    key,
  });

function spanOf(lastMs: number) {
  return fc
    .tuple(fc.integer({ min: 0, max: lastMs }), fc.constantFrom(500, 3_000, 8_000, 12_000, 25_000))
    .map(([fromMs, forMs]) => ({ fromMs, untilMs: fromMs + forMs }));
}

function faultOf(lastMs: number, workers: readonly string[]): fc.Arbitrary<Fault> {
  const span = spanOf(lastMs);
  const node = fc.constantFrom(...workers);
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(node, span).map(([who, when]) => ({ kind: "node-down" as const, node: who, ...when })) }, // prettier-ignore
    { weight: 1, arbitrary: span.map((when) => ({ kind: "node-down" as const, node: "index", ...when })) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...ZONES), span).map(([zone, when]) => ({ kind: "zone-down" as const, zone, ...when })) }, // prettier-ignore
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 3 }), span)
        .map(([a, by, when]) => ({ kind: "zones-parted" as const, zones: [ZONES[a] as string, ZONES[(a + by) % 4] as string] as const, ...when })), // prettier-ignore
    },
    { weight: 2, arbitrary: fc.tuple(node, fc.constantFrom(50, 150, 4_000, 12_000), span).map(([who, addedMs, when]) => ({ kind: "node-slow" as const, node: who, addedMs, ...when })) }, // prettier-ignore
    { weight: 2, arbitrary: span.map((when) => ({ kind: "messages-lost" as const, probability: 0.3, ...when })) },
    { weight: 2, arbitrary: span.map((when) => ({ kind: "messages-doubled" as const, probability: 0.5, ...when })) },
  );
}

/** So many changes and splits at most in so many ms, and troubles in them; then it is calm until everything is done. */
export function streamScenarios(lastMs: number, stepCount: number): fc.Arbitrary<StreamScenario> {
  return fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }))
    .chain(([workerCount, shardCount]) => {
      const workers = ["W1", "W2", "W3"].slice(0, workerCount);
      const pause: fc.Arbitrary<WorkerPause> = fc
        .tuple(fc.constantFrom(...workers), spanOf(lastMs))
        .map(([worker, when]) => ({ worker, ...when }));
      return fc.record({
        seed: fc.nat(0xffff),
        workerCount: fc.constant(workerCount),
        shardCount: fc.constant(shardCount),
        steps: fc
          .array(step(lastMs), { maxLength: stepCount, size: "max" })
          .map((steps) => steps.toSorted((a, b) => a.atMs - b.atMs)),
        pauses: fc.array(pause, { maxLength: 2 }),
        faults: fc.array(faultOf(lastMs, workers), { maxLength: 3, size: "max" }),
      });
    })
    .map((scenario) => {
      const shardCount = scenario.shardCount + 2 * scenario.steps.filter(({ kind }) => kind === "split" || kind === "roll").length; // prettier-ignore
      return { ...scenario, untilMs: lastMs + 25_000 + 31_000 + 5_000 * shardCount };
    });
}

const SHARDS = ["shard-1", "shard-2", "shard-3", "shard-4"] as const;
/** Some of 21 digits, some of 22: as text they would stand in another order. */
const sequenceNumber = fc
  .constantFrom(1, 5, 9, 10, 11, 25)
  .map((count) => String(999_999_999_999_999_999_990n + BigInt(count)));
const checkpoint: fc.Arbitrary<Checkpoint | undefined> = fc.option(
  fc.oneof(fc.constant("SHARD_END" as const), sequenceNumber),
  { nil: undefined },
);
const shardId = fc.constantFrom(...SHARDS);
const change: fc.Arbitrary<StreamChange> = fc.record({
  sequenceNumber,
  eventName: fc.constantFrom("INSERT", "MODIFY"),
  key,
  newImage: fc.constant("v"),
});
const leaseOf = (id: string, at: fc.Arbitrary<Checkpoint | undefined>): fc.Arbitrary<ShardLease> =>
  fc.record({
    shardId: fc.constant(id),
    owner: fc.constantFrom("own", "before", "W2-1", undefined),
    counter: fc.integer({ min: 1, max: 3 }),
    checkpoint: at,
  });
/** shard-1 is the parent of shard-2 and shard-3, and shard-3 that of shard-4. The oldest may be trimmed. */
const LINEAGE = Object.freeze([
  { shardId: "shard-1" },
  { shardId: "shard-2", parentShardId: "shard-1" },
  { shardId: "shard-3", parentShardId: "shard-1" },
  { shardId: "shard-4", parentShardId: "shard-3" },
]);

const scriptStep: fc.Arbitrary<StreamScriptStep> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ask: fc.constant("plan" as const),
      shards: fc.constantFrom(0, 0, 0, 1, 2).map((from) => LINEAGE.slice(from)),
      leases: fc
        .tuple(...SHARDS.map((id) => fc.option(leaseOf(id, checkpoint), { nil: undefined })))
        .map((rows) => rows.filter((row) => row !== undefined)),
      nowMs: fc.constantFrom(1_000, 4_000, 9_999, 10_001, 12_000),
    }),
  },
  { weight: 2, arbitrary: shardId.chain((id) => leaseOf(id, fc.option(sequenceNumber, { nil: undefined }))).map((lease) => ({ ask: "begin" as const, lease })) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ ask: fc.constant("again" as const), shardId, error: fc.constantFrom("ExpiredIteratorException", "TrimmedDataAccessException") }) }, // prettier-ignore
  {
    weight: 3,
    arbitrary: fc.record({
      ask: fc.constant("received" as const),
      shardId,
      changes: fc
        .uniqueArray(change, { maxLength: 4, selector: (one) => one.sequenceNumber })
        .map((changes) => changes.toSorted((a, b) => (BigInt(a.sequenceNumber) < BigInt(b.sequenceNumber) ? -1 : 1))),
      isEnd: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ ask: fc.constant("may-apply" as const), change, applied: fc.option(sequenceNumber, { nil: undefined }) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.constant({ ask: "crash" as const }) },
);

/** Up to so many questions. The times of passes are each so much after the one before. */
export function streamScripts(stepCount: number): fc.Arbitrary<StreamScript> {
  return fc
    .array(scriptStep, { maxLength: stepCount, size: "max" })
    .map((steps) => ({ machine: "W1", leaseMs: 10_000, steps: inOrder(steps) }));
}

/**
 * As it could be: what is trimmed stays away, rows stay in the lease table, and their counters go up with each change; only shards that the worker
 * has begun are read, and each record comes after those before it.
 */
function inOrder(steps: readonly StreamScriptStep[]): readonly StreamScriptStep[] {
  let [nowMs, life, trimmedCount] = [0, 1, 0];
  const reads = new Map<string, bigint>();
  const table = new Map<string, ShardLease>();
  const own = (id: string) => ({ shardId: id, owner: `W1-${life}`, counter: 1 });
  const ownerOf = (owner: string | undefined) =>
    owner === "own" ? `W1-${life}` : owner === "before" ? (life > 1 ? `W1-${life - 1}` : "W2-1") : owner;
  return steps.flatMap((step): StreamScriptStep[] => {
    switch (step.ask) {
      case "crash":
        life++;
        reads.clear();
        return [step];
      case "plan":
        nowMs += step.nowMs;
        trimmedCount = Math.max(trimmedCount, LINEAGE.length - step.shards.length);
        for (const row of step.leases) {
          const before = table.get(row.shardId);
          // The smallest counter stands for a row that has not been written since.
          if (before === undefined || row.counter > 1)
            table.set(row.shardId, { ...row, owner: ownerOf(row.owner), counter: (before?.counter ?? 0) + row.counter, checkpoint: before?.checkpoint === "SHARD_END" ? "SHARD_END" : row.checkpoint }); // prettier-ignore
        }
        return [{ ...step, shards: LINEAGE.slice(trimmedCount), leases: [...table.values()], nowMs }];
      case "begin":
        reads.set(step.lease.shardId, BigInt(step.lease.checkpoint ?? 0));
        return [{ ...step, lease: { ...step.lease, owner: `W1-${life}` } }];
      case "again":
      case "received": {
        const id = step.shardId;
        const begin: StreamScriptStep[] = reads.has(id) ? [] : [{ ask: "begin", lease: own(id) }];
        const last = reads.get(id) ?? 0n;
        reads.set(id, last);
        if (step.ask === "again") return [...begin, step];
        const changes = step.changes.filter((one) => BigInt(one.sequenceNumber) > last);
        reads.set(id, BigInt(changes.at(-1)?.sequenceNumber ?? last));
        if (step.isEnd) reads.delete(id);
        return [...begin, { ...step, changes }];
      }
      case "may-apply":
        return [step];
    }
  });
}
