import type {
  FailoverController,
  FailoverControllerOptions,
  Heartbeat,
  InstanceId,
  PromotionOrder,
} from "four-of-six/cluster";

export function createFailoverController(options: FailoverControllerOptions): FailoverController {
  return new Controller(options);
}

class Controller implements FailoverController {
  readonly #options: FailoverControllerOptions;
  readonly #lastHeardMs = new Map<InstanceId, number>();
  readonly #serving = new Set<InstanceId>();
  #writer: InstanceId;
  // Two epochs: the newest that somebody is known to have the volume open in, and the newest that anybody was given.
  #openEpoch = 1;
  #givenEpoch = 1;
  #writerHeardMs = 0;
  #attempts = 0;
  #attemptBeganMs = 0;
  #order: PromotionOrder | undefined;

  constructor(options: FailoverControllerOptions) {
    this.#options = options;
    this.#writer = options.writer;
    for (const instance of options.instances) {
      this.#lastHeardMs.set(instance, 0);
      this.#serving.add(instance);
    }
  }

  heard({ instance, role, isServing, volumeEpoch }: Heartbeat, nowMs: number): void {
    this.#lastHeardMs.set(instance, nowMs);
    const hasVolume = role === "writer" && isServing;
    const hasLostIt = hasVolume && volumeEpoch < this.#openEpoch;
    if (isServing && !hasLostIt) this.#serving.add(instance);
    else this.#serving.delete(instance);

    if (!hasVolume || hasLostIt) return;
    this.#writerHeardMs = nowMs;
    this.#openEpoch = volumeEpoch;
    this.#writer = instance;
    // As long as a newer epoch is about, somebody may take the volume in it.
    if (volumeEpoch === this.#givenEpoch) this.#endFailover();
  }

  look(nowMs: number): PromotionOrder | undefined {
    const { detectMs, promoteTimeoutMs } = this.#options;
    for (const [instance, heardMs] of this.#lastHeardMs) {
      if (nowMs - heardMs >= detectMs) this.#serving.delete(instance);
    }
    const isFailed = this.#attempts > 0 && nowMs - this.#attemptBeganMs >= promoteTimeoutMs;
    const isSilent = this.#attempts === 0 && nowMs - this.#writerHeardMs >= detectMs;
    if (isFailed || isSilent) this.#attempt(nowMs);
    return this.#order;
  }

  failOver(nowMs: number): PromotionOrder | undefined {
    if (this.#attempts === 0) this.#attempt(nowMs);
    return this.#order;
  }

  started(instance: InstanceId): number | undefined {
    if (this.#attempts === 0) return instance === this.#writer ? ++this.#givenEpoch : undefined;
    // Its former life was to be promoted. Whatever is left of that must not meet what this one does.
    if (this.#order?.instance === instance) {
      this.#attemptBeganMs = -Infinity;
      this.#order = undefined;
    }
    return undefined;
  }

  standing() {
    return { writer: this.#writer, volumeEpoch: this.#openEpoch };
  }

  attemptCount(): number {
    return this.#attempts;
  }

  available(): InstanceId[] {
    return this.#options.instances.filter((instance) => this.#serving.has(instance));
  }

  #attempt(nowMs: number): void {
    const target = this.#options.choose(this.available(), this.#writer, this.#attempts);
    this.#attempts++;
    this.#attemptBeganMs = nowMs;
    this.#order = target === undefined ? undefined : { instance: target, volumeEpoch: ++this.#givenEpoch };
  }

  #endFailover(): void {
    this.#attempts = 0;
    this.#order = undefined;
  }
}
