export {
  rollCall,
  runRollCall,
  type RollCall,
  type RollCallEvent,
  type RollCallScenario,
  type RollCallTrace,
} from "./roll-call.ts";
