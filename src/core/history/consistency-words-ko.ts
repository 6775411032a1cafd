import type { Millis } from "../kernel/index.ts";
import type { ConsistencyBreak, ConsistencyModel, HistoryOperation } from "./consistency.ts";

/** What the models are called in Korean. */
export const CONSISTENCY_IN_KOREAN: Readonly<Record<ConsistencyModel, string>> = Object.freeze({
  eventual: "최종적 일관성",
  "monotonic-reads": "단조 읽기",
  "read-your-writes": "자신의 쓰기 읽기",
  strong: "강력한 일관성",
});

/** Which read breaks a model, and because of what, in one sentence. `timeText` prints a time of the run. */
export function consistencyBreakInKorean(
  { read, because }: ConsistencyBreak,
  timeText: (atMs: Millis) => string,
): string {
  const what = `${timeText(read.untilMs)}에 ${read.session}의 읽기가 ${versionText(read)}을 보았습니다.`;
  if (because === undefined) return `${what} 아무도 쓴 적이 없는 버전입니다.`;
  if (because.fromMs > read.untilMs)
    return `${what} ${because.session}의 이 쓰기는 ${timeText(because.fromMs)}에야 시작되었습니다.`;
  const who = because.session === read.session ? "같은 세션" : because.session;
  const act = because.kind === "write" ? "쓰기가 끝났습니다" : "읽기가 끝났습니다";
  return `${what} ${timeText(because.untilMs)}에 이미 ${who}에서 ${versionText(because)}의 ${act}.`;
}

function versionText({ key, version }: HistoryOperation): string {
  return version === 0 ? `${key}의 이전 값` : `${key}의 버전 ${version}`;
}
