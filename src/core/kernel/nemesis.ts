/**
 * The nemesis: whoever plans what goes wrong. A system with a given workload runs on mechanisms of which one is wrong; a
 * schedule of faults and of operators' steps, plain data, has to bring the mistake to light.
 */
import type { Fault } from "./faults.ts";

/** Everything that goes wrong in a run, in any order. Its length is the number of its lines. */
export interface ScheduleOf<Step> {
  readonly faults: readonly Fault[];
  readonly steps: readonly Step[];
}

/** The base scenario with all of this going wrong in it. */
export function withSchedule<
  Step,
  Scenario extends { readonly faults: readonly Fault[]; readonly workload: readonly (Step | object)[] },
>(base: Scenario, { faults, steps }: ScheduleOf<Step>): Scenario {
  return { ...base, faults: [...base.faults, ...faults], workload: [...base.workload, ...steps] };
}

/** How many lines a schedule has: one for each fault and each step. */
export function scheduleLength({ faults, steps }: ScheduleOf<unknown>): number {
  return faults.length + steps.length;
}
