import { auditThose } from "../support/audit.ts";

auditThose((name) => !name.startsWith("aurora-cluster/"));
