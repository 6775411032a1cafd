// says: imports "constructor"
import { assign } from "constructor";
import "__proto__";
export const greet = assign as unknown as () => string;
