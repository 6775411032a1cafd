/** Events of a table and its partitions, and of a map alone, in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import type { ItemKey, Place } from "./partition-router.ts";
import type { PartitionEvent, SideLoad, SortKeyPattern } from "./partition-trace.ts";

/** The sentence for one event, without a full stop. */
export function partitionEventInEnglish(event: PartitionEvent): string {
  switch (event.kind) {
    case "partitions-opened":
      return `A table ${event.hasLocalIndex ? "with" : "without"} a local index, on ${counted(event.partitions.length, "partition")}`;
    case "writes-changed":
      return `${event.partitionKey} gets ${number(event.unitsPerSecond)} writes/s from now on, ${PATTERNS[event.sortKeys]}`;
    case "table-looked-at":
      return `Asked for in the last ${event.forMs / 1_000} s: ${event.partitions.map(({ partition, asked, throttled }) => `${partition} ${number(asked)} units${throttled === 0 ? "" : `, ${number(throttled)} throttled`}`).join("; ")}`;
    case "split-decided":
      return `${event.partition} is to be split for its ${event.because} at ${placeText(event.at)}: ${sideText(event.lower)} below, ${sideText(event.upper)} from there on`;
    case "partition-split":
      return `${event.partition} is split for its ${event.because}: ${event.into[0].partition} up to ${placeText(event.into[1].from)}, and ${event.into[1].partition} from there on${event.into[1].node === undefined ? "" : `, on ${event.into[1].node}`}`;
    case "request-refused":
      return `${event.node} has no partition with ${keyText(event)}, and tells ${event.router} so`;
    case "map-learned":
      return `${event.router} has version ${event.version} of the map: ${counted(event.partitionCount, "partition")}`;
    case "request-given-up":
      return `${event.router} gives up a write to ${keyText(event)}`;
    case "key-held-twice":
      return `On ${event.node} ${event.partitions.join(" and ")} take ${keyText(event)} for theirs`;
    case "collection-full":
      return `${event.partition} refuses a write: the item collection ${event.partitionKey} has reached its limit`;
    case "partition-fault":
      return faultInEnglish(event.fault, event.began, (node) => node);
    case "key-routed":
      return `A request for ${keyText(event)} goes to ${event.partition}; ${event.heldBy.length === 0 ? "no partition takes" : `${event.heldBy.join(" and ")} ${event.heldBy.length === 1 ? "takes" : "take"}`} that key`;
    case "partition-looked-at":
      return `${event.partition} has ${counted(event.itemCount, "item")}: ${sideText(event)}`;
    default:
      return event satisfies never;
  }
}

const PATTERNS: Readonly<Record<SortKeyPattern, string>> = {
  one: "always to one item",
  sequential: "each after all that are there",
  scattered: "all over its collection",
};

function keyText({ partitionKey, sortKey }: ItemKey): string {
  return sortKey === "" ? partitionKey : `${partitionKey} / ${sortKey}`;
}

function placeText({ hash, partitionKey, sortKey }: Place): string {
  const text = hash.toString(16).padStart(8, "0");
  return partitionKey === "" ? text : `${text} ${keyText({ partitionKey, sortKey })}`;
}

function sideText({ kilobytes, unitsNow, unitsBefore }: SideLoad): string {
  return `${number(kilobytes)} KB, ${number(unitsNow)} units now and ${number(unitsBefore)} before`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}
