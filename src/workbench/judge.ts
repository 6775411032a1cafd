/**
 * Everything between a text and the verdict on it. Fetched when an editor is first touched or Run is pressed, so that a
 * page that is only read carries none of it.
 */
import { BrowserHost, fetchText, type ScriptUrls } from "../grader/browser-host.ts";
import type { Materials } from "../grader/materials.ts";
import { nameMisconception, type Signatures } from "../grader/misconceptions.ts";
import type { CheckVerdict, Counterexample, Report, RunName } from "../grader/report.ts";
import { noteRun } from "../progress/runs.ts";
import type { Exercise } from "../testing/exercise.ts";
import type { AnyEvent } from "../testing/rig.ts";

export class Judge {
  readonly exercise: Exercise;
  readonly #signatures: Signatures;
  readonly #host: BrowserHost;

  constructor({ exercise, signatures }: Materials, host: BrowserHost) {
    this.exercise = exercise;
    this.#signatures = signatures;
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
    return report.status === "fail" ? nameMisconception(report, this.exercise, this.#signatures) : report;
  }

  simulate(source: string, scenario: unknown): Promise<readonly AnyEvent[]> {
    return this.#host.simulate(source, scenario);
  }

  /** One run of an answer beside the reference. Null: they do the same. */
  replay(source: string, run: RunName, scenario: unknown): Promise<Counterexample | null> {
    return this.#host.replay(source, run, scenario);
  }

  /** Keeps what came of a run. Returns the checks that passed in the one before, by name; none before the first. */
  keep(report: Report, text: string, { isOurs }: { readonly isOurs: boolean }): readonly string[] | undefined {
    const passed = report.tests.filter(({ status }) => status === "pass").map(({ name }) => name);
    const { status, exercise, tests } = report;
    const before = noteRun(exercise, { at: Date.now(), status, passed, count: tests.length, text, isOurs });
    return before.runs.length === 0 ? undefined : before.lastPassed;
  }

  warm(): Promise<void> {
    return this.#host.warm();
  }
}

/** Fetches what an exercise's runs need. */
export async function openJudge(name: string, urls: ScriptUrls & { readonly materialsUrl: string }): Promise<Judge> {
  const materials = fetchText(urls.materialsUrl).then((text) => JSON.parse(text) as Materials);
  const host = new BrowserHost(name, materials.then(({ exercise }) => exercise), urls); // prettier-ignore
  // Fetched beside each other; whatever fails is asked for again, and told, when it is needed.
  void host.warm().catch(() => undefined);
  return new Judge(await materials, host);
}
