/** A file of its own, so that two cores share the audit. */
import { auditThose } from "../support/audit.ts";

auditThose((_, index) => index % 2 === 1);
