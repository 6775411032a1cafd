import {
  archivesExpiries,
  deletesOnlyExpired,
  expiredAreDeleted,
  readersSeeTheUnexpired,
  type Item,
} from "four-of-six/dynamodb";
import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/dynamodb/ttl-sweep/rig.ts";
import { ttlScenarios, ttlScripts } from "../../arbitraries/ttl-sweep.ts";

const { isExpired, mayDelete, unexpired, isExpiry } = answer(rig);

const NOW_S = 1_767_225_600;
const NOW = NOW_S * 1_000;
const DAY_S = 86_400;
/** A session whose time is so many seconds from now. */
const session = (fromNow: number, id = "s1"): Item => ({ id: { S: id }, expiresAt: { N: String(NOW_S + fromNow) } });
const expired = (item: Item, nowMs = NOW) => isExpired(item, "expiresAt", nowMs);
const deletes = (found: Item, current: Item | undefined) => mayDelete(found, current, "expiresAt", NOW);
const SERVICE = { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" };

describe("examples", () => {
  it("takes an item for expired when its time is past", () => {
    expect(expired(session(-60)), "a minute ago").toBe(true);
    expect(expired(session(60)), "in a minute").toBe(false);
    expect(expired(session(-60), NOW - 120_000), "a minute ago, asked two minutes ago").toBe(false);
  });

  it("reads the attribute that the table names, and no other", () => {
    const item: Item = { createdAt: { N: String(NOW_S - 60) }, expiresAt: { N: String(NOW_S + 60) } };
    expect(isExpired(item, "expiresAt", NOW), "createdAt is past, expiresAt is not; the table names expiresAt").toBe(
      false,
    );
    expect(isExpired(item, "createdAt", NOW), "the same item; the table names createdAt").toBe(true);
  });

  it("counts seconds in items: milliseconds lie far ahead", () => {
    expect(expired({ expiresAt: { N: String(NOW - 60_000) } }), "a minute ago, written in milliseconds").toBe(false);
    expect(expired(session(-1)), "a second ago").toBe(true);
    expect(expired(session(-2), NOW + 999), "two seconds and 999 ms ago").toBe(true);
  });

  it("takes only a number for a time", () => {
    expect(expired({ expiresAt: { S: String(NOW_S - 60) } }), "a minute ago, as a string").toBe(false);
    expect(expired({ expiresAt: { NULL: true } }), "null").toBe(false);
    expect(expired({ id: { S: "s1" } }), "no such attribute").toBe(false);
  });

  it("leaves alone what expired more than five years ago", () => {
    expect(expired(session(-4 * 365 * DAY_S)), "four years ago").toBe(true);
    expect(expired(session(-5 * 365 * DAY_S)), "five years ago, to the second").toBe(true);
    expect(expired(session(-5 * 365 * DAY_S - 1)), "five years and a second ago").toBe(false);
    expect(expired({ expiresAt: { N: "0" } }), "in 1970").toBe(false);
  });

  it("deletes what is still expired when it comes to delete it", () => {
    expect(deletes(session(-600), session(-600)), "found expired, and unchanged").toBe(true);
    expect(deletes(session(-600), session(-5)), "found expired, extended since, and expired again").toBe(true);
  });

  it("leaves what has been extended, freed of its time or deleted meanwhile", () => {
    expect(deletes(session(-600), session(300)), "found expired, extended since").toBe(false);
    expect(deletes(session(-600), { id: { S: "s1" } }), "found expired, and without a time now").toBe(false);
    expect(deletes(session(-600), undefined), "found expired, and gone").toBe(false);
  });

  it("shows what has not expired, in the order in which it was read", () => {
    const [a, b, c, d] = [session(60, "a"), session(-60, "b"), { id: { S: "c" } } as Item, session(5, "d")];
    expect(unexpired([a, b, c, d], "expiresAt", NOW), "of a, b (expired), c (without a time) and d").toEqual([a, c, d]);
    expect(unexpired([], "expiresAt", NOW), "of no items").toEqual([]);
  });

  it("hides also what the process will never delete because it is too old", () => {
    expect(unexpired([session(-6 * 365 * DAY_S)], "expiresAt", NOW), "an item that expired six years ago").toEqual([]);
  });

  it("knows a deletion by the service from one by a client, and from other changes", () => {
    expect(isExpiry({ eventName: "REMOVE", userIdentity: SERVICE }), "a REMOVE by the service").toBe(true);
    expect(isExpiry({ eventName: "REMOVE" }), "a REMOVE by a client").toBe(false);
    expect(isExpiry({ eventName: "MODIFY", userIdentity: SERVICE }), "a MODIFY by the service").toBe(false);
    expect(
      isExpiry({
        eventName: "REMOVE",
        userIdentity: { Type: "Service", PrincipalId: "replication.dynamodb.amazonaws.com" },
      }),
      "a REMOVE by another service",
    ).toBe(false);
  });
});

describe("properties", () => {
  it("answers any question as the reference does", () => {
    agreesWithReference(rig, rig.unit, answer(rig), ttlScripts, { runCount: 200 });
  });
});

describe("the table", () => {
  it("deletes what has expired, nothing else, and not too late", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), ttlScenarios, [deletesOnlyExpired, expiredAreDeleted], {
      runCount: 10,
    });
  });

  it("shows readers what has not expired, and archives what the process has deleted", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), ttlScenarios, [readersSeeTheUnexpired, archivesExpiries], { runCount: 10 }); // prettier-ignore
  });

  it("runs the table event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), ttlScenarios, { runCount: 10 });
  });
});
