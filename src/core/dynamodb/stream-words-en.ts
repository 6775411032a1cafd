/** Events of a stream and its consumers in English. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import type { Millis } from "../kernel/index.ts";
import type { Checkpoint, IteratorStart, LeaseRequests, ProcessingStep, ShardLease, StreamChange, StreamShard } from "./stream-consumer.ts"; // prettier-ignore
import type { StreamAnswer, StreamScriptEvent, StreamQuestion } from "./stream-script.ts";
import { sequenceText, shardText } from "./stream-names.ts";
import type { LeaseWrite, StreamEvent } from "./stream-trace.ts";

/** One event in one sentence, without a full stop. */
export function streamEventInEnglish(event: StreamEvent | StreamScriptEvent): string {
  switch (event.kind) {
    case "stream-opened":
      return `${event.workerCount} ${event.workerCount === 1 ? "worker reads" : "workers read"} the stream; a lease is ${durationText(event.leaseMs)}, and records stay for ${durationText(event.retentionMs)}`;
    case "shard-opened":
      return `${shardText(event.shardId)} opens${event.parentShardId === undefined ? "" : `, a child of ${shardText(event.parentShardId)}`}`;
    case "shard-closed":
      return `${shardText(event.shardId)} closes`;
    case "change-streamed":
      return `${event.change.eventName} of ${event.change.key} is record ${sequenceText(event.change.sequenceNumber)} of ${shardText(event.shardId)}`;
    case "records-trimmed":
      return `${event.count} of the records of ${shardText(event.shardId)} are trimmed, up to ${sequenceText(event.through)}`;
    case "worker-started":
      return `${event.worker} starts, and remembers nothing`;
    case "worker-crashed":
      return `${event.worker} crashes`;
    case "worker-paused":
      return `${event.worker} stands still`;
    case "worker-resumed":
      return `${event.worker} goes on, as if nothing had been`;
    case "lease-taken":
      return `${event.worker} takes the lease of ${shardText(event.shardId)}${event.from === undefined ? "" : ` from ${event.from}`}${event.checkpoint === undefined ? ", which has no checkpoint yet" : `, checkpoint ${checkpointText(event.checkpoint)}`}`;
    case "lease-renewed":
      return `${event.worker} renews its lease of ${shardText(event.shardId)}`;
    case "lease-refused":
      return `The lease table refuses ${event.worker} ${WRITES[event.what]} of ${shardText(event.shardId)}: it does not read it any more`;
    case "checkpoint-written":
      return `${event.worker} writes checkpoint ${checkpointText(event.checkpoint)} of ${shardText(event.shardId)}`;
    case "reading-began":
      return `${event.worker} ${event.because === "lease" ? "begins to read" : `goes on (${event.because}) in`} ${shardText(event.shardId)} with ${startText(event.start)}`;
    case "records-read":
      return `${event.worker} reads ${event.count} ${event.count === 1 ? "record" : "records"} of ${shardText(event.shardId)}${event.isEnd ? ", to its end" : ""}`;
    case "change-processed":
      return event.applied
        ? `The index applies record ${sequenceText(event.sequenceNumber)} of ${event.key}, from ${event.worker}`
        : `The index has record ${sequenceText(event.sequenceNumber)} of ${event.key} already, and refuses it to ${event.worker}`;
    case "fault-began":
    case "fault-ended":
      return faultInEnglish(event.fault, event.kind === "fault-began", (node) => node);
    case "consumer-began":
      return `${event.worker} begins its life and remembers nothing; a lease is ${durationText(event.leaseMs)}`;
    case "stream-answered":
      return `${questionText(event.question)}${answerText(event.question, event.answer)}`;
    default:
      return event satisfies never;
  }
}

const WRITES: Readonly<Record<LeaseWrite, string>> = Object.freeze({
  take: "the taking",
  renew: "the renewal",
  checkpoint: "the checkpoint",
});

function questionText(question: StreamQuestion): string {
  switch (question.ask) {
    case "plan":
      return `At ${durationText(question.nowMs)}, of the shards ${listText(question.shards, shardInListText)} with the leases ${listText(question.leases, leaseText)}: `;
    case "begin":
      return `It holds the lease ${leaseText(question.lease)}: `;
    case "again":
      return `${question.error} in ${question.shardId}: `;
    case "received":
      return `It received ${listText(question.changes, changeText)} of ${question.shardId}${question.isEnd ? ", the end" : ""}: `;
    case "may-apply":
      return `Of ${question.change.key} the index has ${question.applied ?? "nothing"}, and record ${question.change.sequenceNumber} comes: `;
  }
}

function answerText({ ask }: StreamQuestion, answer: StreamAnswer): string {
  if (ask === "may-apply") return answer === true ? "applied" : "refused";
  if (ask === "plan") {
    const { take, renew } = answer as LeaseRequests;
    return `takes ${take.join(", ") || "none"}, renews ${renew.join(", ") || "none"}`;
  }
  if (ask === "received") return listText(answer as readonly ProcessingStep[], stepText);
  return startText(answer as IteratorStart);
}

/** `[a; b]`. */
export function listText<T>(list: readonly T[], text: (one: T) => string): string {
  return `[${list.map(text).join("; ")}]`;
}

/** A shard and its parent, as a script names them. */
export const shardInListText = ({ shardId, parentShardId }: StreamShard): string =>
  parentShardId === undefined ? shardId : `${shardId} < ${parentShardId}`;

/** A row of the lease table. */
export const leaseText = ({ shardId, owner, counter, checkpoint }: ShardLease): string =>
  `${shardId}: ${owner ?? "-"}, ${counter}, ${checkpoint ?? "-"}`;

/** A change by its number. */
export const changeText = ({ sequenceNumber, key }: StreamChange): string => `${sequenceNumber} ${key}`;

/** One thing that a worker does. */
export const stepText = (step: ProcessingStep): string =>
  step.step === "apply" ? `apply ${step.change.sequenceNumber}` : `checkpoint ${step.at}`;

/** Where a reading begins, in the words of the service. */
export function startText(start: IteratorStart): string {
  return "sequenceNumber" in start ? `${start.type} ${sequenceText(start.sequenceNumber)}` : start.type;
}

/** A checkpoint. */
export function checkpointText(checkpoint: Checkpoint): string {
  return checkpoint === "SHARD_END" ? checkpoint : sequenceText(checkpoint);
}

/** `24 h`, `10 s`, `200 ms`. */
function durationText(ms: Millis): string {
  if (ms > 0 && ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  return ms >= 1_000 ? `${ms / 1_000} s` : `${ms} ms`;
}
