/**
 * A reader's fault forks the run: what has happened stays, what was to come is thrown away and run again, with the same
 * seed. All of it is one more line in the scenario's list of faults.
 */
import type { Fault, Millis } from "../core/kernel/index.ts";
import type { VolumeScenario } from "../core/aurora/volume.ts";
import type { FaultTarget } from "./figures.ts";

/**
 * The instant right after the given one: simulated time counts in microseconds, and a fault at the very instant of an
 * event would come before it and so change the past.
 */
export function instantAfter(atMs: Millis): Millis {
  // A whole microsecond times 1000 may fall just short of a whole number (4.047 does).
  return (Math.floor(atMs * 1000 + 1e-6) + 1) / 1000;
}

/** Whether a fault of the target's own holds at this time. A segment in a zone that is down has none of its own. */
export function isHit({ faults }: VolumeScenario, target: FaultTarget, atMs: Millis): boolean {
  return faults.some((fault) => concerns(fault, target) && holdsAt(fault, atMs));
}

/** The scenario in which the target goes down or becomes slow, or comes back, right after `atMs`. */
export function toggleFault(scenario: VolumeScenario, target: FaultTarget, atMs: Millis): VolumeScenario {
  const fromMs = instantAfter(atMs);
  const untilMs = Math.max(scenario.untilMs, fromMs);
  if (!isHit(scenario, target, fromMs)) {
    const fault: Fault =
      "zone" in target
        ? { kind: "zone-down", zone: target.zone, fromMs }
        : "node" in target
          ? { kind: "node-down", node: target.node, fromMs }
          : { kind: "node-slow", node: target.link, addedMs: target.addedMs, fromMs };
    return { ...scenario, untilMs, faults: [...scenario.faults, fault] };
  }
  const faults = scenario.faults
    // A fault that would begin and end in the same instant never was.
    .filter((fault) => !(concerns(fault, target) && fault.fromMs === fromMs))
    .map((fault) => (concerns(fault, target) && holdsAt(fault, fromMs) ? { ...fault, untilMs: fromMs } : fault));
  return { ...scenario, untilMs, faults };
}

function concerns(fault: Fault, target: FaultTarget): boolean {
  if ("zone" in target) return fault.kind === "zone-down" && fault.zone === target.zone;
  if ("node" in target) return fault.kind === "node-down" && fault.node === target.node;
  return fault.kind === "node-slow" && fault.node === target.link;
}

function holdsAt({ fromMs, untilMs = Infinity }: Fault, atMs: Millis): boolean {
  return fromMs <= atMs && atMs < untilMs;
}

/** The same, with what a reader is told about it. */
export function forkVolume(
  scenario: VolumeScenario,
  target: FaultTarget,
  atMs: Millis,
): { readonly scenario: VolumeScenario; readonly isDown: boolean } {
  const forked = toggleFault(scenario, target, atMs);
  return { scenario: forked, isDown: isHit(forked, target, instantAfter(atMs)) };
}
