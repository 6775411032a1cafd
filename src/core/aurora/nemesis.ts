/**
 * The nemesis: whoever plans what goes wrong. A volume with a given workload runs on mechanisms of which one is wrong; a
 * schedule of faults and of operators' steps, plain data, has to bring the mistake to light.
 */
import type { Fault } from "../kernel/index.ts";
import type { VolumeScenario, WorkloadStep } from "./volume-scenario.ts";

/** What may happen besides faults. Nobody but the given workload writes. */
export type NemesisStep = Extract<
  WorkloadStep,
  { readonly kind: "crash" | "recover" | "replace-segment" | "keep-segment" }
>;

/** Everything that goes wrong in a run, in any order. Its length is the number of its lines. */
export interface NemesisSchedule {
  readonly faults: readonly Fault[];
  readonly steps: readonly NemesisStep[];
}

/** The base scenario with all of this going wrong in it. */
export function withSchedule(base: VolumeScenario, { faults, steps }: NemesisSchedule): VolumeScenario {
  return { ...base, faults: [...base.faults, ...faults], workload: [...base.workload, ...steps] };
}

/** How many lines a schedule has: one for each fault and each step. */
export function scheduleLength({ faults, steps }: NemesisSchedule): number {
  return faults.length + steps.length;
}
