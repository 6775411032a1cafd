import { noteQuestion } from "../progress/lesson.ts";
import type { AnsweredQuestion } from "../progress/records.ts";
import { readRecord } from "../progress/store.ts";

/** Brings the questions of a page to life. What Question.astro wrote stays the source: this only moves and marks it. */

interface Words {
  right: string;
  notRight: string;
  rightAnswerIs: string;
  rightMark: string;
  yourAnswer: string;
  chooseFirst: string;
}

/** Sent up to the quiz when a question has been answered or taken back. */
export type AnswerEvent = CustomEvent<{ right: boolean | undefined }>;

class CourseQuestion extends HTMLElement {
  connectedCallback(): void {
    if (this.classList.contains("ready")) return;
    const act = this.querySelector<HTMLElement>(".act");
    const status = this.querySelector<HTMLElement>("[role=status]");
    const check = this.querySelector<HTMLButtonElement>("[data-check]");
    const again = this.querySelector<HTMLButtonElement>("[data-again]");
    if (!act || !status || !check || !again) return;

    const words = JSON.parse(this.dataset["words"] ?? "{}") as Words;
    const { lang } = document.documentElement;
    const rightLetter = this.dataset["right"] ?? "";
    const items = [...this.querySelectorAll<HTMLElement>("[data-choice]")];
    const radios = [...this.querySelectorAll<HTMLInputElement>("input")];

    // The explanations leave the <details> and wait, unseen, below the choices that they explain.
    for (const item of items) {
      const letter = item.dataset["choice"] ?? "";
      const source = this.querySelector<HTMLElement>(`[data-why="${letter}"]`);
      const why = document.createElement("p");
      why.className = "why";
      why.id = `${item.querySelector("input")?.id}-why`;
      why.hidden = true;
      why.append(...(source?.childNodes ?? []));
      item.append(why);
    }
    // So does the line that points to the figure, below everything else.
    const watch = this.querySelector<HTMLElement>(".watch");
    if (watch) {
      watch.hidden = true;
      act.after(watch);
    }
    this.querySelector("details")?.remove();
    act.hidden = false;
    this.classList.add("ready");

    const show = (chosen: string) => {
      const right = chosen === rightLetter;
      this.dataset["state"] = right ? "right" : "wrong";
      for (const item of items) {
        const letter = item.dataset["choice"];
        const mark = item.querySelector(".mark");
        const why = item.querySelector<HTMLElement>(".why");
        const input = item.querySelector("input");
        item.toggleAttribute("data-right", letter === rightLetter);
        const marks = [letter === chosen && words.yourAnswer, letter === rightLetter && words.rightMark].filter(
          Boolean,
        );
        if (mark) mark.textContent = marks.join(", ");
        if (why && input) {
          why.hidden = false;
          input.setAttribute("aria-describedby", why.id);
          // The answer is given: arrow keys would mark another choice beside a verdict that is not about it.
          input.disabled = letter !== chosen;
        }
      }
      status.textContent = right ? words.right : `${words.notRight} ${words.rightAnswerIs}`;
      if (watch) watch.hidden = false;
      again.hidden = false;
      check.hidden = true;
      this.tell(right);
    };

    check.addEventListener("click", () => {
      const chosen = radios.find((radio) => radio.checked)?.value;
      if (!chosen) {
        status.textContent = words.chooseFirst;
        return;
      }
      show(chosen);
      // Said aloud: the verdict and the reason for the choice that was made. The other reasons are there to be read.
      const reason = items.find((item) => item.dataset["choice"] === chosen)?.querySelector(".why")?.textContent ?? "";
      const spoken = document.createElement("span");
      spoken.className = "sr-only";
      spoken.textContent = ` ${reason}`;
      status.append(spoken);
      again.focus();
      this.#keep({ isRight: chosen === rightLetter, choice: chosen, lang });
    });

    again.addEventListener("click", () => {
      delete this.dataset["state"];
      for (const item of items) {
        item.removeAttribute("data-right");
        item.querySelector(".mark")?.replaceChildren();
        item.querySelector("input")?.removeAttribute("aria-describedby");
        const why = item.querySelector<HTMLElement>(".why");
        if (why) why.hidden = true;
      }
      for (const radio of radios) {
        radio.checked = false;
        radio.disabled = false;
      }
      status.textContent = "";
      if (watch) watch.hidden = true;
      check.hidden = false;
      again.hidden = true;
      radios[0]?.focus();
      this.tell(undefined);
      this.#keep(undefined);
    });

    // Choices stand in another order in the other language: there the letter would be another choice.
    const kept = this.#kept();
    const radio = radios.find(({ value }) => value === kept?.choice);
    if (kept?.lang === lang && radio !== undefined) {
      radio.checked = true;
      show(kept.choice);
    }
  }

  /** The lesson, how many questions it asks, and which of them this is. */
  #place() {
    const lesson = document.querySelector<HTMLElement>("[data-lesson]")?.dataset["lesson"];
    const all = [...document.querySelectorAll("course-question")];
    const kind = this.closest("course-quiz") ? "quiz" : "predict";
    const ofKind = all.filter((one) => (one.closest("course-quiz") ? "quiz" : "predict") === kind);
    return { lesson, count: all.length, question: `${kind}-${ofKind.indexOf(this) + 1}` };
  }

  #kept(): AnsweredQuestion | undefined {
    const { lesson, question } = this.#place();
    const record = lesson === undefined ? undefined : readRecord("lesson", lesson);
    return record === undefined || record === "newer" ? undefined : record.questions[question];
  }

  #keep(answered: AnsweredQuestion | undefined): void {
    const { lesson, count, question } = this.#place();
    if (lesson !== undefined) noteQuestion(lesson, count, question, answered);
  }

  private tell(right: boolean | undefined): void {
    this.dispatchEvent(new CustomEvent("course-answer", { bubbles: true, detail: { right } }) satisfies AnswerEvent);
  }
}

/** Keeps count for the questions inside it. */
class CourseQuiz extends HTMLElement {
  connectedCallback(): void {
    const templates = JSON.parse(this.dataset["scores"] ?? "[]") as string[][];
    const score = this.querySelector<HTMLElement>(".score");
    const verdicts = new Map<EventTarget, boolean>();
    this.addEventListener("course-answer", (event) => {
      const { right } = (event as AnswerEvent).detail;
      if (!event.target || !score) return;
      if (right === undefined) verdicts.delete(event.target);
      else verdicts.set(event.target, right);
      const rightCount = [...verdicts.values()].filter(Boolean).length;
      score.textContent = verdicts.size > 0 ? (templates[verdicts.size]?.[rightCount] ?? "") : "";
    });
  }
}

if (!customElements.get("course-question")) {
  // The quiz first: its questions tell it at once how they were answered on an earlier visit.
  customElements.define("course-quiz", CourseQuiz);
  customElements.define("course-question", CourseQuestion);
}
