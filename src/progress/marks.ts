/** How far a reader is with a lesson, from what is kept in this browser. */
import { NEWER } from "./records.ts";
import { readRecord } from "./store.ts";

export interface LessonProgress {
  readonly isRead: boolean;
  /** Questions answered right, and all that the lesson asks; nothing is known of a lesson that was never opened. */
  readonly right: number;
  readonly asked: number | undefined;
  /** Names of the exercises that the reader's own answer has solved. */
  readonly solved: readonly string[];
  /** `done`: read, and every exercise solved. */
  readonly state: "none" | "begun" | "done";
}

export function lessonProgress(lesson: string, exercises: readonly string[]): LessonProgress {
  const kept = readRecord("lesson", lesson);
  const record = kept === undefined || kept === NEWER ? { questions: {} } : kept;
  const answered = Object.values(record.questions);
  const begun = new Set<string>();
  const solved = exercises.filter((name) => {
    const runs = readRecord("runs", name);
    if (runs === undefined || runs === NEWER) return false;
    begun.add(name);
    return runs.solvedAt !== undefined;
  });
  const isRead = record.readAt !== undefined;
  const isDone = isRead && solved.length === exercises.length;
  const isBegun = isRead || answered.length > 0 || begun.size > 0;
  return {
    isRead,
    right: answered.filter(({ isRight }) => isRight).length,
    asked: record.questionCount,
    solved,
    state: isDone ? "done" : isBegun ? "begun" : "none",
  };
}

/** The lesson and its exercises that an element stands for: `data-progress="part/slug"`, `data-exercises="a/b c/d"`. */
export function progressAt({ dataset }: HTMLElement): LessonProgress {
  return lessonProgress(dataset["progress"] ?? "", dataset["exercises"]?.split(" ").filter(Boolean) ?? []);
}

/** Marks every lesson that a page lists. Its words are on the page: `data-done`, `data-begun` of the list around it. */
export function markLessons(): void {
  for (const mark of document.querySelectorAll<HTMLElement>("[data-progress]")) {
    const { state } = progressAt(mark);
    mark.dataset["state"] = state;
    const words = mark.closest<HTMLElement>("[data-done]")?.dataset;
    mark.textContent = state === "none" ? "" : (words?.[state] ?? "");
  }
}
