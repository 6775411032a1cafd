import type { Millis, Timed } from "../kernel/index.ts";
import type { ReaderFleetEvent, ReaderFleetTrace } from "./reader-fleet-trace.ts";
import {
  checkScalingPolicy,
  createReplicaScaler,
  type CreateReplicaScaler,
  type ScalableReader,
  type ScalingDecision,
  type ScalingPolicy,
} from "./replica-scaler.ts";
import type { InstanceId } from "./vocabulary.ts";

/** One thing that happens to the readers, or a look at them. */
export type ScalerStep =
  /** So long after the step before, the average is this; nothing where it was not measured. */
  | { readonly tell: "average"; readonly afterMs: Millis; readonly average?: number }
  /** Every reader that is being made serves now. */
  | { readonly tell: "ready" }
  /** An operator adds a reader, which serves at once. Nothing happens where there are 15, or one of that name. */
  | { readonly tell: "joins"; readonly instance: InstanceId }
  /** The reader at this place, counted from 0 round and round, is gone for good. */
  | { readonly tell: "leaves"; readonly place: number }
  /** The reader at this place stops serving, or serves again. */
  | { readonly tell: "fails" | "returns"; readonly place: number };

/** The scaler alone, without load or connections: whatever average it is told. */
export interface ScalerScript {
  readonly policy: ScalingPolicy;
  /** How many readers an operator has made; they are available, and called `db-2`, `db-3` and so on. */
  readonly readerCount: number;
  readonly steps: readonly ScalerStep[];
}

/**
 * Takes one step after the other and carries out what the scaler answers. While no reader is available, no average is
 * told. Throws `ScenarioError`, naming the field, for a policy that makes no sense.
 */
export function runScalerScript(
  { policy, readerCount, steps }: ScalerScript,
  create: CreateReplicaScaler = createReplicaScaler,
  trace: Timed<ReaderFleetEvent>[] = [],
): ReaderFleetTrace {
  checkScalingPolicy(policy);
  let nowMs: Millis = 0;
  const record = (event: ReaderFleetEvent) => trace.push({ atMs: nowMs, ...event });
  let readers: readonly ScalableReader[] = Array.from({ length: readerCount }, (_, index) => ({
    instance: `db-${index + 2}`,
    createdBy: "operator" as const,
    state: "available" as const,
  }));
  let madeCount = 0;
  record({ kind: "reader-fleet-opened", policy, readers });
  const scaler = create(policy);

  const become = (place: number, state: ScalableReader["state"]) => {
    const reader = readers[place % readers.length];
    // One that is still being made neither fails nor returns.
    if (reader === undefined || reader.state === "creating" || reader.state === state) return;
    readers = readers.map((each) => (each === reader ? { ...each, state } : each));
    const kind = state === "available" ? "reader-available" : "reader-unavailable";
    record({ kind, instance: reader.instance });
  };
  const carryOut = (decision: ScalingDecision) => {
    if (decision.kind === "add")
      for (let count = 0; count < decision.count; count++) {
        madeCount++;
        const instance = scaledName(madeCount);
        const reader: ScalableReader = { instance, createdBy: "scaling", state: "creating" };
        readers = [...readers, reader];
        record({ kind: "reader-creating", reader });
      }
    if (decision.kind === "remove") {
      readers = readers.filter(({ instance }) => !decision.instances.includes(instance));
      for (const instance of decision.instances) record({ kind: "reader-deleted", instance, by: "scaling" });
    }
  };

  for (const step of steps) {
    switch (step.tell) {
      case "average": {
        nowMs += step.afterMs;
        const isMeasured = readers.some(({ state }) => state === "available");
        const average = isMeasured ? step.average : undefined;
        record({ kind: "metric-known", readers, ...(average !== undefined && { average }) });
        const decision = scaler.look({ nowMs, readers, average });
        record({ kind: "scaling-decided", decision });
        carryOut(decision);
        break;
      }
      case "ready": {
        const made = readers.filter(({ state }) => state === "creating");
        readers = readers.map((reader) => ({
          ...reader,
          state: reader.state === "creating" ? ("available" as const) : reader.state,
        }));
        for (const { instance } of made) record({ kind: "reader-available", instance });
        break;
      }
      case "joins": {
        if (readers.length >= 15 || readers.some(({ instance }) => instance === step.instance)) break;
        const reader: ScalableReader = { instance: step.instance, createdBy: "operator", state: "available" };
        readers = [...readers, reader];
        record({ kind: "reader-creating", reader });
        record({ kind: "reader-available", instance: step.instance });
        break;
      }
      case "leaves": {
        const reader = readers[step.place % readers.length];
        if (reader === undefined) break;
        readers = readers.filter((each) => each !== reader);
        record({ kind: "reader-deleted", instance: reader.instance, by: "operator" });
        break;
      }
      case "fails":
        become(step.place, "unavailable");
        break;
      case "returns":
        become(step.place, "available");
        break;
      default:
        step satisfies never;
    }
  }
  return trace;
}

/** What the service calls a reader that it makes, but with a number where it has random digits. */
export function scaledName(place: number): InstanceId {
  return `application-autoscaling-${place}`;
}
