/** One constant of a service: its value, and where it was read. Each service has a `limits.ts` that holds all of its own. */
export interface ServiceLimit {
  readonly value: number;
  /** What is counted, in the plural ("copies", "GB", "LSNs"). */
  readonly unit: string;
  /** Year of the source, not of the limit. */
  readonly year: number;
  readonly source: string;
  /** How to print it where value and unit side by side would read badly. */
  readonly text?: string;
}
