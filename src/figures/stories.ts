import { asideStory } from "./aside-story.ts";
import { clusterStory } from "./cluster-shapes.ts";
import { daxClusterStory } from "./dax-cluster-story.ts";
import type { FigureTrace } from "./figures.ts";
import type { FigureKind } from "./kinds.ts";

const STORIES: Readonly<Partial<Record<FigureKind, (trace: never) => FigureTrace>>> = {
  cluster: clusterStory,
  "dax-cluster": daxClusterStory,
  aside: asideStory,
};

/** What the figures of a kind draw of a run: all of it, unless the kind leaves out what nobody could follow. */
export function storyOf(kind: FigureKind, trace: FigureTrace): FigureTrace {
  return STORIES[kind]?.(trace as never) ?? trace;
}
