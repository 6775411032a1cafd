// The idea: a name for readers leads to readers.
import type { ClusterMember, Endpoint, InstanceId } from "four-of-six/cluster";

export function targets(endpoint: Endpoint, members: readonly ClusterMember[]): readonly InstanceId[] {
  switch (endpoint.kind) {
    case "cluster":
      return names(members.filter(isWriter));
    case "instance":
      return names(members.filter(({ instance }) => instance === endpoint.instance));
    case "reader":
      return names(members.filter((member) => isReader(member) && isUp(member)));
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
const names = (members: readonly ClusterMember[]) => members.map(({ instance }) => instance);
