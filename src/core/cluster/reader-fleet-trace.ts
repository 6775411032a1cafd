import type { Millis, Trace } from "../kernel/index.ts";
import type { ScalableReader, ScalingDecision, ScalingPolicy } from "./replica-scaler.ts";
import type { InstanceId } from "./vocabulary.ts";

/** A reader when the metric was known. */
export interface ReaderSample extends ScalableReader {
  /** Not there where the scaler runs alone. */
  readonly connections?: number;
  /** Whole percent; no reader has more than 100. */
  readonly cpuPercent?: number;
}

/** What can happen to the readers of a cluster that scales. */
export type ReaderFleetEvent =
  /** The first event of every run. */
  | {
      readonly kind: "reader-fleet-opened";
      readonly policy: ScalingPolicy;
      readonly readers: readonly ScalableReader[];
      /** Where the scaler runs alone, there is none. */
      readonly writer?: InstanceId;
      readonly createMs?: Millis;
      readonly connectionMs?: Millis;
      readonly cpuPerConnection?: number;
    }
  /** So many connections at a time are wanted from now on. */
  | { readonly kind: "load-changed"; readonly connections: number }
  /** The minute's measurement; without available readers there is no average. */
  | { readonly kind: "metric-known"; readonly average?: number; readonly readers: readonly ReaderSample[] }
  /** What the scaler answers. In a whole fleet it is noted where it changes something. */
  | { readonly kind: "scaling-decided"; readonly decision: ScalingDecision }
  | { readonly kind: "reader-creating"; readonly reader: ScalableReader }
  /** It serves, and is in the average from now on. */
  | { readonly kind: "reader-available"; readonly instance: InstanceId }
  /** It is down, and its connections are broken. It stays one of the cluster's readers. */
  | { readonly kind: "reader-unavailable"; readonly instance: InstanceId }
  | { readonly kind: "reader-deleted"; readonly instance: InstanceId; readonly by: ScalableReader["createdBy"] }
  /** The reader is the writer now, and the writer is a reader that has to restart. */
  | { readonly kind: "reader-promoted"; readonly instance: InstanceId; readonly reader: ScalableReader };

/** A run of such a fleet. */
export type ReaderFleetTrace = Trace<ReaderFleetEvent>;
