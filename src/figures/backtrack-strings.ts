/** Words of the backtrack scene, apart from those of all figures: only its own island loads them. */
import { withParticle, type WordsLocale } from "../core/kernel/words.ts";

const en = {
  cluster: "The cluster",
  open: "open",
  closed: "closed: backtracking",
  stands: (lsn: number, time: string) => `stands at LSN ${lsn}, of ${time}`,
  window: (hours: string, target: string) => `window ${hours} h of ${target} h`,
  log: "log",
  backtracks: "backtracks",
  backtracksLong: "backtracks (in the documentation: minutes)",
  restores: "restores",
  restoresLong: "restores (in the documentation: can take hours)",
  row: (row: number) => `row ${row}`,
  empty: "empty",
  here: "here",
  earliest: "earliest",
  refused: (time: string) => `to ${time}: refused`,
  minutes: (minutes: number) => `${minutes} min`,
  hoursMinutes: (hours: number, minutes: number) => (minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
  making: (cluster: string) => `${cluster}: being made`,
  ready: (cluster: string, took: string) => `${cluster}: ready after ${took}`,
  backtrackTo: (time: string) => `Backtrack to ${time}`,
  write: "Write a transaction",
  restore: (time: string) => `Restore a new cluster as of ${time}`,
  legendVisible: "visible",
  legendHidden: "hidden",
  legendAnnulled: "annulled",
  legendCommit: "tall: a commit",
};

export type BacktrackStrings = typeof en;

const ko: BacktrackStrings = {
  cluster: "클러스터",
  open: "열림",
  closed: "닫힘: 역추적 중",
  stands: (lsn, time) => `${time}의 LSN ${lsn}에 서 있음`,
  window: (hours, target) => `기간 ${hours}/${target}시간`,
  log: "로그",
  backtracks: "역추적",
  backtracksLong: "역추적(문서: 몇 분)",
  restores: "복원",
  restoresLong: "복원(문서: 몇 시간이 걸릴 수 있음)",
  row: (row) => `행 ${row}`,
  empty: "비어 있음",
  here: "현재",
  earliest: "가장 이른 시각",
  refused: (time) => `${time}: 거절`,
  minutes: (minutes) => `${minutes}분`,
  hoursMinutes: (hours, minutes) => (minutes === 0 ? `${hours}시간` : `${hours}시간 ${minutes}분`),
  making: (cluster) => `${cluster}: 만드는 중`,
  ready: (cluster, took) => `${cluster}: ${took} 만에 준비됨`,
  backtrackTo: (time) => `${withParticle(time, "으로/로")} 역추적`,
  write: "트랜잭션 쓰기",
  restore: (time) => `${time} 시점으로 새 클러스터 복원`,
  legendVisible: "보임",
  legendHidden: "숨김",
  legendAnnulled: "무효",
  legendCommit: "긴 것: 커밋",
};

export function backtrackStrings(locale: WordsLocale): BacktrackStrings {
  return locale === "ko" ? ko : en;
}
