import type { ClusterMember, Endpoint, InstanceId } from "four-of-six/cluster";

/** The instances that a new connection through the endpoint may land on, in the order of `members`. */
export function targets(endpoint: Endpoint, members: readonly ClusterMember[]): readonly InstanceId[] {
  return [];
}
