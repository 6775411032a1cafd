/**
 * Global tables at random: the mechanism alone, and Regions whose network loses, doubles and cuts. Shrinks towards two
 * Regions, few writes and no faults.
 */
import * as fc from "fast-check";
import type {
  GlobalTableMode,
  GlobalTableScenario,
  GlobalTableStep,
  Item,
  LastWriterWinsScript,
  LastWriterWinsStep,
} from "four-of-six/dynamodb";
import type { Fault } from "four-of-six/kernel";

const REGIONS = ["eu-west-1", "us-east-1", "ap-northeast-2", "sa-east-1"] as const;
const KEYS = ["cart-1", "cart-1", "cart-2"] as const;

const place = fc.nat({ max: 11 });
const region = fc.nat({ max: 3 });
const key = fc.constantFrom(...KEYS);
/** The same item again is rare, and happens. */
const item: fc.Arbitrary<Item> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 40 }).map((price): Item => ({ price: { N: String(price) } })) },
  { weight: 1, arbitrary: fc.constantFrom("mug", "cup").map((name): Item => ({ name: { S: name } })) },
);

const step: fc.Arbitrary<readonly LastWriterWinsStep[]> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(region, key, fc.option(item, { nil: undefined, freq: 2 }), fc.constantFrom(0, 0, 1, 3))
      .map(([where, what, put, byMs]): readonly LastWriterWinsStep[] => [
        { tell: "clock", region: where, byMs },
        { tell: "write", region: where, key: what, ...(put && { item: put }) },
      ]),
  },
  { weight: 5, arbitrary: fc.record({ tell: fc.constant("arrive" as const), region, place }).map((one) => [one]) },
  { weight: 2, arbitrary: fc.record({ tell: fc.constant("repeat" as const), region, place }).map((one) => [one]) },
  {
    weight: 1,
    arbitrary: fc
      .record({ tell: fc.constant("clock" as const), region, byMs: fc.constantFrom(1, 2, 10) })
      .map((one) => [one]),
  },
  // Often all that is on the way arrives, and clocks go on: then deletions can be forgotten.
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(0, 1, 5), region)
      .map(([byMs, where]): readonly LastWriterWinsStep[] => [
        ...[0, 1, 2, 3].map((each) => ({ tell: "clock", region: each, byMs }) as const),
        ...Array.from({ length: 4 }, () => ({ tell: "arrive", region: where, place: 0 }) as const),
        { tell: "watermark", region: where },
      ]),
  },
  { weight: 1, arbitrary: fc.record({ tell: fc.constant("watermark" as const), region }).map((one) => [one]) },
);

/** Two to four Regions, up to thirty things that happen. */
export const lastWriterWinsScripts: fc.Arbitrary<LastWriterWinsScript> = fc
  .record({
    count: fc.integer({ min: 2, max: 4 }),
    steps: fc.array(step, { maxLength: 30, size: "max" }),
  })
  .map(({ count, steps }) => ({ regions: REGIONS.slice(0, count), steps: steps.flat() }));

/** All faults are over by then, and everything that was lost has been sent again some seconds later. */
const CALM_FROM_MS = 16_000;
export const GLOBAL_TABLE_UNTIL_MS = 24_000;

interface Shape {
  readonly mode: GlobalTableMode;
  readonly regions: readonly string[];
  readonly witness?: string;
}

function runsOf(shape: fc.Arbitrary<Shape>): fc.Arbitrary<GlobalTableScenario> {
  const atMs = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 500, max: 3_000 }) }, fc.integer({ min: 0, max: 15_000 })); // prettier-ignore
  const spans = fc
    .tuple(fc.integer({ min: 0, max: 9_000 }), fc.constantFrom(300, 1_500, 4_000, 12_000))
    .map(([fromMs, forMs]) => ({ fromMs, untilMs: Math.min(CALM_FROM_MS, fromMs + forMs) }));
  return shape.chain(({ mode, regions, witness }) => {
    const where = fc.constantFrom(...regions);
    const zone = fc.constantFrom(...regions, ...(witness === undefined ? [] : [witness]));
    const fault: fc.Arbitrary<Fault> = fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .tuple(zone, zone, spans)
          .filter(([a, b]) => a !== b)
          .map(([a, b, during]) => ({ kind: "zones-parted" as const, zones: [a, b] as const, ...during })),
      },
      { weight: 2, arbitrary: fc.tuple(zone, spans).map(([down, during]) => ({ kind: "zone-down" as const, zone: down, ...during })) }, // prettier-ignore
      { weight: 2, arbitrary: fc.tuple(zone, fc.constantFrom(400, 3_000), spans).map(([node, addedMs, during]) => ({ kind: "node-slow" as const, node, addedMs, ...during })) }, // prettier-ignore
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom(0.3, 0.8), spans).map(([probability, during]) => ({ kind: "messages-lost" as const, probability, ...during })) }, // prettier-ignore
      { weight: 2, arbitrary: spans.map((during) => ({ kind: "messages-doubled" as const, probability: 0.6, ...during })) }, // prettier-ignore
    );
    const one: fc.Arbitrary<GlobalTableStep> = fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant("put" as const), atMs, region: where, key, item }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete" as const), atMs, region: where, key }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("add" as const), atMs, region: where, key, attribute: fc.constant("price"), by: fc.constantFrom(1, 5) }) }, // prettier-ignore
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("read" as const), atMs, region: where, key, isStrong: fc.boolean() }) }, // prettier-ignore
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("put" as const), atMs, region: where, key, item, ifNotExists: fc.constant(true) }) }, // prettier-ignore
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("clock" as const), atMs, region: where, skewMs: fc.constantFrom(300, -300, -1_500, 0) }) }, // prettier-ignore
    );
    return fc
      .record({
        seed: fc.nat(0xffff),
        skews: fc.array(fc.constantFrom(0, 0, 250, -400), { minLength: regions.length, maxLength: regions.length }),
        steps: fc.array(one, { minLength: 1, maxLength: 14, size: "max" }),
        faults: fc.array(fault, { maxLength: 4, size: "max" }),
      })
      .map(({ seed, skews, steps, faults }) => ({
        seed,
        mode,
        regions,
        ...(witness !== undefined && { witness }),
        workload: [
          ...regions.map((each, index) => ({ kind: "clock" as const, atMs: 0, region: each, skewMs: skews[index] ?? 0 })), // prettier-ignore
          ...steps,
        ],
        faults,
        untilMs: GLOBAL_TABLE_UNTIL_MS,
      }));
  });
}

/** Tables with eventual consistency, in two to four Regions. */
export const eventualRuns: fc.Arbitrary<GlobalTableScenario> = runsOf(
  fc.integer({ min: 2, max: 4 }).map((count) => ({ mode: "MREC", regions: REGIONS.slice(0, count) })),
);

/** Tables with strong consistency, with a witness or without. */
export const strongRuns: fc.Arbitrary<GlobalTableScenario> = runsOf(
  fc.constantFrom<Shape>(
    { mode: "MRSC", regions: REGIONS.slice(0, 3) },
    { mode: "MRSC", regions: REGIONS.slice(0, 2), witness: REGIONS[2] },
  ),
);
