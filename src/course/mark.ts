/** The mark of the course: three zones of two copies, four of the six filled. */
export const COPIES = [
  { column: 0, row: 0, filled: true },
  { column: 0, row: 1, filled: true },
  { column: 1, row: 0, filled: true },
  { column: 1, row: 1, filled: false },
  { column: 2, row: 0, filled: false },
  { column: 2, row: 1, filled: true },
] as const;

/** `--paper` of book.css, for what is drawn outside a page. */
export const THEME_COLORS = { light: "#fcfcfb", dark: "#12171a" } as const;
