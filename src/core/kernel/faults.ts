import { ScenarioError } from "./errors.ts";
import type { Millis, NodeId, ZoneId } from "./units.ts";

/** When a fault holds: from `fromMs` until just before `untilMs`, or for the rest of the run. */
interface Span {
  readonly fromMs: Millis;
  readonly untilMs?: Millis;
}

/** What can go wrong, as data: it can be printed, stored, shrunk and replayed. */
export type Fault =
  /** Every node of the zone is unreachable and does nothing; what it had stored is there when it returns. */
  | ({ readonly kind: "zone-down"; readonly zone: ZoneId } & Span)
  /** One node is unreachable and does nothing. */
  | ({ readonly kind: "node-down"; readonly node: NodeId } & Span)
  /** Every message that is sent to or from the node takes `addedMs` longer. Several such faults add up. */
  | ({ readonly kind: "node-slow"; readonly node: NodeId; readonly addedMs: Millis } & Span)
  /** No message passes between the two zones, either way. */
  | ({ readonly kind: "zones-parted"; readonly zones: readonly [ZoneId, ZoneId] } & Span)
  /** Each message is lost with this probability. Of several such faults the likeliest one decides. */
  | ({ readonly kind: "messages-lost"; readonly probability: number } & Span)
  /** Each message arrives a second time, twice as late, with this probability; of several, the likeliest one decides. */
  | ({ readonly kind: "messages-doubled"; readonly probability: number } & Span);

/** What there is to fail. */
export interface FaultTargets {
  readonly zones: readonly ZoneId[];
  readonly nodes: readonly NodeId[];
}

/** Refuses faults that name what does not exist or last less than no time. Throws `ScenarioError` naming the field. */
export function checkFaults(faults: readonly Fault[], { zones, nodes }: FaultTargets): void {
  faults.forEach((fault, index) => {
    const field = (name: string) => `faults[${index}].${name}`;
    const oneOf = (name: string, value: string, known: readonly string[]) => {
      if (!known.includes(value)) throw new ScenarioError(field(name), known, value);
    };
    if (!(fault.fromMs >= 0 && fault.fromMs < Infinity))
      throw new ScenarioError(field("fromMs"), "a time from 0 ms on", fault.fromMs);
    if (fault.untilMs !== undefined && !(fault.untilMs > fault.fromMs && fault.untilMs < Infinity)) {
      throw new ScenarioError(field("untilMs"), `a time after fromMs (${fault.fromMs} ms)`, fault.untilMs);
    }
    switch (fault.kind) {
      case "zone-down":
        return oneOf("zone", fault.zone, zones);
      case "node-down":
        return oneOf("node", fault.node, nodes);
      case "node-slow":
        oneOf("node", fault.node, nodes);
        if (!(fault.addedMs >= 0 && fault.addedMs < Infinity))
          throw new ScenarioError(field("addedMs"), "0 ms or more", fault.addedMs);
        return;
      case "zones-parted":
        fault.zones.forEach((zone, side) => oneOf(`zones[${side}]`, zone, zones));
        if (fault.zones.length !== 2 || fault.zones[0] === fault.zones[1]) {
          throw new ScenarioError(field("zones"), "two different zones", fault.zones);
        }
        return;
      case "messages-lost":
      case "messages-doubled":
        if (!(fault.probability >= 0 && fault.probability <= 1)) {
          throw new ScenarioError(field("probability"), "a number from 0 to 1", fault.probability);
        }
        return;
      default:
        fault satisfies never;
        throw new ScenarioError(field("kind"), "a known kind of fault", (fault as { kind: unknown }).kind);
    }
  });
}
