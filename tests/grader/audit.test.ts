/** Every other exercise; `audit-second-half.test.ts` has those between, so that two cores share the audit. */
import { auditThose } from "../support/audit.ts";

auditThose((_, index) => index % 2 === 0);
