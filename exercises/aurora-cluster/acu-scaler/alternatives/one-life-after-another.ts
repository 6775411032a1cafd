// Each state of the instance is an object that answers for a second and says what the instance is afterwards.
import type { Acu, AcuConfiguration, AcuScaler, AcuSecond } from "four-of-six/cluster";

interface Life {
  readonly acu: Acu;
  next(second: AcuSecond): Life;
}

const isUse = ({ requests, openConnections }: AcuSecond) =>
  openConnections > 0 || requests.filter((request) => !/^(snapshot|scheduled-job)$/.test(request)).length > 0;

class Running implements Life {
  readonly #range: AcuConfiguration;
  readonly acu: Acu;
  readonly #calmSince: number;
  readonly #idleSince: number;

  constructor(range: AcuConfiguration, acu = Math.max(0.5, range.minAcu), calmSince = NaN, idleSince = NaN) {
    this.#range = range;
    this.acu = acu;
    this.#calmSince = calmSince;
    this.#idleSince = idleSince;
  }

  next(second: AcuSecond): Life {
    const { nowMs } = second;
    // NaN is never: every comparison with it fails.
    const idleSince = isUse(second) ? NaN : this.#idleSince <= nowMs ? this.#idleSince : nowMs;
    if (this.#range.minAcu === 0 && nowMs - idleSince >= this.#range.autoPauseMs) return new Paused(this.#range, nowMs);

    const shares = [second.cpuPercent, second.memoryPercent, second.networkPercent];
    const step = Math.max(0.5, Math.floor((this.acu / 8) * 2) / 2);
    if (shares.some((share) => share > 70)) {
      const grown = this.acu + step > this.#range.maxAcu ? this.#range.maxAcu : this.acu + step;
      return new Running(this.#range, grown, NaN, idleSince);
    }
    const below = this.acu - step;
    const isCalm = shares.every((share) => share * this.acu <= 50 * below);
    const calmSince = isCalm ? (this.#calmSince <= nowMs ? this.#calmSince : nowMs) : NaN;
    if (nowMs - calmSince >= 30_000) {
      const shrunk = Math.max(below, 0.5, this.#range.minAcu, second.cachedAcu);
      if (shrunk < this.acu) return new Running(this.#range, shrunk, nowMs, idleSince);
    }
    return new Running(this.#range, this.acu, calmSince, idleSince);
  }
}

class Paused implements Life {
  readonly acu = 0;
  readonly #range: AcuConfiguration;
  readonly #since: number;

  constructor(range: AcuConfiguration, since: number) {
    this.#range = range;
    this.#since = since;
  }

  next(second: AcuSecond): Life {
    if (!isUse(second)) return this;
    const takes = second.nowMs - this.#since > 24 * 3_600_000 ? 30_000 : 15_000;
    return new Resuming(this.#range, second.nowMs + takes);
  }
}

class Resuming implements Life {
  readonly acu = 0;
  readonly #range: AcuConfiguration;
  readonly #until: number;

  constructor(range: AcuConfiguration, until: number) {
    this.#range = range;
    this.#until = until;
  }

  next({ nowMs }: AcuSecond): Life {
    return nowMs < this.#until ? this : new Running(this.#range, 0.5, NaN, nowMs);
  }
}

export function createAcuScaler(range: AcuConfiguration): AcuScaler {
  let life: Life = new Running(range);
  return { tick: (second) => (life = life.next(second)).acu };
}
