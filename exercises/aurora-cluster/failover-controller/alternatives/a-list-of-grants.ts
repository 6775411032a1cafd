// Every epoch that was ever given out, as a list: the last one's length is the newest epoch.
import type { FailoverController, FailoverControllerOptions, InstanceId } from "four-of-six/cluster";

interface Grant {
  readonly to: InstanceId;
  readonly why: "start" | "order";
}

interface Seen {
  heardMs: number;
  serves: boolean;
}

export const createFailoverController = (given: FailoverControllerOptions): FailoverController => {
  const grants: Grant[] = [{ to: given.writer, why: "start" }];
  const seen: Record<InstanceId, Seen> = Object.fromEntries(
    given.instances.map((instance) => [instance, { heardMs: 0, serves: true }]),
  );
  let newestOpen = { by: given.writer, epoch: 1 };
  let lastProofMs = 0;
  let failover: { tries: number; sinceMs: number; epoch: number | undefined } | null = null;

  function grant(to: InstanceId, why: Grant["why"]): number {
    return grants.push({ to, why });
  }
  function available(): InstanceId[] {
    return given.instances.filter((instance) => seen[instance]!.serves);
  }
  function standingOrder() {
    const epoch = failover?.epoch;
    return epoch === undefined ? undefined : { instance: grants[epoch - 1]!.to, volumeEpoch: epoch };
  }
  function tryAgain(nowMs: number): void {
    const tries = failover?.tries ?? 0;
    const target = given.choose(available(), newestOpen.by, tries);
    failover = {
      tries: tries + 1,
      sinceMs: nowMs,
      epoch: target === undefined ? undefined : grant(target, "order"),
    };
  }

  return {
    heard(beat, nowMs) {
      const isProof = beat.role === "writer" && beat.isServing && beat.volumeEpoch >= newestOpen.epoch;
      seen[beat.instance] = { heardMs: nowMs, serves: isProof || (beat.isServing && beat.role === "reader") };
      if (!isProof) return;
      lastProofMs = nowMs;
      newestOpen = { by: beat.instance, epoch: beat.volumeEpoch };
      if (beat.volumeEpoch === grants.length) failover = null;
    },
    look(nowMs) {
      for (const one of Object.values(seen)) one.serves &&= nowMs - one.heardMs < given.detectMs;
      const limitMs = failover === null ? given.detectMs : given.promoteTimeoutMs;
      if (nowMs - (failover === null ? lastProofMs : failover.sinceMs) >= limitMs) tryAgain(nowMs);
      return standingOrder();
    },
    failOver(nowMs) {
      if (failover === null) tryAgain(nowMs);
      return standingOrder();
    },
    started(instance) {
      if (failover !== null) {
        if (standingOrder()?.instance === instance)
          failover = { ...failover, sinceMs: Number.NEGATIVE_INFINITY, epoch: undefined };
        return undefined;
      }
      return instance === newestOpen.by ? grant(instance, "start") : undefined;
    },
    standing() {
      return { writer: newestOpen.by, volumeEpoch: newestOpen.epoch };
    },
    attemptCount() {
      return failover === null ? 0 : failover.tries;
    },
    available,
  };
};
