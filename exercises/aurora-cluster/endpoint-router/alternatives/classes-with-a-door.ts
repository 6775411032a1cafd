// A class for each kind of endpoint, with one method that says who is let in; with every reader down, nobody is.
import type { ClusterMember, Endpoint, EndpointRouter } from "four-of-six/cluster";

type Custom = Extract<Endpoint, { kind: "custom" }>;

abstract class Door {
  abstract admits(member: ClusterMember, cluster: readonly ClusterMember[]): boolean;
}

class WriterDoor extends Door {
  admits(member: ClusterMember): boolean {
    return member.role !== "reader";
  }
}

class InstanceDoor extends Door {
  readonly #name: string;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  admits(member: ClusterMember): boolean {
    return member.instance === this.#name;
  }
}

class ReaderDoor extends Door {
  admits(member: ClusterMember, cluster: readonly ClusterMember[]): boolean {
    const isAlone = cluster.every(({ role }) => role === "writer");
    return member.isAvailable && (isAlone || member.role === "reader");
  }
}

class CustomDoor extends Door {
  readonly #named: ReadonlySet<string>;
  readonly #isOpenToOthers: boolean;
  readonly #isForReaders: boolean;

  constructor({ type, list }: Custom) {
    super();
    this.#named = new Set(list.instances);
    this.#isOpenToOthers = list.kind === "exclusion";
    this.#isForReaders = type === "READER";
  }

  admits({ instance, role, isAvailable }: ClusterMember): boolean {
    if (!isAvailable) return false;
    if (this.#isForReaders && role === "writer") return false;
    return this.#named.has(instance) !== this.#isOpenToOthers;
  }
}

function doorOf(endpoint: Endpoint): Door {
  if (endpoint.kind === "cluster") return new WriterDoor();
  if (endpoint.kind === "reader") return new ReaderDoor();
  return endpoint.kind === "instance" ? new InstanceDoor(endpoint.instance) : new CustomDoor(endpoint);
}

export const targets: EndpointRouter["targets"] = (endpoint, members) => {
  const door = doorOf(endpoint);
  return members.flatMap((member) => (door.admits(member, members) ? [member.instance] : []));
};
