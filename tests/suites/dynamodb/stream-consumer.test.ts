import {
  effectsHappenOnce,
  everyChangeIsApplied,
  checkpointsFollowProcessing,
  keysStayInOrder,
  leasesAreTakenFromTheSilent,
  parentsComeFirst,
  readingSkipsNothing,
  STREAM_SCRIPT_INVARIANTS,
  type IteratorStart,
  type ProcessingStep,
  type ShardLease,
  type StreamChange,
  type StreamConsumer,
  type StreamShard,
} from "four-of-six/dynamodb";
import { answer, keepsInvariants } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/stream-consumer/rig.ts";
import { streamScenarios, streamScripts } from "../../arbitraries/stream-consumer.ts";

const { createStreamConsumer } = answer(rig);

/** W1-1, with leases of 10 s. */
const consumerOf = () => createStreamConsumer({ worker: "W1-1", leaseMs: 10_000 });
const FAMILY: readonly StreamShard[] = [
  { shardId: "shard-1" },
  { shardId: "shard-2", parentShardId: "shard-1" },
  { shardId: "shard-3", parentShardId: "shard-1" },
];
const [ROOT] = FAMILY as readonly [StreamShard];
const leaseOf = (change: Partial<ShardLease> = {}): ShardLease => ({ shardId: "shard-1", owner: "W1-1", counter: 1, ...change }); // prettier-ignore
/** Of 21 digits. The middle ones count, and labels name them: `004`. */
const numberOf = (count: number) => `3000000000000${String(count).padStart(3, "0")}00000`;
const shortOf = (checkpoint: string) => (checkpoint === "SHARD_END" ? checkpoint : checkpoint.slice(13, 16));
const changeOf = (count: number, key = "cup"): StreamChange => ({ sequenceNumber: numberOf(count), eventName: "MODIFY", key, newImage: `v${count}` }); // prettier-ignore

/** There are two right ways to begin at a checkpoint: with its record, and right after it. */
const startText = (start: IteratorStart) =>
  "sequenceNumber" in start ? `at the checkpoint ${shortOf(start.sequenceNumber)}` : start.type;
const stepText = (step: ProcessingStep) =>
  step.step === "apply" ? `apply ${shortOf(step.change.sequenceNumber)}` : `checkpoint ${shortOf(step.at)}`;
/** What is applied, and the checkpoint in the end. */
function doneBy(steps: readonly ProcessingStep[]) {
  const last = steps.findLast((step) => step.step === "checkpoint");
  return { applied: steps.filter((step) => step.step === "apply").map(stepText), checkpoint: last && stepText(last) };
}
/** Checkpoints that come before a change that they cover. */
function tooEarly(steps: readonly ProcessingStep[]): readonly string[] {
  const isCovered = (at: string, later: ProcessingStep) =>
    later.step === "apply" && (at === "SHARD_END" || BigInt(later.change.sequenceNumber) <= BigInt(at));
  return steps
    .filter(
      (step, index) => step.step === "checkpoint" && steps.slice(index).some((later) => isCovered(step.at, later)),
    )
    .map(stepText);
}
const takenBy = (consumer: StreamConsumer, leases: readonly ShardLease[], nowMs: number, shards: readonly StreamShard[] = [ROOT]) => consumer.plan(shards, leases, nowMs).take; // prettier-ignore

describe("examples", () => {
  it("takes a shard that nobody reads, and renews what it reads", () => {
    expect(consumerOf().plan([ROOT], [], 0), "shard-1 has no lease").toEqual({ take: ["shard-1"], renew: [] });
    const free = [{ shardId: "shard-1", counter: 3 }];
    expect(consumerOf().plan([ROOT], free, 0), "the lease of shard-1 has no owner").toEqual({ take: ["shard-1"], renew: [] }); // prettier-ignore
    const consumer = consumerOf();
    expect(consumer.plan([ROOT], [leaseOf()], 0), "it owns shard-1").toEqual({ take: [], renew: ["shard-1"] });
    const later = consumer.plan([ROOT], [leaseOf({ counter: 5, checkpoint: numberOf(2) })], 2_500);
    expect(later.renew, "it owns shard-1, which has a checkpoint").toEqual(["shard-1"]);
    const other = { take: [], renew: [] };
    expect(consumerOf().plan([ROOT], [leaseOf({ owner: "W2-1" })], 0), "W2-1 owns shard-1").toEqual(other);
    const ended = leaseOf({ counter: 9, checkpoint: "SHARD_END" });
    expect(consumerOf().plan([ROOT], [ended], 0).take, "it owns shard-1, at SHARD_END").toEqual([]);
  });

  it("takes a child once its parent is read to its end, or is no longer listed", () => {
    const { take } = consumerOf().plan(FAMILY, [], 0);
    expect(take, "nothing is read: shard-1, and its children shard-2 and shard-3").toEqual(["shard-1"]);
    const reading = leaseOf({ owner: "W2-1", counter: 7, checkpoint: numberOf(3) });
    expect(takenBy(consumerOf(), [reading], 0, FAMILY), "W2-1 reads shard-1").toEqual([]);
    const ended = leaseOf({ owner: "W2-1", counter: 8, checkpoint: "SHARD_END" });
    const children = takenBy(consumerOf(), [ended], 0, FAMILY);
    expect(children.length, "how many it takes with shard-1 at SHARD_END").toBeGreaterThan(0);
    expect(["shard-2", "shard-3"], "what it takes with shard-1 at SHARD_END").toEqual(expect.arrayContaining([...children])); // prettier-ignore
    const orphan = FAMILY.slice(1, 2);
    expect(takenBy(consumerOf(), [], 0, orphan), "only shard-2 is listed, its parent shard-1 is trimmed").toEqual(["shard-2"]); // prettier-ignore
    expect(takenBy(consumerOf(), [reading], 0, orphan), "shard-1 is trimmed, and its lease still there").toEqual(["shard-2"]); // prettier-ignore
  });

  it("takes a lease whose counter stands still for the time of a lease, and leaves one that is renewed", () => {
    const consumer = consumerOf();
    const at = (counter: number, nowMs: number) => takenBy(consumer, [leaseOf({ owner: "W2-1", counter })], nowMs);
    expect(at(4, 90_000), "first seen at 90 s, with counter 4").toEqual([]);
    expect(at(4, 99_000), "counter 4 at 99 s").toEqual([]);
    expect(at(5, 101_000), "counter 5 at 101 s").toEqual([]);
    expect(at(5, 110_000), "counter 5 at 110 s").toEqual([]);
    expect(at(5, 111_500), "counter 5 at 111.5 s").toEqual(["shard-1"]);
    const restarted = createStreamConsumer({ worker: "W1-2", leaseMs: 10_000 });
    expect(takenBy(restarted, [leaseOf()], 0), "W1 is started again as W1-2, and W1-1 owns shard-1").toEqual([]);
    expect(takenBy(restarted, [leaseOf()], 10_500), "10.5 s later").toEqual(["shard-1"]);
  });

  it("begins with the oldest record, or at the checkpoint of the lease", () => {
    const consumer = consumerOf();
    expect(startText(consumer.begin(leaseOf())), "without a checkpoint").toBe("TRIM_HORIZON");
    consumer.received("shard-1", [changeOf(1), changeOf(2)], false);
    expect(startText(consumer.begin(leaseOf({ counter: 6 }))), "it read 001 and 002, lost the lease, and gets it without a checkpoint").toBe("TRIM_HORIZON"); // prettier-ignore
    consumer.received("shard-1", [changeOf(1), changeOf(2)], false);
    const again = leaseOf({ counter: 9, checkpoint: numberOf(1) });
    expect(startText(consumer.begin(again)), "it read 001 and 002, lost the lease, and gets it with checkpoint 001").toBe("at the checkpoint 001"); // prettier-ignore
    const other = leaseOf({ counter: 20, checkpoint: numberOf(7) });
    expect(startText(consumer.begin(other)), "it gets it again, and W2-1 has come to 007").toBe("at the checkpoint 007"); // prettier-ignore
  });

  it("goes on where it was when its iterator has expired, and with the oldest record when that is trimmed", () => {
    const consumer = consumerOf();
    consumer.begin(leaseOf());
    expect(consumer.again("shard-1", "ExpiredIteratorException"), "expired before any record").toEqual({ type: "TRIM_HORIZON" }); // prettier-ignore
    consumer.received("shard-1", [changeOf(4), changeOf(5)], false);
    consumer.begin(leaseOf({ shardId: "shard-9", checkpoint: numberOf(50) }));
    const after = consumer.again("shard-1", "ExpiredIteratorException");
    expect(startText(after), "it has read to 005, then it has expired").toBe("at the checkpoint 005");
    consumer.received("shard-1", [], false);
    const idle = consumer.again("shard-1", "ExpiredIteratorException");
    expect(startText(idle), "it has received nothing more, then it has expired again").toBe("at the checkpoint 005");
    expect(consumer.again("shard-1", "TrimmedDataAccessException"), "trimmed").toEqual({ type: "TRIM_HORIZON" });
    const other = consumer.again("shard-9", "ExpiredIteratorException");
    expect(startText(other), "expired in shard-9, begun at its checkpoint").toBe("at the checkpoint 050");
  });

  it("applies the changes in their order, and writes the checkpoint then", () => {
    const consumer = consumerOf();
    consumer.begin(leaseOf());
    const steps = consumer.received("shard-1", [changeOf(1, "cup"), changeOf(2, "pan"), changeOf(3, "cup")], false);
    expect(doneBy(steps), "given 001, 002 and 003").toEqual({ applied: ["apply 001", "apply 002", "apply 003"], checkpoint: "checkpoint 003" }); // prettier-ignore
    expect(tooEarly(steps), "checkpoints before the changes that they cover").toEqual([]);
    expect(doneBy(consumer.received("shard-1", [], false)).applied, "given nothing").toEqual([]);
  });

  it("writes SHARD_END after the last change of a shard", () => {
    const consumer = consumerOf();
    consumer.begin(leaseOf());
    const steps = consumer.received("shard-1", [changeOf(8), changeOf(9)], true);
    expect(doneBy(steps), "given 008 and 009, the end").toEqual({ applied: ["apply 008", "apply 009"], checkpoint: "checkpoint SHARD_END" }); // prettier-ignore
    const last = steps.at(-1);
    expect(last && stepText(last), "its last step").toBe("checkpoint SHARD_END");
    const empty = consumerOf();
    empty.begin(leaseOf());
    expect(doneBy(empty.received("shard-1", [], true)), "given no record, the end").toEqual({ applied: [], checkpoint: "checkpoint SHARD_END" }); // prettier-ignore
  });

  it("lets the index apply a change once, and none that is older than what it has", () => {
    const { mayApply } = consumerOf();
    expect(mayApply(changeOf(4), undefined), "004, and the key has none").toBe(true);
    expect(mayApply(changeOf(4), numberOf(3)), "004, and the key has 003").toBe(true);
    expect(mayApply(changeOf(4), numberOf(4)), "004, and the key has 004").toBe(false);
    expect(mayApply(changeOf(4), numberOf(6)), "004, and the key has 006").toBe(false);
    const removal: StreamChange = { sequenceNumber: numberOf(5), eventName: "REMOVE", key: "cup" };
    expect(mayApply(removal, numberOf(6)), "a REMOVE 005, and the key has 006").toBe(false);
  });

  it("compares sequence numbers as whole numbers, however long they are", () => {
    const { mayApply } = consumerOf();
    const with22 = { ...changeOf(1), sequenceNumber: "1000000000000000000003" };
    expect(mayApply(with22, "999999999999999999998"), "a number of 22 digits after one of 21").toBe(true);
    const with21 = { ...changeOf(1), sequenceNumber: "999999999999999999998" };
    expect(mayApply(with21, "1000000000000000000003"), "one of 21 digits after one of 22").toBe(false);
    expect(mayApply(with22, "1000000000000000000002"), "the next one of 22 digits").toBe(true);
    expect(mayApply(with22, "1000000000000000000004"), "the one before, of 22 digits").toBe(false);
  });
});

describe("properties", () => {
  it("keeps to the rules, whatever it is asked, and after a crash", () => {
    keepsInvariants(rig, rig.unit, answer(rig), streamScripts(12), STREAM_SCRIPT_INVARIANTS, { runCount: 80 });
  });
});

describe("the fleet", () => {
  const short = streamScenarios(20_000, 20);

  it("loses no change, whatever crashes, pauses or is cut off", () => {
    const invariants = [checkpointsFollowProcessing, readingSkipsNothing, everyChangeIsApplied];
    keepsInvariants(rig, rig.cluster, answer(rig), short, invariants, { runCount: 7 });
  });

  it("applies each change once and in order, and takes no shard from a healthy worker", () => {
    const invariants = [effectsHappenOnce, keysStayInOrder, parentsComeFirst, leasesAreTakenFromTheSilent];
    keepsInvariants(rig, rig.cluster, answer(rig), short, invariants, { runCount: 7 });
  });
});
