import type { Millis, Timed } from "../kernel/index.ts";
import type { ClusterEvent, ClusterTrace } from "./cluster-trace.ts";
import type { Endpoint, EndpointRouter } from "./endpoint-router.ts";
import type { ClusterMember, EndpointName, InstanceId } from "./vocabulary.ts";

/** One change in who the members are. About an instance that is no member, `join` aside, it changes nothing. */
export type EndpointStep =
  /** It becomes the writer, available or not. The writer before it becomes a reader. */
  | { readonly kind: "promote"; readonly instance: InstanceId }
  /** A writer becomes a reader, and nobody takes its place. */
  | { readonly kind: "demote"; readonly instance: InstanceId }
  /** It becomes available, or no longer is. */
  | { readonly kind: "health"; readonly instance: InstanceId; readonly isAvailable: boolean }
  /** A new instance: an available reader, last of the members. One that is a member already changes nothing. */
  | { readonly kind: "join"; readonly instance: InstanceId }
  /** It is deleted. */
  | { readonly kind: "leave"; readonly instance: InstanceId };

/** Endpoints alone, without network or DNS: the members of a cluster, how they change, and the names that lead to them. */
export interface EndpointScript {
  /** Each once, at most one of them the writer. */
  readonly members: readonly Pick<ClusterMember, "instance" | "role" | "isAvailable">[];
  /** Asked for after each step, in this order. */
  readonly endpoints: Readonly<Record<EndpointName, Endpoint>>;
  readonly steps: readonly EndpointStep[];
}

const STEP_MS: Millis = 1_000;

/** Lists every endpoint for the members as they are, then after each step, one simulated second apart. */
export function runEndpointScript(
  { members: first, endpoints, steps }: EndpointScript,
  router: EndpointRouter,
  trace: Timed<ClusterEvent>[] = [],
): ClusterTrace {
  let members: readonly ClusterMember[] = first.map(memberOf);
  let nowMs: Millis = 0;
  const record = (event: ClusterEvent) => trace.push({ atMs: nowMs, ...event });
  const look = () => {
    record({ kind: "members-seen", members });
    for (const [endpoint, what] of Object.entries(endpoints)) {
      record({ kind: "endpoint-listed", endpoint, targets: router.targets(what, members) });
    }
  };

  record({ kind: "cluster-opened", members, endpoints });
  look();
  for (const step of steps) {
    nowMs += STEP_MS;
    members = membersAfter(step, members);
    look();
  }
  return trace;
}

function membersAfter(step: EndpointStep, members: readonly ClusterMember[]): readonly ClusterMember[] {
  const { instance } = step;
  const isMember = members.some((member) => member.instance === instance);
  const change = (to: Partial<ClusterMember>) =>
    members.map((member) => (member.instance === instance ? { ...member, ...to } : member));
  switch (step.kind) {
    case "promote":
      if (!isMember) return members;
      return members.map((member) => ({ ...member, role: member.instance === instance ? "writer" : "reader" }));
    case "demote":
      return change({ role: "reader" });
    case "health":
      return change({ isAvailable: step.isAvailable });
    case "join":
      return isMember ? members : [...members, memberOf({ instance, role: "reader", isAvailable: true })];
    case "leave":
      return members.filter((member) => member.instance !== instance);
    default:
      return step satisfies never;
  }
}

/** Zone, tier and class play no part here: every instance has the same. */
function memberOf({ instance, role, isAvailable }: EndpointScript["members"][number]): ClusterMember {
  return { instance, zone: "az-1", role, tier: 1, memoryGib: 16, isAvailable };
}
