/**
 * The sealed runner: evaluates one answer and runs one hidden suite on it, with Vitest's own runner and `expect`.
 *
 * It is bundled into one script (`bundle.ts`) that a browser's worker and Node's child process evaluate byte for byte
 * the same. The order of things is what keeps verdicts true: libraries first, then the world is closed and frozen, then
 * the answer is evaluated, then the suite. What it finds it sends to its host at once, message by message; the function
 * that sends lives in this closure, where no answer can reach it.
 */
import { startTests } from "vitest/internal/browser";
import { TestRunner, chai } from "vitest";
import { AnswerError, speakOfThrown, thrownText } from "../../testing/seam.ts";
import { provideAnswer, takeAnswer } from "../../testing/answer.ts";
import { provideDatabase, type AskDatabase } from "../../testing/database.ts";
import type { Need } from "../../testing/exercise.ts";
import { beginRun, endRun, takeCoverage } from "../../testing/coverage.ts";
import { beginCheck, provideDrawn, type Drawn } from "../../testing/drawn.ts";
import { PropertyError, replayRun, type RunName } from "../../testing/properties.ts";
import { hearScores } from "../../testing/score.ts";
import type { AnyEvent, AnyRig } from "../../testing/rig.ts";
import type { CheckVerdict, Counterexample, RunnerMessage } from "../report.ts";
import { RefusedError, errorText, evaluateAnswer, type Importable } from "./evaluate.ts";
import { closeGlobals, fixGlobals, freezeBuiltIns } from "./lockdown.ts";
import { realGlobal, sealedGlobal } from "./sealed-global.ts";
import { Output, printed, shortened } from "./printed.ts";

/** A suite's bundle: what is graded, apart from the answer. */
export interface SuiteModule {
  readonly rig: AnyRig;
  /** Loads the suite's file, whose `describe` and `it` then register its checks. */
  readonly loadSuite: () => Promise<unknown>;
  readonly importable: Importable;
  readonly timeLimitMs: number;
  readonly needs: readonly Need[];
}

export interface SealedRunner {
  /**
   * Has the reference graded, and says nothing of it: what the suite draws is kept for the answer that comes, and for other
   * runners. Whoever comes meanwhile waits for the check at hand only.
   */
  rehearse(): Promise<Drawn>;
  grade(source: string): Promise<void>;
  /** Runs the whole simulated system with the answer in its place. */
  simulate(source: string, scenario: unknown): void;
  /** Runs one scenario on the answer and on the reference, and finds where they part. */
  replay(source: string, run: RunName, scenario: unknown): void;
}

interface RunnableTask {
  readonly name: string;
}

/** Opens a runner. One runner judges one answer, once; the world does not open again. */
export function openRunner(
  suite: SuiteModule,
  send: (message: RunnerMessage) => void,
  ask: AskDatabase,
  /** What the suite's searches draw, where the host keeps it. */
  given?: Drawn,
): SealedRunner {
  const output = new Output();
  const nowMs = performance.now.bind(performance);
  let isClosed = false;
  let rehearsal: Promise<Drawn> | undefined;
  /** An answer is here: nothing is rehearsed any more. */
  let isTaken = false;
  /** How long the suite has waited for its host: nothing that the answer has a hand in. */
  let waitedMs = 0;

  function closeWorld(): void {
    if (isClosed) return;
    isClosed = true;
    const ours = { console: output.console, queueMicrotask: queueLater, structuredClone: clone };
    for (const [name, value] of Object.entries(ours))
      Object.defineProperty(realGlobal, name, { value, configurable: true, writable: true });
    Object.defineProperty(Math, "random", { value: refuseChance, configurable: true, writable: true });
    closeGlobals();
    freezeBuiltIns([suite.importable, AnswerError, PropertyError, RefusedError, chai.AssertionError]);
    fixGlobals();
    speakOfThrown(errorText);
  }

  function load(source: string): Readonly<Record<string, unknown>> | undefined {
    send({ kind: "started" });
    try {
      const exports = evaluateAnswer(source, suite.importable);
      // Looked at once: what an answer exports cannot be one thing now and another later.
      const taken = Object.fromEntries(Object.keys(exports).map((name) => [name, exports[name]]));
      takeAnswer(suite.rig.seam as never, taken);
      return taken;
    } catch (error) {
      send({ kind: "refused", message: shortened(ownWords(error) ?? `${LOAD_FAILED} ${errorText(error)}`) });
      return undefined;
    }
  }

  async function runTask(task: RunnableTask): Promise<void> {
    const { name } = task;
    send({ kind: "check-started", name });
    output.take();
    takeCoverage();
    beginCheck(name);
    beginRun();
    const beganMs = nowMs() - waitedMs;
    let verdict: Outcome = PASSED;
    try {
      await (TestRunner.getTestFn(task as never) as () => unknown)();
    } catch (error) {
      verdict = outcomeOf(error);
    }
    // What was called outside of a property's runs, the suite did by hand.
    endRun(new Set(["example"]), verdict.status !== "pass");
    send({
      kind: "check-ended",
      name,
      ...verdict,
      coverage: takeCoverage(),
      output: output.take(),
      durationMs: Math.round((nowMs() - waitedMs - beganMs) * 100) / 100,
    });
  }

  async function rehearseTask(task: RunnableTask): Promise<void> {
    // A turn for an answer that has come meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isTaken) return;
    beginCheck(task.name);
    try {
      await (TestRunner.getTestFn(task as never) as () => unknown)();
    } catch {
      // What a search has not come through is not kept.
    }
    takeCoverage();
    output.take();
  }

  async function rehearseSuite(): Promise<Drawn> {
    const kept: Drawn = {};
    if (isTaken) return kept;
    closeWorld();
    provideAnswer(suite.rig.reference as Readonly<Record<string, unknown>>);
    provideDrawn(kept, { isRehearsal: true });
    await runSuite(suite, rehearseTask);
    return kept;
  }

  const askPatiently: AskDatabase = async (asked) => {
    const beganMs = nowMs();
    const said = await ask(asked);
    waitedMs += nowMs() - beganMs;
    return said;
  };

  return {
    rehearse() {
      // A suite that cannot be rehearsed is graded all the same, and says then what is wrong.
      rehearsal = rehearseSuite().catch(() => ({}));
      return rehearsal;
    },

    async grade(source) {
      isTaken = true;
      const drawn = given ?? (await rehearsal);
      closeWorld();
      const exports = load(source);
      if (exports !== undefined) {
        provideAnswer(exports);
        provideDrawn(drawn);
        if (suite.needs.includes("postgres")) provideDatabase(askPatiently);
        hearScores(({ length, shortest }) => send({ kind: "scored", length, shortest }));
        try {
          await runSuite(suite, runTask);
        } catch (error) {
          send({ kind: "refused", message: shortened(`The suite broke down: ${errorText(error)}`) });
        }
      }
      send({ kind: "finished" });
    },

    simulate(source, scenario) {
      isTaken = true;
      closeWorld();
      const exports = load(source);
      if (exports !== undefined) {
        const trace: AnyEvent[] = [];
        let thrown: string | null = null;
        try {
          suite.rig.cluster.run(scenario, takeAnswer(suite.rig.seam as never, exports), trace);
        } catch (error) {
          thrown = thrownText(error);
        }
        send({ kind: "simulated", trace, thrown });
      }
      // The host waits for this word, not for a time limit.
      send({ kind: "finished" });
    },

    replay(source, run, scenario) {
      isTaken = true;
      closeWorld();
      const exports = load(source);
      if (exports !== undefined) {
        let counterexample: Counterexample | null = null;
        let thrown: string | null = null;
        try {
          const answer = takeAnswer(suite.rig.seam as never, exports);
          counterexample = replayRun(suite.rig, run, scenario, answer) ?? null;
        } catch (error) {
          // What the answer throws is in the counterexample: here the reference could not run the scenario.
          thrown = thrownText(error);
        }
        send({ kind: "replayed", counterexample, thrown });
      }
      send({ kind: "finished" });
    },
  };
}

/** Runs the suite's file on Vitest's runner; each test goes through `runTask`. */
async function runSuite(suite: SuiteModule, runTask: (task: RunnableTask) => Promise<void>): Promise<void> {
  // Who waits for its host is not late: the host has the only clock that stops meanwhile.
  const config = vitestConfig(suite.needs.length === 0 ? suite.timeLimitMs : 0);
  const state = {
    config,
    ctx: { pool: "sealed" },
    durations: { fetch: 0 },
    environment: { name: "sealed" },
    filepath: "suite",
    providedContext: {},
  };
  // Vitest looks for its state on the global object, which in this bundle is the sealed one.
  sealedGlobal["__vitest_worker__"] = state;
  const runner = {
    config,
    pool: "sealed",
    viteEnvironment: "sealed",
    importFile: () => suite.loadSuite(),
    runTask,
    onTaskUpdate: async () => undefined,
  };
  const files = await startTests(["suite"], runner as never);
  const broken = files[0]?.result?.errors?.[0];
  if (broken !== undefined) throw new Error(`The suite could not be loaded: ${broken.message}`);
}

function vitestConfig(testTimeout: number) {
  return {
    root: "/",
    name: undefined,
    setupFiles: [],
    testTimeout,
    hookTimeout: testTimeout,
    maxConcurrency: 1,
    passWithNoTests: false,
    allowOnly: false,
    retry: 0,
    includeTaskLocation: false,
    sequence: { hooks: "stack", setupFiles: "list", shuffle: false, concurrent: false, seed: 1 },
    snapshotOptions: { updateSnapshot: "none", expand: false },
    expect: {},
    fakeTimers: {},
    chaiConfig: undefined,
    tags: [],
    experimental: {},
    benchmark: {},
  };
}

const LOAD_FAILED = "The answer threw while its exports were looked at:";

type Outcome = Omit<CheckVerdict, "name" | "output" | "durationMs" | "coverage">;

const PASSED: Outcome = { status: "pass", message: null, expected: null, received: null, counterexample: null };

/** What a failing check tells the learner. Safe for whatever was thrown. */
function outcomeOf(error: unknown): Outcome {
  try {
    return outcomeOfOwn(error) ?? { ...PASSED, status: "error", message: shortened(thrownText(error)) };
  } catch {
    // A proxy may refuse to be looked at at all.
    return { ...PASSED, status: "error", message: "The answer threw something that cannot be looked at." };
  }
}

/** For errors of the suite's own: an answer can make none of these classes, and comes to hold none of their objects. */
function outcomeOfOwn(error: unknown): Outcome | undefined {
  if (error instanceof PropertyError) {
    const { message, counterexample } = error;
    const { expected, received } = counterexample;
    return { status: "fail", message: shortened(message), expected, received, counterexample };
  }
  if (error instanceof AnswerError) return { ...PASSED, status: "fail", message: shortened(error.message) };
  if (error instanceof chai.AssertionError) {
    const expected = "expected" in error ? printed(error.expected) : null;
    const received = "actual" in error ? printed(error.actual) : null;
    // A suite says what it looks at (`expect(value, "VCL after …")`); chai adds its own wording behind that.
    const subject = /^(.*?): expected .*$/s.exec(error.message)?.[1] ?? error.message;
    return { status: "fail", message: shortened(subject), expected, received, counterexample: null };
  }
  return undefined;
}

/** The text of an error that was written for the learner from the start. */
function ownWords(error: unknown): string | undefined {
  try {
    return error instanceof RefusedError || error instanceof AnswerError ? error.message : undefined;
  } catch {
    return undefined;
  }
}

// What stands in for parts of the platform throws plain errors of the language: no class of the runner's, no class of
// the platform's, and the same words in every host.

function refuseChance(): never {
  throw new Error("Math.random is closed here: a run must be the same each time. Chance belongs to the simulator.");
}

/** By a promise: what is thrown there ends no process and no worker, in any host. */
const queueLater = (callback: () => void): void => {
  if (typeof callback !== "function") throw new TypeError("queueMicrotask needs a function");
  void Promise.resolve().then(() => void callback());
};

const platformClone = structuredClone;
const clone = (value: unknown): unknown => {
  try {
    return platformClone(value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new TypeError("structuredClone cannot copy a function, or an object that holds one");
  }
};
