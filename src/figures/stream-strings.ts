/** Every word that the charts of a stream and its consumers print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** Of the figure of a stream and its workers. */
export const STREAM_CONTROLS = ["crash-w1", "crash-w2", "pause-w2", "split-shard"] as const;
/** Of that of a worker that is away for a day. */
export const STREAM_DAY_CONTROLS = ["away-23", "away-25", "away-30"] as const;

const en = {
  workers: "Workers",
  runs: "runs",
  down: "down",
  still: "stands still",
  upCount: (count: number, all: number) => `${count} of ${all} ${all === 1 ? "runs" : "run"}`,
  shard: (shard: string, parent: string | undefined) =>
    parent === undefined ? `Records in ${shard}` : `${shard}, child of ${parent}`,
  checkpoint: (covered: number, written: number) => `checkpoint at ${covered} of ${written}`,
  isRead: "read to its end",
  closed: "closed",
  holds: "holds the lease",
  nobody: "nobody reads",
  behind: "Index: how far behind",
  counts: (applied: number, refused: number, lost: number) =>
    `${applied} applied${refused > 0 ? `, ${refused} refused` : ""}${lost > 0 ? `, ${lost} lost` : ""}`,
  again: "again",
  lost: (count: number) => `${count} lost`,
  retention: (hours: number) => `kept for ${hours} h`,
  legend: {
    written: "written",
    covered: "covered by the checkpoint",
    behind: "age of the oldest change that is missing",
  } as Readonly<Record<string, string>>,
  controls: {
    "crash-w1": "Crash W1 for 20 s",
    "crash-w2": "Crash W2 for 20 s",
    "pause-w2": "W2 stands still for 15 s",
    "split-shard": "Split the shard of cup",
    "away-23": "Take W1 down for 23 hours",
    "away-25": "Take W1 down for 25 hours",
    "away-30": "Take W1 down for 30 hours",
  } satisfies Record<(typeof STREAM_CONTROLS | typeof STREAM_DAY_CONTROLS)[number], string>,
};

export type StreamStrings = typeof en;

const ko: StreamStrings = {
  workers: "워커",
  runs: "실행 중",
  down: "중단",
  still: "멈춰 있음",
  upCount: (count, all) => `${all}개 중 ${count}개 실행 중`,
  shard: (shard, parent) => (parent === undefined ? `${shard}의 레코드` : `${shard}(${parent}의 자식)`),
  checkpoint: (covered, written) => `체크포인트 ${covered}/${written}`,
  isRead: "끝까지 읽음",
  closed: "닫힘",
  holds: "임대를 가짐",
  nobody: "주인 없음",
  behind: "인덱스가 뒤처진 시간",
  counts: (applied, refused, lost) =>
    `반영 ${applied}${refused > 0 ? `, 거부 ${refused}` : ""}${lost > 0 ? `, 유실 ${lost}` : ""}`,
  again: "다시 옴",
  lost: (count) => `${count}개 유실`,
  retention: (hours) => `보존 ${hours}시간`,
  legend: {
    written: "쓰임",
    covered: "체크포인트까지",
    behind: "빠진 변경 중 가장 오래된 것의 나이",
  },
  controls: {
    "crash-w1": "W1 크래시(20초)",
    "crash-w2": "W2 크래시(20초)",
    "pause-w2": "W2 멈춤(15초)",
    "split-shard": "cup의 샤드 분할",
    "away-23": "W1을 23시간 중단",
    "away-25": "W1을 25시간 중단",
    "away-30": "W1을 30시간 중단",
  },
};

export function streamStrings(locale: WordsLocale): StreamStrings {
  return locale === "ko" ? ko : en;
}
