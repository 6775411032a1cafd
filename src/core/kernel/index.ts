export { InvariantError, RunawayError, ScenarioError, invariant } from "./errors.ts";
export { EventQueue } from "./event-queue.ts";
export { checkFaults, type Fault } from "./faults.ts";
export { checkLatency, drawLatency, latencyTable, type Latency, type LatencyTable } from "./latency.ts";
export { Network, type Link, type Loss } from "./network.ts";
export { Random } from "./random.ts";
export { Simulation, type Timer } from "./simulation.ts";
export { eventText, firstDifference, traceDigest, traceText, type Timed, type Trace } from "./trace.ts";
export { toMicros, type Labelled, type Millis, type NodeId, type ZoneId } from "./units.ts";
