/**
 * Numbers and names that are easy to mix up, told apart by the type checker.
 *
 * The label is optional, so a plain literal is accepted where a unit is wanted (`after(5, …)`), but one unit is refused
 * where another is expected (an `Lsn` is no `Millis`).
 */
export type Labelled<Base, Label extends string> = Base & { readonly __unit?: Label };

/** Simulated milliseconds since the run began. Never negative; at most three decimals. */
export type Millis = Labelled<number, "Millis">;

/** An Availability Zone, for example `az-1`. */
export type ZoneId = Labelled<string, "ZoneId">;

/** A machine on the simulated network: a segment's storage node, a writer, a client. Unique within a run. */
export type NodeId = Labelled<string, "NodeId">;

/** Cuts a time to whole microseconds, so that traces print short and compare exactly. */
export function toMicros(ms: number): Millis {
  return microsOf(ms) / 1000;
}

/** The whole number of microseconds that is nearest. */
export function microsOf(ms: Millis): number {
  return Math.round(ms * 1000);
}
