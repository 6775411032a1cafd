// The idea: an exclusion list is another way to write a static one, so it is worked out once.
import type { ClusterMember, Endpoint, InstanceId } from "four-of-six/cluster";

export function targets(endpoint: Endpoint, members: readonly ClusterMember[]): readonly InstanceId[] {
  switch (endpoint.kind) {
    case "cluster":
      return names(members.filter(isWriter));
    case "instance":
      return names(members.filter(({ instance }) => instance === endpoint.instance));
    case "reader": {
      const readers = members.filter(isReader);
      return names((readers.length > 0 ? readers : members).filter(isUp));
    }
    case "custom": {
      const { type } = endpoint;
      const chosen = members.filter(({ instance }) => instancesOf(endpoint, members).includes(instance));
      return names(chosen.filter((member) => isUp(member) && (type === "ANY" || isReader(member))));
    }
  }
}

const known = new Map<string, readonly InstanceId[]>();

function instancesOf(
  endpoint: Extract<Endpoint, { kind: "custom" }>,
  members: readonly ClusterMember[],
): readonly InstanceId[] {
  const { kind, instances } = endpoint.list;
  if (kind === "static") return instances;
  const key = JSON.stringify(endpoint);
  const found = known.get(key) ?? names(members).filter((instance) => !instances.includes(instance));
  known.set(key, found);
  return found;
}

const isWriter = ({ role }: ClusterMember) => role === "writer";
const isReader = ({ role }: ClusterMember) => role === "reader";
const isUp = ({ isAvailable }: ClusterMember) => isAvailable;
const names = (members: readonly ClusterMember[]) => members.map(({ instance }) => instance);
