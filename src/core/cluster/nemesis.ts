import type { ScheduleOf } from "../kernel/nemesis.ts";
import type { ClusterStep } from "./cluster-scenario.ts";

/** What a nemesis may do to a cluster besides faults. Nobody but the given workload reads and writes. */
export type NemesisStep = Extract<ClusterStep, { readonly kind: "crash" | "failover" }>;

/** What goes wrong in a cluster. */
export type NemesisSchedule = ScheduleOf<NemesisStep>;
