import { describe, expect, it } from "vitest";
import {
  CUSTOM_ENDPOINT_MAX,
  checkEndpoints,
  endpointRouter,
  type CustomEndpointList,
  type CustomEndpointType,
  type Endpoint,
} from "../../../src/core/cluster/endpoint-router.ts";
import type { ClusterMember, InstanceId, Role } from "../../../src/core/cluster/vocabulary.ts";
import { frozen } from "../../../src/core/kernel/frozen.ts";
import { ScenarioError } from "../../../src/core/kernel/index.ts";

const { targets } = endpointRouter;

const member = (instance: InstanceId, role: Role, isAvailable: boolean): ClusterMember =>
  frozen({ instance, zone: "az-1", role, tier: 1, memoryGib: 16, isAvailable });

/** `db-1 writer` and `db-2 reader` are available; `db-3 reader down` is not. */
const cluster = (...texts: readonly string[]): readonly ClusterMember[] =>
  frozen(
    texts.map((text) => {
      const [instance = "", role, down] = text.split(" ");
      return member(instance, role === "writer" ? "writer" : "reader", down === undefined);
    }),
  );

const CLUSTER: Endpoint = frozen({ kind: "cluster" });
const READER: Endpoint = frozen({ kind: "reader" });
const instance = (instance: InstanceId): Endpoint => frozen({ kind: "instance", instance });
const custom = (type: CustomEndpointType, kind: CustomEndpointList["kind"], instances: readonly InstanceId[]) =>
  frozen({ kind: "custom", type, list: { kind, instances } } satisfies Endpoint);

const THREE = cluster("db-1 writer", "db-2 reader", "db-3 reader");
const AFTER_FAILOVER = cluster("db-1 reader", "db-2 writer", "db-3 reader");
const WRITER_ALONE = cluster("db-1 writer");

describe("the cluster endpoint", () => {
  it("leads to the writer, and after a failover to the new one", () => {
    expect(targets(CLUSTER, THREE)).toEqual(["db-1"]);
    expect(targets(CLUSTER, AFTER_FAILOVER)).toEqual(["db-2"]);
  });

  it("leads to a writer that is down: the connection fails, the name does not", () => {
    expect(targets(CLUSTER, cluster("db-1 writer down", "db-2 reader"))).toEqual(["db-1"]);
  });

  it("leads nowhere while there is no writer, whatever the readers could do", () => {
    expect(targets(CLUSTER, cluster("db-1 reader", "db-2 reader"))).toEqual([]);
    expect(targets(CLUSTER, [])).toEqual([]);
  });
});

describe("the reader endpoint", () => {
  it("leads to every available reader, not to the writer", () => {
    expect(targets(READER, THREE)).toEqual(["db-2", "db-3"]);
    expect(targets(READER, AFTER_FAILOVER)).toEqual(["db-1", "db-3"]);
  });

  it("leaves out a reader that is down", () => {
    expect(targets(READER, cluster("db-1 writer", "db-2 reader down", "db-3 reader"))).toEqual(["db-3"]);
  });

  it("leads to the writer in a cluster without readers, so writes through it succeed", () => {
    expect(targets(READER, WRITER_ALONE)).toEqual(["db-1"]);
  });

  it("leads to the writer as well when there are readers and all are down (our choice)", () => {
    expect(targets(READER, cluster("db-1 writer", "db-2 reader down", "db-3 reader down"))).toEqual(["db-1"]);
  });

  it("leads nowhere when everyone is down (our choice)", () => {
    expect(targets(READER, cluster("db-1 writer down"))).toEqual([]);
    expect(targets(READER, cluster("db-1 writer down", "db-2 reader down"))).toEqual([]);
    expect(targets(READER, cluster("db-2 reader down"))).toEqual([]);
  });

  it("still leads to the readers while the writer is down", () => {
    expect(targets(READER, cluster("db-1 writer down", "db-2 reader"))).toEqual(["db-2"]);
  });
});

describe("an instance endpoint", () => {
  it("leads to its instance in either role", () => {
    expect(targets(instance("db-2"), THREE)).toEqual(["db-2"]);
    expect(targets(instance("db-2"), AFTER_FAILOVER)).toEqual(["db-2"]);
  });

  it("does not move when its instance is down", () => {
    expect(targets(instance("db-2"), cluster("db-1 writer", "db-2 reader down"))).toEqual(["db-2"]);
  });

  it("leads nowhere once its instance has left the cluster", () => {
    expect(targets(instance("db-2"), WRITER_ALONE)).toEqual([]);
  });
});

describe("a custom endpoint", () => {
  it("of type READER loses an instance that is promoted and gains the one that is demoted", () => {
    const reports = custom("READER", "static", ["db-1", "db-2"]);
    expect(targets(reports, THREE)).toEqual(["db-2"]);
    expect(targets(reports, AFTER_FAILOVER)).toEqual(["db-1"]);
  });

  it("of type ANY leads to the same instances before and after a failover, the writer among them", () => {
    const reports = custom("ANY", "static", ["db-1", "db-2"]);
    expect(targets(reports, THREE)).toEqual(["db-1", "db-2"]);
    expect(targets(reports, AFTER_FAILOVER)).toEqual(["db-1", "db-2"]);
  });

  it("with a static list does not take in an instance that joins later", () => {
    const reports = custom("ANY", "static", ["db-2"]);
    expect(targets(reports, [...THREE, ...cluster("db-4 reader")])).toEqual(["db-2"]);
  });

  it("with an exclusion list takes in an instance that joins later", () => {
    const reports = custom("READER", "exclusion", ["db-2"]);
    expect(targets(reports, THREE)).toEqual(["db-3"]);
    expect(targets(reports, [...THREE, ...cluster("db-4 reader")])).toEqual(["db-3", "db-4"]);
  });

  it("that excludes nobody is about the whole cluster", () => {
    expect(targets(custom("ANY", "exclusion", []), THREE)).toEqual(["db-1", "db-2", "db-3"]);
    expect(targets(custom("READER", "exclusion", []), THREE)).toEqual(["db-2", "db-3"]);
  });

  it("sends nobody to a member that is down, and finds it in its list again when it is back", () => {
    const reports = custom("READER", "static", ["db-2", "db-3"]);
    expect(targets(reports, cluster("db-1 writer", "db-2 reader down", "db-3 reader"))).toEqual(["db-3"]);
    expect(targets(reports, THREE)).toEqual(["db-2", "db-3"]);
  });

  it("may share an instance with another", () => {
    expect(targets(custom("READER", "static", ["db-2", "db-3"]), THREE)).toContain("db-3");
    expect(targets(custom("ANY", "exclusion", ["db-2"]), THREE)).toContain("db-3");
  });

  it.each<[string, Endpoint, readonly ClusterMember[]]>([
    ["its only instance is down", custom("ANY", "static", ["db-2"]), cluster("db-1 writer", "db-2 reader down")],
    ["its only reader is promoted", custom("READER", "static", ["db-2"]), AFTER_FAILOVER],
    ["its type is READER and the writer is alone", custom("READER", "exclusion", []), WRITER_ALONE],
    ["everyone is excluded", custom("ANY", "exclusion", ["db-1", "db-2", "db-3"]), THREE],
    ["its only instance has left", custom("ANY", "static", ["db-2"]), WRITER_ALONE],
  ])("leads nowhere, not even to the writer, when %s", (_, endpoint, members) => {
    expect(targets(endpoint, members)).toEqual([]);
  });

  it("lists its targets in the order of the cluster, not of its list", () => {
    expect(targets(custom("ANY", "static", ["db-3", "db-1", "db-2"]), THREE)).toEqual(["db-1", "db-2", "db-3"]);
    expect(targets(custom("ANY", "static", ["db-1", "db-2"]), [...THREE].reverse())).toEqual(["db-2", "db-1"]);
  });
});

describe("in every cluster of up to three instances, under every endpoint,", () => {
  const NAMES = ["db-1", "db-2", "db-3"];
  const subsets = Array.from({ length: 8 }, (_, bits) => NAMES.filter((_, index) => (bits >> index) & 1));
  const TYPES = ["READER", "ANY"] as const;

  /** Every way to give these instances roles and health, with one writer at most, in this order. */
  const clustersOf = (names: readonly InstanceId[]): readonly (readonly ClusterMember[])[] => {
    const [first, ...others] = names;
    if (first === undefined) return [[]];
    return clustersOf(others).flatMap((rest) =>
      [member(first, "reader", true), member(first, "reader", false)]
        .concat(
          rest.some(({ role }) => role === "writer")
            ? []
            : [member(first, "writer", true), member(first, "writer", false)],
        ) // prettier-ignore
        .map((one) => [one, ...rest]),
    );
  };
  const clusters = subsets.flatMap((names) => [...clustersOf(names), ...clustersOf([...names].reverse())]);

  const customs = TYPES.flatMap((type) =>
    subsets.flatMap((names) => [custom(type, "static", names), custom(type, "exclusion", names)]),
  );
  const endpoints: readonly Endpoint[] = [CLUSTER, READER, ...NAMES.map(instance), ...customs];
  const cases = clusters.flatMap((members) =>
    endpoints.map((endpoint) => ({ endpoint, members, to: targets(endpoint, members) })),
  );

  const among = (members: readonly ClusterMember[], name: InstanceId) => members.find((one) => one.instance === name);
  const isUp = (members: readonly ClusterMember[], role: Role) =>
    members.some((one) => one.role === role && one.isAvailable);
  /** The same cluster with its members changed. */
  const changed = (members: readonly ClusterMember[], change: (one: ClusterMember) => Partial<ClusterMember>) =>
    members.map((one) => ({ ...one, ...change(one) }));

  it("there are as many clusters as counted by hand", () => {
    // n instances: 2^n states of health, and the writer is one of n or nobody. Twice, for the two orders.
    expect(clusters).toHaveLength(2 * (1 + 3 * (2 * 2) + 3 * (4 * 3) + 8 * 4));
  });

  it("targets are members, each once, in the order of the members", () => {
    for (const { members, to } of cases) {
      const places = to.map((name) => members.findIndex((one) => one.instance === name));
      expect(places).not.toContain(-1);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }
  });

  it("a target is one that the endpoint may contain", () => {
    for (const { endpoint, members, to } of cases) {
      for (const name of to) {
        if (endpoint.kind === "cluster") expect(among(members, name)?.role).toBe("writer");
        if (endpoint.kind === "instance") expect(name).toBe(endpoint.instance);
        if (endpoint.kind !== "custom") continue;
        if (endpoint.list.kind === "static") expect(endpoint.list.instances).toContain(name);
        else expect(endpoint.list.instances).not.toContain(name);
        if (endpoint.type === "READER") expect(among(members, name)?.role).toBe("reader");
      }
    }
  });

  it("the reader endpoint and custom endpoints never lead to an instance that is down", () => {
    for (const { endpoint, members, to } of cases) {
      if (endpoint.kind !== "reader" && endpoint.kind !== "custom") continue;
      for (const name of to) expect(among(members, name)?.isAvailable).toBe(true);
    }
  });

  it("the cluster endpoint and instance endpoints do not depend on who is down", () => {
    for (const { endpoint, members, to } of cases) {
      if (endpoint.kind !== "cluster" && endpoint.kind !== "instance") continue;
      expect(
        targets(
          endpoint,
          changed(members, ({ isAvailable }) => ({ isAvailable: !isAvailable })),
        ),
      ).toEqual(to);
    }
  });

  it("the cluster endpoint has a target exactly when there is a writer", () => {
    for (const { endpoint, members, to } of cases) {
      if (endpoint.kind !== "cluster") continue;
      expect(to).toHaveLength(members.some(({ role }) => role === "writer") ? 1 : 0);
    }
  });

  it("an instance endpoint has a target exactly when the instance is a member", () => {
    for (const { endpoint, members, to } of cases) {
      if (endpoint.kind !== "instance") continue;
      expect(to).toHaveLength(among(members, endpoint.instance) === undefined ? 0 : 1);
    }
  });

  it("the reader endpoint forgets no available reader, and leads to the writer only when there is none", () => {
    for (const { endpoint, members, to } of cases) {
      if (endpoint.kind !== "reader") continue;
      for (const one of members) if (one.role === "reader" && one.isAvailable) expect(to).toContain(one.instance);
      expect(to.some((name) => among(members, name)?.role === "writer")).toBe(
        !isUp(members, "reader") && isUp(members, "writer"),
      );
    }
  });

  it("ANY does not depend on roles", () => {
    for (const { endpoint, members, to } of cases) {
      if (endpoint.kind !== "custom" || endpoint.type !== "ANY") continue;
      for (const writer of NAMES) {
        const promoted = changed(members, (one) => ({ role: one.instance === writer ? "writer" : "reader" }));
        expect(targets(endpoint, promoted)).toEqual(to);
      }
    }
  });

  it("READER leads to those of ANY that are not the writer", () => {
    for (const { endpoint, members, to } of cases) {
      if (endpoint.kind !== "custom" || endpoint.type !== "READER") continue;
      const any = targets({ ...endpoint, type: "ANY" }, members);
      const [writer] = targets(CLUSTER, members);
      expect(any.filter((name) => name !== writer)).toEqual(to);
    }
  });

  it("a static list and the exclusion of the same instances share the cluster's available members out", () => {
    for (const members of clusters) {
      for (const names of subsets) {
        const inside = targets(custom("ANY", "static", names), members);
        const outside = targets(custom("ANY", "exclusion", names), members);
        const available = members.filter(({ isAvailable }) => isAvailable).map(({ instance }) => instance);
        expect([...inside, ...outside].sort()).toEqual(available.sort());
      }
    }
  });
});

describe("a set of endpoints that makes no sense", () => {
  const INSTANCES = ["db-1", "db-2"];
  const some = custom("ANY", "static", ["db-1"]);
  const customCount = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`custom-${index + 1}`, some]));
  /** An endpoint that the types would not let through. */
  const odd = (endpoint: unknown) => endpoint as Endpoint;

  it.each<[string, Readonly<Record<string, Endpoint>>, string]>([
    ["no name", { "": CLUSTER }, "endpoints"],
    ["a blank name", { " ": some }, "endpoints"],
    ["six custom endpoints", customCount(6), "endpoints"],
    ["a second cluster endpoint", { writes: CLUSTER, more: CLUSTER }, "endpoints.more.kind"],
    ["a second reader endpoint", { reads: READER, more: READER }, "endpoints.more.kind"],
    ["an unknown instance", { "db-3": instance("db-3") }, "endpoints.db-3.instance"],
    ["an instance without a name", { none: instance("") }, "endpoints.none.instance"],
    ["a second endpoint of an instance", { a: instance("db-1"), b: instance("db-1") }, "endpoints.b.instance"],
    ["an empty static list", { reports: custom("ANY", "static", []) }, "endpoints.reports.list.instances"],
    [
      "an unknown instance in a static list",
      { reports: custom("READER", "static", ["db-1", "db-3"]) },
      "endpoints.reports.list.instances[1]",
    ],
    [
      "an unknown instance in an exclusion list",
      { reports: custom("ANY", "exclusion", ["db-3"]) },
      "endpoints.reports.list.instances[0]",
    ],
    [
      "an instance twice in a static list",
      { reports: custom("ANY", "static", ["db-1", "db-2", "db-1"]) },
      "endpoints.reports.list.instances[2]",
    ],
    [
      "an instance twice in an exclusion list",
      { reports: custom("ANY", "exclusion", ["db-2", "db-2"]) },
      "endpoints.reports.list.instances[1]",
    ],
    ["an unknown kind", { proxy: odd({ kind: "proxy" }) }, "endpoints.proxy.kind"],
    ["an unknown type", { reports: odd({ ...some, type: "WRITER" }) }, "endpoints.reports.type"],
    [
      "an unknown kind of list",
      { reports: odd({ ...some, list: { kind: "dynamic", instances: [] } }) },
      "endpoints.reports.list.kind",
    ],
  ])("is refused for %s", (_, endpoints, field) => {
    expect(() => checkEndpoints(endpoints, INSTANCES)).toThrow(ScenarioError);
    expect(() => checkEndpoints(endpoints, INSTANCES)).toThrow(expect.objectContaining({ field }));
  });

  it("is refused at the path that the caller gives", () => {
    expect(() => checkEndpoints({ "db-3": instance("db-3") }, INSTANCES, "cluster.endpoints")).toThrow(
      'Scenario field cluster.endpoints.db-3.instance: expected an instance of the cluster (db-1, db-2), received "db-3".',
    );
  });

  it("does not include all kinds at once, with five custom endpoints", () => {
    expect(CUSTOM_ENDPOINT_MAX).toBe(5);
    const builtIn = { cluster: CLUSTER, reader: READER, "db-1": instance("db-1"), "db-2": instance("db-2") };
    expect(() => checkEndpoints({ ...builtIn, ...customCount(5) }, INSTANCES)).not.toThrow();
  });

  it("does not include an exclusion list of nobody, or of everyone", () => {
    const lists = { all: custom("ANY", "exclusion", []), none: custom("ANY", "exclusion", INSTANCES) };
    expect(() => checkEndpoints(lists, INSTANCES)).not.toThrow();
  });

  it("does not include a cluster that gives none of its endpoints a name", () => {
    expect(() => checkEndpoints({}, INSTANCES)).not.toThrow();
  });
});
