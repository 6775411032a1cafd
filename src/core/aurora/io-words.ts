/** An event of the two designs in words: one short sentence, wherever the event is printed. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import type { Loss } from "../kernel/index.ts";
import { withParticle, type WordsLocale } from "../kernel/words.ts";
import { WRITE_KINDS } from "./io-per-transaction.ts";
import type { IoDesign, IoEvent, IoKind } from "./io-trace.ts";

/** The sentence for one event, without a full stop. */
export function ioEventText(event: IoEvent, locale: WordsLocale): string {
  return locale === "ko" ? inKorean(event) : ioEventInEnglish(event);
}

/** What an I/O carries, as figures and tables name it. */
export function ioKindText(kind: IoKind, locale: WordsLocale): string {
  return (locale === "ko" ? kindInKorean : kindInEnglish)[kind];
}

const kindInEnglish: Readonly<Record<IoKind, string>> = {
  redo: "redo",
  binlog: "binlog",
  page: "page",
  doubleWrite: "double-write",
  metadata: "metadata",
  replicaStream: "redo stream",
};

const kindInKorean: Readonly<Record<IoKind, string>> = {
  redo: "리두",
  binlog: "binlog",
  page: "페이지",
  doubleWrite: "이중 쓰기",
  metadata: "메타데이터",
  replicaStream: "리두 스트림",
};

const designInEnglish: Readonly<Record<IoDesign, string>> = { mirrored: "Mirrored MySQL", aurora: "Aurora" };
const designInKorean: Readonly<Record<IoDesign, string>> = { mirrored: "미러링 MySQL", aurora: "Aurora" };

const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
const count = (value: number, one: string, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

/** The same in English alone. */
export function ioEventInEnglish(event: IoEvent): string {
  switch (event.kind) {
    case "comparison-began":
      return "The two designs are compared";
    case "mirrored-opened": {
      const { volumes, copiesPerVolume, commitsPerSync, binlog, doubleWrite, pageBytes, doubleWritePages } =
        event.topology;
      const pages = `pages of ${number(pageBytes)} bytes`;
      return `Mirrored MySQL: ${count(volumes, "volume")} of ${count(copiesPerVolume, "copy", "copies")}, ${count(commitsPerSync, "commit")} a log sync, ${binlog ? `${number(event.topology.binlogBytes)} bytes of binlog a commit` : "no binlog"}, ${pages}${doubleWrite ? `, double-write of ${count(doubleWritePages, "page")} at a time` : ", no double-write"}`;
    }
    case "aurora-opened": {
      const { copies, batchBytes, replicas } = event.topology;
      return `Aurora: ${count(copies, "copy", "copies")} of each protection group, batches of up to ${count(batchBytes, "byte")}, ${count(replicas, "replica")}`;
    }
    case "round-began":
      return `Run ${event.round} is in memory: ${count(event.transactions.length, "commit")}, ${count(event.recordCount, "redo record")}, ${count(event.redoBytes, "byte")}`;
    case "change-logged":
      return `LSN ${event.lsn}: ${event.transaction} ${event.isCommit ? "commits" : `changes page ${event.page}`} (group ${event.group}, ${count(event.sizeBytes, "byte")})`;
    case "page-flushed":
      return `Page ${event.page} is due to be written back`;
    case "metadata-written":
      return `A metadata file of ${count(event.sizeBytes, "byte")} is due to be written`;
    case "node-counted": {
      const kinds = WRITE_KINDS.flatMap((kind) =>
        event.toStorage[kind] === 0 ? [] : [`${kindInEnglish[kind]} ${event.toStorage[kind]}`],
      );
      return `${designInEnglish[event.design]}, counted at the database node: ${count(event.databaseNode, "I/O")} for ${count(event.transactions, "commit")}${kinds.length === 0 ? "" : ` (${kinds.join(", ")})`}`;
    }
    case "copies-counted":
      return `${designInEnglish[event.design]}, counted elsewhere: ${event.toInstances} to other instances, ${event.storage} at storage, ${event.perCopy} at each copy`;
    case "bytes-counted":
      return `${designInEnglish[event.design]}, counted on the wire: ${count(event.wireBytes, "byte")}`;
    case "round-refused":
      return `${designInEnglish[event.design]}: the database node is down, run ${event.round} is not performed`;
    case "io-sent":
      return `${event.from} sent ${kindInEnglish[event.what]} to ${event.to} (${count(event.sizeBytes, "byte")})`;
    case "io-resent":
      return `${event.from} sent ${kindInEnglish[event.what]} to ${event.to} once more`;
    case "io-taken":
      return event.hop === "to-instance"
        ? `${event.to} received ${kindInEnglish[event.what]} from ${event.from}`
        : `${event.to} has ${kindInEnglish[event.what]} from ${event.from} on disk`;
    case "io-lost":
      return `The ${kindInEnglish[event.what]} from ${event.from} did not reach ${event.to}: ${lossInEnglish[event.because]}`;
    case "io-acknowledged":
      return `${event.from} heard from ${event.to}: ${kindInEnglish[event.what]} is done there`;
    case "io-ack-lost":
      return `${event.to}'s acknowledgement of ${kindInEnglish[event.what]} did not reach ${event.from}: ${lossInEnglish[event.because]}`;
    case "commit-answered":
      return `${designInEnglish[event.design]}: ${event.transaction} is committed after ${event.afterMs.toFixed(2)} ms`;
    case "round-finished":
      return event.design === "mirrored"
        ? `Mirrored MySQL: every write of run ${event.round} is on all copies`
        : `Aurora: every batch of run ${event.round} has its write quorum`;
    case "fault-began":
      return faultInEnglish(event.fault, true, String);
    case "fault-ended":
      return faultInEnglish(event.fault, false, String);
    default:
      return event satisfies never;
  }
}

const lossInEnglish: Readonly<Record<Loss, string>> = {
  lost: "the message was lost",
  parted: "no message passes between the two zones",
  "receiver-down": "the receiver is down",
  "sender-down": "the sender is down",
};

function inKorean(event: IoEvent): string {
  switch (event.kind) {
    case "comparison-began":
      return "두 설계를 비교합니다";
    case "mirrored-opened": {
      const { volumes, copiesPerVolume, commitsPerSync, binlog, doubleWrite, pageBytes, doubleWritePages } =
        event.topology;
      return `미러링 MySQL: 볼륨 ${volumes}개에 사본 ${copiesPerVolume}개씩, 커밋 ${commitsPerSync}개마다 로그 동기화, ${binlog ? `커밋당 binlog ${number(event.topology.binlogBytes)}바이트` : "binlog 없음"}, 페이지 ${number(pageBytes)}바이트, ${doubleWrite ? `이중 쓰기는 한 번에 ${doubleWritePages}페이지` : "이중 쓰기 없음"}`;
    }
    case "aurora-opened": {
      const { copies, batchBytes, replicas } = event.topology;
      return `Aurora: 보호 그룹마다 사본 ${copies}개, 배치는 최대 ${number(batchBytes)}바이트, 복제본 ${replicas}개`;
    }
    case "round-began":
      return `실행 ${event.round}의 트랜잭션이 메모리에 있습니다: 커밋 ${event.transactions.length}개, 리두 레코드 ${event.recordCount}개, ${number(event.redoBytes)}바이트`;
    case "change-logged":
      return `LSN ${event.lsn}: ${withParticle(event.transaction, "이/가")} ${event.isCommit ? "커밋합니다" : `페이지 ${withParticle(event.page, "을/를")} 바꿉니다`}(그룹 ${event.group}, ${number(event.sizeBytes)}바이트)`;
    case "page-flushed":
      return `페이지 ${withParticle(event.page, "을/를")} 디스크에 쓸 차례입니다`;
    case "metadata-written":
      return `${number(event.sizeBytes)}바이트 메타데이터 파일을 쓸 차례입니다`;
    case "node-counted": {
      const kinds = WRITE_KINDS.flatMap((kind) =>
        event.toStorage[kind] === 0 ? [] : [`${kindInKorean[kind]} ${event.toStorage[kind]}`],
      );
      return `${designInKorean[event.design]}, 데이터베이스 노드에서 센 I/O: 커밋 ${event.transactions}개에 ${event.databaseNode}회${kinds.length === 0 ? "" : `(${kinds.join(", ")})`}`;
    }
    case "copies-counted":
      return `${designInKorean[event.design]}, 그 밖에서 센 I/O: 다른 인스턴스로 ${event.toInstances}회, 스토리지에서 ${event.storage}회, 사본마다 ${event.perCopy}회`;
    case "bytes-counted":
      return `${designInKorean[event.design]}, 네트워크에서 센 양: ${number(event.wireBytes)}바이트`;
    case "round-refused":
      return `${designInKorean[event.design]}: 데이터베이스 노드가 중단되어 실행 ${withParticle(event.round, "을/를")} 하지 않습니다`;
    case "io-sent":
      return `${withParticle(event.from, "이/가")} ${event.to}에 보냈습니다: ${kindInKorean[event.what]}, ${number(event.sizeBytes)}바이트`;
    case "io-resent":
      return `${withParticle(event.from, "이/가")} ${event.to}에 다시 보냈습니다: ${kindInKorean[event.what]}`;
    case "io-taken":
      return event.hop === "to-instance"
        ? `${withParticle(event.to, "이/가")} ${event.from}에서 받았습니다: ${kindInKorean[event.what]}`
        : `${withParticle(event.to, "이/가")} ${event.from}에서 온 것을 디스크에 저장했습니다: ${kindInKorean[event.what]}`;
    case "io-lost":
      return `${event.from}의 ${withParticle(kindInKorean[event.what], "이/가")} ${event.to}에 도착하지 못했습니다: ${lossInKorean[event.because]}`;
    case "io-acknowledged":
      return `${withParticle(event.from, "이/가")} ${event.to}의 확인 응답을 들었습니다: ${kindInKorean[event.what]}`;
    case "io-ack-lost":
      return `${event.to}의 ${kindInKorean[event.what]} 확인 응답이 ${event.from}에 도착하지 못했습니다: ${lossInKorean[event.because]}`;
    case "commit-answered":
      return `${designInKorean[event.design]}: ${withParticle(event.transaction, "이/가")} ${event.afterMs.toFixed(2)} ms 만에 커밋되었습니다`;
    case "round-finished":
      return event.design === "mirrored"
        ? `미러링 MySQL: 실행 ${event.round}의 모든 쓰기가 모든 사본에 있습니다`
        : `Aurora: 실행 ${event.round}의 모든 배치가 쓰기 쿼럼을 채웠습니다`;
    case "fault-began":
      return faultInKorean(event.fault, true, String);
    case "fault-ended":
      return faultInKorean(event.fault, false, String);
    default:
      return event satisfies never;
  }
}

const lossInKorean: Readonly<Record<Loss, string>> = {
  lost: "메시지가 유실되었습니다",
  parted: "두 가용 영역 사이에 메시지가 오가지 못합니다",
  "receiver-down": "받는 쪽이 중단되었습니다",
  "sender-down": "보내는 쪽이 중단되었습니다",
};
