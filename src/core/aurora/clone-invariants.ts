/** What must hold in every run of a family of clones. Each reads a trace and gives the first violation, or none. */
import { frozen } from "../kernel/frozen.ts";
import type { CloneTrace } from "./clone-trace.ts";
import type { CloneKind, PageCopy } from "./copy-on-write-clone.ts";
import type { Violation } from "./storage-invariants.ts";
import type { Lsn, PageId, VolumeId } from "./vocabulary.ts";

/** Gives the first violation in a trace, or none. A trace that was cut short is judged by what it holds. */
export type CloneInvariant = (trace: CloneTrace) => Violation | undefined;

/** A clone never sees a later write of its source, nor the source one of its clone; each sees its own. */
export const volumesSeeTheirOwnPast: CloneInvariant = (trace) => {
  const invariant = "a volume sees its own writes, and of its source what was written up to the clone point";
  const family = new Genealogy();
  for (const [eventIndex, event] of trace.entries()) {
    family.follow(event);
    const seen =
      event.kind === "page-read"
        ? [{ volume: event.volume, page: event.page, copy: event.copy }]
        : event.kind === "family-stands"
          ? event.tables.flatMap(({ volume, pages }) => pages.map((copy, index) => ({ volume, page: index + 1, copy })))
          : [];
    for (const { volume, page, copy } of seen) {
      const expected = family.seenBy(volume, page);
      if (copy.writtenBy === expected.writtenBy && copy.lsn === expected.lsn) continue;
      return {
        invariant,
        eventIndex,
        what: `${volume} saw page ${page} as ${copy.writtenBy} wrote it at LSN ${copy.lsn}, not as ${expected.writtenBy} wrote it at ${expected.lsn}`,
      };
    }
  }
  return undefined;
};

/** Every stored copy that some volume sees is billed once, to a volume that sees it; nothing else is billed. */
export const billsAddUp: CloneInvariant = (trace) => {
  const invariant = "every copy that is still seen is billed once, to a volume that sees it, and nothing else is";
  const family = new Genealogy();
  for (const [eventIndex, event] of trace.entries()) {
    family.follow(event);
    if (event.kind !== "family-stands") continue;
    const broken = (what: string): Violation => ({ invariant, eventIndex, what });
    const stored = new Set<string>();
    for (const { volume, pages } of event.tables) {
      for (const [index, { owner }] of pages.entries()) {
        const page = index + 1;
        const copy = family.storedFor(volume, page);
        stored.add(`${page} ${copy}`);
        if (!event.tables.some((table) => table.volume === owner))
          return broken(`the page ${page} that ${volume} sees belongs to ${owner}, which does not exist`);
        if (family.storedFor(owner, page) !== copy)
          return broken(`the page ${page} that ${volume} sees belongs to ${owner}, which sees another`);
      }
      const owned = pages.filter(({ owner }) => owner === volume).length;
      const { billedPages } = event.tables.find((table) => table.volume === volume) ?? { billedPages: NaN };
      if (billedPages !== owned)
        return broken(`${volume} was billed for ${billedPages} pages, and ${owned} of those that it sees are its own`);
    }
    const billed = event.tables.reduce((sum, table) => sum + table.billedPages, 0);
    if (billed !== stored.size) return broken(`${billed} pages were billed, and ${stored.size} are stored`);
  }
  return undefined;
};

/** All of them. */
export const CLONE_INVARIANTS: readonly CloneInvariant[] = frozen([volumesSeeTheirOwnPast, billsAddUp]);

/** Who descends from whom, and who wrote what: slow and obvious, from the events alone. */
class Genealogy {
  #first: { readonly volume: VolumeId; readonly startLsn: Lsn } = { volume: "A", startLsn: 0 };
  readonly #births = new Map<VolumeId, { readonly source: VolumeId; readonly atLsn: Lsn; readonly how: CloneKind }>();
  readonly #writes: { readonly volume: VolumeId; readonly page: PageId; readonly lsn: Lsn }[] = [];

  follow(event: CloneTrace[number]): void {
    if (event.kind === "family-opened") this.#first = { volume: event.volume, startLsn: event.startLsn };
    if (event.kind === "change-stored") this.#writes.push(event);
    if (event.kind === "clone-made") this.#births.set(event.clone, event);
  }

  seenBy(volume: VolumeId, page: PageId, atLsn: Lsn = Infinity): PageCopy {
    const lsn = this.#lastWrite(volume, page, atLsn);
    if (lsn !== undefined) return { writtenBy: volume, lsn };
    const birth = this.#births.get(volume);
    if (birth === undefined) return { writtenBy: this.#first.volume, lsn: this.#first.startLsn };
    return this.seenBy(birth.source, page, birth.atLsn);
  }

  /** The copy in storage behind it, by a name that no other copy of the page has. */
  storedFor(volume: VolumeId, page: PageId, atLsn: Lsn = Infinity): string {
    const lsn = this.#lastWrite(volume, page, atLsn);
    if (lsn !== undefined) return `${volume} ${lsn}`;
    const birth = this.#births.get(volume);
    if (birth === undefined || birth.how === "full-copy") return volume;
    return this.storedFor(birth.source, page, birth.atLsn);
  }

  #lastWrite(volume: VolumeId, page: PageId, atLsn: Lsn): Lsn | undefined {
    return this.#writes.findLast((write) => write.volume === volume && write.page === page && write.lsn <= atLsn)?.lsn;
  }
}
