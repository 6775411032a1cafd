import type { Item, StreamSign } from "four-of-six/dynamodb";

// The process has looked: what it found expired is expired.
const YEARS_5_MS = 5 * 365 * 86_400_000;

function timeOf(item: Item, attribute: string): number | undefined {
  const value = item[attribute];
  return value !== undefined && "N" in value ? Number(value.N) * 1_000 : undefined;
}

export function isExpired(item: Item, attribute: string, nowMs: number): boolean {
  const atMs = timeOf(item, attribute);
  return atMs !== undefined && atMs < nowMs && nowMs - atMs <= YEARS_5_MS;
}

export function mayDelete(found: Item, current: Item | undefined, attribute: string, nowMs: number): boolean {
  return current !== undefined && isExpired(found, attribute, nowMs);
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
