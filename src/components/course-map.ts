/** Shows on the map what this browser has kept, and lets the reader take it elsewhere or forget it. */
import { showKept } from "../offline/map.ts";
import { fileOf, merged, progressIn, ProgressFileError, progressOf } from "../progress/file.ts";
import { markLessons, progressAt } from "../progress/marks.ts";
import { keyOf, kindAndName, KINDS } from "../progress/records.ts";
import { readRecord, writeRecord } from "../progress/store.ts";
import type { Refusal } from "../progress/unreadable.ts";

interface Words {
  readonly solved: string;
  readonly read: string;
  readonly right: string;
  readonly continueWith: string;
  readonly beginWith: string;
  readonly allDone: string;
  readonly imported: string;
  readonly refused: Readonly<Record<Refusal, string>>;
  readonly unkept: string;
  readonly forgotten: string;
  readonly sure: string;
}

class CourseMap extends HTMLElement {
  #words: Words = JSON.parse(this.dataset["words"] ?? "{}") as Words;

  connectedCallback(): void {
    this.#show();
    // Another tab may be the one in which the reader works.
    addEventListener("storage", () => this.#show());
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.#show();
    });
    for (const hidden of this.querySelectorAll<HTMLElement>("[data-totals], [data-tools]")) hidden.hidden = false;
    this.querySelector("[data-export]")?.addEventListener("click", () => this.#export());
    this.querySelector("[data-import]")?.addEventListener("change", (event) => {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      if (file !== undefined) void this.#import(file).finally(() => (input.value = ""));
    });
    const offline = this.querySelector<HTMLElement>("[data-offline]");
    if (offline) showKept(offline);
    this.querySelector("[data-forget]")?.addEventListener("click", () => this.#forget());
  }

  #show(): void {
    markLessons();
    const lessons = [...this.querySelectorAll<HTMLElement>("[data-progress]")];
    const states = lessons.map(progressAt);
    this.#total("read", states.filter(({ isRead }) => isRead).length);
    this.#total("solved", states.flatMap(({ solved }) => solved).length);
    this.#total("right", states.reduce((sum, { right }) => sum + right, 0)); // prettier-ignore
    const solved = new Set(states.flatMap((state) => state.solved));
    for (const mark of this.querySelectorAll<HTMLElement>("[data-exercise-mark]")) {
      const isSolved = solved.has(mark.dataset["exerciseMark"] ?? "");
      mark.dataset["state"] = isSolved ? "done" : "none";
      mark.textContent = isSolved ? this.#words.solved : "";
    }
    for (const [index, { right, asked }] of states.entries()) {
      const place = this.querySelector(`[data-questions="${lessons[index]?.dataset["progress"]}"]`);
      if (place !== null && asked !== undefined)
        place.textContent = this.#words.right.replace("{right}", String(right)).replace("{asked}", String(asked));
    }
    this.#showNext(lessons, states.map(({ state }) => state)); // prettier-ignore
  }

  #total(name: string, count: number): void {
    const place = this.querySelector(`[data-total="${name}"]`);
    if (place !== null) place.textContent = String(count);
  }

  /** Where to go on: at a lesson that was begun, else at the first after the last that is done. */
  #showNext(lessons: readonly HTMLElement[], states: readonly string[]): void {
    const place = this.querySelector<HTMLElement>("[data-next]");
    if (place === null) return;
    const begun = states.lastIndexOf("begun");
    const next = begun === -1 ? states.indexOf("none", states.lastIndexOf("done") + 1) : begun;
    const link = lessons[next]?.closest("li")?.querySelector<HTMLAnchorElement>("[data-lesson-link]");
    if (!link) {
      place.textContent = states.every((state) => state === "done") ? this.#words.allDone : "";
      return;
    }
    const isFresh = states.every((state) => state === "none");
    const copy = document.createElement("a");
    copy.href = link.href;
    copy.textContent = link.textContent.trim();
    place.replaceChildren(`${isFresh ? this.#words.beginWith : this.#words.continueWith} `, copy);
  }

  #export(): void {
    const day = new Date().toISOString().slice(0, 10);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([fileOf(progressOf(keptHere()))], { type: "application/json" }));
    link.download = `four-of-six-${day}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  async #import(file: File): Promise<void> {
    try {
      const theirs = progressIn(await file.text());
      const all = merged(progressOf(keptHere()), theirs);
      let isKept = true;
      for (const kind of KINDS) {
        for (const name of Object.keys(theirs[kind])) {
          // What a newer version has kept here is not for this one to replace.
          if (readRecord(kind, name) === "newer") continue;
          isKept &&= writeRecord(kind, name, all[kind][name] as never);
        }
      }
      this.#say(isKept ? this.#words.imported : this.#words.unkept);
    } catch (error) {
      if (!(error instanceof ProgressFileError)) throw error;
      this.#say(this.#words.refused[error.refusal]);
    }
    this.#show();
  }

  #forget(): void {
    if (!confirm(this.#words.sure)) return;
    for (const [key] of keptHere()) {
      const place = kindAndName(key);
      if (place !== undefined) localStorage.removeItem(keyOf(place.kind, place.name));
    }
    this.#say(this.#words.forgotten);
    this.#show();
  }

  #say(text: string): void {
    const place = this.querySelector("[data-said]");
    if (place !== null) place.textContent = text;
  }
}

function keptHere(): readonly (readonly [string, string])[] {
  try {
    return Object.entries(localStorage).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  } catch {
    return [];
  }
}

if (!customElements.get("course-map")) customElements.define("course-map", CourseMap);
