/**
 * ACU scaler: how large a Serverless v2 instance is from one second to the next.
 *
 * Capacity is counted in ACUs of about 2 GiB of memory, with the CPU and network that go with it. Every second the scaler
 * hears how much of the present capacity is in use, and the worst of the signals decides. An instance of 8 ACUs:
 *
 *   CPU 30 %, memory 40 %, network 75 %   75 % is above 70: it grows by an eighth, to 9
 *   all of them 60 %                      it stays
 *   all of them 40 %                      at 7 they would be 46 %: calm. After 30 s of calm it shrinks to 7
 *
 * The larger it is, the larger its steps, and never less than half an ACU. So 0.5 to 8 ACUs takes 15 s, and 8 to 64 takes
 * 19. It does not shrink below the memory that the buffer pool's pages in use take, below its minimum, or in a hurry.
 *
 * With a minimum of 0 an instance without connections is paused after a while, and has capacity 0. Whoever wants it
 * then waits until it has resumed. Aurora User Guide, aurora-serverless-v2-how-it-works, aurora-serverless-v2-auto-pause.
 *
 * Simplified: that capacity follows CPU, memory and network, in steps that grow with it, is the service's; the figures are
 * ours (`ACU_MODEL`). The service also grows for performance problems that it can solve by growing; here nothing does.
 * Resuming takes 15 s sharp, and 30 after more than a day.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError, type Labelled, type Millis } from "../kernel/index.ts";

/** Aurora capacity units, in steps of 0.5; 0 is paused. */
export type Acu = Labelled<number, "Acu">;

/** The capacity range of a cluster: what `ServerlessV2ScalingConfiguration` says. */
export interface AcuConfiguration {
  /** From 0 to 256, in steps of 0.5. 0 allows it to pause. `MinCapacity`. */
  readonly minAcu: Acu;
  /** From 1 to 256, in steps of 0.5, and not below `minAcu`. `MaxCapacity`. */
  readonly maxAcu: Acu;
  /** How long nobody must be connected before it pauses: whole seconds, from 300 to 86,400. `SecondsUntilAutoPause`. */
  readonly autoPauseMs: Millis;
}

/** Something that is asked of an instance from outside, besides the statements on its connections. */
export type AcuRequest =
  | "connection"
  | "connection-with-wrong-password"
  | "data-api-call"
  | "parameter-change"
  | "backtrack"
  | "clone"
  | "maintenance"
  | "snapshot"
  | "scheduled-job";

/** One second of an instance. */
export interface AcuSecond {
  /** A second after the call before; while the instance is paused, any time after it. */
  readonly nowMs: Millis;
  /** Shares of the present capacity in use, in whole percent from 0 to 100. All 0 while it is paused. */
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  readonly networkPercent: number;
  /** So much memory is taken by pages of the buffer pool that are in use: no reason to grow. In steps of 0.5. */
  readonly cachedAcu: Acu;
  /** A whole number from 0 on. */
  readonly openConnections: number;
  /** What has been asked in this second. */
  readonly requests: readonly AcuRequest[];
}

/** The seam: what the exercise `acu-scaler` asks for. It remembers how large the instance is. */
export interface AcuScaler {
  /** The capacity from now on: 0 while the instance is paused or resumes, otherwise within its limits, in steps of 0.5. */
  tick(second: AcuSecond): Acu;
}

/** Makes the scaler of one instance, which is as large as its minimum, or 0.5 where that is 0. */
export type CreateAcuScaler = (configuration: AcuConfiguration) => AcuScaler;

/** Model figures: the service publishes none of them. */
export const ACU_MODEL = frozen({
  /** A signal above this makes it grow. */
  growAbovePercent: 70,
  /** It is calm as long as a step down would leave every signal at or below this. */
  calmPercent: 50,
  /** How long it has to be calm, and not to have changed, before it shrinks by a step. */
  calmMs: 30_000,
  /** A step is the capacity divided by this, down to half ACUs. */
  stepDivisor: 8,
});

/** The smallest capacity that an instance runs with, and the smallest change. */
export const ACU_STEP: Acu = AURORA_LIMITS.acuStep.value;
const ACU_MAX = AURORA_LIMITS.acuMax.value;
const RESUME_MS: Millis = AURORA_LIMITS.resumeTime.value * 1_000;
const LONG_RESUME_MS: Millis = AURORA_LIMITS.longResumeTime.value * 1_000;
const DAY_MS: Millis = 86_400_000;

/** What an instance does for others without being asked to run: a snapshot comes from storage, a job waits for a day. */
const NEED_NO_INSTANCE: readonly AcuRequest[] = frozen(["snapshot", "scheduled-job"]);

/** Whether a paused instance resumes for this, even if nothing comes of it. */
export function resumes(request: AcuRequest): boolean {
  return !NEED_NO_INSTANCE.includes(request);
}

/** How much an instance of this capacity grows or shrinks at a time. */
export function acuStepOf(capacity: Acu): Acu {
  return Math.max(ACU_STEP, inHalves(capacity / ACU_MODEL.stepDivisor));
}

/** The reference implementation. */
export const createAcuScaler: CreateAcuScaler = (configuration) => new CapacityKeeper(configuration);

interface Pause {
  readonly sinceMs: Millis;
  /** When it will have resumed; nothing as long as nobody has asked for it. */
  resumesAtMs: Millis | undefined;
}

class CapacityKeeper implements AcuScaler {
  readonly #configuration: AcuConfiguration;
  readonly #floor: Acu;
  #acu: Acu;
  #calmSinceMs: Millis | undefined;
  #idleSinceMs: Millis | undefined;
  #paused: Pause | undefined;

  constructor(configuration: AcuConfiguration) {
    this.#configuration = configuration;
    this.#floor = Math.max(ACU_STEP, configuration.minAcu);
    this.#acu = this.#floor;
  }

  tick(second: AcuSecond): Acu {
    if (this.#paused !== undefined) return this.#resume(second, this.#paused);
    if (this.#pauses(second)) return 0;
    const { nowMs, cpuPercent, memoryPercent, networkPercent, cachedAcu } = second;
    const worst = Math.max(cpuPercent, memoryPercent, networkPercent);
    const step = acuStepOf(this.#acu);
    if (worst > ACU_MODEL.growAbovePercent)
      this.#become(Math.min(this.#configuration.maxAcu, this.#acu + step), undefined);
    else {
      const lower = this.#acu - step;
      const isCalm = worst * this.#acu <= ACU_MODEL.calmPercent * lower;
      this.#calmSinceMs = isCalm ? (this.#calmSinceMs ?? nowMs) : undefined;
      if (this.#calmSinceMs !== undefined && nowMs - this.#calmSinceMs >= ACU_MODEL.calmMs)
        // The pages in use set a floor, but they make nothing grow.
        this.#become(Math.min(this.#acu, Math.max(lower, cachedAcu, this.#floor)), nowMs);
    }
    return this.#acu;
  }

  #become(acu: Acu, calmSinceMs: Millis | undefined): void {
    if (acu !== this.#acu || calmSinceMs === undefined) this.#calmSinceMs = calmSinceMs;
    this.#acu = acu;
  }

  #pauses({ nowMs, openConnections, requests }: AcuSecond): boolean {
    const { minAcu, autoPauseMs } = this.#configuration;
    if (openConnections > 0 || requests.some(resumes)) this.#idleSinceMs = undefined;
    else this.#idleSinceMs ??= nowMs;
    if (minAcu > 0 || this.#idleSinceMs === undefined || nowMs - this.#idleSinceMs < autoPauseMs) return false;
    this.#paused = { sinceMs: nowMs, resumesAtMs: undefined };
    return true;
  }

  #resume({ nowMs, requests }: AcuSecond, paused: Pause): Acu {
    if (paused.resumesAtMs === undefined) {
      if (requests.some(resumes))
        paused.resumesAtMs = nowMs + (nowMs - paused.sinceMs > DAY_MS ? LONG_RESUME_MS : RESUME_MS);
      return 0;
    }
    if (nowMs < paused.resumesAtMs) return 0;
    this.#paused = undefined;
    this.#calmSinceMs = undefined;
    this.#idleSinceMs = nowMs;
    this.#acu = this.#floor;
    return this.#acu;
  }
}

/** Down to the next half. */
function inHalves(acu: number): Acu {
  return Math.floor(acu / ACU_STEP) * ACU_STEP;
}

/** Throws `ScenarioError`, naming the field, for a range that the service would refuse. */
export function checkAcuConfiguration(
  { minAcu, maxAcu, autoPauseMs }: AcuConfiguration,
  field = "configuration",
): void {
  const at = (name: string) => `${field}.${name}`;
  const inSteps = (value: number) => Number.isFinite(value) && Number.isInteger(value / ACU_STEP);
  if (!inSteps(minAcu) || minAcu < 0 || minAcu > ACU_MAX)
    throw new ScenarioError(at("minAcu"), `a MinCapacity from 0 to ${ACU_MAX} in steps of ${ACU_STEP}`, minAcu, "InvalidParameterValue"); // prettier-ignore
  if (!inSteps(maxAcu) || maxAcu < 1 || maxAcu > ACU_MAX)
    throw new ScenarioError(at("maxAcu"), `a MaxCapacity from 1 to ${ACU_MAX} in steps of ${ACU_STEP}`, maxAcu, "InvalidParameterValue"); // prettier-ignore
  if (minAcu > maxAcu)
    throw new ScenarioError(
      at("maxAcu"),
      `a MaxCapacity at or above the MinCapacity of ${minAcu} (the limits are the wrong way round)`,
      maxAcu,
      "InvalidParameterValue",
    );
  const { autoPauseMin, autoPauseMax } = AURORA_LIMITS;
  const seconds = autoPauseMs / 1_000;
  if (!Number.isInteger(seconds) || seconds < autoPauseMin.value || seconds > autoPauseMax.value)
    throw new ScenarioError(
      at("autoPauseMs"),
      `a SecondsUntilAutoPause from ${autoPauseMin.value} to ${autoPauseMax.value}, in milliseconds`,
      autoPauseMs,
      "InvalidParameterValue",
    );
}
