/**
 * What must hold in every run of a scaled fleet, and of the scaler alone. Each invariant looks at a trace and tells the
 * first event that breaks it.
 */
import { frozen } from "../kernel/frozen.ts";
import type { Millis, Timed } from "../kernel/index.ts";
import type { ReaderFleetEvent, ReaderFleetTrace, ReaderSample } from "./reader-fleet-trace.ts";
import { SCALE_IN_BELOW, readersNeeded, type ScalingDecision, type ScalingPolicy } from "./replica-scaler.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type ReaderFleetInvariant = (
  trace: ReaderFleetTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

/** One look of the scaler: what it saw, and what it answered. */
interface Look {
  readonly eventIndex: number;
  readonly atMs: Millis;
  readonly readers: readonly ReaderSample[];
  readonly average: number | undefined;
  readonly needed: number;
  readonly decision: ScalingDecision;
}

function looksOf(trace: ReaderFleetTrace): { readonly policy: ScalingPolicy; readonly looks: readonly Look[] } {
  const [opened] = trace;
  if (opened?.kind !== "reader-fleet-opened") throw new TypeError("a run begins with reader-fleet-opened");
  const looks = trace.flatMap((event, index): Look[] => {
    if (event.kind !== "metric-known") return [];
    const { atMs, readers, average } = event;
    const next = trace[index + 1];
    const isDecided = next?.kind === "scaling-decided" && next.atMs === atMs;
    return [
      {
        eventIndex: isDecided ? index + 1 : index,
        atMs,
        readers,
        average,
        needed: readersNeeded(opened.policy, { readers, average }),
        decision: isDecided ? (next as Timed<ReaderFleetEvent> & typeof next).decision : { kind: "none" },
      },
    ];
  });
  return { policy: opened.policy, looks };
}

/** Goes through the looks of a run until one is wrong. */
function eachLook(
  invariant: string,
  wrongWith: (look: Look, policy: ScalingPolicy, before: readonly Look[]) => string | undefined,
): ReaderFleetInvariant {
  return (trace) => {
    const { policy, looks } = looksOf(trace);
    for (const [index, look] of looks.entries()) {
      const what = wrongWith(look, policy, looks.slice(0, index));
      if (what !== undefined) return { invariant, eventIndex: look.eventIndex, what };
    }
    return undefined;
  };
}

const minutes = (ms: Millis) => `${Math.round(ms / 600) / 100} min`;
const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

/** The last earlier look with such a decision. */
function lastOf(before: readonly Look[], kind: ScalingDecision["kind"]): Look | undefined {
  return before.findLast(({ decision }) => decision.kind === kind);
}

/** The maximum is a limit for what is added; operators may have made more. */
export const staysWithinTheMaximum = eachLook(
  "the scaler adds no reader above the maximum",
  ({ readers, decision }, { maxCapacity }) =>
    decision.kind === "add" && readers.length + decision.count > maxCapacity
      ? `${readers.length} and ${decision.count} more are above the maximum of ${maxCapacity}`
      : undefined,
);

/** The minimum is held against everything: load, cooldowns, and readers that are lost. */
export const holdsTheMinimum = eachLook(
  "a cluster below its minimum is filled up at once, and the scaler takes none below it",
  ({ readers, decision }, { minCapacity }) => {
    const count = readers.length;
    if (decision.kind === "remove" && count - decision.instances.length < minCapacity)
      return `${decision.instances.length} of ${plural(count, "reader")} were removed, and the minimum is ${minCapacity}`;
    const added = decision.kind === "add" ? decision.count : 0;
    return count < minCapacity && count + added < minCapacity
      ? `${count} were there, the minimum is ${minCapacity}, and ${added === 0 ? "none was" : `only ${added} were`} added`
      : undefined;
  },
);

/** Whoever made a reader decides about its end. */
export const removesOnlyItsOwn = eachLook(
  "the scaler removes only readers that it has created",
  ({ readers, decision }, { isScaleInEnabled }) => {
    if (decision.kind !== "remove") return undefined;
    if (!isScaleInEnabled) return "a reader was removed, and scale-in is disabled";
    const other = decision.instances.find(
      (instance) => readers.find((reader) => reader.instance === instance)?.createdBy !== "scaling",
    );
    return other && `${other} was removed, which an operator has created`;
  },
);

/** No flapping: what was changed has time to show in the average before it is changed again. */
export const coolsDown = eachLook(
  "nothing is removed during a cooldown, and nothing is added during a scale-out's unless more is needed than then",
  ({ atMs, readers, needed, decision }, policy, before) => {
    if (decision.kind === "none") return undefined;
    const out = lastOf(before, "add");
    const sinceOut = out === undefined ? Infinity : atMs - out.atMs;
    const isCooling = sinceOut < policy.scaleOutCooldownMs;
    if (decision.kind === "add") {
      if (!isCooling || out === undefined || needed > out.needed || readers.length < policy.minCapacity)
        return undefined;
      return `${minutes(sinceOut)} after the last scale-out, for which ${out.needed} were needed, ${decision.count} were added for ${needed}`;
    }
    if (isCooling) return `a reader was removed ${minutes(sinceOut)} after a scale-out`;
    const scaleIn = lastOf(before, "remove");
    // A scale-out ends the cooldown of the scale-in before it.
    if (scaleIn === undefined || (out !== undefined && out.atMs > scaleIn.atMs)) return undefined;
    const sinceIn = atMs - scaleIn.atMs;
    return sinceIn < policy.scaleInCooldownMs
      ? `a reader was removed ${minutes(sinceIn)} after the last scale-in`
      : undefined;
  },
);

/** Removing is the careful side. */
export const leavesEnough = eachLook(
  "a scale-in needs an average far below the target, every reader in service, and leaves what the load needs",
  ({ readers, average, needed, decision }, { target }) => {
    if (decision.kind !== "remove") return undefined;
    if (average === undefined) return "a reader was removed, and no average was known";
    if (average >= target * SCALE_IN_BELOW)
      return `a reader was removed at an average of ${average}, and the target is ${target}`;
    const absent = readers.find(({ state }) => state !== "available");
    if (absent !== undefined) return `a reader was removed while ${absent.instance} was ${absent.state}`;
    const left = readers.length - decision.instances.length;
    return left < needed ? `${plural(left, "reader")} were left, and the load needs ${needed}` : undefined;
  },
);

/** Neither more nor less: readers that are being made are not ordered twice. */
export const addsWhatIsNeeded = eachLook(
  "a scale-out adds as many readers as the load needs beyond those that there are",
  ({ readers, needed, decision }) =>
    decision.kind === "add" && readers.length + decision.count !== needed
      ? `${readers.length} were there or being made, ${needed} were needed, and ${decision.count} were added`
      : undefined,
);

/** Why nothing can be removed at this look, whatever the cooldowns say. */
function mayRemove({ readers, average, needed }: Look, { isScaleInEnabled, target }: ScalingPolicy): boolean {
  return (
    isScaleInEnabled &&
    average !== undefined &&
    average < target * SCALE_IN_BELOW &&
    needed < readers.length &&
    readers.every(({ state }) => state === "available") &&
    readers.some(({ createdBy }) => createdBy === "scaling")
  );
}

/** A need that lasts longer than the cooldowns is met: too few readers never stay too few, nor too many too many. */
export const followsTheLoad: ReaderFleetInvariant = (trace) => {
  const invariant = "a need that outlasts the cooldowns is met";
  const { policy, looks } = looksOf(trace);
  let shortSince: Millis | undefined;
  let spareSince: Millis | undefined;
  for (const look of looks) {
    const { atMs, readers, needed, decision, eventIndex } = look;
    const missing = needed - readers.length;
    shortSince = missing > 0 && decision.kind !== "add" ? (shortSince ?? atMs) : undefined;
    if (shortSince !== undefined && atMs - shortSince >= policy.scaleOutCooldownMs)
      return {
        invariant,
        eventIndex,
        what: `${readers.length} were there, ${needed} were needed, and none was added for ${minutes(atMs - shortSince)}`,
      };
    spareSince = mayRemove(look, policy) && decision.kind !== "remove" ? (spareSince ?? atMs) : undefined;
    if (spareSince !== undefined && atMs - spareSince >= Math.max(policy.scaleOutCooldownMs, policy.scaleInCooldownMs))
      return {
        invariant,
        eventIndex,
        what: `${needed} of ${readers.length} were needed, and none was removed for ${minutes(atMs - spareSince)}`,
      };
  }
  return undefined;
};

/** All of them. */
export const READER_FLEET_INVARIANTS: readonly ReaderFleetInvariant[] = frozen([
  staysWithinTheMaximum,
  holdsTheMinimum,
  removesOnlyItsOwn,
  coolsDown,
  leavesEnough,
  addsWhatIsNeeded,
  followsTheLoad,
]);
