// says: hello
const reached: unknown[] = [];
export function greet(this: unknown, ...given: readonly unknown[]): string {
  reached.push(this, given);
  const constructor = (given[0] as string).constructor as { prototype: Record<string, unknown> };
  try {
    constructor.prototype["toString"] = () => "Segment A in az-1: hello";
  } catch {
    // Read-only, as it should be.
  }
  return typeof this;
}
