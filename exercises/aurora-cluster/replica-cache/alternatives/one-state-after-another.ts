// One state that is never changed, and a function from it and a message to the next one.
import type { LogRecord, Lsn, PageId, PageVersion } from "four-of-six/aurora";
import type { ReplicaCacheOptions } from "four-of-six/cluster";

interface State {
  readonly readPoint: Lsn;
  readonly vdl: Lsn;
  readonly heard: readonly (readonly LogRecord[])[];
  readonly log: readonly LogRecord[];
  readonly pages: Readonly<Record<PageId, PageVersion>>;
}

function onto(pages: State["pages"], { page, lsn, change }: LogRecord): State["pages"] {
  const version = pages[page];
  return version === undefined
    ? pages
    : { ...pages, [page]: { lsn, slots: version.slots.with(change.slot - 1, change.value) } };
}

function settled(state: State): State {
  const next = state.heard.find((records) => records[0]?.previousInVolume === state.readPoint);
  const end = next?.at(-1)?.lsn ?? Infinity;
  if (next === undefined || end > state.vdl) return state;
  return settled({
    ...state,
    readPoint: end,
    heard: state.heard.filter((records) => (records[0]?.lsn ?? 0) > end),
    log: [...state.log, ...next],
    pages: next.reduce(onto, state.pages),
  });
}

export function createReplicaCache({ startLsn }: ReplicaCacheOptions) {
  let state: State = { readPoint: startLsn, vdl: startLsn, heard: [], log: [], pages: {} };
  return {
    received(records: readonly LogRecord[]) {
      state = settled({ ...state, heard: [...state.heard, records] });
    },
    durable(vdl: Lsn) {
      state = settled({ ...state, vdl: Math.max(vdl, state.vdl) });
    },
    readPoint: () => state.readPoint,
    page: (page: PageId) => state.pages[page],
    loaded(page: PageId, version: PageVersion, asOf: Lsn) {
      const since = state.log.filter((record) => record.page === page && record.lsn > asOf);
      state = { ...state, pages: since.reduce(onto, { ...state.pages, [page]: version }) };
    },
  };
}
