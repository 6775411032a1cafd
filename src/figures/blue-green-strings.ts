/** Every word that the charts of a blue/green deployment print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const BLUE_GREEN_CONTROLS = ["stall", "heavy-load", "green-down"] as const;

const en = {
  behind: "Green behind blue",
  lagOf: (seconds: string, commits: number) => (commits === 0 ? "not behind" : `${seconds} s, ${commits} commits`),
  commitsASecond: "Commits a second",
  takesWrites: (side: "blue" | "green") => `${side} takes writes`,
  nameLeads: (name: string, to: "blue" | "green" | undefined) => (to === undefined ? "nowhere" : `${name}: ${to}`),
  noWrites: (client: string) => `${client} cannot write`,
  steps: {
    check: "guard rails",
    stop: "stop, drop",
    report: "catch up",
    rename: "names",
    open: "open",
    back: "roll back",
  },
  stands: { SWITCHOVER_IN_PROGRESS: "rolls back", SWITCHOVER_COMPLETED: "completed", SWITCHOVER_FAILED: "failed" },
  groups: {
    step: "a step of the switchover",
    back: "roll back",
    blue: "blue",
    green: "green",
    nobody: "nobody, or refused",
  },
  legend: {
    lag: "green behind blue",
    commits: "commits",
  } as Readonly<Record<string, string>>,
  controls: {
    stall: "Replication stops for 40 s",
    "heavy-load": "500 commits/s",
    "green-down": "Green is down for 8 s",
  } satisfies Record<(typeof BLUE_GREEN_CONTROLS)[number], string>,
};

export type BlueGreenStrings = typeof en;

const ko: BlueGreenStrings = {
  behind: "그린의 복제 지연",
  lagOf: (seconds, commits) => (commits === 0 ? "지연 없음" : `${seconds}초, 커밋 ${commits}개`),
  commitsASecond: "초당 커밋",
  takesWrites: (side) => (side === "blue" ? "블루가 쓰기를 받음" : "그린이 쓰기를 받음"),
  nameLeads: (name, to) => (to === undefined ? "없음" : `${name}: ${to === "blue" ? "블루" : "그린"}`),
  noWrites: (client) => `${client} 쓰기 불가`,
  steps: {
    check: "가드레일",
    stop: "중지, 끊기",
    report: "따라잡기",
    rename: "이름",
    open: "열기",
    back: "되돌리기",
  },
  stands: { SWITCHOVER_IN_PROGRESS: "되돌림", SWITCHOVER_COMPLETED: "완료", SWITCHOVER_FAILED: "실패" },
  groups: {
    step: "전환의 단계",
    back: "되돌리기",
    blue: "블루",
    green: "그린",
    nobody: "없음 또는 거절",
  },
  legend: {
    lag: "블루보다 뒤진 시간",
    commits: "커밋",
  },
  controls: {
    stall: "복제 40초 멈춤",
    "heavy-load": "초당 커밋 500개",
    "green-down": "그린 8초 중단",
  },
};

export function blueGreenStrings(locale: WordsLocale): BlueGreenStrings {
  return locale === "ko" ? ko : en;
}
