/** The controls of the clone scene, by the names that it gives them: a verb, the volume, and for a write its page. */
export type CloneControl =
  | { readonly verb: "write"; readonly volume: string; readonly page: number }
  | { readonly verb: "clone" | "delete"; readonly volume: string };

export function controlName(control: CloneControl): string {
  return control.verb === "write" ? `write ${control.volume} ${control.page}` : `${control.verb} ${control.volume}`;
}

export function controlOf(name: string): CloneControl {
  const [verb, volume = "", page] = name.split(" ");
  if (verb === "write") return { verb, volume, page: Number(page) };
  return { verb: verb === "clone" ? "clone" : "delete", volume };
}
