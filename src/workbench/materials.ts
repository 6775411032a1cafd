/** Solutions, fetched only when one is asked for: each is a chunk of its own. */
const solutions = import.meta.glob<string>("../../exercises/*/*/solution.ts", { query: "?raw", import: "default" });

export function loadSolution(name: string): Promise<string> {
  const load = solutions[`../../exercises/${name}/solution.ts`];
  if (load === undefined) throw new Error(`The exercise ${name} has no solution.ts.`);
  return load();
}
