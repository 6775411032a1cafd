/**
 * The command line's host: one child process for each answer, under Node's permission model, with a memory cap and a
 * clock. The verdict is made here, from a channel on which the answer cannot speak.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import type { Duplex } from "node:stream";
import type { DatabaseAsked } from "../testing/database.ts";
import { TIME_LIMIT_MS, type Exercise } from "../testing/exercise.ts";
import { CHILD, inAscii, prepared, V8_FLAGS, type Prepared } from "./bundle.ts";
import { PostgresUnavailable, type PostgresTurn } from "./postgres/link.ts";
import { nodePostgres, residentMb } from "./postgres/node.ts";
import { reportOf, type Counterexample, type Report, type RunEnd, type RunName, type RunnerMessage } from "./report.ts";

const MEMORY_MB = 256;
/** All of it: V8's heap, the runner's code, typed arrays. A right answer's process stays below 150. */
const RESIDENT_MAX_MB = 768;
/** For starting a process and loading the runner, before the answer's own clock starts. Generous: machines are busy. */
const START_LIMIT_MS = 20_000;

/** An answer that loops would outlive a command that is ended. */
const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** Grades one answer. Never throws for an answer's fault: that is a failing report. */
export async function gradeInProcess(name: string, exercise: Exercise, source: string): Promise<Report> {
  return (await judge(await prepared(name), name, exercise, source)).report;
}

/** The same, with how the run ended: not every end is the answer's. */
export async function judge(
  given: Prepared,
  name: string,
  exercise: Exercise,
  source: string,
): Promise<{ readonly report: Report; readonly end: RunEnd }> {
  const { messages, end } = await runChild(given, { source }, exercise);
  return { report: reportOf(name, exercise, messages, end), end };
}

/**
 * Grades until a check fails: for who asks only whether an answer passes. What comes after that check has not run in this
 * report, so it says `error` where the whole one would say `fail`.
 */
export async function gradeToFirstFailure(name: string, exercise: Exercise, source: string): Promise<Report> {
  const failed = (message: RunnerMessage) => message.kind === "check-ended" && message.status !== "pass";
  const { messages, end } = await runChild(await prepared(name), { source }, exercise, failed);
  return reportOf(name, exercise, messages, end);
}

/**
 * Runs one scenario on an answer and on the reference. Null: they do the same. A text: why it could not be run, for whoever
 * wrote the answer or made the scenario.
 */
export async function replayInProcess(
  name: string,
  exercise: Exercise,
  asked: { readonly source: string; readonly replay: RunName; readonly scenario: unknown },
): Promise<Counterexample | string | null> {
  const { messages, end } = await runChild(await prepared(name), asked, exercise);
  for (const message of messages) {
    if (message.kind === "refused") return message.message;
    if (message.kind === "replayed") return message.thrown ?? message.counterexample;
  }
  return end.kind === "timed-out" ? "The answer did not finish in time." : "The answer ended the run.";
}

function runChild(
  given: Prepared,
  asked: { readonly source: string; readonly replay?: RunName; readonly scenario?: unknown },
  { needs = [], timeLimitMs = TIME_LIMIT_MS }: Exercise,
  /** Whether the run may end here, before it has finished. */
  isEnough: (message: RunnerMessage) => boolean = () => false,
): Promise<{ messages: RunnerMessage[]; end: RunEnd }> {
  const secret = randomBytes(24).toString("hex");
  // Given open: an answer's process may read no file by its name but its own program.
  const files = [given.script, given.code, given.drawn].map((file) => openSync(file, "r"));
  const child = spawn(
    process.execPath,
    [
      ...V8_FLAGS,
      "--permission",
      `--allow-fs-read=${CHILD}`,
      "--no-warnings",
      // A promise that nobody waits for ends no run in a browser; nor here.
      "--unhandled-rejections=none",
      `--max-old-space-size=${MEMORY_MB}`,
      CHILD,
    ],
    // An empty environment: nothing of the machine's can be read, and NODE_OPTIONS cannot open what is closed.
    { stdio: ["pipe", "ignore", "pipe", "pipe", ...files], env: {}, windowsHide: true },
  );
  files.forEach(closeSync);
  running.add(child);
  return new Promise((resolve, reject) => {
    const messages: RunnerMessage[] = [];
    let said = "";
    let complaint = "";
    let timedOut = false;
    let isTooLarge = false;
    let noPostgres: string | undefined;
    let refused: string | undefined;
    let turn: Promise<PostgresTurn> | undefined;
    /** What is left of the answer's time; it does not pass while the host is asked. */
    let leftMs = timeLimitMs;
    let beganMs = 0;
    const stop = () => {
      timedOut = true;
      child.kill("SIGKILL");
    };
    let clock = setTimeout(stop, START_LIMIT_MS);
    const watch = setInterval(() => {
      if (residentMb(child.pid) < RESIDENT_MAX_MB) return;
      isTooLarge = true;
      child.kill("SIGKILL");
    }, 50);

    const channel = child.stdio[3] as Duplex;
    const startClock = () => {
      clearTimeout(clock);
      beganMs = performance.now();
      clock = setTimeout(stop, leftMs);
    };
    const serve = async (question: DatabaseAsked) => {
      clearTimeout(clock);
      leftMs = Math.max(0, leftMs - (performance.now() - beganMs));
      try {
        if (!needs.includes("postgres")) throw new Error("a request to a database that is not there");
        turn ??= nodePostgres.turn();
        const said = await (await turn).ask(question);
        // In ASCII, so that a reply that comes in pieces is not cut within a character.
        channel.write(`${inAscii(JSON.stringify(said))}\n`);
        startClock();
      } catch (error) {
        if (error instanceof PostgresUnavailable) noPostgres = error.message;
        else refused = (error as Error).message;
        child.kill("SIGKILL");
      }
    };
    // The child may be gone before it has read a reply; its end says why.
    channel.on("error", () => undefined);
    channel.setEncoding("utf8");
    channel.on("data", (chunk: string) => {
      // Looked through once: only what has just come can end a line.
      const lines = chunk.split("\n");
      lines[0] = said + (lines[0] ?? "");
      said = lines.pop() ?? "";
      for (const line of lines) {
        // A line without the secret was not written by the runner.
        if (!line.startsWith(secret)) continue;
        const message = JSON.parse(line.slice(secret.length)) as RunnerMessage;
        if (message.kind === "asked") {
          void serve(message.asked);
          continue;
        }
        messages.push(message);
        // Whatever an answer has left running is nobody's business any more.
        if (message.kind === "finished" || isEnough(message)) child.kill("SIGKILL");
        if (message.kind === "started") startClock();
      }
    });
    child.stderr?.setEncoding("utf8");
    child.stderr?.on("data", (chunk: string) => {
      if (complaint.length < 10_000) complaint += chunk;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      running.delete(child);
      clearTimeout(clock);
      clearInterval(watch);
      void turn?.then(({ leave }) => leave());
      const finished = messages.some(({ kind }) => kind === "finished");
      resolve({
        messages,
        end: finished
          ? { kind: "finished" }
          : noPostgres !== undefined
            ? { kind: "no-postgres", detail: noPostgres }
            : isTooLarge
              ? { kind: "out-of-memory" }
              : timedOut
                ? { kind: "timed-out" }
                : refused !== undefined
                  ? { kind: "died", detail: refused }
                  : diedOf(complaint, code, signal),
      });
    });
    // The child may be gone before it has read everything; its end says why.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(JSON.stringify({ ...asked, secret }));
  });
}

function diedOf(complaint: string, code: number | null, signal: string | null): RunEnd {
  if (/heap out of memory|allocation failed|Array buffer allocation/i.test(complaint)) return { kind: "out-of-memory" };
  return { kind: "died", detail: signal !== null ? `ended by ${signal}` : `ended with code ${code}` };
}
