/**
 * Serverless v2 instances, at random: the scaler alone, told whatever shares there may be, and clusters under load. Shrinks
 * towards few changes and small numbers.
 */
import * as fc from "fast-check";
import type { AcuConfiguration, AcuRequest, AcuScenario, AcuScript, AcuStretch } from "four-of-six/cluster";

/** Half ACUs. */
const halves = (max: number) => fc.nat({ max: max * 2 }).map((count) => count / 2);

const configurations: fc.Arbitrary<AcuConfiguration> = fc
  .record({
    minAcu: fc.oneof(fc.constantFrom(0, 0.5, 8), halves(256)),
    spanned: fc.oneof(fc.constantFrom(32, 128, 2), halves(256)),
    autoPauseMs: fc.constantFrom(300_000, 600_000),
  })
  .map(({ spanned, ...rest }) => ({ ...rest, maxAcu: Math.min(256, Math.max(1, rest.minAcu + spanned)) }));

const request = fc.constantFrom<AcuRequest[]>(
  "connection",
  "connection-with-wrong-password",
  "data-api-call",
  "parameter-change",
  "backtrack",
  "clone",
  "maintenance",
  "snapshot",
  "scheduled-job",
);

/** Mostly on both sides of the shares that decide. */
const percent = fc.oneof(fc.constantFrom(0, 20, 43, 44, 70, 71), fc.nat({ max: 100 }));

const stretch: fc.Arbitrary<AcuStretch> = fc
  .record({
    seconds: fc.oneof(fc.constantFrom(1, 29, 30, 31), fc.integer({ min: 1, max: 60 }), fc.constantFrom(290, 320)),
    cpuPercent: percent,
    memoryPercent: percent,
    networkPercent: percent,
    cachedAcu: fc.oneof(fc.constant(0), halves(20)),
    openConnections: fc.constantFrom(0, 0, 5),
    request: fc.option(request, { nil: undefined, freq: 2 }),
  })
  .map(({ request: asked, ...rest }) => ({ ...rest, ...(asked !== undefined && { request: asked }) }));

export const acuScripts: fc.Arbitrary<AcuScript> = fc.record({
  configuration: configurations,
  stretches: fc.array(stretch, { maxLength: 10, size: "max" }),
});

const UNTIL_S = 1_000;

const load = fc.record({
  atS: fc.nat({ max: 500 }),
  place: fc.nat({ max: 3 }),
  cpuAcu: fc.oneof(fc.nat({ max: 10 }), fc.nat({ max: 200 })),
  memoryAcu: fc.nat({ max: 20 }),
  networkAcu: fc.nat({ max: 20 }),
  workingSetAcu: fc.nat({ max: 20 }),
  connections: fc.constantFrom(0, 0, 20),
});

/** One cluster, with readers in any tier. A load with work has connections, as work has. */
export const acuScenarios: fc.Arbitrary<AcuScenario> = fc
  .record({
    configuration: configurations,
    readers: fc.array(fc.constantFrom(0, 1, 2, 15), { maxLength: 2 }),
    loads: fc.array(load, { maxLength: 8 }),
    asked: fc.array(fc.record({ atS: fc.nat({ max: 950 }), place: fc.nat({ max: 3 }), request }), { maxLength: 3 }),
  })
  .map(({ configuration, readers, loads, asked }) => {
    const names = ["db-1", ...readers.map((_, index) => `db-${index + 2}`)];
    const named = (place: number) => names[place % names.length] as string;
    const inOrder = <T extends { readonly atS: number }>(list: readonly T[]) => [...list].sort((a, b) => a.atS - b.atS);
    return {
      clusters: [
        {
          cluster: "one",
          configuration,
          writer: "db-1",
          readers: readers.map((tier, index) => ({ instance: `db-${index + 2}`, tier })),
        },
      ],
      load: inOrder(loads).map(({ atS, place, connections, ...work }) => ({
        atMs: atS * 1_000,
        instance: named(place),
        connections,
        ...(connections > 0 ? work : { cpuAcu: 0, memoryAcu: 0, networkAcu: 0, workingSetAcu: work.workingSetAcu }),
      })),
      requests: inOrder(asked).map(({ atS, place, request: what }) => ({
        atMs: atS * 1_000,
        instance: named(place),
        request: what,
      })),
      untilMs: UNTIL_S * 1_000,
    };
  });
