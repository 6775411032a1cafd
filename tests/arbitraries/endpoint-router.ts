/**
 * Clusters whose members change while names are asked for, at random: scripts of the mechanism alone, and runs of a whole
 * cluster. Neither ever asks whom the reader endpoint leads to while there are readers and none is available: no source
 * says, so a right answer may say either thing. All shrink towards few endpoints, few steps and the first instances.
 */
import * as fc from "fast-check";
import {
  endpointRouter,
  runCluster,
  runEndpointScript,
  type ClusterScenario,
  type Endpoint,
  type EndpointName,
  type EndpointRouter,
  type EndpointScript,
  type EndpointStep,
} from "four-of-six/cluster";
import { clusterScenarios } from "./cluster.ts";

const NAMES = ["db-1", "db-2", "db-3", "db-4", "db-5"] as const;

const instance = fc.constantFrom(...NAMES);
const instances = (minLength: number, maxLength: number) => fc.uniqueArray(instance, { minLength, maxLength });

type CustomEndpoint = Extract<Endpoint, { kind: "custom" }>;

const endpointType = fc.constantFrom("READER" as const, "ANY" as const);
/** Lists in any order: each is a set. */
const custom = fc.oneof(
  fc
    .tuple(endpointType, instances(1, 4))
    .map(([type, instances]): CustomEndpoint => ({ kind: "custom", type, list: { kind: "static", instances } })),
  fc
    .tuple(endpointType, instances(0, 3))
    .map(([type, instances]): CustomEndpoint => ({ kind: "custom", type, list: { kind: "exclusion", instances } })),
);

/** `any-exclusion-db-2`: whoever reads of it in a run knows what it stands for. */
function nameOf({ type, list: { kind, instances } }: CustomEndpoint): EndpointName {
  return [type.toLowerCase(), kind, ...(instances.length === 0 ? ["none"] : instances)].join("-");
}

const named = fc.oneof(
  fc.constant<[EndpointName, Endpoint]>(["cluster", { kind: "cluster" }]),
  fc.constant<[EndpointName, Endpoint]>(["reader", { kind: "reader" }]),
  instance.map((it): [EndpointName, Endpoint] => [it, { kind: "instance", instance: it }]),
  { weight: 3, arbitrary: custom.map((it): [EndpointName, Endpoint] => [nameOf(it), it]) },
);

const step: fc.Arbitrary<EndpointStep> = fc.oneof(
  { weight: 3, arbitrary: instance.map((it): EndpointStep => ({ kind: "promote", instance: it })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(instance, fc.boolean())
      .map(([it, isAvailable]): EndpointStep => ({ kind: "health", instance: it, isAvailable })),
  },
  { weight: 2, arbitrary: instance.map((it): EndpointStep => ({ kind: "join", instance: it })) },
  { weight: 1, arbitrary: instance.map((it): EndpointStep => ({ kind: "leave", instance: it })) },
  { weight: 1, arbitrary: instance.map((it): EndpointStep => ({ kind: "demote", instance: it })) },
);

/** Scripts of up to four instances at first, in any order, four endpoints and eight steps. */
export function endpointScripts(): fc.Arbitrary<EndpointScript> {
  return fc
    .record({
      names: instances(1, 4),
      // Beyond the last of them: nobody is the writer.
      writer: fc.nat({ max: 4 }),
      down: instances(0, 2),
      endpoints: fc.uniqueArray(named, { minLength: 1, maxLength: 4, selector: ([name]) => name }),
      steps: fc.array(step, { maxLength: 8 }),
    })
    .map(({ names, writer, down, endpoints, steps }): EndpointScript => ({
      members: names.map((name, index) => ({
        instance: name,
        role: index === writer ? "writer" : "reader",
        isAvailable: !down.includes(name),
      })),
      endpoints: Object.fromEntries(endpoints),
      steps,
    }))
    .filter((script) => !asksWhatIsOpen((router) => runEndpointScript(script, router)));
}

/** Whatever happens in a cluster, with two custom endpoints, and clients behind every kind of name. */
export function endpointScenarios(): fc.Arbitrary<ClusterScenario> {
  const client = fc.constantFrom("cluster", "reader", 0, 1, "reader", 0, 1, "db-1");
  return fc
    .record({
      scenario: clusterScenarios(),
      customs: fc.tuple(custom, custom),
      clients: fc.tuple(client, client, client),
    })
    .map(({ scenario, customs, clients }): ClusterScenario => {
      const own = customs.map((endpoint) => within(scenario, endpoint));
      const nameFor = (it: EndpointName | number | undefined) =>
        typeof it === "number" ? nameOf(own[it] as CustomEndpoint) : it;
      return {
        ...scenario,
        customEndpoints: Object.fromEntries(own.map((endpoint) => [nameOf(endpoint), endpoint])),
        clients: scenario.clients.map(({ readEndpoint, ...spec }, index) => ({
          ...spec,
          endpoint: nameFor(clients[index]) ?? spec.endpoint,
          // The scenario's own custom endpoint is not there.
          ...(readEndpoint !== undefined && {
            readEndpoint: readEndpoint === "all" ? nameOf(own[0] as CustomEndpoint) : readEndpoint,
          }),
        })),
      };
    })
    .filter((scenario) => !asksWhatIsOpen((endpointRouter) => runCluster(scenario, { endpointRouter })));
}

/** An endpoint's list cut down to the instances that the cluster has; a static list has at least one. */
function within({ instances }: ClusterScenario, endpoint: CustomEndpoint): CustomEndpoint {
  const { kind } = endpoint.list;
  const there = endpoint.list.instances.filter((name) => instances.some((it) => it.instance === name));
  return { ...endpoint, list: { kind, instances: kind === "static" && there.length === 0 ? ["db-1"] : there } };
}

function asksWhatIsOpen(run: (router: EndpointRouter) => void): boolean {
  let isAsked = false;
  run({
    targets(endpoint, members) {
      const readers = members.filter(({ role }) => role === "reader");
      if (endpoint.kind === "reader" && readers.length > 0 && !readers.some(({ isAvailable }) => isAvailable))
        isAsked = true;
      return endpointRouter.targets(endpoint, members);
    },
  });
  return isAsked;
}
