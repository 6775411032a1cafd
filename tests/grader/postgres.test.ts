/** One PostgreSQL for each host: both give the same, and neither is a failed check when it cannot be had. */
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createDataApiSession, runDataApiScriptOn } from "../../src/core/cluster/index.ts";
import { traceDigest } from "../../src/core/kernel/index.ts";
import {
  PostgresLink,
  PostgresRefused,
  PostgresUnavailable,
  type PostgresEars,
} from "../../src/grader/postgres/link.ts";
import { nodePostgres } from "../../src/grader/postgres/node.ts";
import { reportOf } from "../../src/grader/report.ts";
import { loadExercise } from "../../src/grader/exercises.ts";
import { databaseOf } from "../../src/testing/database.ts";
import { databaseScripts } from "../arbitraries/data-api-session.ts";
import { openBrowserGrader, type BrowserGrader } from "../support/browser-grader.ts";

describe("the same scripts", () => {
  let browser: BrowserGrader;
  beforeAll(async () => {
    browser = await openBrowserGrader();
  });
  afterAll(() => browser.close());

  it("give the same traces on the command line's PostgreSQL and on the page's", async () => {
    const scripts = fc.sample(databaseScripts, { seed: 2018, numRuns: 12 });
    const turn = await nodePostgres.turn();
    const here: string[] = [];
    for (const script of scripts)
      here.push(traceDigest(await runDataApiScriptOn(await databaseOf(turn.ask), script, createDataApiSession)));
    turn.leave();
    expect(new Set(here).size).toBeGreaterThan(6);
    expect(await browser.postgresDigests(scripts)).toEqual(here);
  });
});

const OPEN = { kind: "open" } as const;

describe("a link", () => {
  /** A PostgreSQL that starts as often as it is told to, and answers everything alike. */
  function played(fails: (start: number) => boolean) {
    let starts = 0;
    const link = new PostgresLink(({ onWord }: PostgresEars) => {
      const start = ++starts;
      queueMicrotask(() => onWord(fails(start) ? { kind: "not-started", why: "no network" } : { kind: "started" }));
      return { post: ({ id }) => queueMicrotask(() => onWord({ kind: "said", id, said: { kind: "done" } })), end: () => undefined }; // prettier-ignore
    });
    return { link, startCount: () => starts };
  }

  it("starts nothing before the first request, and one for all of them", async () => {
    const { link, startCount } = played(() => false);
    const turn = await link.turn();
    expect(startCount()).toBe(0);
    expect(await turn.ask(OPEN)).toEqual({ kind: "done" });
    expect(await turn.ask(OPEN)).toEqual({ kind: "done" });
    expect(startCount()).toBe(1);
  });

  it("tries again after a start that failed", async () => {
    const { link, startCount } = played((start) => start === 1);
    const turn = await link.turn();
    await expect(turn.ask(OPEN)).rejects.toThrow(PostgresUnavailable);
    expect(await turn.ask(OPEN)).toEqual({ kind: "done" });
    expect(startCount()).toBe(2);
  });

  it("gives a run its turn when the one before has left", async () => {
    const { link } = played(() => false);
    const order: string[] = [];
    const first = await link.turn();
    const second = link.turn().then(() => order.push("second"));
    await first.ask(OPEN);
    order.push("first");
    first.leave();
    await second;
    expect(order).toEqual(["first", "second"]);
  });

  it("refuses the request after the five thousandth, and one of more than 64 KB", async () => {
    const { link } = played(() => false);
    const turn = await link.turn();
    const run = (sql: string) => turn.ask({ kind: "run", session: "S1", sql, parameters: [] });
    await expect(run("x".repeat(65_536))).rejects.toThrow(PostgresRefused);
    for (let count = 1; count < 5_000; count++) await turn.ask(OPEN);
    await expect(turn.ask(OPEN)).rejects.toThrow("more than 5000 requests");
  });
});

it("is no failed check when it cannot be started: the check that waits for it has not run", async () => {
  const exercise = await loadExercise("aurora-cluster/data-api-session");
  const [first, second] = exercise.checks.map(({ name }) => name) as [string, string];
  const passed = { status: "pass", message: null, expected: null, received: null, output: null, counterexample: null,
    coverage: [], durationMs: 1 } as const; // prettier-ignore
  const report = reportOf(
    "aurora-cluster/data-api-session",
    exercise,
    [{ kind: "started" }, { kind: "check-ended", name: first, ...passed }, { kind: "check-started", name: second }],
    { kind: "no-postgres", detail: "no network" },
  );
  expect(report.status).toBe("error");
  expect(report.message).toBe("PostgreSQL could not be loaded (no network). Check the connection and run the checks again; your answer is kept."); // prettier-ignore
  expect(report.tests.map(({ status, ran }) => [status, ran]).slice(0, 2)).toEqual([
    ["pass", true],
    ["error", false],
  ]);
});

it("keeps the PostgreSQL that was begun in the place of one that is slow to end", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const ends: ((why: string) => void)[] = [];
  const link = new PostgresLink(({ onWord, onEnd }) => {
    const isFirst = ends.push(onEnd) === 1;
    queueMicrotask(() => onWord({ kind: "started" }));
    // The first one runs its statement for ever; the others answer.
    return {
      post: ({ id }) => void (isFirst || onWord({ kind: "said", id, said: { kind: "done" } })),
      end: () => undefined,
    };
  });
  const ask = async () => {
    const turn = await link.turn();
    return turn.ask({ kind: "open" }).finally(() => turn.leave());
  };

  const endless = expect(ask()).rejects.toThrow("ran for more than 5 s");
  await vi.advanceTimersByTimeAsync(5_000);
  await endless;
  expect(await ask()).toEqual({ kind: "done" });
  ends[0]?.("killed");
  expect(await ask()).toEqual({ kind: "done" });
  expect(ends).toHaveLength(2);
});
