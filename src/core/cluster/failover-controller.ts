/**
 * Failover controller: from heartbeats to a new writer, so that no two ever have the volume open in the same epoch.
 *
 * The controller cannot know whether a silent writer is dead. It may be cut off, and go on writing. So it does not try to
 * stop it: it gives another instance a newer *volume epoch* to open the volume in, and storage refuses whoever comes with
 * an older one. That is safe as long as an epoch is given out once:
 *
 *    0 s  db-1 has the volume open in epoch 1
 *    6 s  nothing heard of db-1 for 6 s: db-2 is to open the volume in epoch 2
 *   16 s  db-2 has not: the attempt has failed, and db-3 is to open it, in epoch 3
 *   17 s  db-2 says that it has the volume open in epoch 2 after all: it is the writer, for now
 *   18 s  db-3 says that it has the volume open in epoch 3: db-3 is the writer, and the failover is over
 *
 * It is not over at 17 s. Epoch 3 has been given out, and some segments may have heard of it: they refuse db-2, if not now,
 * then at its next write.
 *
 * An order may be lost, so it is said again, in the same epoch, until something has come of it. A process that dies forgets
 * what it was told: when it starts again, it is a new one, and an epoch that was meant for its former life is not for it.
 * Aurora 2018 §2.4; Aurora 2017 §5.
 *
 * Simplified: in the papers storage metadata keeps the epochs, and the monitoring of instances is somebody else's. Here one
 * controller does both; it never fails and forgets nothing. How long it waits is a figure of the model.
 */
import type { Millis } from "../kernel/index.ts";
import type { InstanceId, Role } from "./vocabulary.ts";

/** What an instance tells the control plane, again and again. */
export interface Heartbeat {
  readonly instance: InstanceId;
  readonly role: Role;
  /** It serves connections: the writer has the volume open, a reader knows a read point. */
  readonly isServing: boolean;
  /** In which it has the volume open, or is opening it; for a reader it means nothing. */
  readonly volumeEpoch: number;
}

/** What the control plane answers. */
export interface Standing {
  readonly writer: InstanceId;
  /** The newest in which anybody has been heard to have the volume open. */
  readonly volumeEpoch: number;
}

/** Somebody is to open the volume and be the writer. */
export interface PromotionOrder {
  readonly instance: InstanceId;
  readonly volumeEpoch: number;
}

/** What a controller begins with. */
export interface FailoverControllerOptions {
  /** The cluster's instances, each once. All count as available, and as heard of at 0 ms. */
  readonly instances: readonly InstanceId[];
  /** Has the volume open in epoch 1, and was heard to at 0 ms. */
  readonly writer: InstanceId;
  /** Silence of so long is a failure. */
  readonly detectMs: Millis;
  /** An attempt that has come to nothing after so long has failed. */
  readonly promoteTimeoutMs: Millis;
  /**
   * Who is to open the volume: a reader that is available, or the writer itself where there is none. Nobody at times.
   *
   * @param available who is available, in the order of `instances`
   * @param writer who counts as failed, available or not
   * @param failedAttemptCount attempts of this failover that came to nothing
   */
  readonly choose: (
    available: readonly InstanceId[],
    writer: InstanceId,
    failedAttemptCount: number,
  ) => InstanceId | undefined;
}

/** The seam: what the exercise `failover-controller` asks for, and what the cluster's control plane runs on. */
export interface FailoverController {
  /**
   * A heartbeat has come, perhaps late, perhaps after newer ones of others. Whoever has the volume open in the newest
   * epoch heard of is the writer, ordered or not. If that is the newest epoch that anybody was given, a failover is over.
   * An instance is available when it serves; one that serves as the writer of an older epoch than the newest heard of is
   * not.
   */
  heard(heartbeat: Heartbeat, nowMs: Millis): void;
  /**
   * Called at fixed intervals. An instance that has been silent for `detectMs` is not available. Where nobody has been
   * heard to have the volume open in the newest epoch for `detectMs`, a failover begins. Gives the order that is to be
   * sent now: each time the same, until the attempt has succeeded or failed.
   */
  look(nowMs: Millis): PromotionOrder | undefined;
  /** An operator asks for another writer. Begins a failover, unless one is under way. Gives the order that stands then. */
  failOver(nowMs: Millis): PromotionOrder | undefined;
  /**
   * A process has started with nothing in memory and asks what it is. Gives the epoch in which it is to open the volume
   * as the writer; nothing for a reader. While a failover is under way everybody starts as a reader, and if it is the one
   * who was to be promoted, the attempt has failed, and its order stands no longer: the next look chooses again.
   */
  started(instance: InstanceId, nowMs: Millis): number | undefined;
  /** Who is the writer, and in which epoch, as far as has been heard: an order changes nothing here. */
  standing(): Standing;
  /** How many attempts the failover that is under way has begun; 0 while there is none. */
  attemptCount(): number;
  /** Who is available, in the order of `instances`. */
  available(): readonly InstanceId[];
}

/** A failover that is under way. */
interface Failover {
  attemptCount: number;
  orderedAtMs: Millis;
  order: PromotionOrder | undefined;
}

/** The reference implementation. */
export function createFailoverController({
  instances,
  writer: firstWriter,
  detectMs,
  promoteTimeoutMs,
  choose,
}: FailoverControllerOptions): FailoverController {
  const heardMs = new Map<InstanceId, Millis>(instances.map((instance) => [instance, 0]));
  const available = new Set<InstanceId>(instances);
  let writer = firstWriter;
  /** The newest in which anybody has been heard to have the volume open. */
  let openEpoch = 1;
  /** The newest that anybody has been given. */
  let givenEpoch = 1;
  /** When the writer was last heard to have the volume open in that epoch. */
  let wroteMs: Millis = 0;
  let failover: Failover | undefined;

  const listed = () => instances.filter((instance) => available.has(instance));

  const attempt = (under: Failover, nowMs: Millis) => {
    under.attemptCount++;
    under.orderedAtMs = nowMs;
    const instance = choose(listed(), writer, under.attemptCount - 1);
    under.order = instance === undefined ? undefined : { instance, volumeEpoch: ++givenEpoch };
  };
  const begin = (nowMs: Millis) => {
    failover = { attemptCount: 0, orderedAtMs: nowMs, order: undefined };
    attempt(failover, nowMs);
  };

  return {
    heard({ instance, role, isServing, volumeEpoch }, nowMs) {
      heardMs.set(instance, nowMs);
      const isOpen = role === "writer" && isServing;
      const isStale = isOpen && volumeEpoch < openEpoch;
      if (isServing && !isStale) available.add(instance);
      else available.delete(instance);
      if (!isOpen || isStale) return;
      wroteMs = nowMs;
      if (volumeEpoch > openEpoch) {
        openEpoch = volumeEpoch;
        writer = instance;
      }
      if (volumeEpoch === givenEpoch) failover = undefined;
    },

    look(nowMs) {
      for (const [instance, atMs] of heardMs) if (nowMs - atMs >= detectMs) available.delete(instance);
      if (failover === undefined) {
        if (nowMs - wroteMs >= detectMs) begin(nowMs);
      } else if (nowMs - failover.orderedAtMs >= promoteTimeoutMs) {
        attempt(failover, nowMs);
      }
      return failover?.order;
    },

    failOver(nowMs) {
      if (failover === undefined) begin(nowMs);
      return failover?.order;
    },

    started(instance) {
      if (failover === undefined) return instance === writer ? ++givenEpoch : undefined;
      if (failover.order?.instance === instance) {
        failover.orderedAtMs = -Infinity;
        failover.order = undefined;
      }
      return undefined;
    },

    standing: () => ({ writer, volumeEpoch: openEpoch }),
    attemptCount: () => failover?.attemptCount ?? 0,
    available: listed,
  };
}
