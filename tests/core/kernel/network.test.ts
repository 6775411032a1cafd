import { describe, expect, it } from "vitest";
import { InvariantError, Network, Simulation, type Fault, type Latency } from "../../../src/core/kernel/index.ts";

const always = (ms: number): Latency => [
  [0, ms],
  [1, ms],
];
const wide: Latency = [
  [0, 1],
  [1, 9],
];

interface Setting {
  readonly faults?: readonly Fault[];
  readonly seed?: number;
  readonly latency?: Latency;
}

/** Nodes A and B in az-1, C in az-2, D in az-3; messages are named, and what becomes of each is a line. */
function opened({ faults = [], seed = 1, latency }: Setting = {}) {
  const simulation = new Simulation<{ kind: "never" }>({ seed });
  const network = new Network(simulation, { sameZone: latency ?? always(1), crossZone: latency ?? always(3) });
  for (const [id, zone] of Object.entries({ A: "az-1", B: "az-1", C: "az-2", D: "az-3" })) network.addNode(id, zone);
  const lines: string[] = [];
  const changes: string[] = [];
  network.scheduleFaults(faults, (fault, began) =>
    changes.push(`${simulation.nowMs} ${fault.kind} ${began ? "began" : "ended"}`),
  );
  const note = (what: string) => void lines.push(`${simulation.nowMs} ${what}`);
  const sendAt = (atMs: number, from: string, to: string, name = `${from}${to}`) =>
    simulation.at(atMs, () =>
      network.send(
        from,
        to,
        () => note(name),
        (loss) => note(`${name} ${loss}`),
      ),
    );
  const run = () => {
    simulation.runToEnd();
    return lines;
  };
  return { simulation, network, sendAt, run, lines, changes };
}

describe("messages", () => {
  it("take the time of their zones, and to oneself that of one's own", () => {
    const { sendAt, run } = opened();
    sendAt(0, "A", "A");
    sendAt(0, "A", "B");
    sendAt(0, "A", "C");
    sendAt(0, "D", "C");
    expect(run()).toEqual(["1 AA", "1 AB", "3 AC", "3 DC"]);
  });

  it("may overtake each other", () => {
    const { sendAt, run } = opened({ latency: wide });
    for (let i = 0; i < 20; i++) sendAt(i / 10, "A", "C", String(i));
    const order = run().map((line) => Number(line.split(" ")[1]));
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(20);
  });

  it("may be lost without anybody asking", () => {
    const { network, simulation } = opened({ faults: [{ kind: "messages-lost", probability: 1, fromMs: 0 }] });
    simulation.at(1, () => network.send("A", "B", () => expect.unreachable()));
    simulation.runToEnd();
  });

  it("go the same way with the same luck by a link", () => {
    const arrivals = (byLink: boolean) => {
      const { network, simulation } = opened({ latency: wide });
      const times: number[] = [];
      const deliver = () => times.push(simulation.nowMs);
      const link = network.link("A", "C", (_: number) => deliver());
      for (let i = 0; i < 10; i++) {
        simulation.at(i, () => (byLink && i % 2 === 0 ? link.send(i) : network.send("A", "C", deliver)));
      }
      simulation.runToEnd();
      return times;
    };
    expect(arrivals(true)).toEqual(arrivals(false));
  });

  it("on a link carry what they are about, whether they arrive or not", () => {
    const { network, simulation } = opened({
      faults: [{ kind: "node-down", node: "C", fromMs: 5 }],
    });
    const heard: string[] = [];
    const link = network.link<string>(
      "A",
      "C",
      (message) => heard.push(message),
      (message, loss) => heard.push(`${message} ${loss}`),
    );
    simulation.at(1, () => link.send("first"));
    simulation.at(4, () => link.send("second"));
    simulation.runToEnd();
    expect(heard).toEqual(["first", "second receiver-down"]);
  });
});

describe("a network", () => {
  it("knows its nodes, each by one name", () => {
    const { network } = opened();
    expect(() => network.addNode("A", "az-2")).toThrow(InvariantError);
    expect(() => network.isUp("E")).toThrow("node E is on the network");
    expect(() => network.send("A", "E", () => {})).toThrow(InvariantError);
    expect(() => network.send("E", "A", () => {})).toThrow(InvariantError);
  });

  it("tells of each fault when it begins and ends, before anything else of that instant", () => {
    const { changes, sendAt, run, lines, simulation, network } = opened({
      faults: [
        { kind: "node-down", node: "B", fromMs: 1, untilMs: 2 },
        { kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 2 },
      ],
    });
    sendAt(2, "A", "C");
    simulation.at(1, () => expect(network.isUp("B")).toBe(false));
    simulation.at(2, () => expect(network.isUp("B")).toBe(true));
    run();
    expect(changes).toEqual(["1 node-down began", "2 node-down ended", "2 zones-parted began"]);
    expect(lines).toEqual(["2 AC parted"]);
  });
});

describe("faults", () => {
  it("take a sender away at the sending, a receiver at the arrival", () => {
    const { sendAt, run } = opened({ faults: [{ kind: "node-down", node: "C", fromMs: 2, untilMs: 6 }] });
    sendAt(1, "A", "C", "gone while it travels");
    sendAt(1.5, "C", "A", "sent before");
    sendAt(2, "C", "A", "sent while down");
    sendAt(2.999, "A", "C", "too early");
    sendAt(3, "A", "C", "back at its arrival");
    expect(run()).toEqual([
      "2 sent while down sender-down",
      "4 gone while it travels receiver-down",
      "4.5 sent before",
      "5.999 too early receiver-down",
      "6 back at its arrival",
    ]);
  });

  it("take a zone away with every node in it, and no other", () => {
    const { sendAt, run } = opened({ faults: [{ kind: "zone-down", zone: "az-1", fromMs: 0 }] });
    for (const [from, to] of ["AC", "BC", "CA", "CD"].map((pair) => [...pair])) sendAt(1, from!, to!);
    expect(run()).toEqual(["1 AC sender-down", "1 BC sender-down", "4 CA receiver-down", "4 CD"]);
  });

  it("part two zones, both ways, at the sending and at the arrival", () => {
    const { sendAt, run } = opened({
      faults: [{ kind: "zones-parted", zones: ["az-2", "az-1"], fromMs: 2, untilMs: 8 }],
    });
    sendAt(0, "A", "C", "on its way");
    sendAt(3, "C", "B", "back");
    sendAt(3, "A", "D", "elsewhere");
    sendAt(3, "A", "B", "at home");
    sendAt(8, "A", "C", "healed");
    expect(run()).toEqual(["3 back parted", "3 on its way parted", "4 at home", "6 elsewhere", "11 healed"]);
  });

  it("add up while they overlap, and end one by one", () => {
    const { network, simulation } = opened({
      faults: [
        { kind: "node-down", node: "A", fromMs: 1, untilMs: 5 },
        { kind: "zone-down", zone: "az-1", fromMs: 2, untilMs: 3 },
        { kind: "node-down", node: "A", fromMs: 4, untilMs: 6 },
      ],
    });
    const up: string[] = [];
    for (const atMs of [0, 1, 2, 3, 4, 5, 6]) {
      simulation.at(atMs, () => up.push(["A", "B"].filter((id) => network.isUp(id)).join("") || "-"));
    }
    simulation.runToEnd();
    expect(up).toEqual(["AB", "B", "-", "B", "B", "B", "AB"]);
  });

  it("part as long as one of them lasts", () => {
    const { sendAt, run } = opened({
      faults: [
        { kind: "zones-parted", zones: ["az-1", "az-2"], fromMs: 0, untilMs: 10 },
        { kind: "zones-parted", zones: ["az-2", "az-1"], fromMs: 5, untilMs: 20 },
      ],
    });
    for (const atMs of [9, 12, 20]) sendAt(atMs, "A", "C");
    expect(run()).toEqual(["9 AC parted", "12 AC parted", "23 AC"]);
  });

  it("slow down what is sent to and from a node, together when there are two", () => {
    const { sendAt, run } = opened({
      faults: [
        { kind: "node-slow", node: "A", addedMs: 10, fromMs: 0, untilMs: 100 },
        { kind: "node-slow", node: "A", addedMs: 0.1, fromMs: 20, untilMs: 60 },
        { kind: "node-slow", node: "B", addedMs: 0.2, fromMs: 20, untilMs: 60 },
      ],
    });
    sendAt(0, "A", "C");
    sendAt(1, "C", "A");
    sendAt(1, "C", "D");
    sendAt(20, "A", "B");
    sendAt(60, "A", "B");
    sendAt(99, "C", "A", "slowed for all its way");
    sendAt(100, "C", "A");
    expect(run()).toEqual(["4 CD", "13 AC", "14 CA", "31.3 AB", "71 AB", "103 CA", "112 slowed for all its way"]);
  });

  it("leave nothing behind when they have slowed a node down", () => {
    const { sendAt, run } = opened({
      latency: always(0),
      faults: [
        { kind: "node-slow", node: "A", addedMs: 0.1, fromMs: 0, untilMs: 0.001 },
        { kind: "node-slow", node: "A", addedMs: 4, fromMs: 0, untilMs: 0.001 },
      ],
    });
    // 0.1 + 4 - 0.1 - 4 is less than nothing in floating point: the message would arrive before it was sent.
    sendAt(0.001, "A", "B");
    expect(run()).toEqual(["0.001 AB"]);
  });

  it("lose and double messages with certainty, with none, and as often as they say", () => {
    const countsWith = (faults: readonly Fault[]) => {
      const { sendAt, run } = opened({ faults, latency: wide });
      for (let i = 0; i < 1_000; i++) sendAt(i, "A", "C");
      const lines = run();
      return { lost: lines.filter((line) => line.endsWith("lost")).length, lines: lines.length };
    };
    const lost = (probability: number): Fault => ({ kind: "messages-lost", probability, fromMs: 0 });
    const doubled = (probability: number): Fault => ({ kind: "messages-doubled", probability, fromMs: 0 });
    expect(countsWith([lost(0), doubled(0)])).toEqual({ lost: 0, lines: 1_000 });
    expect(countsWith([lost(1), doubled(1)])).toEqual({ lost: 1_000, lines: 1_000 });
    expect(countsWith([doubled(1)])).toEqual({ lost: 0, lines: 2_000 });
    expect(countsWith([lost(0.2)])).toEqual({ lost: 210, lines: 1_000 });
    // Of two at once the likelier decides: they do not add up.
    expect(countsWith([lost(0.1), lost(0.2)])).toEqual(countsWith([lost(0.2)]));
    expect(countsWith([doubled(0.1), doubled(0.2)])).toEqual(countsWith([doubled(0.2)]));
  });

  it("bring the second copy of a doubled message twice as late, to whoever is there then", () => {
    const { sendAt, run } = opened({
      faults: [
        { kind: "messages-doubled", probability: 1, fromMs: 0 },
        { kind: "node-down", node: "C", fromMs: 5 },
      ],
    });
    sendAt(1, "A", "C");
    expect(run()).toEqual(["4 AC", "7 AC receiver-down"]);
  });

  it.each([
    ["first", 10, 20, ["6 AB lost", "13 AB"]],
    ["second", 20, 10, ["6 AB lost", "12 AB lost"]],
  ])("end with their own probability when the %s of two ends first", (_, certainUntilMs, neverUntilMs, lines) => {
    const { sendAt, run } = opened({
      faults: [
        { kind: "messages-lost", probability: 1, fromMs: 0, untilMs: certainUntilMs },
        { kind: "messages-lost", probability: 0, fromMs: 5, untilMs: neverUntilMs },
      ],
    });
    for (const atMs of [6, 12]) sendAt(atMs, "A", "B");
    expect(run()).toEqual(lines);
  });
});

describe("luck", () => {
  /** When each of many messages between all nodes arrives, by its name. */
  function arrivals(setting: Setting) {
    const { sendAt, run } = opened({ latency: wide, ...setting });
    for (let i = 0; i < 40; i++) {
      for (const [from, to] of ["AB", "AC", "BC", "CA", "DA"].map((pair) => [...pair])) {
        sendAt(i, from!, to!, `${from}${to}${i}`);
      }
    }
    return new Map(run().map((line) => line.split(" ").reverse() as [string, string]));
  }

  it("is the same for the same seed, and another for another", () => {
    expect(arrivals({ seed: 5 })).toEqual(arrivals({ seed: 5 }));
    expect(arrivals({ seed: 5 })).not.toEqual(arrivals({ seed: 6 }));
  });

  it("of one link does not depend on the others", () => {
    const all = arrivals({});
    const { sendAt, run } = opened({ latency: wide });
    for (let i = 0; i < 40; i++) sendAt(i, "B", "C", `BC${i}`);
    for (const line of run()) {
      const [atMs, name] = line.split(" ");
      expect(all.get(name!)).toBe(atMs);
    }
  });

  it("is not moved by a fault elsewhere: only what it touches changes", () => {
    const calm = arrivals({});
    const faults: readonly Fault[] = [
      { kind: "node-down", node: "D", fromMs: 3, untilMs: 9 },
      { kind: "node-slow", node: "D", addedMs: 4, fromMs: 12, untilMs: 20 },
      { kind: "zones-parted", zones: ["az-3", "az-1"], fromMs: 25 },
    ];
    const troubled = arrivals({ faults });
    for (const [name, atMs] of calm) if (!name.startsWith("D")) expect(troubled.get(name)).toBe(atMs);
    expect(troubled.get("DA12")).toBe(String(Number(calm.get("DA12")) + 4));
    expect(troubled.get("DA22")).toBe(calm.get("DA22"));
    expect(troubled.has("DA30")).toBe(false);
  });
});
