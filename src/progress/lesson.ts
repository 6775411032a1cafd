/** What is kept of a lesson, changed as a whole: read, changed and written at once, so that two tabs lose nothing of each other's. */
import type { AnsweredQuestion, LessonRecord } from "./records.ts";
import { readRecord, writeRecord } from "./store.ts";

export function changeLesson(name: string, change: (record: LessonRecord) => LessonRecord): void {
  const kept = readRecord("lesson", name);
  if (kept === "newer") return;
  writeRecord("lesson", name, change(kept ?? { questions: {} }));
}

/** Sets or takes back the mark that a lesson was read. */
export function markRead(name: string, readAt: number | undefined): void {
  changeLesson(name, ({ readAt: _, ...rest }) => (readAt === undefined ? rest : { ...rest, readAt }));
}

/** Notes how a question was answered; undefined takes the note back. */
export function noteQuestion(
  name: string,
  questionCount: number,
  question: string,
  answered: AnsweredQuestion | undefined,
): void {
  changeLesson(name, ({ questions, ...rest }) => {
    const { [question]: _, ...others } = questions;
    return { ...rest, questionCount, questions: answered === undefined ? others : { ...others, [question]: answered } };
  });
}
