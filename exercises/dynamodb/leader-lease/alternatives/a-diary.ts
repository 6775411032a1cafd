// Nothing is worked out when it happens. All of it is written down, and each question looks back through the pages.
import type { BallotNumber, CreateLeaderLease, ReplicaId } from "four-of-six/dynamodb";

type Page =
  | { readonly what: "granted"; readonly ballot: BallotNumber; readonly to: ReplicaId; readonly atMs: number }
  | { readonly what: "supported"; readonly ballot: BallotNumber }
  | { readonly what: "given-up"; readonly ballot: BallotNumber; readonly by: ReplicaId }
  | { readonly what: "elected"; readonly ballot: BallotNumber; readonly startMs: number }
  | { readonly what: "asked"; readonly round: number; readonly atMs: number }
  | { readonly what: "heard"; readonly round: number; readonly by: ReplicaId }
  | { readonly what: "released" };

export const createLeaderLease: CreateLeaderLease = (configuration) => {
  const { replica, writeQuorum, leaseMs, marginMs } = configuration;
  const diary: Page[] = [];
  const startedMs = configuration.nowMs;

  const highest = () =>
    diary.reduce(
      (most, page) => (page.what === "granted" || page.what === "supported" ? Math.max(most, page.ballot) : most),
      configuration.ballot,
    );
  const isGivenUp = (ballot: BallotNumber) => diary.some((page) => page.what === "given-up" && page.ballot === ballot);

  return {
    grant(ballot, leader, nowMs) {
      const agrees = ballot >= highest() && !isGivenUp(ballot);
      if (agrees) diary.push({ what: "granted", ballot, to: leader, atMs: nowMs });
      return agrees;
    },

    support(ballot, candidate, nowMs) {
      if (ballot <= highest()) return undefined;
      const ends = diary.flatMap((page) =>
        page.what === "granted" && page.to !== candidate && page.to !== replica && !isGivenUp(page.ballot)
          ? [page.atMs + leaseMs]
          : [],
      );
      if (configuration.ballot > 0) ends.push(startedMs + leaseMs);
      diary.push({ what: "supported", ballot });
      return Math.max(0, ...ends.map((end) => end - nowMs));
    },

    released(ballot, leader) {
      diary.push({ what: "given-up", ballot, by: leader });
    },

    elected(ballot, remainingMs, nowMs) {
      diary.push({ what: "elected", ballot, startMs: Math.max(nowMs, ...remainingMs.map((ms) => nowMs + ms)) });
    },
    asked(round, nowMs) {
      diary.push({ what: "asked", round, atMs: nowMs });
    },
    granted(round, by) {
      diary.push({ what: "heard", round, by });
    },

    mayServe(nowMs) {
      const beginning = diary.findLastIndex(({ what }) => what === "elected");
      const chapter = diary.slice(beginning);
      const [first] = chapter;
      if (first?.what !== "elected" || first.startMs > nowMs) return false;
      const isOver = chapter.some(
        (page) =>
          page.what === "released" ||
          ((page.what === "granted" || page.what === "supported") && page.ballot > first.ballot),
      );
      if (isOver) return false;
      return chapter.some((page) => {
        if (page.what !== "asked" || nowMs >= page.atMs + leaseMs - marginMs) return false;
        const by = chapter.flatMap((each) => (each.what === "heard" && each.round === page.round ? [each.by] : []));
        return new Set(by).size >= writeQuorum;
      });
    },

    release() {
      diary.push({ what: "released" });
    },
  };
};
