/** What a lesson may put on its page: `import { Figure, Quiz } from "@lesson"`. */
export { default as AckGrid } from "./AckGrid.astro";
export { default as CourseContents } from "./CourseContents.astro";
export { default as CourseMap } from "./CourseMap.astro";
export { default as Exercise } from "./Exercise.astro";
export { default as Figure } from "./Figure.astro";
export { default as Glossary } from "./Glossary.astro";
export { default as Idea } from "./Idea.astro";
export { default as Limit } from "./Limit.astro";
export { default as Playground } from "./Playground.astro";
export { default as Predict } from "./Predict.astro";
export { default as Quiz } from "./Quiz.astro";
export { default as Simplified } from "./Simplified.astro";
export { default as YouMayHaveRead } from "./YouMayHaveRead.astro";
