/**
 * What must hold in every run of a table, and of a map alone. Each invariant looks at a trace, keeps a map of its own, and
 * tells the first event that does not fit.
 */
import { frozen } from "../kernel/frozen.ts";
import { comparePlaces, FIRST_PLACE, type PartitionRange, type Place } from "./partition-router.ts";
import type { PartitionEvent, PartitionTrace, SideLoad } from "./partition-trace.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type PartitionInvariant = (
  trace: PartitionTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

type Opened = Extract<PartitionEvent, { readonly kind: "partitions-opened" }>;

function openedOf(trace: PartitionTrace): Opened | undefined {
  const [opened] = trace;
  return opened?.kind === "partitions-opened" ? opened : undefined;
}

/** Whatever was split: no place is left out, and none is in two partitions. */
export const leavesNoGap: PartitionInvariant = (trace) => {
  const invariant = "the partitions of a table leave no gap, and do not overlap";
  let map: readonly PartitionRange[] = openedOf(trace)?.partitions ?? [];
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "partition-split")
      map = map.flatMap((range) => (range.partition === event.partition ? event.into : [range]));
    else if (event.kind !== "partitions-opened") continue;
    let end: Place | undefined = FIRST_PLACE;
    for (const { partition, from, until } of map) {
      if (end === undefined || comparePlaces(end, from) !== 0)
        return { invariant, eventIndex, what: `${partition} does not begin where the one before it ends` };
      if (until !== undefined && comparePlaces(from, until) >= 0)
        return { invariant, eventIndex, what: `${partition} has no place at all` };
      end = until;
    }
    if (end !== undefined) return { invariant, eventIndex, what: "the last places are in no partition" };
  }
  return undefined;
};

/** A key has one partition, everybody agrees which, and a write to it gets there. */
export const hasOneHolder: PartitionInvariant = (trace) => {
  const invariant = "each key has one partition, and its requests get there";
  for (const [eventIndex, event] of trace.entries()) {
    // What is lost on the way may be given up.
    if (event.kind === "partition-fault") return undefined;
    if (event.kind === "key-held-twice")
      return { invariant, eventIndex, what: `${event.partitions.join(" and ")} take ${event.partitionKey} for theirs` };
    if (event.kind === "request-given-up")
      return { invariant, eventIndex, what: `a write to ${event.partitionKey} is given up` };
    if (event.kind === "key-routed" && (event.heldBy.length !== 1 || event.heldBy[0] !== event.partition))
      return {
        invariant,
        eventIndex,
        what: `a request for ${event.partitionKey} goes to ${event.partition}, and the key is taken by ${event.heldBy.join(" and ") || "nobody"}`,
      };
  }
  return undefined;
};

/** Wherever items are: together they are what was written. */
export const losesNothing: PartitionInvariant = (trace) => {
  const invariant = "no item is lost, doubled or astray, whatever is split";
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "table-looked-at") continue;
    const total = (of: "kilobytes" | "itemCount" | "strayCount") =>
      event.partitions.reduce((sum, each) => sum + each[of], 0);
    if (total("strayCount") > 0) {
      const partition = event.partitions.find(({ strayCount }) => strayCount > 0)?.partition;
      return { invariant, eventIndex, what: `${partition} has an item that its range does not have` };
    }
    for (const what of ["itemCount", "kilobytes"] as const)
      if (total(what) !== event[what])
        return { invariant, eventIndex, what: `the partitions have ${total(what)} ${what === "kilobytes" ? "KB" : "items"}, and ${event[what]} were written` }; // prettier-ignore
  }
  return undefined;
};

/** With a local index no split goes through a collection. */
export const keepsCollectionsWhole: PartitionInvariant = (trace) => {
  const invariant = "in a table with a local index every item collection is in one partition";
  if (openedOf(trace)?.hasLocalIndex !== true) return undefined;
  for (const [eventIndex, event] of trace.entries())
    if (event.kind === "split-decided" && event.at.sortKey !== "")
      return { invariant, eventIndex, what: `${event.partition} is split inside the collection ${event.at.partitionKey}` }; // prettier-ignore
  return undefined;
};

/** A split helps: neither part is as full, or as hot, as the whole was. */
export const partsTheLoad: PartitionInvariant = (trace) => {
  const invariant = "a split is for a full or a hot partition, and leaves both parts with less";
  const rule = openedOf(trace)?.rule;
  if (rule === undefined) return undefined;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "split-decided") continue;
    const { partition, because, lower, upper } = event;
    const told = (what: string) => ({ invariant, eventIndex, what: `${partition} ${what}` });
    const whole = (of: keyof SideLoad) => lower[of] + upper[of];
    if (because === "size") {
      if (whole("kilobytes") < rule.splitKilobytes) return told(`is split for its size with ${whole("kilobytes")} KB`);
      if (lower.kilobytes === 0 || upper.kilobytes === 0) return told("is split for its size, and one part has nothing"); // prettier-ignore
      continue;
    }
    for (const stretch of ["unitsNow", "unitsBefore"] as const) {
      if (whole(stretch) < rule.splitUnits) return told(`is split for consumption with ${whole(stretch)} units in one of the stretches`); // prettier-ignore
      if (Math.min(lower[stretch], upper[stretch]) < rule.leastUnits)
        return told(`is split for consumption, and one part would have had ${Math.max(lower[stretch], upper[stretch])} of ${whole(stretch)} units in one of the stretches`); // prettier-ignore
    }
  }
  return undefined;
};

/** A split is decided by two stretches of time. The one in which the load changed may be a part of the third. */
const LOOKS_AFTER_CHANGE = 3;

/** While the load stays as it is, there are only so many points between its keys. */
export const splittingEnds: PartitionInvariant = (trace) => {
  const invariant = "while the load stays the same, there are fewer splits for consumption than keys";
  const keyCount = openedOf(trace)?.keys.length ?? 0;
  let [lookCount, splitCount] = [0, 0];
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "writes-changed") lookCount = splitCount = 0;
    if (event.kind === "table-looked-at") lookCount++;
    if (event.kind !== "split-decided" || event.because !== "consumption" || lookCount < LOOKS_AFTER_CHANGE) continue;
    if (++splitCount >= keyCount)
      return { invariant, eventIndex, what: `this is split ${splitCount} for consumption, with ${keyCount} keys` };
  }
  return undefined;
};

/** All of them. */
export const PARTITION_INVARIANTS: readonly PartitionInvariant[] = frozen([
  leavesNoGap,
  hasOneHolder,
  losesNothing,
  keepsCollectionsWhole,
  partsTheLoad,
  splittingEnds,
]);
