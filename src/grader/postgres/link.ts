/**
 * A host's way to its one PostgreSQL, which starts when it is first wanted. Runs take turns: while one has it, the next
 * one waits. What is asked is bounded, so that no answer can fill the host or hold it.
 */
import type { DatabaseAsked, DatabaseSaid } from "../../testing/database.ts";

/** To the process or worker in which PostgreSQL runs. */
export interface PostgresCall {
  readonly id: number;
  readonly asked: DatabaseAsked;
}

/** From there. The first word says whether it has started. */
export type PostgresWord =
  | { readonly kind: "started" }
  | { readonly kind: "not-started"; readonly why: string }
  | { readonly kind: "said"; readonly id: number; readonly said: DatabaseSaid };

/** A process or a worker, just begun. */
export interface PostgresPort {
  post(call: PostgresCall): void;
  /** Ends it, whatever it is doing. */
  end(): void;
}

export interface PostgresEars {
  readonly onWord: (word: PostgresWord) => void;
  /** It is gone. */
  readonly onEnd: (why: string) => void;
}

/** It could not be started: the network is gone, or WebAssembly is off. Worth another try. */
export class PostgresUnavailable extends Error {
  override readonly name = "PostgresUnavailable";
}

/** It was asked for more than it gives. */
export class PostgresRefused extends Error {
  override readonly name = "PostgresRefused";
}

/** One run's turn. */
export interface PostgresTurn {
  /** Throws `PostgresUnavailable` or `PostgresRefused`. */
  ask(asked: DatabaseAsked): Promise<DatabaseSaid>;
  /** Gives it to the next. Safe to call twice. */
  leave(): void;
}

/** For its 5 MB to come over a slow line, and to start on a slow machine. */
const START_LIMIT_MS = 120_000;
/** For one statement. Those of a right answer take milliseconds. */
const STATEMENT_LIMIT_MS = 5_000;
/** For one run. A right answer's asks for some hundreds. */
const ASKED_MAX = 5_000;
const ASKED_MAX_CHARS = 65_536;

interface Started {
  readonly port: PostgresPort;
  readonly waiting: Map<
    number,
    { readonly resolve: (said: DatabaseSaid) => void; readonly reject: (error: Error) => void }
  >;
}

export class PostgresLink {
  readonly #begin: (ears: PostgresEars) => PostgresPort;
  #started: Promise<Started> | undefined;
  #nextId = 1;
  /** Settles when the last turn that was given out has ended. */
  #lastTurn: Promise<void> = Promise.resolve();

  constructor(begin: (ears: PostgresEars) => PostgresPort) {
    this.#begin = begin;
  }

  /** Resolves when it is this run's turn. Nothing is started by that. */
  async turn(): Promise<PostgresTurn> {
    const { promise: ended, resolve: leave } = Promise.withResolvers<void>();
    const before = this.#lastTurn;
    this.#lastTurn = before.then(() => ended);
    await before;
    let askedCount = 0;
    return {
      ask: async (asked) => {
        if (++askedCount > ASKED_MAX) throw new PostgresRefused(`more than ${ASKED_MAX} requests to the database`);
        if (JSON.stringify(asked).length > ASKED_MAX_CHARS)
          throw new PostgresRefused(`a statement of more than ${ASKED_MAX_CHARS / 1024} KB for the database`);
        return this.#ask(asked);
      },
      leave,
    };
  }

  async #ask(asked: DatabaseAsked): Promise<DatabaseSaid> {
    this.#started ??= this.#start();
    const { port, waiting } = await this.#started;
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => {
        // Nothing interrupts it but its end; the next turn starts another.
        this.#started = undefined;
        port.end();
        reject(new PostgresRefused(`a statement that ran for more than ${STATEMENT_LIMIT_MS / 1_000} s`));
      }, STATEMENT_LIMIT_MS);
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T) => {
          clearTimeout(clock);
          waiting.delete(id);
          how(value);
        };
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      port.post({ id, asked });
    });
  }

  #start(): Promise<Started> {
    const waiting: Started["waiting"] = new Map();
    const started = new Promise<Started>((resolve, reject) => {
      const fail = (why: string) => {
        clearTimeout(clock);
        // Not remembered: the network may come back. Another one may have been begun meanwhile, and that one stays.
        if (this.#started === started) this.#started = undefined;
        port.end();
        reject(new PostgresUnavailable(why));
        for (const { reject } of waiting.values()) reject(new PostgresRefused("a statement that ended PostgreSQL"));
      };
      const clock = setTimeout(() => fail(`not started after ${START_LIMIT_MS / 1_000} s`), START_LIMIT_MS);
      const port = this.#begin({
        onWord: (word) => {
          if (word.kind === "said") return waiting.get(word.id)?.resolve(word.said);
          if (word.kind === "not-started") return fail(word.why);
          clearTimeout(clock);
          resolve({ port, waiting });
        },
        onEnd: fail,
      });
    });
    return started;
  }
}
