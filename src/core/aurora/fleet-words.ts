/** A storage fleet's event in words: one short sentence, wherever the event is printed. */
import { faultInEnglish } from "../kernel/fault-words-en.ts";
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import { secondsText, withParticle, type WordsLocale } from "../kernel/words.ts";
import type { FleetEvent, HostedSegment } from "./fleet-trace.ts";

/** The sentence for one event, without a full stop. */
export function fleetEventText(event: FleetEvent, locale: WordsLocale): string {
  return locale === "ko" ? inKorean(event) : fleetEventInEnglish(event);
}

/** The same in English alone. */
export function fleetEventInEnglish(event: FleetEvent): string {
  switch (event.kind) {
    case "fleet-opened":
      return `A fleet of ${event.hosts.length} hosts keeps a volume of ${groupsInEnglish(event.geometry.groupCount)}, ${event.geometry.pagesPerGroup} pages each`;
    case "page-found":
      return event.home === "outside-the-volume"
        ? `Page ${event.page} is outside the volume`
        : `Page ${event.page} is in protection group ${event.home}`;
    case "page-written":
      return `Page ${event.page} was written to group ${event.group}`;
    case "write-waits":
      return `The write to page ${event.page} waits: group ${event.group} has no write quorum`;
    case "growth-unneeded":
      return `For page ${event.page} the volume does not have to grow`;
    case "volume-full":
      return `Page ${event.page} is refused: the volume has at most ${groupsInEnglish(event.groupCountMax)}`;
    case "volume-grew":
      return `For page ${event.page} the volume grew to ${groupsInEnglish(event.geometry.groupCount)}, geometry epoch ${event.geometry.geometryEpoch}`;
    case "group-placed":
      return `Group ${event.group} is placed on ${hostsText(event.segments)}`;
    case "group-unplaced":
      return `Group ${event.group} cannot be placed: ${event.zone} has no two hosts with room`;
    case "segment-lost":
      return `Segment ${event.segment} counts as lost: ${event.host} has been silent for too long`;
    case "repair-assigned":
      return `Segment ${event.segment} is to be repaired on ${event.host}`;
    case "repair-blocked":
      return `Segment ${event.segment} cannot be repaired yet: ${event.zone} has no host for it`;
    case "copy-began":
      return `${event.segment} is copied from ${event.source}: ${event.sourceHost} sends, ${event.host} receives`;
    case "copy-broke":
      return `The copy of ${event.segment} broke off: ${event.because === "source-down" ? "its source" : event.host} went down`;
    case "repair-dropped":
      return `${event.host} is back with ${event.segment}: the repair is given up`;
    case "segment-repaired":
      return `Segment ${event.segment} is whole again on ${event.host}, ${secondsText(event.afterMs)} after the failure`;
    case "service-changed":
      return `Group ${event.group} ${serviceInEnglish(event.writes, event.reads)}`;
    case "fault-began":
      return faultInEnglish(event.fault, true, (node) => `Host ${node}`);
    case "fault-ended":
      return faultInEnglish(event.fault, false, (node) => `Host ${node}`);
    default:
      return event satisfies never;
  }
}

function groupsInEnglish(count: number): string {
  return count === 1 ? "one protection group" : `${count} protection groups`;
}

function hostsText(segments: readonly HostedSegment[]): string {
  return segments.map(({ host }) => host).join(", ");
}

function serviceInEnglish(writes: boolean, reads: boolean): string {
  if (writes) return "can write again";
  return reads ? "cannot write any more; it can still be recovered" : "can neither write nor be recovered";
}

function inKorean(event: FleetEvent): string {
  switch (event.kind) {
    case "fleet-opened":
      return `호스트 ${event.hosts.length}대가 보호 그룹 ${event.geometry.groupCount}개짜리 볼륨을 보관합니다(그룹당 ${event.geometry.pagesPerGroup}페이지)`;
    case "page-found":
      return event.home === "outside-the-volume"
        ? `페이지 ${withParticle(event.page, "은/는")} 볼륨 바깥에 있습니다`
        : `페이지 ${withParticle(event.page, "은/는")} 보호 그룹 ${event.home}에 있습니다`;
    case "page-written":
      return `페이지 ${withParticle(event.page, "을/를")} 그룹 ${event.group}에 기록했습니다`;
    case "write-waits":
      return `페이지 ${event.page} 쓰기가 기다립니다: 그룹 ${event.group}에 쓰기 쿼럼이 없습니다`;
    case "growth-unneeded":
      return `페이지 ${event.page} 때문에 볼륨을 늘릴 필요는 없습니다`;
    case "volume-full":
      return `페이지 ${withParticle(event.page, "을/를")} 거절했습니다: 볼륨의 보호 그룹은 최대 ${event.groupCountMax}개입니다`;
    case "volume-grew":
      return `페이지 ${event.page} 때문에 볼륨이 보호 그룹 ${event.geometry.groupCount}개로 커졌습니다(지오메트리 에포크 ${event.geometry.geometryEpoch})`;
    case "group-placed":
      return `그룹 ${withParticle(event.group, "을/를")} ${hostsText(event.segments)}에 배치했습니다`;
    case "group-unplaced":
      return `그룹 ${withParticle(event.group, "을/를")} 배치할 수 없습니다: ${event.zone}에 자리가 있는 호스트가 두 대 없습니다`;
    case "segment-lost":
      return `세그먼트 ${withParticle(event.segment, "을/를")} 잃은 것으로 봅니다: ${withParticle(event.host, "이/가")} 너무 오래 응답하지 않습니다`;
    case "repair-assigned":
      return `세그먼트 ${withParticle(event.segment, "을/를")} ${event.host}에서 복구하기로 했습니다`;
    case "repair-blocked":
      return `세그먼트 ${withParticle(event.segment, "을/를")} 아직 복구할 수 없습니다: ${event.zone}에 맡을 호스트가 없습니다`;
    case "copy-began":
      return `${withParticle(event.segment, "을/를")} ${event.source}에서 복사합니다: ${withParticle(event.sourceHost, "이/가")} 보내고 ${withParticle(event.host, "이/가")} 받습니다`;
    case "copy-broke":
      return `${event.segment} 복사가 끊겼습니다: ${withParticle(event.because === "source-down" ? "보내던 호스트" : event.host, "이/가")} 중단되었습니다`;
    case "repair-dropped":
      return `${withParticle(event.host, "이/가")} ${withParticle(event.segment, "을/를")} 가지고 돌아와 복구를 그만둡니다`;
    case "segment-repaired":
      return `세그먼트 ${withParticle(event.segment, "이/가")} ${event.host}에서 다시 온전해졌습니다(장애 후 ${secondsText(event.afterMs)})`;
    case "service-changed":
      return `그룹 ${event.group}: ${serviceInKorean(event.writes, event.reads)}`;
    case "fault-began":
      return faultInKorean(event.fault, true, (node) => `호스트 ${node}`);
    case "fault-ended":
      return faultInKorean(event.fault, false, (node) => `호스트 ${node}`);
    default:
      return event satisfies never;
  }
}

function serviceInKorean(writes: boolean, reads: boolean): string {
  if (writes) return "다시 쓸 수 있습니다";
  return reads ? "쓸 수 없지만 복구는 할 수 있습니다" : "쓸 수도 복구할 수도 없습니다";
}
