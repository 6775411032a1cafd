import type { Language, Localized } from "./registry.ts";

/**
 * The words of the field that the course uses. The glossary pages, the definitions beside words in lessons and the
 * search are all made from this list.
 */
export interface Term {
  /** The anchor on the glossary page. */
  readonly id: string;
  readonly name: Localized;
  /** How lessons write it. Plurals and Korean particles are understood; a word that is too common has none. */
  readonly spellings: Readonly<Record<Language, readonly string[]>>;
  readonly definition: Localized;
  /** The lesson that explains it: "part/slug". */
  readonly lesson: string;
  /** The parts in whose lessons the word means this; without it, all. */
  readonly parts?: readonly string[];
}

export const TERMS: readonly Term[] = [
  {
    id: "region",
    name: { en: "Region", ko: "리전" },
    spellings: { en: ["Region"], ko: ["리전"] },
    definition: {
      en: "A place on the map where the provider runs its services, made of several Availability Zones. Regions fail apart from each other.",
      ko: "서비스를 운영하는 지리적 위치로, 여러 가용 영역으로 이루어집니다. 리전끼리는 서로 따로 장애를 겪습니다.",
    },
    lesson: "dynamodb/global-tables",
  },
  {
    id: "availability-zone",
    name: { en: "Availability Zone (AZ)", ko: "가용 영역(AZ)" },
    spellings: { en: ["Availability Zone"], ko: ["가용 영역"] },
    definition: {
      en: "One or more data centres of a Region with power and network of their own. The figures call it a zone.",
      ko: "리전 안에서 전력과 네트워크를 따로 쓰는 하나 이상의 데이터 센터입니다.",
    },
    lesson: "aurora-storage/six-copies",
  },
  {
    id: "cluster-volume",
    name: { en: "cluster volume", ko: "클러스터 볼륨" },
    spellings: { en: ["cluster volume"], ko: ["클러스터 볼륨"] },
    definition: {
      en: "The storage of an Aurora cluster: one volume, shared by all its instances and grown by whole protection groups.",
      ko: "Aurora 클러스터의 스토리지입니다. 모든 인스턴스가 볼륨 하나를 공유하고, 보호 그룹 단위로 늘어납니다.",
    },
    lesson: "aurora-storage/protection-groups",
  },
  {
    id: "protection-group",
    name: { en: "protection group", ko: "보호 그룹" },
    spellings: { en: ["protection group"], ko: ["보호 그룹"] },
    definition: {
      en: "The six segments that keep one slice of the volume, two in each of three zones.",
      ko: "볼륨의 한 조각을 보관하는 세그먼트 여섯 개입니다. 세 가용 영역에 두 개씩 있습니다.",
    },
    lesson: "aurora-storage/protection-groups",
  },
  {
    id: "segment",
    name: { en: "segment", ko: "세그먼트" },
    spellings: { en: ["segment"], ko: ["세그먼트"] },
    definition: {
      en: "One copy of a 10 GB slice of the volume, on one storage node. It is the unit that fails and is repaired.",
      ko: "볼륨에서 10 GB 조각 하나의 복사본으로, 스토리지 노드 하나에 있습니다. 고장과 수리의 단위입니다.",
    },
    lesson: "aurora-storage/six-copies",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "storage-node",
    name: { en: "storage node", ko: "스토리지 노드" },
    spellings: { en: ["storage node"], ko: ["스토리지 노드"] },
    definition: {
      en: "A machine of the storage fleet. It keeps segments, answers writes and reads, and makes pages from the log.",
      ko: "스토리지 플릿의 장비입니다. 세그먼트를 보관하고, 쓰기와 읽기에 응답하고, 로그에서 페이지를 만듭니다.",
    },
    lesson: "aurora-storage/pages-from-logs",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "quorum",
    name: { en: "quorum", ko: "쿼럼(정족수)" },
    spellings: { en: ["quorum"], ko: ["쿼럼"] },
    definition: {
      en: "The number of copies that have to answer before a read or a write counts.",
      ko: "읽기나 쓰기를 인정하기 위해 응답해야 하는 복사본의 수입니다.",
    },
    lesson: "aurora-storage/six-copies",
  },
  {
    id: "write-quorum",
    name: { en: "write quorum", ko: "쓰기 쿼럼" },
    spellings: { en: ["write quorum"], ko: ["쓰기 쿼럼"] },
    definition: {
      en: "How many copies must have a write before it counts: in Aurora four of six.",
      ko: "쓰기를 인정하기 위해 그 쓰기를 가져야 하는 복사본의 수입니다. Aurora에서는 여섯 개 중 네 개입니다.",
    },
    lesson: "aurora-storage/six-copies",
  },
  {
    id: "read-quorum",
    name: { en: "read quorum", ko: "읽기 쿼럼" },
    spellings: { en: ["read quorum"], ko: ["읽기 쿼럼"] },
    definition: {
      en: "How many copies must be heard to find every acknowledged write: in Aurora three of six. It serves recovery and repair, not ordinary reads.",
      ko: "확인 응답한 쓰기를 모두 찾기 위해 응답을 들어야 하는 복사본의 수입니다. Aurora에서는 여섯 개 중 세 개이고, 보통의 읽기가 아니라 복구와 수리에 씁니다.",
    },
    lesson: "aurora-storage/six-copies",
  },
  {
    id: "az-plus-one",
    name: { en: "AZ+1", ko: "AZ+1" },
    spellings: { en: ["AZ+1"], ko: ["AZ+1"] },
    definition: {
      en: "The failure that Aurora is designed to survive without losing data: a whole zone and one more segment.",
      ko: "Aurora가 데이터를 잃지 않고 견디도록 설계된 장애입니다. 가용 영역 하나와 세그먼트 하나를 더 잃는 경우를 말합니다.",
    },
    lesson: "aurora-storage/six-copies",
  },
  {
    id: "redo-log-record",
    name: { en: "redo log record", ko: "리두 로그 레코드" },
    spellings: {
      en: ["redo log record", "redo record", "redo log"],
      ko: ["리두 로그 레코드", "리두 레코드", "리두 로그"],
    },
    definition: {
      en: "The difference between a page before a change and after it. It is all that an Aurora writer sends to storage.",
      ko: "변경 전 페이지와 변경 후 페이지의 차이입니다. Aurora 라이터가 스토리지로 보내는 것은 이것뿐입니다.",
    },
    lesson: "aurora-storage/write-path",
  },
  {
    id: "lsn",
    name: { en: "log sequence number (LSN)", ko: "로그 시퀀스 번호(LSN)" },
    spellings: { en: ["LSN", "log sequence number"], ko: ["LSN", "로그 시퀀스 번호"] },
    definition: {
      en: "The position of a redo log record in the one log of the volume. The writer alone hands LSNs out, always rising.",
      ko: "볼륨의 단일 로그에서 리두 로그 레코드가 차지하는 위치입니다. LSN은 라이터만 부여하고, 항상 증가합니다.",
    },
    lesson: "aurora-storage/write-path",
  },
  {
    id: "mini-transaction",
    name: { en: "mini-transaction (MTR)", ko: "미니 트랜잭션(MTR)" },
    spellings: { en: ["mini-transaction"], ko: ["미니 트랜잭션"] },
    definition: {
      en: "A group of changes inside the engine that has to be seen whole or not at all, such as the split of a B-tree page.",
      ko: "엔진 안에서 전부 보이거나 전혀 보이지 않아야 하는 변경의 묶음입니다. B-트리 페이지 분할이 그 예입니다.",
    },
    lesson: "aurora-storage/write-path",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "cpl",
    name: { en: "consistency point (CPL)", ko: "일관성 지점(CPL)" },
    spellings: { en: ["consistency point", "CPL"], ko: ["일관성 지점", "CPL"] },
    definition: {
      en: "The last record of a mini-transaction. The log may be cut there without leaving half a change.",
      ko: "미니 트랜잭션의 마지막 레코드입니다. 여기서 로그를 끊으면 반쪽짜리 변경이 남지 않습니다.",
    },
    lesson: "aurora-storage/write-path",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "scl",
    name: { en: "segment complete LSN (SCL)", ko: "세그먼트 완전 LSN(SCL)" },
    spellings: { en: ["SCL"], ko: ["SCL"] },
    definition: {
      en: "How far one segment has every record of its group without a gap.",
      ko: "세그먼트 하나가 자기 그룹의 레코드를 빈틈없이 가진 마지막 지점입니다.",
    },
    lesson: "aurora-storage/write-path",
  },
  {
    id: "pgcl",
    name: { en: "protection group complete LSN (PGCL)", ko: "보호 그룹 완전 LSN(PGCL)" },
    spellings: { en: ["PGCL"], ko: ["PGCL"] },
    definition: {
      en: "How far every record of one protection group has its write quorum.",
      ko: "보호 그룹 하나의 레코드가 모두 쓰기 쿼럼을 채운 마지막 지점입니다.",
    },
    lesson: "aurora-storage/write-path",
  },
  {
    id: "vcl",
    name: { en: "volume complete LSN (VCL)", ko: "볼륨 완전 LSN(VCL)" },
    spellings: { en: ["VCL"], ko: ["VCL"] },
    definition: {
      en: "How far every record of the volume, in every group, has its write quorum. It is not the lowest PGCL.",
      ko: "어느 그룹이든 볼륨의 모든 레코드가 쓰기 쿼럼을 채운 마지막 지점입니다. PGCL의 최솟값과 같지 않습니다.",
    },
    lesson: "aurora-storage/write-path",
  },
  {
    id: "vdl",
    name: { en: "volume durable LSN (VDL)", ko: "볼륨 내구 LSN(VDL)" },
    spellings: { en: ["VDL"], ko: ["VDL"] },
    definition: {
      en: "The highest consistency point at or below VCL. A commit is answered once VDL has reached it.",
      ko: "VCL 이하에서 가장 높은 일관성 지점입니다. VDL이 커밋의 LSN에 이르면 그 커밋에 응답합니다.",
    },
    lesson: "aurora-storage/write-path",
  },
  {
    id: "read-point",
    name: { en: "read point", ko: "읽기 지점" },
    spellings: { en: ["read point"], ko: ["읽기 지점"] },
    definition: {
      en: "The LSN as of which a page is asked for or shown. A read of storage takes VDL at the time of the request.",
      ko: "어느 LSN 시점의 페이지인지를 나타냅니다. 스토리지 읽기는 요청한 순간의 VDL을 읽기 지점으로 씁니다.",
    },
    lesson: "aurora-storage/reads-without-quorum",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "pgmrpl",
    name: { en: "PGMRPL", ko: "PGMRPL" },
    spellings: { en: ["PGMRPL"], ko: ["PGMRPL"] },
    definition: {
      en: "Protection group minimum read point LSN: the lowest read point that any instance may still use. Older page versions below it can be collected.",
      ko: "protection group minimum read point LSN. 인스턴스가 아직 쓸 수 있는 가장 낮은 읽기 지점입니다. 그 아래의 옛 페이지 버전은 수거할 수 있습니다.",
    },
    lesson: "aurora-storage/reads-without-quorum",
  },
  {
    id: "buffer-cache",
    name: { en: "buffer cache", ko: "버퍼 캐시" },
    spellings: { en: ["buffer cache"], ko: ["버퍼 캐시"] },
    definition: {
      en: "The pages that a database instance keeps in memory. Most reads end there.",
      ko: "데이터베이스 인스턴스가 메모리에 두는 페이지입니다. 대부분의 읽기는 여기서 끝납니다.",
    },
    lesson: "aurora-storage/reads-without-quorum",
  },
  {
    id: "gossip",
    name: { en: "gossip", ko: "가십(피어 간 동기화)" },
    spellings: { en: ["gossip"], ko: ["가십"] },
    definition: {
      en: "Segments of a group compare what they have and fill each other’s gaps, in the background and without the writer.",
      ko: "한 그룹의 세그먼트들이 가진 것을 견주어 서로의 빈틈을 채우는 일입니다. 라이터 없이 백그라운드에서 일어납니다.",
    },
    lesson: "aurora-storage/gossip",
  },
  {
    id: "crash-recovery",
    name: { en: "crash recovery", ko: "충돌 복구(크래시 복구)" },
    spellings: { en: ["crash recovery"], ko: ["충돌 복구"] },
    definition: {
      en: "What an instance does before it opens the volume: ask a read quorum of each group, find VDL again, and annul what lies above it.",
      ko: "인스턴스가 볼륨을 열기 전에 하는 일입니다. 그룹마다 읽기 쿼럼에 물어 VDL을 다시 찾고 그 위를 무효로 합니다.",
    },
    lesson: "aurora-storage/crash-recovery",
  },
  {
    id: "truncation-range",
    name: { en: "truncation range", ko: "절단 범위" },
    spellings: { en: ["truncation range", "truncation"], ko: ["절단 범위"] },
    definition: {
      en: "A durable note of recovery to the segments: every record between these two LSNs is annulled.",
      ko: "복구가 세그먼트에 남기는 내구성 있는 기록입니다. 두 LSN 사이의 레코드를 모두 무효로 합니다.",
    },
    lesson: "aurora-storage/crash-recovery",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "epoch",
    name: { en: "epoch", ko: "에포크" },
    spellings: { en: ["volume epoch", "membership epoch", "epoch"], ko: ["볼륨 에포크", "멤버십 에포크", "에포크"] },
    definition: {
      en: "A number that rises with each change of who is in charge. Requests carry it, and an older one is refused.",
      ko: "책임자가 바뀔 때마다 커지는 번호입니다. 요청마다 실려 가고, 더 오래된 번호는 거절됩니다.",
    },
    lesson: "aurora-cluster/fencing",
  },
  {
    id: "checkpoint",
    name: { en: "checkpoint", ko: "체크포인트" },
    spellings: { en: ["checkpoint"], ko: ["체크포인트"] },
    definition: {
      en: "A point up to which a database has written its pages to disk. Classic recovery replays the log from there; Aurora has none.",
      ko: "데이터베이스가 페이지를 디스크에 써 둔 지점입니다. 전통적인 복구는 여기부터 로그를 재생하지만 Aurora에는 체크포인트가 없습니다.",
    },
    lesson: "aurora-storage/crash-recovery",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "membership-change",
    name: { en: "membership change", ko: "멤버십 변경" },
    spellings: { en: ["membership change"], ko: ["멤버십 변경"] },
    definition: {
      en: "Replacing a segment of a group in two steps that can each be taken back, while writes go on.",
      ko: "쓰기를 계속하면서 그룹의 세그먼트를 바꾸는 일입니다. 두 단계로 진행하며 단계마다 되돌릴 수 있습니다.",
    },
    lesson: "aurora-storage/changing-members",
  },
  {
    id: "quorum-set",
    name: { en: "quorum set", ko: "쿼럼 세트" },
    spellings: { en: ["quorum set"], ko: ["쿼럼 세트"] },
    definition: {
      en: "Several quorum rules joined by AND and OR. During a membership change a write has to satisfy the old group and the new one.",
      ko: "여러 쿼럼 규칙을 AND와 OR로 묶은 것입니다. 멤버십을 바꾸는 동안 쓰기는 옛 그룹과 새 그룹을 모두 만족해야 합니다.",
    },
    lesson: "aurora-storage/changing-members",
  },
  {
    id: "materialize",
    name: { en: "materialize (a page)", ko: "페이지 구체화" },
    spellings: { en: ["materialise", "materialize"], ko: ["페이지 구체화", "구체화"] },
    definition: {
      en: "To make a version of a page from an older version and the log records that follow it.",
      ko: "옛 버전과 그 뒤의 로그 레코드로 페이지의 한 버전을 만드는 일입니다.",
    },
    lesson: "aurora-storage/pages-from-logs",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "garbage-collection",
    name: { en: "garbage collection (GC)", ko: "가비지 컬렉션(GC)" },
    spellings: { en: ["garbage collection"], ko: ["가비지 컬렉션"] },
    definition: {
      en: "Throwing away page versions and log records that no read can need any more.",
      ko: "어떤 읽기에도 더는 필요 없는 페이지 버전과 로그 레코드를 버리는 일입니다.",
    },
    lesson: "aurora-storage/pages-from-logs",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "clone",
    name: { en: "clone", ko: "복제(클론)" },
    spellings: { en: ["clone"], ko: ["클론"] },
    definition: {
      en: "A second volume that begins with the pages of the first and copies none of them. Each side writes its own changes.",
      ko: "첫 볼륨의 페이지로 시작하되 하나도 복사하지 않는 두 번째 볼륨입니다. 양쪽은 각자 바꾼 것만 따로 씁니다.",
    },
    lesson: "aurora-storage/fast-clones",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "copy-on-write",
    name: { en: "copy-on-write", ko: "쓰기 시 복사" },
    spellings: { en: ["copy-on-write", "copy on write"], ko: ["쓰기 시 복사"] },
    definition: {
      en: "Two owners share a page until one of them changes it. Whoever writes makes a copy first.",
      ko: "누군가 바꿀 때까지 둘이 페이지를 함께 쓰는 방법입니다. 쓰는 쪽이 먼저 복사본을 만듭니다.",
    },
    lesson: "aurora-storage/fast-clones",
  },
  {
    id: "backtrack",
    name: { en: "backtrack", ko: "역추적" },
    spellings: { en: ["backtrack"], ko: ["역추적"] },
    definition: {
      en: "Moves an Aurora MySQL cluster back to an earlier time in place, and forward again. Nothing is copied.",
      ko: "Aurora MySQL 클러스터를 그 자리에서 이전 시각으로, 또 다시 앞으로 옮깁니다. 복사하는 것이 없습니다.",
    },
    lesson: "aurora-storage/backtrack",
  },
  {
    id: "pitr",
    name: { en: "point-in-time recovery (PITR)", ko: "특정 시점으로 복구(PITR)" },
    spellings: { en: ["point-in-time recovery", "PITR"], ko: ["특정 시점으로 복구", "PITR"] },
    definition: {
      en: "Restoring data as of any second of a window. The result is always a new table or a new cluster.",
      ko: "기간 안의 어느 초든 골라 데이터를 복원합니다. 결과는 항상 새 테이블이나 새 클러스터입니다.",
    },
    lesson: "dynamodb/backups-and-classes",
  },
  {
    id: "writer",
    name: { en: "primary (writer) DB instance", ko: "기본 DB 인스턴스(라이터 인스턴스)" },
    spellings: { en: ["writer instance", "writer"], ko: ["라이터 인스턴스", "라이터"] },
    definition: {
      en: "The one instance of an Aurora cluster that takes writes and hands out LSNs.",
      ko: "Aurora 클러스터에서 쓰기를 받고 LSN을 부여하는 유일한 인스턴스입니다.",
    },
    lesson: "aurora-cluster/endpoints",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "reader",
    name: { en: "reader DB instance", ko: "리더 DB 인스턴스" },
    spellings: { en: ["reader instance", "reader"], ko: ["리더 인스턴스", "리더"] },
    definition: {
      en: "An instance that shares the volume, answers reads and can be promoted. A cluster has up to 15.",
      ko: "볼륨을 공유하면서 읽기에 응답하고 승격될 수 있는 인스턴스입니다. 클러스터에 15개까지 둘 수 있습니다.",
    },
    lesson: "aurora-cluster/replica-lag",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "endpoint",
    name: { en: "endpoint", ko: "엔드포인트" },
    spellings: { en: ["endpoint"], ko: ["엔드포인트"] },
    definition: {
      en: "A DNS name that leads to an instance of a cluster. It is looked at once, when a connection is opened.",
      ko: "클러스터의 인스턴스로 이어지는 DNS 이름입니다. 연결을 열 때 한 번만 조회합니다.",
    },
    lesson: "aurora-cluster/endpoints",
    parts: ["aurora-storage", "aurora-cluster"],
  },
  {
    id: "cluster-endpoint",
    name: { en: "cluster (writer) endpoint", ko: "클러스터 엔드포인트(라이터 엔드포인트)" },
    spellings: { en: ["cluster endpoint", "writer endpoint"], ko: ["클러스터 엔드포인트", "라이터 엔드포인트"] },
    definition: {
      en: "The name that always leads to the current writer.",
      ko: "항상 현재 라이터로 이어지는 이름입니다.",
    },
    lesson: "aurora-cluster/endpoints",
  },
  {
    id: "reader-endpoint",
    name: { en: "reader endpoint", ko: "리더 엔드포인트" },
    spellings: { en: ["reader endpoint"], ko: ["리더 엔드포인트"] },
    definition: {
      en: "The name that spreads connections, not queries, over the readers. Without a reader it leads to the writer.",
      ko: "쿼리가 아니라 연결을 리더들에 나누는 이름입니다. 리더가 없으면 라이터로 이어집니다.",
    },
    lesson: "aurora-cluster/endpoints",
  },
  {
    id: "custom-endpoint",
    name: { en: "custom endpoint", ko: "사용자 지정 엔드포인트" },
    spellings: { en: ["custom endpoint"], ko: ["사용자 지정 엔드포인트"] },
    definition: {
      en: "A name for a list of instances that you keep yourself.",
      ko: "직접 관리하는 인스턴스 목록에 붙인 이름입니다.",
    },
    lesson: "aurora-cluster/endpoints",
  },
  {
    id: "failover",
    name: { en: "failover", ko: "장애 조치" },
    spellings: { en: ["failover", "fail over"], ko: ["장애 조치"] },
    definition: {
      en: "When the writer fails, a reader takes its place: detection, choice, promotion, the name, and at last the clients.",
      ko: "라이터에 장애가 나면 리더가 그 자리를 맡는 일입니다. 감지, 선택, 승격, 이름, 클라이언트의 순서로 진행됩니다.",
    },
    lesson: "aurora-cluster/failover",
  },
  {
    id: "promotion-tier",
    name: { en: "failover priority (tier)", ko: "장애 조치 우선 순위(승격 계층)" },
    spellings: { en: ["promotion tier", "failover priority"], ko: ["승격 계층"] },
    definition: {
      en: "A number from 0 to 15 for each instance. The lowest is promoted first; ties go to the larger instance.",
      ko: "인스턴스마다 정하는 0에서 15까지의 번호입니다. 낮은 쪽이 먼저 승격되고, 같으면 더 큰 인스턴스가 먼저입니다.",
    },
    lesson: "aurora-cluster/failover",
  },
  {
    id: "control-plane",
    name: { en: "control plane", ko: "컨트롤 플레인" },
    spellings: { en: ["control plane"], ko: ["컨트롤 플레인"] },
    definition: {
      en: "The part of a service that creates, watches and replaces things. Reads and writes do not go through it.",
      ko: "자원을 만들고 지켜보고 교체하는 부분입니다. 읽기와 쓰기는 이곳을 지나지 않습니다.",
    },
    lesson: "aurora-cluster/failover",
  },
  {
    id: "fencing",
    name: { en: "fencing", ko: "펜싱" },
    spellings: { en: ["fencing", "fenced", "fence"], ko: ["펜싱"] },
    definition: {
      en: "Keeping an old writer from doing harm, alive or not. Storage refuses what comes with an older epoch.",
      ko: "옛 라이터가 살아 있든 아니든 해를 끼치지 못하게 막는 일입니다. 스토리지는 더 오래된 에포크로 온 것을 거절합니다.",
    },
    lesson: "aurora-cluster/fencing",
  },
  {
    id: "split-brain",
    name: { en: "split-brain", ko: "스플릿 브레인" },
    spellings: { en: ["split-brain", "split brain"], ko: ["스플릿 브레인"] },
    definition: {
      en: "Two nodes that each take themselves for the one in charge, and both act.",
      ko: "두 노드가 저마다 자신이 책임자라고 여기고 함께 행동하는 상태입니다.",
    },
    lesson: "aurora-cluster/fencing",
  },
  {
    id: "replica-lag",
    name: { en: "replica lag", ko: "복제 지연" },
    spellings: { en: ["replica lag"], ko: ["복제 지연"] },
    definition: {
      en: "The time from a commit at the writer until a reader shows it.",
      ko: "라이터에서 커밋한 뒤 리더에 보일 때까지의 시간입니다.",
    },
    lesson: "aurora-cluster/replica-lag",
  },
  {
    id: "read-your-writes",
    name: { en: "read your own writes", ko: "자기가 쓴 것 읽기" },
    spellings: { en: ["read your own writes", "read-your-writes", "own writes"], ko: ["자기가 쓴 것"] },
    definition: {
      en: "The promise that a session sees what it has written itself. A reader endpoint alone does not give it.",
      ko: "세션이 자기가 쓴 것을 본다는 약속입니다. 리더 엔드포인트만으로는 지켜지지 않습니다.",
    },
    lesson: "aurora-cluster/replica-lag",
  },
  {
    id: "auto-scaling",
    name: { en: "auto scaling", ko: "자동 크기 조정(Auto Scaling)" },
    spellings: { en: ["Auto Scaling", "auto scaling"], ko: ["자동 크기 조정", "Auto Scaling"] },
    definition: {
      en: "Adding and removing capacity by a measured load: readers of a cluster, or units of a table.",
      ko: "측정한 부하에 따라 용량을 늘리고 줄이는 일입니다. 클러스터의 리더나 테이블의 용량 단위가 대상입니다.",
    },
    lesson: "aurora-cluster/replica-auto-scaling",
  },
  {
    id: "acu",
    name: { en: "Aurora capacity unit (ACU)", ko: "Aurora 용량 단위(ACU)" },
    spellings: { en: ["ACU"], ko: ["ACU"] },
    definition: {
      en: "The unit of Serverless v2: about 2 GiB of memory with the CPU and network that go with it.",
      ko: "Serverless v2의 단위입니다. 메모리 약 2 GiB와 그에 맞는 CPU, 네트워크를 뜻합니다.",
    },
    lesson: "aurora-cluster/serverless-v2",
  },
  {
    id: "auto-pause",
    name: { en: "auto-pause", ko: "자동 일시 중지" },
    spellings: { en: ["auto-pause"], ko: ["자동 일시 중지"] },
    definition: {
      en: "A Serverless v2 instance with a minimum of 0 ACU stops after some time without connections. The next connection wakes it and waits.",
      ko: "최소 용량이 0 ACU인 Serverless v2 인스턴스는 연결이 없는 채로 시간이 지나면 멈춥니다. 다음 연결이 깨우고 기다립니다.",
    },
    lesson: "aurora-cluster/serverless-v2",
  },
  {
    id: "data-api",
    name: { en: "Data API", ko: "Data API" },
    spellings: { en: ["Data API"], ko: ["Data API"] },
    definition: {
      en: "SQL over HTTPS for Aurora: no driver, no connection to keep, always the writer.",
      ko: "HTTPS로 Aurora에 SQL을 보내는 방법입니다. 드라이버도 유지할 연결도 없고, 항상 라이터에서 실행됩니다.",
    },
    lesson: "aurora-cluster/data-api",
  },
  {
    id: "blue-green",
    name: { en: "blue/green deployment", ko: "블루/그린 배포" },
    spellings: { en: ["blue/green deployment"], ko: ["블루/그린 배포"] },
    definition: {
      en: "Production (blue) and a copy that follows it (green). After tests on green the two are switched.",
      ko: "운영 환경(블루)과 그 뒤를 따르는 복사본(그린)입니다. 그린에서 시험한 뒤 둘을 전환합니다.",
    },
    lesson: "aurora-cluster/blue-green",
  },
  {
    id: "switchover",
    name: { en: "switchover", ko: "전환" },
    spellings: { en: ["switchover"], ko: [] },
    definition: {
      en: "A planned change of roles that waits until nothing is missing on the other side.",
      ko: "반대쪽에 빠진 것이 없을 때까지 기다렸다가 역할을 바꾸는 계획된 작업입니다.",
    },
    lesson: "aurora-cluster/blue-green",
    parts: ["aurora-cluster"],
  },
  {
    id: "guardrail",
    name: { en: "guardrail", ko: "가드레일(사전 점검)" },
    spellings: { en: ["guardrail"], ko: ["가드레일"] },
    definition: {
      en: "A check before a switchover. If it fails, nothing is switched.",
      ko: "전환 전에 하는 점검입니다. 통과하지 못하면 전환하지 않습니다.",
    },
    lesson: "aurora-cluster/blue-green",
  },
  {
    id: "zdp",
    name: { en: "zero-downtime patching (ZDP)", ko: "무중단 패치(ZDP)" },
    spellings: { en: ["zero-downtime patching", "ZDP"], ko: ["무중단 패치", "ZDP"] },
    definition: {
      en: "A best effort to restart the engine and keep client sessions. It covers neither patches of the operating system nor major upgrades.",
      ko: "엔진을 다시 시작하면서 클라이언트 세션을 유지하려는 최선의 노력입니다. OS 패치와 메이저 업그레이드에는 적용되지 않습니다.",
    },
    lesson: "aurora-cluster/patching-and-maintenance",
  },
  {
    id: "item",
    name: { en: "item", ko: "항목" },
    spellings: { en: [], ko: [] },
    definition: {
      en: "A set of attributes under one primary key, at most 400 KB with all names and values.",
      ko: "기본 키 하나에 딸린 속성의 집합입니다. 이름과 값을 모두 합쳐 400 KB까지입니다.",
    },
    lesson: "dynamodb/items",
  },
  {
    id: "primary-key",
    name: { en: "primary key", ko: "기본 키" },
    spellings: { en: ["primary key"], ko: ["기본 키"] },
    definition: {
      en: "What names one item: a partition key, or a partition key and a sort key.",
      ko: "항목 하나를 가리키는 키입니다. 파티션 키 하나이거나, 파티션 키와 정렬 키입니다.",
    },
    lesson: "dynamodb/keys-and-partitions",
    parts: ["dynamodb", "caching"],
  },
  {
    id: "partition-key",
    name: { en: "partition key", ko: "파티션 키" },
    spellings: { en: ["partition key"], ko: ["파티션 키"] },
    definition: {
      en: "The part of the primary key that is hashed. The hash decides which partition keeps the item.",
      ko: "기본 키에서 해시하는 부분입니다. 이 해시가 항목을 둘 파티션을 정합니다.",
    },
    lesson: "dynamodb/keys-and-partitions",
  },
  {
    id: "sort-key",
    name: { en: "sort key", ko: "정렬 키" },
    spellings: { en: ["sort key"], ko: ["정렬 키"] },
    definition: {
      en: "The part of the primary key that orders the items of one partition key.",
      ko: "파티션 키가 같은 항목들의 순서를 정하는 기본 키의 부분입니다.",
    },
    lesson: "dynamodb/keys-and-partitions",
  },
  {
    id: "partition",
    name: { en: "partition", ko: "파티션" },
    spellings: { en: ["partition"], ko: ["파티션"] },
    definition: {
      en: "A stretch of a table’s key range, on three replicas in three zones. It serves at most 3,000 read and 1,000 write units a second.",
      ko: "테이블 키 범위의 한 구간으로, 세 가용 영역의 복제본 세 개에 있습니다. 초당 읽기 3,000, 쓰기 1,000 단위까지 처리합니다.",
    },
    lesson: "dynamodb/keys-and-partitions",
    parts: ["dynamodb"],
  },
  {
    id: "item-collection",
    name: { en: "item collection", ko: "항목 컬렉션" },
    spellings: { en: ["item collection"], ko: ["항목 컬렉션"] },
    definition: {
      en: "All items with the same partition key, side by side in the order of their sort keys.",
      ko: "파티션 키가 같은 모든 항목입니다. 정렬 키 순서로 나란히 놓입니다.",
    },
    lesson: "dynamodb/keys-and-partitions",
  },
  {
    id: "request-router",
    name: { en: "request router", ko: "요청 라우터" },
    spellings: { en: ["request router"], ko: ["요청 라우터"] },
    definition: {
      en: "The server that takes a request, checks it, and sends it to the storage node of the right partition.",
      ko: "요청을 받아 검사하고 알맞은 파티션의 스토리지 노드로 보내는 서버입니다.",
    },
    lesson: "dynamodb/keys-and-partitions",
  },
  {
    id: "gsi",
    name: { en: "global secondary index (GSI)", ko: "글로벌 보조 인덱스(GSI)" },
    spellings: { en: ["global secondary index", "GSI"], ko: ["글로벌 보조 인덱스", "GSI"] },
    definition: {
      en: "An index with keys, partitions and capacity of its own. It follows the table a moment later.",
      ko: "키, 파티션, 용량을 따로 갖는 인덱스입니다. 테이블을 조금 늦게 따라갑니다.",
    },
    lesson: "dynamodb/secondary-indexes",
  },
  {
    id: "lsi",
    name: { en: "local secondary index (LSI)", ko: "로컬 보조 인덱스(LSI)" },
    spellings: { en: ["local secondary index", "LSI"], ko: ["로컬 보조 인덱스", "LSI"] },
    definition: {
      en: "An index with the table’s partition key and another sort key. It is made with the table and allows strongly consistent reads.",
      ko: "테이블의 파티션 키에 다른 정렬 키를 쓰는 인덱스입니다. 테이블과 함께 만들고, 강력히 일관된 읽기를 할 수 있습니다.",
    },
    lesson: "dynamodb/secondary-indexes",
  },
  {
    id: "projection",
    name: { en: "projection", ko: "프로젝션" },
    spellings: { en: ["projection"], ko: ["프로젝션"] },
    definition: {
      en: "Which attributes of an item are copied into an index besides the keys.",
      ko: "항목의 속성 중 키 말고 무엇을 인덱스에 복사할지 정합니다.",
    },
    lesson: "dynamodb/secondary-indexes",
    parts: ["dynamodb"],
  },
  {
    id: "sparse-index",
    name: { en: "sparse index", ko: "희소 인덱스" },
    spellings: { en: ["sparse index"], ko: ["희소 인덱스"] },
    definition: {
      en: "An index that holds only the items which have its key attributes.",
      ko: "인덱스 키 속성을 가진 항목만 담는 인덱스입니다.",
    },
    lesson: "dynamodb/secondary-indexes",
  },
  {
    id: "back-pressure",
    name: { en: "back-pressure", ko: "역압(백프레셔)" },
    spellings: { en: ["back-pressure"], ko: ["역압"] },
    definition: {
      en: "A part that cannot keep up slows down those who feed it. A GSI without capacity lets writes to its table be throttled.",
      ko: "따라가지 못하는 쪽이 보내는 쪽을 늦추는 일입니다. 용량이 모자란 GSI는 테이블의 쓰기를 스로틀링하게 만듭니다.",
    },
    lesson: "dynamodb/secondary-indexes",
  },
  {
    id: "rcu",
    name: { en: "read capacity unit (RCU)", ko: "읽기 용량 단위(RCU)" },
    spellings: { en: ["RCU", "read capacity unit", "read unit"], ko: ["RCU", "읽기 용량 단위", "읽기 단위"] },
    definition: {
      en: "One strongly consistent read a second of up to 4 KB. An eventually consistent one costs half, a transactional one twice as much.",
      ko: "초당 4 KB까지의 강력히 일관된 읽기 한 번입니다. 최종적으로 일관된 읽기는 절반, 트랜잭션 읽기는 두 배가 듭니다.",
    },
    lesson: "dynamodb/items",
  },
  {
    id: "wcu",
    name: { en: "write capacity unit (WCU)", ko: "쓰기 용량 단위(WCU)" },
    spellings: { en: ["WCU", "write capacity unit", "write unit"], ko: ["WCU", "쓰기 용량 단위", "쓰기 단위"] },
    definition: {
      en: "One write a second of up to 1 KB. A transactional write costs twice as much.",
      ko: "초당 1 KB까지의 쓰기 한 번입니다. 트랜잭션 쓰기는 두 배가 듭니다.",
    },
    lesson: "dynamodb/items",
  },
  {
    id: "provisioned-mode",
    name: { en: "provisioned mode", ko: "프로비저닝된 모드" },
    spellings: { en: ["provisioned mode"], ko: ["프로비저닝된 모드"] },
    definition: {
      en: "You set how many units a second a table has, by hand or by auto scaling.",
      ko: "테이블의 초당 용량 단위를 직접, 또는 자동 크기 조정으로 정하는 방식입니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "on-demand-mode",
    name: { en: "on-demand mode", ko: "온디맨드 모드" },
    spellings: { en: ["on-demand mode", "on demand"], ko: ["온디맨드 모드"] },
    definition: {
      en: "You set no capacity and pay for each request. It takes up to twice the previous peak at once.",
      ko: "용량을 정하지 않고 요청마다 비용을 냅니다. 이전 최고치의 두 배까지 곧바로 받아들입니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "throttling",
    name: { en: "throttling", ko: "스로틀링(제한)" },
    spellings: { en: ["throttling", "throttled", "throttle"], ko: ["스로틀링"] },
    definition: {
      en: "Refusing a request because capacity has run out. The client may try again later.",
      ko: "용량이 다해 요청을 거절하는 일입니다. 클라이언트는 나중에 다시 시도할 수 있습니다.",
    },
    lesson: "dynamodb/throughput",
    parts: ["dynamodb", "caching"],
  },
  {
    id: "token-bucket",
    name: { en: "token bucket", ko: "토큰 버킷" },
    spellings: { en: ["token bucket"], ko: ["토큰 버킷"] },
    definition: {
      en: "Tokens come in at a rate and are kept up to a limit. A request takes as many as it costs, or is refused.",
      ko: "토큰이 일정한 속도로 들어오고 한도까지 쌓입니다. 요청은 비용만큼 가져가거나 거절됩니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "burst-capacity",
    name: { en: "burst capacity", ko: "버스트 용량" },
    spellings: { en: ["burst capacity"], ko: ["버스트 용량"] },
    definition: {
      en: "Up to 300 seconds of unused capacity that a partition keeps for a peak. It is not promised.",
      ko: "파티션이 갑작스러운 부하에 대비해 남겨 두는, 쓰지 않은 최대 300초 분량의 용량입니다. 보장되지는 않습니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "adaptive-capacity",
    name: { en: "adaptive capacity", ko: "적응형 용량" },
    spellings: { en: ["adaptive capacity"], ko: ["적응형 용량"] },
    definition: {
      en: "Lets a busy partition take more of the table’s capacity, up to the ceiling of a partition.",
      ko: "바쁜 파티션이 파티션의 상한까지 테이블의 용량을 더 쓰게 합니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "admission-control",
    name: { en: "admission control", ko: "수락 제어(승인 제어)" },
    spellings: { en: ["admission control"], ko: ["수락 제어", "전역 수락 제어"] },
    definition: {
      en: "Deciding which requests are let in. DynamoDB keeps one bucket for the table, and one for each partition as a last defence.",
      ko: "어떤 요청을 받아들일지 정하는 일입니다. DynamoDB는 테이블에 버킷 하나를 두고, 마지막 방어로 파티션마다 버킷을 둡니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "warm-throughput",
    name: { en: "warm throughput", ko: "웜 처리량" },
    spellings: { en: ["warm throughput"], ko: ["웜 처리량"] },
    definition: {
      en: "What a table can serve at once, without time to grow. It can be raised ahead of an event.",
      ko: "늘어날 시간 없이 테이블이 곧바로 처리할 수 있는 양입니다. 큰 행사 전에 미리 올릴 수 있습니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "hot-key",
    name: { en: "hot partition / hot key", ko: "핫 파티션 / 핫 키" },
    spellings: { en: ["hot key", "hot partition"], ko: ["핫 키", "핫 파티션"] },
    definition: {
      en: "A partition, or a single key in it, that gets more than a partition can serve. A single key cannot be split.",
      ko: "파티션이 처리할 수 있는 것보다 많은 요청을 받는 파티션이나 그 안의 키입니다. 키 하나는 나눌 수 없습니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "write-sharding",
    name: { en: "write sharding", ko: "쓰기 샤딩" },
    spellings: { en: ["write sharding"], ko: ["쓰기 샤딩"] },
    definition: {
      en: "Spreading one busy key over several, by a suffix. Reads then have to ask for all of them.",
      ko: "바쁜 키 하나를 접미사를 붙여 여러 개로 나누는 방법입니다. 대신 읽을 때 모두 물어야 합니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "jitter",
    name: { en: "jitter", ko: "지터(변동)" },
    spellings: { en: ["jitter"], ko: ["지터"] },
    definition: {
      en: "Chance added to waiting times, so that many clients do not try again at the same moment.",
      ko: "여러 클라이언트가 같은 순간에 다시 시도하지 않도록 대기 시간에 더하는 무작위 값입니다.",
    },
    lesson: "dynamodb/throughput",
  },
  {
    id: "eventually-consistent-read",
    name: { en: "eventually consistent read", ko: "최종적으로 일관된 읽기" },
    spellings: {
      en: ["eventually consistent", "eventual consistency"],
      ko: ["최종적으로 일관된 읽기", "최종적으로 일관된"],
    },
    definition: {
      en: "A read that any replica may answer. It can miss the latest writes, and costs half a unit.",
      ko: "어느 복제본이든 응답할 수 있는 읽기입니다. 최근 쓰기가 빠질 수 있고 비용은 절반입니다.",
    },
    lesson: "dynamodb/replication-inside",
  },
  {
    id: "strongly-consistent-read",
    name: { en: "strongly consistent read", ko: "강력히 일관된 읽기" },
    spellings: { en: ["strongly consistent", "strong read"], ko: ["강력히 일관된 읽기", "강력히 일관된"] },
    definition: {
      en: "A read that sees every write acknowledged before it. The leader of the partition answers it.",
      ko: "그 전에 확인 응답한 모든 쓰기를 보는 읽기입니다. 파티션의 리더가 응답합니다.",
    },
    lesson: "dynamodb/replication-inside",
  },
  {
    id: "linearizable",
    name: { en: "linearizable", ko: "선형화 가능" },
    spellings: { en: ["linearizable", "linearizability"], ko: ["선형화"] },
    definition: {
      en: "Each operation takes effect at one moment between its call and its answer, as if there were a single copy.",
      ko: "각 연산이 호출과 응답 사이의 한 순간에 일어난 것처럼, 복사본이 하나뿐인 것처럼 보이는 성질입니다.",
    },
    lesson: "dynamodb/replication-inside",
  },
  {
    id: "leader",
    name: { en: "leader", ko: "리더(파티션의 리더)" },
    spellings: { en: ["leader"], ko: ["리더"] },
    definition: {
      en: "The replica of a partition that takes writes and answers strongly consistent reads.",
      ko: "파티션의 복제본 중 쓰기를 받고 강력히 일관된 읽기에 응답하는 복제본입니다.",
    },
    lesson: "dynamodb/replication-inside",
    parts: ["dynamodb"],
  },
  {
    id: "lease",
    name: { en: "lease", ko: "임대(리스)" },
    spellings: { en: ["lease"], ko: ["임대", "리스"] },
    definition: {
      en: "A promise that runs out by itself: until then nobody else may do the job.",
      ko: "시간이 지나면 저절로 끝나는 약속입니다. 그때까지는 다른 누구도 그 일을 맡지 않습니다.",
    },
    lesson: "dynamodb/replication-inside",
    parts: ["dynamodb", "caching"],
  },
  {
    id: "log-replica",
    name: { en: "log replica", ko: "로그 복제본" },
    spellings: { en: ["log replica"], ko: ["로그 복제본"] },
    definition: {
      en: "A replica with the recent log only. It is ready in seconds and counts for the write quorum.",
      ko: "최근 로그만 가진 복제본입니다. 몇 초면 준비되고 쓰기 쿼럼에 포함됩니다.",
    },
    lesson: "dynamodb/replication-inside",
  },
  {
    id: "conditional-write",
    name: { en: "conditional write", ko: "조건부 쓰기" },
    spellings: { en: ["conditional write"], ko: ["조건부 쓰기"] },
    definition: {
      en: "A write that happens only if its condition holds for the item as it is. A refused one costs as well.",
      ko: "항목의 현재 상태가 조건에 맞을 때만 일어나는 쓰기입니다. 거절되어도 비용이 듭니다.",
    },
    lesson: "dynamodb/conditions-and-transactions",
  },
  {
    id: "transaction",
    name: { en: "transactional read/write", ko: "트랜잭션 읽기/쓰기" },
    spellings: { en: ["TransactWriteItems", "transactional write"], ko: ["TransactWriteItems", "트랜잭션 쓰기"] },
    definition: {
      en: "Up to 100 items that are read or changed all together or not at all, at twice the units.",
      ko: "항목 100개까지를 모두 함께 읽거나 바꾸고, 아니면 하나도 하지 않습니다. 용량 단위가 두 배 듭니다.",
    },
    lesson: "dynamodb/conditions-and-transactions",
    parts: ["caching"],
  },
  {
    id: "two-phase-commit",
    name: { en: "two-phase commit (2PC)", ko: "2단계 커밋(2PC)" },
    spellings: { en: ["two-phase commit"], ko: ["2단계 커밋"] },
    definition: {
      en: "First everyone is asked whether they can, then all are told to do it. What was agreed has to be kept.",
      ko: "먼저 모두에게 할 수 있는지 묻고, 그다음 모두에게 하라고 알립니다. 동의한 것은 지켜야 합니다.",
    },
    lesson: "dynamodb/conditions-and-transactions",
  },
  {
    id: "idempotency",
    name: { en: "idempotency token", ko: "멱등성 토큰" },
    spellings: { en: ["idempotent", "idempotency token"], ko: ["멱등", "멱등성 토큰"] },
    definition: {
      en: "A name for a request, so that sending it twice does it once. Something is idempotent if doing it again changes nothing.",
      ko: "요청에 붙이는 이름으로, 두 번 보내도 한 번만 실행되게 합니다. 다시 해도 바뀌는 것이 없으면 멱등이라고 합니다.",
    },
    lesson: "dynamodb/conditions-and-transactions",
  },
  {
    id: "serializable",
    name: { en: "serializable", ko: "직렬화 가능" },
    spellings: { en: ["serializable", "serialisable"], ko: ["직렬화 가능"] },
    definition: {
      en: "Transactions that run at the same time have the effect of some order, one after another.",
      ko: "동시에 실행된 트랜잭션의 결과가 어떤 순서로 하나씩 실행한 것과 같은 성질입니다.",
    },
    lesson: "dynamodb/conditions-and-transactions",
  },
  {
    id: "ttl",
    name: { en: "Time to Live (TTL)", ko: "Time to Live(TTL), 유지 시간" },
    spellings: { en: ["Time to Live", "TTL"], ko: ["Time to Live", "TTL"] },
    definition: {
      en: "How long something is valid. DynamoDB deletes an expired item some time after; a cache or a DNS answer goes at once.",
      ko: "유효한 기간입니다. DynamoDB는 만료된 항목을 얼마 뒤에 삭제하고, 캐시나 DNS 응답은 곧바로 효력을 잃습니다.",
    },
    lesson: "dynamodb/time-to-live",
  },
  {
    id: "stream",
    name: { en: "DynamoDB Streams", ko: "DynamoDB 스트림" },
    spellings: { en: ["DynamoDB Streams", "DynamoDB stream"], ko: ["DynamoDB 스트림"] },
    definition: {
      en: "A table’s log of changes, kept for 24 hours. Each change of an item is in it once, and changes of one item stay in order.",
      ko: "테이블의 변경 로그로, 24시간 보관됩니다. 변경마다 한 번씩 들어 있고, 한 항목의 변경은 순서를 지킵니다.",
    },
    lesson: "dynamodb/streams-and-kinesis",
  },
  {
    id: "stream-record",
    name: { en: "stream record", ko: "스트림 레코드" },
    spellings: { en: ["stream record"], ko: ["스트림 레코드"] },
    definition: {
      en: "One change of an item in a stream, with the key and, by the view type, the item before, after, or both.",
      ko: "스트림에 담긴 항목의 변경 하나입니다. 키와 함께, 뷰 유형에 따라 변경 전이나 후의 항목이 들어 있습니다.",
    },
    lesson: "dynamodb/streams-and-kinesis",
  },
  {
    id: "shard",
    name: { en: "shard", ko: "샤드" },
    spellings: { en: ["shard"], ko: ["샤드"] },
    definition: {
      en: "A part of a stream that is read in order. A shard that closes goes on in its children.",
      ko: "순서대로 읽는 스트림의 한 부분입니다. 닫힌 샤드는 자식 샤드로 이어집니다.",
    },
    lesson: "dynamodb/streams-and-kinesis",
    parts: ["dynamodb"],
  },
  {
    id: "global-table",
    name: { en: "global table", ko: "글로벌 테이블" },
    spellings: { en: ["global table"], ko: ["글로벌 테이블"] },
    definition: {
      en: "One table with a replica in each of several Regions, all of which take writes.",
      ko: "여러 리전에 복제본을 둔 테이블입니다. 모든 복제본이 쓰기를 받습니다.",
    },
    lesson: "dynamodb/global-tables",
  },
  {
    id: "last-writer-wins",
    name: { en: "last writer wins", ko: "마지막 쓰기 우선" },
    spellings: { en: ["last writer wins"], ko: ["마지막 쓰기 우선"] },
    definition: {
      en: "Of two writes that did not know of each other, the one with the later stamp stays. The other is lost.",
      ko: "서로를 모르는 두 쓰기 중 더 늦은 타임스탬프의 쓰기가 남고, 다른 하나는 사라집니다.",
    },
    lesson: "dynamodb/global-tables",
  },
  {
    id: "witness",
    name: { en: "witness", ko: "위트니스(감시 노드)" },
    spellings: { en: ["witness"], ko: ["위트니스"] },
    definition: {
      en: "A third Region of a strongly consistent global table. It holds what is written, so that two of three can be found, and takes no reads or writes.",
      ko: "강력히 일관된 글로벌 테이블의 세 번째 리전입니다. 쓴 것을 보관해 셋 중 둘을 채우지만, 읽기와 쓰기를 받지는 않습니다.",
    },
    lesson: "dynamodb/global-tables",
  },
  {
    id: "table-class",
    name: { en: "table class", ko: "테이블 클래스" },
    spellings: { en: ["table class"], ko: ["테이블 클래스"] },
    definition: {
      en: "The price list of a table: Standard, or Standard-Infrequent Access with cheaper storage and dearer requests.",
      ko: "테이블의 요금 체계입니다. Standard와, 저장은 싸고 요청은 비싼 Standard-Infrequent Access가 있습니다.",
    },
    lesson: "dynamodb/backups-and-classes",
  },
  {
    id: "dax-cluster",
    name: { en: "cluster (DAX)", ko: "클러스터(DAX)" },
    spellings: { en: ["DAX cluster"], ko: ["DAX 클러스터"] },
    definition: {
      en: "One primary node and up to ten read replicas, each with caches of its own in front of DynamoDB tables.",
      ko: "기본 노드 하나와 최대 열 개의 읽기 전용 복제본입니다. 노드마다 DynamoDB 테이블 앞에 자기 캐시를 둡니다.",
    },
    lesson: "caching/dax-cluster",
  },
  {
    id: "item-cache",
    name: { en: "item cache", ko: "항목 캐시" },
    spellings: { en: ["item cache"], ko: ["항목 캐시"] },
    definition: {
      en: "The cache of a DAX node for GetItem and BatchGetItem, by primary key.",
      ko: "GetItem과 BatchGetItem을 위한 DAX 노드의 캐시입니다. 기본 키로 찾습니다.",
    },
    lesson: "caching/item-cache",
  },
  {
    id: "query-cache",
    name: { en: "query cache", ko: "쿼리 캐시" },
    spellings: { en: ["query cache"], ko: ["쿼리 캐시"] },
    definition: {
      en: "The cache of a DAX node for Query and Scan, by the parameters of the request. Writes do not touch it.",
      ko: "Query와 Scan을 위한 DAX 노드의 캐시입니다. 요청 파라미터로 찾고, 쓰기는 이 캐시를 건드리지 않습니다.",
    },
    lesson: "caching/query-cache",
  },
  {
    id: "cache-hit",
    name: { en: "cache hit / cache miss", ko: "캐시 적중 / 캐시 누락" },
    spellings: { en: ["cache hit", "cache miss"], ko: ["캐시 적중", "캐시 누락"] },
    definition: {
      en: "A hit is answered from memory. A miss goes to the table, and its answer is usually kept.",
      ko: "적중은 메모리에서 응답합니다. 누락은 테이블로 가고, 대개 그 응답을 보관합니다.",
    },
    lesson: "caching/item-cache",
  },
  {
    id: "write-through",
    name: { en: "write-through", ko: "라이트스루" },
    spellings: { en: ["write-through"], ko: ["라이트스루"] },
    definition: {
      en: "A write goes to the table first and then into the cache, in one call.",
      ko: "호출 한 번으로 먼저 테이블에, 그다음 캐시에 씁니다.",
    },
    lesson: "caching/item-cache",
  },
  {
    id: "write-around",
    name: { en: "write-around", ko: "라이트어라운드" },
    spellings: { en: ["write-around", "bypass write"], ko: ["라이트어라운드"] },
    definition: {
      en: "A write that goes to the table past the cache. What the cache holds stays old until it expires.",
      ko: "캐시를 거치지 않고 테이블로 가는 쓰기입니다. 캐시의 내용은 만료될 때까지 옛것으로 남습니다.",
    },
    lesson: "caching/item-cache",
  },
  {
    id: "negative-caching",
    name: { en: "negative caching", ko: "네거티브 캐싱" },
    spellings: {
      en: ["negative caching", "negative entry", "negative entries"],
      ko: ["네거티브 캐싱", "네거티브 엔트리"],
    },
    definition: {
      en: "Remembering that something is not there, so that the table is not asked again.",
      ko: "없다는 것을 기억해 두어 테이블에 다시 묻지 않는 방법입니다.",
    },
    lesson: "caching/item-cache",
  },
  {
    id: "lru",
    name: { en: "least recently used (LRU)", ko: "가장 오래 전에 사용된 항목(LRU)" },
    spellings: { en: ["LRU"], ko: ["LRU"] },
    definition: {
      en: "When a cache is full, what was not used for longest goes first.",
      ko: "캐시가 가득 차면 가장 오랫동안 쓰이지 않은 것부터 내보냅니다.",
    },
    lesson: "caching/item-cache",
  },
  {
    id: "cache-aside",
    name: { en: "cache aside", ko: "캐시 어사이드" },
    spellings: { en: ["cache aside", "cache-aside"], ko: ["캐시 어사이드"] },
    definition: {
      en: "The application itself asks the cache, then the table, and puts the answer into the cache.",
      ko: "애플리케이션이 직접 캐시에 묻고, 없으면 테이블에 묻고, 그 답을 캐시에 넣는 방식입니다.",
    },
    lesson: "caching/dax-or-elasticache",
  },
];
