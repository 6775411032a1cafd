// Early returns over lists that are made first; with every reader down, the reader endpoint turns to the writer.
import type { ClusterMember, Endpoint } from "four-of-six/cluster";

export function targets(endpoint: Endpoint, members: readonly ClusterMember[]): string[] {
  const all: string[] = [];
  const up = new Set<string>();
  const readers = new Set<string>();
  let writer: string | undefined;
  for (const { instance, role, isAvailable } of members) {
    all.push(instance);
    if (isAvailable) up.add(instance);
    if (role === "writer") writer = instance;
    else readers.add(instance);
  }

  if (endpoint.kind === "cluster") return writer === undefined ? [] : [writer];
  if (endpoint.kind === "instance") return all.includes(endpoint.instance) ? [endpoint.instance] : [];

  const healthy = all.filter((name) => up.has(name));
  if (endpoint.kind === "reader") {
    const healthyReaders = healthy.filter((name) => readers.has(name));
    return healthyReaders.length > 0 ? healthyReaders : healthy;
  }

  const named = new Set<string>(endpoint.list.instances);
  const group = healthy.filter((name) => (endpoint.list.kind === "exclusion" ? !named.has(name) : named.has(name)));
  return endpoint.type === "READER" ? group.filter((name) => readers.has(name)) : group;
}
