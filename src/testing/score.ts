/** How an answer did where there is more to say than pass or fail: its length beside the shortest that is known. */
export interface Score {
  readonly length: number;
  readonly shortest: number;
}

let told: ((score: Score) => void) | undefined;

/** Called by whoever runs a suite and wants to hear of scores. */
export function hearScores(listener: (score: Score) => void): void {
  told = listener;
}

/** Says how long the answer is. Shown beside the verdict once every check has passed; it decides nothing. */
export function score(value: Score): void {
  told?.(value);
}
