/**
 * What runs inside the hidden frame. Its origin is opaque and its policy allows no network, so neither it nor the
 * workers that it makes can reach the page, the site or anything else; the one way out is the port that it was given.
 *
 * It keeps one worker ready with the runner loaded, hands it the next answer, and ends a worker that outruns its time.
 * `sandbox-document.ts` builds this function's text into a document, so it can use nothing from outside itself.
 */
import type { DatabaseAsked, DatabaseSaid } from "../testing/database.ts";
import type { RunEnd, RunName, RunnerMessage } from "./report.ts";

/** From the page to the frame. */
export type FrameRequest =
  /** The script to load into every worker from now on. */
  | { readonly kind: "load"; readonly script: string }
  | {
      readonly kind: "run";
      readonly id: number;
      readonly source: string;
      /** Instead of the suite: the whole system on this scenario, or with `replay` the named run beside the reference. */
      readonly scenario?: unknown;
      readonly replay?: RunName | undefined;
      readonly timeLimitMs: number;
    }
  /** The page's reply to what the run's suite has asked its host. */
  | { readonly kind: "replied"; readonly id: number; readonly said: DatabaseSaid }
  /** Nobody waits for this run any more. */
  | { readonly kind: "stop"; readonly id: number };

/** From the frame to the page. */
export type FrameReply =
  | { readonly kind: "said"; readonly id: number; readonly message: RunnerMessage }
  | { readonly kind: "ended"; readonly id: number; readonly end: RunEnd };

export function frameMain(): void {
  const START_LIMIT_MS = 20_000;

  addEventListener("message", (event) => serve(event.ports[0] as MessagePort), { once: true });

  function serve(page: MessagePort): void {
    let workerUrl = "";
    let spare: Spare | undefined;
    const running = new Map<number, { stop(): void; reply(said: DatabaseSaid): void }>();

    page.onmessage = ({ data }: MessageEvent<FrameRequest>) => {
      if (data.kind === "stop") return running.get(data.id)?.stop();
      if (data.kind === "replied") return running.get(data.id)?.reply(data.said);
      if (data.kind === "run") return run(data);
      spare?.worker.terminate();
      if (workerUrl !== "") URL.revokeObjectURL(workerUrl);
      workerUrl = URL.createObjectURL(
        // Named, so that no stack trace tells an answer the address from which all of this could be had again.
        new Blob([`(${workerMain.toString()})(${data.script})\n//# sourceURL=sealed-runner.js`], {
          type: "text/javascript",
        }),
      );
      spare = newSpare();
    };

    /** A worker that has loaded the runner, and rehearses while nobody has an answer. */
    function newSpare(): Spare {
      const worker = new Worker(workerUrl);
      const { port1: port, port2 } = new MessageChannel();
      worker.postMessage(null, [port2]);
      return { worker, port };
    }

    function run({ id, source, scenario, replay, timeLimitMs }: FrameRequest & { kind: "run" }): void {
      const { worker, port } = spare ?? newSpare();
      spare = undefined;
      let clock = setTimeout(() => end({ kind: "timed-out" }), START_LIMIT_MS);
      const reply = (message: FrameReply) => page.postMessage(message);
      const end = (how: RunEnd) => {
        clearTimeout(clock);
        worker.terminate();
        if (!running.delete(id)) return;
        reply({ kind: "ended", id, end: how });
        // Made after the verdict is on its way: nobody waits for a spare.
        setTimeout(() => (spare ??= newSpare()), 0);
      };
      /** What is left of the answer's time; it does not pass while the host is asked. */
      let leftMs = timeLimitMs;
      let beganMs = 0;
      const startClock = () => {
        clearTimeout(clock);
        beganMs = performance.now();
        clock = setTimeout(() => end({ kind: "timed-out" }), leftMs);
      };

      running.set(id, {
        stop: () => end({ kind: "died", detail: "it was stopped" }),
        reply: (said) => {
          port.postMessage(said);
          startClock();
        },
      });
      port.onmessage = ({ data: message }: MessageEvent<RunnerMessage>) => {
        reply({ kind: "said", id, message });
        if (message.kind === "started") startClock();
        if (message.kind === "asked") {
          clearTimeout(clock);
          leftMs = Math.max(0, leftMs - (performance.now() - beganMs));
        }
        if (message.kind === "finished") end({ kind: "finished" });
      };
      worker.onerror = (event) => {
        event.preventDefault();
        const isMemory = /memory/i.test(event.message);
        end(isMemory ? { kind: "out-of-memory" } : { kind: "died", detail: event.message });
      };
      port.postMessage({ source, scenario, replay });
    }
  }

  /** The worker: waits for one answer, and gives the runner a way to speak that the answer cannot find. */
  function workerMain(openRunner: (send: (message: unknown) => void, ask: Ask) => WorkerRunner): void {
    /** An answer that comes at once is not kept waiting, and an editor that is being loaded has the processor to itself. */
    const REHEARSAL_AFTER_MS = 1_000;

    const open = ({ ports: [port] }: MessageEvent) => {
      if (port === undefined) return;
      const send = port.postMessage.bind(port);
      let hear: (said: DatabaseSaid) => void = () => undefined;
      const runner = openRunner(send, (asked) => {
        send({ kind: "asked", asked });
        return new Promise((resolve) => (hear = resolve));
      });
      // What Firefox is told to send by a port it keeps back until something has come by it, or the worker's task is over.
      // So the answer comes by the port: a task that never ends has then been told of all the same.
      port.onmessage = ({ data: { source, scenario, replay } }: MessageEvent<WorkerRequest>) => {
        port.onmessage = ({ data: said }: MessageEvent<DatabaseSaid>) => hear(said);
        if (scenario === undefined) void runner.grade(source);
        else if (replay === undefined) runner.simulate(source, scenario);
        else runner.replay(source, replay, scenario);
      };
      setTimeout(() => void runner.rehearse(), REHEARSAL_AFTER_MS);
    };
    addEventListener("message", open, { once: true });
  }

  interface Spare {
    readonly worker: Worker;
    /** The way to it and back. */
    readonly port: MessagePort;
  }

  interface WorkerRequest {
    readonly source: string;
    readonly scenario?: unknown;
    readonly replay?: RunName;
  }

  type Ask = (asked: DatabaseAsked) => Promise<DatabaseSaid>;

  interface WorkerRunner {
    rehearse(): Promise<unknown>;
    grade(source: string): Promise<void>;
    simulate(source: string, scenario: unknown): void;
    replay(source: string, run: RunName, scenario: unknown): void;
  }
}
