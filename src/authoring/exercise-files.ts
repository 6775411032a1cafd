/**
 * The files of a new exercise: a working example with one function, the highest number heard so far, in which every text
 * that an author has to write is a placeholder. It can be run, graded and broken from the first second.
 */
import { PLACEHOLDER } from "../grader/unfinished.ts";
import { titleOf } from "./naming.ts";

/** By path from the top of the repository. `name` and `lesson` are `part/slug`. */
export function exerciseFiles(name: string, lesson: string): ReadonlyMap<string, string> {
  const folder = `exercises/${name}`;
  return new Map([
    [`${folder}/brief.md`, BRIEF],
    [`${folder}/brief.ko.md`, BRIEF_KO],
    [`${folder}/stub.ts`, STUB],
    [`${folder}/solution.ts`, SOLUTION],
    [`${folder}/rig.ts`, RIG],
    [`${folder}/exercise.ts`, exerciseText(titleOf(name), lesson)],
    [`${folder}/mistakes/last-one-wins.ts`, MISTAKE],
    [`${folder}/alternatives/walks-the-list.ts`, ALTERNATIVE],
    [`tests/suites/${name}.test.ts`, suiteText(name)],
  ]);
}

const BRIEF = `${PLACEHOLDER} say what to build, never how. Begin with the names of the functions.

\`\`\`ts
highestHeard(heard): number
\`\`\`

${PLACEHOLDER} say of each argument and result what it is, its unit and its bounds. Say what happens at the edges.

## Example

${PLACEHOLDER} put an example with numbers here, small enough to follow by hand.

| call                      | result |
| ------------------------- | -----: |
| \`highestHeard([])\`        |      0 |
| \`highestHeard([3, 5, 4])\` |      5 |
`;

const BRIEF_KO = `${PLACEHOLDER} 무엇을 만드는지 쓰고 어떻게 만드는지는 쓰지 않습니다.

\`\`\`ts
highestHeard(heard): number
\`\`\`

${PLACEHOLDER} 인수와 결과마다 뜻, 단위, 범위를 씁니다. 경계에서 어떻게 되는지도 씁니다.

## 예

${PLACEHOLDER} 손으로 따라갈 수 있는 작은 예를 숫자와 함께 씁니다.

| 호출                      | 결과 |
| ------------------------- | ---: |
| \`highestHeard([])\`        |    0 |
| \`highestHeard([3, 5, 4])\` |    5 |
`;

const STUB = `// ${PLACEHOLDER} the signatures of your mechanism, with types from four-of-six, and a line on what each promises.

/** The highest of the numbers heard so far, 0 before the first. */
export function highestHeard(heard: readonly number[]): number {
  return 0;
}
`;

const SOLUTION = `// ${PLACEHOLDER} the answer, written to be read. Its comments say why it is right.

/** Messages overtake one another, so the last one heard need not be the highest. */
export function highestHeard(heard: readonly number[]): number {
  return Math.max(0, ...heard);
}
`;

const MISTAKE = `// ${PLACEHOLDER} what a thoughtful person would write. Name the file after the idea.

/** Takes what comes last for what is highest. */
export function highestHeard(heard: readonly number[]): number {
  return heard.at(-1) ?? 0;
}
`;

const ALTERNATIVE = `// ${PLACEHOLDER} a right answer in another style: other data, a class, a loop. The suite must not mind.

export function highestHeard(heard: readonly number[]): number {
  let highest = 0;
  for (const number of heard) if (number > highest) highest = number;
  return highest;
}
`;

const RIG = `import type { Timed } from "four-of-six/kernel";
import { defineRig, fn, number, type AnyTrace } from "four-of-six/testing";

// ${PLACEHOLDER} your mechanism's interface, reference, script and events come from src/core, as four-of-six/aurora and others.

/** What an answer to this exercise exports. */
export interface HighestHeardAnswer {
  highestHeard(heard: readonly number[]): number;
}

/** Whole numbers from 0 on, in the order in which they arrive, 1 ms apart. */
export interface HighestHeardScript {
  readonly arriving: readonly number[];
}

type HighestHeardEvent =
  { readonly kind: "heard"; readonly number: number } | { readonly kind: "highest"; readonly number: number };

const reference: HighestHeardAnswer = { highestHeard: (heard) => Math.max(0, ...heard) };

function runScript({ arriving }: HighestHeardScript, answer: HighestHeardAnswer, into: object[] = []): AnyTrace {
  const trace = into as Timed<HighestHeardEvent>[];
  arriving.forEach((number, atMs) => {
    trace.push({ atMs, kind: "heard", number });
    trace.push({ atMs, kind: "highest", number: answer.highestHeard(arriving.slice(0, atMs + 1)) });
  });
  return trace;
}

export const rig = defineRig<HighestHeardAnswer, HighestHeardScript, HighestHeardScript>({
  figure: "${PLACEHOLDER} a name of src/figures/kinds.ts",
  seam: { highestHeard: fn(number) },
  reference,
  unit: { run: runScript },
  // ${PLACEHOLDER} the whole system with the answer in its place, as in exercises/aurora-storage/quorum-sets/rig.ts.
  cluster: { run: runScript },
  decides: ["highest"],
  eventText: (event) => {
    const { kind, number } = event as Timed<HighestHeardEvent>;
    return kind === "heard" ? \`\${number} was heard\` : \`The highest so far is \${number}\`;
  },
});
`;

const CHECK_NAMES = {
  first: "answers 0 before anything is heard",
  highest: "answers the highest number, whatever came last",
  property: "answers as the reference does, whatever arrives in whatever order",
  cluster: "runs the cluster event for event as the reference does",
} as const;

function exerciseText(title: string, lesson: string): string {
  return `import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "${title}", ko: "${PLACEHOLDER} 제목" },
  lesson: "${lesson}",
  // ${PLACEHOLDER} 1 for ten lines, 2 for twenty to sixty, 3 for more.
  stars: 2,
  checks: [
${Object.values(CHECK_NAMES).map(checkText).join("\n")}
  ],
  hints: [
    { en: "${PLACEHOLDER} a nudge", ko: "${PLACEHOLDER} 작은 힌트" },
    { en: "${PLACEHOLDER} a bigger nudge, never the answer", ko: "${PLACEHOLDER} 더 큰 힌트" },
  ],
  mistakes: {
    "last-one-wins": {
      caughtBy: "${CHECK_NAMES.highest}",
      misconception: {
        en: "${PLACEHOLDER} the idea that it behaves like, and why that is not enough",
        ko: "${PLACEHOLDER} 이 답의 바탕에 있는 생각과 그것으로 부족한 이유",
      },
    },
  },
});
`;
}

function checkText(name: string): string {
  const layer = name === CHECK_NAMES.property ? "property" : name === CHECK_NAMES.cluster ? "cluster" : "example";
  return `    {
      name: "${name}",
      nameKo: "${PLACEHOLDER} 검사 이름",
      layer: "${layer}",
      hint: { en: "${PLACEHOLDER} a nudge", ko: "${PLACEHOLDER} 힌트" },
    },`;
}

function suiteText(name: string): string {
  return `import fc from "fast-check";
import { agreesWithReference, answer } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/${name}/rig.ts";

const { highestHeard } = answer(rig);

const scripts = fc.record({ arriving: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 8 }) });

// ${PLACEHOLDER} five to twelve examples. A check's name is a fact about behaviour, each expect says what is looked at.
describe("examples", () => {
  it("${CHECK_NAMES.first}", () => {
    expect(highestHeard([]), "nothing heard").toBe(0);
  });

  it("${CHECK_NAMES.highest}", () => {
    expect(highestHeard([3, 5, 4]), "3, 5 and 4 heard").toBe(5);
  });
});

// ${PLACEHOLDER} about a hundred runs of short scripts.
describe("properties", () => {
  it("${CHECK_NAMES.property}", () => {
    agreesWithReference(rig, rig.unit, answer(rig), scripts, { runCount: 60 });
  });
});

// ${PLACEHOLDER} about ten runs of the whole system under faults, each.
describe("the cluster", () => {
  it("${CHECK_NAMES.cluster}", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), scripts, { runCount: 10 });
  });
});
`;
}
