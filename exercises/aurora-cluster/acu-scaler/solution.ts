import type { Acu, AcuConfiguration, AcuRequest, AcuScaler, AcuSecond } from "four-of-six/cluster";

const GROW_ABOVE = 70;
const CALM = 50;
const CALM_MS = 30_000;
const DAY_MS = 86_400_000;

const stepOf = (acu: Acu): Acu => Math.max(0.5, Math.floor(acu / 4) / 2);
const wakes = (request: AcuRequest) => request !== "snapshot" && request !== "scheduled-job";

export function createAcuScaler({ minAcu, maxAcu, autoPauseMs }: AcuConfiguration): AcuScaler {
  const floor = Math.max(minAcu, 0.5);
  let acu = floor;
  // Since when it has been calm, without a connection, paused; and when it will have resumed.
  let calmMs: number | undefined;
  let idleMs: number | undefined;
  let pausedMs: number | undefined;
  let resumedMs: number | undefined;

  function asleep({ nowMs, requests }: AcuSecond, sinceMs: number): Acu {
    if (resumedMs === undefined && requests.some(wakes))
      resumedMs = nowMs + (nowMs - sinceMs > DAY_MS ? 30_000 : 15_000);
    if (resumedMs === undefined || nowMs < resumedMs) return 0;
    pausedMs = resumedMs = calmMs = undefined;
    idleMs = nowMs;
    acu = floor;
    return acu;
  }

  function fallsAsleep({ nowMs, openConnections, requests }: AcuSecond): boolean {
    const isUsed = openConnections > 0 || requests.some(wakes);
    idleMs = isUsed ? undefined : (idleMs ?? nowMs);
    if (minAcu > 0 || idleMs === undefined || nowMs - idleMs < autoPauseMs) return false;
    pausedMs = nowMs;
    return true;
  }

  function awake({ nowMs, cpuPercent, memoryPercent, networkPercent, cachedAcu }: AcuSecond): Acu {
    // Whichever runs out first is what the instance has too little of.
    const worst = Math.max(cpuPercent, memoryPercent, networkPercent);
    if (worst > GROW_ABOVE) {
      acu = Math.min(maxAcu, acu + stepOf(acu));
      calmMs = undefined;
      return acu;
    }
    // Would it still be at ease one step below? If one asked about the present capacity, it would grow back at once.
    const lower = acu - stepOf(acu);
    calmMs = worst * acu <= CALM * lower ? (calmMs ?? nowMs) : undefined;
    if (calmMs === undefined || nowMs - calmMs < CALM_MS) return acu;
    const next = Math.max(lower, floor, cachedAcu);
    if (next < acu) {
      acu = next;
      calmMs = nowMs;
    }
    return acu;
  }

  return {
    tick(second) {
      if (pausedMs !== undefined) return asleep(second, pausedMs);
      return fallsAsleep(second) ? 0 : awake(second);
    },
  };
}
