/** The files of a new lesson, in both languages, and its entry in the registry. */
import { PARTS } from "../course/registry.ts";
import { slugOf } from "../grader/names.ts";
import { PLACEHOLDER as TODO } from "../grader/unfinished.ts";
import { titleOf } from "./naming.ts";

/** An exercise that names the lesson as its own. */
export interface HandedOver {
  readonly name: string;
  readonly mistakes: readonly string[];
}

/** By path from the top of the repository. `lesson` is `part/slug`. */
export function lessonFiles(lesson: string, exercises: readonly HandedOver[]): ReadonlyMap<string, string> {
  return new Map([
    [`content/${lesson}.mdx`, lessonText(titleOf(lesson), exercises, WORDS.en)],
    [`content/ko/${lesson}.mdx`, lessonText(`${TODO} 제목`, exercises, WORDS.ko)],
  ]);
}

/**
 * The text of `src/course/registry.ts` with a new lesson at the end of its part; undefined when the place for it cannot be
 * found in the text.
 */
export function withLesson(registry: string, lesson: string): string | undefined {
  const part = lesson.slice(0, lesson.indexOf("/"));
  const end = registry.includes("\r\n") ? "\r\n" : "\n";
  const lines = registry.split(end);
  const partAt = lines.indexOf(`    slug: "${part}",`);
  const opens = lines.findIndex((line, index) => index > partAt && line.startsWith("    lessons: ["));
  if (partAt === -1 || opens === -1) return undefined;
  const entry = entryOf(lesson);
  if (lines[opens] === "    lessons: [],") {
    lines.splice(opens, 1, "    lessons: [", ...entry, "    ],");
    return lines.join(end);
  }
  const closes = lines.indexOf("    ],", opens);
  if (closes === -1 || lines.slice(opens, closes).some((line) => line === "  {")) return undefined;
  lines.splice(closes, 0, ...entry);
  return lines.join(end);
}

/** The lines of the entry, for whoever has to put them in by hand. */
export function entryOf(lesson: string): readonly string[] {
  const slug = slugOf(lesson);
  const part = PARTS.find((one) => lesson.startsWith(`${one.slug}/`));
  const last = part?.lessons.at(-1);
  const after = last === undefined ? "start/how-this-course-works" : `${part?.slug}/${last.slug}`;
  return [
    "      {",
    `        slug: "${slug}",`,
    `        title: { en: "${titleOf(lesson)}", ko: "${TODO} 제목" },`,
    `        // ${TODO} only what it builds on at once.`,
    `        after: ["${after}"],`,
    "      },",
  ];
}

const WORDS = {
  en: {
    description: "what the lesson is about, in one sentence",
    goal: "what the reader can do in the end",
    minutes: "reading time with the quiz, without the exercise",
    sources: "as in `- Aurora 2017 §2.1`; src/course/sources.ts has the titles",
    opens: "open with an incident or a question that hurts.",
    rule: "The rule",
    mechanism: "show the mechanism moving. Ask for the prediction first.",
    ask: "what will happen, before the reader presses play",
    choice: "a choice",
    why: "why it is right or wrong",
    figure: "a <Figure>, by a name of src/figures/kinds.ts",
    simplified: "say where the simulator is simpler than the service.",
    example: "A worked example",
    numbers: "work an example with numbers and units. Numbers of the service come from `<Limit>`.",
    turn: "Your turn",
    hand: "hand the exercise over.",
    none: "an <Exercise>: npm run new -- exercise",
    wrong: "What goes wrong in practice",
    idea: "say why this idea fails.",
    practice: "what goes wrong, and how one sees it.",
    check: "Check yourself",
    question: "a question that needs the mechanism to be answered",
  },
  ko: {
    description: "무엇을 다루는지 한 문장으로",
    goal: "읽고 나면 할 수 있는 일을 한 문장으로 씁니다",
    minutes: "퀴즈까지 읽는 시간, 연습 문제는 빼고",
    sources: "영어 페이지와 같은 출처",
    opens: "사고나 아픈 질문으로 시작합니다.",
    rule: "규칙",
    mechanism: "메커니즘이 움직이는 모습을 보여 줍니다. 예측을 먼저 묻습니다.",
    ask: "재생하기 전에 무슨 일이 일어날지 묻습니다",
    choice: "선택지",
    why: "맞거나 틀린 이유",
    figure: "<Figure>, 이름은 src/figures/kinds.ts에 있습니다",
    simplified: "시뮬레이터가 서비스보다 단순한 곳을 말합니다.",
    example: "숫자로 따라가기",
    numbers: "숫자와 단위로 예를 풉니다. 서비스의 숫자는 `<Limit>`로 씁니다.",
    turn: "직접 만들기",
    hand: "연습 문제를 건넵니다.",
    none: "<Exercise>: npm run new -- exercise",
    wrong: "실무에서 생기는 문제",
    idea: "이 생각이 왜 틀렸는지 씁니다.",
    practice: "무엇이 잘못되고 어떻게 알아보는지 씁니다.",
    check: "확인 문제",
    question: "메커니즘을 알아야 답할 수 있는 질문",
  },
} as const;

type Words = Record<keyof (typeof WORDS)["en"], string>;

function lessonText(title: string, exercises: readonly HandedOver[], words: Words): string {
  const keys = exercises.flatMap(({ mistakes }) => mistakes);
  const components = [
    ...(exercises.length === 0 ? [] : ["Exercise"]),
    ...(keys.length === 0 ? [] : ["Idea"]),
    "Predict",
    "Quiz",
    "Simplified",
  ];
  const choices = (indent: string) =>
    [
      "",
      `${indent}  { text: "${TODO} ${words.choice}", right: true, why: "${TODO} ${words.why}" },`,
      `${indent}  { text: "${TODO} ${words.choice}", why: "${TODO} ${words.why}" },`,
      indent,
    ].join("\n");
  return `---
title: "${title}"
description: "${TODO} ${words.description}"
goal: "${TODO} ${words.goal}"
${exercises[0] === undefined ? "" : `exercise: ${exercises[0].name}\n`}minutes: 10 # ${TODO} ${words.minutes}
level: first steps # ${TODO} first steps, intermediate, advanced
sources: [] # ${TODO} ${words.sources}
---
import { ${components.join(", ")} } from "@lesson";

${TODO} ${words.opens}

## ${words.rule}

${TODO} ${words.mechanism}

<Predict
  ask="${TODO} ${words.ask}"
  choices={[${choices("  ")}]}
/>

{/* ${TODO} ${words.figure} */}

<Simplified>
${TODO} ${words.simplified}
</Simplified>

## ${words.example}

${TODO} ${words.numbers}

## ${words.turn}

${TODO} ${words.hand}

${exercises.length === 0 ? `{/* ${TODO} ${words.none} */}` : exercises.map(({ name }) => `<Exercise name="${name}" />`).join("\n\n")}

## ${words.wrong}

${keys.length === 0 ? `- ${TODO} ${words.practice}` : keys.map((key) => `- <Idea of="${key}" />${TODO} ${words.idea}`).join("\n")}

## ${words.check}

<Quiz
  questions={[
    {
      ask: "${TODO} ${words.question}",
      choices: [${choices("      ")}],
    },
  ]}
/>
`;
}
