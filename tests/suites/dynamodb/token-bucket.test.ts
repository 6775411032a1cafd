import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  admitsWhatIsAllocated,
  givesWhatCameIn,
  holdsWhatItCan,
  staysBelowTheCeiling,
  staysWithinTheTable,
  throttlesForAReason,
  throttlesWithoutWaste,
  type TokenBucketConfiguration,
} from "four-of-six/dynamodb";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/token-bucket/rig.ts";
import { steadyScenarios, throughputScenarios, tokenBucketScripts } from "../../arbitraries/token-bucket.ts";

const { createTokenBucket } = answer(rig);

/** 10 units a second for 300 s, empty at 0 ms unless said otherwise. */
const bucketOf = (change: Partial<TokenBucketConfiguration> = {}) =>
  createTokenBucket({ rate: 10, burstSeconds: 300, units: 0, nowMs: 0, ...change });

describe("examples", () => {
  it("begins with what it is given, when it is made, and shares no memory with another", () => {
    const one = bucketOf({ units: 4, nowMs: 5_000 });
    expect(one.available(5_000), "made at 5 s with 4 units").toBe(4);
    expect(one.take(4, 5_000), "4 units").toBe(true);
    expect(one.available(5_000), "what is left").toBe(0);
    expect(bucketOf({ units: 7, nowMs: 5_000 }).available(5_000), "another one, made with 7 units").toBe(7);
    expect(one.available(5_000), "the first one again").toBe(0);
  });

  it("admits a request only when all of its units are there", () => {
    expect(bucketOf({ units: 5 }).take(6, 0), "6 units of 5").toBe(false);
    expect(bucketOf({ units: 5 }).take(5, 0), "5 units of 5").toBe(true);
    const one = bucketOf({ units: 5 });
    expect(one.take(3, 0), "3 units of 5").toBe(true);
    expect(one.take(2, 0), "the 2 that are left").toBe(true);
    expect(one.take(1, 0), "1 unit of none").toBe(false);
  });

  it("takes nothing for a request that it throttles", () => {
    const one = bucketOf({ units: 5 });
    expect(one.take(6, 0), "6 units of 5").toBe(false);
    expect(one.available(0), "what is there after that").toBe(5);
  });

  it("counts half units", () => {
    const one = bucketOf({ units: 1 });
    expect(one.take(0.5, 0), "half a unit of 1").toBe(true);
    expect(one.available(0), "what is left").toBe(0.5);
    expect(one.take(1, 0), "1 unit of half a one").toBe(false);
    expect(one.take(0.5, 0), "the other half").toBe(true);
    expect(one.take(0.5, 0), "half a unit of none").toBe(false);
  });

  it("fills all the time, not once a second", () => {
    const one = bucketOf();
    expect(one.available(100), "10 units/s, after 100 ms").toBe(1);
    expect(one.available(900), "after 900 ms").toBe(9);
    expect(one.take(9, 900), "9 units").toBe(true);
    expect(one.available(1_100), "200 ms later").toBe(2);
  });

  it("brings the same however often it is asked, to the thousandth", () => {
    const one = bucketOf({ rate: 3 });
    for (let nowMs = 1; nowMs < 1_000; nowMs++) one.available(nowMs);
    expect(one.available(1_000), "3 units/s, looked into every millisecond for a second").toBe(3);
    expect(one.take(3, 1_000), "all 3").toBe(true);
    expect(one.available(1_001), "a millisecond later").toBe(0.003);
  });

  it("lets nobody wait longer for having been throttled", () => {
    const one = bucketOf();
    for (const nowMs of [20, 40, 60, 80, 99]) expect(one.take(1, nowMs), `1 unit at ${nowMs} ms`).toBe(false);
    expect(one.take(1, 100), "1 unit at 100 ms").toBe(true);
  });

  it("keeps what is not used, for its seconds and no longer", () => {
    const one = bucketOf();
    expect(one.available(200_000), "10 units/s, after 200 s").toBe(2_000);
    expect(one.available(300_000), "after 300 s").toBe(3_000);
    expect(one.available(900_000), "after 900 s").toBe(3_000);
    expect(one.take(3_001, 900_000), "3,001 units").toBe(false);
    expect(one.take(3_000, 900_000), "3,000 units").toBe(true);
    expect(bucketOf({ burstSeconds: 1 }).available(60_000), "a bucket for 1 s, after a minute").toBe(10);
  });

  it("hands out what is there to whoever takes up to so many", () => {
    const one = bucketOf({ units: 8 });
    expect(one.takeUpTo(3, 0), "up to 3 of 8").toBe(3);
    expect(one.takeUpTo(20, 0), "up to 20 of the 5 that are left").toBe(5);
    expect(one.takeUpTo(20, 0), "up to 20 of none").toBe(0);
    expect(one.takeUpTo(20, 30), "up to 20, 30 ms later").toBe(0.3);
    expect(one.available(30), "what is left").toBe(0);
  });

  it("keeps what it holds, and no more, when its rate is raised", () => {
    const one = bucketOf({ units: 30 });
    one.setRate(40, 0);
    expect(one.available(0), "30 units, and the rate goes from 10 to 40").toBe(30);
    expect(one.available(1_000), "a second later").toBe(70);
    expect(one.available(900_000), "long after").toBe(12_000);
  });

  it("keeps no more than its seconds of a lowered rate", () => {
    const one = bucketOf({ units: 3_000 });
    one.setRate(4, 0);
    expect(one.available(0), "3,000 units, and the rate goes from 10 to 4, for 300 s").toBe(1_200);
    one.setRate(10, 0);
    expect(one.available(0), "and back to 10").toBe(1_200);
    one.setRate(0, 0);
    expect(one.available(60_000), "a minute at 0").toBe(0);
  });

  it("counts time at the rate that held", () => {
    const one = bucketOf();
    one.setRate(100, 2_000);
    expect(one.available(2_000), "2 s at 10 units/s, and then the rate is 100").toBe(20);
    expect(one.available(2_500), "half a second later").toBe(70);
    const other = bucketOf();
    other.setRate(0, 2_000);
    expect(other.take(1, 2_000), "a rate of 0 keeps nothing").toBe(false);
    other.setRate(10, 60_000);
    expect(other.available(60_500), "58 s at 0, half a second at 10").toBe(5);
  });
});

describe("properties", () => {
  it("answers as the reference does, whatever it is asked", () => {
    agreesWithReference(rig, rig.unit, answer(rig), tokenBucketScripts, { runCount: 80 });
  });

  it("never gives what has not come in, and never throttles for nothing", () => {
    const invariants = [holdsWhatItCan, givesWhatCameIn, throttlesForAReason];
    keepsInvariants(rig, rig.unit, answer(rig), tokenBucketScripts, invariants, { runCount: 80 });
  });
});

describe("the tables", () => {
  const short = throughputScenarios(4);

  it("keeps tables within their rate, and partitions below their ceiling", () => {
    const invariants = [holdsWhatItCan, staysBelowTheCeiling, staysWithinTheTable];
    keepsInvariants(rig, rig.cluster, answer(rig), short, invariants, { runCount: 20 });
  });

  it("throttles nobody who asks for what is allocated, and wastes nothing", () => {
    const invariants = [admitsWhatIsAllocated, throttlesWithoutWaste];
    keepsInvariants(rig, rig.cluster, answer(rig), steadyScenarios, invariants, { runCount: 20 });
  });

  it("runs the tables event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), short, { runCount: 10 });
  });
});
