// The idea: an instance that does nothing is paused, whoever is connected.
import type { Acu, AcuConfiguration, AcuRequest, AcuScaler } from "four-of-six/cluster";

const stepOf = (acu: Acu): Acu => Math.max(0.5, Math.floor(acu / 4) / 2);
const wakes = (request: AcuRequest) => request !== "snapshot" && request !== "scheduled-job";

export function createAcuScaler({ minAcu, maxAcu, autoPauseMs }: AcuConfiguration): AcuScaler {
  const floor = Math.max(minAcu, 0.5);
  let acu = floor;
  let calmMs: number | undefined;
  let idleMs: number | undefined;
  let pausedMs: number | undefined;
  let resumedMs: number | undefined;

  return {
    tick({ nowMs, cpuPercent, memoryPercent, networkPercent, cachedAcu, openConnections, requests }) {
      const isWoken = requests.some(wakes);
      if (pausedMs !== undefined) {
        const takesMs = nowMs - pausedMs > 86_400_000 ? 30_000 : 15_000;
        if (isWoken) resumedMs ??= nowMs + takesMs;
        if (resumedMs === undefined || nowMs < resumedMs) return 0;
        pausedMs = resumedMs = calmMs = undefined;
        idleMs = nowMs;
        acu = floor;
        return acu;
      }

      const isUsed = (openConnections > 0 && cpuPercent > 0) || isWoken;
      idleMs = isUsed ? undefined : (idleMs ?? nowMs);
      if (minAcu === 0 && idleMs !== undefined && nowMs - idleMs >= autoPauseMs) {
        pausedMs = nowMs;
        return 0;
      }

      const worst = Math.max(cpuPercent, memoryPercent, networkPercent);
      if (worst > 70) {
        acu = Math.min(maxAcu, acu + stepOf(acu));
        calmMs = undefined;
        return acu;
      }

      const lower = acu - stepOf(acu);
      const isCalm = worst * acu <= 50 * lower;
      calmMs = isCalm ? (calmMs ?? nowMs) : undefined;
      if (calmMs === undefined || nowMs - calmMs < 30_000) return acu;
      const next = Math.max(lower, floor, cachedAcu);
      if (next < acu) {
        acu = next;
        calmMs = nowMs;
      }
      return acu;
    },
  };
}
