// A state machine whose states are values: calm, or failing over with all that this needs. Epochs come from a counter.
import type {
  FailoverController,
  FailoverControllerOptions,
  Heartbeat,
  InstanceId,
  PromotionOrder,
} from "four-of-six/cluster";

type State =
  | { readonly name: "calm" }
  | {
      readonly name: "failing over";
      readonly attempt: number;
      readonly untilMs: number;
      readonly order: PromotionOrder | undefined;
    };

interface Known {
  readonly atMs: number;
  readonly beat: Heartbeat | undefined;
}

export function createFailoverController(options: FailoverControllerOptions): FailoverController {
  const { detectMs, promoteTimeoutMs } = options;
  const known = new Map<InstanceId, Known>();
  for (const instance of options.instances) known.set(instance, { atMs: 0, beat: undefined });
  let newestGiven = 1;
  const epochs = (function* () {
    for (;;) yield ++newestGiven;
  })();
  let open = { writer: options.writer, volumeEpoch: 1, atMs: 0 };
  let lookedMs = 0;
  let state: State = { name: "calm" };

  const isAvailable = (instance: InstanceId) => {
    const { atMs, beat } = known.get(instance) as Known;
    if (lookedMs > atMs && lookedMs - atMs >= detectMs) return false;
    if (beat === undefined) return true;
    return beat.isServing && (beat.role === "reader" || beat.volumeEpoch >= openAtBeat.get(instance)!);
  };
  /** The newest open epoch when the instance was last heard of: later ones do not make an old heartbeat a lie. */
  const openAtBeat = new Map<InstanceId, number>();
  const available = () => options.instances.filter(isAvailable);

  const begin = (attempt: number, nowMs: number): State => {
    const instance = options.choose(available(), open.writer, attempt - 1);
    const order = instance === undefined ? undefined : { instance, volumeEpoch: epochs.next().value as number };
    return { name: "failing over", attempt, untilMs: nowMs + promoteTimeoutMs, order };
  };
  const order = () => (state.name === "calm" ? undefined : state.order);

  return {
    heard(beat, nowMs) {
      known.set(beat.instance, { atMs: nowMs, beat });
      if (beat.role === "writer" && beat.isServing && beat.volumeEpoch >= open.volumeEpoch) {
        if (beat.volumeEpoch === newestGiven) state = { name: "calm" };
        open = {
          writer: beat.volumeEpoch > open.volumeEpoch ? beat.instance : open.writer,
          volumeEpoch: beat.volumeEpoch,
          atMs: nowMs,
        };
      }
      openAtBeat.set(beat.instance, open.volumeEpoch);
    },

    look(nowMs) {
      lookedMs = nowMs;
      if (state.name === "calm" && nowMs - open.atMs >= detectMs) state = begin(1, nowMs);
      else if (state.name === "failing over" && nowMs >= state.untilMs) state = begin(state.attempt + 1, nowMs);
      return order();
    },

    failOver(nowMs) {
      if (state.name === "calm") state = begin(1, nowMs);
      return order();
    },

    started(instance) {
      if (state.name === "calm") return instance === open.writer ? (epochs.next().value as number) : undefined;
      if (state.order?.instance === instance) state = { ...state, untilMs: -1, order: undefined };
      return undefined;
    },

    standing: () => ({ writer: open.writer, volumeEpoch: open.volumeEpoch }),
    attemptCount: () => (state.name === "calm" ? 0 : state.attempt),
    available,
  };
}
