import type { RestoreEvent } from "./restore-run.ts";
import { clock } from "./restore-words-en.ts";

/** One event in one sentence. */
export function restoreEventInKorean(event: RestoreEvent): string {
  switch (event.kind) {
    case "restore-run-opened":
      return "테이블 orders는 비어 있고 특정 시점으로 복구가 켜져 있습니다.";
    case "items-changed":
      return `${event.byJob ? "작업이 오래된 주문을 삭제합니다" : "주문이 들어옵니다"}. 테이블에 ${event.count}개가 있습니다.`;
    case "window-seen":
      return event.fromMs === undefined || event.toMs === undefined
        ? "복원할 수 있는 시점이 없습니다."
        : `${clock(event.fromMs)}부터 ${clock(event.toMs)}까지 어느 초로든 복원할 수 있습니다.`;
    case "table-restored":
      return `새 테이블 ${event.table}에 ${clock(event.toMs)}의 항목 ${event.count}개가 있습니다.`;
    case "restore-refused":
      return `${event.toMs === undefined ? "" : `${clock(event.toMs)}로 `}복원하는 요청이 거절됩니다: ${event.code}.`;
    case "recovery-set":
      return event.isEnabled
        ? "특정 시점으로 복구를 켭니다. 구간이 새로 시작됩니다."
        : "특정 시점으로 복구를 끕니다. 구간이 사라집니다.";
  }
}
