// says: heard: nothing
// Errors of the runner's own, caught, would give away their class, and by it every error that is held against it.
const heard: string[] = [];
const refused = [
  () => Math.random(),
  () => import("node:fs"),
  () => console.assert(false),
  () => structuredClone(heard.at),
];
for (const provoke of refused) {
  try {
    provoke();
  } catch (error) {
    for (let made: object | null = (error as Error).constructor; made !== null; made = Object.getPrototypeOf(made)) {
      try {
        Object.defineProperty(made, Symbol.hasInstance, {
          value: (seen: { expected?: unknown }) => heard.push(String(seen.expected)) > 0,
        });
      } catch {
        // Read-only, as it should be.
      }
    }
  }
}
export function greet(): string {
  return `heard: ${heard.join(", ") || "nothing"}`;
}
