/** Figures of a family of clones. */
import type { CloneSystemScenario, CloneSystemStep } from "../core/aurora/clone-system.ts";
import type { CloneEvent, CloneTrace } from "../core/aurora/clone-trace.ts";
import { cloneEventText } from "../core/aurora/clone-words.ts";
import type { Millis } from "../core/kernel/index.ts";
import { withParticle, type WordsLocale } from "../core/kernel/words.ts";
import { controlOf } from "./clone-controls.ts";
import { countToNth, type Figure, type Forked, type PressTarget } from "./figures.ts";
import type { FiguresOf } from "./kinds.ts";
import { instantAfter } from "./fork.ts";
import { msText } from "./strings.ts";

/** A picture of more volumes than these is no picture any more. */
const VOLUME_COUNT_MAX = 6;
/** What a reader starts is given this long to be seen. */
const SEEN_MS: Millis = 7;

type Notice = Readonly<Record<WordsLocale, string>>;

const again: Notice = {
  en: "What follows was run again from here.",
  ko: "그 뒤는 여기서부터 다시 실행했습니다.",
};

/** The volume's next clone gets the next letter. Clones that were to come later are thrown away with the rest of the future. */
function pressed(scenario: CloneSystemScenario, target: PressTarget, atMs: Millis): Forked {
  const control = "control" in target ? controlOf(target.control) : undefined;
  if (control === undefined) return { scenario, isDown: false };
  const fromMs = instantAfter(atMs);
  const past = scenario.steps.filter((step) => step.atMs <= fromMs);
  const { volume } = control;
  const time = msText(atMs);
  const forked = (step: CloneSystemStep, what: Notice, steps = past): Forked => ({
    scenario: { ...scenario, steps: [...steps, step], untilMs: fromMs + SEEN_MS },
    isDown: false,
    notice: { en: `At ${time} ms ${what.en} ${again.en}`, ko: `${time} ms에 ${what.ko} ${again.ko}` },
  });
  if (control.verb === "write") {
    const { page } = control;
    return forked(
      { kind: "write", atMs: fromMs, volume, page },
      { en: `you changed page ${page} of ${volume}.`, ko: `볼륨 ${volume}의 페이지 ${page}에 썼습니다.` },
    );
  }
  if (control.verb === "delete") {
    return forked(
      { kind: "delete", atMs: fromMs, volume },
      { en: `you deleted ${volume}.`, ko: `볼륨 ${volume} 삭제를 요청했습니다.` },
    );
  }
  const clone = String.fromCharCode(66 + past.filter((step) => step.kind === "clone").length);
  if (clone.charCodeAt(0) - 65 >= VOLUME_COUNT_MAX) {
    return {
      scenario,
      isDown: false,
      notice: {
        en: `There is room for ${VOLUME_COUNT_MAX} volumes in this picture.`,
        ko: `이 그림에는 볼륨을 ${VOLUME_COUNT_MAX}개까지 그릴 수 있습니다.`,
      },
    };
  }
  return forked(
    { kind: "clone", atMs: fromMs, source: volume, clone },
    {
      en: `you ordered ${clone}, a clone of ${volume}.`,
      ko: `${volume}의 클론 ${withParticle(clone, "을/를")} 요청했습니다.`,
    },
  );
}

export const CLONE_FIGURES: Readonly<Record<FiguresOf<"clone">, Figure>> = {
  "copy-on-write-clone": {
    scenario: {
      seed: 5,
      pageCount: 4,
      steps: [
        { kind: "clone", atMs: 0.6, source: "A", clone: "B" },
        { kind: "write", atMs: 4, volume: "A", page: 1 },
        { kind: "read", atMs: 6.4, volume: "B", page: 1 },
        { kind: "write", atMs: 8.4, volume: "B", page: 4 },
        { kind: "clone", atMs: 12, source: "B", clone: "C" },
        { kind: "write", atMs: 15.4, volume: "C", page: 2 },
        { kind: "delete", atMs: 18.6, volume: "A" },
        { kind: "read", atMs: 21, volume: "C", page: 3 },
      ],
      faults: [],
      untilMs: 24,
    } satisfies CloneSystemScenario,
    pace: { screenMsPerMs: 900, pauseMsMax: 1400 },
    openingCount: (trace: CloneTrace) => countToNth(trace, "family-stands", 4),
    async run(scenario: CloneSystemScenario) {
      const { runCloneSystem } = await import("../core/aurora/clone-system.ts");
      return runCloneSystem(scenario);
    },
    eventText(event: CloneEvent, locale: WordsLocale) {
      return cloneEventText(event, locale);
    },
    toggle: pressed,
    pressHint: {
      en: "Click a page to change it in that volume. Clone a volume, or delete one, with the buttons beside its name.",
      ko: "페이지를 누르면 그 볼륨에서 바뀝니다. 이름 옆의 버튼으로 볼륨을 복제하거나 삭제합니다.",
    },
    showsService: false,
  },
};
