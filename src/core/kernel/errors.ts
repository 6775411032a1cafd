/** A promise of our own code broke: a bug, never a condition to handle. The text states the promise. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/** States one promise of the code that follows. Throws `InvariantError` with the promise as its text. */
export function invariant(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new InvariantError(promise);
}

/**
 * A scenario that makes no sense. `field` is the path of the value to correct, as in `faults[2].zone`; `code` is what the
 * service calls such a refusal, where its API has a name for it. What was expected is said in words, or as a list of names.
 */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly field: string;
  readonly code: string | undefined;
  /** The names that there are, where the field has to be one of them. */
  readonly known: readonly string[] | undefined;

  constructor(field: string, expected: string | readonly string[], received: unknown, code?: string) {
    const inService = code === undefined ? "" : ` The service calls this ${code}.`;
    const known = typeof expected === "string" ? undefined : expected;
    const wanted = known === undefined ? expected : `one of ${known.join(", ")}`;
    super(`Scenario field ${field}: expected ${wanted}, received ${printed(received)}.${inService}`);
    this.field = field;
    this.code = code;
    this.known = known;
  }
}

/** A run passed one of its bounds (events, queue length): it was not going to end. */
export class RunawayError extends Error {
  override readonly name = "RunawayError";
}

function printed(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(JSON.stringify(value) ?? value);
}
