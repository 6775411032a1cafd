import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CLUSTER_INVARIANTS,
  createFailoverController,
  firstClusterViolation,
  runCluster,
  runControllerScript,
  type ClusterTrace,
  type ControllerScript,
  type FailoverController,
  type FailoverControllerOptions,
} from "../../../src/core/cluster/index.ts";
import { CONTROLLER_LAST_WRITE, controlledClusters, controllerScripts } from "../../arbitraries/failover-controller.ts";

const at = (trace: ClusterTrace, ...kinds: string[]) =>
  trace.filter(({ kind }) => kinds.includes(kind)).map(({ atMs, ...event }) => [atMs / 1_000, event]);

/** What was ordered, and when. */
const orders = (trace: ClusterTrace) =>
  trace.flatMap((event) =>
    event.kind === "promotion-ordered" || event.kind === "restart-ordered"
      ? [[event.atMs / 1_000, event.instance, event.volumeEpoch, event.attempt]]
      : [],
  );

const script = (steps: ControllerScript["steps"], instances = ["db-1", "db-2", "db-3"]): ControllerScript => ({
  instances,
  steps,
  untilMs: 60_000,
});

const run = (steps: ControllerScript["steps"], instances?: string[]) =>
  runControllerScript(script(steps, instances), createFailoverController);

describe("the failover controller", () => {
  it("leaves a writer alone that is heard of", () => {
    expect(orders(run([]))).toEqual([]);
    // Six seconds, less the one in which it was last heard.
    expect(
      orders(
        run([
          { tell: "cut", atMs: 5_250, instance: "db-1" },
          { tell: "reach", atMs: 10_750, instance: "db-1" },
        ]),
      ),
    ).toEqual([]);
  });

  it("orders another one to open the volume once the writer has been silent for so long", () => {
    const trace = run([
      { tell: "crash", atMs: 5_250, instance: "db-1" },
      { tell: "open", atMs: 13_250, instance: "db-2" },
    ]);
    expect(orders(trace)).toEqual([[11.5, "db-2", 2, 1]]);
    expect(at(trace, "failover-began", "writer-changed")).toEqual([
      [11.5, { kind: "failover-began", failed: "db-1", attempt: 1 }],
      [14, { kind: "writer-changed", instance: "db-2" }],
    ]);
  });

  it("gives each attempt an epoch of its own", () => {
    const trace = run([
      { tell: "crash", atMs: 5_250, instance: "db-1" },
      { tell: "crash", atMs: 12_250, instance: "db-2" },
    ]);
    expect(orders(trace)).toEqual([
      [11.5, "db-2", 2, 1],
      [21.5, "db-3", 3, 2],
      // db-3 has not opened it either, and nobody else is there: the old writer, should it come back.
      [31.5, "db-1", 4, 3],
      [41.5, "db-1", 5, 4],
      [51.5, "db-1", 6, 5],
    ]);
  });

  it("takes the one for the writer that has the volume open in the newest epoch, also when it had been given up", () => {
    const trace = run([
      { tell: "crash", atMs: 5_250, instance: "db-1" },
      { tell: "cut", atMs: 12_250, instance: "db-2" },
      { tell: "open", atMs: 22_250, instance: "db-2" },
      { tell: "reach", atMs: 23_250, instance: "db-2" },
      { tell: "open", atMs: 25_250, instance: "db-3" },
    ]);
    expect(orders(trace)).toEqual([
      [11.5, "db-2", 2, 1],
      [21.5, "db-3", 3, 2],
    ]);
    expect(at(trace, "writer-changed")).toMatchObject([
      [24, { instance: "db-2" }],
      [26, { instance: "db-3" }],
    ]);
  });

  it("does not count a writer as one that has lost the volume without knowing it", () => {
    const trace = run([
      { tell: "cut", atMs: 5_250, instance: "db-1" },
      { tell: "open", atMs: 12_250, instance: "db-2" },
      { tell: "crash", atMs: 13_250, instance: "db-2" },
      { tell: "reach", atMs: 13_750, instance: "db-1" },
    ]);
    // db-1 beats again from 14 s on, as the writer of epoch 1: nobody has the volume open in epoch 2.
    expect(at(trace, "instance-demoted")).toMatchObject([[14, { instance: "db-1" }]]);
    expect(orders(trace)[1]).toEqual([19.5, "db-1", 3, 1]);
  });

  it("has no order stand for the former life of a process", () => {
    const trace = run([
      { tell: "crash", atMs: 5_250, instance: "db-1" },
      { tell: "crash", atMs: 12_250, instance: "db-2" },
      { tell: "start", atMs: 14_250, instance: "db-2" },
    ]);
    expect(orders(trace).slice(0, 2)).toEqual([
      [11.5, "db-2", 2, 1],
      [14.5, "db-3", 3, 2],
    ]);
    expect(at(trace, "instance-started")).toMatchObject([[14.25, { instance: "db-2", role: "reader" }]]);
  });

  it("gives a writer that starts again a new epoch", () => {
    const trace = run([
      { tell: "crash", atMs: 5_250, instance: "db-1" },
      { tell: "start", atMs: 8_250, instance: "db-1" },
      { tell: "open", atMs: 8_750, instance: "db-1" },
    ]);
    expect(at(trace, "volume-open")).toMatchObject([[8.75, { instance: "db-1", volumeEpoch: 2 }]]);
    expect(orders(trace)).toEqual([]);
  });

  it("has the writer start as a reader while another one is being promoted", () => {
    const trace = run([
      { tell: "crash", atMs: 5_250, instance: "db-1" },
      { tell: "start", atMs: 12_250, instance: "db-1" },
    ]);
    expect(at(trace, "instance-started")).toMatchObject([[12.25, { instance: "db-1", role: "reader" }]]);
  });

  it("does what an operator asks, once", () => {
    const trace = run([
      { tell: "failover", atMs: 5_250 },
      { tell: "failover", atMs: 5_750 },
      { tell: "open", atMs: 6_250, instance: "db-2" },
    ]);
    expect(orders(trace)).toEqual([[5.25, "db-2", 2, 1]]);
    expect(at(trace, "writer-changed")).toMatchObject([[7, { instance: "db-2" }]]);
  });
});

/** No two instances, and no two lives of one, begin to open the volume in the same epoch. */
function epochTakenTwice(trace: ClusterTrace): number | undefined {
  const taken = new Set([1]);
  for (const event of trace) {
    if (event.kind !== "volume-opening") continue;
    if (taken.has(event.volumeEpoch)) return event.volumeEpoch;
    taken.add(event.volumeEpoch);
  }
  return undefined;
}

describe("whatever happens", () => {
  it("no epoch is taken twice, in the controller alone", () => {
    fc.assert(
      fc.property(controllerScripts(), (script) => {
        expect(epochTakenTwice(runControllerScript(script, createFailoverController))).toBeUndefined();
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });

  it("the cluster keeps its promises, and commits again once everything is back", () => {
    fc.assert(
      fc.property(controlledClusters(), (scenario) => {
        const trace = runCluster(scenario);
        expect(firstClusterViolation(trace, CLUSTER_INVARIANTS)).toBeUndefined();
        expect(trace).toContainEqual(
          expect.objectContaining({ kind: "write-committed", transaction: CONTROLLER_LAST_WRITE.transaction }),
        );
      }),
      { numRuns: 250, seed: 4 },
    );
  });

  it("a controller that gives one epoch to every attempt is caught with two writers in it", () => {
    const oneEpochForEachFailover = (options: FailoverControllerOptions): FailoverController => {
      const controller = createFailoverController(options);
      const same = (order: ReturnType<FailoverController["look"]>) =>
        order && { ...order, volumeEpoch: controller.standing().volumeEpoch + 1 };
      return { ...controller, look: (nowMs) => same(controller.look(nowMs)) };
    };
    const script: ControllerScript = {
      instances: ["db-1", "db-2", "db-3"],
      steps: [
        { tell: "crash", atMs: 5_250, instance: "db-1" },
        { tell: "cut", atMs: 12_250, instance: "db-2" },
      ],
      untilMs: 30_000,
    };
    expect(epochTakenTwice(runControllerScript(script, createFailoverController))).toBeUndefined();
    expect(epochTakenTwice(runControllerScript(script, oneEpochForEachFailover))).toBe(2);
  });
});
