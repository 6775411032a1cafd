// Slow on purpose: writes down every single message, then asks the list.
import type { AuroraTopology, IoCounts, IoRun, MirroredTopology, WriteKind } from "four-of-six/aurora";

type Place = "own" | "mirror" | "instance";
type Message = { kind: WriteKind; place: Place; copy: number; bytes: number };

const KINDS = ["redo", "binlog", "page", "doubleWrite", "metadata"] as const;

function* writesOf(run: IoRun, topology: MirroredTopology): Generator<[WriteKind, number], void> {
  const { records } = run;
  let from = 0;
  let commits = 0;
  for (let index = 0; index < records.length; index++) {
    if (records[index]!.isCommit) commits++;
    const isDue = records[index]!.isCommit && commits === topology.commitsPerSync;
    if (!isDue && index + 1 < records.length) continue;
    let bytes = 0;
    for (const record of records.slice(from, index + 1)) bytes += record.sizeBytes;
    yield ["redo", bytes];
    if (topology.binlog && commits !== 0) yield ["binlog", topology.binlogBytes * commits];
    from = index + 1;
    commits = 0;
  }
  const pages = [...run.flushedPages];
  while (topology.doubleWrite && pages.length > 0)
    yield ["doubleWrite", pages.splice(0, topology.doubleWritePages).length * topology.pageBytes];
  for (const _ of run.flushedPages) yield ["page", topology.pageBytes];
  for (const bytes of run.metadataBytes) yield ["metadata", bytes];
}

function summed(run: IoRun, messages: readonly Message[]): IoCounts {
  const own = messages.filter(({ place }) => place === "own");
  const stored = messages.filter(({ place }) => place !== "instance");
  return {
    transactions: run.records.filter((record) => record.isCommit === true).length,
    toStorage: Object.fromEntries(
      KINDS.map((kind) => [kind, own.filter((message) => message.kind === kind).length]),
    ) as IoCounts["toStorage"],
    databaseNode: own.length,
    toInstances: messages.length - stored.length,
    storage: stored.length,
    perCopy: stored.filter(({ copy }) => copy === 1).length,
    wireBytes: messages.map(({ bytes }) => bytes).reduce((a, b) => a + b, 0),
  };
}

export default { mirroredIos, auroraIos };

export function mirroredIos(run: IoRun, topology: MirroredTopology) {
  const messages: Message[] = [];
  for (const [kind, bytes] of writesOf(run, topology)) {
    const copies = topology.volumes * topology.copiesPerVolume;
    for (let copy = 1; copy <= copies; copy++)
      messages.push({ kind, place: copy === 1 ? "own" : "mirror", copy, bytes });
    if (topology.volumes > 1) messages.push({ kind, place: "instance", copy: 0, bytes });
  }
  return summed(run, messages);
}

export function auroraIos(run: IoRun, { batchBytes, copies, replicas }: AuroraTopology) {
  const messages: Message[] = [];
  // One open batch for each group, and one, named "stream", for the replicas.
  const open: Record<string, number> = {};
  const leave = (name: string) => {
    const bytes = open[name];
    if (bytes === undefined) return;
    delete open[name];
    if (name === "stream")
      for (let left = replicas; left > 0; left--) messages.push({ kind: "redo", place: "instance", copy: 0, bytes });
    else for (let copy = 1; copy <= copies; copy++) messages.push({ kind: "redo", place: "own", copy, bytes });
  };
  for (const { group, sizeBytes } of run.records) {
    for (const name of [`group ${group}`, "stream"]) {
      if ((open[name] ?? 0) + sizeBytes > batchBytes) leave(name);
      open[name] = (open[name] ?? 0) + sizeBytes;
    }
  }
  for (const name of Object.keys(open)) leave(name);
  return summed(run, messages);
}
