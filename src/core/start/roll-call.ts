/**
 * The roll call: six segments start one after the other, and each greets the writer in its own words. It teaches
 * nothing about databases; it is the smallest mechanism that a learner can write, run, break and replay.
 */
import { frozen } from "../kernel/frozen.ts";
import {
  Network,
  ScenarioError,
  Simulation,
  type Millis,
  type NodeId,
  type Timed,
  type ZoneId,
} from "../kernel/index.ts";
import { VOLUME_MODEL } from "../aurora/volume.ts";
import { ZONES, type Placement, type SegmentId } from "../aurora/vocabulary.ts";

/** The seam: what the exercise `first-run` asks for. */
export interface RollCall {
  /** The greeting of a segment, as in `Segment A in az-1: hello`. */
  greet(segment: SegmentId, zone: ZoneId): string;
}

/** The reference implementation. */
export const rollCall: RollCall = frozen({
  greet: (segment, zone) => `Segment ${segment} in ${zone}: hello`,
});

/** Everything that can happen in a roll call. */
export type RollCallEvent =
  | { readonly kind: "roll-call-began"; readonly placement: readonly Placement[] }
  | { readonly kind: "segment-started"; readonly segment: SegmentId; readonly zone: ZoneId }
  | { readonly kind: "greeting-heard"; readonly segment: SegmentId; readonly greeting: string };

/** A roll call, in the order in which it happened. */
export type RollCallTrace = readonly Timed<RollCallEvent>[];

/** A roll call, as data. The same scenario and answer give the same trace. */
export interface RollCallScenario {
  readonly seed: number;
  /** Who starts, in this order, 1 ms apart. Ids are unique. */
  readonly placement: readonly Placement[];
}

const WRITER: NodeId = "writer";
const START_INTERVAL_MS: Millis = 1;

/**
 * Runs a roll call to its end. Throws `ScenarioError` for an unknown zone, a segment named twice, or one that has the
 * writer's name. What an answer throws passes through; what happened before it is then in `into`.
 */
export function runRollCall(
  { seed, placement }: RollCallScenario,
  { greet }: RollCall = rollCall,
  into?: Timed<RollCallEvent>[],
): RollCallTrace {
  placement.forEach(({ segment, zone }, index) => {
    const field = `placement[${index}]`;
    if (!ZONES.includes(zone)) throw new ScenarioError(`${field}.zone`, `one of ${ZONES.join(", ")}`, zone);
    if (placement.findIndex((other) => other.segment === segment) !== index) {
      throw new ScenarioError(`${field}.segment`, "a segment that was not named before", segment);
    }
    if (segment === WRITER) throw new ScenarioError(`${field}.segment`, "a segment, not the writer", segment);
  });
  const simulation = new Simulation<RollCallEvent>({ seed, trace: into });
  const network = new Network(simulation, VOLUME_MODEL);
  network.addNode(WRITER, VOLUME_MODEL.writerZone);
  simulation.record({ kind: "roll-call-began", placement });
  placement.forEach(({ segment, zone }, index) => {
    network.addNode(segment, zone);
    simulation.at((index + 1) * START_INTERVAL_MS, () => {
      simulation.record({ kind: "segment-started", segment, zone });
      const greeting = greet(segment, zone);
      network.send(segment, WRITER, () => simulation.record({ kind: "greeting-heard", segment, greeting }));
    });
  });
  simulation.runToEnd();
  return simulation.trace;
}
