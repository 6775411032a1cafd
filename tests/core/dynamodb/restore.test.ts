import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runRestore, type RestoreStep } from "../../../src/core/dynamodb/index.ts";

const MINUTE = 60_000;
const SECOND = 1_000;

describe("a restore", () => {
  it("waits until the second is five minutes ago, and leaves the table as it is", () => {
    const trace = runRestore({
      steps: [
        { atMs: MINUTE, kind: "put", count: 10 },
        { atMs: 10 * MINUTE, kind: "delete-but", count: 1 },
        { atMs: 12 * MINUTE, kind: "restore", toMs: 10 * MINUTE - SECOND },
        { atMs: 15 * MINUTE, kind: "restore", toMs: 10 * MINUTE - SECOND },
        { atMs: 16 * MINUTE, kind: "put", count: 1 },
      ],
      untilMs: 20 * MINUTE,
    });
    expect(trace.filter(({ kind }) => kind.startsWith("restore-refused") || kind === "table-restored")).toMatchObject([
      { kind: "restore-refused", code: "InvalidRestoreTimeException" },
      { kind: "table-restored", table: "orders-1", count: 10 },
    ]);
    expect(trace.findLast(({ kind }) => kind === "items-changed")).toMatchObject({ table: "orders", count: 2 });
  });

  it("is refused with the service's name where recovery is off, and for what came before it was on", () => {
    const trace = runRestore({
      steps: [
        { atMs: 0, kind: "put", count: 3 },
        { atMs: MINUTE, kind: "recovery", isEnabled: false },
        { atMs: 2 * MINUTE, kind: "restore", toMs: MINUTE },
        { atMs: 3 * MINUTE, kind: "recovery", isEnabled: true },
        { atMs: 20 * MINUTE, kind: "restore", toMs: MINUTE },
        { atMs: 20 * MINUTE, kind: "restore", toMs: undefined },
      ],
      untilMs: 21 * MINUTE,
    });
    const codes = trace.flatMap((event) => (event.kind === "restore-refused" ? [event.code] : []));
    expect(codes).toEqual(["PointInTimeRecoveryUnavailableException", "InvalidRestoreTimeException"]);
    expect(trace.find(({ kind }) => kind === "table-restored")).toMatchObject({ count: 3 });
  });

  it("gives just what the table had in that second, whatever happened before and after", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("put" as const), count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant("delete-but" as const), count: fc.nat({ max: 4 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat({ max: 700 }), (changes, second) => {
        const steps: RestoreStep[] = changes.map((change, index) => ({ ...change, atMs: (index + 1) * 50 * SECOND }));
        const trace = runRestore({
          steps: [...steps, { atMs: 20 * MINUTE, kind: "restore", toMs: second * SECOND }],
          untilMs: 20 * MINUTE,
        });
        // The second counts to its end.
        const before = trace.findLast((event) => event.kind === "items-changed" && event.atMs < (second + 1) * SECOND);
        const restored = trace.find(({ kind }) => kind === "table-restored");
        expect(restored).toMatchObject({ count: before?.kind === "items-changed" ? before.count : 0 });
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it.each([
    [{ atMs: -1, kind: "put", count: 1 }, "steps[0].atMs"],
    [{ atMs: 0, kind: "put", count: 1.5 }, "steps[0].count"],
    [{ atMs: 0, kind: "delete-but", count: 5_000 }, "steps[0].count"],
  ] as const)("refuses a scenario with %j", (step, field) => {
    expect(() => runRestore({ steps: [step], untilMs: 1_000 })).toThrow(expect.objectContaining({ field }));
  });
});
