import type { Millis } from "../kernel/index.ts";
import type { RestoreEvent } from "./restore-run.ts";

/** One event in one sentence. */
export function restoreEventInEnglish(event: RestoreEvent): string {
  switch (event.kind) {
    case "restore-run-opened":
      return "The table orders is empty, and point-in-time recovery is on.";
    case "items-changed":
      return `${event.byJob ? "A job deletes old orders" : "Orders come in"}: the table has ${event.count}.`;
    case "window-seen":
      return event.fromMs === undefined || event.toMs === undefined
        ? "Nothing can be restored."
        : `Every second from ${clock(event.fromMs)} to ${clock(event.toMs)} can be restored.`;
    case "table-restored":
      return `The new table ${event.table} has the ${event.count} items of ${clock(event.toMs)}.`;
    case "restore-refused":
      return `A restore ${event.toMs === undefined ? "" : `to ${clock(event.toMs)} `}is refused: ${event.code}.`;
    case "recovery-set":
      return event.isEnabled
        ? "Point-in-time recovery is on: the window begins anew."
        : "Point-in-time recovery is off: the window is gone.";
  }
}

/** Minutes and seconds of the run. */
export function clock(ms: Millis): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
