/** Steps of a few calls in any order, and whole runs with faults that end in time. */
import * as fc from "fast-check";
import { TOTAL_ENTRY, type AsideScenario, type AsideScript, type AsideScriptStep, type AsideStep } from "four-of-six/dax"; // prettier-ignore

const item = fc.constantFrom("a", "a", "a", "b");
const entry = fc.constantFrom("a", "a", "a", "b", TOTAL_ENTRY, TOTAL_ENTRY);

/** A call that begins, and how far it comes at once; or what happens to those that are there. */
type Fragment =
  | { readonly begins: Extract<AsideScriptStep, { kind: "read" | "write" | "remove" }>; readonly steps: number; readonly crashes: boolean } // prettier-ignore
  | { readonly begins?: undefined; readonly step: AsideScriptStep };

const begins = fc.oneof(
  { weight: 5, arbitrary: entry.map((entry) => ({ kind: "read" as const, entry })) },
  { weight: 3, arbitrary: item.map((item) => ({ kind: "write" as const, item })) },
  { weight: 1, arbitrary: item.map((item) => ({ kind: "remove" as const, item })) },
);
const call = fc.integer({ min: 1, max: 6 });
const fragment: fc.Arbitrary<Fragment> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ begins, steps: fc.constantFrom(0, 1, 2, 3, Infinity, Infinity), crashes: fc.constantFrom(false, false, false, true) }) }, // prettier-ignore
  { weight: 2, arbitrary: call.map((call) => ({ step: { kind: "step" as const, call } })) },
  { weight: 3, arbitrary: call.map((call) => ({ step: { kind: "run" as const, call } })) },
  { weight: 1, arbitrary: fc.constantFrom(200, 2_500, 6_000, 70_000).map((ms) => ({ step: { kind: "pass" as const, ms } })) }, // prettier-ignore
);
const trouble: fc.Arbitrary<Fragment> = fc
  .oneof(
    fc.constantFrom("up" as const, "down" as const, "mute" as const).map((is) => ({ kind: "cache" as const, is })),
    fc.constantFrom("up" as const, "busy" as const, "mute" as const).map((is) => ({ kind: "table" as const, is })),
    fc.constant({ kind: "empty-cache" as const }),
  )
  .map((step) => ({ step }));

function stepsOf(fragments: readonly Fragment[]): readonly AsideScriptStep[] {
  let call = 0;
  return fragments.flatMap((each): readonly AsideScriptStep[] => {
    if (each.begins === undefined) return [each.step];
    const { begins, steps, crashes } = each;
    call++;
    if (steps === Infinity) return [begins, { kind: "run", call }];
    const stepped = Array.from({ length: steps }, (): AsideScriptStep => ({ kind: "step", call }));
    return [begins, ...stepped, ...(crashes ? [{ kind: "crash" as const, call }] : [])];
  });
}

const scriptOf = (each: fc.Arbitrary<Fragment>): fc.Arbitrary<AsideScript> =>
  fc
    .array(each, { minLength: 3, maxLength: 12, size: "max" })
    .map((fragments) => ({ items: ["a"], steps: stepsOf(fragments) }));

/** In half of them nothing fails but processes. */
export const asideScripts: fc.Arbitrary<AsideScript> = fc.oneof(
  scriptOf(fragment),
  scriptOf(fc.oneof({ weight: 5, arbitrary: fragment }, { weight: 1, arbitrary: trouble })),
);

/** Everything that fails has ended by then. */
const CALM_MS = 9_000;

const step = fc.record({
  what: fc.constantFrom("read", "read", "write", "write", "remove", "empty-cache", "busy-table"),
  process: fc.integer({ min: 1, max: 3 }),
  item,
  afterMs: fc.constantFrom(0, 1, 3, 20, 400, 2_100),
});
const fault = fc
  .record({
    fromMs: fc.integer({ min: 0, max: 40 }).map((n) => n * 100),
    forMs: fc.constantFrom(50, 400, 3_000),
    what: fc.constantFrom("P1", "P2", "P3", "cache", "cache", "table", "lost", "slow", "doubled"),
  })
  .map(({ fromMs, forMs, what }) => {
    const time = { fromMs, untilMs: fromMs + forMs };
    if (what === "lost") return { kind: "messages-lost" as const, probability: 0.3, ...time };
    if (what === "doubled") return { kind: "messages-doubled" as const, probability: 0.5, ...time };
    if (what === "slow") return { kind: "node-slow" as const, node: "cache", addedMs: 60, ...time };
    return { kind: "node-down" as const, node: what, ...time };
  });

const runsWith = (faults: typeof fault | undefined): fc.Arbitrary<AsideScenario> =>
  fc
    .record({
      seed: fc.nat(1_000),
      load: fc.record({ entry, perSecond: fc.constantFrom(5, 20) }),
      steps: fc.array(step, { minLength: 1, maxLength: 10, size: "max" }),
      faults: faults === undefined ? fc.constant([]) : fc.array(faults, { minLength: 1, maxLength: 3 }),
    })
    .map(({ seed, load, steps, faults }) => {
      let atMs = 100;
      return {
        seed,
        processCount: 3,
        items: ["a"],
        loads: [{ ...load, fromMs: 0, untilMs: CALM_MS }],
        steps: steps.map(({ what, process, item, afterMs }): AsideStep => {
          atMs += afterMs;
          if (what === "empty-cache") return { atMs, kind: what };
          if (what === "busy-table") return { atMs, kind: what, forMs: 300 };
          if (what === "read") return { atMs, kind: what, process, entry: item };
          return { atMs, kind: what as "write" | "remove", process, item };
        }),
        faults,
        untilMs: CALM_MS + 16_000,
      };
    });

/** Runs of 25 s in which nothing fails after the first 9: half of them without a fault. */
export const asideRuns: fc.Arbitrary<AsideScenario> = fc.oneof(runsWith(undefined), runsWith(fault));
