/** Finding an exercise by what somebody typed. */

export type Found =
  { readonly kind: "found"; readonly name: string } | { readonly kind: "unknown"; readonly message: string };

const NEAREST_COUNT = 3;

/** Finds an exercise by `part/slug` or slug. Otherwise names the nearest ones that there are. */
export function findExercise(asked: string, names: readonly string[]): Found {
  const wanted = asked.replace(/\\/g, "/").replace(/^exercises\/|\/$|\.ts$/g, "");
  const matches = names.filter((name) => name === wanted || slugOf(name) === wanted);
  if (matches.length === 1) return { kind: "found", name: matches[0] as string };
  if (matches.length > 1)
    return { kind: "unknown", message: `"${asked}" could be ${matches.join(" or ")}: say which.` };
  return {
    kind: "unknown",
    message: `There is no exercise "${asked}". The nearest: ${nearest(wanted, names).join(", ")}.`,
  };
}

/** The names nearest to what was typed, by edits to the slug or to the whole name. */
export function nearest(wanted: string, names: readonly string[]): readonly string[] {
  const distanceOf = (name: string) => Math.min(editDistance(wanted, slugOf(name)), editDistance(wanted, name));
  return [...names].sort((a, b) => distanceOf(a) - distanceOf(b)).slice(0, NEAREST_COUNT);
}

export function slugOf(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

/** Levenshtein's distance: insertions, deletions and replacements that lead from one text to the other. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
