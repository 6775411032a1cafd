/**
 * Calls of several processes, step by step in a given order: any call may stand still while the others go on, or never go
 * on. What a call asks for is done at once, and takes no time; only waits and the script move the clock.
 */
import { Simulation, type Millis, type Timed } from "../kernel/index.ts";
import { AsideCache, AsideTable, TOTAL_ENTRY } from "./aside-stores.ts";
import type { AsideEvent, AsideTrace } from "./aside-trace.ts";
import type { AsideAnswer, AsideRequest, AsideSteps, AsideWriteOutcome, CacheAside, ReadOutcome } from "./cache-aside.ts"; // prettier-ignore

/** Calls are numbered from 1 on, in the order in which they begin. What names no running call does nothing. */
export type AsideScriptStep =
  | { readonly kind: "read"; readonly entry: string }
  | { readonly kind: "write" | "remove"; readonly item: string }
  /** Does what the call asks for, and lets it ask for the next thing. */
  | { readonly kind: "step"; readonly call: number }
  /** The same until it asks for this, which is not done yet; without it, to the end. The clock moves as it waits. */
  | { readonly kind: "run"; readonly call: number; readonly until?: AsideRequest["do"] | undefined }
  | { readonly kind: "crash"; readonly call: number }
  | { readonly kind: "pass"; readonly ms: Millis }
  | { readonly kind: "empty-cache" }
  /** `down`: requests are lost. `mute`: they are done, and the answers are lost. `busy`: the table turns them away. */
  | { readonly kind: "cache"; readonly is: "up" | "down" | "mute" }
  | { readonly kind: "table"; readonly is: "up" | "busy" | "mute" };

/** What the table has at the beginning, and what happens. */
export interface AsideScript {
  readonly items: readonly string[];
  readonly steps: readonly AsideScriptStep[];
}

/** Nobody needs so many: at 100 ms a look, three requests a look, 3 s take 90. */
export const ASIDE_REQUEST_COUNT_MAX = 200;
/** Eventually consistent reads of a script give what was so long ago. */
const LAG_MS = 500;
/** Whoever waits for longer is woken. */
export const WAIT_MS_MAX: Millis = 60_000;

interface Call {
  readonly id: number;
  readonly item: string;
  readonly isRemoval: boolean;
  readonly steps: AsideSteps<ReadOutcome> | AsideSteps<AsideWriteOutcome>;
  readonly isRead: boolean;
  request: AsideRequest | undefined;
  requestCount: number;
  /** While it waits. */
  untilMs: Millis;
}

/** Performs the steps, and then lets every call come to its end, one request of each in turn. */
export function runAsideScript(script: AsideScript, aside: CacheAside, into?: Timed<AsideEvent>[]): AsideTrace {
  const simulation = new Simulation<AsideEvent>({ seed: 0, trace: into });
  new ScriptedWorld(simulation, script.items, aside).play(script.steps);
  return simulation.trace;
}

class ScriptedWorld {
  readonly #simulation: Simulation<AsideEvent>;
  readonly #aside: CacheAside;
  readonly #cache = new AsideCache();
  readonly #table: AsideTable;
  readonly #calls: Call[] = [];
  #cacheIs: "up" | "down" | "mute" = "up";
  #tableIs: "up" | "busy" | "mute" = "up";

  constructor(simulation: Simulation<AsideEvent>, items: readonly string[], aside: CacheAside) {
    this.#simulation = simulation;
    this.#aside = aside;
    this.#table = new AsideTable(items, LAG_MS);
    simulation.record({ kind: "aside-opened", processCount: 1, entries: this.#table.entries(), untilMs: 0 });
  }

  play(steps: readonly AsideScriptStep[]): void {
    for (const step of steps) this.#perform(step);
    // Whatever was broken is whole again.
    this.#cacheIs = "up";
    this.#tableIs = "up";
    for (;;) {
      const running = this.#calls.filter(({ request }) => request !== undefined);
      if (running.length === 0) return;
      const ready = running.filter(({ untilMs }) => untilMs <= this.#simulation.nowMs);
      if (ready.length === 0) this.#passUntil(Math.min(...running.map(({ untilMs }) => untilMs)));
      for (const call of ready) this.#step(call);
    }
  }

  #perform(step: AsideScriptStep): void {
    switch (step.kind) {
      case "read":
        return this.#begin(step.entry, false, true);
      case "write":
      case "remove":
        return this.#begin(step.item, step.kind === "remove", false);
      case "step":
        return this.#withCall(step.call, (call) => {
          if (call.untilMs <= this.#simulation.nowMs) this.#step(call);
        });
      case "run":
        return this.#withCall(step.call, (call) => {
          while (call.request !== undefined && call.request.do !== step.until) {
            this.#passUntil(call.untilMs);
            this.#step(call);
          }
        });
      case "crash":
        return this.#withCall(step.call, (call) => {
          call.request = undefined;
          this.#simulation.record({ kind: "call-lost", call: call.id });
        });
      case "pass":
        return this.#passUntil(this.#simulation.nowMs + step.ms);
      case "empty-cache":
        this.#cache.empty();
        return this.#simulation.record({ kind: "cache-emptied" });
      case "cache":
        this.#cacheIs = step.is;
        return;
      case "table":
        this.#tableIs = step.is;
        return;
      default:
        return step satisfies never;
    }
  }

  #begin(item: string, isRemoval: boolean, isRead: boolean): void {
    const id = this.#calls.length + 1;
    const process = `P${id}`;
    const entries = [item, TOTAL_ENTRY];
    if (isRead) this.#simulation.record({ kind: "read-began", call: id, process, entry: item });
    else this.#simulation.record({ kind: "write-began", call: id, process, entries, isRemoval });
    const steps = isRead ? this.#aside.read(item, `token-${id}`) : this.#aside.write(entries);
    const call: Call = { id, item, isRemoval, steps, isRead, request: undefined, requestCount: 0, untilMs: 0 };
    this.#calls.push(call);
    this.#take(call, steps.next());
  }

  #withCall(id: number, action: (call: Call) => void): void {
    const call = this.#calls[id - 1];
    if (call?.request !== undefined) action(call);
  }

  #passUntil(atMs: Millis): void {
    this.#simulation.runUntil(Math.max(atMs, this.#simulation.nowMs));
  }

  #step(call: Call): void {
    const { request } = call;
    if (request === undefined) return;
    if (++call.requestCount > ASIDE_REQUEST_COUNT_MAX) {
      call.request = undefined;
      return this.#simulation.record({ kind: "call-stopped", call: call.id, requestCount: ASIDE_REQUEST_COUNT_MAX });
    }
    const answer = this.#answer(call, request);
    if (answer.kind === "failed" && request.do !== "wait") this.#nothingHeard(call, request);
    this.#take(call, call.steps.next(answer));
  }

  #nothingHeard(call: Call, request: AsideRequest): void {
    if (this.#tableIs === "busy" && request.do === "read-table") return;
    this.#simulation.record({ kind: "nothing-heard", call: call.id, request });
  }

  #answer(call: Call, request: AsideRequest): AsideAnswer {
    const simulation = this.#simulation;
    switch (request.do) {
      case "wait":
        return { kind: "waited" };
      case "read-table":
      case "write-table": {
        if (this.#tableIs === "busy") {
          simulation.record({ kind: "table-refused", call: call.id, do: request.do });
          return { kind: request.do === "read-table" ? "failed" : "refused" };
        }
        const answer = performAtTable(simulation, this.#table, call, request);
        return this.#tableIs === "mute" ? { kind: "failed" } : answer;
      }
      default: {
        if (this.#cacheIs === "down") return { kind: "failed" };
        const answer = this.#cache.perform(request, simulation.nowMs);
        simulation.record({ kind: "cache-answered", call: call.id, request, answer });
        return this.#cacheIs === "mute" ? { kind: "failed" } : answer;
      }
    }
  }

  #take(call: Call, step: IteratorResult<AsideRequest, ReadOutcome | AsideWriteOutcome>): void {
    if (step.done !== true) {
      call.request = step.value;
      call.untilMs =
        this.#simulation.nowMs + (step.value.do === "wait" ? Math.min(Math.max(step.value.ms, 0), WAIT_MS_MAX) : 0);
      return;
    }
    call.request = undefined;
    this.#simulation.record(endOf(call, step.value));
  }
}

/** The end of a call as an event. */
export function endOf(
  { id, item, isRead }: { readonly id: number; readonly item: string; readonly isRead: boolean },
  outcome: ReadOutcome | AsideWriteOutcome,
): AsideEvent {
  if (isRead) return { kind: "read-ended", call: id, entry: item, outcome: outcome as ReadOutcome };
  return { kind: "write-ended", call: id, outcome: outcome as AsideWriteOutcome };
}

/** Does at the table what a call asks for. */
export function performAtTable(
  simulation: Simulation<AsideEvent>,
  table: AsideTable,
  { id, item, isRemoval, isRead }: { readonly id: number; readonly item: string; readonly isRemoval: boolean; readonly isRead: boolean }, // prettier-ignore
  request: Extract<AsideRequest, { readonly do: "read-table" | "write-table" }>,
): AsideAnswer {
  if (request.do === "read-table") {
    const { entry, consistent } = request;
    const value = table.read(entry, consistent, simulation.nowMs);
    simulation.record({ kind: "table-read", call: id, entry, consistent, value });
    return { kind: "read", value };
  }
  // A reader has nothing to write.
  if (isRead) return { kind: "refused" };
  const entries = table.write(item, isRemoval, simulation.nowMs);
  simulation.record({ kind: "table-wrote", call: id, entries });
  return { kind: "written", value: entries[0]?.value ?? { kind: "none" } };
}
