import {
  createStreamConsumer,
  runStream,
  runStreamScript,
  streamEventInEnglish,
  type CreateStreamConsumer,
  type IteratorStart,
  type LeaseRequests,
  type ProcessingStep,
  type StreamChange,
  type StreamConsumer,
  type StreamScenario,
  type StreamScript,
} from "four-of-six/dynamodb";
import {
  AnswerError,
  defineRig,
  fn,
  listOf,
  mechanism,
  optional,
  record,
  tagged,
  text,
  truth,
  type Shape,
} from "four-of-six/testing";

/** What an answer to this exercise exports. */
export interface StreamConsumerAnswer {
  readonly createStreamConsumer: CreateStreamConsumer;
}

/** Decimal digits; the service refuses anything else, and so does a lease table. */
function digits(orElse?: string): Shape<string> {
  return {
    take(value, where) {
      const taken = text.take(value, where);
      if (taken === orElse || /^\d{1,40}$/.test(taken)) return taken;
      const expected = `a sequence number, which is up to 40 digits${orElse === undefined ? "" : `, or ${orElse}`}`;
      throw new AnswerError(
        `${where} gave the text ${JSON.stringify(taken.slice(0, 80))}; it has to give ${expected}.`,
      );
    },
  };
}

const start = tagged<IteratorStart, "type">("type", {
  TRIM_HORIZON: {},
  LATEST: {},
  AT_SEQUENCE_NUMBER: { sequenceNumber: digits() },
  AFTER_SEQUENCE_NUMBER: { sequenceNumber: digits() },
});

const step = tagged<ProcessingStep, "step">("step", {
  apply: {
    change: record<StreamChange>({
      sequenceNumber: digits(),
      eventName: text as Shape<StreamChange["eventName"]>,
      key: text,
      newImage: optional(text),
    }),
  },
  checkpoint: { at: digits("SHARD_END") },
});

export const rig = defineRig<StreamConsumerAnswer, StreamScript, StreamScenario>({
  figure: "streams",
  seam: {
    createStreamConsumer: fn(
      mechanism<StreamConsumer>({
        plan: record<LeaseRequests>({ take: listOf(text), renew: listOf(text) }),
        begin: start,
        again: start,
        received: listOf(step),
        mayApply: truth,
      }),
    ),
  },
  reference: { createStreamConsumer },
  unit: { run: (script, answer, into) => runStreamScript(script, answer.createStreamConsumer, into as never) },
  cluster: { run: (scenario, answer, into) => runStream(scenario, answer.createStreamConsumer, into as never) },
  decides: ["stream-answered", "lease-taken", "lease-renewed", "checkpoint-written", "reading-began", "change-processed"], // prettier-ignore
  eventText: (event) => streamEventInEnglish(event as never),
  timeText: (atMs) => `${atMs / 1_000} s`,
});
