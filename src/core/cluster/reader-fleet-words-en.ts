/** Events of a scaled fleet in English. */
import { listOf } from "../kernel/words.ts";
import type { ReaderFleetEvent } from "./reader-fleet-trace.ts";
import type { ScalableReader, ScalingDecision, ScalingPolicy } from "./replica-scaler.ts";

/** The sentence for one event, without a full stop. */
export function readerFleetEventInEnglish(event: ReaderFleetEvent): string {
  switch (event.kind) {
    case "reader-fleet-opened":
      return `${readersInEnglish(event.readers.length)}; ${policyInEnglish(event.policy)}`;
    case "load-changed":
      return `From now on ${event.connections} connections are wanted at a time`;
    case "metric-known": {
      const { average, readers } = event;
      const available = readers.filter(({ state }) => state === "available").length;
      if (average === undefined)
        return available === 0
          ? "No reader is available, so there is no average"
          : `No average is known of ${readersInEnglish(available)}`;
      const rest = readers.length - available;
      return `The average of ${readersInEnglish(available)} is ${average}${rest === 0 ? "" : `; ${rest} more ${rest === 1 ? "does" : "do"} not serve`}`;
    }
    case "scaling-decided":
      return decisionInEnglish(event.decision);
    case "reader-creating":
      return `${event.reader.instance} is being made ${byWhom(event.reader.createdBy)}`;
    case "reader-available":
      return `${event.instance} is available`;
    case "reader-unavailable":
      return `${event.instance} is not available; its connections are broken`;
    case "reader-deleted":
      return `${event.instance} is deleted ${byWhom(event.by)}`;
    case "reader-promoted":
      return `Failover: ${event.instance} is the writer now, ${event.reader.instance} a reader`;
    default:
      return event satisfies never;
  }
}

function readersInEnglish(count: number): string {
  return count === 1 ? "1 reader" : `${count} readers`;
}

function policyInEnglish({ metric, target, minCapacity, maxCapacity, ...rest }: ScalingPolicy): string {
  const what = metric === "RDSReaderAverageCPUUtilization" ? `${target} % CPU` : `${target} connections`;
  const cooldowns = `cooldowns ${rest.scaleOutCooldownMs / 1_000} s out, ${rest.scaleInCooldownMs / 1_000} s in`;
  return `target ${what}, ${minCapacity} to ${maxCapacity} readers, ${cooldowns}${rest.isScaleInEnabled ? "" : ", scale-in disabled"}`;
}

function decisionInEnglish(decision: ScalingDecision): string {
  switch (decision.kind) {
    case "none":
      return "The scaler changes nothing";
    case "add":
      return `The scaler adds ${readersInEnglish(decision.count)}`;
    case "remove":
      return `The scaler removes ${listOf(decision.instances, "en")}`;
    default:
      return decision satisfies never;
  }
}

function byWhom(createdBy: ScalableReader["createdBy"]): string {
  return createdBy === "scaling" ? "by the scaler" : "by an operator";
}
