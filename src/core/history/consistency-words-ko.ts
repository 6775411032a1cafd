import type { Millis } from "../kernel/index.ts";
import type { ConsistencyBreak, ConsistencyModel } from "./consistency.ts";

/** What the models are called in Korean. */
export const CONSISTENCY_IN_KOREAN: Readonly<Record<ConsistencyModel, string>> = Object.freeze({
  eventual: "최종적 일관성",
  "monotonic-reads": "단조 읽기",
  "read-your-writes": "자신의 쓰기 읽기",
  strong: "강력한 일관성",
});

/** Which read breaks a model, and because of what. `timeText` prints a time of the run. Versions have no numbers here. */
export function consistencyBreakInKorean(
  { read, because }: ConsistencyBreak,
  timeText: (atMs: Millis) => string,
): string {
  const what = `${timeText(read.untilMs)}에 ${read.session}의 읽기가`;
  if (because === undefined) return `${what} 아무도 쓴 적이 없는 ${read.key}의 버전을 보았습니다.`;
  if (because.fromMs > read.untilMs)
    return `${what} ${because.session}이 ${timeText(because.fromMs)}에야 쓰기 시작한 ${read.key}의 버전을 보았습니다.`;
  const who = because.session === read.session ? "같은 세션" : because.session;
  const act = because.kind === "write" ? "쓴 뒤" : "읽은 뒤";
  return `${what} ${read.key}의 옛 버전을 보았습니다. ${timeText(because.untilMs)}에 ${who}에서 새 버전을 ${act}의 일입니다.`;
}
