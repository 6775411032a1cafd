/**
 * The parts and lessons of the course, in reading order. The sidebar, the landing page and the lesson numbers are all
 * drawn from here, so that a lesson is entered once.
 */

export type Language = "en" | "ko";
export type Localized = Readonly<Record<Language, string>>;

export interface Lesson {
  /** The path of the lesson below its part, and the name of its file. */
  readonly slug: string;
  /** What the sidebar and the landing page call it. */
  readonly title: Localized;
  /** What to have read before, as `part/slug`: only what it builds on at once. Nobody is held to it. */
  readonly after: readonly string[];
}

export interface Part {
  /** The folder in `content/` and the first segment of the path. */
  readonly slug: string;
  readonly title: Localized;
  /** One sentence for the landing page: what this part lets the reader build. */
  readonly builds: Localized;
  /** Lessons that are written. A part without any is announced on the landing page and not yet in the sidebar. */
  readonly lessons: readonly Lesson[];
}

/** The index in this list is the number of the part. */
export const PARTS: readonly Part[] = [
  {
    slug: "start",
    title: { en: "Start", ko: "시작하기" },
    builds: {
      en: "One small function, to learn how checks, hints and replays work.",
      ko: "작은 함수 하나로 검사, 힌트, 재생을 익힙니다.",
    },
    lessons: [
      { slug: "how-this-course-works", title: { en: "How this course works", ko: "이 강의의 진행 방식" }, after: [] },
    ],
  },
  {
    slug: "aurora-storage",
    title: { en: "Aurora storage: the log is the database", ko: "Aurora 스토리지: 로그가 곧 데이터베이스" },
    builds: {
      en: "Quorum rules, the commit tracker, repair by gossip, crash recovery.",
      ko: "쿼럼 규칙, 커밋 추적기, 가십 복구, 충돌 복구를 만듭니다.",
    },
    lessons: [
      { slug: "two-layers", title: { en: "Two layers", ko: "두 계층" }, after: ["start/how-this-course-works"] },
      { slug: "six-copies", title: { en: "Six copies", ko: "여섯 개의 복사본" }, after: ["aurora-storage/two-layers"] },
      { slug: "write-path", title: { en: "The write path", ko: "쓰기 경로" }, after: ["aurora-storage/six-copies"] },
      {
        slug: "reads-without-quorum",
        title: { en: "Reads without a quorum", ko: "쿼럼 없는 읽기" },
        after: ["aurora-storage/write-path"],
      },
      { slug: "gossip", title: { en: "Gossip", ko: "가십" }, after: ["aurora-storage/write-path"] },
      {
        slug: "crash-recovery",
        title: { en: "Crash recovery", ko: "충돌 복구" },
        after: ["aurora-storage/write-path", "aurora-storage/gossip"],
      },
      {
        slug: "changing-members",
        title: { en: "Changing members", ko: "멤버 바꾸기" },
        after: ["aurora-storage/crash-recovery"],
      },
      {
        slug: "pages-from-logs",
        title: { en: "Pages from logs", ko: "로그에서 페이지로" },
        after: ["aurora-storage/reads-without-quorum", "aurora-storage/gossip"],
      },
      {
        slug: "protection-groups",
        title: { en: "Protection groups", ko: "보호 그룹" },
        after: ["aurora-storage/six-copies"],
      },
      { slug: "fast-clones", title: { en: "Fast clones", ko: "빠른 클론" }, after: ["aurora-storage/pages-from-logs"] },
      { slug: "backtrack", title: { en: "Backtrack", ko: "역추적" }, after: ["aurora-storage/crash-recovery"] },
    ],
  },
  {
    slug: "aurora-cluster",
    title: { en: "Aurora clusters: one writer, many readers", ko: "Aurora 클러스터: 라이터 하나, 리더 여럿" },
    builds: {
      en: "Endpoints, failover and fencing, replica lag, scaling, the Data API, blue/green.",
      ko: "엔드포인트, 장애 조치와 펜싱, 복제 지연, 크기 조정, Data API, 블루/그린을 만듭니다.",
    },
    lessons: [
      { slug: "endpoints", title: { en: "Endpoints", ko: "엔드포인트" }, after: ["aurora-storage/two-layers"] },
      { slug: "failover", title: { en: "Failover", ko: "장애 조치" }, after: ["aurora-cluster/endpoints"] },
      {
        slug: "fencing",
        title: { en: "Fencing", ko: "펜싱" },
        after: ["aurora-cluster/failover", "aurora-storage/crash-recovery"],
      },
      {
        slug: "replica-lag",
        title: { en: "Replica lag", ko: "복제 지연" },
        after: ["aurora-cluster/endpoints", "aurora-storage/reads-without-quorum"],
      },
      { slug: "stale-dns", title: { en: "Stale DNS", ko: "오래된 DNS 응답" }, after: ["aurora-cluster/failover"] },
      {
        slug: "replica-auto-scaling",
        title: { en: "Replica Auto Scaling", ko: "복제본 자동 크기 조정" },
        after: ["aurora-cluster/endpoints"],
      },
      {
        slug: "serverless-v2",
        title: { en: "Serverless v2", ko: "Serverless v2" },
        after: ["aurora-cluster/endpoints"],
      },
      { slug: "data-api", title: { en: "The Data API", ko: "Data API" }, after: ["aurora-cluster/endpoints"] },
      {
        slug: "blue-green",
        title: { en: "Blue/green deployments", ko: "블루/그린 배포" },
        after: ["aurora-cluster/failover"],
      },
      {
        slug: "patching-and-maintenance",
        title: { en: "Patching and maintenance", ko: "패치와 유지 관리" },
        after: ["aurora-cluster/failover", "aurora-cluster/blue-green"],
      },
    ],
  },
  {
    slug: "aurora-global",
    title: { en: "Aurora Global Database: more than one Region", ko: "Aurora 글로벌 데이터베이스: 여러 리전" },
    builds: {
      en: "Replication between Regions, switchover, write forwarding.",
      ko: "리전 간 복제, 전환, 쓰기 전달을 만듭니다.",
    },
    lessons: [],
  },
  {
    slug: "rds",
    title: { en: "RDS", ko: "RDS" },
    builds: {
      en: "Multi-AZ, read replicas, the connection pool of a proxy, IAM tokens, backups.",
      ko: "다중 AZ, 읽기 전용 복제본, 프록시의 연결 풀, IAM 인증 토큰, 백업을 만듭니다.",
    },
    lessons: [],
  },
  {
    slug: "dynamodb",
    title: { en: "DynamoDB", ko: "DynamoDB" },
    builds: {
      en: "Partitions, capacity, queries and indexes, transactions, streams, global tables.",
      ko: "파티션, 용량, 쿼리와 인덱스, 트랜잭션, 스트림, 글로벌 테이블을 만듭니다.",
    },
    lessons: [
      {
        slug: "keys-and-partitions",
        title: { en: "Keys and partitions", ko: "키와 파티션" },
        after: ["start/how-this-course-works"],
      },
      { slug: "items", title: { en: "Items", ko: "항목" }, after: ["dynamodb/keys-and-partitions"] },
      { slug: "throughput", title: { en: "Throughput", ko: "처리량" }, after: ["dynamodb/items"] },
      { slug: "queries", title: { en: "Queries", ko: "쿼리" }, after: ["dynamodb/items"] },
      { slug: "secondary-indexes", title: { en: "Secondary indexes", ko: "보조 인덱스" }, after: ["dynamodb/queries"] },
      {
        slug: "conditions-and-transactions",
        title: { en: "Conditions and transactions", ko: "조건과 트랜잭션" },
        after: ["dynamodb/items"],
      },
      {
        slug: "replication-inside",
        title: { en: "Replication inside", ko: "안에서 일어나는 복제" },
        after: ["dynamodb/keys-and-partitions"],
      },
      { slug: "time-to-live", title: { en: "Time to Live", ko: "TTL(Time to Live)" }, after: ["dynamodb/items"] },
      {
        slug: "streams-and-kinesis",
        title: { en: "Streams and Kinesis", ko: "스트림과 Kinesis" },
        after: ["dynamodb/replication-inside"],
      },
      {
        slug: "global-tables",
        title: { en: "Global tables", ko: "글로벌 테이블" },
        after: ["dynamodb/replication-inside", "dynamodb/streams-and-kinesis"],
      },
      {
        slug: "search-and-indexes",
        title: { en: "Search and indexes", ko: "검색과 인덱스" },
        after: ["dynamodb/streams-and-kinesis"],
      },
      {
        slug: "backups-and-classes",
        title: { en: "Backups and table classes", ko: "백업과 테이블 클래스" },
        after: ["dynamodb/items"],
      },
    ],
  },
  {
    slug: "caching",
    title: { en: "Caching: DAX and its relatives", ko: "캐싱: DAX와 그 이웃" },
    builds: {
      en: "The item cache, the query cache, a DAX cluster, cache aside.",
      ko: "항목 캐시, 쿼리 캐시, DAX 클러스터, 캐시 어사이드를 만듭니다.",
    },
    lessons: [
      { slug: "item-cache", title: { en: "The item cache", ko: "항목 캐시" }, after: ["dynamodb/items"] },
      {
        slug: "query-cache",
        title: { en: "The query cache", ko: "쿼리 캐시" },
        after: ["caching/item-cache", "dynamodb/queries"],
      },
      { slug: "dax-cluster", title: { en: "A DAX cluster", ko: "DAX 클러스터" }, after: ["caching/item-cache"] },
      {
        slug: "dax-or-elasticache",
        title: { en: "DAX or ElastiCache", ko: "DAX냐 ElastiCache냐" },
        after: ["caching/item-cache"],
      },
    ],
  },
  {
    slug: "operations",
    title: { en: "Operations", ko: "운영" },
    builds: {
      en: "Database load, storage growth, costs, and a day of failures for your own code.",
      ko: "데이터베이스 부하, 스토리지 증가, 비용, 그리고 직접 만든 코드가 겪는 장애의 하루를 다룹니다.",
    },
    lessons: [],
  },
];

/** Where a lesson stands: the numbers that its page and the sidebar print ("1.2"). */
export interface Place {
  readonly part: Part;
  readonly partNumber: number;
  readonly lesson: Lesson;
  /** Counted from 1 within the part. */
  readonly lessonNumber: number;
}

/** Finds a lesson by the path of its entry ("aurora-storage/write-path", with or without a leading language). */
export function placeOf(entryPath: string): Place | undefined {
  const [partSlug, lessonSlug] = entryPath.replace(/^ko\//, "").split("/");
  const partNumber = PARTS.findIndex((part) => part.slug === partSlug);
  const part = PARTS[partNumber];
  const lessonIndex = part?.lessons.findIndex((lesson) => lesson.slug === lessonSlug) ?? -1;
  const lesson = part?.lessons[lessonIndex];
  return part && lesson ? { part, partNumber, lesson, lessonNumber: lessonIndex + 1 } : undefined;
}

/** The sidebar as Starlight's configuration wants it: one group for each part that has a lesson. */
export function sidebarOf() {
  return PARTS.filter((part) => part.lessons.length > 0).map((part) => ({
    label: part.title.en,
    translations: { ko: part.title.ko },
    items: part.lessons.map((lesson) => ({
      label: lesson.title.en,
      translations: { ko: lesson.title.ko },
      slug: `${part.slug}/${lesson.slug}`,
    })),
  }));
}
