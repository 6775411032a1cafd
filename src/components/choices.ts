/** One choice of a question. Every choice says why, the wrong ones most of all. */
export interface Choice {
  readonly text: string;
  readonly why: string;
  readonly right?: true;
}

export interface QuestionData {
  readonly ask: string;
  readonly choices: readonly Choice[];
}

/** Letters by which a choice is named in feedback. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** Checks a question at build time: an author's slip stops the build, not a reader. */
export function checkQuestion(question: QuestionData, page: string): void {
  const rightCount = question.choices.filter((choice) => choice.right).length;
  if (question.choices.length < 2 || rightCount !== 1) {
    throw new Error(
      `${page}: "${question.ask}" needs two or more choices, exactly one of them right; it has ${question.choices.length}, ${rightCount} right.`,
    );
  }
}
