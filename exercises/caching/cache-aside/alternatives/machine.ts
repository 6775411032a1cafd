// No generators: each call is an object that remembers where it stands.
import {
  ASIDE_TIMES,
  type AsideAnswer,
  type AsideLease,
  type AsideRequest,
  type AsideSteps,
  type AsideWriteOutcome,
  type ReadOutcome,
} from "four-of-six/dax";

type Step<Outcome> = IteratorResult<AsideRequest, Outcome>;

const ask = (value: AsideRequest) => ({ done: false, value }) as const;
const end = <Outcome>(value: Outcome) => ({ done: true, value }) as const;

class Read implements AsideSteps<ReadOutcome> {
  readonly #entry: string;
  readonly #lease: AsideLease;
  #state: "begins" | "looks" | "adds" | "waits" | "holds" | "alone" | "stores" = "begins";
  #looks = 0;
  #outcome: ReadOutcome = { kind: "failed" };

  constructor(entry: string, token: string) {
    this.#entry = entry;
    this.#lease = { kind: "lease", token };
  }

  next(...[answer]: [] | [AsideAnswer]): Step<ReadOutcome> {
    switch (this.#state) {
      case "begins":
      case "waits":
        return this.#look();
      case "looks":
        if (answer?.kind === "hit") return answer.value.kind === "lease" ? this.#wait() : end(answer.value);
        return answer?.kind === "miss" ? this.#add() : this.#readTable("alone");
      case "adds":
        if (answer?.kind === "refused") return this.#wait();
        return this.#readTable(answer?.kind === "stored" ? "holds" : "alone");
      case "holds":
        if (answer?.kind !== "read") return end<ReadOutcome>({ kind: "failed" });
        return this.#store(answer.value);
      case "alone":
        return end<ReadOutcome>(answer?.kind === "read" ? answer.value : { kind: "failed" });
      case "stores":
        return end(this.#outcome);
    }
  }

  #look(): Step<ReadOutcome> {
    if (this.#looks++ >= ASIDE_TIMES.patienceMs / ASIDE_TIMES.waitMs) return this.#readTable("alone");
    this.#state = "looks";
    return ask({ do: "get", entry: this.#entry });
  }

  #add(): Step<ReadOutcome> {
    this.#state = "adds";
    return ask({ do: "add", entry: this.#entry, value: this.#lease, ttlMs: ASIDE_TIMES.leaseMs });
  }

  #wait(): Step<ReadOutcome> {
    this.#state = "waits";
    return ask({ do: "wait", ms: ASIDE_TIMES.waitMs });
  }

  #readTable(state: "holds" | "alone"): Step<ReadOutcome> {
    this.#state = state;
    return ask({ do: "read-table", entry: this.#entry, consistent: true });
  }

  #store(value: Exclude<ReadOutcome, { readonly kind: "failed" }>): Step<ReadOutcome> {
    this.#state = "stores";
    this.#outcome = value;
    const ttlMs = value.kind === "none" ? ASIDE_TIMES.noneMs : ASIDE_TIMES.itemMs;
    return ask({ do: "replace", entry: this.#entry, old: this.#lease, value, ttlMs });
  }
}

class Write implements AsideSteps<AsideWriteOutcome> {
  readonly #left: string[];
  #outcome: AsideWriteOutcome | undefined;
  #hasBegun = false;

  constructor(entries: readonly string[]) {
    this.#left = [...entries];
  }

  next(...[answer]: [] | [AsideAnswer]): Step<AsideWriteOutcome> {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      return ask({ do: "write-table" });
    }
    this.#outcome ??= { kind: answer?.kind === "written" || answer?.kind === "refused" ? answer.kind : "unknown" };
    const entry = this.#outcome.kind === "refused" ? undefined : this.#left.shift();
    return entry === undefined ? end(this.#outcome) : ask({ do: "delete", entry });
  }
}

export const read = (entry: string, token: string) => new Read(entry, token);
export const write = (entries: readonly string[]) => new Write(entries);
