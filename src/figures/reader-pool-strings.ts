/** Every word that the charts of pools of connections print, in both languages. */
import type { WordsLocale } from "../core/kernel/words.ts";

/** What a reader can press, by the names that the scene gives its buttons. */
export const POOL_CONTROLS = ["reader-joins", "instance-fails", "failover"] as const;

const en = {
  failover: "failover",
  down: "down",
  byName: "by name",
  byBalancer: "balancer",
  mostAndLeast: (most: number, least: number) => `most ${most}, least ${least}`,
  onWriter: (count: number) => `writer ${count}`,
  stale: "name is stale",
  legend: {
    most: "instance with the most connections",
    least: "reader with the fewest",
    fair: "fair share",
  } as Readonly<Record<string, string>>,
  controls: {
    "reader-joins": "A reader joins",
    "instance-fails": "db-3 fails for 20 s",
    failover: "Failover",
  } satisfies Record<(typeof POOL_CONTROLS)[number], string>,
};

export type ReaderPoolStrings = typeof en;

const ko: ReaderPoolStrings = {
  failover: "장애 조치",
  down: "중단",
  byName: "이름으로",
  byBalancer: "밸런서",
  mostAndLeast: (most, least) => `최다 ${most}, 최소 ${least}`,
  onWriter: (count) => `라이터 ${count}`,
  stale: "이름이 낡음",
  legend: {
    most: "연결이 가장 많은 인스턴스",
    least: "연결이 가장 적은 리더",
    fair: "공평한 몫",
  },
  controls: {
    "reader-joins": "리더 추가",
    "instance-fails": "db-3 20초간 장애",
    failover: "장애 조치",
  },
};

export function readerPoolStrings(locale: WordsLocale): ReaderPoolStrings {
  return locale === "ko" ? ko : en;
}
