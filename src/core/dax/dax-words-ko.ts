/** Events of a DAX cluster in Korean. */
import type { Item } from "../dynamodb/attribute-value.ts";
import { faultInKorean } from "../kernel/fault-words-ko.ts";
import { listOf, withParticle } from "../kernel/words.ts";
import { daxClusterEventInKorean } from "./dax-cluster-words-ko.ts";
import { versionOf, type DaxEvent } from "./dax-trace.ts";
import { keyOfItem, requestText, type QueryCacheOptions, type QueryResult } from "./query-cache.ts";

/** The sentence for one event, without a full stop. */
export function daxEventInKorean(event: DaxEvent): string {
  switch (event.kind) {
    case "dax-opened":
      return `${listOf(event.nodes, "ko")}: ${cacheText(event)}${queryCacheText(event)}, 테이블의 항목 ${event.rows.length}개`;
    case "cache-answered": {
      const { node, known, ask } = event;
      const served = listOf(known.map(({ key, item }) => `${key}(${itemText(item)})`), "ko"); // prettier-ignore
      const asked = listOf(ask, "ko");
      const subject = withParticle(node, "이/가");
      if (ask.length === 0) return `${subject} 메모리에서 제공합니다: ${served}`;
      if (known.length === 0) return `${subject} 테이블에 물어봐야 합니다: ${asked}`;
      return `${subject} 일부는 메모리에서 제공하고(${served}), 나머지는 테이블에 묻습니다: ${asked}`;
    }
    case "cache-stored":
      return `${withParticle(event.node, "이/가")} ${STORED_BY[event.by]} 저장합니다: ${event.key}(${itemText(event.item)})`;
    case "cache-evicted":
      return `${withParticle(event.node, "이/가")} 가장 오래 전에 사용된 ${withParticle(event.key, "을/를")} 제거합니다`;
    case "cache-expired":
      return `${event.node}: ${withParticle(event.key, "이/가")} TTL보다 오래되었습니다`;
    case "query-looked-up":
      return event.result === undefined
        ? `${event.node}에 결과가 없어 테이블에 묻습니다: ${requestText(event.request)}`
        : `${withParticle(event.node, "이/가")} 메모리의 결과를 제공합니다: ${requestText(event.request)} → ${resultText(event.result)}`; // prettier-ignore
    case "query-stored":
      return `${withParticle(event.node, "이/가")} 결과를 저장합니다: ${requestText(event.request)} → ${resultText(event.result)}`;
    case "query-evicted":
      return `${withParticle(event.node, "이/가")} 가장 오래 전에 사용된 결과를 제거합니다: ${requestText(event.request)}`;
    case "query-expired":
      return `${event.node}의 결과가 TTL보다 오래되었습니다: ${requestText(event.request)}`;
    case "table-queried":
      return `테이블이 ${event.by}에 답합니다(${MODE[event.mode]}, 읽기 용량 ${event.units}단위): ${requestText(event.request)} → ${resultText(event.result)}`; // prettier-ignore
    case "query-answered":
      return `${withParticle(event.client, "이/가")} 결과를 받았습니다(${MODE[event.mode]}, ${event.from === "cache" ? "메모리" : "테이블"}, ${event.tookMs} ms): ${requestText(event.request)} → ${resultText(event.result)}`; // prettier-ignore
    case "table-read": {
      const rows = listOf(event.rows.map(({ key, item }) => `${key}(${itemText(item)})`), "ko"); // prettier-ignore
      return `테이블이 ${event.by}에 답합니다: ${rows}, ${MODE[event.mode]}, 읽기 용량 ${event.units}단위`;
    }
    case "table-wrote": {
      const rows = event.rows.map(({ key, version, item }) => `${key}(${item === undefined ? `${version}번째 쓰기로 삭제` : itemText(item)})`); // prettier-ignore
      return `테이블에 기록되었습니다: ${listOf(rows, "ko")}, ${event.by}의 쓰기`;
    }
    case "read-answered": {
      const results = event.results.map(({ key, item, from }) => `${key}(${itemText(item)}, ${from === "cache" ? "메모리" : "테이블"})`); // prettier-ignore
      return `${withParticle(event.client, "이/가")} 읽었습니다: ${listOf(results, "ko")}, ${MODE[event.mode]}, ${event.tookMs} ms`;
    }
    case "read-failed":
      return `${event.client}의 읽기가 실패했습니다: ${event.because === "throttled" ? "테이블이 스로틀링 중" : "응답 없음"}`;
    case "write-acknowledged":
      return `${withParticle(event.client, "이/가")} 쓰기 완료를 통보받았습니다: ${listOf(event.rows.map(({ key }) => key), "ko")}${event.unprocessed === undefined ? "" : `, 처리되지 않은 것 ${listOf(event.unprocessed, "ko")}`}`; // prettier-ignore
    case "write-refused":
      return `${event.client}의 쓰기가 거절되었습니다: ${REFUSED[event.because]}`;
    case "write-unknown":
      return `${withParticle(event.client, "은/는")} 쓰기가 되었는지 알 수 없습니다`;
    case "node-restarted":
      return `${withParticle(event.node, "이/가")} 빈 캐시로 시작합니다: ${cacheText(event)}${queryCacheText(event)}`;
    case "throttling-changed":
      return event.isThrottling ? "테이블이 스로틀링을 시작해 모든 요청을 거절합니다" : "테이블이 다시 요청을 받습니다";
    case "fault-began":
    case "fault-ended":
      return faultInKorean(event.fault, event.kind === "fault-began", (node) => (node === "table" ? "테이블" : node));
    default:
      return daxClusterEventInKorean(event, itemText);
  }
}

const STORED_BY = {
  read: "테이블이 답한 대로",
  write: "쓴 그대로",
  "read-back": "트랜잭션 뒤에 다시 읽은 대로",
  replication: "다른 노드가 전한 대로",
} as const;

const REFUSED = {
  throttled: "테이블이 스로틀링 중",
  condition: "조건이 맞지 않음",
  "no-primary": "기본 노드를 찾지 못함",
} as const;

const MODE = {
  eventual: "최종적으로 일관된 읽기",
  strong: "강력히 일관된 읽기",
  transactional: "트랜잭션 읽기",
} as const;

function cacheText({ capacity, ttlMs }: { readonly capacity: number; readonly ttlMs: number }): string {
  const ttl = ttlMs % 1_000 === 0 ? `${ttlMs / 1_000}초` : `${ttlMs} ms`;
  return `엔트리 최대 ${capacity}개, TTL ${ttl}`;
}

function queryCacheText({ queryCache }: { readonly queryCache?: QueryCacheOptions | undefined }): string {
  if (queryCache === undefined) return "";
  const { capacity, ttlMs } = queryCache;
  return `, 쿼리 결과 최대 ${capacity}개, TTL ${ttlMs % 1_000 === 0 ? `${ttlMs / 1_000}초` : `${ttlMs} ms`}`;
}

function resultText({ Items, LastEvaluatedKey }: QueryResult): string {
  const items = Items.map((item) => {
    const { pk: _pk, sk: _sk, ...rest } = item;
    return `${keyOfItem(item) ?? "항목"}(${itemText(rest)})`;
  });
  return `${items.length === 0 ? "없음" : listOf(items, "ko")}${LastEvaluatedKey === undefined ? "" : ", 더 있을 수 있음"}`;
}

function itemText(item: Item | undefined): string {
  if (item === undefined) return "없음";
  const version = versionOf(item);
  const rest = Object.keys(item)
    .filter((name) => name !== "version")
    .sort()
    .map((name) => `${name} ${valueText(item[name])}`);
  return [version === undefined ? "버전 없음" : `버전 ${version}`, ...rest].join(", ");
}

function valueText(value: Item[string] | undefined): string {
  const [inner] = Object.values(value ?? {}) as unknown[];
  return typeof inner === "string" ? inner : (JSON.stringify(inner) ?? "없음");
}
