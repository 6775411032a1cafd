/** The full titles behind the short ones that lessons cite ("Aurora 2017 §2.1"). */
export interface Source {
  readonly short: string;
  readonly authors: string;
  readonly title: string;
  readonly where: string;
  readonly link?: string;
}

export const SOURCES: readonly Source[] = [
  {
    short: "Aurora 2017",
    authors: "A. Verbitski et al.",
    title: "Amazon Aurora: Design Considerations for High Throughput Cloud-Native Relational Databases",
    where: "SIGMOD 2017, pp. 1041–1052",
    link: "https://doi.org/10.1145/3035918.3056101",
  },
  {
    short: "Aurora 2018",
    authors: "A. Verbitski et al.",
    title: "Amazon Aurora: On Avoiding Distributed Consensus for I/Os, Commits, and Membership Changes",
    where: "SIGMOD 2018, pp. 789–796",
    link: "https://doi.org/10.1145/3183713.3196937",
  },
  {
    short: "DynamoDB 2022",
    authors: "M. Elhemali et al.",
    title: "Amazon DynamoDB: A Scalable, Predictably Performant, and Fully Managed NoSQL Database Service",
    where: "USENIX ATC 2022, pp. 1037–1048",
    link: "https://www.usenix.org/conference/atc22/presentation/elhemali",
  },
  {
    short: "DynamoDB transactions 2023",
    authors: "J. Idziorek et al.",
    title: "Distributed Transactions at Scale in Amazon DynamoDB",
    where: "USENIX ATC 2023, pp. 705–717",
    link: "https://www.usenix.org/conference/atc23/presentation/idziorek",
  },
  {
    short: "Dynamo 2007",
    authors: "G. DeCandia et al.",
    title: "Dynamo: Amazon’s Highly Available Key-value Store",
    where: "SOSP 2007, pp. 205–220",
    link: "https://doi.org/10.1145/1294261.1294281",
  },
  {
    short: "DynamoDB Developer Guide",
    authors: "Amazon Web Services",
    title: "Amazon DynamoDB Developer Guide",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/",
  },
  {
    short: "DynamoDB API Reference",
    authors: "Amazon Web Services",
    title: "Amazon DynamoDB API Reference",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/",
  },
  {
    short: "Lambda Developer Guide",
    authors: "Amazon Web Services",
    title: "AWS Lambda Developer Guide",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/lambda/latest/dg/",
  },
  {
    short: "OpenSearch Service Developer Guide",
    authors: "Amazon Web Services",
    title: "Amazon OpenSearch Service Developer Guide",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/",
  },
  {
    short: "OpenSearch documentation",
    authors: "OpenSearch contributors",
    title: "OpenSearch documentation",
    where: "read in 2026",
    link: "https://docs.opensearch.org/",
  },
  {
    short: "OpenSearch source",
    authors: "OpenSearch contributors",
    title: "OpenSearch: its source",
    where: "read in 2026",
    link: "https://github.com/opensearch-project/OpenSearch",
  },
  {
    short: "Data Prepper source",
    authors: "OpenSearch contributors",
    title: "Data Prepper: the source of its DynamoDB plugin",
    where: "read in 2026",
    link: "https://github.com/opensearch-project/data-prepper/tree/main/data-prepper-plugins/dynamodb-source",
  },
  {
    short: "CloudWatch Logs User Guide",
    authors: "Amazon Web Services",
    title: "Amazon CloudWatch Logs User Guide",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/",
  },
  {
    short: "S3 User Guide",
    authors: "Amazon Web Services",
    title: "Amazon Simple Storage Service User Guide",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/",
  },
  {
    short: "Kinesis Client Library",
    authors: "Amazon Web Services",
    title: "Amazon Kinesis Client Library for Java: its source",
    where: "read in 2026",
    link: "https://github.com/awslabs/amazon-kinesis-client",
  },
  {
    short: "DAX client for JavaScript",
    authors: "Amazon Web Services",
    title: "The DAX client for JavaScript: its source, as ported in amazon-dax-client-v3",
    where: "read in 2025",
    link: "https://github.com/kwojcicki/amazon-dax-client-v3",
  },
  {
    short: "MySQL 5.7 Reference Manual",
    authors: "Oracle",
    title: "MySQL 5.7 Reference Manual",
    where: "read in 2026",
    link: "https://dev.mysql.com/doc/refman/5.7/en/",
  },
  {
    short: "Aurora User Guide",
    authors: "Amazon Web Services",
    title: "Amazon Aurora User Guide",
    where: "read in 2026",
  },
  {
    short: "RDS Data API Reference",
    authors: "Amazon Web Services",
    title: "Amazon RDS Data API Reference",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/",
  },
  {
    short: "Application Auto Scaling User Guide",
    authors: "Amazon Web Services",
    title: "Application Auto Scaling User Guide",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/autoscaling/application/userguide/",
  },
  {
    short: "AWS Database Blog",
    authors: "Amazon Web Services",
    title: "AWS Database Blog",
    where: "read in 2026",
    link: "https://aws.amazon.com/blogs/database/",
  },
  {
    short: "AWS Advanced JDBC Wrapper",
    authors: "Amazon Web Services",
    title: "AWS Advanced JDBC Wrapper, documentation",
    where: "read in 2026",
    link: "https://github.com/aws/aws-advanced-jdbc-wrapper/tree/main/docs",
  },
  {
    short: "AWS Advanced NodeJS Wrapper",
    authors: "Amazon Web Services",
    title: "AWS Advanced NodeJS Wrapper, documentation and behaviour of version 2.1.1",
    where: "read in 2026",
    link: "https://github.com/aws/aws-advanced-nodejs-wrapper/tree/2.1.1/docs",
  },
  {
    short: "Memcache at Facebook 2013",
    authors: "R. Nishtala et al.",
    title: "Scaling Memcache at Facebook",
    where: "NSDI 2013, pp. 385–398",
    link: "https://www.usenix.org/conference/nsdi13/technical-sessions/presentation/nishtala",
  },
  {
    short: "ElastiCache User Guide",
    authors: "Amazon Web Services",
    title: "Amazon ElastiCache User Guide",
    where: "read in 2026",
    link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/",
  },
  {
    short: "Valkey documentation",
    authors: "The Valkey project",
    title: "Valkey documentation, Commands",
    where: "read in 2026",
    link: "https://valkey.io/commands/",
  },
];

/** "Aurora 2017 §2.1" and "Aurora 2017 §3.3" become one entry with two places. Refuses a title that nobody knows. */
export function groupSources(cited: readonly string[]): { source: Source; places: string[] }[] {
  const groups = new Map<Source, string[]>();
  for (const citation of cited) {
    const source = SOURCES.find(({ short }) => citation.startsWith(short));
    if (!source) {
      const known = SOURCES.map(({ short }) => `"${short}"`).join(", ");
      throw new Error(
        `The source "${citation}" begins with no known short title (${known}). Add it to src/course/sources.ts.`,
      );
    }
    const place = citation.slice(source.short.length).replace(/^[,\s]+/, "");
    groups.set(source, [...(groups.get(source) ?? []), ...(place ? [place] : [])]);
  }
  return [...groups].map(([source, places]) => ({ source, places }));
}
