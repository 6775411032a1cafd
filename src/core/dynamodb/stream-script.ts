/** A stream consumer alone, asked one thing after the other. */
import { ScenarioError, Simulation, type Millis, type Timed, type Trace } from "../kernel/index.ts";
import type { CreateStreamConsumer, IteratorError, IteratorStart, LeaseRequests, ProcessingStep, SequenceNumber, ShardId, ShardLease, StreamChange, StreamConsumer, StreamShard, WorkerId } from "./stream-consumer.ts"; // prettier-ignore

/** One question, as the seam puts it. */
export type StreamQuestion =
  | { readonly ask: "plan"; readonly shards: readonly StreamShard[]; readonly leases: readonly ShardLease[]; readonly nowMs: Millis } // prettier-ignore
  | { readonly ask: "begin"; readonly lease: ShardLease }
  | { readonly ask: "again"; readonly shardId: ShardId; readonly error: IteratorError }
  | { readonly ask: "received"; readonly shardId: ShardId; readonly changes: readonly StreamChange[]; readonly isEnd: boolean } // prettier-ignore
  | { readonly ask: "may-apply"; readonly change: StreamChange; readonly applied: SequenceNumber | undefined };

/** A crash takes the consumer's memory away. A new one answers from then on, under the next id. */
export type StreamScriptStep = StreamQuestion | { readonly ask: "crash" };

/** What a consumer answers. */
export type StreamAnswer = LeaseRequests | IteratorStart | readonly ProcessingStep[] | boolean;

/** Questions to one worker, in their order. */
export interface StreamScript {
  /** The machine: its lives are `W1-1`, `W1-2` and so on. */
  readonly machine: string;
  readonly leaseMs: Millis;
  readonly steps: readonly StreamScriptStep[];
}

/** A life that begins; or a question, and what it was answered. */
export type StreamScriptEvent =
  | { readonly kind: "consumer-began"; readonly worker: WorkerId; readonly leaseMs: Millis }
  | { readonly kind: "stream-answered"; readonly question: StreamQuestion; readonly answer: StreamAnswer };

/** All of them, in the order in which they happened. */
export type StreamScriptTrace = Trace<StreamScriptEvent>;

/** Goes through the steps in their order, a millisecond apart. Throws `ScenarioError` for times of passes that go back. */
export function runStreamScript(
  { machine, leaseMs, steps }: StreamScript,
  create: CreateStreamConsumer,
  into?: Timed<StreamScriptEvent>[],
): StreamScriptTrace {
  let beforeMs: Millis = -Infinity;
  steps.forEach((step, index) => {
    if (step.ask !== "plan") return;
    if (!(step.nowMs >= beforeMs && step.nowMs < Infinity))
      throw new ScenarioError(`steps[${index}].nowMs`, `a time from ${beforeMs} ms on`, step.nowMs);
    beforeMs = step.nowMs;
  });
  const simulation = new Simulation<StreamScriptEvent>({ seed: 0, trace: into });
  let lifeCount = 0;
  const begin = () => {
    const worker = `${machine}-${++lifeCount}`;
    simulation.record({ kind: "consumer-began", worker, leaseMs });
    return create({ worker, leaseMs });
  };
  let consumer = begin();
  steps.forEach((step, index) => {
    simulation.at(index + 1, () => {
      if (step.ask === "crash") consumer = begin();
      else simulation.record({ kind: "stream-answered", question: step, answer: answered(step, consumer) });
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
  }
}
