/**
 * Blue/green switchover: green takes over blue's names, or nothing has changed.
 *
 * Blue is production. Green is a copy on another engine version that replays blue's changes. Between the two there must be
 * a moment in which nobody takes writes, because green may open only with everything that blue has acknowledged:
 *
 *   0.0 s  guard rails: both sides are asked whether anything speaks against it. Green is 0.4 s behind
 *   0.5 s  both stop writes. Blue's last commit is at position 9,000
 *   1.0 s  both drop their connections and take none
 *   1.5 s  green is asked how far it is: 8,700. Again half a second later: 9,000. It has caught up
 *   2.5 s  blue's "orders" becomes "orders-old1"; then green's "orders-green-abc123" becomes "orders"
 *   5.0 s  both take connections again
 *   5.5 s  green takes writes: 5 s after blue took its last one
 *
 * Until all names have moved, a time-out or a name that is taken rolls everything back, in reverse. An order may have been
 * carried out although its answer never came, so what was said is undone, not what was answered. And orders may arrive
 * late: each set of them has a number of its own, and a side that has heard a number ignores all lower ones. So a "stop
 * writes" that comes after the roll back does nothing. Aurora User Guide, blue-green-deployments-switching.
 *
 * Simplified: the service documents what it does, not how it makes sure; the numbers are ours. A member is a cluster or an
 * instance with one name. Old names always get `-old1`. The service rolls back what fails before the end; here the end is
 * the moment in which all names have moved: what is left then can only be late, and is said until it is done. Green is
 * read-only before a switchover, and after one that was rolled back.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import type { Millis } from "../kernel/index.ts";

/** The two environments. */
export type Side = "blue" | "green";

/** A cluster or an instance, as it is called on either side before the switchover. */
export interface SwitchoverMember {
  readonly blue: string;
  /** By the service's rule blue's name, `-green-` and six random characters. */
  readonly green: string;
}

/** What a switchover begins with. */
export interface SwitchoverOptions {
  /** At least one. All names are different. */
  readonly members: readonly SwitchoverMember[];
  /** From 30,000 to 3,600,000; 300,000 by default. `SwitchoverTimeout`. */
  readonly timeoutMs: Millis;
}

/** What can speak against a switchover before anything is changed. */
export type GuardRail =
  /** Green: replication from blue is not healthy. */
  | "replication-health"
  /** Green: somebody writes there. */
  | "active-writes"
  /** Blue: it replicates from or to somebody else. */
  | "external-replication"
  /** Blue: a write has been running for long. */
  | "long-writes"
  /** Blue: a DDL statement has been running for long. */
  | "long-ddl";

/** One thing that a side is to do, and answer. Carrying it out twice is the same as once. */
export type SwitchoverOrder = {
  /** From 1 on. The same for all orders of one set, and each time they are said. */
  readonly number: number;
  readonly side: Side;
} & (
  | { readonly kind: "check" }
  | { readonly kind: "stop-writes" }
  /** Ends all connections, and takes none from then on. */
  | { readonly kind: "drop-connections" }
  /** To green: how far has it replicated? */
  | { readonly kind: "report" }
  /** The member at this place, counted from 0, is to be called so. */
  | { readonly kind: "rename"; readonly place: number; readonly name: string }
  | { readonly kind: "take-connections" }
  | { readonly kind: "take-writes" }
);

/** What a side says when it has carried out an order, with the order's number. It may come late, twice, or never. */
export type SwitchoverAnswer = { readonly number: number; readonly side: Side } & (
  | {
      readonly kind: "checked";
      readonly problems: readonly GuardRail[];
      /** How far green is behind; 0 for blue. */
      readonly lagMs: Millis;
    }
  /** `position`: of the last commit that the side has acknowledged. */
  | { readonly kind: "writes-stopped"; readonly position: number }
  | { readonly kind: "connections-dropped" }
  /** Green has everything up to this position of blue's log. */
  | { readonly kind: "reported"; readonly position: number }
  | { readonly kind: "renamed" }
  /** Somebody else has the name, and nothing has changed. */
  | { readonly kind: "name-taken" }
  | { readonly kind: "connections-taken" }
  | { readonly kind: "writes-taken" }
);

/** How the switchover stands, by the service's names. While it rolls back it is still in progress. */
export interface SwitchoverStanding {
  readonly status: "SWITCHOVER_IN_PROGRESS" | "SWITCHOVER_COMPLETED" | "SWITCHOVER_FAILED";
  /** Why it is rolled back, or has failed. */
  readonly cause: "guard-rail" | "time-out" | "name-taken" | undefined;
}

/** The seam: what the exercise `blue-green-switchover` asks for. One switchover, from its beginning to its end. */
export interface Switchover {
  /**
   * Called at fixed intervals; the first call begins the switchover. Gives the orders that are to be said now: those of
   * the set that is under way, answered or not, until all of them are. None once it has ended. The time-out is noticed
   * here, once `timeoutMs` have passed since the first call.
   */
  look(nowMs: Millis): readonly SwitchoverOrder[];
  /** An answer has come. One to another set than the one under way changes nothing. */
  heard(answer: SwitchoverAnswer): void;
  standing(): SwitchoverStanding;
}

/** Makes a switchover that has not begun. */
export type CreateSwitchover = (options: SwitchoverOptions) => Switchover;

/** What blue's name becomes. */
export const OLD_SUFFIX = "-old1";

/** An order without its number. */
type Task = SwitchoverOrder extends infer Order ? (Order extends unknown ? Omit<Order, "number"> : never) : never;
/** Orders that are said together. */
type TaskSet = readonly Task[];

const both = (kind: "check" | "stop-writes" | "drop-connections" | "take-connections"): TaskSet => [
  { kind, side: "blue" },
  { kind, side: "green" },
];
const rename = (side: Side, place: number, name: string): TaskSet => [{ kind: "rename", side, place, name }];

/** The way there: what is done, and what undoes it. */
function wayOf(members: readonly SwitchoverMember[]): readonly { readonly tasks: TaskSet; readonly undo?: TaskSet }[] {
  return [
    { tasks: both("check") },
    { tasks: both("stop-writes"), undo: [{ kind: "take-writes", side: "blue" }] },
    { tasks: both("drop-connections"), undo: both("take-connections") },
    { tasks: [{ kind: "report", side: "green" }] },
    ...members.flatMap(({ blue, green }, place) => [
      { tasks: rename("blue", place, blue + OLD_SUFFIX), undo: rename("blue", place, blue) },
      { tasks: rename("green", place, blue), undo: rename("green", place, green) },
    ]),
  ];
}

/** What is left when all names have moved. There is no way back from here. */
const REST: readonly TaskSet[] = frozen([both("take-connections"), [{ kind: "take-writes", side: "green" }]]);

/** The reference implementation. */
export const createSwitchover: CreateSwitchover = ({ members, timeoutMs }) => {
  const way = wayOf(members);
  let direction: "there" | "back" | "rest" = "there";
  let sets: readonly TaskSet[] = way.map(({ tasks }) => tasks);
  let at = 0;
  let number = 1;
  let waitingFor = new Set<Side>(["blue", "green"]);
  let beganMs: Millis | undefined;
  let blueEndsAt = 0;
  let cause: SwitchoverStanding["cause"];

  const current = () => sets[at] ?? [];
  const goOn = () => {
    number++;
    waitingFor = new Set(current().map(({ side }) => side));
  };
  const done = (side: Side) => {
    waitingFor.delete(side);
    if (waitingFor.size > 0) return;
    at++;
    if (at === sets.length && direction === "there") {
      direction = "rest";
      sets = REST;
      at = 0;
    }
    goOn();
  };
  const rollBack = (why: SwitchoverStanding["cause"]) => {
    cause = why;
    direction = "back";
    // The set under way counts: it may have been carried out, and its answer lost.
    const undone = way.slice(0, at + 1).flatMap(({ undo }) => (undo === undefined ? [] : [undo]));
    sets = undone.reverse();
    at = 0;
    goOn();
  };

  return {
    look(nowMs) {
      beganMs ??= nowMs;
      if (direction === "there" && nowMs - beganMs >= timeoutMs) rollBack("time-out");
      return current().map((task) => ({ ...task, number }));
    },

    heard(answer) {
      if (answer.number !== number || at === sets.length) return;
      switch (answer.kind) {
        case "checked":
          return answer.problems.length > 0 || answer.lagMs > timeoutMs ? rollBack("guard-rail") : done(answer.side);
        case "writes-stopped":
          if (answer.side === "blue") blueEndsAt = answer.position;
          return done(answer.side);
        case "reported":
          return answer.position >= blueEndsAt ? done(answer.side) : undefined;
        case "name-taken":
          // On the way back there is nothing but to say it again: the name is ours.
          return direction === "there" ? rollBack("name-taken") : undefined;
        default:
          done(answer.side);
      }
    },

    standing() {
      const hasEnded = at === sets.length;
      if (!hasEnded) return { status: "SWITCHOVER_IN_PROGRESS", cause };
      return { status: direction === "rest" ? "SWITCHOVER_COMPLETED" : "SWITCHOVER_FAILED", cause };
    },
  };
};

/** The service refuses a request: by its code, with what is wrong. */
export class BlueGreenFault extends Error {
  override readonly name = "BlueGreenFault";
  readonly code: "InvalidParameterValue" | "DBClusterAlreadyExistsFault" | "InvalidBlueGreenDeploymentStateFault";

  constructor(code: BlueGreenFault["code"], message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** By default. */
export const SWITCHOVER_TIMEOUT_MS: Millis = AURORA_LIMITS.switchoverTimeout.value * 1_000;
/** At least. */
export const SWITCHOVER_TIMEOUT_MS_MIN: Millis = AURORA_LIMITS.switchoverTimeoutMin.value * 1_000;
/** At most: an hour. */
export const SWITCHOVER_TIMEOUT_MS_MAX: Millis = AURORA_LIMITS.switchoverTimeoutMax.value * 1_000;

const GREEN_NAME = /-green-[a-z0-9]{6}$/;

/** Throws `BlueGreenFault` for a switchover that the service would refuse to begin. */
export function checkSwitchover({ members, timeoutMs }: SwitchoverOptions): void {
  if (
    !Number.isInteger(timeoutMs / 1_000) ||
    timeoutMs < SWITCHOVER_TIMEOUT_MS_MIN ||
    timeoutMs > SWITCHOVER_TIMEOUT_MS_MAX
  )
    throw new BlueGreenFault(
      "InvalidParameterValue",
      `SwitchoverTimeout has to be whole seconds from ${SWITCHOVER_TIMEOUT_MS_MIN / 1_000} to ${SWITCHOVER_TIMEOUT_MS_MAX / 1_000}, and was ${timeoutMs / 1_000}.`,
    );
  if (members.length === 0)
    throw new BlueGreenFault("InvalidBlueGreenDeploymentStateFault", "the deployment has no members.");
  const taken = new Set<string>();
  for (const { blue, green } of members) {
    if (blue === "" || !GREEN_NAME.test(green) || green.replace(GREEN_NAME, "") !== blue)
      throw new BlueGreenFault(
        "InvalidBlueGreenDeploymentStateFault",
        `"${green}" is no name of green for "${blue}": it has to be "${blue}-green-" and six characters.`,
      );
    for (const name of [blue, green, blue + OLD_SUFFIX]) {
      if (taken.has(name)) throw new BlueGreenFault("DBClusterAlreadyExistsFault", `the name "${name}" is used twice.`);
      taken.add(name);
    }
  }
}
