/** Events of a stream and its consumers in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import type { Millis } from "../kernel/index.ts";
import { withParticle } from "../kernel/words.ts";
import type { IteratorStart, LeaseRequests, ProcessingStep } from "./stream-consumer.ts";
import type { StreamAnswer, StreamScriptEvent, StreamQuestion } from "./stream-script.ts";
import type { LeaseWrite, StreamEvent } from "./stream-trace.ts";
import { sequenceText, shardText } from "./stream-names.ts";
import { changeText, checkpointText, leaseText, listText, shardInListText, startText, stepText } from "./stream-words-en.ts"; // prettier-ignore

/** One event in one sentence, without a full stop. */
export function streamEventInKorean(event: StreamEvent | StreamScriptEvent): string {
  switch (event.kind) {
    case "stream-opened":
      return `워커 ${event.workerCount}개가 스트림을 읽습니다. 임대는 ${durationText(event.leaseMs)}이고 레코드는 ${durationText(event.retentionMs)} 동안 남습니다`;
    case "shard-opened":
      return event.parentShardId === undefined
        ? `${withParticle(shardText(event.shardId), "이/가")} 열립니다`
        : `${shardText(event.parentShardId)}의 자식 ${withParticle(shardText(event.shardId), "이/가")} 열립니다`;
    case "shard-closed":
      return `${withParticle(shardText(event.shardId), "이/가")} 닫힙니다`;
    case "change-streamed":
      return `${event.change.key}의 ${event.change.eventName}: ${shardText(event.shardId)}의 레코드 ${sequenceText(event.change.sequenceNumber)}`;
    case "records-trimmed":
      return `${shardText(event.shardId)}에서 ${sequenceText(event.through)}까지 레코드 ${event.count}개가 보존 기간이 지나 없어집니다`;
    case "worker-started":
      return `${withParticle(event.worker, "이/가")} 아무 기억 없이 시작합니다`;
    case "worker-crashed":
      return `${withParticle(event.worker, "이/가")} 크래시로 멈춥니다`;
    case "worker-paused":
      return `${withParticle(event.worker, "이/가")} 잠시 멈춥니다`;
    case "worker-resumed":
      return `${withParticle(event.worker, "이/가")} 멈춘 줄 모른 채 이어서 일합니다`;
    case "lease-taken":
      return `${withParticle(event.worker, "이/가")} ${event.from === undefined ? "" : `${event.from}에게서 `}${shardText(event.shardId)}의 임대를 가져갑니다. ${event.checkpoint === undefined ? "아직 체크포인트가 없습니다" : `체크포인트는 ${checkpointText(event.checkpoint)}입니다`}`;
    case "lease-renewed":
      return `${withParticle(event.worker, "이/가")} ${shardText(event.shardId)}의 임대를 갱신합니다`;
    case "lease-refused":
      return `임대 테이블이 ${event.worker}의 ${shardText(event.shardId)} ${WRITES[event.what]} 거부합니다. 이제 이 샤드를 읽지 않습니다`;
    case "checkpoint-written":
      return `${withParticle(event.worker, "이/가")} ${shardText(event.shardId)}의 체크포인트를 ${withParticle(checkpointText(event.checkpoint), "으로/로")} 씁니다`;
    case "reading-began":
      return `${withParticle(event.worker, "이/가")} ${withParticle(shardText(event.shardId), "을/를")} ${startText(event.start)}부터 ${event.because === "lease" ? "읽기 시작합니다" : `다시 읽습니다(${event.because})`}`;
    case "records-read":
      return `${withParticle(event.worker, "이/가")} ${shardText(event.shardId)}에서 레코드 ${event.count}개를 ${event.isEnd ? "끝까지 " : ""}읽습니다`;
    case "change-processed":
      return event.applied
        ? `인덱스가 ${withParticle(event.worker, "이/가")} 보낸 ${event.key}의 레코드 ${withParticle(sequenceText(event.sequenceNumber), "을/를")} 반영합니다`
        : `인덱스에 ${event.key}의 레코드 ${withParticle(sequenceText(event.sequenceNumber), "이/가")} 이미 있어 ${event.worker}의 요청을 거부합니다`;
    case "fault-began":
    case "fault-ended":
      return faultInKorean(event.fault, event.kind === "fault-began", (node) => node);
    case "consumer-began":
      return `${withParticle(event.worker, "이/가")} 아무 기억 없이 시작합니다. 임대는 ${durationText(event.leaseMs)}입니다`;
    case "stream-answered":
      return `${questionText(event.question)}${answerText(event.question, event.answer)}`;
    default:
      return event satisfies never;
  }
}

const WRITES: Readonly<Record<LeaseWrite, string>> = Object.freeze({
  take: "임대 획득을",
  renew: "임대 갱신을",
  checkpoint: "체크포인트를",
});

function questionText(question: StreamQuestion): string {
  switch (question.ask) {
    case "plan":
      return `${durationText(question.nowMs)}에 샤드 ${listText(question.shards, shardInListText)}, 임대 ${listText(question.leases, leaseText)}: `;
    case "begin":
      return `임대 ${withParticle(leaseText(question.lease), "을/를")} 얻었습니다: `;
    case "again":
      return `${question.shardId}에서 ${question.error}: `;
    case "received":
      return `${question.shardId}에서 ${withParticle(listText(question.changes, changeText), "을/를")} 받았습니다${question.isEnd ? "(마지막)" : ""}: `;
    case "may-apply":
      return `${question.change.key}에 대해 인덱스에 ${question.applied === undefined ? "아무것도 없고" : `${withParticle(question.applied, "이/가")} 있고`} 레코드 ${withParticle(question.change.sequenceNumber, "이/가")} 옵니다: `;
  }
}

function answerText({ ask }: StreamQuestion, answer: StreamAnswer): string {
  if (ask === "may-apply") return answer === true ? "반영합니다" : "거부합니다";
  if (ask === "plan") {
    const { take, renew } = answer as LeaseRequests;
    return `획득 ${take.join(", ") || "없음"}, 갱신 ${renew.join(", ") || "없음"}`;
  }
  if (ask === "received") return listText(answer as readonly ProcessingStep[], stepText);
  return startText(answer as IteratorStart);
}

/** `24시간`, `10초`, `200 ms`. */
function durationText(ms: Millis): string {
  if (ms > 0 && ms % 3_600_000 === 0) return `${ms / 3_600_000}시간`;
  return ms >= 1_000 ? `${ms / 1_000}초` : `${ms} ms`;
}
