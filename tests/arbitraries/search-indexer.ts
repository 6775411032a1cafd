/** Changes of a few listings, an index that answers them in all ways, and whole runs with faults that end in time. */
import * as fc from "fast-check";
import type { Item, SearchRecord, SearchRound, SearchScenario, SearchScript, SearchStep } from "four-of-six/dynamodb";

/** Keys that are easily taken for each other. */
const key = fc.constantFrom(["a", "b#c"], ["a#b", "c"], ["c#a", "b"], ["b", "c"]);

interface Change {
  readonly key: readonly string[];
  readonly what: "put" | "poison" | "remove" | "expire";
  readonly isReversed: boolean;
  readonly gap: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  key,
  what: fc.constantFrom("put", "put", "put", "remove", "expire", "poison"),
  isReversed: fc.boolean(),
  gap: fc.integer({ min: 1, max: 3 }),
});

/** The tenth number from here on is the first of 22 digits. */
const BASE = 999_999_999_999_999_999_990n;

/** The records of some changes: a removal of what is not there makes none. All of one second. */
export function recordsOf(changes: readonly Change[]): readonly SearchRecord[] {
  const items = new Map<string, Item>();
  let sequence = BASE;
  return changes.flatMap(({ key: [seller = "", item = ""], what, isReversed, gap }, place): SearchRecord[] => {
    const named: [string, { S: string }][] = [["seller", { S: seller }], ["item", { S: item }]]; // prettier-ignore
    const Keys = Object.fromEntries(isReversed ? named.toReversed() : named);
    const at = JSON.stringify([seller, item]);
    const before = items.get(at);
    const isPut = what === "put" || what === "poison";
    if (!isPut && before === undefined) return [];
    sequence += BigInt(gap);
    const price = what === "poison" ? { S: "on request" } : { N: "40" };
    const after: Item | undefined = isPut ? { ...Keys, title: { S: `v${place}` }, price } : undefined;
    if (after === undefined) items.delete(at);
    else items.set(at, after);
    return [
      {
        eventID: `e${place}`,
        eventName: after === undefined ? "REMOVE" : before === undefined ? "INSERT" : "MODIFY",
        dynamodb: {
          ApproximateCreationDateTime: 1_767_225_600,
          Keys,
          ...(after && { NewImage: after }),
          ...(before && { OldImage: before }),
          SequenceNumber: String(sequence),
        },
        ...(what === "expire" && { userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" } }),
      },
    ];
  });
}

const round: fc.Arbitrary<SearchRound> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom([], [1], [2], [1, 2]).map((busy) => ({ kind: "answered" as const, busy })) },
  { weight: 1, arbitrary: fc.constantFrom(429 as const, 503 as const).map((status) => ({ kind: "refused" as const, status })) }, // prettier-ignore
  { weight: 2, arbitrary: fc.constant({ kind: "crashed" as const }) },
);

export const searchScripts: fc.Arbitrary<SearchScript> = fc.record({
  records: fc.array(change, { minLength: 1, maxLength: 8, size: "max" }).map(recordsOf),
  batchSize: fc.integer({ min: 1, max: 5 }),
  rounds: fc.array(round, { maxLength: 5 }),
});

/** Everything that fails has ended by then. */
const CALM_MS = 12_000;

const step = fc.record({
  key,
  what: fc.constantFrom("put", "put", "put", "remove", "expire", "poison"),
  afterMs: fc.constantFrom(0, 50, 300, 1_500),
});
const span = fc.record({
  fromMs: fc.integer({ min: 0, max: 40 }).map((n) => n * 250),
  forMs: fc.constantFrom(100, 400, 2_000),
});
const fault = fc
  .record({ span, what: fc.constantFrom("F1", "F2", "index", "lost", "slow", "doubled") })
  .map(({ span: { fromMs, forMs }, what }) => {
    const time = { fromMs, untilMs: fromMs + forMs };
    if (what === "lost") return { kind: "messages-lost" as const, probability: 0.5, ...time };
    if (what === "doubled") return { kind: "messages-doubled" as const, probability: 0.5, ...time };
    // Later than Lambda waits.
    if (what === "slow") return { kind: "node-slow" as const, node: "index", addedMs: 3_500, ...time };
    return { kind: "node-down" as const, node: what, ...time };
  });

/** Runs of 45 s in which nothing fails after the first 12. */
export const searchRuns: fc.Arbitrary<SearchScenario> = fc
  .record({
    seed: fc.nat(1_000),
    shardCount: fc.constantFrom(1, 2),
    steps: fc.array(step, { minLength: 1, maxLength: 12, size: "max" }),
    busy: fc.array(fc.record({ span, indexShard: fc.constantFrom(1, 2) }), { maxLength: 2 }),
    faults: fc.array(fault, { maxLength: 3 }),
    rebuild: fc.option(fc.record({ atMs: fc.integer({ min: 1_000, max: 6_000 }), streamWaits: fc.boolean() }), { freq: 2, nil: undefined }), // prettier-ignore
  })
  .map(({ seed, shardCount, steps, busy, faults, rebuild }): SearchScenario => {
    let atMs = 0;
    const writes = steps.map(({ key: [seller = "", item = ""], what, afterMs }): SearchStep => {
      atMs += afterMs;
      if (what === "poison") return { atMs, kind: "put", seller, item, priceIsText: true };
      return { atMs, kind: what, seller, item };
    });
    const more: SearchStep[] = rebuild === undefined ? [] : [{ ...rebuild, kind: "rebuild", pageMs: 400 }];
    return {
      seed,
      shardCount,
      steps: [...writes, ...more].sort((a, b) => a.atMs - b.atMs),
      busy: busy.map(({ span: { fromMs, forMs }, indexShard }) => ({ indexShard, fromMs, untilMs: fromMs + forMs })),
      faults: faults
        .map((each) => ({ ...each, untilMs: Math.min(each.untilMs, CALM_MS) }))
        .filter((each) => shardCount === 2 || each.kind !== "node-down" || each.node !== "F2"),
      gcDeletesMs: 60_000,
      untilMs: CALM_MS + 33_000,
    };
  });
