/** Storage events in Korean. */
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import type { Loss } from "../kernel/index.ts";
import { listOf, withParticle } from "../kernel/words.ts";
import type { GossipRefusal } from "./gossip-repair.ts";
import type { OverlapRule } from "./quorum-rules.ts";
import type { ChangeRefusal } from "./quorum-sets.ts";
import type { ReadAcceptance } from "./read-routing.ts";
import type { ReadFailure, StorageEvent } from "./storage-trace.ts";
import { rangeText, rangesText } from "./storage-words-shared.ts";

type MembershipChanged = Extract<StorageEvent, { readonly kind: "membership-changed" }>;

/** The sentence for one event, without a full stop. */
export function storageEventInKorean(event: StorageEvent): string {
  switch (event.kind) {
    case "volume-opened": {
      const { rule, groups, startLsn } = event;
      return `LSN ${startLsn}에서 볼륨을 열었습니다: 보호 그룹 ${groups.length}개, 사본 ${rule.copyCount}개씩, 쓰기 ${rule.writeQuorum}개, 읽기 ${rule.readQuorum}개`;
    }
    case "record-shipped":
      return `라이터가 LSN ${withParticle(`${event.lsn}${event.isCpl ? "(CPL)" : ""}`, "을/를")} 보호 그룹 ${event.group}에 보냈습니다`;
    case "record-resent":
      return `라이터가 LSN ${withParticle(event.lsn, "을/를")} 세그먼트 ${event.segment}에 다시 보냈습니다`;
    case "record-lost":
      return `LSN ${withParticle(event.lsn, "이/가")} 세그먼트 ${event.segment}에 도착하지 못했습니다: ${lossInKorean[event.because]}`;
    case "ack-lost":
      return `세그먼트 ${event.segment}의 LSN ${event.lsn} 확인 응답이 라이터에 도착하지 못했습니다: ${lossInKorean[event.because]}`;
    case "record-stored":
      return `세그먼트 ${withParticle(event.segment, "이/가")} LSN ${withParticle(event.lsn, "을/를")} 저장했습니다(SCL ${event.scl})`;
    case "ack-arrived":
      return `세그먼트 ${event.segment}의 LSN ${event.lsn} 확인 응답이 라이터에 도착했습니다`;
    case "marks-moved":
      return `현재 위치: VDL ${event.vdl}, VCL ${event.vcl}, PGCL ${event.pgcls.join(", ")}`;
    case "commit-requested":
      return `클라이언트가 ${event.transaction}의 커밋을 요청했습니다(커밋 LSN ${event.commitLsn})`;
    case "commit-answered":
      return `${withParticle(event.transaction, "이/가")} 커밋되었습니다: 클라이언트가 응답을 받았습니다`;
    case "writer-unreachable":
      return `라이터가 중단되어 ${event.transaction ?? "요청"}에 대해 아무 일도 하지 않았습니다`;
    case "fault-began":
      return faultInKorean(event.fault, true, nodeInKorean);
    case "fault-ended":
      return faultInKorean(event.fault, false, nodeInKorean);
    case "service-changed": {
      const group = `보호 그룹 ${event.group}:`;
      if (event.writes && event.reads) return `${group} 쓰기 쿼럼과 읽기 쿼럼을 모두 충족합니다`;
      if (event.reads) return `${group} 쓰기 쿼럼은 잃었지만 읽기 쿼럼은 아직 충족합니다`;
      if (event.writes) return `${group} 쓰기 쿼럼은 충족하지만 읽기 쿼럼은 충족하지 못합니다`;
      return `${group} 쓰기 쿼럼도 읽기 쿼럼도 충족하지 못합니다`;
    }
    case "rule-checked":
      return event.broken.length === 0
        ? "규칙을 점검했습니다: 두 약속을 모두 지킵니다"
        : `규칙을 점검했습니다: ${event.broken.map((rule) => overlapInKorean[rule]).join(", ")}`;
    case "quorum-read-asked":
      return `복구 읽기가 보호 그룹 ${event.group}의 모든 세그먼트에 SCL을 묻습니다`;
    case "segment-answered":
      return `세그먼트 ${withParticle(event.segment, "이/가")} 읽기에 응답했습니다: SCL ${event.scl}`;
    case "read-quorum-met":
      return `보호 그룹 ${event.group}의 읽기 쿼럼이 충족되었습니다: ${listOf(event.answeredBy, "ko")}`;
    case "write-held-back":
      return `${withParticle(event.transaction ?? "쓰기", "이/가")} 기다립니다: 아직 LSN ${withParticle(event.limitLsn, "을/를")} 넘겨 할당할 수 없습니다`;
    case "request-refused":
      return event.because === "stale-volume-epoch"
        ? `세그먼트 ${withParticle(event.segment, "이/가")} ${instanceInKorean(event.by)}의 요청을 거부했습니다: 다른 인스턴스가 에포크 ${withParticle(event.epoch, "으로/로")} 볼륨을 열었습니다`
        : `세그먼트 ${withParticle(event.segment, "이/가")} ${instanceInKorean(event.by)}의 요청을 거부했습니다: 에포크 ${event.epoch}에서 그룹의 멤버가 바뀌었습니다`;
    case "page-asked":
      return `라이터가 세그먼트 ${event.segment}에${event.isHedge ? "도" : ""} LSN ${event.readPoint} 시점의 페이지 ${withParticle(event.page, "을/를")} 요청합니다`;
    case "page-refused":
      return `세그먼트 ${withParticle(event.segment, "은/는")} LSN ${event.readPoint} 시점의 페이지 ${withParticle(event.page, "을/를")} 줄 수 없습니다: ${readFailureInKorean[event.because]}`;
    case "page-answered":
      return `세그먼트 ${withParticle(event.segment, "이/가")} LSN ${event.readPoint} 시점의 페이지 ${withParticle(event.page, "을/를")} 보냈습니다: 페이지 LSN ${event.pageLsn}, ${event.tookMs} ms`;
    case "read-failed":
      return `LSN ${event.readPoint} 시점의 페이지 ${withParticle(event.page, "을/를")} 읽을 수 없습니다: ${readFailureInKorean[event.because]}`;
    case "view-opened":
      return `긴 쿼리 ${withParticle(event.view, "이/가")} 시작되어 읽기 지점 ${withParticle(event.readPoint, "을/를")} 붙잡습니다`;
    case "view-closed":
      return `긴 쿼리 ${withParticle(event.view, "이/가")} 끝났습니다`;
    case "pgmrpl-told":
      return `PGMRPL은 ${event.pgmrpl}입니다: 이보다 오래된 LSN 시점은 더 이상 읽지 않습니다`;
    case "read-planned": {
      const { order, readPoint, hedgeAfterMs } = event;
      if (order.length === 0) return `LSN ${readPoint} 시점의 읽기: 요청할 세그먼트가 없습니다`;
      const others = order.length === 1 ? "" : `, ${hedgeAfterMs} ms마다 다음 세그먼트에도`;
      return `LSN ${readPoint} 시점의 읽기: ${order.join(", ")} 순서로 요청합니다${others}`;
    }
    case "read-judged":
      return `세그먼트 ${event.segment}(SCL ${event.scl}, PGMRPL ${event.pgmrpl})에 LSN ${event.readPoint} 시점을 요청합니다: ${acceptanceInKorean[event.acceptance]}`;
    case "answer-timed":
      return `세그먼트 ${withParticle(event.segment, "이/가")} 읽기에 응답하는 데 ${event.tookMs} ms 걸렸습니다: 라이터가 기억해 둡니다`;
    case "volume-backtracked":
      return `볼륨이 ${event.targetMs} ms 시점의 LSN ${event.targetLsn}에 있습니다. 숨겨진 범위: ${rangesText(event.hidden)}`;
    case "backtrack-refused":
      return `${event.toMs} ms로 역추적할 수 없습니다: 기간은 ${event.earliestMs} ms부터입니다`;
    case "clone-made":
      return `${withParticle(event.clone, "이/가")} 만들어졌습니다: LSN ${event.atLsn} 시점에 갈라진 ${event.source ?? "볼륨"}의 클론`;
    case "in-clone":
      return `${event.clone}: ${storageEventInKorean(event.event)}`;
    case "gossip-asked":
      return `세그먼트 ${withParticle(event.segment, "이/가")} ${event.peer}에 ${withParticle(event.ranges.map(rangeText).join(", "), "을/를")} 요청합니다`;
    case "record-gossiped":
      return `세그먼트 ${withParticle(event.segment, "이/가")} ${event.from}에게서 LSN ${withParticle(event.lsn, "을/를")} 받았습니다(SCL ${event.scl})`;
    case "gossip-answered":
      return event.ranges.length === 0
        ? `세그먼트 ${event.segment}에는 ${event.peer}에게 줄 것이 없습니다`
        : `세그먼트 ${withParticle(event.segment, "이/가")} ${event.peer}에게 ${withParticle(event.ranges.map(rangeText).join(", "), "을/를")} 보냅니다`;
    case "gossip-refused":
      return `세그먼트 ${withParticle(event.segment, "은/는")} ${event.peer}에게 아무것도 보내지 않습니다: ${gossipRefusalInKorean[event.because]}`;
    case "records-filed": {
      const beyond = event.stretches.map(({ afterLsn, lastLsn }) => rangeText({ afterLsn, throughLsn: lastLsn }));
      const gap = beyond.length === 0 ? "" : `, 빈틈 너머에 ${withParticle(beyond.join(", "), "이/가")} 있습니다`;
      return `세그먼트 ${withParticle(event.segment, "은/는")} LSN ${event.scl}까지 완전합니다${gap}`;
    }
    case "epochs-told":
      return `세그먼트 ${withParticle(event.segment, "이/가")} 볼륨 에포크 ${event.volumeEpoch}, 멤버십 에포크 ${withParticle(event.membershipEpoch, "을/를")} 압니다`;
    case "page-coalesced":
      return `세그먼트 ${withParticle(event.segment, "이/가")} LSN ${event.pageLsn}까지 병합한 페이지 ${event.page}의 새 버전을 만들었습니다`;
    case "log-staged":
      return `세그먼트 ${event.segment}의 로그가 LSN ${event.lsn}까지 백업에 저장되었습니다`;
    case "garbage-collected":
      return `세그먼트 ${withParticle(event.segment, "이/가")} LSN ${event.pgmrpl}부터의 읽기에 필요 없는 레코드와 버전 ${event.count}개를 지웠습니다`;
    case "writer-crashed":
      return `인스턴스 ${withParticle(event.instance, "이/가")} 비정상 종료되었습니다`;
    case "recovery-began":
      return `인스턴스 ${withParticle(event.instance, "이/가")} 에포크 ${withParticle(event.volumeEpoch, "으로/로")} 볼륨을 열며 모든 세그먼트에 가진 것을 묻습니다`;
    case "recovery-waits":
      return `${withParticle(event.instance, "이/가")} 보호 그룹 ${event.groups.join(", ")}의 읽기 쿼럼을 기다립니다`;
    case "recovery-decided":
      return `${withParticle(event.instance, "이/가")} VCL ${event.vcl}, VDL ${withParticle(event.vdl, "을/를")} 찾았습니다: LSN ${event.truncation.afterLsn + 1}부터 ${event.truncation.throughLsn}까지 무효가 됩니다`;
    case "truncation-installed":
      return `세그먼트 ${withParticle(event.segment, "이/가")} 에포크 ${event.volumeEpoch}의 절단 범위를 저장했습니다(SCL ${event.scl})`;
    case "volume-recovered":
      return `${withParticle(event.instance, "이/가")} 에포크 ${withParticle(event.volumeEpoch, "으로/로")} 볼륨을 열었습니다: VDL ${event.vdl}`;
    case "recovery-superseded":
      return `${withParticle(event.instance, "이/가")} 복구를 그만둡니다: 에포크 ${withParticle(event.volumeEpoch, "이/가")} 시작되었습니다`;
    case "writer-fenced":
      return `${withParticle(event.instance, "이/가")} 볼륨이 더 이상 자기 것이 아님을 알게 됩니다: 에포크 ${withParticle(event.volumeEpoch, "이/가")} 시작되었습니다`;
    case "membership-changed":
      return membershipInKorean(event);
    case "change-refused":
      return `${withParticle(event.change.joining, "은/는")} 지금 ${event.change.leaving}의 자리를 넘겨받을 수 없습니다: ${changeRefusalInKorean[event.because]}`;
    case "request-checked":
      return `멤버십 에포크 ${event.epoch}의 요청을 ${event.isAccepted ? "받아들였습니다" : "거부했습니다"}`;
    case "segment-hydrated":
      return `세그먼트 ${withParticle(event.segment, "이/가")} ${event.from}에서 그룹의 로그를 모두 복사했습니다(SCL ${event.scl})`;
    case "volume-grew":
      return `볼륨이 보호 그룹 ${event.groups.map(({ group }) => group).join(", ")}만큼 커졌습니다`;
    default:
      return event satisfies never;
  }
}

const overlapInKorean: Readonly<Record<OverlapRule, string>> = {
  "reads-meet-writes": "읽기가 최신 쓰기를 놓칠 수 있습니다",
  "writes-meet-writes": "둘 다 본 사본 없이 두 쓰기가 성공할 수 있습니다",
};

function instanceInKorean(by: string | undefined): string {
  return by ?? "라이터";
}

function membershipInKorean({ group, set, step, change }: MembershipChanged): string {
  const names = set.alternatives.map((members) => members.join("")).join(", ");
  const where = `보호 그룹 ${group}, 에포크 ${set.epoch}`;
  switch (step) {
    case "begun":
      return `${where}: ${withParticle(change.joining, "이/가")} ${change.leaving} 옆에 합류합니다(${names})`;
    case "completed":
      return `${where}: ${withParticle(change.joining, "이/가")} ${change.leaving}의 자리를 넘겨받았습니다(${names})`;
    case "abandoned":
      return `${where}: ${withParticle(change.leaving, "이/가")} 남고 ${withParticle(change.joining, "은/는")} 빠집니다(${names})`;
    default:
      return step satisfies never;
  }
}

const changeRefusalInKorean: Readonly<Record<ChangeRefusal, string>> = {
  "not-a-member": "나갈 세그먼트가 멤버가 아닙니다",
  "already-a-member": "들어올 세그먼트가 이미 멤버입니다",
  "not-changing": "이 변경은 진행 중이 아닙니다",
  "not-hydrated": "아직 로그를 갖추지 못했습니다",
};

const acceptanceInKorean: Readonly<Record<ReadAcceptance, string>> = {
  served: "응합니다",
  behind: "아직 뒤처져 있습니다",
  collected: "그렇게 오래된 버전은 없습니다",
};

const gossipRefusalInKorean: Readonly<Record<GossipRefusal, string>> = {
  "other-volume-epoch": "둘 중 하나가 마지막 절단 범위를 저장하지 않았습니다",
  "other-membership-epoch": "둘 중 하나가 마지막 멤버십 변경을 듣지 못했습니다",
};

const readFailureInKorean: Readonly<Record<ReadFailure, string>> = {
  behind: "그 시점까지의 레코드가 빠져 있습니다",
  collected: "그만큼 오래된 버전은 이미 없습니다",
  "none-complete": "그 시점까지 완전하다고 알려진 세그먼트가 없습니다",
};

const lossInKorean: Readonly<Record<Loss | "refused", string>> = {
  lost: "메시지가 유실되었습니다",
  parted: "두 가용 영역 사이에 메시지가 오가지 못합니다",
  "receiver-down": "받는 쪽이 중단되었습니다",
  "sender-down": "보내는 쪽이 중단되었습니다",
  refused: "거부되었습니다",
};

function nodeInKorean(node: string): string {
  if (node === "writer") return "라이터";
  return /^[A-Z]\d*$/.test(node) ? `세그먼트 ${node}` : `인스턴스 ${node}`;
}
