import type { Item, StreamSign } from "four-of-six/dynamodb";

/** Counts in seconds of the item, and says by how many of them it is late. Infinitely early without a time. */
const lateBy = (item: Item, attribute: string, nowMs: number): number => {
  const { N } = (item[attribute] ?? {}) as { N?: string };
  return N === undefined ? -Infinity : nowMs / 1_000 - Number.parseFloat(N);
};

export const isExpired = (item: Item, attribute: string, nowMs: number): boolean => {
  const seconds = lateBy(item, attribute, nowMs);
  return seconds >= 0 && seconds <= 157_680_000;
};

export const mayDelete = (found: Item, current: Item | undefined, attribute: string, nowMs: number): boolean =>
  current ? isExpired({ ...current }, attribute, nowMs) : false;

export const unexpired = (items: readonly Item[], attribute: string, nowMs: number): Item[] => {
  const shown: Item[] = [];
  for (const item of items) if (lateBy(item, attribute, nowMs) < 0) shown.push(item);
  return shown;
};

export const isExpiry = (record: StreamSign): boolean => {
  if (record.eventName !== "REMOVE") return false;
  const by = record.userIdentity ?? { Type: "Client", PrincipalId: "" };
  return `${by.Type}/${by.PrincipalId}` === "Service/dynamodb.amazonaws.com";
};
