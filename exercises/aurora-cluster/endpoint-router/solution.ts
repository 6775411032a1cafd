import type { ClusterMember, Endpoint, InstanceId } from "four-of-six/cluster";

/**
 * Every endpoint is a question that each member answers for itself, as it is now: do you belong? Nothing is remembered
 * between two calls, so a change of a role, of somebody's health or of the members needs no code of its own.
 */
export function targets(endpoint: Endpoint, members: readonly ClusterMember[]): readonly InstanceId[] {
  const belongs = membership(endpoint, members);
  return members.filter((member) => belongs(member)).map(({ instance }) => instance);
}

function membership(endpoint: Endpoint, members: readonly ClusterMember[]): (member: ClusterMember) => boolean {
  switch (endpoint.kind) {
    // These two names stand for one instance each: when it is down the connection fails, and the name stays.
    case "cluster":
      return ({ role }) => role === "writer";
    case "instance":
      return ({ instance }) => instance === endpoint.instance;
    // These two stand for a group: whoever in it is down is passed over.
    case "reader": {
      const role = members.some((member) => member.role === "reader") ? "reader" : "writer";
      return (member) => member.role === role && member.isAvailable;
    }
    case "custom": {
      const { type, list } = endpoint;
      const isChosen = (instance: InstanceId) => list.instances.includes(instance) === (list.kind === "static");
      return ({ instance, role, isAvailable }) =>
        isChosen(instance) && (type === "ANY" || role === "reader") && isAvailable;
    }
  }
}
