import type { CloneFamily, CloneFamilyOptions, CloneKind, Lsn, VolumeId } from "four-of-six/aurora";

interface State {
  readonly volumes: readonly {
    readonly id: VolumeId;
    readonly source: VolumeId | undefined;
    /** For each page, [from LSN, copy], newest first. */
    readonly pages: readonly (readonly (readonly [Lsn, number])[])[];
  }[];
  /** What each copy holds, and who pays for it. */
  readonly copies: readonly { readonly writtenBy: VolumeId; readonly lsn: Lsn; readonly owner: VolumeId }[];
}

type Volume = State["volumes"][number];

const volumeIn = (state: State, id: VolumeId) => state.volumes.find((volume) => volume.id === id)!;
const copyAt = (volume: Volume, index: number) => volume.pages[index]![0]![1];
const viewersIn = (state: State, copy: number, index: number) =>
  state.volumes.filter((volume) => copyAt(volume, index) === copy).map(({ id }) => id);
const withOwner = (state: State, copy: number, owner: VolumeId): State => ({
  ...state,
  copies: state.copies.map((other, index) => (index === copy ? { ...other, owner } : other)),
});

function opened({ volume, pageCount, startLsn }: CloneFamilyOptions): State {
  const copies = Array.from({ length: pageCount }, () => ({ writtenBy: volume, lsn: startLsn, owner: volume }));
  return { copies, volumes: [{ id: volume, source: undefined, pages: copies.map((_, index) => [[startLsn, index]]) }] };
}

function cloned(state: State, source: VolumeId, clone: VolumeId, atLsn: Lsn, kind: CloneKind): State {
  const then = volumeIn(state, source).pages.map((entries) => entries.find(([from]) => from <= atLsn)![1]);
  if (kind === "full-copy") {
    const copies = [...state.copies, ...then.map((copy) => ({ ...state.copies[copy]!, owner: clone }))];
    const pages = then.map((_, index) => [[atLsn, state.copies.length + index] as const]);
    return { copies, volumes: [...state.volumes, { id: clone, source: undefined, pages }] };
  }
  const orphans = then.filter((copy, index) => viewersIn(state, copy, index).length === 0);
  const { copies } = orphans.reduce((next, copy) => withOwner(next, copy, clone), state);
  return {
    copies,
    volumes: [...state.volumes, { id: clone, source, pages: then.map((copy) => [[atLsn, copy] as const]) }],
  };
}

function written(state: State, id: VolumeId, index: number, lsn: Lsn): State {
  const old = copyAt(volumeIn(state, id), index);
  const fresh = state.copies.length;
  const next: State = {
    copies: [...state.copies, { writtenBy: id, lsn, owner: id }],
    volumes: state.volumes.map((volume) =>
      volume.id === id
        ? {
            ...volume,
            pages: volume.pages.map((entries, i) => (i === index ? [[lsn, fresh] as const, ...entries] : entries)),
          }
        : volume,
    ),
  };
  const [heir] = viewersIn(next, old, index);
  return state.copies[old]!.owner === id && heir !== undefined ? withOwner(next, old, heir) : next;
}

function removed(state: State, id: VolumeId): State {
  const gone = volumeIn(state, id);
  let next: State = { ...state, volumes: state.volumes.filter((volume) => volume !== gone) };
  const turns: VolumeId[] = [];
  gone.pages.forEach((_, index) => {
    const copy = copyAt(gone, index);
    if (next.copies[copy]!.owner !== id) return;
    const count = (heir: VolumeId) => turns.reduce((sum, other) => (other === heir ? sum + 1 : sum), 0);
    const heirs = viewersIn(next, copy, index);
    const fewest = Math.min(...heirs.map(count));
    const heir = heirs.find((other) => count(other) === fewest);
    if (heir === undefined) return;
    turns.push(heir);
    next = withOwner(next, copy, heir);
  });
  return next;
}

export function createCloneFamily(options: CloneFamilyOptions): CloneFamily {
  let state = opened(options);
  const seen = (id: VolumeId, page: number) => state.copies[copyAt(volumeIn(state, id), page - 1)]!;
  return {
    clone({ source, clone, atLsn }) {
      const count = state.volumes.filter((volume) => volume.source === source).length;
      const kind: CloneKind = count >= options.copyOnWriteCloneMax ? "full-copy" : "copy-on-write";
      state = cloned(state, source, clone, atLsn, kind);
      return kind;
    },
    write: ({ volume, page, lsn }) => void (state = written(state, volume, page - 1, lsn)),
    remove: (volume) => void (state = removed(state, volume)),
    read: (volume, page) => ({ writtenBy: seen(volume, page).writtenBy, lsn: seen(volume, page).lsn }),
    ownerOf: (volume, page) => seen(volume, page).owner,
    billedPages: (volume) =>
      volumeIn(state, volume).pages.filter((_, i) => seen(volume, i + 1).owner === volume).length,
  };
}
