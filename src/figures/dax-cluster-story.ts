import type { DaxTrace } from "../core/dax/index.ts";

/**
 * What a figure tells of a run with hundreds of reads a second: all but the single reads, which its counters tell. Of what is
 * stored and sent on, what comes from writes.
 */
export function daxClusterStory(trace: DaxTrace): DaxTrace {
  return trace.filter((event) => {
    switch (event.kind) {
      case "request-sent":
      case "request-unsent":
        return event.request === "write";
      case "cache-answered":
      case "cache-expired":
      case "table-read":
      case "read-answered":
      case "read-failed":
      case "updates-sent":
        return false;
      case "cache-stored":
        return event.by === "write";
      case "change-logged":
        return event.change.by === "write";
      case "updates-taken":
        return event.changes.some(({ by }) => by === "write");
      default:
        return true;
    }
  });
}
