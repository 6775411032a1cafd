// The idea: targets are a set, and a set is easiest to read when it is sorted.
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
      const { type, list } = endpoint;
      const chosen = members.filter(({ instance }) => list.instances.includes(instance) === (list.kind === "static"));
      return names(chosen.filter((member) => isUp(member) && (type === "ANY" || isReader(member))));
    }
  }
}

const isWriter = ({ role }: ClusterMember) => role === "writer";
const isReader = ({ role }: ClusterMember) => role === "reader";
const isUp = ({ isAvailable }: ClusterMember) => isAvailable;
const names = (members: readonly ClusterMember[]) => members.map(({ instance }) => instance).sort();
