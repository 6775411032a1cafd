/**
 * The player that all figures share: play, pause, step, scrub, speed. It knows a track and a source of frames, nothing
 * of traces or drawing, and asks for a frame only while it plays.
 */
import type { Moment, Track } from "./track.ts";

/** Where frames come from: the browser, or a test. */
export interface FrameSource {
  request(callback: (nowMs: number) => void): number;
  cancel(handle: number): void;
}

export interface PlayerState {
  readonly isPlaying: boolean;
  /** Screen time on the track, at speed 1. */
  readonly screenMs: number;
  readonly moment: Moment;
  readonly speed: number;
}

export const SPEEDS: readonly number[] = [1, 2, 4, 0.25, 0.5];

/** With reduced motion, playing goes from event to event; each is shown for this long at speed 1. */
const STEP_MS = 900;

export interface PlayerOptions {
  readonly track: Track;
  /** Events that have happened on the first frame. */
  readonly eventCount: number;
  readonly frames: FrameSource;
  readonly isMotionReduced: () => boolean;
  /** The first play goes on from the first frame instead of the beginning of the run. */
  readonly startsWhereItStands?: boolean;
  readonly changed: (state: PlayerState) => void;
}

export class Player {
  readonly #options: PlayerOptions;
  #track: Track;
  #screenMs: number;
  #speed = 1;
  #frame: number | undefined;
  #lastFrameMs: number | undefined;
  /** Reduced motion: how long the present event has been shown. */
  #shownMs = 0;
  /** The first frame may show a late moment; the first play then begins at the beginning. */
  #isUntouched: boolean;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#track = options.track;
    this.#screenMs = options.track.screenAt(options.eventCount);
    this.#isUntouched = true;
  }

  get state(): PlayerState {
    const screenMs = this.#screenMs;
    return {
      isPlaying: this.#frame !== undefined,
      screenMs,
      moment: this.#track.momentAt(screenMs),
      speed: this.#speed,
    };
  }

  play(): void {
    if (this.#frame !== undefined) return;
    const { startsWhereItStands = false, eventCount } = this.#options;
    const isOver = this.#screenMs >= this.#track.durationMs;
    if (isOver || (this.#isUntouched && !startsWhereItStands)) {
      this.#screenMs = startsWhereItStands ? this.#track.screenAt(eventCount) : 0;
    }
    this.#isUntouched = false;
    this.#lastFrameMs = undefined;
    this.#shownMs = 0;
    this.#requestFrame();
    this.#tell();
  }

  pause(): void {
    this.#stop();
    this.#tell();
  }

  toggle(): void {
    if (this.#frame === undefined) this.play();
    else this.pause();
  }

  /** Stops and goes so many events forward or back. A step back first returns to the event that is being left. */
  step(by: 1 | -1): void {
    const { eventCount } = this.state.moment;
    const isBetween = this.#screenMs > this.#track.screenAt(eventCount);
    this.seekEvent(by === -1 && isBetween ? eventCount : eventCount + by);
  }

  /** Stops right after so many events have happened. */
  seekEvent(eventCount: number): void {
    this.seek(this.#track.screenAt(eventCount));
  }

  /** Stops at a screen time of the track. */
  seek(screenMs: number): void {
    this.#stop();
    this.#isUntouched = false;
    this.#screenMs = Math.min(Math.max(screenMs, 0), this.#track.durationMs);
    this.#tell();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#tell();
  }

  /** Another run takes the place of this one; it shows so many of its events. Playing goes on if it was. */
  setTrack(track: Track, eventCount: number): void {
    this.#isUntouched = false;
    this.#track = track;
    this.#screenMs = track.screenAt(eventCount);
    this.#tell();
  }

  /** Goes back to the state of a figure that nobody has touched. */
  reset(track: Track, eventCount: number): void {
    this.#stop();
    this.setTrack(track, eventCount);
    this.#isUntouched = true;
  }

  /** Gives back the frame it may have asked for. */
  destroy(): void {
    this.#stop();
  }

  #requestFrame(): void {
    this.#frame = this.#options.frames.request((nowMs) => this.#advance(nowMs));
  }

  #advance(nowMs: number): void {
    // A page that was asleep wakes up with one long frame; nobody wants to find the run finished.
    const elapsedMs = Math.min(nowMs - (this.#lastFrameMs ?? nowMs), 100) * this.#speed;
    this.#lastFrameMs = nowMs;
    if (this.#options.isMotionReduced()) this.#advanceByStep(elapsedMs);
    else this.#screenMs = Math.min(this.#screenMs + elapsedMs, this.#track.durationMs);
    if (this.#screenMs >= this.#track.durationMs) this.#frame = undefined;
    else this.#requestFrame();
    this.#tell();
  }

  #advanceByStep(elapsedMs: number): void {
    this.#shownMs += elapsedMs;
    if (this.#shownMs < STEP_MS) return;
    this.#shownMs = 0;
    this.#screenMs = this.#track.screenAt(this.state.moment.eventCount + 1);
  }

  #stop(): void {
    if (this.#frame === undefined) return;
    this.#options.frames.cancel(this.#frame);
    this.#frame = undefined;
  }

  #tell(): void {
    this.#options.changed(this.state);
  }
}
