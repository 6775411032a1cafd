import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BLUE_GREEN_INVARIANTS,
  BlueGreenFault,
  blueGreenEventInEnglish,
  checkBlueGreenScenario,
  checkSwitchover,
  createSwitchover,
  endsInTime,
  firstBlueGreenViolation,
  runBlueGreen,
  runSwitchoverScript,
  type BlueGreenEvent,
  type BlueGreenScenario,
  type BlueGreenTrace,
  type CreateSwitchover,
  type Side,
  type Switchover,
  type SwitchoverAnswer,
  type SwitchoverMember,
  type SwitchoverOrder,
} from "../../../src/core/cluster/index.ts";
import { blueGreenEventInKorean } from "../../../src/core/cluster/blue-green-words-ko.ts";
import { ScenarioError, traceText } from "../../../src/core/kernel/index.ts";
import { BLUE_GREEN_UNTIL_MS, blueGreenRuns, switchoverScripts } from "../../arbitraries/blue-green-switchover.ts";
import { SEED } from "../seed.ts";

const MEMBERS: readonly SwitchoverMember[] = [{ blue: "orders", green: "orders-green-abc123" }];
const TIMEOUT_MS = 30_000;

const BASE: BlueGreenScenario = {
  seed: 7,
  members: MEMBERS,
  timeoutMs: TIMEOUT_MS,
  switchAtMs: 10_000,
  clients: [{ client: "web", everyMs: 500, dnsMs: 5_000 }],
  workload: [{ kind: "load", atMs: 0, commitsPerSecond: 200 }],
  faults: [],
  untilMs: 90_000,
};

/** The answer of a side where nothing goes wrong. */
function answerTo(order: SwitchoverOrder, position = 100): SwitchoverAnswer {
  const { number, side, kind } = order;
  switch (kind) {
    case "check":
      return { kind: "checked", number, side, problems: [], lagMs: 0 };
    case "stop-writes":
      return { kind: "writes-stopped", number, side, position };
    case "drop-connections":
      return { kind: "connections-dropped", number, side };
    case "report":
      return { kind: "reported", number, side, position };
    case "rename":
      return { kind: "renamed", number, side };
    case "take-connections":
      return { kind: "connections-taken", number, side };
    case "take-writes":
      return { kind: "writes-taken", number, side };
    default:
      return order satisfies never;
  }
}

const told = (order: SwitchoverOrder) => `${order.number} ${order.side} ${order.kind === "rename" ? order.name : order.kind}`; // prettier-ignore

/** Everything that is said, each once, while all is answered, until the `untilNumber`th set. */
function goesOn(switchover: Switchover, untilNumber = Infinity, fromMs = 0): string[] {
  const said: string[] = [];
  for (let round = 0; round < 40; round++) {
    const orders = switchover.look(fromMs + round * 100);
    if ((orders[0]?.number ?? Infinity) >= untilNumber) break;
    for (const order of orders) {
      said.push(told(order));
      switchover.heard(answerTo(order));
    }
  }
  return said;
}

const create = (members = MEMBERS) => createSwitchover({ members, timeoutMs: TIMEOUT_MS });

describe("the switchover", () => {
  it("goes step by step, and all names before any writes", () => {
    const switchover = create([...MEMBERS, { blue: "orders-1", green: "orders-1-green-def456" }]);
    expect(goesOn(switchover)).toEqual([
      "1 blue check",
      "1 green check",
      "2 blue stop-writes",
      "2 green stop-writes",
      "3 blue drop-connections",
      "3 green drop-connections",
      "4 green report",
      "5 blue orders-old1",
      "6 green orders",
      "7 blue orders-1-old1",
      "8 green orders-1",
      "9 blue take-connections",
      "9 green take-connections",
      "10 green take-writes",
    ]);
    expect(switchover.standing()).toEqual({ status: "SWITCHOVER_COMPLETED", cause: undefined });
  });

  it("says an order again under its number until it is answered", () => {
    const switchover = create();
    const first = switchover.look(0);
    expect(switchover.look(500)).toEqual(first);
    switchover.heard(answerTo(first[0] as SwitchoverOrder));
    switchover.heard(answerTo(first[0] as SwitchoverOrder));
    expect(switchover.look(1_000)).toEqual(first);
  });

  it.each([
    ["a problem of blue's", "blue", ["long-ddl"], 0],
    ["a problem of green's", "green", ["replication-health"], 0],
    ["a lag above the time-out", "green", [], TIMEOUT_MS + 1],
  ] as const)("does not begin with %s", (_, side, problems, lagMs) => {
    const switchover = create();
    switchover.look(0);
    switchover.heard({ kind: "checked", number: 1, side, problems, lagMs });
    expect(switchover.standing()).toEqual({ status: "SWITCHOVER_FAILED", cause: "guard-rail" });
    expect(switchover.look(500)).toEqual([]);
  });

  it("asks green until it has what blue had when its writes were stopped", () => {
    const switchover = create();
    goesOn(switchover, 4);
    for (const position of [0, 99]) switchover.heard({ kind: "reported", number: 4, side: "green", position });
    expect(switchover.look(10_000).map(told)).toEqual(["4 green report"]);
    switchover.heard({ kind: "reported", number: 4, side: "green", position: 100 });
    expect(switchover.look(10_500).map(told)).toEqual(["5 blue orders-old1"]);
  });

  it.each([
    [1, []],
    [2, ["3 blue take-writes"]],
    [4, ["5 blue take-connections", "5 green take-connections", "6 blue take-writes"]],
    [5, ["6 blue orders", "7 blue take-connections", "7 green take-connections", "8 blue take-writes"]],
    [6, ["7 green orders-green-abc123", "8 blue orders", "9 blue take-connections", "9 green take-connections", "10 blue take-writes"]], // prettier-ignore
  ])("undoes what was said when the time-out passes in set %i, in reverse", (number, expected) => {
    const switchover = create();
    goesOn(switchover, number);
    switchover.look(TIMEOUT_MS - 1);
    expect(switchover.standing().cause).toBeUndefined();
    switchover.look(TIMEOUT_MS);
    expect(switchover.standing().cause).toBe("time-out");
    expect(goesOn(switchover, Infinity, TIMEOUT_MS)).toEqual(expected);
    expect(switchover.standing().status).toBe("SWITCHOVER_FAILED");
  });

  it("has no way back once all names have moved", () => {
    const switchover = create();
    goesOn(switchover, 7);
    expect(switchover.look(TIMEOUT_MS * 2).map(told)).toEqual(["7 blue take-connections", "7 green take-connections"]);
    goesOn(switchover, Infinity, TIMEOUT_MS * 2);
    expect(switchover.standing().status).toBe("SWITCHOVER_COMPLETED");
  });

  it("counts no answer to anything but what is being asked", () => {
    const switchover = create();
    goesOn(switchover, 6);
    const [green] = switchover.look(1_000) as [SwitchoverOrder];
    switchover.look(TIMEOUT_MS);
    switchover.heard(answerTo(green));
    expect(switchover.look(TIMEOUT_MS + 500).map(told)).toEqual(["7 green orders-green-abc123"]);
  });
});

describe("a deployment under load", () => {
  const outages = (trace: BlueGreenTrace) => {
    const at = (side: Side, kind: string) =>
      trace.find((event) => event.kind === "order-carried-out" && event.order.side === side && event.order.kind === kind)?.atMs ?? NaN; // prettier-ignore
    return { stopped: at("blue", "stop-writes"), taken: at("green", "take-writes") };
  };

  it("is without a writer for as long as the sets take, and green's lag", () => {
    const { stopped, taken } = outages(runBlueGreen(BASE));
    expect(Math.round((taken - stopped) / 100)).toBe(50);
    const lag = runBlueGreen({
      ...BASE,
      workload: [...BASE.workload, { kind: "trouble", atMs: 1_000, forMs: 8_500, trouble: "replication-stopped" }],
    });
    // 1,700 commits behind at 9.5 s, 1,500 when writes stop, and 400 replayed in a second: 3.75 s instead of less than 1.
    expect(Math.round((outages(lag).taken - outages(lag).stopped) / 100)).toBe(80);
  });

  it("is found by clients once what they keep of the name has run out", () => {
    const firstOnGreen = (dnsMs: number) =>
      runBlueGreen({ ...BASE, clients: [{ client: "web", everyMs: 1_000, dnsMs }] }).find(
        (event) => event.kind === "write-committed" && event.side === "green",
      )?.atMs ?? NaN;
    // Green takes writes at 15.5 s. The name still led to blue at 12 s, when the client connected anew.
    expect(Math.floor(firstOnGreen(0))).toBe(16_001);
    expect(Math.floor(firstOnGreen(5_000))).toBe(17_001);
    // It has kept the name since 1 s.
    expect(Math.floor(firstOnGreen(60_000))).toBe(61_001);
  });

  it("is as before after a long stop of replication, and blue goes on", () => {
    const trace = runBlueGreen({
      ...BASE,
      workload: [...BASE.workload, { kind: "trouble", atMs: 10_100, forMs: 40_000, trouble: "replication-stopped" }],
    });
    expect(trace.findLast(({ kind }) => kind === "switchover-stands")).toMatchObject({
      status: "SWITCHOVER_FAILED",
      cause: "time-out",
    });
    expect(trace.findLast(({ kind }) => kind === "write-committed")).toMatchObject({ side: "blue" });
    // And green replays on.
    expect(trace.findLast(({ kind }) => kind === "logs-measured")).toMatchObject({ lagMs: 0 });
  });

  it("takes nothing from an order that comes after the roll back", () => {
    const trace = runBlueGreen({
      ...BASE,
      workload: [...BASE.workload, { kind: "trouble", atMs: 10_100, forMs: 40_000, trouble: "replication-stopped" }],
      faults: [{ kind: "node-slow", node: "blue", addedMs: 40_000, fromMs: 10_400, untilMs: 10_600 }],
    });
    expect(trace.filter(({ kind }) => kind === "order-ignored")).toMatchObject([{ order: { kind: "stop-writes" } }]);
    expect(firstBlueGreenViolation(trace)).toBeUndefined();
  });
});

describe("invariants", () => {
  const ofTheScript = BLUE_GREEN_INVARIANTS.filter((invariant) => invariant !== endsInTime);

  it("hold for the switchover alone, whatever comes late, twice or never", () => {
    fc.assert(
      fc.property(switchoverScripts, (script) => {
        expect(firstBlueGreenViolation(runSwitchoverScript(script), ofTheScript)).toBeUndefined();
      }),
      { numRuns: 5_000, seed: SEED },
    );
  });

  it("hold in deployments in which nodes, names, replication and messages fail; and writes are taken again", () => {
    fc.assert(
      fc.property(blueGreenRuns, (scenario) => {
        const trace = runBlueGreen(scenario);
        expect(firstBlueGreenViolation(trace)).toBeUndefined();
        expect(trace.findLast(({ kind }) => kind === "write-committed")?.atMs ?? 0).toBeGreaterThan(
          BLUE_GREEN_UNTIL_MS - 3_000,
        );
      }),
      { numRuns: 2_000, seed: SEED },
    );
  });

  /** What a switchover says or hears, changed on the way. */
  const changed =
    (
      say: (orders: readonly SwitchoverOrder[]) => readonly SwitchoverOrder[],
      hear: (answer: SwitchoverAnswer) => SwitchoverAnswer = (answer) => answer,
    ): CreateSwitchover =>
    (options) => {
      const switchover = createSwitchover(options);
      return {
        look: (nowMs) => say(switchover.look(nowMs)),
        heard: (answer) => switchover.heard(hear(answer)),
        standing: () => switchover.standing(),
      };
    };
  const without = (kind: SwitchoverOrder["kind"], side: Side): CreateSwitchover =>
    changed((orders) =>
      orders.map((order): SwitchoverOrder => {
        const { number } = order;
        return order.kind === kind && order.side === side ? { kind: "check", number, side } : order;
      }),
    );
  const lag = [{ kind: "trouble", atMs: 10_100, forMs: 12_000, trouble: "replication-stopped" }] as const;

  it.each<[string, CreateSwitchover, Partial<BlueGreenScenario>]>([
    ["blue and green never take writes at the same time", without("stop-writes", "blue"), {}],
    [
      "green takes writes only with everything that blue has acknowledged",
      changed(
        (orders) => orders,
        (answer) => (answer.kind === "writes-stopped" ? { ...answer, position: 0 } : answer),
      ),
      { workload: [...BASE.workload, ...lag] },
    ],
    [
      "a side takes writes only when all of its members have the production names",
      changed((orders) =>
        orders.map((order) => (order.kind === "rename" && order.side === "green" ? { ...order, name: "shop" } : order)),
      ),
      {},
    ],
    [
      "after a switchover that failed blue takes writes and connections under its own names, and green has its own",
      without("take-writes", "blue"),
      { timeoutMs: TIMEOUT_MS, workload: [...BASE.workload, { ...lag[0], forMs: 40_000 }] },
    ],
    [
      "after a switchover that was completed green takes writes under blue's names, and blue takes none under its old ones",
      without("take-connections", "green"),
      {},
    ],
    [
      "when the time-out has passed and not all names have moved, nothing but a roll back is ordered",
      (options) => createSwitchover({ ...options, timeoutMs: 3_600_000 }),
      { workload: [...BASE.workload, { ...lag[0], forMs: 40_000 }] },
    ],
    [
      "a switchover ends, and somebody takes writes again, once its time-out has passed and nothing fails",
      changed(
        (orders) => orders,
        (answer) => (answer.kind === "renamed" ? { ...answer, number: 0 } : answer),
      ),
      {},
    ],
  ])("%s: is broken by a switchover that does not keep it", (promise, wrong, scenario) => {
    expect(firstBlueGreenViolation(runBlueGreen({ ...BASE, ...scenario }, wrong))?.invariant).toBe(promise);
  });

  it("the same scenario gives the same run", () => {
    const [scenario] = fc.sample(blueGreenRuns, { numRuns: 1, seed: 11 });
    const run = () => traceText(runBlueGreen(scenario as BlueGreenScenario));
    expect(run()).toBe(run());
  });
});

describe("the words", () => {
  it("say every event in both languages", () => {
    const said = new Set<string>();
    const tell = (event: BlueGreenEvent) => {
      said.add(event.kind);
      for (const text of [blueGreenEventInEnglish(event), blueGreenEventInKorean(event)]) {
        expect(text, event.kind).not.toMatch(/undefined|NaN|\.$/);
        expect(text.length, event.kind).toBeGreaterThan(0);
      }
      if (event.kind !== "switchover-stands") expect(blueGreenEventInKorean(event)).toMatch(/[가-힣]/);
    };
    for (const scenario of fc.sample(blueGreenRuns, { numRuns: 60, seed: 5 })) runBlueGreen(scenario).forEach(tell);
    for (const script of fc.sample(switchoverScripts, { numRuns: 60, seed: 5 })) runSwitchoverScript(script).forEach(tell); // prettier-ignore
    expect([...said].sort()).toEqual([
      "answer-heard",
      "blue-green-opened",
      "client-connects",
      "fault-began",
      "fault-ended",
      "load-changed",
      "logs-measured",
      "name-freed",
      "name-taken",
      "order-carried-out",
      "order-ignored",
      "orders-said",
      "switchover-began",
      "switchover-stands",
      "trouble-began",
      "trouble-ended",
      "write-committed",
      "write-refused",
      "write-unknown",
    ]);
  });
});

describe("what is refused", () => {
  it.each([
    ["InvalidParameterValue: SwitchoverTimeout has to be whole seconds from 30 to 3600, and was 29.", 29_000, MEMBERS],
    ["InvalidParameterValue: SwitchoverTimeout has to be whole seconds from 30 to 3600, and was 3601.", 3_601_000, MEMBERS], // prettier-ignore
    ["InvalidParameterValue: SwitchoverTimeout has to be whole seconds from 30 to 3600, and was 30.5.", 30_500, MEMBERS], // prettier-ignore
    ["InvalidParameterValue: SwitchoverTimeout has to be whole seconds from 30 to 3600, and was NaN.", NaN, MEMBERS],
    ["InvalidBlueGreenDeploymentStateFault: the deployment has no members.", TIMEOUT_MS, []],
    [
      'InvalidBlueGreenDeploymentStateFault: "orders2" is no name of green for "orders": it has to be "orders-green-" and six characters.',
      TIMEOUT_MS,
      [{ blue: "orders", green: "orders2" }],
    ],
    ['DBClusterAlreadyExistsFault: the name "orders" is used twice.', TIMEOUT_MS, [...MEMBERS, ...MEMBERS]],
    [
      'DBClusterAlreadyExistsFault: the name "orders-old1" is used twice.',
      TIMEOUT_MS,
      [...MEMBERS, { blue: "orders-old1", green: "orders-old1-green-abc123" }],
    ],
  ])("%s", (message, timeoutMs, members) => {
    const thrown = catches(() => checkSwitchover({ members, timeoutMs }));
    expect(thrown).toBeInstanceOf(BlueGreenFault);
    expect(thrown).toHaveProperty("message", message);
    expect(thrown).toHaveProperty("code", message.split(":")[0]);
  });

  it("nothing at the edges", () => {
    for (const timeoutMs of [30_000, 300_000, 3_600_000])
      expect(() => checkSwitchover({ members: MEMBERS, timeoutMs })).not.toThrow();
  });

  it.each<[string, Partial<BlueGreenScenario>]>([
    ["untilMs", { untilMs: 5_400_001 }],
    ["switchAtMs", { switchAtMs: -1 }],
    ["clients[0].client", { clients: [{ client: "green", everyMs: 1, dnsMs: 0 }] }],
    ["clients[0].everyMs", { clients: [{ client: "web", everyMs: 0, dnsMs: 0 }] }],
    ["clients[0].dnsMs", { clients: [{ client: "web", everyMs: 1, dnsMs: -1 }] }],
    ["workload[0].atMs", { workload: [{ kind: "load", atMs: -1, commitsPerSecond: 1 }] }],
    ["workload[0].commitsPerSecond", { workload: [{ kind: "load", atMs: 0, commitsPerSecond: 10_001 }] }],
    ["workload[0].forMs", { workload: [{ kind: "trouble", atMs: 0, forMs: 0, trouble: "long-ddl" }] }],
    ["workload[0].trouble", { workload: [{ kind: "trouble", atMs: 0, forMs: 1, trouble: "rain" as "long-ddl" }] }],
    ["workload[0].name", { workload: [{ kind: "take-name", atMs: 0, forMs: 1, name: "" }] }],
    ["faults[0].node", { faults: [{ kind: "node-down", node: "db-1", fromMs: 0 }] }],
    ["model.renameMs", { model: { renameMs: 0 } }],
  ])("a scenario with a wrong %s", (field, wrong) => {
    const thrown = catches(() => checkBlueGreenScenario({ ...BASE, ...wrong }));
    expect(thrown).toBeInstanceOf(ScenarioError);
    expect(thrown).toHaveProperty("field", field);
  });
});

function catches(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
