/** Words of the fleet's scene, apart from those of all figures: only its own island loads them. */
import type { WordsLocale } from "../core/kernel/words.ts";

const en = {
  volume: "The volume",
  geometry: (groups: number, most: number, epoch: number) =>
    `${groups} of at most ${most} groups · geometry epoch ${epoch}`,
  geometryShort: (groups: number, most: number, epoch: number) => `${groups} of ${most} groups · epoch ${epoch}`,
  page: (page: number, group: number) => `page ${page} → group ${group}`,
  pageOutside: (page: number) => `page ${page} → outside`,
  pageWaits: (page: number, group: number) => `page ${page} waits for group ${group}`,
  pageRefused: (page: number) => `page ${page} refused: volume full`,
  group: (group: number, left: number) => `Group ${group}: ${left} of 6 segments left`,
  host: (host: string, zone: string) => `host ${host} in ${zone}`,
  takeHostDown: (host: string) => `Take host ${host} down`,
  down: "down",
  copying: (count: number) =>
    count === 1 ? "1 segment is being copied" : `${count} segments are being copied at the same time`,
  silent: (hosts: string) => `${hosts} silent, not yet missed`,
  blocked: (count: number) => `${count} lost: no room in their zone`,
  waiting: (count: number) => (count === 1 ? "1 waits for a link" : `${count} wait for a link`),
  allWhole: "Every segment is whole",
  legendSegment: "segment, with its group",
  legendOther: "other volumes",
  legendLost: "lost",
  legendIncoming: "being copied here",
  legendSource: "copied from",
};

export type FleetStrings = typeof en;

const ko: FleetStrings = {
  volume: "볼륨",
  geometry: (groups, most, epoch) => `보호 그룹 ${groups}개(최대 ${most}개) · 지오메트리 에포크 ${epoch}`,
  geometryShort: (groups, most, epoch) => `그룹 ${groups}/${most} · 에포크 ${epoch}`,
  page: (page, group) => `페이지 ${page} → 그룹 ${group}`,
  pageOutside: (page) => `페이지 ${page} → 볼륨 바깥`,
  pageWaits: (page, group) => `페이지 ${page}: 그룹 ${group} 대기`,
  pageRefused: (page) => `페이지 ${page} 거절: 볼륨 가득 참`,
  group: (group, left) => `그룹 ${group}: 세그먼트 여섯 개 중 ${left}개 남음`,
  host: (host, zone) => `${zone}의 호스트 ${host}`,
  takeHostDown: (host) => `호스트 ${host} 중단하기`,
  down: "중단",
  copying: (count) => (count === 1 ? "세그먼트 1개 복사 중" : `세그먼트 ${count}개를 동시에 복사 중`),
  silent: (hosts) => `${hosts} 응답 없음, 아직 감지 전`,
  blocked: (count) => `${count}개 유실: 가용 영역에 자리 없음`,
  waiting: (count) => `${count}개는 링크를 기다림`,
  allWhole: "모든 세그먼트가 온전함",
  legendSegment: "세그먼트와 그룹 번호",
  legendOther: "다른 볼륨",
  legendLost: "유실",
  legendIncoming: "복사해 오는 중",
  legendSource: "복사 원본",
};

export function fleetStrings(locale: WordsLocale): FleetStrings {
  return locale === "ko" ? ko : en;
}
