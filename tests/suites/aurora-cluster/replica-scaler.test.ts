import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  coolsDown,
  followsTheLoad,
  leavesEnough,
  removesOnlyItsOwn,
  type ScalableReader,
  type ScalingDecision,
  type ScalingPolicy,
} from "four-of-six/cluster";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/replica-scaler/rig.ts";
import { readerFleets, scalerScripts } from "../../arbitraries/replica-scaler.ts";

const { createReplicaScaler } = answer(rig);

/** Target 60 % CPU, 1 to 8 readers, 300 s for each cooldown, unless said otherwise. */
function scaler(change: Partial<ScalingPolicy> = {}) {
  const made = createReplicaScaler({
    metric: "RDSReaderAverageCPUUtilization",
    target: 60,
    minCapacity: 1,
    maxCapacity: 8,
    scaleOutCooldownMs: 300_000,
    scaleInCooldownMs: 300_000,
    isScaleInEnabled: true,
    ...change,
  });
  return (atS: number, texts: string, average?: number) =>
    made.look({ nowMs: atS * 1_000, readers: texts === "" ? [] : texts.split(" ").map(reader), average });
}

/** `db-2`: an operator's. `+a`: the scaler's own. `+a?`: it is being made. `db-2!`: it is not available. */
function reader(text: string): ScalableReader {
  return {
    instance: text.replace(/[+?!]/g, ""),
    createdBy: text.startsWith("+") ? "scaling" : "operator",
    state: text.endsWith("?") ? "creating" : text.endsWith("!") ? "unavailable" : "available",
  };
}

const NONE: ScalingDecision = { kind: "none" };
const add = (count: number): ScalingDecision => ({ kind: "add", count });
/** How many are removed; which ones, a scaler may choose. */
const removed = (decision: ScalingDecision) => (decision.kind === "remove" ? decision.instances.length : decision.kind);

describe("examples", () => {
  it("begins without a memory, and shares none with another scaler", () => {
    const [one, other] = [scaler(), scaler()];
    expect(one(0, "db-2 db-3", 90), "one scaler's two readers at 90 %").toEqual(add(1));
    expect(other(60, "db-2 db-3", 90), "another scaler's, a minute later").toEqual(add(1));
    expect(removed(scaler()(120, "db-2 +a", 5)), "a third scaler's two readers at 5 %").toBe(1);
  });

  it("adds as many readers as bring the average to the target, all at once", () => {
    expect(scaler()(0, "db-2 db-3", 90), "two readers at 90 %, target 60 %").toEqual(add(1));
    expect(scaler()(0, "db-2 db-3", 60), "two readers at 60 %").toEqual(NONE);
    expect(scaler()(0, "db-2 db-3", 61), "two readers at 61 %").toEqual(add(1));
    expect(scaler({ target: 40 })(0, "db-2 db-3 db-4", 100), "three readers at 100 %, target 40 %").toEqual(add(5));
    expect(scaler({ target: 250 })(0, "db-2", 700), "one reader with 700 connections, target 250").toEqual(add(2));
  });

  it("counts a reader that is being made as one that the cluster has", () => {
    const look = scaler({ maxCapacity: 3 });
    expect(look(0, "db-2 db-3", 90), "two readers at 90 %, target 60 %, at most 3").toEqual(add(1));
    expect(look(60, "db-2 db-3 +a?", 90), "a minute later, the third being made").toEqual(NONE);
    expect(scaler({ maxCapacity: 3 })(0, "db-2 db-3 +a?", 90), "the same, seen by a new scaler").toEqual(NONE);
  });

  it("takes the average for the readers that are available, and for no others", () => {
    expect(scaler()(0, "db-2 db-3 +a?", 90), "two at 90 %, a third being made, target 60 %").toEqual(NONE);
    expect(scaler()(0, "db-2 db-3 db-4!", 100), "two at 100 %, a third not available").toEqual(add(1));
    expect(scaler()(0, "db-2 +a? +b? +c?", 100), "one at 100 %, three being made").toEqual(NONE);
  });

  it("keeps within the minimum and the maximum", () => {
    expect(scaler({ maxCapacity: 5 })(0, "db-2 db-3", 600), "two at 600, target 60, at most 5").toEqual(add(3));
    expect(scaler({ maxCapacity: 2 })(0, "db-2 db-3", 600), "two at 600, target 60, at most 2").toEqual(NONE);
    expect(scaler({ maxCapacity: 2 })(0, "db-2 db-3 db-4", 600), "three at 600, at most 2").toEqual(NONE);
    expect(scaler({ minCapacity: 3 })(0, "db-2", 10), "one at 10 %, at least 3").toEqual(add(2));
    expect(removed(scaler({ minCapacity: 2 })(0, "+a +b +c", 0)), "three of its own at 0 %, at least 2").toBe(1);
  });

  it("fills the cluster up to the minimum without an average, and changes nothing else", () => {
    expect(scaler({ minCapacity: 2 })(0, ""), "no reader, at least 2").toEqual(add(2));
    expect(scaler({ minCapacity: 2 })(0, "db-2!"), "one that is not available, at least 2").toEqual(add(1));
    expect(scaler({ minCapacity: 0 })(0, ""), "no reader, and none is asked for").toEqual(NONE);
    expect(scaler()(0, "db-2 +a +b"), "three readers, and nothing measured").toEqual(NONE);
  });

  it("removes what the load does not need, all at once", () => {
    expect(removed(scaler()(0, "db-2 +a +b +c", 20)), "four at 20 %, target 60 %: two are needed").toBe(2);
    expect(removed(scaler()(0, "db-2 +a +b +c", 0)), "four at 0 %").toBe(3);
    expect(removed(scaler({ minCapacity: 0 })(0, "+a +b", 0)), "two of its own at 0 %, at least 0").toBe(2);
  });

  it("removes only readers that it has made, even if that is too few", () => {
    const own = { kind: "remove", instances: ["a"] };
    expect(scaler()(0, "+a db-2 db-3 db-4", 5), "a is its own, db-2 to db-4 are an operator's; one is needed").toEqual(own); // prettier-ignore
    expect(scaler()(0, "db-2 db-3 db-4", 5), "three of an operator's; one is needed").toEqual(NONE);
    const alike = "application-autoscaling-1";
    expect(scaler()(0, `${alike} db-2 +a`, 5), `${alike} is an operator's, a is its own`).toEqual(own);
    expect(scaler()(0, `${alike} db-2`, 5), `${alike} is an operator's, and so is db-2`).toEqual(NONE);
  });

  it("removes nothing before the average is below 80 % of the target", () => {
    const ten = "db-2 db-3 db-4 +a +b +c +d +e +f +g";
    const look = () => scaler({ maxCapacity: 15 });
    expect(look()(0, ten, 53), "ten at 53 %, target 60 %: nine are needed").toEqual(NONE);
    expect(look()(0, ten, 48), "ten at 48 %: eight are needed").toEqual(NONE);
    expect(removed(look()(0, ten, 47)), "ten at 47 %: eight are needed").toBe(2);
  });

  it("removes nothing while a reader is not available", () => {
    expect(scaler()(0, "db-2 +a +b?", 10), "b is being made").toEqual(NONE);
    expect(scaler()(0, "db-2! +a +b", 10), "db-2 is not available").toEqual(NONE);
  });

  it("removes nothing when scale-in is disabled, and still adds", () => {
    const look = scaler({ isScaleInEnabled: false });
    expect(look(0, "db-2 +a +b", 0), "three at 0 %").toEqual(NONE);
    expect(look(60, "db-2 +a +b", 100), "a minute later, three at 100 %").toEqual(add(2));
  });

  it("waits out the cooldown of a scale-out before it adds for the same need again", () => {
    const look = scaler();
    expect(look(0, "db-2 db-3", 90), "two at 90 %: three are needed").toEqual(add(1));
    expect(look(60, "db-2 db-3", 90), "a minute later; the new one was deleted").toEqual(NONE);
    expect(look(299, "db-2 db-3", 90), "299 s after the scale-out").toEqual(NONE);
    expect(look(300, "db-2 db-3", 90), "300 s after it").toEqual(add(1));
    expect(look(420, "db-2 db-3", 90), "120 s after the second").toEqual(NONE);
    expect(scaler({ scaleOutCooldownMs: 0 })(0, "db-2", 90), "with a cooldown of 0 s").toEqual(add(1));
  });

  it("adds during that cooldown when more is needed than then, or the minimum is missing", () => {
    const look = scaler();
    expect(look(0, "db-2 db-3", 90), "two at 90 %: three are needed").toEqual(add(1));
    expect(look(60, "db-2 db-3 +a?", 91), "a minute later at 91 %: four are needed").toEqual(add(1));
    expect(look(120, "db-2 db-3 +a?", 91), "b was deleted; four are needed, as before").toEqual(NONE);
    const three = scaler({ minCapacity: 3 });
    expect(three(0, "db-2 db-3", 100), "two at 100 %, at least 3: four are needed").toEqual(add(2));
    expect(three(60, "db-2", 20), "all but one are deleted a minute later").toEqual(add(2));
    const four = scaler({ minCapacity: 3 });
    expect(four(0, "db-2 db-3", 100), "two at 100 %, at least 3: four are needed").toEqual(add(2));
    expect(four(60, "db-2", 240), "one is left a minute later, at 240 %: four are needed").toEqual(add(3));
  });

  it("removes nothing during the cooldown of a scale-out", () => {
    const look = scaler({ scaleInCooldownMs: 0 });
    expect(look(0, "db-2", 100), "one at 100 %: two are needed").toEqual(add(1));
    expect(look(240, "db-2 +a", 5), "240 s later, two at 5 %").toEqual(NONE);
    expect(look(299, "db-2 +a", 5), "299 s after the scale-out").toEqual(NONE);
    expect(removed(look(300, "db-2 +a", 5)), "300 s after it").toBe(1);
  });

  it("removes again only after the cooldown of a scale-in", () => {
    const look = scaler({ scaleOutCooldownMs: 60_000, scaleInCooldownMs: 600_000 });
    expect(removed(look(0, "db-2 +a +b", 30)), "three at 30 %: two are needed").toBe(1);
    expect(look(120, "db-2 +a", 5), "120 s later, two at 5 %").toEqual(NONE);
    expect(look(599, "db-2 +a", 5), "599 s after the scale-in, whose cooldown is 600 s").toEqual(NONE);
    expect(removed(look(600, "db-2 +a", 5)), "600 s after it").toBe(1);
  });

  it("adds at once after a scale-in, whose cooldown then ends", () => {
    const look = scaler({ scaleOutCooldownMs: 60_000, scaleInCooldownMs: 600_000 });
    expect(removed(look(0, "db-2 +a +b", 30)), "three at 30 %: two are needed").toBe(1);
    expect(look(60, "db-2 +a", 80), "a minute later, two at 80 %").toEqual(add(1));
    expect(removed(look(180, "db-2 +a +c", 10)), "two minutes later, past the 60 s of the scale-out").toBe(2);
  });
});

describe("properties", () => {
  it("decides as the reference does, whatever average it is told", () => {
    agreesWithReference(rig, rig.unit, answer(rig), scalerScripts, { runCount: 120 });
  });

  it("meets every need that lasts, and removes no more than the load can spare", () => {
    keepsInvariants(rig, rig.unit, answer(rig), scalerScripts, [leavesEnough, followsTheLoad], { runCount: 100 });
  });
});

describe("the cluster", () => {
  it("removes no reader of an operator, whoever fails, comes or goes", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), readerFleets, [removesOnlyItsOwn], { runCount: 8 });
  });

  it("never flaps, and follows the load", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), readerFleets, [coolsDown, followsTheLoad], { runCount: 8 });
  });

  it("runs the fleet event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), readerFleets, { runCount: 8 });
  });
});
