import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fileOf, merged, progressIn, ProgressFileError, progressOf, type Progress } from "../../src/progress/file.ts";

const name = fc.constantFrom("start/first-run", "aurora-storage/commit-tracker", "dynamodb/items");
const text = fc.string({ maxLength: 20 });
const answers = fc.dictionary(
  name,
  fc.record({ text, isOurs: fc.boolean(), shelved: fc.uniqueArray(text, { maxLength: 3 }), stamp: text }),
);
const runs = fc.dictionary(
  name,
  fc.record({
    lastPassed: fc.array(text, { maxLength: 3 }),
    runs: fc
      .uniqueArray(
        fc.record({
          at: fc.nat(),
          status: fc.constantFrom("pass" as const, "fail" as const, "error" as const),
          passed: fc.nat(9),
          count: fc.nat(9),
          text,
        }),
        { maxLength: 4, selector: ({ at }) => at },
      )
      .map((all) => all.toSorted((a, b) => a.at - b.at)),
  }),
);
const lessons = fc.dictionary(
  name,
  fc.record(
    {
      readAt: fc.nat(),
      questions: fc.dictionary(
        fc.constantFrom("predict-1", "quiz-1", "quiz-2"),
        fc.record({ isRight: fc.boolean(), choice: fc.constantFrom("A", "B"), lang: fc.constantFrom("en", "ko") }),
      ),
    },
    { requiredKeys: ["questions"] },
  ),
);
const progresses: fc.Arbitrary<Progress> = fc.record({
  answer: answers,
  runs,
  lesson: lessons,
  scenario: fc.dictionary(name, fc.record({ text })),
});

describe("a progress file", () => {
  test("gives back what was put into it", () => {
    fc.assert(
      fc.property(progresses, (progress) => {
        expect(progressIn(fileOf(progress))).toEqual(progress);
      }),
    );
  });

  test("is made of what a storage holds, and of nothing else in it", () => {
    const held = progressOf([
      ["four-of-six/answer/start/first-run", '{"version":1,"text":"a","shelved":[]}'],
      ["four-of-six/answer/start/broken", "{"],
      ["four-of-six/lesson/start/newer", '{"version":99}'],
      ["starlight-theme", "dark"],
    ]);
    expect(Object.keys(held.answer)).toEqual(["start/first-run"]);
    expect(held.lesson).toEqual({});
  });

  test.for([
    ["a picture", "\u0089PNG", "not-ours"],
    ["some other JSON", '{"a":1}', "not-ours"],
    ["null", "null", "not-ours"],
    ["a newer version", '{"format":"four-of-six/progress","version":2,"records":{}}', "newer"],
    ["one that was cut", '{"format":"four-of-six/progress","version":1,"records":{"four-of', "damaged"],
    ["one without records", '{"format":"four-of-six/progress","version":1}', "damaged"],
  ] as const)("refuses %s in words", ([, content, refusal]) => {
    try {
      progressIn(content);
    } catch (error) {
      expect(error).toBeInstanceOf(ProgressFileError);
      expect((error as ProgressFileError).refusal).toBe(refusal);
      return;
    }
    expect.unreachable();
  });
});

describe("an import", () => {
  const textsOf = (progress: Progress, exercise: string) => {
    const answer = progress.answer[exercise];
    return answer === undefined ? [] : [...(answer.isOurs ? [] : [answer.text]), ...answer.shelved];
  };

  test("loses no text, no mark and no answered question of either side", () => {
    fc.assert(
      fc.property(progresses, progresses, (ours, theirs) => {
        const all = merged(ours, theirs);
        for (const side of [ours, theirs]) {
          for (const exercise of Object.keys(side.answer))
            for (const one of textsOf(side, exercise))
              expect([all.answer[exercise]?.text, ...textsOf(all, exercise)]).toContain(one);
          for (const [lesson, { readAt, questions }] of Object.entries(side.lesson)) {
            if (readAt !== undefined) expect(all.lesson[lesson]?.readAt).toBeLessThanOrEqual(readAt);
            expect(Object.keys(all.lesson[lesson]?.questions ?? {})).toEqual(
              expect.arrayContaining(Object.keys(questions)),
            );
          }
          for (const [exercise, kept] of Object.entries(side.runs))
            for (const run of kept.runs) expect(all.runs[exercise]?.runs).toContainEqual(run);
        }
      }),
    );
  });

  test("done twice is done once", () => {
    fc.assert(
      fc.property(progresses, progresses, (ours, theirs) => {
        const once = merged(ours, theirs);
        expect(merged(once, theirs)).toEqual(once);
      }),
    );
  });

  test("keeps the scenario that is here, and takes those that are not", () => {
    const of = (scenario: Progress["scenario"]): Progress => ({ answer: {}, runs: {}, lesson: {}, scenario });
    const ours = of({ "playground/failover": { text: "here" } });
    const theirs = of({ "playground/failover": { text: "there" }, "playground/write-path": { text: "new" } });
    expect(merged(ours, theirs).scenario).toEqual({
      "playground/failover": { text: "here" },
      "playground/write-path": { text: "new" },
    });
  });

  test("puts the imported text into the editor and the other on the shelf", () => {
    const of = (one: string, shelved: readonly string[] = []): Progress => ({
      answer: { "start/first-run": { text: one, isOurs: false, shelved, stamp: "" } },
      runs: {},
      lesson: {},
      scenario: {},
    });
    expect(merged(of("here", ["older"]), of("there")).answer["start/first-run"]).toMatchObject({
      text: "there",
      shelved: ["here", "older"],
    });
  });
});
