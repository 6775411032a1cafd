import { hrefOf } from "./links.ts";
import { placeOf, type Language } from "./registry.ts";

/** What the picture of a page shows where its address is shared. */
export interface Card {
  readonly language: Language;
  readonly title: string;
  /** "2.3" and the title of the part; the landing page has neither. */
  readonly place: { readonly number: string; readonly part: string } | undefined;
}

/** What is known of a page from its entry in the collection. */
export interface PageEntry {
  readonly id: string;
  readonly data: { readonly title: string; readonly hero?: { readonly title?: string | undefined } | undefined };
}

export function cardOf({ id, data }: PageEntry): Card {
  const language = /^ko(\/|$)/.test(id) ? "ko" : "en";
  const place = placeOf(id);
  return {
    language,
    title: data.hero?.title ?? data.title,
    place: place && { number: `${place.partNumber}.${place.lessonNumber}`, part: place.part.title[language] },
  };
}

/** Where the picture lies; below `src/pages/social/` it is made. */
export function cardHref({ id }: PageEntry): string {
  return hrefOf(`/social/${id}.png`);
}

/** The picture in words. */
export function cardAlt({ title, place }: Card): string {
  return ["Four of Six", ...(place === undefined ? [] : [`${place.number} ${place.part}`]), title].join(". ");
}
