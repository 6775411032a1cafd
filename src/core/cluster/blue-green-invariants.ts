/**
 * What must hold in every run of a blue/green deployment, and of the switchover alone. Each invariant looks at a trace and
 * tells the first event that breaks it.
 */
import { firstBroken } from "../kernel/trace.ts";
import { frozen } from "../kernel/frozen.ts";
import type { Millis, Timed } from "../kernel/index.ts";
import { OLD_SUFFIX, type Side, type SwitchoverMember, type SwitchoverOrder } from "./blue-green-switchover.ts";
import type { BlueGreenEvent, BlueGreenLogs, BlueGreenTrace } from "./blue-green-trace.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type BlueGreenInvariant = (
  trace: BlueGreenTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

/** What the sides are told to be, and are, after an event. */
class Seen {
  readonly members: readonly SwitchoverMember[];
  readonly timeoutMs: Millis;
  readonly isWritable: Record<Side, boolean> = { blue: true, green: false };
  readonly isOpen: Record<Side, boolean> = { blue: true, green: true };
  readonly names: Record<Side, string[]>;
  beganMs: Millis | undefined;
  status: "SWITCHOVER_IN_PROGRESS" | "SWITCHOVER_COMPLETED" | "SWITCHOVER_FAILED" = "SWITCHOVER_IN_PROGRESS";

  constructor(trace: BlueGreenTrace) {
    const [opened] = trace;
    if (opened?.kind !== "blue-green-opened") throw new TypeError("a run begins with blue-green-opened");
    this.members = opened.members;
    this.timeoutMs = opened.timeoutMs;
    this.names = { blue: this.members.map(({ blue }) => blue), green: this.members.map(({ green }) => green) };
  }

  after(event: Timed<BlueGreenEvent>): void {
    if (event.kind === "switchover-began") this.beganMs = event.atMs;
    if (event.kind === "switchover-stands") this.status = event.status;
    if (event.kind !== "order-carried-out") return;
    const { order, answer } = event;
    if (order.kind === "stop-writes") this.isWritable[order.side] = false;
    if (order.kind === "take-writes") this.isWritable[order.side] = true;
    if (order.kind === "drop-connections") this.isOpen[order.side] = false;
    if (order.kind === "take-connections") this.isOpen[order.side] = true;
    if (order.kind === "rename" && answer.kind === "renamed") this.names[order.side][order.place] = order.name;
  }

  /** The names of one side, if it is called like this at every place. */
  isCalled(side: Side, nameOf: (member: SwitchoverMember) => string): boolean {
    return this.members.every((member, place) => this.names[side][place] === nameOf(member));
  }
}

/** Goes through a run until an event is wrong. The invariant sees the sides as they are after it. */
function eachEvent(
  invariant: string,
  wrongWith: (event: Timed<BlueGreenEvent>, seen: Seen) => string | undefined,
): BlueGreenInvariant {
  return (trace) => {
    const seen = new Seen(trace);
    for (const [eventIndex, event] of trace.entries()) {
      seen.after(event);
      const what = wrongWith(event, seen);
      if (what !== undefined) return { invariant, eventIndex, what };
    }
    return undefined;
  };
}

/** Two that take writes under one name, or under two: what one commits the other does not have. */
export const neverBothWritable = eachEvent("blue and green never take writes at the same time", (event, seen) =>
  event.kind === "order-carried-out" && seen.isWritable.blue && seen.isWritable.green
    ? `${event.order.side} began to take writes while ${event.order.side === "blue" ? "green" : "blue"} did`
    : undefined,
);

const isWhole = ({ position, replicated }: BlueGreenLogs) => replicated >= position;

/** The one thing that a switchover is for. */
export const nothingIsLost: BlueGreenInvariant = (trace) => {
  let greenHas: number | undefined;
  return eachEvent("green takes writes only with everything that blue has acknowledged", (event) => {
    if (event.kind === "order-carried-out" && event.order.kind === "take-writes" && event.order.side === "green") {
      const { position, replicated } = event.logs;
      greenHas ??= replicated;
      if (!isWhole(event.logs)) return `green took writes with ${replicated} of blue's ${position} commits`;
    }
    if (event.kind === "write-committed" && event.side === "blue" && event.position > (greenHas ?? Infinity))
      return `blue acknowledged commit ${event.position} after green had opened with ${greenHas}`;
    return undefined;
  })(trace);
};

/** What was changed is undone; nothing else is left. */
export const rolledBackIsAsBefore = eachEvent(
  "after a switchover that failed blue takes writes and connections under its own names, and green has its own",
  (event, seen) => {
    if (event.kind !== "switchover-stands" && event.kind !== "order-carried-out") return undefined;
    if (seen.status !== "SWITCHOVER_FAILED") return undefined;
    if (!seen.isWritable.blue) return "blue takes no writes";
    if (seen.isWritable.green) return "green takes writes";
    if (!seen.isOpen.blue) return "blue takes no connections";
    if (!seen.isOpen.green) return "green takes no connections";
    if (!seen.isCalled("blue", ({ blue }) => blue)) return `blue is called ${seen.names.blue.join(", ")}`;
    return seen.isCalled("green", ({ green }) => green) ? undefined : `green is called ${seen.names.green.join(", ")}`;
  },
);

/** Production is where its name leads, and takes writes there. */
export const completedIsWhole = eachEvent(
  "after a switchover that was completed green takes writes under blue's names, and blue takes none under its old ones",
  (event, seen) => {
    if (event.kind !== "switchover-stands" && event.kind !== "order-carried-out") return undefined;
    if (seen.status !== "SWITCHOVER_COMPLETED") return undefined;
    if (!seen.isWritable.green) return "green takes no writes";
    if (seen.isWritable.blue) return "blue takes writes";
    if (!seen.isOpen.green) return "green takes no connections";
    if (!seen.isOpen.blue) return "blue takes no connections";
    if (!seen.isCalled("green", ({ blue }) => blue)) return `green is called ${seen.names.green.join(", ")}`;
    return seen.isCalled("blue", ({ blue }) => blue + OLD_SUFFIX)
      ? undefined
      : `blue is called ${seen.names.blue.join(", ")}`;
  },
);

/** No side takes writes before all names are where they belong. */
export const writesFollowNames = eachEvent(
  "a side takes writes only when all of its members have the production names",
  (event, seen) => {
    if (event.kind !== "order-carried-out" || event.order.kind !== "take-writes") return undefined;
    const { side } = event.order;
    return seen.isCalled(side, ({ blue }) => blue)
      ? undefined
      : `${side} took writes, called ${seen.names[side].join(", ")}`;
  },
);

/** Where an order leads, as a switchover that goes on would say it. */
function leadsThere(order: SwitchoverOrder, { members }: Seen): boolean {
  if (order.kind !== "rename") return !order.kind.startsWith("take-");
  const member = members[order.place];
  return member !== undefined && order.name === (order.side === "blue" ? member.blue + OLD_SUFFIX : member.blue);
}

/** The time-out is a promise about how long applications wait. */
export const timeOutRollsBack = eachEvent(
  "when the time-out has passed and not all names have moved, nothing but a roll back is ordered",
  (event, seen) => {
    if (event.kind !== "orders-said" || seen.beganMs === undefined) return undefined;
    if (event.atMs - seen.beganMs < seen.timeoutMs || seen.isCalled("green", ({ blue }) => blue)) return undefined;
    const forward = event.orders.find((order) => leadsThere(order, seen));
    return (
      forward &&
      `${(event.atMs - seen.beganMs) / 1_000} s after its beginning ${forward.side} was told: ${forward.kind}`
    );
  },
);

/** How long a roll back, or what is left after the names, may take once nothing fails: a bound of the model. */
export const SWITCHOVER_END_MS: Millis = 30_000;

/** For whole deployments: it ends, one way or the other, some time after its time-out and the last fault. */
export const endsInTime: BlueGreenInvariant = (trace) => {
  const [opened] = trace;
  if (opened?.kind !== "blue-green-opened") throw new TypeError("a run begins with blue-green-opened");
  const began = trace.find(({ kind }) => kind === "switchover-began");
  if (began === undefined) return undefined;
  let wrong = 0;
  let lastMs = began.atMs + opened.timeoutMs;
  for (const { kind, atMs } of trace) {
    if (kind === "fault-began" || kind === "trouble-began" || kind === "name-taken") wrong++;
    if (kind === "fault-ended" || kind === "trouble-ended" || kind === "name-freed") {
      wrong--;
      lastMs = Math.max(lastMs, atMs);
    }
  }
  const untilMs = trace.at(-1)?.atMs ?? 0;
  const endedMs = trace.find((event) => event.kind === "switchover-stands" && event.status !== "SWITCHOVER_IN_PROGRESS")?.atMs; // prettier-ignore
  if (wrong > 0 || (endedMs ?? untilMs) - lastMs < SWITCHOVER_END_MS) return undefined;
  return {
    invariant: "a switchover ends, and somebody takes writes again, once its time-out has passed and nothing fails",
    eventIndex: trace.length - 1,
    what: `nothing has failed since ${lastMs / 1_000} s, and at ${(endedMs ?? untilMs) / 1_000} s it was still in progress`,
  };
};

/** All of them. */
export const BLUE_GREEN_INVARIANTS: readonly BlueGreenInvariant[] = frozen([
  neverBothWritable,
  nothingIsLost,
  writesFollowNames,
  rolledBackIsAsBefore,
  completedIsWhole,
  timeOutRollsBack,
  endsInTime,
]);

/** The first of them that a run breaks. */
export function firstBlueGreenViolation(
  trace: BlueGreenTrace,
  invariants: readonly BlueGreenInvariant[] = BLUE_GREEN_INVARIANTS,
): ReturnType<BlueGreenInvariant> {
  return firstBroken(trace, invariants);
}
