/**
 * What must hold in every run of Serverless v2 instances, and of the scaler alone. Each invariant looks at a trace and
 * tells the first event that breaks it.
 */
import { frozen } from "../kernel/frozen.ts";
import type { Millis } from "../kernel/index.ts";
import { ACU_MODEL, ACU_STEP, acuStepOf, resumes, type Acu, type AcuConfiguration } from "./acu-scaler.ts";
import type { AcuEvent, AcuLoad, AcuMember, AcuTrace } from "./acu-trace.ts";
import type { InstanceId } from "./vocabulary.ts";

/** What is wrong with a run, and where; nothing when it is right. */
export type AcuInvariant = (
  trace: AcuTrace,
) => { readonly invariant: string; readonly eventIndex: number; readonly what: string } | undefined;

type Opened = Extract<AcuEvent, { readonly kind: "acu-opened" }>;
type Changed = Extract<AcuEvent, { readonly kind: "capacity-changed" | "acu-paused" | "acu-resumed" }>;

function openedOf(trace: AcuTrace): Opened {
  const [opened] = trace;
  if (opened?.kind !== "acu-opened") throw new TypeError("a run begins with acu-opened");
  return opened;
}

function memberOf({ members }: Opened, name: InstanceId): AcuMember {
  return members.find(({ instance }) => instance === name) as AcuMember;
}

function configurationOf(opened: Opened, name: InstanceId): AcuConfiguration {
  const { cluster } = memberOf(opened, name);
  return opened.clusters.find((each) => each.cluster === cluster)?.configuration as AcuConfiguration;
}

/** A reader that has its writer's capacity. */
function isTied({ role, tier }: AcuMember): boolean {
  return role === "reader" && tier <= 1;
}

const isChange = (event: AcuEvent): event is Changed =>
  event.kind === "capacity-changed" || event.kind === "acu-paused" || event.kind === "acu-resumed";
const fromOf = (event: Changed): Acu => (event.kind === "acu-resumed" ? 0 : event.fromAcu);
const toOf = (event: Changed): Acu => (event.kind === "acu-paused" ? 0 : event.acu);

/** Limits hold in every second, and only a minimum of 0 lets an instance be without capacity. */
export const staysWithinItsLimits: AcuInvariant = (trace) => {
  const invariant = "capacity stays within its limits, in steps of 0.5";
  const opened = openedOf(trace);
  for (const [eventIndex, event] of trace.entries()) {
    if (!isChange(event)) continue;
    const { minAcu, maxAcu } = configurationOf(opened, event.instance);
    const acu = toOf(event);
    const what =
      acu === 0
        ? minAcu > 0 && `it was paused, and its minimum is ${minAcu}`
        : acu < Math.max(minAcu, ACU_STEP) || acu > maxAcu
          ? `it has ${acu} ACUs, and may have from ${Math.max(minAcu, ACU_STEP)} to ${maxAcu}`
          : !Number.isInteger(acu / ACU_STEP) && `it has ${acu} ACUs`;
    if (what !== false) return { invariant, eventIndex, what };
  }
  return undefined;
};

/** Steps belong to the capacity that they start from. */
export const stepsWithItsSize: AcuInvariant = (trace) => {
  const invariant = "an instance grows by an eighth of its capacity, and shrinks by no more, half an ACU at least";
  const opened = openedOf(trace);
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind !== "capacity-changed" || isTied(memberOf(opened, event.instance))) continue;
    const { fromAcu, acu } = event;
    const step = acuStepOf(fromAcu);
    const { maxAcu } = configurationOf(opened, event.instance);
    const isRight = acu > fromAcu ? acu === Math.min(maxAcu, fromAcu + step) : fromAcu - acu <= step;
    if (!isRight) return { invariant, eventIndex, what: `it went from ${fromAcu} to ${acu}, and a step is ${step}` };
  }
  return undefined;
};

/** Down is slow: half a minute at least between any change and the next step down. */
export const shrinksInPeace: AcuInvariant = (trace) => {
  const invariant = "an instance shrinks only after it has been calm, and unchanged, for 30 s";
  const lastMs = new Map<InstanceId, Millis>();
  for (const [eventIndex, event] of trace.entries()) {
    if (!isChange(event)) continue;
    const { instance, atMs } = event;
    const sinceMs = atMs - (lastMs.get(instance) ?? 0);
    if (event.kind === "capacity-changed" && event.acu < event.fromAcu && sinceMs < ACU_MODEL.calmMs)
      return { invariant, eventIndex, what: `it shrank ${sinceMs / 1_000} s after it had changed` };
    lastMs.set(instance, atMs);
  }
  return undefined;
};

/** No flapping: while its load stays the same, what has shrunk does not grow again. */
export const neverTakesBack: AcuInvariant = (trace) => {
  const invariant = "an instance that has shrunk does not grow again for the same load";
  const opened = openedOf(trace);
  const shrunk = new Set<InstanceId>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "acu-load-changed") shrunk.delete(event.instance);
    if (event.kind === "acu-resumed") shrunk.delete(event.instance);
    if (event.kind !== "capacity-changed" || isTied(memberOf(opened, event.instance))) continue;
    if (event.acu < event.fromAcu) shrunk.add(event.instance);
    else if (shrunk.has(event.instance))
      return { invariant, eventIndex, what: `it grew to ${event.acu} after it had shrunk for the same load` };
  }
  return undefined;
};

/** From half an ACU to 256 it takes less than that. */
const GROWTH_MS_MAX: Millis = 60_000;

/** A load that lasts is carried: after a minute of it an instance that may grow is not in need any more. */
export const carriesTheLoad: AcuInvariant = (trace) => {
  const invariant = "after a minute of the same load an instance carries it, or has all that it may have";
  const opened = openedOf(trace);
  for (const member of opened.members) {
    if (isTied(member)) continue;
    const { instance } = member;
    const { minAcu, maxAcu } = configurationOf(opened, instance);
    let acu: Acu = Math.max(minAcu, ACU_STEP);
    let load: AcuLoad | undefined;
    let sinceMs: Millis = 0;
    for (const [eventIndex, event] of trace.entries()) {
      const neededAcu = load === undefined ? 0 : Math.max(load.cpuAcu, load.memoryAcu, load.networkAcu);
      const isInNeed = acu > 0 && acu < maxAcu && Math.round((neededAcu / acu) * 100) > ACU_MODEL.growAbovePercent;
      if (isInNeed && event.atMs - sinceMs > GROWTH_MS_MAX)
        return {
          invariant,
          eventIndex,
          what: `${instance} has ${acu} ACUs for a load of ${neededAcu}, ${(event.atMs - sinceMs) / 1_000} s after the last change`,
        };
      if (event.kind === "acu-load-changed" && event.instance === instance) ({ load } = event);
      if (isChange(event) && event.instance === instance) acu = toOf(event);
      const isNews = (event.kind === "acu-load-changed" || event.kind === "acu-resumed") && event.instance === instance;
      if (isNews) sinceMs = event.atMs;
    }
  }
  return undefined;
};

/** Who wants a paused instance gets it: within half a minute, and a second until it is heard. */
export const nobodyWaitsForLong: AcuInvariant = (trace) => {
  const invariant = "who wants a paused instance has it after 31 s at most";
  for (const [eventIndex, event] of trace.entries())
    if (event.kind === "acu-resumed" && event.waitedMs > 31_000)
      return { invariant, eventIndex, what: `somebody waited for ${event.waitedMs / 1_000} s` };
  const end = trace.at(-1)?.atMs ?? 0;
  const waiting = new Map<InstanceId, number>();
  const paused = new Set<InstanceId>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "acu-paused") paused.add(event.instance);
    if (event.kind === "acu-resumed") {
      paused.delete(event.instance);
      waiting.delete(event.instance);
    }
    const isAsked =
      (event.kind === "acu-load-changed" && event.load.connections > 0) ||
      (event.kind === "acu-requested" && resumes(event.request));
    if (isAsked && paused.has(event.instance) && !waiting.has(event.instance)) waiting.set(event.instance, eventIndex);
  }
  for (const [instance, eventIndex] of waiting) {
    const waitedMs = end - (trace[eventIndex]?.atMs ?? end);
    if (waitedMs > 31_000) return { invariant, eventIndex, what: `${instance} was wanted, and not resumed in ${waitedMs / 1_000} s` }; // prettier-ignore
  }
  return undefined;
};

/** Nobody is thrown out: an instance to which somebody is connected is never paused. */
export const pausesOnlyWhatIsUnused: AcuInvariant = (trace) => {
  const invariant = "an instance is paused only when nobody has been connected for as long as its configuration says";
  const opened = openedOf(trace);
  const connections = new Map<InstanceId, number>();
  const usedMs = new Map<InstanceId, Millis>();
  const resumedMs = new Map<InstanceId, Millis>();
  for (const [eventIndex, event] of trace.entries()) {
    if (event.kind === "acu-load-changed") {
      if ((connections.get(event.instance) ?? 0) > 0) usedMs.set(event.instance, event.atMs);
      connections.set(event.instance, event.load.connections);
    }
    if (event.kind === "acu-requested" && resumes(event.request)) usedMs.set(event.instance, event.atMs);
    if (event.kind === "acu-resumed") resumedMs.set(event.instance, event.atMs);
    if (event.kind !== "acu-paused") continue;
    const { cluster, role } = memberOf(opened, event.instance);
    // The writer, and whoever goes with it, waits for everybody.
    const isAlone = role === "reader" && !isTied(memberOf(opened, event.instance));
    const users = opened.members.filter((each) =>
      isAlone ? each.instance === event.instance : each.cluster === cluster,
    );
    const { autoPauseMs } = configurationOf(opened, event.instance);
    for (const { instance } of users) {
      const count = connections.get(instance) ?? 0;
      if (count > 0) return { invariant, eventIndex, what: `${event.instance} was paused, and ${instance} has ${count} connections` }; // prettier-ignore
      const own = instance === event.instance ? (resumedMs.get(instance) ?? 0) : 0;
      const idleMs = event.atMs - Math.max(own, usedMs.get(instance) ?? 0);
      if (idleMs < autoPauseMs)
        return {
          invariant,
          eventIndex,
          what: `${event.instance} was paused ${idleMs / 1_000} s after ${instance} was last used`,
        };
    }
  }
  return undefined;
};

/** Readers that are to take over are as large as what they take over from. */
export const tiedReadersFollow: AcuInvariant = (trace) => {
  const invariant = "a reader in tier 0 or 1 has the writer's capacity";
  const opened = openedOf(trace);
  const acus = new Map<InstanceId, Acu>();
  let lastMs = 0;
  const apart = (): string | undefined => {
    for (const reader of opened.members) {
      if (!isTied(reader)) continue;
      const writer = opened.members.find(({ cluster, role }) => cluster === reader.cluster && role === "writer");
      const [its, theirs] = [acus.get(reader.instance), acus.get(writer?.instance ?? "")];
      if (its !== theirs) return `${reader.instance} has ${its ?? "its first"} ACUs, and the writer ${theirs ?? "its first"}`; // prettier-ignore
    }
    return undefined;
  };
  for (const [eventIndex, event] of trace.entries()) {
    const what = event.atMs > lastMs ? apart() : undefined;
    if (what !== undefined) return { invariant, eventIndex, what };
    lastMs = event.atMs;
    if (isChange(event) && fromOf(event) !== toOf(event)) acus.set(event.instance, toOf(event));
  }
  return undefined;
};

/** All of them. */
export const ACU_INVARIANTS: readonly AcuInvariant[] = frozen([
  staysWithinItsLimits,
  stepsWithItsSize,
  shrinksInPeace,
  neverTakesBack,
  carriesTheLoad,
  nobodyWaitsForLong,
  pausesOnlyWhatIsUnused,
  tiedReadersFollow,
]);
