import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  carriesTheLoad,
  neverTakesBack,
  nobodyWaitsForLong,
  pausesOnlyWhatIsUnused,
  shrinksInPeace,
  staysWithinItsLimits,
  stepsWithItsSize,
  type AcuConfiguration,
  type AcuRequest,
  type AcuSecond,
} from "four-of-six/cluster";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/acu-scaler/rig.ts";
import { acuScenarios, acuScripts } from "../../arbitraries/acu-scaler.ts";

const { createAcuScaler } = answer(rig);

type Told = Partial<Omit<AcuSecond, "nowMs">>;

/** An instance that is told the same for some seconds, and then how large it is; 0 to 64 ACUs unless said otherwise. */
function instance(range: Partial<AcuConfiguration> = {}) {
  const scaler = createAcuScaler({ minAcu: 0, maxAcu: 64, autoPauseMs: 300_000, ...range });
  let nowMs = -1_000;
  const after = (seconds: number, told: Told = {}) => {
    let acu = 0;
    for (let second = 0; second < seconds; second++) {
      nowMs += 1_000;
      acu = scaler.tick({
        nowMs,
        cpuPercent: 60,
        memoryPercent: 0,
        networkPercent: 0,
        cachedAcu: 0,
        openConnections: 1,
        requests: [],
        ...told,
      });
    }
    return acu;
  };
  return { after, skip: (ms: number) => void (nowMs += ms) };
}

const FULL: Told = { cpuPercent: 100 };
const IDLE: Told = { cpuPercent: 0 };
const UNUSED: Told = { cpuPercent: 0, openConnections: 0 };
const asked = (request: AcuRequest): Told => ({ ...UNUSED, requests: [request] });

describe("examples", () => {
  it("begins with its minimum, or with half an ACU, and shares no memory with another", () => {
    const one = instance();
    expect(one.after(1), "minimum 0, the worst share at 60 %").toBe(0.5);
    const all = { cpuPercent: 100, memoryPercent: 100, networkPercent: 100 };
    expect(one.after(1, all), "a second with all three at 100 %").toBe(1);
    expect(instance().after(1), "another instance, minimum 0").toBe(0.5);
    expect(instance({ minAcu: 8 }).after(1), "a third one, minimum 8").toBe(8);
  });

  it("grows while the worst of CPU, memory and network is above 70 %", () => {
    for (const share of ["cpuPercent", "memoryPercent", "networkPercent"] as const) {
      const others = { cpuPercent: 5, memoryPercent: 5, networkPercent: 5 };
      const one = instance();
      expect(one.after(1, { ...others, [share]: 70 }), `0.5 ACUs, ${share} 70, the others 5`).toBe(0.5);
      expect(one.after(1, { ...others, [share]: 71 }), `0.5 ACUs, ${share} 71, the others 5`).toBe(1);
    }
  });

  it("grows by an eighth of what it has, down to half ACUs, by half an ACU at least", () => {
    const one = instance();
    const grown = Array.from({ length: 4 }, () => one.after(1, FULL));
    expect(grown, "from 0.5 ACUs, four seconds at 100 %").toEqual([1, 1.5, 2, 2.5]);
    expect(instance({ minAcu: 11.5 }).after(1, FULL), "from 11.5 ACUs, an eighth is 1.4").toBe(12.5);
    expect(instance({ minAcu: 12 }).after(1, FULL), "from 12 ACUs, an eighth is 1.5").toBe(13.5);
    expect(instance({ minAcu: 40 }).after(1, FULL), "from 40 ACUs").toBe(45);
  });

  it("never goes beyond its maximum", () => {
    const one = instance({ minAcu: 40, maxAcu: 42.5 });
    expect(one.after(1, FULL), "40 ACUs, at most 42.5, at 100 %").toBe(42.5);
    expect(one.after(5, FULL), "five seconds later").toBe(42.5);
  });

  it("shrinks by a step after 30 s of calm, and not before", () => {
    const one = instance();
    expect(one.after(22, FULL), "22 s at 100 %").toBe(16.5);
    expect(one.after(30, IDLE), "then 30 calls at 0 %, of which the first begins the calm").toBe(16.5);
    expect(one.after(1, IDLE), "one more").toBe(14.5);
    const other = instance();
    other.after(22, FULL);
    other.after(25, IDLE);
    expect(other.after(1), "25 s of calm, and a second at 60 %").toBe(16.5);
    expect(other.after(30, IDLE), "30 more calls at 0 %").toBe(16.5);
    expect(other.after(1, IDLE), "one more").toBe(14.5);
  });

  it("is calm as long as one step below the worst would be 50 % at most", () => {
    const at = (cpuPercent: number) => {
      const one = instance();
      expect(one.after(1, FULL), "one second at 100 %").toBe(1);
      return one.after(60, { cpuPercent });
    };
    expect(at(26), "1 ACU at 26 % would be 52 % of 0.5").toBe(1);
    expect(at(25), "1 ACU at 25 % would be 50 % of 0.5").toBe(0.5);
    const large = instance();
    large.after(15, FULL);
    expect(large.after(60, { cpuPercent: 44 }), "8 ACUs at 44 % would be 50.3 % of 7").toBe(8);
    expect(large.after(31, { cpuPercent: 43 }), "8 ACUs at 43 % would be 49.1 % of 7").toBe(7);
  });

  it("waits for another 30 s after each change", () => {
    const one = instance();
    one.after(15, FULL);
    expect(one.after(31, IDLE), "8 ACUs, 31 calls at 0 %").toBe(7);
    expect(one.after(29, IDLE), "29 s after that").toBe(7);
    expect(one.after(1, IDLE), "30 s after it").toBe(6.5);
    expect(one.after(30, IDLE), "30 s after that").toBe(6);
    expect(one.after(1, FULL), "a second at 100 %").toBe(6.5);
    expect(one.after(30, IDLE), "30 calls at 0 % after that").toBe(6.5);
    expect(one.after(1, IDLE), "one more").toBe(6);
  });

  it("does not shrink below its minimum or what the buffer pool holds, and does not grow for that", () => {
    const one = instance({ minAcu: 2 });
    one.after(12, FULL);
    expect(one.after(31, { ...IDLE, cachedAcu: 7.5 }), "8 ACUs, 7.5 of them cached").toBe(7.5);
    expect(one.after(100, { ...IDLE, cachedAcu: 7.5 }), "100 s later").toBe(7.5);
    expect(one.after(1, { ...IDLE, cachedAcu: 30 }), "a second with 30 ACUs cached").toBe(7.5);
    expect(one.after(1, IDLE), "calm for long, and nothing is cached any more").toBe(7);
    expect(one.after(600, IDLE), "ten minutes later, minimum 2").toBe(2);
  });

  it("pauses once nobody has been connected for as long as it says, and only with a minimum of 0", () => {
    const one = instance();
    one.after(15, FULL);
    expect(one.after(300, { ...UNUSED, cachedAcu: 8 }), "8 ACUs, 300 calls without a connection").toBe(8);
    expect(one.after(1, { ...UNUSED, cachedAcu: 8 }), "one more").toBe(0);
    expect(one.after(100, UNUSED), "100 s later").toBe(0);
    const day = instance({ autoPauseMs: 3_600_000 });
    expect(day.after(3_600, UNUSED), "pause after an hour, 3,600 calls without a connection").toBe(0.5);
    expect(day.after(1, UNUSED), "one more").toBe(0);
    expect(instance({ minAcu: 0.5 }).after(4_000, UNUSED), "minimum 0.5, 4,000 calls").toBe(0.5);
  });

  it("never pauses under a connection, and counts the time without one from the start each time", () => {
    const one = instance();
    expect(one.after(400, IDLE), "400 s with a connection that does nothing").toBe(0.5);
    one.after(200, UNUSED);
    one.after(1, IDLE);
    expect(one.after(300, UNUSED), "200 s without, one with, 300 calls without").toBe(0.5);
    expect(one.after(1, UNUSED), "one more").toBe(0);
    const other = instance();
    other.after(200, UNUSED);
    other.after(1, asked("data-api-call"));
    expect(other.after(300, UNUSED), "the same with a Data API call").toBe(0.5);
    const third = instance();
    third.after(200, UNUSED);
    third.after(1, asked("snapshot"));
    expect(third.after(100, UNUSED), "200 calls without, a snapshot, 100 without").toBe(0);
  });

  it("is woken by everything that needs an instance, and by nothing else", () => {
    const woken: AcuRequest[] = ["connection", "connection-with-wrong-password", "data-api-call", "parameter-change", "backtrack", "clone", "maintenance"]; // prettier-ignore
    const wokenBy = (request: AcuRequest) => {
      const one = instance();
      one.after(301, UNUSED);
      one.after(1, asked(request));
      return one.after(60, UNUSED);
    };
    for (const request of woken) expect(wokenBy(request), `a minute after ${request}`).toBe(0.5);
    for (const request of ["snapshot", "scheduled-job"] as const)
      expect(wokenBy(request), `a minute after ${request}`).toBe(0);
  });

  it("takes 15 s to resume, and 30 s after more than a day", () => {
    const paused = (forMs: number) => {
      const one = instance();
      expect(one.after(301, UNUSED), "301 calls without a connection").toBe(0);
      one.skip(forMs - 1_000);
      expect(one.after(1, asked("connection")), "asked for a connection").toBe(0);
      return one;
    };
    const short = paused(60_000);
    expect(short.after(14, asked("connection")), "14 s after the first of 15 requests").toBe(0);
    expect(short.after(1, UNUSED), "15 s after it").toBe(0.5);
    const day = paused(86_400_000);
    expect(day.after(15, UNUSED), "paused for 24 h, 15 s after the request").toBe(0.5);
    const longer = paused(86_401_000);
    expect(longer.after(29, UNUSED), "paused for 24 h and a second, 29 s after the request").toBe(0);
    expect(longer.after(1, UNUSED), "30 s after it").toBe(0.5);
  });

  it("begins anew after a pause", () => {
    const one = instance();
    one.after(15, FULL);
    expect(one.after(301, { ...UNUSED, cachedAcu: 8 }), "8 ACUs, 301 calls without a connection").toBe(0);
    one.after(1, asked("connection"));
    expect(one.after(15, UNUSED), "resumed").toBe(0.5);
    expect(one.after(1, FULL), "a second at 100 %").toBe(1);
    expect(one.after(298, UNUSED), "nobody connected for 298 s").toBe(0.5);
    expect(one.after(1, UNUSED), "for 299 s").toBe(0.5);
    expect(one.after(2, UNUSED), "for more than 300 s").toBe(0);
  });
});

describe("properties", () => {
  it("decides as the reference does, whatever it is told", () => {
    agreesWithReference(rig, rig.unit, answer(rig), acuScripts, { runCount: 24 });
  });

  it("stays within its limits, in the steps of its size, and shrinks in peace", () => {
    const invariants = [staysWithinItsLimits, stepsWithItsSize, shrinksInPeace];
    keepsInvariants(rig, rig.unit, answer(rig), acuScripts, invariants, { runCount: 24 });
  });
});

describe("the cluster", () => {
  it("carries every load that lasts, and takes back no step for the same load", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), acuScenarios, [carriesTheLoad, neverTakesBack], { runCount: 3 });
  });

  it("throws nobody out, and lets nobody wait for long", () => {
    const invariants = [pausesOnlyWhatIsUnused, nobodyWaitsForLong];
    keepsInvariants(rig, rig.cluster, answer(rig), acuScenarios, invariants, { runCount: 3 });
  });

  it("runs the clusters event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), acuScenarios, { runCount: 3 });
  });
});
