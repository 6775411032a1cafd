/**
 * The site's host: grades answers in a worker inside a sandboxed frame (`sandbox-document.ts`). One host serves one
 * exercise; nothing is loaded before `warm`, `grade` or `simulate` is called.
 */
import { TIME_LIMIT_MS, type Exercise } from "../testing/exercise.ts";
import type { DatabaseAsked } from "../testing/database.ts";
import type { AnyEvent } from "../testing/rig.ts";
import { browserPostgres } from "./postgres/browser.ts";
import { PostgresUnavailable, type PostgresTurn } from "./postgres/link.ts";
import { scriptOf } from "./script.ts";
import { reportOf, type Counterexample, type Report, type RunEnd, type RunName, type RunnerMessage } from "./report.ts";
import type { FrameReply, FrameRequest } from "./sandbox-frame.ts";

/** Where the runner, the suite, the document that they run in and PostgreSQL's worker lie on the site. */
export interface ScriptUrls {
  readonly frameUrl: string;
  readonly runnerUrl: string;
  readonly suiteUrl: string;
  /** Fetched only when a suite asks for it. */
  readonly postgresUrl: string;
}

/** The runner could not be fetched: the network is gone, or the site has changed since the page was loaded. */
export class RunnerUnavailable extends Error {
  override readonly name = "RunnerUnavailable";
}

const NETWORK_GONE = "The runner could not be loaded: the network seems to be gone. Your answer is kept; try again.";

/** What the learner's code threw while it ran the cluster. */
export class SimulationFailed extends Error {
  override readonly name = "SimulationFailed";
}

type Said<K> = Extract<RunnerMessage, { readonly kind: "simulated" | "replayed" }> & { readonly kind: K };

/** What a run is asked for. */
type Asked = Pick<FrameRequest & { kind: "run" }, "source" | "scenario" | "replay">;

interface Listener {
  readonly onMessage: (message: RunnerMessage) => void;
  readonly onEnd: (end: RunEnd) => void;
}

export interface GradeOptions {
  /** Hears each message as it comes, so that verdicts can be shown one by one. */
  readonly onMessage?: (message: RunnerMessage) => void;
  /** Aborting ends the run; its report then says that it was stopped. */
  readonly signal?: AbortSignal;
}

export class BrowserHost {
  readonly #name: string;
  readonly #exercise: Exercise | Promise<Exercise>;
  readonly #urls: ScriptUrls;
  readonly #listeners = new Map<number, Listener>();
  #frame: Promise<MessagePort> | undefined;
  #nextId = 1;

  /** The exercise may still be on its way: the runner is fetched beside it. */
  constructor(name: string, exercise: Exercise | Promise<Exercise>, urls: ScriptUrls) {
    this.#name = name;
    this.#exercise = exercise;
    this.#urls = urls;
  }

  /** Fetches the runner and readies a worker. Safe to call often; throws `RunnerUnavailable`. */
  async warm(): Promise<void> {
    await this.#open();
  }

  /** Grades an answer. Throws `RunnerUnavailable` only; whatever is the answer's fault is in the report. */
  async grade(source: string, { onMessage, signal }: GradeOptions = {}): Promise<Report> {
    const messages: RunnerMessage[] = [];
    const end = await this.#run(
      { source },
      (message) => {
        messages.push(message);
        onMessage?.(message);
      },
      signal,
    );
    return reportOf(this.#name, await this.#exercise, messages, end);
  }

  /** Runs the whole system with the answer in its place. Throws `SimulationFailed` when the answer cannot. */
  async simulate(source: string, scenario: unknown): Promise<readonly AnyEvent[]> {
    const { trace } = await this.#outcome("simulated", { source, scenario });
    return trace as readonly AnyEvent[];
  }

  /**
   * Runs one scenario on the answer and on the reference. Null: they do the same. Throws `SimulationFailed` when the answer
   * cannot be loaded, or the scenario is none of this exercise's.
   */
  async replay(source: string, run: RunName, scenario: unknown): Promise<Counterexample | null> {
    return (await this.#outcome("replayed", { source, scenario, replay: run })).counterexample;
  }

  async #outcome<K extends "simulated" | "replayed">(kind: K, request: Asked): Promise<Said<K>> {
    let result: Said<K> | undefined;
    let failure: string | undefined;
    const end = await this.#run(request, (message) => {
      if (message.kind === "refused") failure = message.message;
      if (message.kind === kind) result = message as Said<K>;
    });
    failure ??= result?.thrown ?? undefined;
    if (failure !== undefined) throw new SimulationFailed(failure);
    if (result === undefined)
      throw new SimulationFailed(
        end.kind === "timed-out" ? "Your code did not finish in time." : "Your code ended the run.",
      );
    return result;
  }

  async #run(asked: Asked, onMessage: Listener["onMessage"], signal?: AbortSignal): Promise<RunEnd> {
    const port = await this.#open();
    const { timeLimitMs = TIME_LIMIT_MS, needs = [] } = await this.#exercise;
    const id = this.#nextId++;
    const ask = (request: FrameRequest) => port.postMessage(request);
    let turn: Promise<PostgresTurn> | undefined;
    return new Promise((resolve) => {
      const end = (how: RunEnd) => {
        void turn?.then(({ leave }) => leave());
        resolve(how);
      };
      const serve = async (question: DatabaseAsked) => {
        try {
          if (!needs.includes("postgres")) throw new Error("a request to a database that is not there");
          turn ??= browserPostgres(this.#urls.postgresUrl).turn();
          const said = await (await turn).ask(question);
          ask({ kind: "replied", id, said });
        } catch (error) {
          const detail = (error as Error).message;
          this.#listeners.delete(id);
          ask({ kind: "stop", id });
          end(error instanceof PostgresUnavailable ? { kind: "no-postgres", detail } : { kind: "died", detail });
        }
      };
      this.#listeners.set(id, {
        onMessage: (message) => (message.kind === "asked" ? void serve(message.asked) : onMessage(message)),
        onEnd: end,
      });
      signal?.addEventListener("abort", () => ask({ kind: "stop", id }), { once: true });
      ask({ kind: "run", id, ...asked, timeLimitMs });
    });
  }

  #open(): Promise<MessagePort> {
    this.#frame ??= this.#makeFrame();
    // A failed fetch must not be remembered: the network may come back.
    this.#frame.catch(() => (this.#frame = undefined));
    return this.#frame;
  }

  async #makeFrame(): Promise<MessagePort> {
    const { frameUrl, runnerUrl, suiteUrl } = this.#urls;
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = "Runs answers, sealed off";
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    try {
      frame.src = frameUrl;
      document.body.append(frame);
      const texts = Promise.all([fetchText(runnerUrl), fetchText(suiteUrl)]);
      const [[runner, suite]] = await Promise.all([texts, loaded]);
      // A frame also says that it has loaded when its document could not be had. Then there is another one in it.
      if (!frame.contentDocument?.querySelector("iframe[sandbox]")) throw new RunnerUnavailable(NETWORK_GONE);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<FrameReply>) => this.#hear(data);
      frame.contentWindow?.postMessage(null, location.origin, [port2]);
      port1.postMessage({ kind: "load", script: scriptOf(runner, suite) } satisfies FrameRequest);
      return port1;
    } catch (error) {
      frame.remove();
      throw error;
    }
  }

  #hear(reply: FrameReply): void {
    const listener = this.#listeners.get(reply.id);
    if (reply.kind === "said") listener?.onMessage(reply.message);
    else {
      this.#listeners.delete(reply.id);
      listener?.onEnd(reply.end);
    }
  }
}

/** A text from the site. Throws `RunnerUnavailable`, in words for the reader, when it cannot be had. */
export async function fetchText(url: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new RunnerUnavailable(NETWORK_GONE);
  }
  if (!response.ok)
    throw new RunnerUnavailable(
      `The runner could not be loaded (${response.status}). Your answer is kept; reload the page.`,
    );
  return response.text();
}
