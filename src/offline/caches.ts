/** Names of caches. A host may have several sites below it, and all of them see each other's caches. */
const PREFIX = "four-of-six";

export function cacheName(purpose: "shell" | "course", base: string): string {
  return `${PREFIX} ${purpose} ${base}`;
}

export function belongsTo(name: string, base: string): boolean {
  return name === cacheName("shell", base) || name === cacheName("course", base);
}
