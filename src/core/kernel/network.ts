import type { Fault } from "./faults.ts";
import { drawLatency, type Latency } from "./latency.ts";
import { invariant } from "./errors.ts";
import type { Random } from "./random.ts";
import type { Simulation } from "./simulation.ts";
import type { Millis, NodeId, ZoneId } from "./units.ts";

export interface NetworkOptions {
  /** Between nodes of one zone. */
  readonly sameZone: Latency;
  /** Between nodes of different zones. */
  readonly crossZone: Latency;
}

/** How a message ended that did not arrive. */
export type Loss = "lost" | "parted" | "receiver-down" | "sender-down";

interface Node {
  readonly zone: ZoneId;
  /** How many faults hold it down; it works while there are none. */
  downCount: number;
  addedMs: Millis;
  /** One generator per receiver, so that one link's luck does not move another's. */
  readonly luckByReceiver: Map<NodeId, Random>;
}

/**
 * Messages between nodes in zones: each takes a random time, or does not arrive. Order is not kept: a later message may
 * overtake an earlier one, as on a real network.
 */
export class Network {
  readonly #simulation: Simulation<never>;
  readonly #options: NetworkOptions;
  readonly #nodes = new Map<NodeId, Node>();
  readonly #partedCounts = new Map<string, number>();
  readonly #lossProbabilities: number[] = [];
  readonly #doublingProbabilities: number[] = [];

  // A network only schedules; what is recorded is its user's business, so any simulation will do.
  constructor(simulation: Pick<Simulation<never>, "after" | "at" | "random">, options: NetworkOptions) {
    this.#simulation = simulation as Simulation<never>;
    this.#options = options;
  }

  addNode(id: NodeId, zone: ZoneId): void {
    invariant(!this.#nodes.has(id), `node ids are unique (${id})`);
    this.#nodes.set(id, { zone, downCount: 0, addedMs: 0, luckByReceiver: new Map() });
  }

  isUp(id: NodeId): boolean {
    return this.#node(id).downCount === 0;
  }

  /** Whether a message sent now from one to the other would be let through, chance apart. */
  isConnected(from: NodeId, to: NodeId): boolean {
    return this.isUp(from) && this.isUp(to) && !this.#isParted(from, to);
  }

  /**
   * Sends a message. `deliver` runs when it arrives (twice, if it was doubled); `lose`, if given, when it is known to the
   * simulation, though to nobody in it, that it will not.
   */
  send(from: NodeId, to: NodeId, deliver: () => void, lose?: (loss: Loss) => void): void {
    const sender = this.#node(from);
    const receiver = this.#node(to);
    const luck = this.#luck(sender, from, to);
    // Always the same numbers in the same order, whatever the faults: a fault then changes only what it touches.
    const latency = sender.zone === receiver.zone ? this.#options.sameZone : this.#options.crossZone;
    const travelMs = drawLatency(latency, luck) + sender.addedMs + receiver.addedMs;
    const lostAt = luck.fraction();
    const doubledAt = luck.fraction();

    if (sender.downCount > 0) return lose?.("sender-down");
    if (this.#isParted(from, to)) return lose?.("parted");
    if (this.#lossProbabilities.some((probability) => lostAt < probability)) return lose?.("lost");

    const arrive = () => {
      if (receiver.downCount > 0) lose?.("receiver-down");
      else if (this.#isParted(from, to)) lose?.("parted");
      else deliver();
    };
    this.#simulation.after(travelMs, arrive);
    if (this.#doublingProbabilities.some((probability) => doubledAt < probability)) {
      this.#simulation.after(travelMs * 2, arrive);
    }
  }

  /**
   * Schedules the faults. They must have passed `checkFaults`. `changed` runs right after each begins and ends, at an
   * instant at which nothing else has happened yet.
   */
  scheduleFaults(faults: readonly Fault[], changed: (fault: Fault, began: boolean) => void): void {
    for (const fault of faults) {
      this.#simulation.at(fault.fromMs, () => {
        this.#apply(fault, 1);
        changed(fault, true);
      });
      if (fault.untilMs === undefined) continue;
      this.#simulation.at(fault.untilMs, () => {
        this.#apply(fault, -1);
        changed(fault, false);
      });
    }
  }

  #apply(fault: Fault, direction: 1 | -1): void {
    switch (fault.kind) {
      case "zone-down":
        for (const node of this.#nodes.values()) if (node.zone === fault.zone) node.downCount += direction;
        return;
      case "node-down":
        this.#node(fault.node).downCount += direction;
        return;
      case "node-slow":
        this.#node(fault.node).addedMs += direction * fault.addedMs;
        return;
      case "zones-parted": {
        const key = pairKey(...fault.zones);
        this.#partedCounts.set(key, (this.#partedCounts.get(key) ?? 0) + direction);
        return;
      }
      case "messages-lost":
        return putOrTake(this.#lossProbabilities, fault.probability, direction);
      case "messages-doubled":
        return putOrTake(this.#doublingProbabilities, fault.probability, direction);
      default:
        fault satisfies never;
    }
  }

  #isParted(from: NodeId, to: NodeId): boolean {
    if (this.#partedCounts.size === 0) return false;
    return (this.#partedCounts.get(pairKey(this.#node(from).zone, this.#node(to).zone)) ?? 0) > 0;
  }

  #luck(sender: Node, from: NodeId, to: NodeId): Random {
    let luck = sender.luckByReceiver.get(to);
    if (luck === undefined) {
      luck = this.#simulation.random.fork(`${from} to ${to}`);
      sender.luckByReceiver.set(to, luck);
    }
    return luck;
  }

  #node(id: NodeId): Node {
    const node = this.#nodes.get(id);
    invariant(node !== undefined, `node ${id} is on the network`);
    return node;
  }
}

function pairKey(a: ZoneId, b: ZoneId): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

function putOrTake(probabilities: number[], probability: number, direction: 1 | -1): void {
  if (direction === 1) probabilities.push(probability);
  else probabilities.splice(probabilities.indexOf(probability), 1);
}
