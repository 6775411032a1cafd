/** Opening a link that carries somebody's answer. Fetched only when a page is opened with one. */
import { LinkError, sharedIn, type SharedAnswer } from "../progress/link.ts";
import { versionOf } from "./share.ts";
import { fill, type Strings } from "./strings.ts";

export interface Visit {
  readonly shared: SharedAnswer;
  /** What the reader should know about it. */
  readonly note: string | undefined;
}

/** What the address carries for this exercise; a text says why there is nothing to see; undefined: it is not for this one. */
export async function openVisit(
  address: string,
  name: string,
  suiteUrl: string,
  words: Strings,
): Promise<Visit | string | undefined> {
  // What is wrong with a link is said once on a page.
  const isFirst = document.querySelector<HTMLElement>("[data-exercise]")?.dataset["exercise"] === name;
  try {
    const shared = await sharedIn(address);
    if (shared.exercise === name)
      return { shared, note: shared.version === versionOf(suiteUrl) ? undefined : words.linkOld };
    const isHere = [...document.querySelectorAll<HTMLElement>("[data-exercise]")].some(
      ({ dataset }) => dataset["exercise"] === shared.exercise,
    );
    return isFirst && !isHere ? fill(words.linkElsewhere, { exercise: shared.exercise }) : undefined;
  } catch (error) {
    if (!(error instanceof LinkError) || !isFirst) return undefined;
    return error.refusal === "newer" ? words.linkNewer : words.linkDamaged;
  }
}
