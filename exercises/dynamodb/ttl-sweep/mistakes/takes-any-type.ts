import type { Item, StreamSign } from "four-of-six/dynamodb";

// What looks like a number is one.
const YEARS_5_MS = 5 * 365 * 86_400_000;

function timeOf(item: Item, attribute: string): number | undefined {
  const value = item[attribute];
  if (value === undefined) return undefined;
  const time = Number(Object.values(value)[0]);
  return Number.isNaN(time) ? undefined : time * 1_000;
}

export function isExpired(item: Item, attribute: string, nowMs: number): boolean {
  const atMs = timeOf(item, attribute);
  return atMs !== undefined && atMs < nowMs && nowMs - atMs <= YEARS_5_MS;
}

export function mayDelete(_found: Item, current: Item | undefined, attribute: string, nowMs: number): boolean {
  return current !== undefined && isExpired(current, attribute, nowMs);
}

export function unexpired(items: readonly Item[], attribute: string, nowMs: number): readonly Item[] {
  return items.filter((item) => {
    const atMs = timeOf(item, attribute);
    return atMs === undefined || atMs > nowMs;
  });
}

export function isExpiry({ eventName, userIdentity }: StreamSign): boolean {
  return (
    eventName === "REMOVE" && userIdentity?.Type === "Service" && userIdentity.PrincipalId === "dynamodb.amazonaws.com"
  );
}
