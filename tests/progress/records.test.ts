import { describe, expect, test } from "vitest";
import { kindAndName, NEWER, RUNS_MAX, takeRecord } from "../../src/progress/records.ts";

describe("a kept record", () => {
  test("of version 1 of an answer comes with an empty stamp, and loses nothing", () => {
    expect(takeRecord("answer", { version: 1, text: "mine", isOurs: false, shelved: ["older"] })).toEqual({
      text: "mine",
      isOurs: false,
      shelved: ["older"],
      stamp: "",
    });
    expect(takeRecord("answer", { version: 1, text: "mine" })).toMatchObject({ text: "mine", shelved: [] });
  });

  test("of a newer version is left alone", () => {
    for (const kind of ["answer", "runs", "lesson"] as const)
      expect(takeRecord(kind, { version: 99, text: "from tomorrow" })).toBe(NEWER);
  });

  test.for([null, 7, "text", [], {}, { version: "1" }, { version: 1 }, { version: 1, text: 5 }])(
    "that makes no sense is none: %j",
    (value) => {
      expect(takeRecord("answer", value)).toBeUndefined();
    },
  );

  test("keeps what makes sense of a damaged list", () => {
    const run = { at: 1, status: "fail", passed: 2, count: 9, text: "a" };
    const taken = takeRecord("runs", { version: 1, runs: [run, { at: 2 }, "run", null], lastPassed: ["x", 3] });
    expect(taken).toEqual({ runs: [run], lastPassed: ["x"] });
    const question = { isRight: true, choice: "B", lang: "ko" };
    expect(takeRecord("lesson", { version: 1, questions: { "quiz-1": question, "quiz-2": { isRight: 1 } } })).toEqual({
      questions: { "quiz-1": question },
    });
  });

  test("holds only so many runs", () => {
    const runs = Array.from({ length: RUNS_MAX + 5 }, (_, at) => ({
      at,
      status: "pass",
      passed: 1,
      count: 1,
      text: "",
    }));
    const taken = takeRecord("runs", { version: 1, runs });
    expect(taken === NEWER ? undefined : taken?.runs.map(({ at }) => at)).toEqual(
      Array.from({ length: RUNS_MAX }, (_, index) => index + 5),
    );
  });
});

test("only our own keys name a record", () => {
  expect(kindAndName("four-of-six/answer/start/first-run")).toEqual({ kind: "answer", name: "start/first-run" });
  for (const key of [
    "starlight-theme",
    "four-of-six/answer",
    "four-of-six/answer/first-run",
    "four-of-six/answer/../x",
    "four-of-six/unknown/start/first-run",
    "four-of-six/answer/start/first-run/more",
  ])
    expect(kindAndName(key), key).toBeUndefined();
});
