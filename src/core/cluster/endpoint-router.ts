/**
 * Endpoints: the names under which a cluster is reached, and the instances that a new connection may land on.
 *
 * The cluster endpoint leads to the writer and the reader endpoint to the readers, whoever they are at the moment. An
 * instance endpoint leads to one instance, whatever becomes of its role. A custom endpoint leads to a group that its
 * owner chose. Example, with db-1 the writer, db-2 a reader, and db-3 a reader that is down:
 *
 *   cluster                               db-1
 *   reader                                db-2
 *   instance db-3                         db-3   (and the connection fails)
 *   custom, ANY, all but db-2             db-1
 *   custom, READER, db-1 and db-2         db-2
 *   custom, READER, db-3                  nobody
 *
 * What is spread over the targets is connections, not queries. Aurora User Guide, aurora-endpoints-cluster, -reader,
 * -instance, -custom, and considerations for custom endpoints.
 *
 * Simplified: only the question who may be chosen is answered here, for the members as they are handed in. Drawing one of
 * them, and names that lead to yesterday's writer because DNS is behind, are the caller's. The guide does not say what
 * becomes of the reader endpoint when there are readers and none is available: here it falls back to the writer, as it
 * does in a cluster without readers, and no suite may ask for that. Nor does it say what a name stands for when nobody
 * is left behind it: here, the reader endpoint and custom endpoints lead nowhere, while the cluster endpoint and
 * instance endpoints keep leading to an instance that is down.
 */
import { AURORA_LIMITS } from "../aurora/limits.ts";
import { frozen } from "../kernel/frozen.ts";
import { ScenarioError } from "../kernel/index.ts";
import type { ClusterMember, EndpointName, InstanceId } from "./vocabulary.ts";

/** What a name of the cluster stands for. Aurora User Guide, aurora-overview-endpoints. */
export type Endpoint =
  /** The writer. One per cluster, and the only one that is meant for writes. */
  | { readonly kind: "cluster" }
  /** The readers. One per cluster. */
  | { readonly kind: "reader" }
  /** One instance. One per instance, for diagnosis. */
  | { readonly kind: "instance"; readonly instance: InstanceId }
  /** A group of instances. Up to `CUSTOM_ENDPOINT_MAX` per cluster; one instance can be in several. */
  | { readonly kind: "custom"; readonly type: CustomEndpointType; readonly list: CustomEndpointList };

/**
 * Which roles belong to a custom endpoint: readers only, or both. An instance that is promoted drops out of a `READER`
 * endpoint, and one that becomes a reader comes in; an `ANY` endpoint does not notice. The console creates `ANY`.
 */
export type CustomEndpointType = "READER" | "ANY";

/** Which instances a custom endpoint is about. No change of a role or of somebody's health ever edits the list. */
export type CustomEndpointList =
  /** These, and nobody who joins later. At least one. */
  | { readonly kind: "static"; readonly instances: readonly InstanceId[] }
  /** All but these: whoever joins later is in. With no instances, everyone. */
  | { readonly kind: "exclusion"; readonly instances: readonly InstanceId[] };

/** The seam: what the exercise `endpoint-router` asks for, and what the cluster resolves its names with. */
export interface EndpointRouter {
  /**
   * The instances that a new connection through the endpoint may land on, in the order of `members`.
   *
   * - `cluster`: the writer, available or not. None while there is no writer.
   * - `instance`: that instance, available or not, in either role. None when it is no member of the cluster.
   * - `reader`: the available readers. In a cluster without readers, the writer if it is available. With readers and none
   *   of them available, the source is silent: either nobody, or the writer if it is available (the reference's choice).
   * - `custom`: the available instances of its list; of those, only the readers when its type is `READER`. That can be
   *   none: a custom endpoint never falls back to anyone outside its list or its type.
   *
   * @param members the cluster's instances as they are now, each once, at most one of them the writer
   */
  targets(endpoint: Endpoint, members: readonly ClusterMember[]): readonly InstanceId[];
}

/** Custom endpoints that one cluster can have. Aurora User Guide, CHAP_Limits. */
export const CUSTOM_ENDPOINT_MAX: number = AURORA_LIMITS.customEndpoints.value;

/** The reference implementation. */
export const endpointRouter: EndpointRouter = frozen({
  targets(endpoint, members) {
    switch (endpoint.kind) {
      case "cluster":
        // The name still resolves while the writer is down: the client sees a failed connection, not a missing name.
        return instancesOf(members.filter(isWriter));
      case "instance":
        return instancesOf(members.filter(({ instance }) => instance === endpoint.instance));
      case "reader": {
        const readers = members.filter((member) => isReader(member) && member.isAvailable);
        if (readers.length > 0) return instancesOf(readers);
        return instancesOf(members.filter((member) => isWriter(member) && member.isAvailable));
      }
      case "custom": {
        const { type, list } = endpoint;
        return instancesOf(
          members.filter((member) => {
            const isChosen = list.instances.includes(member.instance) === (list.kind === "static");
            return isChosen && member.isAvailable && (type === "ANY" || isReader(member));
          }),
        );
      }
      default:
        return endpoint satisfies never;
    }
  },
});

function isWriter({ role }: ClusterMember): boolean {
  return role === "writer";
}

function isReader({ role }: ClusterMember): boolean {
  return role === "reader";
}

function instancesOf(members: readonly ClusterMember[]): readonly InstanceId[] {
  return members.map(({ instance }) => instance);
}

/**
 * Throws `ScenarioError` unless one cluster can have all of these endpoints.
 *
 * @param instances every instance that the cluster ever has, each once: an endpoint may name one that joins later
 */
export function checkEndpoints(
  endpoints: Readonly<Record<EndpointName, Endpoint>>,
  instances: readonly InstanceId[],
  field = "endpoints",
): void {
  // The built-in endpoints that have a name already.
  const builtIn = new Set<string>();
  let customCount = 0;
  for (const [name, endpoint] of Object.entries(endpoints)) {
    if (name.trim() === "") throw new ScenarioError(field, "a name for every endpoint", name);
    const at = `${field}.${name}`;
    switch (endpoint.kind) {
      case "cluster":
      case "reader":
        if (builtIn.has(endpoint.kind)) throw new ScenarioError(`${at}.kind`, "one of this kind", endpoint.kind);
        builtIn.add(endpoint.kind);
        break;
      case "instance": {
        const { instance } = endpoint;
        checkInstance(instance, instances, `${at}.instance`);
        if (builtIn.has(`instance ${instance}`))
          throw new ScenarioError(`${at}.instance`, "an instance without another endpoint of its own", instance);
        builtIn.add(`instance ${instance}`);
        break;
      }
      case "custom":
        customCount++;
        checkCustomEndpoint(endpoint, instances, at);
        break;
      default:
        endpoint satisfies never;
        throw new ScenarioError(`${at}.kind`, "a known kind of endpoint", (endpoint as { kind: unknown }).kind);
    }
  }
  if (customCount > CUSTOM_ENDPOINT_MAX)
    throw new ScenarioError(field, `at most ${CUSTOM_ENDPOINT_MAX} custom endpoints`, customCount, "DBClusterEndpointQuotaExceededFault"); // prettier-ignore
}

function checkCustomEndpoint(
  { type, list }: Extract<Endpoint, { kind: "custom" }>,
  instances: readonly InstanceId[],
  field: string,
): void {
  if (type !== "READER" && type !== "ANY") throw new ScenarioError(`${field}.type`, "READER or ANY", type);
  if (list.kind !== "static" && list.kind !== "exclusion")
    throw new ScenarioError(`${field}.list.kind`, "static or exclusion", (list as { kind: unknown }).kind);
  // The service takes a request without static members for one with an exclusion list. API CreateDBClusterEndpoint.
  if (list.kind === "static" && list.instances.length === 0)
    throw new ScenarioError(`${field}.list.instances`, "at least one instance in a static list", list.instances);
  list.instances.forEach((instance, index) => {
    const at = `${field}.list.instances[${index}]`;
    checkInstance(instance, instances, at);
    if (list.instances.indexOf(instance) !== index)
      throw new ScenarioError(at, "an instance that the list does not have yet", instance);
  });
}

function checkInstance(instance: InstanceId, instances: readonly InstanceId[], field: string): void {
  if (!instances.includes(instance))
    throw new ScenarioError(field, `an instance of the cluster (${instances.join(", ")})`, instance, "DBInstanceNotFound"); // prettier-ignore
}
