/** A stream consumer alone, asked one thing after the other. */
import { ScenarioError, Simulation, type Millis, type Timed, type Trace } from "../kernel/index.ts";
import type { CreateStreamConsumer, IteratorError, IteratorStart, LeaseRequests, ProcessingStep, SequenceNumber, ShardId, ShardLease, StreamChange, StreamConsumer, StreamConsumerConfiguration, StreamShard } from "./stream-consumer.ts"; // prettier-ignore

/** One question, as the seam puts it. `crash` takes the consumer's memory away: a new one answers from then on. */
export type StreamQuestion =
  | { readonly ask: "plan"; readonly shards: readonly StreamShard[]; readonly leases: readonly ShardLease[]; readonly nowMs: Millis } // prettier-ignore
  | { readonly ask: "begin"; readonly lease: ShardLease }
  | { readonly ask: "again"; readonly shardId: ShardId; readonly error: IteratorError }
  | { readonly ask: "received"; readonly shardId: ShardId; readonly changes: readonly StreamChange[]; readonly isEnd: boolean } // prettier-ignore
  | { readonly ask: "may-apply"; readonly change: StreamChange; readonly applied: SequenceNumber | undefined }
  | { readonly ask: "crash" };

/** What a consumer answers; nothing to a crash. */
export type StreamAnswer = LeaseRequests | IteratorStart | readonly ProcessingStep[] | boolean | undefined;

/** Questions to one worker, in their order. */
export interface StreamScript {
  readonly configuration: StreamConsumerConfiguration;
  readonly questions: readonly StreamQuestion[];
}

/** A question, and what it was answered. */
export interface StreamAnswerEvent {
  readonly kind: "stream-answered";
  readonly question: StreamQuestion;
  readonly answer: StreamAnswer;
}

/** Asks the questions in their order, a millisecond apart. Throws `ScenarioError` for times of passes that go back. */
export function runStreamScript(
  { configuration, questions }: StreamScript,
  create: CreateStreamConsumer,
  into?: Timed<StreamAnswerEvent>[],
): Trace<StreamAnswerEvent> {
  let beforeMs: Millis = -Infinity;
  questions.forEach((question, index) => {
    if (question.ask !== "plan") return;
    if (!(question.nowMs >= beforeMs && question.nowMs < Infinity))
      throw new ScenarioError(`questions[${index}].nowMs`, `a time from ${beforeMs} ms on`, question.nowMs);
    beforeMs = question.nowMs;
  });
  const simulation = new Simulation<StreamAnswerEvent>({ seed: 0, trace: into });
  let consumer = create(configuration);
  questions.forEach((question, index) => {
    simulation.at(index, () => {
      if (question.ask === "crash") consumer = create(configuration);
      simulation.record({ kind: "stream-answered", question, answer: answered(question, consumer) });
    });
  });
  simulation.runToEnd();
  return simulation.trace;
}

function answered(question: StreamQuestion, consumer: StreamConsumer): StreamAnswer {
  switch (question.ask) {
    case "plan":
      return consumer.plan(question.shards, question.leases, question.nowMs);
    case "begin":
      return consumer.begin(question.lease);
    case "again":
      return consumer.again(question.shardId, question.error);
    case "received":
      return consumer.received(question.shardId, question.changes, question.isEnd);
    case "may-apply":
      return consumer.mayApply(question.change, question.applied);
    case "crash":
      return undefined;
  }
}
