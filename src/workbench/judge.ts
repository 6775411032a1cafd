/**
 * Everything between a text and the verdict on it. Fetched when an editor is first touched or Run is pressed, so that a
 * page that is only read carries none of it.
 */
import { BrowserHost, type ScriptUrls } from "../grader/browser-host.ts";
import { nameMisconception } from "../grader/misconceptions.ts";
import type { CheckVerdict, Report } from "../grader/report.ts";
import type { Exercise } from "../testing/exercise.ts";
import type { AnyEvent } from "../testing/rig.ts";
import { loadExercise, loadSignatures } from "./materials.ts";

export class Judge {
  readonly exercise: Exercise;
  readonly #host: BrowserHost;
  readonly #name: string;

  constructor(name: string, exercise: Exercise, host: BrowserHost) {
    this.#name = name;
    this.exercise = exercise;
    this.#host = host;
  }

  /** Grades an answer; a known mistake is named. Throws only when something could not be fetched. */
  async grade(
    source: string,
    options: { readonly signal: AbortSignal; readonly onVerdict: (verdict: CheckVerdict) => void },
  ): Promise<Report> {
    const { signal, onVerdict } = options;
    const report = await this.#host.grade(source, {
      signal,
      onMessage: (message) => {
        if (message.kind === "check-ended") onVerdict(message);
      },
    });
    if (report.status !== "fail") return report;
    // A verdict does not wait for the network to come back: without the signatures it stands as it is.
    const signatures = await loadSignatures(this.#name).catch(() => ({}));
    return nameMisconception(report, this.exercise, signatures);
  }

  simulate(source: string, scenario: unknown): Promise<readonly AnyEvent[]> {
    return this.#host.simulate(source, scenario);
  }

  warm(): Promise<void> {
    return this.#host.warm();
  }
}

/** Fetches what an exercise's runs need. The signatures come along, so that no verdict waits for them. */
export async function openJudge(name: string, urls: ScriptUrls): Promise<Judge> {
  const exercise = loadExercise(name);
  const host = new BrowserHost(name, exercise, urls);
  // Fetched beside each other; whatever fails is asked for again, and told, when it is needed.
  void host.warm().catch(() => undefined);
  void loadSignatures(name).catch(() => undefined);
  return new Judge(name, await exercise, host);
}
