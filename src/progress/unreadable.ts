/** Why something that came from elsewhere, a file or a link, cannot be read. */
export type Refusal = "not-ours" | "newer" | "damaged";

/** What came cannot be read. The message is in English; whoever has other words goes by `refusal`. */
export abstract class UnreadableError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, sentences: Readonly<Record<Refusal, string>>) {
    super(sentences[refusal]);
    this.refusal = refusal;
  }
}
