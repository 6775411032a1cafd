/** `npm run new`, in a copy of the repository that holds nothing but the sources: what it lays down, and what it says is left. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ESLint } from "eslint";
import * as prettier from "prettier";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exerciseFiles } from "../../src/authoring/exercise-files.ts";
import { withLesson } from "../../src/authoring/lesson-files.ts";
import { takeName } from "../../src/authoring/naming.ts";
import { PARTS } from "../../src/course/registry.ts";
import { ROOT } from "../../src/grader/bundle.ts";

const NAME = "caching/lease-keeper";
const LESSON = "rds/leases";
const REGISTRY = "src/course/registry.ts";
const copy = mkdtempSync(path.join(tmpdir(), "four-of-six-new-"));
afterAll(() => rmSync(copy, { recursive: true }));

function node(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", cwd: copy });
  return { status, stdout, stderr };
}
const make = (...args: readonly string[]) => node("src/authoring/new-command.ts", ...args);
const textOf = (file: string) => readFileSync(path.join(copy, file), "utf8");

beforeAll(() => {
  for (const part of ["src", "package.json", "package-lock.json", "tsconfig.json"])
    cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"), "junction");
});

describe("npm run new -- exercise", () => {
  it("says what it made and what comes next, within 80 columns", () => {
    const { status, stdout, stderr } = make("exercise", NAME, "--lesson", LESSON);
    expect([status, stderr]).toEqual([0, ""]);
    for (const file of exerciseFiles(NAME, LESSON).keys()) {
      expect(stdout).toContain(`\n  ${file}\n`);
      expect(existsSync(path.join(copy, file)), file).toBe(true);
    }
    expect(stdout).toContain(`npm run audit -- ${NAME}`);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("writes over nothing", () => {
    const mine = path.join(copy, `exercises/${NAME}/stub.ts`);
    const before = readFileSync(mine, "utf8");
    writeFileSync(mine, "// mine");
    expect(make("exercise", NAME)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/is there already.* Nothing was written\.\n$/),
    });
    expect(readFileSync(mine, "utf8")).toBe("// mine");
    writeFileSync(mine, before);
  });

  it("lays down what prettier and lint have nothing against", async () => {
    const eslint = new ESLint({ cwd: ROOT });
    for (const [file, text] of exerciseFiles(NAME, LESSON)) {
      const filepath = path.join(ROOT, file);
      const options = { ...(await prettier.resolveConfig(filepath)), filepath, plugins: [] };
      expect(await prettier.check(text, options), file).toBe(true);
      if (!file.endsWith(".ts")) continue;
      const [result] = await eslint.lintText(text, { filePath: filepath });
      expect(result?.messages, file).toEqual([]);
    }
  });

  it("lays down what compiles as strictly as the rest", () => {
    const { config } = ts.readConfigFile(path.join(copy, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(
      { ...config, include: [], files: ["package.json"] },
      ts.sys,
      copy,
    );
    const files = [...exerciseFiles(NAME, LESSON).keys()].filter((file) => file.endsWith(".ts"));
    const program = ts.createProgram(files.map((file) => path.join(copy, file)), { ...options, types: [] }); // prettier-ignore
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
    expect(messages).toEqual([]);
    // Whoever does not find the types would have nothing to say either.
    expect(program.getSourceFiles().map(({ fileName }) => fileName)).toContain(
      path.join(copy, "src/testing/rig.ts").replaceAll("\\", "/"),
    );
  });
});

describe("npm run new -- lesson", () => {
  it("enters the lesson in the registry, and hands over the exercise that names it", () => {
    const { status, stdout, stderr } = make("lesson", LESSON);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    for (const page of [`content/${LESSON}.mdx`, `content/ko/${LESSON}.mdx`]) {
      expect(stdout).toContain(page);
      expect(textOf(page)).toContain(`<Exercise name="${NAME}" />`);
      expect(textOf(page)).toContain('<Idea of="last-one-wins" />');
    }
    expect(make("lesson", LESSON)).toMatchObject({ status: 2, stderr: expect.stringContaining("already") });
  });

  it("leaves a list of what is to be written", () => {
    const { stdout } = node(
      "--input-type=module",
      "--eval",
      `import { unfinishedLesson } from "./src/grader/unfinished.ts"; console.log(unfinishedLesson("${LESSON}").join("\\n"))`,
    );
    for (const page of [`content/${LESSON}.mdx`, `content/ko/${LESSON}.mdx`]) {
      expect(stdout).toContain(`${page}: its front matter names no sources`);
      expect(stdout).toContain(`${page}: nothing moves on it`);
      const line = textOf(page).split("\n").findIndex((one) => one.includes("TODO:")) + 1; // prettier-ignore
      expect(stdout).toContain(`${page}:${line} TODO: `);
    }
    expect(stdout).not.toContain("<Predict>");
  });
});

it("the audit of a new exercise lists what is left, and nothing breaks on the way", () => {
  writeFileSync(path.join(copy, `content/${LESSON}.mdx`), textOf(`content/${LESSON}.mdx`).replace(/<Exercise .*>/, ""));
  const exercise = `exercises/${NAME}/exercise.ts`;
  const whole = textOf(exercise);
  writeFileSync(path.join(copy, exercise), whole.replace(/nameKo: "TODO: 검사 이름"/, "nameKo: undefined"));
  rmSync(path.join(copy, `exercises/${NAME}/brief.ko.md`));

  const { status, stdout, stderr } = node("src/grader/audit-cli.ts", "lease-keeper");
  expect([status, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(new RegExp(`^${NAME}: \\d+ things are left to do\n`));
  // An address is longer than a line where the name of its exercise is.
  expect(stdout.split("\n").filter((line) => line.length > 80 && /\s\S+\s/.test(line.trim()))).toEqual([]);
  const items = stdout
    .replaceAll(/\n {4}/g, " ")
    .split("\n")
    .slice(1);
  const left = (file: string) => items.filter((item) => new RegExp(`^ {2}- ${file}:\\d+ TODO: .`).test(item)).length;
  for (const file of ["brief.md", "stub.ts", "solution.ts", "rig.ts", "exercise.ts", "mistakes/last-one-wins.ts"])
    expect(left(`exercises/${NAME}/${file}`), file).toBeGreaterThan(0);
  expect(left(`tests/suites/${NAME}.test.ts`)).toBe(3);
  expect(items).toContain(`  - exercises/${NAME}/brief.md:1 TODO: say what to build, never how. Begin with the names of the functions.`); // prettier-ignore
  for (const words of [
    "at least 8 mistakes are due, there are 1",
    "brief.ko.md is missing",
    'has no Korean for the check "answers 0 before anything is heard"',
    `content/${LESSON}.mdx does not show it: <Exercise name="${NAME}" />`,
    "signatures.json is out of date",
  ])
    expect(
      items.filter((item) => item.includes(words)),
      words,
    ).toHaveLength(1);
  // The example itself holds: stub, solution, alternative and mistake do what they are there for.
  expect(stdout).not.toMatch(/has to (run|pass)|caught first|two different reports|apart/);

  rmSync(path.join(copy, `exercises/${NAME}/stub.ts`));
  expect(node("src/grader/audit-cli.ts", "lease-keeper").stdout).toBe(
    `${NAME}: 1 thing is left to do\n  - exercises/${NAME}/stub.ts is missing\n\n`,
  );
}, 60_000);

describe("the registry", () => {
  const registry = readFileSync(path.join(ROOT, REGISTRY), "utf8");

  it.each(PARTS.map(({ slug }) => slug))("takes a lesson at the end of %s and is as tidy as before", async (part) => {
    const text = withLesson(registry, `${part}/leases`) ?? "";
    expect(text.length).toBeGreaterThan(registry.length);
    const before = text.slice(0, text.indexOf('slug: "leases"'));
    expect(before.lastIndexOf(`\n    slug: "${part}"`)).toBe(before.lastIndexOf("\n    slug: "));
    expect(await prettier.check(text, { parser: "typescript", printWidth: 120 })).toBe(true);
  });

  it("keeps Windows' line ends, and is left alone where its shape is another", () => {
    const windows = registry.replaceAll("\n", "\r\n");
    expect(withLesson(windows, "rds/leases")?.replaceAll("\r\n", "")).not.toContain("\n");
    expect(withLesson(registry.replaceAll("lessons:", "pages:"), "rds/leases")).toBeUndefined();
  });
});

describe("wrong use", () => {
  it.each([
    ["lease-keeper", /is not <part>\/<slug>. The parts: start, aurora-storage/],
    ["cacheing/leases", /no part "cacheing". The nearest: caching,/],
    ["caching/LeaseKeeper", /as in caching\/lease-keeper\./],
    ["caching/2-leases", /a letter first, as in caching\/leases\./],
    ["caching/임대", /no slug: small letters, digits and single hyphens, a letter first\.$/],
    ["caching/leases/new", /is not <part>\/<slug>/],
  ])("%s is refused in a line", (typed, says) => {
    expect(() => takeName(typed)).toThrow(says);
  });

  it("takes a path as Windows writes it", () => {
    expect(takeName("exercises\\caching\\leases\\")).toBe("caching/leases");
  });

  it.each([
    [[], /Say what is to be made[\s\S]*Usage/],
    [["exercize", NAME], /The nearest: exercise/],
    [["lesson", "rds/pools", "--leson", "x"], /There is no option --leson[\s\S]*Usage/],
    [["exercise"], /how the exercise is called[\s\S]*Usage/],
    [["lesson", "rds/pools", "--lesson", LESSON], /--lesson is for an exercise/],
  ] as const)("%j ends with exit code 2", (args, says) => {
    const { status, stdout, stderr } = make(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(says);
    expect(stderr.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
