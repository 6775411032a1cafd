/**
 * The worked example of the write path: the cells of Aurora 2018, figure 3. Eight records, odd LSNs in protection group
 * 1, even ones in group 2. Lessons draw their tables from here and tests compare the simulator with it.
 */
export interface AckGroup {
  readonly lsns: readonly number[];
  /** Segments in order, two per zone, and the LSNs that each has acknowledged. */
  readonly segments: readonly { readonly id: string; readonly acknowledged: readonly number[] }[];
}

export const FIGURE_3: readonly [AckGroup, AckGroup] = [
  {
    lsns: [101, 103, 105, 107],
    segments: [
      { id: "A", acknowledged: [101, 105] },
      { id: "B", acknowledged: [101, 103, 105] },
      { id: "C", acknowledged: [101, 103, 105, 107] },
      { id: "D", acknowledged: [101, 103, 107] },
      { id: "E", acknowledged: [101, 103, 107] },
      { id: "F", acknowledged: [101, 107] },
    ],
  },
  {
    lsns: [100, 102, 104, 106],
    segments: [
      { id: "A2", acknowledged: [100, 102, 104, 106] },
      { id: "B2", acknowledged: [100, 104, 106] },
      { id: "C2", acknowledged: [100, 102] },
      { id: "D2", acknowledged: [100, 104] },
      { id: "E2", acknowledged: [100, 102] },
      { id: "F2", acknowledged: [100, 102, 104, 106] },
    ],
  },
];

/** How many segments have acknowledged a record. */
export function acknowledgementCount(group: AckGroup, lsn: number): number {
  return group.segments.filter((segment) => segment.acknowledged.includes(lsn)).length;
}

/** SCL: how far a segment's records reach without a gap, from the group's first record on. */
export function sclOf(group: AckGroup, segmentIndex: number): number | undefined {
  const acknowledged = group.segments[segmentIndex]?.acknowledged ?? [];
  const gapIndex = group.lsns.findIndex((lsn) => !acknowledged.includes(lsn));
  return group.lsns[(gapIndex === -1 ? group.lsns.length : gapIndex) - 1];
}
