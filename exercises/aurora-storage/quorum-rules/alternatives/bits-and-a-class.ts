// A class of bit sets, one bit for each segment, behind four exported functions; the service is made of getters.
import type { Failure, OverlapRule, Placement, QuorumRule, SegmentId, Service } from "four-of-six/aurora";

class Segments {
  readonly #names: readonly SegmentId[];
  #bits = 0;

  constructor(names: readonly SegmentId[]) {
    this.#names = names;
  }

  add(name: SegmentId): this {
    const index = this.#names.indexOf(name);
    if (index >= 0) this.#bits |= 1 << index;
    return this;
  }

  get missing(): number {
    return this.#names.length - this.count;
  }

  get count(): number {
    let count = 0;
    for (let bits = this.#bits; bits > 0; bits >>= 1) count += bits & 1;
    return count;
  }
}

function heard(group: readonly SegmentId[], names: readonly SegmentId[]): number {
  const segments = new Segments(group);
  for (const name of names) segments.add(name);
  return segments.count;
}

export function mayWrite({ writeQuorum }: QuorumRule, group: readonly SegmentId[], names: readonly SegmentId[]) {
  return !(heard(group, names) < writeQuorum);
}

export function mayRead({ readQuorum }: QuorumRule, group: readonly SegmentId[], names: readonly SegmentId[]) {
  return !(heard(group, names) < readQuorum);
}

export function brokenOverlaps({ copyCount, writeQuorum, readQuorum }: QuorumRule): OverlapRule[] {
  function* broken(): Generator<OverlapRule> {
    if (readQuorum + writeQuorum < copyCount + 1) yield "reads-meet-writes";
    if (writeQuorum < (copyCount + 1) / 2) yield "writes-meet-writes";
  }
  return [...broken()];
}

export function afterFailure(rule: QuorumRule, placement: readonly Placement[], failure: Failure): Service {
  const failed = new Segments(placement.map(({ segment }) => segment));
  for (const segment of failure.segments) failed.add(segment);
  for (const zone of failure.zones)
    for (const member of placement) if (member.zone === zone) failed.add(member.segment);
  return {
    get writes() {
      return failed.missing >= rule.writeQuorum;
    },
    get reads() {
      return failed.missing >= rule.readQuorum;
    },
  };
}
