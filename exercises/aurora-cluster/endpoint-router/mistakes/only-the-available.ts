// The idea: nobody is helped by a connection that fails, so whoever is down is left out first of all.
import type { ClusterMember, Endpoint, InstanceId } from "four-of-six/cluster";

export function targets(endpoint: Endpoint, members: readonly ClusterMember[]): readonly InstanceId[] {
  const available = members.filter(isUp);
  switch (endpoint.kind) {
    case "cluster":
      return names(available.filter(isWriter));
    case "instance":
      return names(available.filter(({ instance }) => instance === endpoint.instance));
    case "reader":
      return names(members.some(isReader) ? available.filter(isReader) : available);
    case "custom": {
      const { type, list } = endpoint;
      const chosen = available.filter(({ instance }) => list.instances.includes(instance) === (list.kind === "static"));
      return names(type === "ANY" ? chosen : chosen.filter(isReader));
    }
  }
}

const isWriter = ({ role }: ClusterMember) => role === "writer";
const isReader = ({ role }: ClusterMember) => role === "reader";
const isUp = ({ isAvailable }: ClusterMember) => isAvailable;
const names = (members: readonly ClusterMember[]) => members.map(({ instance }) => instance);
