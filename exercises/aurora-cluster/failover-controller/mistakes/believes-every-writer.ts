// The idea: an instance that serves as the writer is the writer.
import type { FailoverController, FailoverControllerOptions, InstanceId, PromotionOrder } from "four-of-six/cluster";

export function createFailoverController(options: FailoverControllerOptions): FailoverController {
  const { instances, detectMs, promoteTimeoutMs, choose } = options;
  const heardMs = new Map<InstanceId, number>(instances.map((instance) => [instance, 0]));
  const serving = new Set<InstanceId>(instances);
  let { writer } = options;
  let openEpoch = 1;
  let givenEpoch = 1;
  let wroteMs = 0;
  let attempts = 0;
  let beganMs = 0;
  let order: PromotionOrder | undefined;

  const available = () => instances.filter((instance) => serving.has(instance));
  const attempt = (nowMs: number) => {
    const instance = choose(available(), writer, attempts);
    attempts++;
    beganMs = nowMs;
    order = instance === undefined ? undefined : { instance, volumeEpoch: ++givenEpoch };
  };

  return {
    heard({ instance, role, isServing, volumeEpoch }, nowMs) {
      heardMs.set(instance, nowMs);
      const isOpen = role === "writer" && isServing;
      const isStale = isOpen && volumeEpoch < openEpoch;
      if (isServing && !isStale) serving.add(instance);
      else serving.delete(instance);
      if (!isOpen) return;
      wroteMs = nowMs;
      if (volumeEpoch !== openEpoch) {
        openEpoch = volumeEpoch;
        writer = instance;
      }
      if (volumeEpoch < givenEpoch) return;
      attempts = 0;
      order = undefined;
    },

    look(nowMs) {
      for (const [instance, atMs] of heardMs) if (nowMs - atMs >= detectMs) serving.delete(instance);
      const isOver = attempts > 0 ? nowMs - beganMs >= promoteTimeoutMs : nowMs - wroteMs >= detectMs;
      if (isOver) attempt(nowMs);
      return order;
    },

    failOver(nowMs) {
      if (attempts === 0) attempt(nowMs);
      return order;
    },

    started(instance) {
      if (attempts === 0) return instance === writer ? ++givenEpoch : undefined;
      if (order?.instance === instance) {
        beganMs = -Infinity;
        order = undefined;
      }
      return undefined;
    },

    standing: () => ({ writer, volumeEpoch: openEpoch }),
    attemptCount: () => attempts,
    available,
  };
}
