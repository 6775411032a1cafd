/**
 * What must hold in every run of tables under load, and of a bucket alone. Each invariant looks at a trace, keeps accounts
 * of its own in whole units, and tells the first event that does not fit them.
 */
import { frozen } from "../kernel/frozen.ts";
import type { Millis } from "../kernel/index.ts";
import { DYNAMODB_LIMITS } from "./limits.ts";
import { PARTITION_RATE_MAX, PLACE_COUNT } from "./throughput-partition.ts";
import type { ThroughputEvent, ThroughputTrace } from "./throughput-trace.ts";
import type { Units } from "./token-bucket.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type ThroughputInvariant = (
  trace: ThroughputTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

type Opened = Extract<ThroughputEvent, { readonly kind: "throughput-opened" }>;

const BURST_SECONDS = DYNAMODB_LIMITS.burstWindow.value;
/** Sums of thousandths may differ in their last digits. */
const LITTLE: Units = 0.001;

function openedOf(trace: ThroughputTrace): Opened | undefined {
  const [opened] = trace;
  return opened?.kind === "throughput-opened" ? opened : undefined;
}

/** Less than nothing is in no bucket, and no more than it can hold. */
export const holdsWhatItCan: ThroughputInvariant = (trace) => {
  const invariant = "a bucket never holds less than nothing, nor more than its seconds of its rate";
  const [made] = trace;
  const designs = new Map(openedOf(trace)?.tables.map(({ table, design }) => [table, design]));
  let rate = made?.kind === "bucket-made" ? made.rate : 0;
  const seconds = made?.kind === "bucket-made" ? made.burstSeconds : BURST_SECONDS;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "bucket-rate-set") ({ rate } = event);
    const held: readonly (readonly [string, Units, Units])[] =
      event.kind === "table-served"
        ? event.partitions.map(({ partition, available, rate: its }) => [
            partition,
            available,
            its * (designs.get(event.table) === "burst-and-adaptive" ? BURST_SECONDS : 1),
          ])
        : "available" in event && event.available !== undefined
          ? [["the bucket", event.available, rate * seconds]]
          : [];
    const wrong = held.find(([, available, most]) => available < 0 || available > most);
    if (wrong !== undefined) return { invariant, eventIndex, what: `${wrong[0]} holds ${wrong[1]} of ${wrong[2]} units` }; // prettier-ignore
  }
  return undefined;
};

/** Between any two moments no more goes out than was there and came in. Of a bucket alone. */
export const givesWhatCameIn: ThroughputInvariant = (trace) => {
  const invariant = "between any two moments a bucket gives no more than it held and what its rate brought";
  const [made] = trace;
  if (made?.kind !== "bucket-made") return undefined;
  let { rate, units: most, atMs: lastMs } = made;
  for (const [eventIndex, event] of trace.entries()) {
    // The most that can be there: whatever stretch one takes, this is what it began with and what has come since.
    most = Math.min(rate * made.burstSeconds, most + (rate * (event.atMs - lastMs)) / 1_000);
    lastMs = event.atMs;
    if (event.kind === "bucket-rate-set") {
      ({ rate } = event);
      most = Math.min(most, rate * made.burstSeconds);
    }
    const taken = event.kind === "request-answered" ? (event.isAdmitted ? event.units : 0) : event.kind === "units-handed-out" ? event.units : 0; // prettier-ignore
    if (taken > most + LITTLE) return { invariant, eventIndex, what: `${taken} units went out, and at most ${round(most)} could be there` }; // prettier-ignore
    most -= taken;
  }
  return undefined;
};

/** A bucket never throttles for nothing: it would have to be too empty, by what came in and went out. */
export const throttlesForAReason: ThroughputInvariant = (trace) => {
  const invariant = "a request is throttled only when the bucket has less than it needs";
  const [made] = trace;
  if (made?.kind !== "bucket-made") return undefined;
  let { rate, units: there, atMs: lastMs } = made;
  for (const [eventIndex, event] of trace.entries()) {
    there = Math.min(rate * made.burstSeconds, there + (rate * (event.atMs - lastMs)) / 1_000);
    lastMs = event.atMs;
    if (event.kind === "bucket-rate-set") {
      ({ rate } = event);
      there = Math.min(there, rate * made.burstSeconds);
    }
    if (event.kind === "request-answered" && !event.isAdmitted && there >= event.units + LITTLE)
      return { invariant, eventIndex, what: `${event.units} units were throttled, and ${round(there)} were there` };
    if (event.kind === "units-handed-out" && event.units < Math.min(event.asked, there) - LITTLE)
      return { invariant, eventIndex, what: `${event.units} of ${event.asked} units were handed out, and ${round(there)} were there` }; // prettier-ignore
    if (event.kind === "request-answered" && event.isAdmitted) there = Math.max(0, there - event.units);
    if (event.kind === "units-handed-out") there = Math.max(0, there - event.units);
  }
  return undefined;
};

/** Whatever the table has: one partition serves 1,000 a second, and a second that it has saved. */
export const staysBelowTheCeiling: ThroughputInvariant = (trace) => {
  const invariant = "between any two reports a partition admits at most 1,000 units a second, and 1,000 more";
  const accounts = new Map<string, { most: Units; lastMs: Millis }>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "table-served") continue;
    for (const { partition, admitted } of event.partitions) {
      const name = `${event.table}/${partition}`;
      const fromMs = event.atMs - event.forMs;
      const account = accounts.get(name) ?? { most: PARTITION_RATE_MAX, lastMs: fromMs };
      // What came in between two reports may have been used as it came: the second that is kept is kept at the end.
      const atFirst = Math.min(PARTITION_RATE_MAX, account.most + (PARTITION_RATE_MAX * (fromMs - account.lastMs)) / 1_000); // prettier-ignore
      const most = atFirst + (PARTITION_RATE_MAX * event.forMs) / 1_000;
      if (admitted > most + LITTLE) return { invariant, eventIndex, what: `${name} admitted ${admitted} units, and at most ${round(most)} could be there` }; // prettier-ignore
      accounts.set(name, { most: Math.min(PARTITION_RATE_MAX, most - admitted), lastMs: event.atMs });
    }
  }
  return undefined;
};

/** A table never gives more than it has: what it began with, or a second of static shares, and its rate times the time. */
export const staysWithinTheTable: ThroughputInvariant = (trace) => {
  const invariant = "a table never admits more than its rate times the time, and what it has saved";
  const opened = openedOf(trace);
  for (const { table, design, rate: first } of opened?.tables ?? []) {
    // Adaptive capacity may allocate more than the table has, until it looks again.
    if (design === "burst-and-adaptive") continue;
    const isStatic = design === "static-shares";
    let rate = first;
    // Static shares keep a second. Routers may ask for two at once; what they leave is in the table's bucket.
    let most: Units = isStatic ? rate : rate * 2;
    let lastMs: Millis = 0;
    for (const [eventIndex, event] of trace.entries()) {
      if (!("table" in event) || event.table !== table) continue;
      const isServed = event.kind === "table-served";
      const fromMs = isServed ? Math.max(lastMs, event.atMs - event.forMs) : lastMs;
      const saved = most + (rate * (fromMs - lastMs)) / 1_000;
      most = (isStatic && isServed ? Math.min(saved, Math.max(rate, most)) : saved) + (rate * (event.atMs - fromMs)) / 1_000; // prettier-ignore
      lastMs = event.atMs;
      // What is allocated anew begins with its second.
      if (event.kind === "table-rate-set") {
        most += isStatic ? Math.max(0, event.rate - rate) : 0;
        ({ rate } = event);
      }
      if (event.kind === "partition-split") most += event.rates[0] + event.rates[1];
      if (!isServed) continue;
      if (event.admitted > most + LITTLE) return { invariant, eventIndex, what: `${table} admitted ${event.admitted} units, and at most ${round(most)} could be there` }; // prettier-ignore
      most -= event.admitted;
      if (isStatic) most = Math.min(most, rate);
    }
  }
  return undefined;
};

/** Who asks for no more than a partition has gets it: from the beginning of a run, until its share changes. */
export const admitsWhatIsAllocated: ThroughputInvariant = (trace) => {
  const invariant = "a partition that has never been asked for more than its rate throttles nothing";
  const opened = openedOf(trace);
  for (const { table, design, rate, partitions } of opened?.tables ?? []) {
    if (design === "global-admission") continue;
    const share = Math.floor(rate / partitions.length);
    const width = PLACE_COUNT / partitions.length;
    const partitionOf = (place: number) => partitions.findLastIndex((_, index) => place >= Math.floor(index * width));
    const loads = new Map<string, { readonly perSecond: Units; readonly units: Units }>();
    const greedy = new Set<number>();
    for (const [eventIndex, event] of trace.entries()) {
      if (event.kind === "key-load-changed") {
        const { key, units, requestsPerSecond } = event;
        loads.set(key, { perSecond: requestsPerSecond * units, units });
        for (const index of partitions.keys()) {
          const own = (opened?.keys ?? []).flatMap((each) => {
            const load = loads.get(each.key);
            return load !== undefined && partitionOf(each.place) === index ? [load] : [];
          });
          const sum = own.reduce((all, { perSecond }) => all + perSecond, 0);
          // Requests come in packets of a tenth of a second: there has to be room for one more of each key.
          const packets = own.reduce((all, load) => all + load.units, 0) * 2;
          if (sum > share || packets > share) greedy.add(index);
        }
      }
      if (event.kind === "partition-split" || event.kind === "table-rate-set") break;
      if (event.kind !== "throttling-began" || event.table !== table) continue;
      const index = partitions.indexOf(event.partition);
      if (index !== -1 && !greedy.has(index))
        return { invariant, eventIndex, what: `${table}/${event.partition} throttled a request for ${event.key}` };
    }
  }
  return undefined;
};

/** What is short is used up: while the load stays, a partition that throttles goes on admitting all that its rate brings. */
export const throttlesWithoutWaste: ThroughputInvariant = (trace) => {
  const invariant = "while its load stays the same, a partition that throttles admits all that its share brings";
  const opened = openedOf(trace);
  for (const { table, design } of opened?.tables ?? []) {
    if (design !== "static-shares") continue;
    let largest: Units = 0;
    let changedMs: Millis = 0;
    const throttled = new Set<string>();
    for (const [eventIndex, event] of trace.entries()) {
      if (event.kind === "key-load-changed") largest = Math.max(largest, event.units);
      if (event.kind === "key-load-changed" || event.kind === "table-rate-set" || event.kind === "partition-split")
        changedMs = event.atMs;
      if (event.kind !== "table-served" || event.table !== table) continue;
      // Of a stretch in which something changed, its end or its beginning says nothing about the next.
      const isCalm = event.atMs - event.forMs > changedMs;
      for (const { partition, rate, admitted, throttled: refused } of event.partitions) {
        // A rate that is not even one request a second is never there whole.
        const brought = (rate * event.forMs) / 1_000 - Math.max(largest, rate / 10) * 2;
        if (isCalm && throttled.has(partition) && refused > 0 && rate >= largest * 4 && admitted < brought)
          return { invariant, eventIndex, what: `${table}/${partition} admitted ${admitted} units in ${event.forMs / 1_000} s, of ${rate} a second` }; // prettier-ignore
        if (isCalm && refused > 0) throttled.add(partition);
        else throttled.delete(partition);
      }
    }
  }
  return undefined;
};

function round(units: Units): number {
  return Math.round(units * 1_000) / 1_000;
}

/** Those of a bucket alone. */
export const TOKEN_BUCKET_INVARIANTS: readonly ThroughputInvariant[] = frozen([
  holdsWhatItCan,
  givesWhatCameIn,
  throttlesForAReason,
]);

/** Those of tables under load. */
export const THROUGHPUT_INVARIANTS: readonly ThroughputInvariant[] = frozen([
  holdsWhatItCan,
  staysBelowTheCeiling,
  staysWithinTheTable,
  admitsWhatIsAllocated,
  throttlesWithoutWaste,
]);
