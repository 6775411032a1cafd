// says: imports rollCall from "four-of-six/start"
import { rollCall } from "four-of-six/start";
export const greet = rollCall.greet;
