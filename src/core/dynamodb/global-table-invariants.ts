/**
 * What must hold in every run of a global table, and of `last-writer-wins` alone. Each invariant looks at a trace and tells
 * the first event that breaks it.
 */
import { firstBroken } from "../kernel/trace.ts";
import { frozen } from "../kernel/frozen.ts";
import type { Millis, Timed } from "../kernel/index.ts";
import { canonicalItem, type Item } from "./attribute-value.ts";
import type { GlobalTableEvent, GlobalTableTrace } from "./global-table-trace.ts";
import { itemText } from "./global-table-words.ts";
import { compareStamps, type ItemVersion, type RegionId, type Stamp } from "./last-writer-wins.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type GlobalTableInvariant = (
  trace: GlobalTableTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

const itemWords = (item: Item | undefined) => (item === undefined ? "no item" : itemText(item));
const textOf = (item: Item | undefined) => (item === undefined ? "" : canonicalItem(item));
const stampWords = ({ atMs, region }: Stamp) => `${atMs} ${region}`;

/** What the Regions have of each key, after one event after the other. */
class Seen {
  readonly regions: readonly RegionId[];
  readonly #versions = new Map<string, ItemVersion>();
  /** The latest stamp that a Region has had of a key, forgotten or not. */
  readonly highest = new Map<string, Stamp>();
  readonly watermarks = new Map<RegionId, Millis>();

  constructor(trace: GlobalTableTrace) {
    const [opened] = trace;
    if (opened?.kind !== "global-table-opened") throw new TypeError("a run begins with global-table-opened");
    this.regions = opened.regions;
  }

  versionOf(region: RegionId, key: string): ItemVersion | undefined {
    return this.#versions.get(`${region} ${key}`);
  }

  after(event: Timed<GlobalTableEvent>): void {
    if (event.kind === "watermark-raised") this.watermarks.set(event.region, event.watermarkMs);
    if (event.kind !== "write-accepted" && event.kind !== "version-arrived" && event.kind !== "version-forgotten")
      return;
    const place = `${event.region} ${event.key}`;
    const kept = event.kind === "version-forgotten" ? undefined : event.kept;
    if (kept === undefined) {
      this.#versions.delete(place);
      return;
    }
    this.#versions.set(place, kept);
    const highest = this.highest.get(place);
    if (highest === undefined || compareStamps(kept.stamp, highest) > 0) this.highest.set(place, kept.stamp);
  }

  /** Deletions that a Region remembers. */
  *deletions(region: RegionId): Iterable<{ readonly key: string; readonly stamp: Stamp }> {
    for (const [place, { item, stamp }] of this.#versions) {
      if (item === undefined && place.startsWith(`${region} `)) yield { key: place.slice(region.length + 1), stamp };
    }
  }
}

/** Goes through a run until an event is wrong. The invariant sees the Regions as they are before the event. */
function eachEvent(
  invariant: string,
  wrongWith: (event: Timed<GlobalTableEvent>, seen: Seen) => string | undefined,
): GlobalTableInvariant {
  return (trace) => {
    const seen = new Seen(trace);
    for (const [eventIndex, event] of trace.entries()) {
      const what = wrongWith(event, seen);
      if (what !== undefined) return { invariant, eventIndex, what };
      seen.after(event);
    }
    return undefined;
  };
}

/** What all of it is for. A key is looked at when each of its writes has arrived in each other Region. */
export const sameEverywhere: GlobalTableInvariant = (trace) => {
  const invariant =
    "once all writes of an item have arrived everywhere, every Region shows the one with the latest stamp";
  const seen = new Seen(trace);
  const accepted = new Map<string, ItemVersion[]>();
  const missing = new Map<string, Set<string>>();
  const lastPlace = new Map<string, number>();
  const nameOf = (region: RegionId, { stamp }: ItemVersion) => `${region} ${stampWords(stamp)}`;
  for (const [eventIndex, event] of trace.entries()) {
    seen.after(event);
    if (event.kind === "version-forgotten") lastPlace.set(event.key, eventIndex);
    if (event.kind !== "write-accepted" && event.kind !== "version-arrived") continue;
    const { key, region, version } = event;
    lastPlace.set(key, eventIndex);
    const absent = missing.get(key) ?? new Set();
    missing.set(key, absent);
    if (event.kind === "version-arrived") absent.delete(nameOf(region, version));
    else {
      accepted.set(key, [...(accepted.get(key) ?? []), version]);
      for (const other of seen.regions) if (other !== region) absent.add(nameOf(other, version));
    }
  }
  for (const [key, versions] of accepted) {
    if ((missing.get(key)?.size ?? 0) > 0) continue;
    const winner = versions.reduce((a, b) => (compareStamps(b.stamp, a.stamp) >= 0 ? b : a));
    const wrong = seen.regions.find((region) => textOf(seen.versionOf(region, key)?.item) !== textOf(winner.item));
    if (wrong === undefined) continue;
    const shown = seen.regions.map((region) => `${region} shows ${itemWords(seen.versionOf(region, key)?.item)}`);
    const what = `everything about ${key} has arrived, the latest stamp is ${stampWords(winner.stamp)} with ${itemWords(winner.item)}, and ${shown.join(", ")}`;
    return { invariant, eventIndex: lastPlace.get(key) ?? trace.length - 1, what };
  }
  return undefined;
};

/** Also not by way of having forgotten. */
export const neverOlder = eachEvent("a Region never goes back to an older write of an item", (event, seen) => {
  if ((event.kind !== "write-accepted" && event.kind !== "version-arrived") || event.kept === undefined)
    return undefined;
  const highest = seen.highest.get(`${event.region} ${event.key}`);
  if (highest === undefined || compareStamps(event.kept.stamp, highest) >= 0) return undefined;
  return `${event.region} had ${event.key} with stamp ${stampWords(highest)}, and has ${stampWords(event.kept.stamp)} now`;
});

/** A write that is acknowledged, and does not show in its own Region, was never made. */
export const ownWritesShow = eachEvent("a write shows in its own Region as soon as it is made", (event) => {
  if (event.kind !== "write-accepted") return undefined;
  const { kept, version, region, write } = event;
  if (
    kept !== undefined &&
    compareStamps(kept.stamp, version.stamp) === 0 &&
    textOf(kept.item) === textOf(version.item)
  )
    return undefined;
  return `${region} took ${write} with stamp ${stampWords(version.stamp)}, and shows ${itemWords(kept?.item)}`;
});

/** By which all Regions know a write, and a repeated message. */
export const stampsDiffer: GlobalTableInvariant = (trace) => {
  const stamps = new Set<string>();
  return eachEvent("no two writes of an item have the same stamp", (event) => {
    if (event.kind !== "write-accepted") return undefined;
    const name = `${event.key} ${stampWords(event.version.stamp)}`;
    if (stamps.has(name)) return `${event.write} has the stamp ${stampWords(event.version.stamp)}, as one before it`;
    stamps.add(name);
    return undefined;
  })(trace);
};

/** What a stream's readers see is each state of the item that the Region has shown, one after the other. */
export const streamTellsAll: GlobalTableInvariant = (trace) => {
  const shown = new Map<string, Item | undefined>();
  const told = new Map<string, Item | undefined>();
  const invariant = "a Region's stream tells each change of an item once, in the order of the stamps";
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "write-accepted" || event.kind === "version-arrived") {
      // What the event before it changed has been told by now.
      const place = `${event.region} ${event.key}`;
      if (textOf(shown.get(place)) !== textOf(told.get(place)))
        return { invariant, eventIndex, what: `${event.region} has told nothing of its change to ${event.key}` };
      shown.set(place, event.kept?.item);
    }
    if (event.kind !== "stream-record") continue;
    const place = `${event.region} ${event.key}`;
    if (textOf(event.item) !== textOf(shown.get(place)) || textOf(event.item) === textOf(told.get(place)))
      return { invariant, eventIndex, what: `${event.region} told ${event.change} of ${event.key}, and shows ${itemWords(shown.get(place))}` }; // prettier-ignore
    told.set(place, event.item);
  }
  return undefined;
};

/** What is forgotten too early comes back, and what is never forgotten fills the table. */
export const deletionsAreForgotten: GlobalTableInvariant = (trace) => {
  const check = eachEvent(
    "a Region forgets a deletion once its watermark has reached it, and nothing else",
    (event, seen) => {
      if (event.kind === "version-forgotten") {
        const { region, key, forgot } = event;
        const watermarkMs = seen.watermarks.get(region) ?? 0;
        if (forgot.item !== undefined) return `${region} forgot an item, ${key} with ${itemText(forgot.item)}`;
        return forgot.stamp.atMs <= watermarkMs
          ? undefined
          : `${region} forgot the deletion of ${key} at ${stampWords(forgot.stamp)}, and its watermark is ${watermarkMs}`;
      }
      // What the watermark before has reached is gone by now.
      if (event.kind !== "watermark-raised") return undefined;
      const { region } = event;
      const watermarkMs = seen.watermarks.get(region) ?? 0;
      for (const { key, stamp } of seen.deletions(region))
        if (stamp.atMs <= watermarkMs)
          return `${region} still remembers the deletion of ${key} at ${stampWords(stamp)}, and its watermark is ${watermarkMs}`;
      return undefined;
    },
  );
  return check(trace);
};

/** After so long without faults every write has arrived: a bound of the model, for its own latencies. */
export const ARRIVAL_MS: Millis = 5_000;

/** For whole tables: what was made is not lost, however often messages are. */
export const everythingArrives: GlobalTableInvariant = (trace) => {
  const seen = new Seen(trace);
  const untilMs = trace.at(-1)?.atMs ?? 0;
  let faultCount = 0;
  let calmFromMs: Millis = 0;
  for (const { kind, atMs } of trace) {
    if (kind === "fault-began") faultCount++;
    if (kind !== "fault-ended") continue;
    faultCount--;
    calmFromMs = atMs;
  }
  if (faultCount > 0) return undefined;
  for (const event of trace) {
    if (event.kind !== "write-accepted" || untilMs - Math.max(calmFromMs, event.atMs) < ARRIVAL_MS) continue;
    for (const region of seen.regions) {
      const hasCome = trace.some(
        (other) =>
          other.kind === "version-arrived" &&
          other.region === region &&
          other.key === event.key &&
          compareStamps(other.version.stamp, event.version.stamp) === 0,
      );
      if (region === event.region || hasCome) continue;
      return {
        invariant: `a write has arrived in all Regions ${ARRIVAL_MS / 1_000} s after it was made and the last fault is over`,
        eventIndex: trace.length - 1,
        what: `${event.write} has not arrived in ${region}`,
      };
    }
  }
  return undefined;
};

/** MRSC. A read that is asked for after an answer shows that write, or a later one. */
export const strongReadsAreCurrent: GlobalTableInvariant = (trace) => {
  const ballots = new Map<string, { readonly number: number; readonly region: RegionId }>();
  const written: { readonly key: string; readonly atMs: Millis; readonly write: string; readonly place: string }[] = [];
  const isBefore = (a: { number: number; region: string }, b: { number: number; region: string }) =>
    a.number !== b.number ? a.number < b.number : a.region < b.region;
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "value-stored" && !ballots.has(`${event.key} ${event.write}`))
      ballots.set(`${event.key} ${event.write}`, event.ballot);
    if (event.kind === "write-answered" && event.outcome === "written")
      written.push({ key: event.key, atMs: event.atMs, write: event.write, place: `${event.key} ${event.write}` });
    if (event.kind !== "item-read" || !event.isStrong) continue;
    for (const { key, atMs, write, place } of written) {
      const ballot = ballots.get(place);
      if (key !== event.key || atMs >= event.askedAtMs || ballot === undefined) continue;
      if (event.ballot !== undefined && !isBefore(event.ballot, ballot)) continue;
      return {
        invariant: "a strong read shows every write that was answered before it, whatever the Region",
        eventIndex,
        what: `${event.region} showed ${itemWords(event.item)}, and ${write} had been answered at ${atMs} ms`,
      };
    }
  }
  return undefined;
};

/** MRSC. The application may try again, so nothing of the first try may be left. */
export const conflictsChangeNothing: GlobalTableInvariant = (trace) => {
  const refused = new Set(
    trace.flatMap((event) =>
      event.kind === "write-answered" && event.outcome !== "written" ? [`${event.key} ${event.write}`] : [],
    ),
  );
  return eachEvent("a write that was refused is held nowhere", (event) =>
    event.kind === "value-stored" && refused.has(`${event.key} ${event.write}`)
      ? `${event.region} holds ${event.write}`
      : undefined,
  )(trace);
};

/** Those about what `last-writer-wins` decides: also of the mechanism alone. */
export const LAST_WRITER_WINS_INVARIANTS: readonly GlobalTableInvariant[] = frozen([
  ownWritesShow,
  stampsDiffer,
  neverOlder,
  deletionsAreForgotten,
  streamTellsAll,
  sameEverywhere,
]);

/** All of them. */
export const GLOBAL_TABLE_INVARIANTS: readonly GlobalTableInvariant[] = frozen([
  ...LAST_WRITER_WINS_INVARIANTS,
  everythingArrives,
  strongReadsAreCurrent,
  conflictsChangeNothing,
]);

/** The first of them that a run breaks. */
export function firstGlobalTableViolation(
  trace: GlobalTableTrace,
  invariants: readonly GlobalTableInvariant[] = GLOBAL_TABLE_INVARIANTS,
): ReturnType<GlobalTableInvariant> {
  return firstBroken(trace, invariants);
}
