// Right, with stamps as texts that sort: one comparison for time and Region.
import type { ItemVersion, LastWriterWins } from "four-of-six/dynamodb";

const textOf = (version: ItemVersion | undefined) =>
  version === undefined ? "" : `${String(version.stamp.atMs).padStart(16, "0")} ${version.stamp.region}`;

export const stamp: LastWriterWins["stamp"] = (current, item, at) => {
  const least = [at.nowMs, at.watermarkMs + 1];
  if (current) least.push(current.stamp.atMs + 1);
  const version = { stamp: { atMs: least.sort((a, b) => b - a)[0]!, region: at.region } };
  return item ? { ...version, item } : version;
};

export const merge: LastWriterWins["merge"] = (current, incoming, at) => {
  const isRepeat = current === undefined && incoming.stamp.atMs <= at.watermarkMs;
  if (isRepeat) return undefined;
  return textOf(incoming) > textOf(current) ? incoming : current;
};

export const forget: LastWriterWins["forget"] = (current, at) => {
  if (current?.item) return current;
  return (current?.stamp.atMs ?? 0) > at.watermarkMs ? current : undefined;
};
