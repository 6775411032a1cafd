// One immutable state, replaced by pure functions; everything else is derived from it when asked.
import type {
  Acknowledgement,
  CommitRequest,
  CommitTracker,
  CommitTrackerOptions,
  Lsn,
  RedoRecord,
  SegmentId,
} from "four-of-six/aurora";

type Stored = RedoRecord & { readonly by: readonly SegmentId[] };

interface State {
  readonly log: readonly Stored[];
  readonly commits: readonly CommitRequest[];
}

export const initialState: State = { log: [], commits: [] };

export const afterShipping = (state: State, record: RedoRecord): State => ({
  ...state,
  log: [...state.log, { ...record, by: [] }],
});

export const afterAcknowledgement = (state: State, { segment, lsn }: Acknowledgement): State => ({
  ...state,
  log: state.log.map((record) =>
    record.lsn === lsn && !record.by.includes(segment) ? { ...record, by: [...record.by, segment] } : record,
  ),
});

export const afterRequest = (state: State, request: CommitRequest): State => ({
  ...state,
  commits: state.commits.concat(request).toSorted((a, b) => a.commitLsn - b.commitLsn),
});

function* completeRecords(log: readonly Stored[], quorum: number): Generator<Stored, void> {
  for (const record of log) {
    if (record.by.length < quorum) return;
    yield record;
  }
}

const highest = (records: readonly RedoRecord[], otherwise: Lsn): Lsn =>
  records.reduce((mark, { lsn }) => Math.max(mark, lsn), otherwise);

export const createCommitTracker = ({ startLsn = 0, rule }: CommitTrackerOptions): CommitTracker => {
  let state = initialState;
  const complete = (log: readonly Stored[] = state.log) => [...completeRecords(log, rule.writeQuorum)];
  const vdl = () =>
    highest(
      complete().filter(({ isCpl }) => isCpl),
      startLsn,
    );

  return Object.freeze({
    recordShipped: (record: RedoRecord) => void (state = afterShipping(state, record)),
    segmentAcknowledged: (acknowledgement: Acknowledgement) =>
      void (state = afterAcknowledgement(state, acknowledgement)),
    commitRequested: (request: CommitRequest) => void (state = afterRequest(state, request)),
    pgcl: (group: number) => highest(complete(state.log.filter((record) => record.group === group)), startLsn),
    vcl: () => highest(complete(), startLsn),
    vdl,
    takeAnswerable: () => {
      const mark = vdl();
      const [answerable, waiting] = [
        state.commits.filter(({ commitLsn }) => commitLsn <= mark),
        state.commits.filter(({ commitLsn }) => commitLsn > mark),
      ];
      state = { ...state, commits: waiting };
      return answerable.map(({ transaction }) => transaction);
    },
  });
};
