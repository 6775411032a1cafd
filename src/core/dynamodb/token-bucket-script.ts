import { ScenarioError, type Millis, type Timed } from "../kernel/index.ts";
import type { ThroughputEvent, ThroughputTrace } from "./throughput-trace.ts";
import { checkRate, checkTokenBucket, createTokenBucket, type CreateTokenBucket, type TokenBucketConfiguration, type Units } from "./token-bucket.ts"; // prettier-ignore

/** One thing that a bucket is asked or told, so long after the one before. */
export type TokenBucketStep = { readonly afterMs: Millis } & (
  | { readonly tell: "look" }
  | { readonly tell: "take" | "take-up-to"; readonly units: Units }
  | { readonly tell: "set-rate"; readonly rate: number }
);

/** The bucket alone. */
export interface TokenBucketScript {
  readonly bucket: TokenBucketConfiguration;
  readonly steps: readonly TokenBucketStep[];
}

/** Takes one step after the other. Throws `ScenarioError`, naming the field, for a step that makes no sense. */
export function runTokenBucketScript(
  { bucket: configuration, steps }: TokenBucketScript,
  create: CreateTokenBucket = createTokenBucket,
  trace: Timed<ThroughputEvent>[] = [],
): ThroughputTrace {
  checkTokenBucket(configuration, "bucket");
  steps.forEach(checkStep);
  let { nowMs } = configuration;
  const record = (event: ThroughputEvent) => trace.push({ atMs: nowMs, ...event });
  record({ kind: "bucket-made", ...configuration });
  const bucket = create(configuration);
  for (const step of steps) {
    nowMs += step.afterMs;
    switch (step.tell) {
      case "look":
        record({ kind: "bucket-looked-into", available: bucket.available(nowMs) });
        break;
      case "take": {
        const isAdmitted = bucket.take(step.units, nowMs);
        record({ kind: "request-answered", units: step.units, isAdmitted, available: bucket.available(nowMs) });
        break;
      }
      case "take-up-to": {
        const units = bucket.takeUpTo(step.units, nowMs);
        record({ kind: "units-handed-out", asked: step.units, units, available: bucket.available(nowMs) });
        break;
      }
      case "set-rate":
        bucket.setRate(step.rate, nowMs);
        record({ kind: "bucket-rate-set", rate: step.rate, available: bucket.available(nowMs) });
        break;
      default:
        step satisfies never;
    }
  }
  return trace;
}

function checkStep(step: TokenBucketStep, index: number): void {
  const at = (name: string) => `steps[${index}].${name}`;
  if (!Number.isInteger(step.afterMs) || step.afterMs < 0)
    throw new ScenarioError(at("afterMs"), "a whole number of milliseconds", step.afterMs);
  if (step.tell === "set-rate") checkRate(step.rate, at("rate"));
  if (step.tell === "take" && !(step.units > 0 && Number.isInteger(step.units * 2)))
    throw new ScenarioError(at("units"), "more than 0 units, in steps of 0.5", step.units);
  if (step.tell === "take-up-to" && !(step.units >= 0 && step.units < Infinity))
    throw new ScenarioError(at("units"), "0 units or more", step.units);
}
