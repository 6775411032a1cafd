/** Figure 3 of the 2018 paper, cell by cell: who has acknowledged which record. Odd LSNs belong to group 1. */
const FIGURE_3 = `
          100 101 102 103 104 105 106 107
  PG1 A    .   #   .   .   .   #   .   .
  PG1 B    .   #   .   #   .   #   .   .
  PG1 C    .   #   .   #   .   #   .   #
  PG1 D    .   #   .   #   .   .   .   #
  PG1 E    .   #   .   #   .   .   .   #
  PG1 F    .   #   .   .   .   .   .   #
  PG2 A    #   .   #   .   #   .   #   .
  PG2 B    #   .   .   .   #   .   #   .
  PG2 C    #   .   #   .   .   .   .   .
  PG2 D    #   .   .   .   #   .   .   .
  PG2 E    #   .   #   .   .   .   .   .
  PG2 F    #   .   #   .   #   .   #   .`;

const [head = "", ...rows] = FIGURE_3.trim().split("\n");

export const LSNS = head.trim().split(/\s+/).map(Number);
export const groupOf = (lsn: number) => (lsn % 2 === 1 ? 1 : 2);

/** The record before it in its group; for the first of each group, the point at which the volume was opened. */
export const previousOf = (lsn: number) => Math.max(lsn - 2, 99);

/** Each segment (`A`, …, `A2`, …) and the records that it has acknowledged. */
export const ACKNOWLEDGED: ReadonlyMap<string, readonly number[]> = new Map(
  rows.map((row) => {
    const [group = "", letter = "", ...cells] = row.trim().split(/\s+/);
    return [letter + (group === "PG2" ? "2" : ""), LSNS.filter((_, index) => cells[index] === "#")];
  }),
);
