/**
 * The watching session: the current exercise is graded on each save, keys lead to the others. Where nobody can press keys
 * (a pipe), each report is printed below the last.
 */
import { execFile } from "node:child_process";
import { watch, type FSWatcher } from "node:fs";
import path from "node:path";
import { answerPathOf, isBegun, makeFromStub, replaceAnswer, shown } from "./answers.ts";
import { exerciseFile, loadExercise } from "./exercises.ts";
import { diffWithSolution, gradeOwn, hintsShown, listedExercises } from "./learner.ts";
import type { Report } from "./report.ts";
import { listRows, watchedPage } from "./terminal.ts";

/** An editor writes in several steps; the last of them counts. */
const SETTLE_MS = 40;

const KEYS = "n next  p previous  l list  h hint  d diff  o lesson  r reset  q quit";

class Session {
  #name: string;
  #report: Report | undefined;
  #note: readonly string[] = [];
  #isListed = false;
  #asks: "reset" | undefined;
  #watcher: FSWatcher | undefined;
  #settling: NodeJS.Timeout | undefined;
  /** Counts gradings: one that was overtaken says nothing. */
  #generation = 0;
  #leave: (code: number) => void = () => undefined;
  readonly #hasKeys = process.stdin.isTTY === true && process.stdout.isTTY === true;

  constructor(name: string) {
    this.#name = name;
  }

  run(): Promise<number> {
    return new Promise((resolve) => {
      this.#leave = (code) => {
        this.#watcher?.close();
        clearTimeout(this.#settling);
        if (this.#hasKeys) process.stdin.setRawMode(false);
        process.stdin.pause();
        process.stdout.off("resize", this.#draw);
        process.off("SIGINT", stop);
        resolve(code);
      };
      const stop = () => this.#leave(this.#report?.status === "pass" ? 0 : 1);
      process.on("SIGINT", stop);
      if (this.#hasKeys) {
        process.stdin.setRawMode(true);
        process.stdin.resume();
        process.stdin.setEncoding("utf8");
        process.stdin.on("data", (keys: string) => void this.#press(keys));
        process.stdout.on("resize", this.#draw);
      }
      void this.#open(this.#name);
    });
  }

  async #open(name: string): Promise<void> {
    this.#name = name;
    this.#report = undefined;
    this.#isListed = false;
    this.#note = [];
    const file = answerPathOf(name);
    if (makeFromStub(name)) this.#note = [`Made ${shown(file)} from the stub: that is where you write.`];
    this.#watcher?.close();
    // The folder, not the file: many editors write a new file and move it into place.
    this.#watcher = watch(path.dirname(file), (_, changed) => {
      if (changed !== null && changed !== path.basename(file)) return;
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => void this.#grade(), SETTLE_MS);
    });
    this.#watcher.on("error", () => undefined);
    await this.#grade();
  }

  async #grade(): Promise<void> {
    const generation = ++this.#generation;
    if (!isBegun(this.#name)) {
      this.#note = [`${shown(answerPathOf(this.#name))} is gone. r makes it anew from the stub.`];
      return this.#draw();
    }
    void this.#draw();
    try {
      const report = await gradeOwn(this.#name, await loadExercise(this.#name));
      if (generation !== this.#generation) return;
      this.#report = report;
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#note = [(error as Error).message];
    }
    await this.#draw();
  }

  readonly #draw = async (): Promise<void> => {
    const rows = await listedExercises();
    const exercise = await loadExercise(this.#name);
    const part = this.#name.slice(0, this.#name.indexOf("/"));
    const solved = rows.filter(({ solvedAt }) => solvedAt !== undefined).length;
    const room = Math.max(10, process.stdout.rows - 2);
    // In a low window the report matters more than the neighbours.
    const near = Math.max(1, Math.floor((room - 22) / 2));
    const at = rows.findIndex(({ name }) => name === this.#name);
    const listed = this.#isListed
      ? rows
      : rows.filter(({ name }, index) => name.startsWith(`${part}/`) && Math.abs(index - at) <= near);
    const lines = [
      ...(this.#hasKeys ? [`Four of Six: ${solved} of ${rows.length} exercises solved`, "", ...listRows(listed, this.#name)] : []), // prettier-ignore
      "",
      `${exercise.title.en}  ${shown(answerPathOf(this.#name))}`,
      ...(this.#report === undefined ? ["grading..."] : watchedPage(this.#report, exercise)),
      ...(await hintsShown(this.#name, false)),
      ...this.#note,
      ...(this.#asks === undefined
        ? []
        : ["", `Put the stub back? Your answer is kept beside it. Press y for yes, any other key for no.`]),
    ];
    if (!this.#hasKeys) {
      if (this.#report !== undefined) process.stdout.write(`${lines.join("\n")}\n${"-".repeat(40)}\n`);
      return;
    }
    // The end of the page is what one looks at while typing elsewhere; what does not fit is cut at its end.
    const cut = lines.length > room ? [...lines.slice(0, room - 1), `(${lines.length - room + 1} more lines: npm run grade -- ${this.#name.split("/")[1]})`] : lines; // prettier-ignore
    process.stdout.write(`\u001b[2J\u001b[3J\u001b[H${cut.join("\n")}\n${KEYS}\n`);
  };

  async #press(keys: string): Promise<void> {
    for (const key of keys) await this.#pressOne(key);
  }

  async #pressOne(key: string): Promise<void> {
    if (key === "q" || key === "\u0003" || key === "\u0004")
      return this.#leave(this.#report?.status === "pass" ? 0 : 1);
    if (this.#asks !== undefined) {
      this.#asks = undefined;
      if (key === "y") return this.#reset();
      return this.#draw();
    }
    const names = (await listedExercises()).map(({ name }) => name);
    const at = names.indexOf(this.#name);
    const deeds: Readonly<Record<string, () => unknown>> = {
      n: () => this.#open(names[(at + 1) % names.length] as string),
      p: () => this.#open(names[(at + names.length - 1) % names.length] as string),
      l: () => (this.#isListed = !this.#isListed),
      h: () => hintsShown(this.#name, true),
      d: () => (this.#note = diffWithSolution(this.#name).trimEnd().split("\n")),
      o: () => this.#openLesson(),
      r: () => (this.#asks = "reset"),
    };
    const deed = deeds[key];
    if (deed === undefined) return;
    await deed();
    if (key !== "n" && key !== "p") await this.#draw();
  }

  async #reset(): Promise<void> {
    const kept = replaceAnswer(this.#name, exerciseFile(this.#name, "stub.ts"));
    this.#note = kept === undefined ? ["It is the stub already."] : [`Your answer is kept as ${shown(kept)}.`];
    await this.#grade();
  }

  async #openLesson(): Promise<void> {
    const { lesson } = await loadExercise(this.#name);
    const address = `http://localhost:${process.env["PORT"] ?? 4321}/${lesson}/`;
    try {
      await fetch(address, { method: "HEAD", signal: AbortSignal.timeout(500) });
    } catch {
      this.#note = [`The lesson is content/${lesson}.mdx. With "npm start" in another terminal: ${address}`];
      return;
    }
    const opener = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
    execFile(opener, [address], () => undefined);
    this.#note = [address];
  }
}

/** Watches one exercise: the one that was named, else the first that is begun and not solved, else the first. */
export async function watchExercise(asked: string | undefined): Promise<number> {
  const rows = await listedExercises();
  const next =
    rows.find(({ isBegun: begun, solvedAt }) => begun && solvedAt === undefined) ??
    rows.find(({ solvedAt }) => solvedAt === undefined) ??
    rows[0];
  return new Session(asked ?? (next?.name as string)).run();
}
