import type { Item, StreamSign } from "four-of-six/dynamodb";

type State = "without a time" | "valid" | "expired" | "too old";

function stateOf(item: Item, attribute: string, nowMs: number): State {
  const value = item[attribute];
  if (value === undefined || !Object.hasOwn(value, "N")) return "without a time";
  const at = new Time((value as { N: string }).N);
  if (!at.isBefore(nowMs)) return "valid";
  return at.plusYears(5).isBefore(nowMs) ? "too old" : "expired";
}

class Time {
  readonly #ms: number;
  constructor(seconds: string | number) {
    this.#ms = 1_000 * +seconds;
  }
  isBefore(ms: number): boolean {
    return this.#ms < ms;
  }
  plusYears(count: number): Time {
    return new Time(this.#ms / 1_000 + count * 365 * 24 * 3_600);
  }
}

export function isExpired(item: Item, attribute: string, nowMs: number): boolean {
  return stateOf(item, attribute, nowMs) === "expired";
}

export function mayDelete(_: Item, current: Item | undefined, attribute: string, nowMs: number): boolean {
  if (!current) return false;
  return isExpired(current, attribute, nowMs);
}

export function unexpired(items: readonly Item[], attribute: string, nowMs: number): readonly Item[] {
  const shown: readonly State[] = ["without a time", "valid"];
  return items.filter((item) => shown.includes(stateOf(item, attribute, nowMs)));
}

export function isExpiry(record: StreamSign): boolean {
  const { Type, PrincipalId } = record.userIdentity ?? {};
  switch (record.eventName) {
    case "INSERT":
    case "MODIFY":
      return false;
    case "REMOVE":
      return Type === "Service" && PrincipalId === "dynamodb.amazonaws.com";
  }
}
