import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue, RunawayError } from "../../../src/core/kernel/index.ts";
import { SEED } from "../seed.ts";

const nothing = () => {};

/** The whole queue, in the order in which it comes out, each entry by its number. */
function drained(queue: EventQueue): number[] {
  const seqs: number[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) seqs.push(next.seq);
  return seqs;
}

describe("an event queue", () => {
  it("gives what is earlier first, and of the same instant what was scheduled first", () => {
    const queue = new EventQueue();
    for (const atMicros of [5, 1, 5, 0, 1, 5]) queue.push(atMicros, nothing, undefined);
    expect(drained(queue)).toEqual([3, 1, 4, 0, 2, 5]);
  });

  it("passes over what was cancelled, at the front and behind it", () => {
    const queue = new EventQueue();
    const entries = [1, 2, 3, 4].map((atMicros) => queue.push(atMicros, nothing, undefined));
    for (const index of [0, 2]) entries[index]!.cancelled = true;
    expect(queue.peek()?.seq).toBe(1);
    expect(drained(queue)).toEqual([1, 3]);
    expect(queue.peek()).toBeUndefined();
  });

  it("looks without taking", () => {
    const queue = new EventQueue();
    queue.push(1, nothing, undefined);
    expect(queue.peek()).toBe(queue.peek());
    expect(queue.length).toBe(1);
    expect(queue.pop()?.atMicros).toBe(1);
    expect(queue.length).toBe(0);
    expect(queue.pop()).toBeUndefined();
  });

  it("holds as many entries as its bound, and fails loudly at the next", () => {
    const queue = new EventQueue(3);
    for (const atMicros of [1, 2, 3]) queue.push(atMicros, nothing, undefined);
    expect(() => queue.push(4, nothing, undefined)).toThrow(RunawayError);
    expect(() => queue.push(4, nothing, undefined)).toThrow("More than 3 events wait at 0.004 ms");
    queue.pop();
    expect(queue.push(4, nothing, undefined).atMicros).toBe(4);
  });

  it("does what a sorted list does, whatever is pushed, popped and cancelled in between", () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ push: fc.nat({ max: 6 }) }) },
      { weight: 3, arbitrary: fc.constant("pop" as const) },
      { weight: 1, arbitrary: fc.record({ cancel: fc.nat({ max: 40 }) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
        const queue = new EventQueue();
        const entries: ReturnType<EventQueue["push"]>[] = [];
        let model: { readonly atMicros: number; readonly seq: number }[] = [];
        for (const what of steps) {
          if (what === "pop") {
            model.sort((a, b) => a.atMicros - b.atMicros || a.seq - b.seq);
            expect(queue.pop()?.seq).toBe(model.shift()?.seq);
          } else if ("push" in what) {
            model.push({ atMicros: what.push, seq: entries.length });
            entries.push(queue.push(what.push, nothing, undefined));
          } else {
            const entry = entries[what.cancel];
            if (entry !== undefined) entry.cancelled = true;
            model = model.filter(({ seq }) => seq !== what.cancel);
          }
        }
        model.sort((a, b) => a.atMicros - b.atMicros || a.seq - b.seq);
        expect(drained(queue)).toEqual(model.map(({ seq }) => seq));
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});
