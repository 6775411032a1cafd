export {
  rollCall,
  runRollCall,
  type RollCall,
  type RollCallEvent,
  type RollCallScenario,
  type RollCallTrace,
} from "./roll-call.ts";
export { rollCallEventInEnglish, rollCallEventText } from "./roll-call-words.ts";
