/**
 * Constants of Aurora that lessons print and the simulator uses. Each is stated here once, with the year of the text it
 * was read in, because the service moves on: what a paper fixed in 2017 may differ in a current engine version.
 */
import { frozen } from "../kernel/frozen.ts";
import type { ServiceLimit } from "../kernel/service-limit.ts";

/** All of them, by name. */
export const AURORA_LIMITS = frozen({
  /** V: copies of every protection group, whatever the number of instances. */
  copies: { value: 6, unit: "copies", year: 2017, source: "Aurora 2017 §2.1" },
  /** Vw: acknowledgements that make a record durable. */
  writeQuorum: { value: 4, unit: "copies", year: 2017, source: "Aurora 2017 §2.1", text: "4 of 6" },
  /** Vr: copies that recovery and repair have to hear from. Ordinary reads need one complete segment. */
  readQuorum: { value: 3, unit: "copies", year: 2017, source: "Aurora 2017 §2.1", text: "3 of 6" },
  /** Availability Zones that a protection group is spread over. */
  zones: { value: 3, unit: "Availability Zones", year: 2017, source: "Aurora 2017 §2.1" },
  /** Copies in each of those zones. */
  copiesPerZone: { value: 2, unit: "copies", year: 2017, source: "Aurora 2017 §2.1" },
  /** The unit of failure and repair, and the step in which a volume grows. */
  segmentSize: { value: 10, unit: "GB", year: 2017, source: "Aurora 2017 §2.2" },
  /** The paper's own arithmetic: 10 GB over a link of 10 Gbps. */
  segmentRepair: { value: 10, unit: "s", year: 2017, source: "Aurora 2017 §2.2" },
  /** The link in that arithmetic. */
  segmentRepairLink: { value: 10, unit: "Gbps", year: 2017, source: "Aurora 2017 §2.2" },
  /** LAL: how far the writer may allocate log sequence numbers beyond VDL before it has to wait. */
  lsnAllocationLimit: { value: 10_000_000, unit: "LSNs", year: 2017, source: "Aurora 2017 §4.2.1", text: "10,000,000" },
  /** Largest volume on current engine versions; older ones stop at 128 TiB. */
  volumeSize: { value: 256, unit: "TiB", year: 2026, source: "Aurora User Guide, CHAP_Limits" },
  /** Largest volume on the engine versions before those. */
  volumeSizeBefore: { value: 128, unit: "TiB", year: 2026, source: "Aurora User Guide, CHAP_Limits" },
  /** Largest volume when the paper was written. */
  volumeSizeOfPaper: { value: 64, unit: "TB", year: 2017, source: "Aurora 2017 §2.2" },
  /** The longest backtrack window that can be asked for. Aurora MySQL only. */
  backtrackWindow: {
    value: 72,
    unit: "hours",
    year: 2026,
    source: "Aurora User Guide, auroramysql-managing-backtrack",
  },
  /** Segments of a full volume of 64 TB: six copies of every 10 GB. */
  volumeSegmentsOfPaper: { value: 38_400, unit: "segments", year: 2018, source: "Aurora 2018 §4", text: "38,400" },
  /** How long automated backups are kept; they cannot be turned off. The default is 1 day. */
  backupRetention: {
    value: 35,
    unit: "days",
    year: 2026,
    source: "Aurora User Guide, aurora-managing-backups",
    text: "1 to 35 days",
  },
  /** The latest time that can be restored lies typically within so many minutes of now. */
  latestRestorable: { value: 5, unit: "minutes", year: 2026, source: "Aurora User Guide, aurora-managing-backups" },
  /** Clones of one source that share its pages; the next one is a full copy. */
  copyOnWriteClones: { value: 15, unit: "clones", year: 2026, source: "Aurora User Guide, aurora-managing-clone" },
  /** Readers of a cluster; with its writer, 16 instances. */
  readers: { value: 15, unit: "readers", year: 2026, source: "Aurora User Guide, aurora-replication" },
  /** A reader is usually much less than this behind its writer; how far depends on the rate of changes. */
  replicaLag: { value: 100, unit: "ms", year: 2026, source: "Aurora User Guide, aurora-replication" },
  /** Typically, when the paper was written: this or less. */
  replicaLagOfPaper: { value: 20, unit: "ms", year: 2017, source: "Aurora 2017 §4.2.4" },
  /** The last promotion tier; the first is 0. */
  lastPromotionTier: {
    value: 15,
    unit: "tiers after the first",
    year: 2026,
    source: "Aurora User Guide, concepts-aurorahighavailability",
    text: "0 to 15",
  },
  /** Unsuccessful failover attempts after which the tiers no longer count. */
  tieredFailovers: {
    value: 5,
    unit: "attempts",
    year: 2026,
    source: "Aurora User Guide, concepts-aurorahighavailability",
  },
  /** How long Aurora Auto Scaling waits after a scale-out or a scale-in, where the policy does not say. */
  scalingCooldown: { value: 300, unit: "s", year: 2026, source: "Aurora User Guide, aurora-integrating-autoscaling" },
  /** The largest capacity of a Serverless v2 instance on current engine and platform versions. */
  acuMax: { value: 256, unit: "ACUs", year: 2026, source: "Aurora User Guide, aurora-serverless-v2-how-it-works" },
  /** The smallest step in which capacity is asked for, and in which it changes. */
  acuStep: { value: 0.5, unit: "ACU", year: 2026, source: "Aurora User Guide, aurora-serverless-v2-how-it-works" },
  /** Memory that comes with one ACU, about; CPU and network go with it. */
  acuMemory: { value: 2, unit: "GiB", year: 2026, source: "Aurora User Guide, aurora-serverless-v2-how-it-works" },
  /** The shortest time without connections after which an instance may be paused; also the default. */
  autoPauseMin: { value: 300, unit: "s", year: 2026, source: "Aurora User Guide, aurora-serverless-v2-auto-pause" },
  /** The longest: a day. */
  autoPauseMax: {
    value: 86_400,
    unit: "s",
    year: 2026,
    source: "Aurora User Guide, aurora-serverless-v2-auto-pause",
    text: "86,400 s",
  },
  /** How long a paused instance takes to resume, about. */
  resumeTime: { value: 15, unit: "s", year: 2026, source: "Aurora User Guide, aurora-serverless-v2-auto-pause" },
  /** The same after more than a day of pause; it can be longer. */
  longResumeTime: { value: 30, unit: "s", year: 2026, source: "Aurora User Guide, aurora-serverless-v2-auto-pause" },
  /** Custom endpoints of one cluster. */
  customEndpoints: { value: 5, unit: "custom endpoints", year: 2026, source: "Aurora User Guide, CHAP_Limits" },
  /** From the writer's failure until the service is restored, with a reader to promote. */
  failover: {
    value: 60,
    unit: "s",
    year: 2026,
    source: "Aurora User Guide, concepts-aurorahighavailability",
    text: "typically under 60 s, often under 30 s",
  },
  /** How long a new writer takes to recover the volume, even after more than 100,000 writes a second. */
  crashRecovery: { value: 10, unit: "s", year: 2017, source: "Aurora 2017 §4.3", text: "generally under 10 s" },
  /** Until a changed record of an endpoint is seen. */
  nameChange: {
    value: 20,
    unit: "s",
    year: 2026,
    source: "AWS Advanced JDBC Wrapper, FailoverConfigurationGuide",
    text: "15 to 20 s",
  },
  /** How long an answer of Aurora's name servers may be kept. */
  zoneTtl: { value: 5, unit: "s", year: 2026, source: "Aurora User Guide, blue-green-deployments-switching" },
  /** How long a blue/green switchover may take before it is rolled back, where nobody says. */
  switchoverTimeout: {
    value: 300,
    unit: "s",
    year: 2026,
    source: "Aurora User Guide, blue-green-deployments-switching",
  },
  /** The shortest that can be asked for. */
  switchoverTimeoutMin: {
    value: 30,
    unit: "s",
    year: 2026,
    source: "Aurora User Guide, blue-green-deployments-switching",
  },
  /** The longest: an hour. */
  switchoverTimeoutMax: {
    value: 3_600,
    unit: "s",
    year: 2026,
    source: "Aurora User Guide, blue-green-deployments-switching",
    text: "3,600 s",
  },
  /** How often the AWS driver asks for the cluster's topology. */
  topologyRefresh: {
    value: 30,
    unit: "s",
    year: 2026,
    source: "AWS Advanced NodeJS Wrapper, UsingTheFailover2Plugin (2.1.1)",
  },
  /** The same after a failover. */
  highTopologyRefresh: {
    value: 100,
    unit: "ms",
    year: 2026,
    source: "AWS Advanced NodeJS Wrapper, UsingTheFailover2Plugin (2.1.1)",
  },
  /** For so long after the new writer was found. */
  highTopologyRefreshFor: {
    value: 30,
    unit: "s",
    year: 2026,
    source: "AWS Advanced NodeJS Wrapper, UsingTheFailover2Plugin (2.1.1)",
  },
  /** A Data API transaction is rolled back after so much time without a call that shows its id. */
  dataApiIdle: { value: 3, unit: "minutes", year: 2026, source: "RDS Data API Reference, BeginTransaction" },
  /** And at this age, however busy it is. */
  dataApiTransaction: { value: 24, unit: "hours", year: 2026, source: "RDS Data API Reference, BeginTransaction" },
  /** A Data API call times out; its statement runs on only with `continueAfterTimeout`. */
  dataApiStatement: { value: 45, unit: "s", year: 2026, source: "Aurora User Guide, data-api-timeouts" },
  /** The largest result that a Data API call can give. */
  dataApiResponse: { value: 1, unit: "MiB", year: 2026, source: "Aurora User Guide, data-api-limitations" },
  /** The largest row of such a result. */
  dataApiRow: { value: 64, unit: "KB", year: 2026, source: "Aurora User Guide, data-api-limitations" },
  /** The largest body of a Data API request, headers and JSON counted. */
  dataApiRequest: { value: 4, unit: "MiB", year: 2026, source: "Aurora User Guide, CHAP_Limits" },
} as const satisfies Readonly<Record<string, ServiceLimit>>);

/** The name of one of them, as in `<Limit name="writeQuorum" />`. */
export type AuroraLimitName = keyof typeof AURORA_LIMITS;
