/** What there is to choose from, as plain data for the page. */
import type { FigureName } from "../figures/kinds.ts";

/** An exercise whose answers can run on a figure's scenario. */
export interface FigureExercise {
  /** `part/slug` */
  readonly name: string;
  readonly title: string;
  readonly href: string;
  readonly suiteUrl: string;
  readonly materialsUrl: string;
}

export interface CatalogueFigure {
  readonly figure: FigureName;
  /** In the list of figures: the lesson, and where it has several, which one. */
  readonly label: string;
  readonly lesson: { readonly title: string; readonly href: string };
  readonly exercises: readonly FigureExercise[];
}

export interface CataloguePart {
  readonly title: string;
  readonly figures: readonly CatalogueFigure[];
}

/** The figures of a lesson's text, in its order. */
export function figuresIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/<Figure\s+name="([\w-]+)"/g)].map(([, name]) => name as string))];
}
