import { describe, expect, it } from "vitest";
import { Player, type FrameSource } from "../../src/figures/player.ts";
import { stepTrack, timeTrack } from "../../src/figures/track.ts";

const event = (atMs: number, kind = "ack-arrived") => ({ atMs, kind });
const PACE = { screenMsPerMs: 1000, pauseMsMax: 2000 };

describe("a track", () => {
  const track = timeTrack([event(0), event(1), event(1, "marks-moved"), event(9)], PACE);

  it("runs simulated time evenly", () => {
    expect(track.momentAt(500)).toEqual({ atMs: 0.5, eventCount: 1 });
  });

  it("gives a consequence a moment of its own, although no simulated time passes", () => {
    expect(track.momentAt(1000)).toEqual({ atMs: 1, eventCount: 2 });
    expect(track.momentAt(1259).eventCount).toBe(2);
    expect(track.momentAt(1260)).toEqual({ atMs: 1, eventCount: 3 });
  });

  it("cuts a long silence short", () => {
    expect(track.durationMs).toBe(1260 + 2000);
    expect(track.momentAt(1260 + 1000).atMs).toBe(5);
  });

  it("leads from each count of events to a screen time and back", () => {
    for (const count of [1, 2, 3, 4]) expect(track.momentAt(track.screenAt(count)).eventCount).toBe(count);
  });

  it("keeps to its ends", () => {
    expect(track.momentAt(-5)).toEqual({ atMs: 0, eventCount: 1 });
    expect(track.momentAt(1e9)).toEqual({ atMs: 9, eventCount: 4 });
    expect(timeTrack([], PACE).momentAt(0)).toEqual({ atMs: 0, eventCount: 0 });
  });

  it("lets two runs share their steps, also when one of them ended early", () => {
    const long = stepTrack([event(0), event(1), event(2)], 3, 100);
    const short = stepTrack([event(0), event(1)], 3, 100);
    expect(short.durationMs).toBe(long.durationMs);
    expect(short.momentAt(200)).toEqual({ atMs: 1, eventCount: 2 });
  });
});

/** Frames on demand, and a count of those asked for and not given back. */
function hand() {
  const waiting = new Map<number, (nowMs: number) => void>();
  let nextHandle = 1;
  const frames: FrameSource = {
    request: (callback) => (waiting.set(nextHandle, callback), nextHandle++),
    cancel: (handle) => waiting.delete(handle),
  };
  const frame = (nowMs: number) => {
    const callbacks = [...waiting.values()];
    waiting.clear();
    for (const callback of callbacks) callback(nowMs);
  };
  return { frames, frame, waiting };
}

function open({ isMotionReduced = false } = {}) {
  const source = hand();
  const track = timeTrack([event(0), event(0.05), event(0.1), event(0.2)], PACE);
  const player = new Player({
    track,
    eventCount: 3,
    frames: source.frames,
    isMotionReduced: () => isMotionReduced,
    changed: () => {},
  });
  return { player, track, ...source };
}

describe("the player", () => {
  it("opens on its first frame and plays from the beginning", () => {
    const { player, frame } = open();
    expect(player.state.moment.eventCount).toBe(3);
    player.play();
    frame(1000);
    expect(player.state.screenMs).toBe(0);
    frame(1030);
    expect(player.state.screenMs).toBe(30);
  });

  it("plays faster and slower", () => {
    const { player, frame } = open();
    player.setSpeed(2);
    player.play();
    frame(0);
    frame(20);
    expect(player.state.screenMs).toBe(40);
  });

  it("asks for no frame unless it plays, and gives back the one it asked for", () => {
    const { player, frame, waiting } = open();
    expect(waiting.size).toBe(0);
    player.play();
    player.play();
    expect(waiting.size).toBe(1);
    player.pause();
    expect(waiting.size).toBe(0);
    player.play();
    player.destroy();
    expect(waiting.size).toBe(0);
    player.play();
    for (let nowMs = 0; nowMs < 1000; nowMs += 50) frame(nowMs);
    expect(waiting.size).toBe(0);
    expect(player.state.isPlaying).toBe(false);
  });

  it("steps from event to event and stays within the run", () => {
    const { player } = open();
    player.step(1);
    player.step(1);
    expect(player.state.moment.eventCount).toBe(4);
    player.seek(0);
    player.step(-1);
    expect(player.state.moment).toEqual({ atMs: 0, eventCount: 1 });
  });

  it("steps back to the event before it when it stands between two", () => {
    const { player } = open();
    player.seek(70);
    player.step(-1);
    expect(player.state.moment).toEqual({ atMs: 0.05, eventCount: 2 });
  });

  it("goes from event to event when motion is reduced", () => {
    const { player, frame } = open({ isMotionReduced: true });
    player.play();
    for (let nowMs = 0; nowMs <= 900; nowMs += 50) frame(nowMs);
    expect(player.state.moment).toEqual({ atMs: 0.05, eventCount: 2 });
  });

  it("stays where it is when a reader's fault changes the run", () => {
    const { player } = open();
    player.setTrack(timeTrack([event(0), event(0.05), event(0.06), event(3)], PACE), 3);
    expect(player.state.moment).toEqual({ atMs: 0.06, eventCount: 3 });
    player.play();
    expect(player.state.moment.eventCount).toBe(3);
  });
});
