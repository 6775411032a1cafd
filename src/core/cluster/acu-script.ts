import { AURORA_LIMITS } from "../aurora/limits.ts";
import type { Millis, Timed } from "../kernel/index.ts";
import { checkAcuConfiguration, createAcuScaler, type Acu, type AcuConfiguration, type AcuRequest, type AcuSecond, type CreateAcuScaler } from "./acu-scaler.ts"; // prettier-ignore
import type { AcuEvent, AcuTrace } from "./acu-trace.ts";
import type { InstanceId } from "./vocabulary.ts";

/** So many seconds in which nothing that the scaler is told changes; what is asked is asked in the first of them. */
export interface AcuStretch extends Omit<AcuSecond, "nowMs" | "requests"> {
  readonly seconds: number;
  readonly request?: AcuRequest;
}

/** The scaler alone: whatever shares it is told, second by second. */
export interface AcuScript {
  readonly configuration: AcuConfiguration;
  readonly stretches: readonly AcuStretch[];
}

/** The only instance of a script. */
export const SCRIPT_INSTANCE = "db-1";
const MEASURED_NOTHING = { cpuPercent: 0, memoryPercent: 0, networkPercent: 0, openConnections: 0 } as const;

/**
 * Tells the scaler one second after the other. While it answers 0, it is told that nothing is in use and nobody connected.
 * Throws `ScenarioError`, naming the field, for a configuration that makes no sense.
 */
export function runAcuScript(
  { configuration, stretches }: AcuScript,
  create: CreateAcuScaler = createAcuScaler,
  trace: Timed<AcuEvent>[] = [],
): AcuTrace {
  checkAcuConfiguration(configuration);
  let nowMs: Millis = 0;
  const record = (event: AcuEvent) => trace.push({ atMs: nowMs, ...event });
  record({
    kind: "acu-opened",
    clusters: [{ cluster: "cluster", configuration }],
    members: [{ instance: SCRIPT_INSTANCE, cluster: "cluster", role: "writer", tier: 0 }],
  });
  const scaler = create(configuration);
  let acu = Math.max(configuration.minAcu, AURORA_LIMITS.acuStep.value);
  let changedMs: Millis = 0;
  let toldText = "";
  for (const { seconds, request, ...told } of stretches)
    for (let second = 0; second < seconds; second++) {
      const requests = request !== undefined && second === 0 ? [request] : [];
      const measured = { ...told, ...(acu === 0 && { ...MEASURED_NOTHING, cachedAcu: 0 }), requests };
      const text = JSON.stringify(measured);
      if (text !== toldText) record({ kind: "acu-measured", second: measured });
      toldText = text;
      const next = scaler.tick({ nowMs, ...measured });
      for (const event of capacityEvents(SCRIPT_INSTANCE, acu, next, nowMs - changedMs, 0)) {
        record(event);
        changedMs = nowMs;
      }
      acu = next;
      nowMs += 1_000;
    }
  return trace;
}

/** What a change of capacity is: a pause, a resumption, or just a change. */
export function capacityEvents(
  instance: InstanceId,
  fromAcu: Acu,
  acu: Acu,
  forMs: Millis,
  waitedMs: Millis,
): readonly AcuEvent[] {
  if (acu === fromAcu) return [];
  if (acu === 0) return [{ kind: "acu-paused", instance, fromAcu, forMs }];
  if (fromAcu === 0) return [{ kind: "acu-resumed", instance, acu, forMs, waitedMs }];
  return [{ kind: "capacity-changed", instance, fromAcu, acu, forMs }];
}
