import { describe, expect, it } from "vitest";
import { AnswerError, listOf, number, tagged } from "../../src/testing/seam.ts";

type Outcome =
  | { readonly status: "found"; readonly lsns: readonly number[] }
  | { readonly status: "missing"; readonly afterLsn: number };

const outcome = tagged<Outcome, "status">("status", {
  found: { lsns: listOf(number) },
  missing: { afterLsn: number },
});
const take = (value: unknown) => outcome.take(value, "look()");

describe("a tagged shape", () => {
  it("takes the fields of the kind that the tag names, and leaves all others behind", () => {
    expect(take({ status: "missing", afterLsn: 7, lsns: "no list", more: {} })).toEqual({
      status: "missing",
      afterLsn: 7,
    });
    expect(take({ lsns: [1, 2], status: "found" })).toEqual({ status: "found", lsns: [1, 2] });
  });

  it("gives plain data of its own", () => {
    const lsns = [1, 2];
    const taken = take(Object.assign(Object.create({ afterLsn: 1 }) as object, { status: "found", lsns }));
    expect(Object.getPrototypeOf(taken)).toBe(Object.prototype);
    expect(taken.status === "found" && taken.lsns).not.toBe(lsns);
  });

  it.each([
    [undefined, "look() gave undefined; it has to give an object with status."],
    [null, "look() gave null; it has to give an object with status."],
    ["missing", 'look() gave the text "missing"; it has to give an object with status.'],
    [{}, 'look().status gave undefined; it has to give one of "found", "missing".'],
    [{ status: "lost" }, 'look().status gave the text "lost"; it has to give one of "found", "missing".'],
    [{ status: 1 }, 'look().status gave the number 1; it has to give one of "found", "missing".'],
    [{ status: ["missing"], afterLsn: 1 }, 'look().status gave a list; it has to give one of "found", "missing".'],
    [{ status: "missing" }, "look().afterLsn gave undefined; it has to give a finite number."],
    [{ status: "missing", afterLsn: NaN }, "look().afterLsn gave the number NaN; it has to give a finite number."],
    [{ status: "found", lsns: 3 }, "look().lsns gave the number 3; it has to give a list."],
  ])("refuses %o", (value, message) => {
    expect(() => take(value)).toThrow(AnswerError);
    expect(() => take(value)).toThrow(message);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", ""])(
    "knows no kind by the name of what every object has: %o",
    (status) => {
      expect(() => take({ status, afterLsn: 1 })).toThrow(AnswerError);
    },
  );

  it("reads the tag once, whatever it turns into", () => {
    let readCount = 0;
    const shifty = {
      afterLsn: 5,
      get status() {
        readCount++;
        return readCount === 1 ? "missing" : "found";
      },
    };
    expect(take(shifty)).toEqual({ status: "missing", afterLsn: 5 });
    expect(readCount).toBe(1);
  });

  it("speaks kindly of an object that only pretends", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    const named = new Proxy({}, { get: (_, name) => (name === "status" ? proxy : 1) });
    revoke();
    expect(() => take(named)).toThrow('look().status gave an object; it has to give one of "found", "missing".');
  });
});
