// The idea: whoever wrote the list put the most important instance first.
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
      const available = members.filter((member) => isUp(member) && (type === "ANY" || isReader(member)));
      if (list.kind === "static") return list.instances.filter((name) => names(available).includes(name));
      return names(available).filter((name) => !list.instances.includes(name));
    }
  }
}

const isWriter = ({ role }: ClusterMember) => role === "writer";
const isReader = ({ role }: ClusterMember) => role === "reader";
const isUp = ({ isAvailable }: ClusterMember) => isAvailable;
const names = (members: readonly ClusterMember[]) => members.map(({ instance }) => instance);
