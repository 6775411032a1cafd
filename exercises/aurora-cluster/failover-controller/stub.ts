import type { FailoverController, FailoverControllerOptions } from "four-of-six/cluster";

/**
 * From heartbeats to a new writer, so that no two ever have the volume open in the same epoch. Hover over a name to read
 * what it promises.
 */
export function createFailoverController(options: FailoverControllerOptions): FailoverController {
  const { instances, writer, detectMs, promoteTimeoutMs, choose } = options;
  // What has to be remembered between one call and the next?
  return {
    heard({ instance, role, isServing, volumeEpoch }, nowMs) {},

    look(nowMs) {
      return undefined;
    },

    failOver(nowMs) {
      return undefined;
    },

    started(instance, nowMs) {
      return undefined;
    },

    standing() {
      return { writer, volumeEpoch: 1 };
    },

    attemptCount() {
      return 0;
    },

    available() {
      return instances;
    },
  };
}
