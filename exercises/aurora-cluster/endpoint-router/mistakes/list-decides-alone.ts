// The idea: READER says what the group is for; who is in it, its owner has written down.
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
      const { list, type } = endpoint;
      const isChosen = ({ instance, role }: ClusterMember) =>
        list.kind === "static"
          ? list.instances.includes(instance)
          : !list.instances.includes(instance) && (type === "ANY" || role === "reader");
      return names(members.filter((member) => isUp(member) && isChosen(member)));
    }
  }
}

const isWriter = ({ role }: ClusterMember) => role === "writer";
const isReader = ({ role }: ClusterMember) => role === "reader";
const isUp = ({ isAvailable }: ClusterMember) => isAvailable;
const names = (members: readonly ClusterMember[]) => members.map(({ instance }) => instance);
