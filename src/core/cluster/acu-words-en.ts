/** Events of Serverless v2 instances in English. */
import type { Millis } from "../kernel/index.ts";
import type { AcuConfiguration, AcuRequest, AcuSecond } from "./acu-scaler.ts";
import type { AcuEvent, AcuLoad } from "./acu-trace.ts";

/** The sentence for one event, without a full stop. */
export function acuEventInEnglish(event: AcuEvent): string {
  switch (event.kind) {
    case "acu-opened":
      return event.clusters
        .map(({ cluster, configuration }) => `${cluster}: ${rangeInEnglish(configuration)}`)
        .join("; ");
    case "acu-load-changed":
      return `${event.instance}: ${loadInEnglish(event.load)}`;
    case "acu-requested":
      return `${event.instance} is asked for ${requestInEnglish(event.request)}`;
    case "acu-measured":
      return measuredInEnglish(event.second);
    case "capacity-changed":
      return `${event.instance} ${event.acu > event.fromAcu ? "grows" : "shrinks"} from ${event.fromAcu} to ${event.acu} ACUs after ${inSeconds(event.forMs)}`;
    case "acu-paused":
      return `${event.instance} is paused, with ${event.fromAcu} ACUs for the last ${inSeconds(event.forMs)}`;
    case "acu-resumed":
      return `${event.instance} has resumed with ${event.acu} ACUs, ${inSeconds(event.forMs)} after it was paused${event.waitedMs === 0 ? "" : `; somebody waited ${inSeconds(event.waitedMs)} for it`}`;
    case "acu-billed":
      return `${event.cluster} is billed for ${inThousands(event.acuSeconds)} ACU-seconds; work of ${inThousands(event.missingAcuSeconds)} ACU-seconds was more than it could do`;
    default:
      return event satisfies never;
  }
}

function inSeconds(ms: Millis): string {
  return `${ms / 1_000} s`;
}

function inThousands(value: number): string {
  return value.toLocaleString("en-US");
}

function rangeInEnglish({ minAcu, maxAcu, autoPauseMs }: AcuConfiguration): string {
  return `${minAcu} to ${maxAcu} ACUs${minAcu === 0 ? `, pause after ${autoPauseMs / 1_000} s` : ""}`;
}

function loadInEnglish({ cpuAcu, memoryAcu, networkAcu, workingSetAcu, connections }: AcuLoad): string {
  return `work for ${cpuAcu} ACUs of CPU, ${memoryAcu} of memory, ${networkAcu} of network; working set ${workingSetAcu}; ${connections} connections`;
}

function measuredInEnglish({ cpuPercent, memoryPercent, networkPercent, ...rest }: Omit<AcuSecond, "nowMs">): string {
  const asked = rest.requests.map((request) => `, asked for ${requestInEnglish(request)}`).join("");
  return `CPU ${cpuPercent} %, memory ${memoryPercent} %, network ${networkPercent} %, cached ${rest.cachedAcu} ACUs, ${rest.openConnections} connections${asked}`;
}

function requestInEnglish(request: AcuRequest): string {
  switch (request) {
    case "connection":
      return "a connection";
    case "connection-with-wrong-password":
      return "a connection, with a wrong password";
    case "data-api-call":
      return "a Data API call";
    case "parameter-change":
      return "a change of parameters";
    case "backtrack":
      return "a backtrack";
    case "clone":
      return "a clone";
    case "maintenance":
      return "maintenance";
    case "snapshot":
      return "a snapshot";
    case "scheduled-job":
      return "a job that the engine has scheduled";
    default:
      return request satisfies never;
  }
}
