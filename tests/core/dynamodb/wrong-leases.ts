/** Leases that are wrong in one place, and for each the steps of a script in which two replicas serve because of it. */
import {
  createLeaderLease,
  type CreateLeaderLease,
  type LeaderLease,
  type LeaderLeaseConfiguration,
  type LeaderLeaseStep,
} from "../../../src/core/dynamodb/index.ts";

function wrong(change: (lease: LeaderLease, configuration: LeaderLeaseConfiguration) => Partial<LeaderLease>): CreateLeaderLease {
  return (configuration) => {
    const lease = createLeaderLease(configuration);
    return {
      grant: (...args) => lease.grant(...args),
      support: (...args) => lease.support(...args),
      released: (...args) => lease.released(...args),
      elected: (...args) => lease.elected(...args),
      asked: (...args) => lease.asked(...args),
      granted: (...args) => lease.granted(...args),
      mayServe: (nowMs) => lease.mayServe(nowMs),
      release: () => lease.release(),
      ...change(lease, configuration),
    };
  };
} // prettier-ignore

const [R1, R2, R3] = [0, 1, 2] as const;
const all: LeaderLeaseStep = { tell: "arrive-all" };
const pass = (ms: number): LeaderLeaseStep => ({ tell: "pass", ms });
const tell = (what: "stand" | "ask" | "cut" | "join" | "restart" | "give-up", replica: number): LeaderLeaseStep => ({ tell: what, replica }); // prettier-ignore
const leads = (replica: number): readonly LeaderLeaseStep[] => [tell("stand", replica), all, tell("ask", replica), all];
/** The leader is cut off, and somebody else begins. */
const takesOver = (from: number, to: number): readonly LeaderLeaseStep[] => [tell("cut", from), ...leads(to)];

export const countsFromTheArrival = wrong((lease) => {
  const granters = new Map<number, string[]>();
  return {
    asked: () => undefined,
    elected(ballot, remainingMs, nowMs) {
      granters.clear();
      lease.elected(ballot, remainingMs, nowMs);
    },
    granted(round, by, nowMs) {
      granters.set(round, [...(granters.get(round) ?? []), by]);
      lease.asked(round, nowMs);
      for (const each of granters.get(round) ?? []) lease.granted(round, each, nowMs);
    },
  };
});
export const doesNotWait = wrong((lease) => ({
  elected: (ballot, _, nowMs) => lease.elected(ballot, [], nowMs),
}));
export const waitsAWholeLease = wrong((lease, { leaseMs }) => ({
  elected: (ballot, _, nowMs) => lease.elected(ballot, [leaseMs], nowMs),
}));
export const forgetsAtARestart: CreateLeaderLease = (configuration) =>
  createLeaderLease({ ...configuration, ballot: 0 });
const waitsForTheShortest = wrong((lease) => ({
  elected: (ballot, remainingMs, nowMs) => lease.elected(ballot, [Math.min(...remainingMs)], nowMs),
}));
const grantsOn = wrong((lease) => ({
  grant(ballot, leader, nowMs) {
    lease.grant(ballot, leader, nowMs);
    return true;
  },
}));
const isCutShort = wrong((lease) => {
  const last = new Map<string, number>();
  return {
    grant(ballot, leader, nowMs) {
      last.set(leader, ballot);
      return lease.grant(ballot, leader, nowMs);
    },
    released: (_, leader) => lease.released(last.get(leader) ?? 0, leader),
  };
});
const forgetsTheMargin: CreateLeaderLease = (configuration) => createLeaderLease({ ...configuration, marginMs: 0 });
const servesOn = wrong((lease, { leaseMs }) => {
  let untilMs = 0;
  return {
    granted(round, by, nowMs) {
      lease.granted(round, by, nowMs);
      if (lease.mayServe(nowMs)) untilMs = nowMs + leaseMs / 2;
    },
    mayServe: (nowMs) => nowMs < untilMs,
  };
});

export const WRONG_LEASES: readonly (readonly [string, CreateLeaderLease, readonly LeaderLeaseStep[]])[] = [
  [
    "counts its lease from the grant's arrival",
    countsFromTheArrival,
    // R2 and R3 grant at once, and R1 hears of it a second later.
    [
      tell("stand", R1),
      all,
      tell("ask", R1),
      { tell: "arrive", place: 0 },
      { tell: "arrive", place: 0 },
      pass(1_000),
      all,
      ...takesOver(R1, R2),
      pass(1_000),
      tell("ask", R2),
      all,
      pass(50),
    ],
  ],
  ["does not wait", doesNotWait, [...leads(R1), ...takesOver(R1, R2)]],
  [
    "waits for the shortest of what was said",
    waitsForTheShortest,
    // R3 has granted nothing: it was away.
    [tell("cut", R3), ...leads(R1), tell("join", R3), ...takesOver(R1, R3)],
  ],
  [
    "forgets its grants at a restart",
    forgetsAtARestart,
    [tell("cut", R3), ...leads(R1), tell("restart", R2), tell("join", R3), ...takesOver(R1, R3)],
  ],
  [
    "goes on granting after it supported another",
    grantsOn,
    [
      ...leads(R1),
      ...takesOver(R1, R2),
      tell("join", R1),
      tell("cut", R2),
      pass(1_000),
      tell("ask", R1),
      all,
      pass(1_000),
      tell("join", R2),
      tell("cut", R1),
      tell("ask", R2),
      all,
      pass(50),
    ],
  ],
  [
    "lets a late release cut a newer lease",
    isCutShort,
    // R1 gives up ballot 1 and leads again in ballot 4 before the others hear of the first.
    [
      tell("cut", R3),
      ...leads(R1),
      tell("give-up", R1),
      all,
      tell("stand", R1),
      all,
      tell("ask", R1),
      all,
      // The release of ballot 1 has arrived as the sixth message.
      { tell: "repeat", place: 4 },
      tell("join", R3),
      ...takesOver(R1, R3),
    ],
  ],
  ["forgets the margin", forgetsTheMargin, [...leads(R1), ...takesOver(R1, R2), pass(1_000), tell("ask", R2), all, pass(1_000)]], // prettier-ignore
  [
    "goes on serving after it supported another",
    servesOn,
    // Only R3 and R1 itself know of R1's lease, and R3 is away.
    [tell("cut", R2), ...leads(R1), tell("join", R2), ...takesOver(R3, R2)],
  ],
];
