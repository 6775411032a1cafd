import { describe, expect, it } from "vitest";
import { AnswerError, number, steps, tagged, text } from "../../src/testing/seam.ts";

type Asked = { readonly do: "look"; readonly at: string };
type Told = { readonly kind: "seen"; readonly list: number[] };
type Walk = (from: string) => Iterator<Asked, number, Told>;

const shape = steps<Walk>(tagged<Asked, "do">("do", { look: { at: text } }), number);
const take = (value: unknown) => shape.take(value, "walk");
const seen: Told = { kind: "seen", list: [1] };

describe("a function that goes step by step", () => {
  it("asks, is told, and returns: each in its own copy", () => {
    const kept: unknown[] = [];
    const asked = { do: "look", at: "a", more: {} };
    const walk = take(function* (from: string): Generator<unknown, number, Told> {
      const told = yield { ...asked, at: from };
      kept.push(told);
      return told.list.length - 1;
    });
    const walking = walk("b");
    expect(walking.next()).toEqual({ done: false, value: { do: "look", at: "b" } });
    // There is one zero.
    expect(walking.next(seen)).toEqual({ done: true, value: 0 });
    expect(kept[0]).toEqual(seen);
    expect(kept[0]).not.toBe(seen);
    expect(() => (kept[0] as Told).list.push(2)).toThrow(TypeError);
  });

  it("takes any object with next, and looks at each step once", () => {
    let readCount = 0;
    const shifty = {
      get done() {
        return ++readCount > 1;
      },
      value: { do: "look", at: "a" },
    };
    const walking = take(() => ({ next: () => shifty }))("a");
    expect(walking.next()).toEqual({ done: false, value: { do: "look", at: "a" } });
    expect(readCount).toBe(1);
  });

  const first = (value: unknown) => () => take(() => ({ next: () => value }))("a").next();

  it.each<[string, () => unknown, string]>([
    ["what is no function", () => take(3), "walk gave the number 3; it has to give a generator function."],
    ["one that gives nothing to go on", () => take(() => 5)("a"), "walk() gave the number 5"],
    ["a promise", () => take(() => Promise.resolve())("a"), "walk() gave a promise"],
    ["an object without next", () => take(() => ({}))("a"), "whose next is undefined"],
    ["a step that is none", first(7), "next() of walk gave the number 7; it has to give done and value."],
    ["a request of another kind", first({ done: false, value: { do: "sleep" } }), 'walk() asks for something and.do gave the text "sleep"'], // prettier-ignore
    ["no request", first({ value: undefined }), "walk() asks for something and gave undefined; it has to give an object with do."], // prettier-ignore
    ["an outcome of another shape", first({ done: true, value: "7" }), 'walk() ends and gave the text "7"'],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(AnswerError);
    expect(run).toThrow(message);
  });

  it("lets what it throws pass through", () => {
    const walking = take(function* () {
      yield { do: "look", at: "a" };
      throw new RangeError("lost");
    })("a");
    walking.next();
    expect(() => walking.next(seen)).toThrow(RangeError);
  });
});
