// One pass over everybody: each member is a class instance with a rank, the writer's below all others. Of two readers
// with the same tier and class the one that lags more wins, which is nobody's loss.
import type { FailoverCandidate, FailoverDecision, InstanceId } from "four-of-six/cluster";

class Candidacy {
  readonly instance: InstanceId;
  readonly rank: readonly number[];
  readonly #isWriter: boolean;

  constructor({ instance, role, tier, memoryGib, lagMs }: FailoverCandidate, tiersCount: boolean) {
    this.instance = instance;
    this.#isWriter = role === "writer";
    this.rank = [this.#isWriter ? 0 : 1, tiersCount ? 15 - tier : 0, memoryGib, lagMs];
  }

  beats(other: Candidacy | null): boolean {
    if (other === null) return true;
    const place = this.rank.findIndex((value, index) => value !== other.rank[index]);
    return place >= 0 && this.rank[place]! > other.rank[place]!;
  }

  get decision(): FailoverDecision {
    return { kind: this.#isWriter ? "restart-in-place" : "promote", instance: this.instance };
  }
}

export function choose(members: readonly FailoverCandidate[], failedAttemptCount: number): FailoverDecision {
  let best: Candidacy | null = null;
  for (const member of members) {
    if (member.role === "reader" && !member.isAvailable) continue;
    const candidacy = new Candidacy(member, !(failedAttemptCount > 4));
    if (candidacy.beats(best)) best = candidacy;
  }
  return best?.decision ?? { kind: "none" };
}
