/** The command line's PostgreSQL: a child process under Node's permission model, one for all runs of this process. */
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PostgresLink, type PostgresWord } from "./link.ts";

const PROCESS = fileURLToPath(new URL("./process.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** PostgreSQL takes up to 700 when it starts. */
const RESIDENT_MAX_MB = 1_500;

export const nodePostgres = new PostgresLink(({ onWord, onEnd }) => {
  const child = fork(PROCESS, [], {
    execArgv: [
      "--permission",
      `--allow-fs-read=${path.join(ROOT, "src")}`,
      `--allow-fs-read=${path.join(ROOT, "package.json")}`,
      `--allow-fs-read=${path.join(ROOT, "node_modules/@electric-sql/pglite")}`,
      "--no-warnings",
    ],
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const watch = setInterval(() => {
    if (residentMb(child.pid) >= RESIDENT_MAX_MB) child.kill("SIGKILL");
  }, 100);
  child.on("message", (word: PostgresWord) => onWord(word));
  child.on("error", (error) => onEnd(String(error)));
  child.on("exit", (code, signal) => {
    clearInterval(watch);
    onEnd(signal !== null ? `ended by ${signal}` : `ended with code ${code}`);
  });
  // A command that has done its work ends, and its PostgreSQL with it.
  child.unref();
  child.channel?.unref();
  watch.unref();
  return { post: (call) => void child.send(call), end: () => void child.kill("SIGKILL") };
});

/** Memory that the process holds. Known on Linux; else 0. */
export function residentMb(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return 0;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    return (pages * 4_096) / 1_048_576;
  } catch {
    return 0;
  }
}
