// Everything in half ACUs and whole seconds, which are whole numbers; calm and idleness are counters, not times.
import type { AcuRequest, CreateAcuScaler } from "four-of-six/cluster";

const WAKING = new Set<AcuRequest>([
  "connection",
  "connection-with-wrong-password",
  "data-api-call",
  "parameter-change",
  "backtrack",
  "clone",
  "maintenance",
]);

type Mode = { kind: "running" } | { kind: "paused"; since: number } | { kind: "resuming"; until: number };

export const createAcuScaler: CreateAcuScaler = (configuration) => {
  const least = Math.max(1, configuration.minAcu * 2);
  const most = configuration.maxAcu * 2;
  let mode: Mode = { kind: "running" };
  let size = least;
  /** Seconds of it so far: 1 in the first. */
  let calm = 0;
  let idle = 0;

  return {
    tick({ nowMs, requests, openConnections, cachedAcu, ...shares }) {
      const isWoken = requests.some((request) => WAKING.has(request));
      if (mode.kind === "paused" && isWoken)
        mode = { kind: "resuming", until: nowMs + (nowMs - mode.since > 86_400_000 ? 30_000 : 15_000) };
      if (mode.kind === "paused") return 0;
      if (mode.kind === "resuming") {
        if (nowMs < mode.until) return 0;
        mode = { kind: "running" };
        [size, calm, idle] = [least, 0, 1];
        return size / 2;
      }

      idle = isWoken || openConnections > 0 ? 0 : idle + 1;
      if (configuration.minAcu === 0 && idle > configuration.autoPauseMs / 1_000) {
        mode = { kind: "paused", since: nowMs };
        return 0;
      }

      const worst = [shares.cpuPercent, shares.memoryPercent, shares.networkPercent].sort((a, b) => b - a)[0] ?? 0;
      const step = Math.max(1, Math.trunc(size / 8));
      if (worst > 70) {
        size = Math.min(most, size + step);
        calm = 0;
      } else if ((worst * size) / (size - step) <= 50 || (worst === 0 && size === step)) {
        calm++;
        const next = Math.max(size - step, least, cachedAcu * 2);
        if (calm > 30 && next < size) [size, calm] = [next, 1];
      } else calm = 0;
      return size / 2;
    },
  };
};
