import type { Millis, Timed } from "../kernel/index.ts";
import type { CloneFamily, CloneFamilyOptions, CloneOrder, CloneWrite } from "./copy-on-write-clone.ts";
import type { CloneEvent, CloneTable, CloneTrace } from "./clone-trace.ts";
import type { VolumeId } from "./vocabulary.ts";

/** One thing that a family of clones is told. */
export type CloneStep =
  | ({ readonly tell: "write" } & CloneWrite)
  | ({ readonly tell: "clone" } & CloneOrder)
  | { readonly tell: "remove"; readonly volume: VolumeId };

/** A family of clones alone, without network or time: what it is told, in order. */
export interface CloneScript extends CloneFamilyOptions {
  readonly steps: readonly CloneStep[];
}

/** How every volume of the family stands, asked page by page. */
export function tablesOf(family: CloneFamily, volumes: readonly VolumeId[], pageCount: number): readonly CloneTable[] {
  return volumes.map((volume) => ({
    volume,
    billedPages: family.billedPages(volume),
    pages: Array.from({ length: pageCount }, (_, index) => ({
      ...family.read(volume, index + 1),
      owner: family.ownerOf(volume, index + 1),
    })),
  }));
}

/** Tells the family the steps one by one, one simulated millisecond apart, and notes how it stands after each. */
export function runCloneScript(
  { steps, ...options }: CloneScript,
  createFamily: (options: CloneFamilyOptions) => CloneFamily,
  trace: Timed<CloneEvent>[] = [],
): CloneTrace {
  let nowMs: Millis = 0;
  const record = (event: CloneEvent) => trace.push({ atMs: nowMs, ...event });
  let volumes: readonly VolumeId[] = [options.volume];
  record({ kind: "family-opened", ...options });
  const family = createFamily(options);
  const stands = () => record({ kind: "family-stands", tables: tablesOf(family, volumes, options.pageCount) });
  stands();
  for (const step of steps) {
    nowMs++;
    switch (step.tell) {
      case "write": {
        const { volume, page, lsn } = step;
        record({ kind: "change-stored", volume, page, lsn });
        family.write({ volume, page, lsn });
        break;
      }
      case "clone": {
        const { source, clone, atLsn } = step;
        record({ kind: "clone-ordered", source, clone, atLsn });
        const how = family.clone({ source, clone, atLsn });
        volumes = [...volumes, clone];
        record({ kind: "clone-made", source, clone, atLsn, how });
        break;
      }
      case "remove": {
        const { volume } = step;
        record({ kind: "delete-ordered", volume });
        family.remove(volume);
        volumes = volumes.filter((other) => other !== volume);
        record({ kind: "volume-deleted", volume });
        break;
      }
      default:
        step satisfies never;
    }
    stands();
  }
  return trace;
}
