import type { DataApiLimits, DataApiSession } from "four-of-six/cluster";

/**
 * The Data API's side of a conversation over HTTP: which statement runs in which session, what each call is answered, and
 * what is closed when nobody comes back. Hover over a name to read what it promises.
 */
export function createDataApiSession(limits: DataApiLimits): DataApiSession {
  // What has to be remembered between two calls?
  return {
    call(nowMs, call, request) {
      return [];
    },
    ended(nowMs, call, end) {
      return [];
    },
    tick(nowMs) {
      return [];
    },
  };
}
