/**
 * The two environments of a blue/green deployment, and who has which name: what orders do to them. The script drives them
 * by hand, the whole system with a network in between.
 *
 * Simplified: names are changed at once, and only by whoever has them. What an environment was told outlasts its crashes.
 */
import { invariant, type Millis } from "../kernel/index.ts";
import { OLD_SUFFIX, type GuardRail, type Side, type SwitchoverAnswer, type SwitchoverMember, type SwitchoverOrder } from "./blue-green-switchover.ts"; // prettier-ignore
import type { BlueGreenLogs, BlueGreenTrouble } from "./blue-green-trace.ts";

/** What an environment remembers. */
interface Environment {
  isWritable: boolean;
  isOpen: boolean;
  /** Nobody may write, whatever rights they have. */
  isStopped: boolean;
  /** The highest number that it has heard. */
  newest: number;
}

const TROUBLES_OF: Readonly<
  Record<BlueGreenTrouble, { readonly side: Side; readonly problems: readonly GuardRail[] }>
> = {
  "replication-stopped": { side: "green", problems: ["replication-health"] },
  "write-on-green": { side: "green", problems: ["replication-health", "active-writes"] },
  "long-write": { side: "blue", problems: ["long-writes"] },
  "long-ddl": { side: "blue", problems: ["long-ddl"] },
  "external-replication": { side: "blue", problems: ["external-replication"] },
};

/** Both sides of one deployment: their logs, what they take, their names, and what is wrong with them. */
export class BlueGreenEnvironments {
  readonly #members: readonly SwitchoverMember[];
  readonly #sides: Readonly<Record<Side, Environment>> = {
    blue: { isWritable: true, isOpen: true, isStopped: false, newest: 0 },
    green: { isWritable: false, isOpen: true, isStopped: false, newest: 0 },
  };
  /** Whose each name is: a side's, or somebody else's. */
  readonly #owners = new Map<string, Side | "other">();
  /** What each member is called now. */
  readonly #names: Readonly<Record<Side, string[]>>;
  readonly #troubles = new Map<BlueGreenTrouble, number>();
  /** What blue has committed; what green has of it; what green has committed itself since it took over. */
  #position = 0;
  #replicated = 0;
  #ownCount = 0;
  /** When blue stood where, until green has it. */
  readonly #history: { readonly atMs: Millis; readonly position: number }[] = [];

  constructor(members: readonly SwitchoverMember[]) {
    this.#members = members;
    this.#names = { blue: members.map(({ blue }) => blue), green: members.map(({ green }) => green) };
    for (const side of ["blue", "green"] as const) for (const name of this.#names[side]) this.#owners.set(name, side);
  }

  logs(): BlueGreenLogs {
    return { position: this.#position, replicated: this.#replicated };
  }

  /** Of blue, and of green since it took over. */
  commitCount(): number {
    return this.#position + this.#ownCount;
  }

  isWritable(side: Side): boolean {
    return this.#sides[side].isWritable;
  }

  isOpen(side: Side): boolean {
    return this.#sides[side].isOpen;
  }

  /** Whether it has been told to stop writes, and not to take them again. */
  isStopped(side: Side): boolean {
    return this.#sides[side].isStopped;
  }

  /** Where the name leads. A cluster of somebody else is not asked. */
  owner(name: string): Side | undefined {
    const owner = this.#owners.get(name);
    return owner === "other" ? undefined : owner;
  }

  /** So many commits on a side that takes writes. Gives the position of the last one. */
  commit(side: Side, count: number, nowMs: Millis): number {
    invariant(this.#sides[side].isWritable, "only a side that takes writes commits");
    if (side === "green") {
      this.#ownCount += count;
      return this.#replicated + this.#ownCount;
    }
    this.#position += count;
    this.#history.push({ atMs: nowMs, position: this.#position });
    return this.#position;
  }

  /** Green replays at most so many of blue's commits. Gives how many those were. */
  replicate(count: number): number {
    if (!this.isReplicating()) return 0;
    const taken = Math.min(count, this.#position - this.#replicated);
    this.#replicated += taken;
    while ((this.#history[0]?.position ?? Infinity) <= this.#replicated) this.#history.shift();
    return taken;
  }

  /** Once green takes writes of its own, it takes no others. */
  isReplicating(): boolean {
    return !this.#sides.green.isWritable && !this.has("replication-stopped") && !this.has("write-on-green");
  }

  /** Whether the member at this place has this name already. */
  isCalled(side: Side, place: number, name: string): boolean {
    return this.#names[side][place] === name;
  }

  /** How long ago blue made the first commit that green does not have. */
  lagMs(nowMs: Millis): Millis {
    const [first] = this.#history;
    return first === undefined ? 0 : Math.round(nowMs - first.atMs);
  }

  /** Several of one kind add up. Gives whether this changes anything. */
  trouble(trouble: BlueGreenTrouble, began: boolean): boolean {
    const count = (this.#troubles.get(trouble) ?? 0) + (began ? 1 : -1);
    this.#troubles.set(trouble, Math.max(0, count));
    return began ? count === 1 : count === 0;
  }

  has(trouble: BlueGreenTrouble): boolean {
    return (this.#troubles.get(trouble) ?? 0) > 0;
  }

  /** Somebody else makes a cluster of that name. Gives whether the name was free. */
  take(name: string): boolean {
    if (this.#owners.has(name)) return false;
    this.#owners.set(name, "other");
    return true;
  }

  free(name: string): boolean {
    return this.#owners.get(name) === "other" && this.#owners.delete(name);
  }

  /** An order has come. Gives whether it is to be carried out: not when a newer one has been heard. */
  hears({ side, number }: SwitchoverOrder): boolean {
    const environment = this.#sides[side];
    if (number < environment.newest) return false;
    environment.newest = number;
    return true;
  }

  /** Carries an order out, once more if need be. */
  obey(order: SwitchoverOrder, nowMs: Millis): SwitchoverAnswer {
    const { number, side } = order;
    const environment = this.#sides[side];
    switch (order.kind) {
      case "check":
        return {
          kind: "checked",
          number,
          side,
          problems: this.#problems(side),
          lagMs: side === "green" ? this.lagMs(nowMs) : 0,
        };
      case "stop-writes":
        environment.isWritable = false;
        environment.isStopped = true;
        return {
          kind: "writes-stopped",
          number,
          side,
          position: side === "blue" ? this.#position : this.#replicated,
        };
      case "drop-connections":
        environment.isOpen = false;
        return { kind: "connections-dropped", number, side };
      case "report":
        return { kind: "reported", number, side, position: this.#replicated };
      case "rename":
        return this.#rename(side, order.place, order.name)
          ? { kind: "renamed", number, side }
          : { kind: "name-taken", number, side };
      case "take-connections":
        environment.isOpen = true;
        return { kind: "connections-taken", number, side };
      case "take-writes":
        environment.isWritable = true;
        environment.isStopped = false;
        return { kind: "writes-taken", number, side };
      default:
        return order satisfies never;
    }
  }

  #problems(side: Side): readonly GuardRail[] {
    const problems = new Set<GuardRail>();
    for (const [trouble, count] of this.#troubles)
      if (count > 0 && TROUBLES_OF[trouble].side === side)
        for (const problem of TROUBLES_OF[trouble].problems) problems.add(problem);
    return [...problems].sort();
  }

  #rename(side: Side, place: number, name: string): boolean {
    const before = this.#names[side][place];
    if (before === undefined) return false;
    if (before === name) return true;
    if (this.#owners.has(name)) return false;
    this.#owners.delete(before);
    this.#owners.set(name, side);
    this.#names[side][place] = name;
    return true;
  }

  /** Every name that a switchover of these members has to do with. */
  static names(members: readonly SwitchoverMember[]): readonly string[] {
    return members.flatMap(({ blue, green }) => [blue, green, blue + OLD_SUFFIX]);
  }
}
