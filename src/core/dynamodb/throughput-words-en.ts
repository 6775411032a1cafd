/** Events of tables under load, and of a bucket alone, in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import type { Millis } from "../kernel/index.ts";
import type { CapacityDesign, ThrottleReason, ThroughputEvent } from "./throughput-trace.ts";

/** The sentence for one event, without a full stop. */
export function throughputEventInEnglish(event: ThroughputEvent): string {
  switch (event.kind) {
    case "throughput-opened":
      return event.tables
        .map(
          ({ table, design, mode, rate, partitions }) =>
            `${table} (${DESIGNS[design]}): ${mode.kind}, ${perSecond(rate)} on ${counted(partitions.length, "partition")}`,
        ) // prettier-ignore
        .join("; ");
    case "key-load-changed":
      return `${event.key} gets ${number(event.requestsPerSecond)} requests/s of ${counted(event.units, "unit")} from now on`;
    case "neighbours-changed":
      return `Other tables take ${perSecond(event.unitsPerSecond)} of each node from now on`;
    case "table-rate-set":
      return `${event.table} ${event.by === "owner" ? "is set to" : "admits"} ${perSecond(event.rate)}`;
    case "partition-split":
      return `${event.table}: ${event.partition} is split into ${event.into.join(" and ")} for its ${event.because}, with ${event.rates.map(number).join(" and ")} units/s`;
    case "partition-boosted":
      return `${event.table}: adaptive capacity allocates ${number(event.rate)} units/s to ${event.partition}, after ${number(event.fromRate)}`;
    case "throttling-began":
      return `${event.table}: ${event.partition} throttles ${event.key}, because of ${REASONS[event.reason]}`;
    case "throttling-ended":
      return `${event.table}: ${event.partition} has throttled nothing because of ${REASONS[event.reason]} for a second`;
    case "table-served":
      return `${event.table}, last ${inSeconds(event.forMs)}: ${number(event.admitted)} units admitted, ${number(event.throttled)} throttled; ${event.partitions.map(({ partition, available }) => `${partition} has ${number(available)}`).join(", ")}${event.available === undefined ? "" : `; the table ${number(event.available)}`}`;
    case "throughput-fault":
      return faultInEnglish(event.fault, event.began, () => "Global admission control");
    case "bucket-made":
      return `A bucket of ${perSecond(event.rate)}, for ${event.burstSeconds} s, with ${counted(event.units, "unit")} in it`;
    case "bucket-looked-into":
      return `${counted(event.available, "unit")} ${event.available === 1 ? "is" : "are"} in it`;
    case "request-answered":
      return `A request of ${counted(event.units, "unit")} is ${event.isAdmitted ? "admitted" : "throttled"}; ${number(event.available)} left`;
    case "units-handed-out":
      return `${number(event.units)} of ${counted(event.asked, "unit")} handed out; ${number(event.available)} left`;
    case "bucket-rate-set":
      return `The rate is ${perSecond(event.rate)} from now on; ${counted(event.available, "unit")} in it`;
    default:
      return event satisfies never;
  }
}

const DESIGNS: Readonly<Record<CapacityDesign, string>> = {
  "static-shares": "static shares",
  "burst-and-adaptive": "burst and adaptive capacity",
  "global-admission": "global admission control",
};

const REASONS: Readonly<Record<ThrottleReason, string>> = {
  share: "its share",
  ceiling: "its ceiling",
  table: "the table's capacity",
};

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function perSecond(rate: number): string {
  return `${number(rate)} units/s`;
}

function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function inSeconds(ms: Millis): string {
  return `${ms / 1_000} s`;
}
