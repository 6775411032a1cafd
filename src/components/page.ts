/** The id that Starlight's skip link and page frame look for on the one h1 of a page. */
export const titleId = "_top";
