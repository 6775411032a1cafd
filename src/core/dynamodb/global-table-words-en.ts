/** Events of a global table in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import type { Fault } from "../kernel/faults.ts";
import type { Item } from "./attribute-value.ts";
import { itemText, versionEquals } from "./global-table-words.ts";
import type { GlobalTableEvent } from "./global-table-trace.ts";
import type { ItemVersion, Stamp } from "./last-writer-wins.ts";

/** The sentence for one event, without a full stop. */
export function globalTableEventInEnglish(event: GlobalTableEvent): string {
  switch (event.kind) {
    case "global-table-opened":
      return `A global table (${event.mode}) in ${event.regions.join(", ")}${event.witness === undefined ? "" : `, with a witness in ${event.witness}`}`;
    case "write-accepted": {
      const kept = versionEquals(event.kept, event.version) ? "" : `, but keeps ${versionInEnglish(event.kept)}`;
      return `${event.region} takes ${event.write}, ${event.key}: ${versionInEnglish(event.version)}${kept}`;
    }
    case "version-arrived":
      return `${event.region} gets ${event.key}: ${versionInEnglish(event.version)}, and ${keptInEnglish(event)}`;
    case "watermark-raised":
      return `In ${event.region} everything up to ${event.watermarkMs} has arrived`;
    case "version-forgotten":
      return `${event.region} forgets ${event.key}: ${versionInEnglish(event.forgot)}`;
    case "stream-record":
      return `Stream of ${event.region}: ${event.change} ${event.key}${event.item === undefined ? "" : `, ${itemText(event.item)}`}`;
    case "value-stored":
      return `${event.region} holds ${event.key}: ${itemInEnglish(event.item)}, ballot ${event.ballot.number} of ${event.ballot.region}`;
    case "write-answered":
      return `${event.region}: ${event.write} on ${event.key} is answered, ${event.outcome}`;
    case "write-unknown":
      return `${event.region}: no answer to ${event.write} on ${event.key}; it may have been made`;
    case "item-read":
      return `${event.region}: a ${event.isStrong ? "strong read" : "read"} of ${event.key} shows ${itemInEnglish(event.item)}`;
    case "read-unknown":
      return `${event.region}: no answer to a read of ${event.key}`;
    case "clock-set":
      return `The clock of ${event.region} is ${clockInEnglish(event.skewMs)}`;
    case "fault-began":
      return troubleInEnglish(event.fault, true);
    case "fault-ended":
      return troubleInEnglish(event.fault, false);
    default:
      return event satisfies never;
  }
}

function itemInEnglish(item: Item | undefined): string {
  return item === undefined ? "no item" : itemText(item);
}

function stampInEnglish({ atMs, region }: Stamp): string {
  return `${atMs} ${region}`;
}

function versionInEnglish(version: ItemVersion | undefined): string {
  if (version === undefined) return "nothing";
  return `${version.item === undefined ? "deleted" : itemText(version.item)} (stamp ${stampInEnglish(version.stamp)})`;
}

function keptInEnglish({ version, kept }: Extract<GlobalTableEvent, { readonly kind: "version-arrived" }>): string {
  if (versionEquals(kept, version)) return "keeps it";
  return kept === undefined ? "takes nothing from it" : `has ${versionInEnglish(kept)}`;
}

function clockInEnglish(skewMs: number): string {
  if (skewMs === 0) return "right";
  return `${Math.abs(skewMs)} ms ${skewMs < 0 ? "behind" : "ahead"}`;
}

function troubleInEnglish(fault: Fault, began: boolean): string {
  return faultInEnglish(fault, began, (node) => node);
}
