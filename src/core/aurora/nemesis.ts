import type { ScheduleOf } from "../kernel/nemesis.ts";
import type { WorkloadStep } from "./volume-scenario.ts";

/** What a nemesis may do to a volume besides faults. Nobody but the given workload writes. */
export type NemesisStep = Extract<
  WorkloadStep,
  { readonly kind: "crash" | "recover" | "replace-segment" | "keep-segment" }
>;

/** What goes wrong in a volume. */
export type NemesisSchedule = ScheduleOf<NemesisStep>;
