/** Runs of scenarios in a worker, with an end to each. */
import type { FigureScenario, FigureTrace } from "../figures/figures.ts";
import type { FigureKind } from "../figures/kinds.ts";
import type { Asked, Refused, Said, Targets } from "./answer.ts";
import { TIME_LIMIT_MS } from "./limits.ts";

/** There is no run of this scenario. */
export class NoRun extends Error {
  override readonly name = "NoRun";
  readonly why: Refused | { readonly said: "too-long" | "not-loaded" | "stopped" };

  constructor(why: NoRun["why"]) {
    super(why.said);
    this.why = why;
  }
}

/** One run at a time: a new question ends the one before. */
export class ScenarioRunner {
  #worker: Worker | undefined;
  /** The worker has its simulator. */
  #isReady = false;
  #giveUp: (() => void) | undefined;

  /** Throws `NoRun`. */
  async run(kind: FigureKind, scenario: FigureScenario): Promise<FigureTrace> {
    return traceIn(await this.#ask({ wants: "trace", kind, scenario }));
  }

  /** What a figure draws of a run that was made elsewhere. Throws `NoRun`. */
  async story(kind: FigureKind, trace: FigureTrace): Promise<FigureTrace> {
    return traceIn(await this.#ask({ wants: "story", kind, trace }));
  }

  /** What the scenario's faults may name. Throws `NoRun`. */
  async targets(kind: FigureKind, scenario: FigureScenario): Promise<Targets> {
    const said = await this.#ask({ wants: "targets", kind, scenario });
    if (said.said === "targets") return said.targets;
    throw new NoRun(said as Refused);
  }

  /** Ends what runs, and gives the worker back. */
  end(): void {
    this.#giveUp?.();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isReady = false;
  }

  #ask(asked: Asked): Promise<Said> {
    // A worker that is busy cannot be told to stop.
    if (this.#giveUp !== undefined) this.end();
    const worker = (this.#worker ??= new Worker(new URL("./run-worker.ts", import.meta.url), { type: "module" }));
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settle = () => {
        clearTimeout(timer);
        this.#giveUp = undefined;
        worker.onmessage = worker.onerror = null;
      };
      const fail = (said: "too-long" | "not-loaded" | "stopped") => {
        settle();
        if (said !== "stopped") this.end();
        reject(new NoRun({ said }));
      };
      // The time counts once the simulator is there: a slow network is no fault of the scenario.
      const begin = () => {
        this.#isReady = true;
        timer = setTimeout(() => fail("too-long"), TIME_LIMIT_MS);
        worker.postMessage(asked);
      };
      this.#giveUp = () => fail("stopped");
      // A worker that dies of what it was asked has run out of memory.
      worker.onerror = () => fail(this.#isReady ? "too-long" : "not-loaded");
      worker.onmessage = ({ data }: MessageEvent<Said>) => {
        if (data.said === "ready") return begin();
        settle();
        resolve(data);
      };
      if (this.#isReady) begin();
    });
  }
}

function traceIn(said: Said): FigureTrace {
  if (said.said === "trace") return said.trace;
  throw new NoRun(said as Refused);
}
