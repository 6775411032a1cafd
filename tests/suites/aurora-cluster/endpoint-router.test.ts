import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  namesLeadToMembers,
  type ClusterMember,
  type CustomEndpointType,
  type Endpoint,
  type InstanceId,
} from "four-of-six/cluster";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/endpoint-router/rig.ts";
import { endpointScenarios, endpointScripts } from "../../arbitraries/endpoint-router.ts";

const { targets } = answer(rig);

/** `db-1 writer` and `db-2 reader` are available; `db-3 reader down` is not. */
const cluster = (...texts: readonly string[]): readonly ClusterMember[] =>
  texts.map((text) => {
    const [instance = "", role, down] = text.split(" ");
    return {
      instance,
      zone: "az-1",
      role: role === "writer" ? "writer" : "reader",
      tier: 1,
      memoryGib: 16,
      isAvailable: down === undefined,
    };
  });

const CLUSTER: Endpoint = { kind: "cluster" };
const READER: Endpoint = { kind: "reader" };
const only = (instance: InstanceId): Endpoint => ({ kind: "instance", instance });
const listed = (type: CustomEndpointType, ...instances: readonly InstanceId[]): Endpoint => ({
  kind: "custom",
  type,
  list: { kind: "static", instances },
});
const allBut = (type: CustomEndpointType, ...instances: readonly InstanceId[]): Endpoint => ({
  kind: "custom",
  type,
  list: { kind: "exclusion", instances },
});

const THREE = cluster("db-1 writer", "db-2 reader", "db-3 reader");
const AFTER_FAILOVER = cluster("db-1 reader", "db-2 writer", "db-3 reader");
const WRITER_DOWN = cluster("db-1 writer down", "db-2 reader", "db-3 reader");
const READER_DOWN = cluster("db-1 writer", "db-2 reader down", "db-3 reader");
const FOUR = [...THREE, ...cluster("db-4 reader")];

describe("examples", () => {
  it("leads the cluster endpoint to the writer, and after a failover to the new one", () => {
    expect(targets(CLUSTER, THREE), "cluster endpoint, db-1 writes").toEqual(["db-1"]);
    expect(targets(CLUSTER, AFTER_FAILOVER), "cluster endpoint, db-2 writes now").toEqual(["db-2"]);
  });

  it("keeps the cluster endpoint on a writer that is down, and never leads it to a reader", () => {
    expect(targets(CLUSTER, WRITER_DOWN), "cluster endpoint, the writer db-1 is down").toEqual(["db-1"]);
    expect(targets(CLUSTER, cluster("db-1 reader", "db-2 reader")), "cluster endpoint, nobody is the writer").toEqual(
      [],
    );
  });

  it("leads the reader endpoint to all readers, and not to the writer beside them", () => {
    expect(targets(READER, THREE), "reader endpoint, db-1 writes").toEqual(["db-2", "db-3"]);
    expect(targets(READER, AFTER_FAILOVER), "reader endpoint, db-2 writes now").toEqual(["db-1", "db-3"]);
    expect(targets(READER, WRITER_DOWN), "reader endpoint, the writer db-1 is down").toEqual(["db-2", "db-3"]);
  });

  it("leads the reader endpoint past a reader that is down", () => {
    expect(targets(READER, READER_DOWN), "reader endpoint, db-2 is down").toEqual(["db-3"]);
  });

  it("leads the reader endpoint to the writer in a cluster without readers", () => {
    expect(targets(READER, cluster("db-1 writer")), "reader endpoint, the writer db-1 is alone").toEqual(["db-1"]);
  });

  it("leads an instance endpoint to its instance, whatever becomes of its role or its health", () => {
    expect(targets(only("db-2"), THREE), "endpoint of db-2, a reader").toEqual(["db-2"]);
    expect(targets(only("db-2"), AFTER_FAILOVER), "endpoint of db-2, the writer now").toEqual(["db-2"]);
    expect(targets(only("db-2"), READER_DOWN), "endpoint of db-2, which is down").toEqual(["db-2"]);
    expect(targets(only("db-4"), THREE), "endpoint of db-4, which has left the cluster").toEqual([]);
  });

  it("leads a custom endpoint of type ANY to the same instances before and after a failover", () => {
    const reports = listed("ANY", "db-1", "db-2");
    expect(targets(reports, THREE), "ANY, db-1 and db-2; db-1 writes").toEqual(["db-1", "db-2"]);
    expect(targets(reports, AFTER_FAILOVER), "ANY, db-1 and db-2; db-2 writes now").toEqual(["db-1", "db-2"]);
  });

  it("leads a custom endpoint of type READER to readers only, also when one of them is promoted", () => {
    const reports = listed("READER", "db-1", "db-2", "db-3");
    expect(targets(reports, THREE), "READER, db-1 to db-3; db-1 writes").toEqual(["db-2", "db-3"]);
    expect(targets(reports, AFTER_FAILOVER), "READER, db-1 to db-3; db-2 writes now").toEqual(["db-1", "db-3"]);
  });

  it("takes an instance that joins into every exclusion list's endpoint, and into no static list's", () => {
    const rest = allBut("READER", "db-2");
    expect(targets(rest, THREE), "READER, all but db-2").toEqual(["db-3"]);
    expect(targets(rest, FOUR), "READER, all but db-2; db-4 has joined").toEqual(["db-3", "db-4"]);
    expect(targets(listed("ANY", "db-3"), FOUR), "ANY, only db-3; db-4 has joined").toEqual(["db-3"]);
    expect(targets(allBut("ANY"), FOUR), "ANY, all but nobody").toEqual(["db-1", "db-2", "db-3", "db-4"]);
  });

  it("gives a custom endpoint's member no new connections while it is down, and finds it again when it is back", () => {
    const reports = listed("READER", "db-2", "db-3");
    expect(targets(reports, READER_DOWN), "READER, db-2 and db-3; db-2 is down").toEqual(["db-3"]);
    expect(targets(reports, THREE), "READER, db-2 and db-3; db-2 is back").toEqual(["db-2", "db-3"]);
    const everyone = allBut("ANY");
    expect(targets(everyone, WRITER_DOWN), "ANY, all but nobody; db-1 is down").toEqual(["db-2", "db-3"]);
  });

  it("leads a custom endpoint nowhere rather than to an instance outside its list or its type", () => {
    expect(targets(listed("ANY", "db-2"), READER_DOWN), "ANY, only db-2, which is down").toEqual([]);
    expect(targets(listed("READER", "db-2"), AFTER_FAILOVER), "READER, only db-2, which writes now").toEqual([]);
    expect(targets(allBut("READER"), cluster("db-1 writer")), "READER, all but nobody; db-1 is alone").toEqual([]);
    expect(targets(allBut("ANY", "db-1", "db-2", "db-3"), THREE), "ANY, all but all three").toEqual([]);
  });

  it("names targets in the order of the cluster's members, whatever the order of a list", () => {
    const reports = listed("ANY", "db-3", "db-1", "db-2");
    expect(targets(reports, THREE), "ANY, db-3, db-1 and db-2; members db-1, db-2, db-3").toEqual([
      "db-1",
      "db-2",
      "db-3",
    ]);
    const reversed = cluster("db-3 reader", "db-2 reader", "db-1 writer");
    expect(targets(READER, reversed), "reader endpoint, members db-3, db-2, db-1").toEqual(["db-3", "db-2"]);
  });
});

describe("properties", () => {
  it("answers as the reference does, whoever joins, leaves, fails or is promoted", () => {
    agreesWithReference(rig, rig.unit, answer(rig), endpointScripts(), { runCount: 80 });
  });
});

describe("the cluster", () => {
  it("leads no client to an instance that its endpoint cannot contain, whatever fails", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), endpointScenarios(), [namesLeadToMembers], { runCount: 6 });
  });

  it("runs the cluster event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), endpointScenarios(), { runCount: 8 });
  });
});
