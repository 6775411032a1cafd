import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  epochsAreTakenOnce,
  oneWriterPerEpoch,
  type ClusterInvariant,
  type FailoverControllerOptions,
  type Heartbeat,
  type InstanceId,
  type PromotionOrder,
} from "four-of-six/cluster";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/failover-controller/rig.ts";
import { CONTROLLER_LAST_WRITE, controlledClusters, controllerScripts } from "../../arbitraries/failover-controller.ts";

const { createFailoverController } = answer(rig);

const writes = (instance: InstanceId, volumeEpoch: number): Heartbeat => ({ instance, role: "writer", isServing: true, volumeEpoch }); // prettier-ignore
const opens = (instance: InstanceId, volumeEpoch: number): Heartbeat => ({ ...writes(instance, volumeEpoch), isServing: false }); // prettier-ignore
const reads = (instance: InstanceId): Heartbeat => ({ instance, role: "reader", isServing: true, volumeEpoch: 1 });
const order = (instance: InstanceId, volumeEpoch: number): PromotionOrder => ({ instance, volumeEpoch });

/** What `choose` was asked, beside what the controller does. */
type Question = readonly [available: readonly InstanceId[], writer: InstanceId, failedAttemptCount: number];

/**
 * db-1 has the volume open in epoch 1, db-2 and db-3 read. 6 s to detect, 10 s for an attempt. Chosen is the first that
 * is available and not the writer, else the writer.
 */
function controllerOf(options: Partial<FailoverControllerOptions> = {}) {
  const asked: Question[] = [];
  const controller = createFailoverController({
    instances: ["db-1", "db-2", "db-3"],
    writer: "db-1",
    detectMs: 6_000,
    promoteTimeoutMs: 10_000,
    choose(available, writer, failedAttemptCount) {
      asked.push([available, writer, failedAttemptCount]);
      return available.find((instance) => instance !== writer) ?? writer;
    },
    ...options,
  });
  /** Heartbeats of these, one at each whole second of the span. */
  const beats = (fromS: number, throughS: number, ...heartbeats: readonly Heartbeat[]) => {
    for (let second = fromS; second <= throughS; second++)
      for (const heartbeat of heartbeats) controller.heard(heartbeat, second * 1_000);
  };
  /** Looks each half second; gives the first order, and when it came. */
  const firstOrder = (fromMs: number, throughMs: number) => {
    for (let nowMs = fromMs; nowMs <= throughMs; nowMs += 500) {
      const found = controller.look(nowMs);
      if (found !== undefined) return { atMs: nowMs, ...found };
    }
    return undefined;
  };
  return { controller, asked, beats, firstOrder };
}

/** The writer dies after its heartbeat of 4 s; a failover has begun at 10 s, and db-2 is to open the volume in epoch 2. */
function failingOver() {
  const stage = controllerOf();
  stage.beats(1, 4, writes("db-1", 1));
  stage.beats(1, 10, reads("db-2"), reads("db-3"));
  const first = stage.controller.look(10_000);
  return { ...stage, first };
}

describe("examples", () => {
  it("leaves a writer alone as long as it is heard of", () => {
    const { controller, beats } = controllerOf();
    beats(1, 3, writes("db-1", 1), reads("db-2"));
    expect(controller.look(3_500), "0.5 s after a heartbeat").toBeUndefined();
    expect(controller.look(8_999), "5.999 s after the last one").toBeUndefined();
    expect(controller.attemptCount(), "attempts begun").toBe(0);
    expect(controller.standing(), "who is the writer").toEqual({ writer: "db-1", volumeEpoch: 1 });
  });

  it("begins a failover when the writer has been silent for as long as it takes to detect, however often it looks", () => {
    const { controller, beats, firstOrder } = controllerOf();
    beats(1, 4, writes("db-1", 1));
    beats(1, 12, reads("db-2"), reads("db-3"));
    expect(firstOrder(4_500, 12_000), "the last heartbeat at 4 s, a look each half second").toEqual({
      atMs: 10_000,
      ...order("db-2", 2),
    });
    expect(controller.attemptCount(), "attempts begun").toBe(1);
    expect(controller.standing(), "who is the writer until another one has opened the volume").toEqual({ writer: "db-1", volumeEpoch: 1 }); // prettier-ignore
  });

  it("goes by who has the volume open, not by who answers", () => {
    const fenced = controllerOf();
    fenced.beats(1, 4, writes("db-1", 1));
    fenced.beats(5, 12, reads("db-1"), reads("db-2"));
    expect(fenced.firstOrder(4_500, 12_000), "db-1 beats on, but as a reader since 5 s").toEqual({ atMs: 10_000, ...order("db-2", 2) }); // prettier-ignore
    const stuck = controllerOf();
    stuck.beats(1, 4, writes("db-1", 1));
    stuck.beats(5, 12, opens("db-1", 1), reads("db-2"));
    expect(stuck.firstOrder(4_500, 12_000), "db-1 beats on as the writer, without having the volume open").toEqual({ atMs: 10_000, ...order("db-2", 2) }); // prettier-ignore
  });

  it("chooses among those who serve and have been heard of", () => {
    const { controller, asked, beats } = controllerOf();
    beats(1, 4, writes("db-1", 1), reads("db-2"));
    beats(5, 10, opens("db-1", 1));
    beats(1, 10, reads("db-3"));
    expect(controller.look(10_000), "db-2 silent since 4 s").toEqual(order("db-3", 2));
    expect(asked.map(([available, writer]) => [available, writer]), "who is available, and who has failed, as choose was told").toEqual([[["db-3"], "db-1"]]); // prettier-ignore
    beats(11, 12, reads("db-2"));
    expect(controller.available(), "db-2 has been heard of again").toEqual(["db-2", "db-3"]);
  });

  it("says the same order again until something has come of it", () => {
    const { controller, first } = failingOver();
    expect(first, "at 10 s").toEqual(order("db-2", 2));
    expect(controller.look(11_000), "at 11 s").toEqual(order("db-2", 2));
    expect(controller.look(19_999), "at 19.999 s").toEqual(order("db-2", 2));
    expect(controller.attemptCount(), "attempts begun").toBe(1);
  });

  it("makes another attempt when one has come to nothing in time, and says how many have failed", () => {
    const { controller, asked, beats } = failingOver();
    beats(11, 30, reads("db-2"), reads("db-3"));
    controller.look(20_000);
    expect(controller.attemptCount(), "attempts begun at 20 s, 10 s after the first").toBe(2);
    controller.look(25_000);
    controller.look(30_000);
    expect(controller.attemptCount(), "attempts begun at 30 s").toBe(3);
    expect(
      asked.map(([, , failed]) => failed),
      "failed attempts that choose was told",
    ).toEqual([0, 1, 2]);
  });

  it("gives each attempt an epoch of its own", () => {
    const { controller, beats } = failingOver();
    beats(11, 30, opens("db-2", 2), reads("db-3"));
    expect(controller.look(20_000), "the second attempt, to db-3").toEqual(order("db-3", 3));
    beats(21, 30, reads("db-2"), opens("db-3", 3));
    expect(controller.look(30_000), "the third attempt, to db-2 again").toEqual(order("db-2", 4));
  });

  it("has a new writer once that one has the volume open, and begins anew when it fails", () => {
    const { controller, asked, beats } = failingOver();
    controller.heard(opens("db-2", 2), 11_000);
    expect(controller.standing(), "db-2 is opening the volume").toEqual({ writer: "db-1", volumeEpoch: 1 });
    controller.heard(writes("db-2", 2), 12_000);
    expect(controller.standing(), "db-2 has it open").toEqual({ writer: "db-2", volumeEpoch: 2 });
    expect([controller.attemptCount(), controller.look(12_500)], "attempts, and the order at 12.5 s").toEqual([0, undefined]); // prettier-ignore
    beats(12, 18, reads("db-3"));
    expect(controller.look(18_000), "db-2 silent since 12 s").toEqual(order("db-3", 3));
    expect(controller.attemptCount(), "attempts of this failover").toBe(1);
    expect(asked.at(-1)?.[2], "failed attempts of this failover, as choose was told").toBe(0);
  });

  it("goes through with a failover that has begun, even if the old writer is heard of again", () => {
    const { controller, beats } = failingOver();
    beats(11, 13, writes("db-1", 1));
    expect(controller.look(13_500), "db-1 is back since 11 s").toEqual(order("db-2", 2));
    expect(controller.attemptCount(), "attempts begun").toBe(1);
  });

  it("takes whoever has the volume open in the newest epoch for the writer, also one that was given up", () => {
    const { controller } = failingOver();
    controller.heard(reads("db-3"), 19_500);
    controller.heard(opens("db-2", 2), 19_500);
    controller.look(20_000);
    controller.heard(writes("db-2", 2), 20_500);
    expect(controller.standing(), "db-2, given up at 20 s, has it open in epoch 2").toEqual({ writer: "db-2", volumeEpoch: 2 }); // prettier-ignore
    controller.heard(writes("db-3", 3), 21_500);
    expect(controller.standing(), "db-3 has it open in epoch 3").toEqual({ writer: "db-3", volumeEpoch: 3 });
  });

  it("goes on with a failover until the newest epoch that was given is the open one", () => {
    const { controller } = failingOver();
    controller.heard(reads("db-3"), 19_500);
    controller.heard(opens("db-2", 2), 19_500);
    expect(controller.look(20_000), "db-2 is given up").toEqual(order("db-3", 3));
    controller.heard(writes("db-2", 2), 20_500);
    expect([controller.attemptCount(), controller.look(21_000)], "db-2 has it open in epoch 2").toEqual([2, order("db-3", 3)]); // prettier-ignore
    controller.heard(writes("db-3", 3), 21_500);
    expect([controller.attemptCount(), controller.look(22_000)], "db-3 has it open in epoch 3").toEqual([0, undefined]);
  });

  it("counts no heartbeat of a writer that has lost the volume, whenever it comes", () => {
    const { controller, beats } = failingOver();
    controller.heard(writes("db-2", 2), 12_000);
    beats(13, 18, writes("db-1", 1), reads("db-3"));
    expect(controller.standing(), "db-1 still believes that it is the writer of epoch 1").toEqual({ writer: "db-2", volumeEpoch: 2 }); // prettier-ignore
    expect(controller.available(), "who is available").toEqual(["db-2", "db-3"]);
    expect(controller.look(18_000), "db-2 silent since 12 s").toEqual(order("db-3", 3));
  });

  it("sends no order where nobody can be chosen", () => {
    const { controller } = controllerOf({ choose: () => undefined });
    expect(controller.look(6_000), "nobody heard of since the beginning").toBeUndefined();
    expect(controller.attemptCount(), "attempts begun").toBe(1);
    expect(controller.started("db-2", 6_500), "db-2 starts meanwhile").toBeUndefined();
  });

  it("has a writer that starts again open the volume in a new epoch", () => {
    const { controller } = controllerOf();
    expect(controller.started("db-1", 5_000), "the writer starts").toBe(2);
    expect(controller.started("db-2", 5_000), "a reader starts").toBeUndefined();
    controller.heard(writes("db-1", 2), 6_000);
    expect(controller.standing(), "db-1 has it open").toEqual({ writer: "db-1", volumeEpoch: 2 });
  });

  it("has everybody start as a reader while a failover is under way", () => {
    const { controller } = failingOver();
    expect(controller.started("db-1", 11_000), "the old writer starts").toBeUndefined();
    expect(controller.look(11_500), "the order that stands").toEqual(order("db-2", 2));
  });

  it("lets no order stand for a process that has died since", () => {
    const { controller, beats } = failingOver();
    expect(controller.started("db-2", 11_000), "db-2 starts again, as a reader").toBeUndefined();
    beats(11, 11, reads("db-2"), reads("db-3"));
    expect(controller.look(11_500), "the next order").toEqual(order("db-2", 3));
    expect(controller.look(12_500), "and the one after it").toEqual(order("db-2", 3));
  });

  it("begins a failover when an operator asks for one, and only one at a time", () => {
    const { controller, beats } = controllerOf();
    beats(1, 5, writes("db-1", 1), reads("db-2"));
    expect(controller.failOver(5_500), "asked at 5.5 s").toEqual(order("db-2", 2));
    beats(6, 6, writes("db-1", 1));
    expect(controller.failOver(6_500), "asked again a second later").toEqual(order("db-2", 2));
    expect(controller.attemptCount(), "attempts begun").toBe(1);
    controller.started("db-2", 7_000);
    expect(controller.failOver(7_200), "asked again when db-2 has started anew").toBeUndefined();
  });
});

/** Of the controller alone: nobody begins to open the volume in an epoch in which somebody has. */
const openingsHaveEpochsOfTheirOwn: ClusterInvariant = (trace) => {
  const openedBy = new Map<number, string>([[1, "the first writer"]]);
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "volume-opening") continue;
    const { instance, volumeEpoch } = event;
    const other = openedBy.get(volumeEpoch);
    if (other !== undefined) {
      const invariant = "no epoch is given out twice";
      return { invariant, eventIndex, what: `${instance} opens the volume in epoch ${volumeEpoch}, as ${other} has` };
    }
    openedBy.set(volumeEpoch, instance);
  }
  return undefined;
};

/** The last write comes 40 s after everything is back. */
const canBeWrittenAgain: ClusterInvariant = (trace) => {
  const { transaction, atMs } = CONTROLLER_LAST_WRITE;
  if (trace.some((event) => event.kind === "write-committed" && event.transaction === transaction)) return undefined;
  return {
    invariant: "a cluster in which everything is back gets a writer",
    eventIndex: trace.length - 1,
    what: `a write at ${atMs / 1_000} s was not committed, 40 s after the last failure had ended`,
  };
};

describe("properties", () => {
  it("never gives an epoch out twice, whoever dies, comes late or is cut off", () => {
    keepsInvariants(rig, rig.unit, answer(rig), controllerScripts(), [openingsHaveEpochsOfTheirOwn], { runCount: 100 });
  });

  it("decides as the reference does, whoever dies, comes late or is cut off", () => {
    agreesWithReference(rig, rig.unit, answer(rig), controllerScripts(), { runCount: 50 });
  });
});

describe("the cluster", () => {
  it("lets no two writers open the volume in the same epoch, whatever fails", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), controlledClusters(), [epochsAreTakenOnce, oneWriterPerEpoch], { runCount: 4 }); // prettier-ignore
  });

  it("has a writer again once everything is back", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), controlledClusters(), [canBeWrittenAgain], { runCount: 4 });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), controlledClusters(), { runCount: 4 });
  });
});
