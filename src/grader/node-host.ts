/**
 * The command line's host: one child process for each answer, under Node's permission model, with a memory cap and a
 * clock. The verdict is made here, from a channel on which the answer cannot speak.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TIME_LIMIT_MS, type Exercise } from "../testing/exercise.ts";
import { compiledForm, runnerBundle, suiteBundle } from "./bundle.ts";
import { reportOf, type Report, type RunEnd, type RunnerMessage } from "./report.ts";
import { scriptOf } from "./script.ts";

const CHILD = fileURLToPath(new URL("./node-child.cjs", import.meta.url));
const MEMORY_MB = 256;
/** All of it: V8's heap, the runner's code, typed arrays. A right answer's process stays below 150. */
const RESIDENT_MAX_MB = 768;
/** For starting a process and loading the runner, before the answer's own clock starts. Generous: machines are busy. */
const START_LIMIT_MS = 20_000;

/** Grades one answer. Never throws for an answer's fault: that is a failing report. */
export async function gradeInProcess(name: string, exercise: Exercise, source: string): Promise<Report> {
  const script = await scriptFor(name);
  const code = compiledForm(name, script);
  const { messages, end } = await runChild(script, code, source, exercise.timeLimitMs ?? TIME_LIMIT_MS);
  return reportOf(name, exercise, messages, end);
}

async function scriptFor(name: string): Promise<string> {
  const [runner, suite] = await Promise.all([runnerBundle(), suiteBundle(name)]);
  return scriptOf(runner.text, suite.text);
}

function runChild(
  script: string,
  code: Buffer,
  source: string,
  timeLimitMs: number,
): Promise<{ messages: RunnerMessage[]; end: RunEnd }> {
  const secret = randomBytes(24).toString("hex");
  const child = spawn(
    process.execPath,
    [
      "--permission",
      `--allow-fs-read=${CHILD}`,
      "--no-warnings",
      // A promise that nobody waits for ends no run in a browser; nor here.
      "--unhandled-rejections=none",
      `--max-old-space-size=${MEMORY_MB}`,
      CHILD,
    ],
    // An empty environment: nothing of the machine's can be read, and NODE_OPTIONS cannot open what is closed.
    { stdio: ["pipe", "ignore", "pipe", "pipe"], env: {}, windowsHide: true },
  );
  return new Promise((resolve, reject) => {
    const messages: RunnerMessage[] = [];
    let said = "";
    let complaint = "";
    let timedOut = false;
    let isTooLarge = false;
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

    const channel = child.stdio[3] as NodeJS.ReadableStream;
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
        messages.push(message);
        // Whatever an answer has left running is nobody's business any more.
        if (message.kind === "finished") child.kill("SIGKILL");
        if (message.kind === "started") {
          clearTimeout(clock);
          clock = setTimeout(stop, timeLimitMs);
        }
      }
    });
    child.stderr?.setEncoding("utf8");
    child.stderr?.on("data", (chunk: string) => {
      if (complaint.length < 10_000) complaint += chunk;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(clock);
      clearInterval(watch);
      const finished = messages.some(({ kind }) => kind === "finished");
      resolve({
        messages,
        end: finished
          ? { kind: "finished" }
          : isTooLarge
            ? { kind: "out-of-memory" }
            : timedOut
              ? { kind: "timed-out" }
              : diedOf(complaint, code, signal),
      });
    });
    // The child may be gone before it has read everything; its end says why.
    child.stdin?.on("error", () => undefined);
    child.stdin?.write(`${JSON.stringify({ script, source, secret })}\n`);
    child.stdin?.end(code);
  });
}

/** Memory that the process holds, typed arrays included, which V8's own cap leaves out. Known on Linux; else 0. */
function residentMb(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return 0;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    return (pages * 4_096) / 1_048_576;
  } catch {
    return 0;
  }
}

function diedOf(complaint: string, code: number | null, signal: string | null): RunEnd {
  if (/heap out of memory|allocation failed|Array buffer allocation/i.test(complaint)) return { kind: "out-of-memory" };
  return { kind: "died", detail: signal !== null ? `ended by ${signal}` : `ended with code ${code}` };
}
