// A ledger that is told each I/O as it passes a place; the two designs only drive it.
import type { AuroraTopology, IoCounts, IoRun, LoggedChange, MirroredTopology, WriteKind } from "four-of-six/aurora";

class Ledger {
  readonly #byKind: Record<WriteKind, number> = { redo: 0, binlog: 0, page: 0, doubleWrite: 0, metadata: 0 };
  readonly #byCopy = new Map<number, number>();
  #instances = 0;
  #bytes = 0;

  fromNode(kind: WriteKind, copy: number, bytes: number) {
    this.#byKind[kind]++;
    this.atCopy(copy, bytes);
  }

  atCopy(copy: number, bytes: number) {
    this.#byCopy.set(copy, (this.#byCopy.get(copy) ?? 0) + 1);
    this.#bytes += bytes;
  }

  atInstance(bytes: number) {
    this.#instances++;
    this.#bytes += bytes;
  }

  close({ records }: IoRun): IoCounts {
    let transactions = 0;
    for (const record of records) if (record.isCommit) transactions += 1;
    let databaseNode = 0;
    for (const kind in this.#byKind) databaseNode += this.#byKind[kind as WriteKind];
    let storage = 0;
    for (const count of this.#byCopy.values()) storage += count;
    return {
      transactions,
      toStorage: { ...this.#byKind },
      databaseNode,
      toInstances: this.#instances,
      storage,
      perCopy: this.#byCopy.get(0) ?? 0,
      wireBytes: this.#bytes,
    };
  }
}

export function mirroredIos(run: IoRun, topology: MirroredTopology): IoCounts {
  const ledger = new Ledger();

  const write = (kind: WriteKind, bytes: number) => {
    let copy = 0;
    for (let volume = 0; volume < topology.volumes; volume++) {
      if (volume > 0) ledger.atInstance(bytes);
      for (let index = 0; index < topology.copiesPerVolume; index++, copy++) {
        if (copy === 0) ledger.fromNode(kind, copy, bytes);
        else ledger.atCopy(copy, bytes);
      }
    }
  };

  const buffer = { bytes: 0, commits: 0 };
  const sync = () => {
    if (buffer.bytes > 0) write("redo", buffer.bytes);
    if (buffer.commits > 0 && topology.binlog) write("binlog", buffer.commits * topology.binlogBytes);
    buffer.bytes = buffer.commits = 0;
  };
  for (const { sizeBytes, isCommit } of run.records) {
    buffer.bytes += sizeBytes;
    buffer.commits += Number(isCommit);
    if (isCommit && buffer.commits >= topology.commitsPerSync) sync();
  }
  sync();

  run.flushedPages.forEach((_page, index) => {
    write("page", topology.pageBytes);
    if (!topology.doubleWrite || index % topology.doubleWritePages !== 0) return;
    const inChunk = Math.min(topology.doubleWritePages, run.flushedPages.length - index);
    write("doubleWrite", inChunk * topology.pageBytes);
  });
  run.metadataBytes.forEach((bytes) => write("metadata", bytes));
  return ledger.close(run);
}

export function auroraIos(run: IoRun, topology: AuroraTopology): IoCounts {
  const ledger = new Ledger();
  const ship = (records: readonly LoggedChange[], send: (bytes: number) => void) => {
    let open: number | undefined;
    for (const { sizeBytes } of records) {
      if (open !== undefined && open + sizeBytes > topology.batchBytes) {
        send(open);
        open = undefined;
      }
      open = (open ?? 0) + sizeBytes;
    }
    if (open !== undefined) send(open);
  };

  for (const group of new Set(run.records.map((record) => record.group))) {
    ship(
      run.records.filter((record) => record.group === group),
      (bytes) => {
        for (let copy = 0; copy < topology.copies; copy++) ledger.fromNode("redo", copy, bytes);
      },
    );
  }
  for (let replica = 0; replica < topology.replicas; replica++) ship(run.records, (bytes) => ledger.atInstance(bytes));
  return ledger.close(run);
}
