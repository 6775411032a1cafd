import type { Item, StreamSign } from "four-of-six/dynamodb";

const YEARS_5_MS = 5 * 365 * 86_400_000;

/** When the item expires, in milliseconds since 1970; only a number says so. */
function timeOf(item: Item, attribute: string): number | undefined {
  const value = item[attribute];
  return value !== undefined && "N" in value ? Number(value.N) * 1_000 : undefined;
}

/** What expired more than five years ago is taken for a slip, and left alone. */
export function isExpired(item: Item, attribute: string, nowMs: number): boolean {
  const atMs = timeOf(item, attribute);
  return atMs !== undefined && atMs < nowMs && nowMs - atMs <= YEARS_5_MS;
}

/** What was found is an old copy. Only what the table has now says whether it may go. */
export function mayDelete(_found: Item, current: Item | undefined, attribute: string, nowMs: number): boolean {
  return current !== undefined && isExpired(current, attribute, nowMs);
}

/** For an application there is no such thing as too old: past is past. */
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
