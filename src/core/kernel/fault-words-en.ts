import type { Fault } from "./faults.ts";
import type { NodeId } from "./units.ts";
import { percent } from "./words.ts";

/** A fault that began or ended, as a sentence. `nodeText` says what a node is called where it begins the sentence. */
export function faultInEnglish(fault: Fault, began: boolean, nodeText: (node: NodeId) => string): string {
  switch (fault.kind) {
    case "zone-down":
      return `${fault.zone} ${began ? "went down" : "is back"}`;
    case "node-down":
      return `${nodeText(fault.node)} ${began ? "went down" : "is back"}`;
    case "node-slow":
      return began
        ? `${nodeText(fault.node)} became slow: each of its messages takes ${fault.addedMs} ms longer`
        : `${nodeText(fault.node)} is as fast as before`;
    case "zones-parted":
      return began
        ? `${fault.zones[0]} and ${fault.zones[1]} cannot reach each other any more`
        : `${fault.zones[0]} and ${fault.zones[1]} can reach each other again`;
    case "messages-lost":
      return began
        ? `From now on ${percent(fault.probability)} of the messages are lost`
        : "Messages are no longer lost";
    case "messages-doubled":
      return began
        ? `From now on ${percent(fault.probability)} of the messages arrive twice`
        : "Messages arrive once again";
    default:
      return fault satisfies never;
  }
}
