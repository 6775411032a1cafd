import type { FigureEvent } from "../figures/figures.ts";
import { figureBehaviour, type FigureName } from "../figures/kinds.ts";
import type { Locale } from "./strings.ts";

/** How a figure's events read in the page's language; fetched only when there is a run to tell. */
export async function eventTextOf(name: FigureName, locale: Locale): Promise<(event: object) => string> {
  const figure = await figureBehaviour(name);
  await figure.prepare?.(locale);
  return (event) => figure.eventText(event as FigureEvent, locale);
}
