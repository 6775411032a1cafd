import { agreesWithReference, answer, keepsInvariants } from "four-of-six/testing";
import {
  BLUE_GREEN_INVARIANTS,
  completedIsWhole,
  endsInTime,
  neverBothWritable,
  nothingIsLost,
  rolledBackIsAsBefore,
  timeOutRollsBack,
  writesFollowNames,
  type Side,
  type SwitchoverAnswer,
  type SwitchoverMember,
  type SwitchoverOrder,
} from "four-of-six/cluster";
import { describe, expect, it } from "vitest";
import { rig } from "../../../exercises/aurora-cluster/blue-green-switchover/rig.ts";
import { blueGreenRuns, switchoverScripts } from "../../arbitraries/blue-green-switchover.ts";

const { createSwitchover } = answer(rig);

const ORDERS: SwitchoverMember = { blue: "orders", green: "orders-green-abc123" };
const FIRST: SwitchoverMember = { blue: "orders-1", green: "orders-1-green-def456" };
const TIMEOUT_MS = 30_000;
/** Where blue's log ends, and where green stands when it has all of it. */
const END = 9_000;

/** What is said, by whom it concerns: `2 blue stop-writes`, `5 blue is orders-old1`. */
const told = (orders: readonly SwitchoverOrder[]) =>
  orders.map((order) => `${order.number} ${order.side} ${order.kind === "rename" ? `is ${order.name}` : order.kind}`);

/** The answer of a side on which all is well. */
function wellDone({ number, side, kind }: SwitchoverOrder): SwitchoverAnswer {
  const to = { number, side };
  switch (kind) {
    case "check":
      return { ...to, kind: "checked", problems: [], lagMs: side === "green" ? 400 : 0 };
    case "stop-writes":
      return { ...to, kind: "writes-stopped", position: side === "blue" ? END : 8_700 };
    case "drop-connections":
      return { ...to, kind: "connections-dropped" };
    case "report":
      return { ...to, kind: "reported", position: END };
    case "rename":
      return { ...to, kind: "renamed" };
    case "take-connections":
      return { ...to, kind: "connections-taken" };
    case "take-writes":
      return { ...to, kind: "writes-taken" };
    default:
      return kind satisfies never;
  }
}

/** Green answers after blue. */
const answersTo = (orders: readonly SwitchoverOrder[]) => [...orders.map(wellDone)].sort((a, b) => (a.side < b.side ? -1 : 1)); // prettier-ignore

/** A switchover that began at 0 s, and looks each half second. */
function begun({ members = [ORDERS], timeoutMs = TIMEOUT_MS, beganMs = 0 } = {}) {
  const switchover = createSwitchover({ members, timeoutMs });
  let nowMs = beganMs;
  let orders = switchover.look(nowMs);
  const look = (atMs = nowMs + 500) => {
    nowMs = atMs;
    orders = switchover.look(nowMs);
    return told(orders);
  };
  const hear = (heard: Partial<SwitchoverAnswer> & { readonly kind: SwitchoverAnswer["kind"] }) =>
    switchover.heard({ number: orders[0]?.number ?? 0, side: "green", ...heard } as SwitchoverAnswer);
  /** All is well: every set is answered, until the set with this number is under way. Gives what was said. */
  const goOn = (untilNumber = 40) => {
    const said: string[] = [];
    // A round has at most one set, and no switchover has forty.
    for (let round = 0; round < 40 && orders.length > 0 && (orders[0]?.number ?? 0) < untilNumber; round++) {
      said.push(...told(orders));
      for (const each of answersTo(orders)) switchover.heard(each);
      look();
    }
    return said;
  };
  return { look, hear, goOn, said: () => told(orders), standing: () => switchover.standing() };
}

const both = (number: number, kind: string) => [`${number} blue ${kind}`, `${number} green ${kind}`];
const checked = (side: Side, problems: readonly string[] = [], lagMs = 0) =>
  ({ kind: "checked", side, problems, lagMs }) as never;

describe("examples", () => {
  it("says the same orders under the same number until they are answered", () => {
    const { goOn, look, said } = begun();
    for (const number of [1, 3, 5]) {
      goOn(number);
      const first = said();
      expect(first.length, `orders of set ${number}`).toBeGreaterThan(0);
      expect(look(), `set ${number}, half a second later`).toEqual(first);
      expect(look(), `set ${number}, a second later`).toEqual(first);
    }
  });

  it("asks both sides for what speaks against it, and changes nothing before both have answered", () => {
    const { said, hear, look } = begun();
    expect(said(), "the first look").toEqual(both(1, "check"));
    hear(checked("blue"));
    expect(look(), "blue has answered").toEqual(both(1, "check"));
    hear(checked("blue"));
    expect(look(), "blue has answered again").toEqual(both(1, "check"));
    hear(checked("green", [], 400));
    expect(look(), "green has answered").toEqual(both(2, "stop-writes"));
  });

  it("does not begin when a guard rail speaks against it, or green is further behind than the time-out", () => {
    for (const [what, heard] of [
      ["replication to green is not healthy", checked("green", ["replication-health"])],
      ["a DDL statement is running on blue", checked("blue", ["long-ddl"])],
      ["green is 30.1 s behind, the time-out is 30 s", checked("green", [], 30_100)],
    ] as const) {
      const { hear, look, standing } = begun();
      hear(heard);
      expect(look(), `${what}: the next look`).toEqual([]);
      expect(standing(), `${what}: how it stands`).toMatchObject({ status: "SWITCHOVER_FAILED", cause: "guard-rail" });
    }
    const { hear, look } = begun();
    hear(checked("blue"));
    hear(checked("green", [], 30_000));
    expect(look(), "green is 30 s behind").toEqual(both(2, "stop-writes"));
  });

  it("stops writes on both sides, and then drops their connections", () => {
    const { goOn, hear, look } = begun();
    goOn(2);
    hear({ kind: "writes-stopped", side: "green", position: 8_700 });
    expect(look(), "only green has stopped writes").toEqual(both(2, "stop-writes"));
    hear({ kind: "writes-stopped", side: "blue", position: END });
    expect(look(), "both have stopped writes").toEqual(both(3, "drop-connections"));
    hear({ kind: "connections-dropped", side: "blue" });
    expect(look(), "only blue has dropped its connections").toEqual(both(3, "drop-connections"));
  });

  it("asks green how far it is until green has all that blue had when its writes were stopped", () => {
    for (const lagMs of [400, 0]) {
      const { hear, look, goOn } = begun();
      hear(checked("blue"));
      hear(checked("green", [], lagMs));
      look();
      goOn(4);
      expect(look(), `green was ${lagMs} ms behind, blue's last commit is 9,000`).toEqual(["4 green report"]);
      for (const position of [8_700, 8_999]) {
        hear({ kind: "reported", position });
        expect(look(), `green has ${position}`).toEqual(["4 green report"]);
      }
      hear({ kind: "reported", position: END });
      expect(look()[0], "green has 9,000: the first thing that is said").toBe("5 blue is orders-old1");
    }
  });

  it("takes each name from blue before green gets it, one name at a time", () => {
    const { goOn } = begun({ members: [ORDERS, FIRST] });
    goOn(5);
    expect(goOn(9), "two members").toEqual([
      "5 blue is orders-old1",
      "6 green is orders",
      "7 blue is orders-1-old1",
      "8 green is orders-1",
    ]);
  });

  it("takes connections once all names have moved, and writes on green after that", () => {
    const { goOn, hear, look } = begun();
    goOn(7);
    expect(look(), "all names have moved").toEqual(both(7, "take-connections"));
    hear({ kind: "connections-taken", side: "green" });
    expect(look(), "only green takes connections").toEqual(both(7, "take-connections"));
    hear({ kind: "connections-taken", side: "blue" });
    expect(look(), "both take connections").toEqual(["8 green take-writes"]);
  });

  it("gives every set the next number, on the way back too", () => {
    const { goOn, look, hear } = begun();
    goOn(5);
    hear({ kind: "name-taken", side: "blue" });
    look();
    const numbers = [...new Set(goOn().map((order) => Number(order.split(" ")[0])))];
    expect(numbers[0], "the first number after set 5, in which a name was taken").toBe(6);
    expect(numbers, "all numbers from then on").toEqual(numbers.map((_, index) => 6 + index));
  });

  it("rolls back once as much time has passed as the time-out gives the whole switchover", () => {
    const { goOn, look, standing } = begun({ beganMs: 5_000, timeoutMs: 60_000 });
    goOn(2);
    look(40_000);
    goOn(3);
    expect(look(64_999), "59.999 s after the first look, the time-out is 60 s").toEqual(both(3, "drop-connections"));
    look(65_000);
    expect(standing(), "how it stands 60 s after the first look").toMatchObject({
      status: "SWITCHOVER_IN_PROGRESS",
      cause: "time-out",
    });
    const early = begun();
    expect(early.look(TIMEOUT_MS), "a time-out before anything was changed").toEqual([]);
  });

  it("undoes in reverse all that was said, answered or not", () => {
    const stopped = begun();
    stopped.goOn(2);
    stopped.look(TIMEOUT_MS);
    expect(stopped.goOn(), "the time-out passes while writes are being stopped").toEqual(["3 blue take-writes"]);

    const named = begun({ members: [ORDERS, FIRST] });
    named.goOn(7);
    named.look(TIMEOUT_MS);
    expect(named.goOn(), "it passes while blue's second member gets its old name").toEqual([
      "8 blue is orders-1",
      "9 green is orders-green-abc123",
      "10 blue is orders",
      ...both(11, "take-connections"),
      "12 blue take-writes",
    ]);
  });

  it("counts no answer to another set than the one under way", () => {
    const { goOn, hear, look } = begun();
    goOn(6);
    hear({ kind: "renamed", side: "blue", number: 5 });
    hear({ kind: "renamed", side: "green", number: 5 });
    expect(look(), "answers to set 5 while set 6 is under way").toEqual(["6 green is orders"]);
    look(TIMEOUT_MS);
    hear({ kind: "renamed", side: "green", number: 6 });
    expect(look(), "the answer to set 6, after the roll back has begun").toEqual(["7 green is orders-green-abc123"]);
  });

  it("rolls back at once when a name is taken", () => {
    const { goOn, hear, look, standing } = begun();
    goOn(6);
    hear({ kind: "name-taken" });
    expect(standing(), "how it stands").toMatchObject({ status: "SWITCHOVER_IN_PROGRESS", cause: "name-taken" });
    expect(look(), "somebody else has the name orders").toEqual(["7 green is orders-green-abc123"]);
  });

  it("goes on with a roll back until all is undone, also where a name is still taken", () => {
    const { goOn, hear, look, standing } = begun();
    goOn(6);
    hear({ kind: "name-taken" });
    look();
    goOn(8);
    hear({ kind: "name-taken", side: "blue" });
    expect(look(), "somebody else still has the name orders").toEqual(["8 blue is orders"]);
    expect(look(TIMEOUT_MS), "and when the time-out passes").toEqual(["8 blue is orders"]);
    expect(standing(), "how it stands").toMatchObject({ cause: "name-taken" });
    expect(goOn(), "the name is free").toEqual(["8 blue is orders", ...both(9, "take-connections"), "10 blue take-writes"]); // prettier-ignore
  });

  it("does not turn back once all names have moved, however late it is", () => {
    const { goOn, look, standing } = begun();
    goOn(7);
    expect(look(TIMEOUT_MS), "the time-out passes").toEqual(both(7, "take-connections"));
    expect(goOn(), "what is said from then on").toEqual([...both(7, "take-connections"), "8 green take-writes"]);
    expect(standing().status, "how it ends").toBe("SWITCHOVER_COMPLETED");
  });

  it("says how it stands, and nothing more once it has ended", () => {
    const there = begun();
    there.goOn(8);
    expect(there.standing().status, "green has not answered that it takes writes").toBe("SWITCHOVER_IN_PROGRESS");
    there.goOn();
    expect([there.standing().status, there.look(TIMEOUT_MS)], "it has").toEqual(["SWITCHOVER_COMPLETED", []]);
    const back = begun();
    back.goOn(3);
    back.look(TIMEOUT_MS);
    back.goOn(5);
    expect(back.standing().status, "blue has not answered that it takes writes again").toBe("SWITCHOVER_IN_PROGRESS");
    back.goOn();
    expect([back.standing(), back.look()], "it has").toEqual([
      expect.objectContaining({ status: "SWITCHOVER_FAILED", cause: "time-out" }),
      [],
    ]);
  });
});

describe("properties", () => {
  it("never has both sides take writes, and loses no commit, whatever comes late, twice or never", () => {
    const invariants = BLUE_GREEN_INVARIANTS.filter((each) => each !== endsInTime);
    keepsInvariants(rig, rig.unit, answer(rig), switchoverScripts, invariants, { runCount: 60 });
  });

  it("decides as the reference does, whatever comes late, twice or never", () => {
    agreesWithReference(rig, rig.unit, answer(rig), switchoverScripts, { runCount: 60 });
  });
});

describe("the cluster", () => {
  it("has every acknowledged commit on green when green takes writes, whatever fails", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), blueGreenRuns, [neverBothWritable, nothingIsLost, writesFollowNames], { runCount: 5 }); // prettier-ignore
  });

  it("ends in time, completed as a whole or as it was before", () => {
    keepsInvariants(rig, rig.cluster, answer(rig), blueGreenRuns, [rolledBackIsAsBefore, completedIsWhole, timeOutRollsBack, endsInTime], { runCount: 5 }); // prettier-ignore
  });

  it("runs the deployment event for event as the reference does", () => {
    agreesWithReference(rig, rig.cluster, answer(rig), blueGreenRuns, { runCount: 5 });
  });
});
