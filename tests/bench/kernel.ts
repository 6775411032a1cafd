/**
 * How fast the simulator is: the kernel against a bare binary heap under the same load, and whole random runs of a
 * volume. Figures of one machine mean little; what is watched is their ratio, measured in one go.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { runVolume, type VolumeScenario, type WorkloadStep } from "../../src/core/aurora/index.ts";
import { Random, Simulation, type Fault } from "../../src/core/kernel/index.ts";

export interface KernelFigures {
  /** Events that the kernel schedules and performs. */
  readonly eventsPerSecond: number;
  /** The same events through a binary heap and nothing else. */
  readonly bareHeapPerSecond: number;
  /** Random runs of a volume of one group with 200 records and faults, traces included, on one thread. */
  readonly scenariosPerSecond: number;
}

/** The same runs shared out to two threads of this process: what two cores make of them, in runs per second. */
export async function benchTwoThreads(): Promise<number> {
  const workers = [0, 1].map(() => new Worker(new URL("./storage-worker.ts", import.meta.url)));
  const half = SCENARIO_COUNT / workers.length;
  const share = (worker: Worker, from: number, to: number) => {
    worker.postMessage({ from, to });
    return once(worker, "message");
  };
  // Once to warm up, then several times: the median.
  await Promise.all(workers.map((worker) => share(worker, 0, 200)));
  const tookMs: number[] = [];
  for (let round = 0; round < 5; round++) {
    const startedAt = performance.now();
    await Promise.all(workers.map((worker, index) => share(worker, index * half, (index + 1) * half)));
    tookMs.push(performance.now() - startedAt);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return perSecond(SCENARIO_COUNT, median(tookMs));
}

/** Events in one round of the load, and how many of them wait at any time. */
const EVENT_COUNT = 400_000;
const WAITING_COUNT = 1_000;
const ROUND_COUNT = 7;
const SCENARIO_COUNT = 1_000;

/** Takes some seconds. Rounds of both loads alternate, so that a machine's mood falls on both; medians are given. */
export function benchKernel(): KernelFigures {
  const delaysMs = drawDelays();
  const kernelMs: number[] = [];
  const bareMs: number[] = [];
  for (let round = 0; round < ROUND_COUNT; round++) {
    const kernel = timed(() => kernelLoop(delaysMs));
    const bare = timed(() => bareHeapLoop(delaysMs));
    // The two are compared, so they have to have done the same: the last event's time tells.
    if (kernel.result !== bare.result) throw new Error(`The loops ended at ${kernel.result} and ${bare.result} ms.`);
    kernelMs.push(kernel.tookMs);
    bareMs.push(bare.tookMs);
  }

  const scenarios = Array.from({ length: SCENARIO_COUNT }, (_, seed) => storageScenario(seed));
  for (const scenario of scenarios.slice(0, 100)) runVolume(scenario);
  const volume = timed(() => scenarios.reduce((eventCount, scenario) => eventCount + runVolume(scenario).length, 0));
  return {
    eventsPerSecond: perSecond(EVENT_COUNT, median(kernelMs)),
    bareHeapPerSecond: perSecond(EVENT_COUNT, median(bareMs)),
    scenariosPerSecond: perSecond(SCENARIO_COUNT, volume.tookMs),
  };
}

/** Six segments, 100 mini-transactions of two records within 40 ms, and two to five faults among them. */
export function storageScenario(seed: number): VolumeScenario {
  const random = new Random(seed).fork("bench");
  const workload = Array.from({ length: 100 }, (_, index): WorkloadStep => ({
    kind: "write",
    atMs: random.integer(0, 40_000) / 1000,
    pages: [1, 2],
    commits: `T${index + 1}`,
  })).sort((a, b) => a.atMs - b.atMs);
  const faults = Array.from({ length: random.integer(2, 5) }, (): Fault => {
    const fromMs = random.integer(0, 40);
    const span = { fromMs, untilMs: fromMs + random.integer(1, 30) };
    const node = random.pick(["A", "B", "C", "D", "E", "F"]);
    return random.pick<Fault>([
      { kind: "zone-down", zone: random.pick(["az-2", "az-3"]), ...span },
      { kind: "node-down", node, ...span },
      { kind: "node-slow", node, addedMs: random.integer(1, 20), ...span },
      { kind: "zones-parted", zones: ["az-1", random.pick(["az-2", "az-3"])], ...span },
      { kind: "messages-lost", probability: random.integer(1, 4) / 10, ...span },
      { kind: "messages-doubled", probability: random.integer(1, 4) / 10, ...span },
    ]);
  });
  return { seed, groupCount: 1, workload, faults, untilMs: 120 };
}

/** Delays of whole microseconds up to 100 ms: some fall on the same instant. */
function drawDelays(): Float64Array {
  const random = new Random("delays");
  return Float64Array.from({ length: EVENT_COUNT }, () => random.integer(0, 100_000) / 1000);
}

/** Every event schedules the next one, until all are used up. Gives the time of the last. */
function kernelLoop(delaysMs: Float64Array): number {
  const simulation = new Simulation({ seed: 1 });
  let scheduledCount = 0;
  const next = () => {
    if (scheduledCount < EVENT_COUNT) simulation.after(delaysMs[scheduledCount++] as number, next);
  };
  for (let i = 0; i < WAITING_COUNT; i++) next();
  simulation.runToEnd();
  return simulation.nowMs;
}

interface Entry {
  readonly atMs: number;
  readonly seq: number;
}

/** The textbook's binary heap over (time, sequence number), and nothing else: no actions, no checks, no clock. */
function bareHeapLoop(delaysMs: Float64Array): number {
  const heap: Entry[] = [];
  let scheduledCount = 0;
  let nowMs = 0;
  const isBefore = (a: Entry, b: Entry) => a.atMs < b.atMs || (a.atMs === b.atMs && a.seq < b.seq);
  const push = () => {
    const seq = scheduledCount++;
    // Cut to whole microseconds, as the kernel does, or the two would drift apart.
    const entry = { atMs: Math.round((nowMs + (delaysMs[seq] as number)) * 1000) / 1000, seq };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex] as Entry;
      if (!isBefore(entry, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = entry;
  };
  const pop = (): Entry => {
    const top = heap[0] as Entry;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return top;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= heap.length) break;
      if (childIndex + 1 < heap.length && isBefore(heap[childIndex + 1] as Entry, heap[childIndex] as Entry)) {
        childIndex++;
      }
      const child = heap[childIndex] as Entry;
      if (!isBefore(child, last)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
    return top;
  };
  for (let i = 0; i < WAITING_COUNT; i++) push();
  while (heap.length > 0) {
    nowMs = pop().atMs;
    if (scheduledCount < EVENT_COUNT) push();
  }
  return nowMs;
}

function timed<T>(work: () => T): { readonly result: T; readonly tookMs: number } {
  const startedAt = performance.now();
  const result = work();
  return { result, tookMs: performance.now() - startedAt };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

function perSecond(count: number, tookMs: number): number {
  return Math.round((count / tookMs) * 1000);
}
