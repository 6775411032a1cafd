import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "I/Os per transaction", ko: "트랜잭션당 I/O" },
  lesson: "aurora-storage/two-layers",
  stars: 2,
  checks: [
    {
      name: "shares one log sync among as many commits as the topology says",
      nameKo: "로그 동기화 한 번을 topology가 정한 수만큼의 커밋이 나누어 쓴다",
      layer: "example",
      hint: {
        en: "Records gather until the sync. Which record makes the log be written, and what starts again at zero then?",
        ko: "레코드는 동기화할 때까지 모입니다. 어느 레코드에서 로그를 쓰고, 그때 무엇이 다시 0이 됩니까?",
      },
    },
    {
      name: "syncs what is left at the end of the run, and has a binlog for commits only",
      nameKo: "실행이 끝나면 남은 것을 동기화하고, binlog는 커밋이 있을 때만 쓴다",
      layer: "example",
      hint: {
        en: "After the last full group something may be left: a commit, or changes without one. What does each of them need?",
        ko: "마지막으로 가득 찬 묶음 뒤에 커밋이 남을 수도, 커밋 없는 변경만 남을 수도 있습니다. 각각 무엇을 써야 합니까?",
      },
    },
    {
      name: "writes a page for each time that it is flushed, not for each change",
      nameKo: "페이지는 바뀔 때마다가 아니라 디스크에 쓸 때마다 센다",
      layer: "example",
      hint: {
        en: "The run has two lists with pages in them. Which one tells what is written?",
        ko: "실행에는 페이지가 나오는 목록이 둘 있습니다. 무엇을 쓰는지 알려 주는 것은 어느 쪽입니까?",
      },
    },
    {
      name: "writes each page a second time where double-write is on, so many pages to an I/O",
      nameKo: "이중 쓰기가 켜져 있으면 페이지를 한 번 더 쓰고, I/O 한 번에 정해진 수만큼 담는다",
      layer: "example",
      hint: {
        en: "Put five pages into boxes of two. How many boxes are there, and how full is the last?",
        ko: "페이지 다섯 개를 두 개씩 상자에 담아 보십시오. 상자는 몇 개이고 마지막 상자에는 몇 개가 있습니까?",
      },
    },
    {
      name: "counts at the database node the way to its own volume, and neither mirrors nor standby",
      nameKo: "데이터베이스 노드에서는 자기 볼륨으로 가는 것만 세고, 미러와 대기 복제본은 세지 않는다",
      layer: "example",
      hint: {
        en: "Follow one write along the table of the task. On which line does it belong to `databaseNode`?",
        ko: "쓰기 하나를 문제의 표를 따라가 보십시오. `databaseNode`에 속하는 줄은 어느 것입니까?",
      },
    },
    {
      name: "weighs a mirrored write on every hop that it takes",
      nameKo: "미러링된 쓰기는 지나는 구간마다 바이트를 센다",
      layer: "example",
      hint: {
        en: "How many lines of the table does one write travel with two volumes of two copies? The paper numbers them 1 to 5.",
        ko: "볼륨 두 개에 사본 두 개씩이면 쓰기 하나가 표의 몇 구간을 지납니까? 논문은 1부터 5까지 번호를 붙였습니다.",
      },
    },
    {
      name: "sends nothing but redo in Aurora",
      nameKo: "Aurora에서는 리두만 보낸다",
      layer: "example",
      hint: {
        en: "Who makes the pages in Aurora? Then who has to send them?",
        ko: "Aurora에서 페이지를 만드는 것은 누구입니까? 그렇다면 페이지를 보낼 쪽이 있습니까?",
      },
    },
    {
      name: "sends a batch to every copy, and counts them all at the database node",
      nameKo: "배치는 모든 사본에 보내고, 데이터베이스 노드에서 모두 센다",
      layer: "example",
      hint: {
        en: "How many messages leave the node for one batch? What it waits for is another number.",
        ko: "배치 하나에 메시지가 몇 개 나갑니까? 몇 개를 기다리는지는 다른 숫자입니다.",
      },
    },
    {
      name: "gathers the records of all transactions into batches, one for each protection group",
      nameKo: "모든 트랜잭션의 레코드를 보호 그룹마다 하나의 배치로 모은다",
      layer: "example",
      hint: {
        en: "What decides where a record has to go: its transaction, its place in the log, or its page?",
        ko: "레코드가 어디로 가야 하는지는 무엇이 정합니까? 트랜잭션입니까, 로그에서의 위치입니까, 페이지입니까?",
      },
    },
    {
      name: "fills a batch up to its limit, and never splits a record",
      nameKo: "배치는 한계까지 채우고, 레코드는 쪼개지 않는다",
      layer: "example",
      hint: {
        en: "Fill batches by hand with the sizes of the check. What happens to a record that does not fit any more?",
        ko: "검사에 나온 크기로 직접 배치를 채워 보십시오. 들어가지 않는 레코드는 어떻게 됩니까?",
      },
    },
    {
      name: "keeps the order of the log: a batch that was closed takes no more records",
      nameKo: "로그의 순서를 지킨다. 닫힌 배치에는 더 넣지 않는다",
      layer: "example",
      hint: {
        en: "Records leave in the order of their LSNs. Which batch is the only one that may still be open?",
        ko: "레코드는 LSN 순서로 나갑니다. 아직 열려 있을 수 있는 배치는 어느 것 하나입니까?",
      },
    },
    {
      name: "streams redo to each replica in batches of its own, whatever the group",
      nameKo: "복제본마다 그룹에 상관없이 따로 묶은 리두 스트림을 보낸다",
      layer: "example",
      hint: {
        en: "A replica holds pages of all groups, and it is no storage. What does that say about its batches, and about where they count?",
        ko: "복제본에는 모든 그룹의 페이지가 있고, 복제본은 스토리지가 아닙니다. 그렇다면 배치는 어떻게 묶고 어디에서 세야 합니까?",
      },
    },
    {
      name: "counts any run on any mirrored MySQL as the reference does",
      nameKo: "어떤 실행이든, 어떤 미러링 MySQL이든 참조 구현과 똑같이 센다",
      layer: "property",
      hint: {
        en: "The run is small: write its syncs on paper, then its pages, then multiply by the hops.",
        ko: "실행은 작습니다. 동기화를 종이에 적고, 페이지를 적고, 구간 수를 곱해 보십시오.",
      },
    },
    {
      name: "counts any run on any Aurora cluster as the reference does",
      nameKo: "어떤 실행이든, 어떤 Aurora 클러스터든 참조 구현과 똑같이 센다",
      layer: "property",
      hint: {
        en: "Take the records group by group and write down the fill of each batch. Then do it once more for the stream.",
        ko: "그룹별로 레코드를 나누고 배치마다 채워진 크기를 적어 보십시오. 그다음 스트림으로 한 번 더 하십시오.",
      },
    },
    {
      name: "counts what both designs really send, message by message",
      nameKo: "두 설계가 실제로 보내는 메시지를 하나하나 센 것과 일치한다",
      layer: "cluster",
      hint: {
        en: "Here the messages of two simulated systems are counted one by one. The report says where your number differs from what was sent.",
        ko: "여기서는 모의 시스템 두 개의 메시지를 하나씩 셉니다. 여러분의 숫자가 실제와 어디서 다른지 보고서에 나옵니다.",
      },
    },
    {
      name: "counts what was sent, although zones fail, copies are slow and messages arrive twice",
      nameKo: "가용 영역이 죽고, 사본이 느리고, 메시지가 두 번 도착해도 보낸 것을 그대로 센다",
      layer: "cluster",
      hint: {
        en: "An I/O counts when it is sent, whatever becomes of it. Your functions see no failures, and need not.",
        ko: "I/O는 어떻게 되든 보낼 때 셉니다. 여러분의 함수는 장애를 보지 않으며, 볼 필요도 없습니다.",
      },
    },
    {
      name: "runs the cluster event for event as the reference does",
      nameKo: "클러스터가 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Several runs follow one another here. Does something of the first survive into the second?",
        ko: "여기서는 여러 실행이 이어집니다. 첫 실행의 무언가가 둘째 실행까지 남아 있습니까?",
      },
    },
  ],
  hints: [
    {
      en: "Separate two questions. Which writes are there, and how large is each? Then: which way does one write take?",
      ko: "두 질문을 나누십시오. 어떤 쓰기가 있고 크기는 얼마입니까? 그리고 쓰기 하나는 어떤 길을 갑니까?",
    },
    {
      en: "For MySQL the way is the same for all writes, so storage, standby and bytes are products. Only the syncs need a walk through the records.",
      ko: "MySQL에서는 모든 쓰기가 같은 길을 가므로 스토리지, 대기 복제본, 바이트는 곱셈입니다. 레코드를 차례로 따라가야 하는 것은 동기화뿐입니다.",
    },
    {
      en: "For Aurora write one helper that counts the batches of a list of records. Call it with the records of each group, then with all of them.",
      ko: "Aurora에서는 레코드 목록의 배치 수를 세는 도우미를 하나 만드십시오. 그룹마다 한 번씩, 그리고 전체로 한 번 부르면 됩니다.",
    },
  ],
  mistakes: {
    "a-sync-for-each-commit": {
      caughtBy: "shares one log sync among as many commits as the topology says",
      misconception: {
        en: "Every commit writes the log by itself. Commits that are ready together share a sync; that is what group commit is.",
        ko: "커밋마다 로그를 따로 씁니다. 함께 준비된 커밋은 동기화 한 번을 나누어 씁니다. 그것이 그룹 커밋입니다.",
      },
    },
    "counts-full-groups-only": {
      caughtBy: "syncs what is left at the end of the run, and has a binlog for commits only",
      misconception: {
        en: "Only full groups of commits are synced. Group commit does not wait for ever: what is left at the end is written too.",
        ko: "가득 찬 묶음만 동기화합니다. 그룹 커밋은 끝없이 기다리지 않습니다. 끝에 남은 것도 씁니다.",
      },
    },
    "rounds-the-commits-up": {
      caughtBy: "syncs what is left at the end of the run, and has a binlog for commits only",
      misconception: {
        en: "Syncs are computed from the number of commits alone. Changes that have not committed yet are in the log as well, and are written with it.",
        ko: "동기화를 커밋 수만으로 계산합니다. 아직 커밋하지 않은 변경도 로그에 있고, 로그와 함께 쓰입니다.",
      },
    },
    "a-binlog-with-every-sync": {
      caughtBy: "syncs what is left at the end of the run, and has a binlog for commits only",
      misconception: {
        en: "The binlog is written with every sync. It has whole transactions only, so a sync without a commit has nothing for it.",
        ko: "동기화할 때마다 binlog를 씁니다. binlog에는 완결된 트랜잭션만 들어가므로, 커밋 없는 동기화에는 쓸 것이 없습니다.",
      },
    },
    "a-page-for-each-change": {
      caughtBy: "writes a page for each time that it is flushed, not for each change",
      misconception: {
        en: "Each change is taken to write its page. A page is written back later, often with several changes in it, and its write need not belong to this run.",
        ko: "변경마다 페이지를 쓴다고 보았습니다. 페이지는 나중에, 흔히 여러 변경을 담아 쓰며, 그 쓰기가 이 실행에 있지 않을 수도 있습니다.",
      },
    },
    "each-page-once": {
      caughtBy: "writes a page for each time that it is flushed, not for each change",
      misconception: {
        en: "Different pages are counted. A page that is flushed twice is two I/Os.",
        ko: "서로 다른 페이지를 셉니다. 두 번 쓴 페이지는 I/O 두 번입니다.",
      },
    },
    "a-second-write-of-each-page": {
      caughtBy: "writes each page a second time where double-write is on, so many pages to an I/O",
      misconception: {
        en: "Every page is given a double-write I/O of its own. All pages are written twice, but one I/O may carry many of them.",
        ko: "페이지마다 이중 쓰기 I/O를 하나씩 셉니다. 모든 페이지를 두 번 쓰는 것은 맞지만, I/O 한 번이 여러 페이지를 담을 수 있습니다.",
      },
    },
    "double-writes-full-chunks": {
      caughtBy: "writes each page a second time where double-write is on, so many pages to an I/O",
      misconception: {
        en: "Only full double-write I/Os are counted. The pages that are left over have to be protected too, so the last I/O is smaller.",
        ko: "가득 찬 이중 쓰기 I/O만 셉니다. 남은 페이지도 보호해야 하므로 마지막 I/O는 작을 뿐 있어야 합니다.",
      },
    },
    "counts-the-standby-at-the-node": {
      caughtBy: "counts at the database node the way to its own volume, and neither mirrors nor standby",
      misconception: {
        en: "What is staged to the standby is counted at the database node. Table 1 leaves the writes to the other zone out, so that it understates MySQL.",
        ko: "대기 복제본으로 가는 것까지 데이터베이스 노드에서 셉니다. 표 1은 다른 가용 영역으로 가는 쓰기를 빼고 세어 MySQL에 유리합니다.",
      },
    },
    "counts-every-copy-at-the-node": {
      caughtBy: "counts at the database node the way to its own volume, and neither mirrors nor standby",
      misconception: {
        en: "Every copy is counted at the database node. EBS makes its mirror by itself, and the node sends the write once.",
        ko: "사본마다 데이터베이스 노드에서 셉니다. 미러는 EBS가 스스로 만들고, 노드는 한 번만 보냅니다.",
      },
    },
    "forgets-the-way-to-the-standby": {
      caughtBy: "weighs a mirrored write on every hop that it takes",
      misconception: {
        en: "Bytes are weighed once for each copy. Between the two volumes there is one more hop: from the database node to the standby.",
        ko: "사본마다 한 번씩만 바이트를 셉니다. 두 볼륨 사이에는 구간이 하나 더 있습니다. 데이터베이스 노드에서 대기 복제본까지입니다.",
      },
    },
    "aurora-writes-pages-too": {
      caughtBy: "sends nothing but redo in Aurora",
      misconception: {
        en: "Aurora is made to write pages in the background. No page ever leaves its database node: storage makes pages from the log.",
        ko: "Aurora도 뒤에서 페이지를 쓴다고 보았습니다. 페이지는 데이터베이스 노드에서 나가지 않습니다. 스토리지가 로그로 페이지를 만듭니다.",
      },
    },
    "a-batch-counts-once": {
      caughtBy: "sends a batch to every copy, and counts them all at the database node",
      misconception: {
        en: "A batch is counted once. The writer itself sends it to all six segments, and the paper's 0.95 has all six in it.",
        ko: "배치를 한 번만 셉니다. 라이터가 세그먼트 여섯 개에 직접 보내며, 논문의 0.95에는 여섯 번이 모두 들어 있습니다.",
      },
    },
    "sends-to-the-quorum": {
      caughtBy: "sends a batch to every copy, and counts them all at the database node",
      misconception: {
        en: "A batch is sent to a write quorum only. Four acknowledgements are waited for, but all six segments are sent to, or there would be nobody to be slow.",
        ko: "쓰기 쿼럼만큼만 보냅니다. 기다리는 확인 응답이 네 개일 뿐, 보내는 곳은 여섯 개입니다. 그래야 느린 사본이 있어도 괜찮습니다.",
      },
    },
    "one-batch-for-all-groups": {
      caughtBy: "gathers the records of all transactions into batches, one for each protection group",
      misconception: {
        en: "Records of different protection groups share a batch. Groups live on different segments, so what is sent to one is of no use to the other.",
        ko: "서로 다른 보호 그룹의 레코드를 한 배치에 담습니다. 그룹마다 세그먼트가 다르므로, 한 그룹에 보낸 것은 다른 그룹에 쓸모가 없습니다.",
      },
    },
    "an-io-for-each-record": {
      caughtBy: "gathers the records of all transactions into batches, one for each protection group",
      misconception: {
        en: "Every record is sent by itself. Without batches six copies would cost more I/Os than MySQL needs.",
        ko: "레코드를 하나씩 보냅니다. 배치가 없다면 여섯 사본에는 MySQL보다 I/O가 더 많이 듭니다.",
      },
    },
    "a-commit-closes-the-batch": {
      caughtBy: "gathers the records of all transactions into batches, one for each protection group",
      misconception: {
        en: "A commit closes the batch. Records of other transactions that are there already travel with it at no cost.",
        ko: "커밋이 배치를 닫습니다. 이미 와 있는 다른 트랜잭션의 레코드는 비용 없이 함께 갈 수 있습니다.",
      },
    },
    "divides-the-bytes": {
      caughtBy: "fills a batch up to its limit, and never splits a record",
      misconception: {
        en: "Bytes are divided by the size of a batch. A record is never split, so batches leave with room in them.",
        ko: "바이트를 배치 크기로 나눕니다. 레코드는 쪼개지지 않으므로 배치는 빈자리를 남긴 채 나가기도 합니다.",
      },
    },
    "a-full-batch-is-too-full": {
      caughtBy: "fills a batch up to its limit, and never splits a record",
      misconception: {
        en: "A batch is kept below its limit. Equal is within: 50 and 50 fill a batch of 100.",
        ko: "배치를 한계보다 작게 유지합니다. 같으면 넘지 않은 것입니다. 50과 50은 100짜리 배치를 채웁니다.",
      },
    },
    "looks-for-a-batch-with-room": {
      caughtBy: "keeps the order of the log: a batch that was closed takes no more records",
      misconception: {
        en: "A record is put into any batch with room. That saves a batch and breaks the order of the log.",
        ko: "자리가 있는 아무 배치에나 레코드를 넣습니다. 배치는 줄지만 로그의 순서가 깨집니다.",
      },
    },
    "replicas-take-the-same-batches": {
      caughtBy: "streams redo to each replica in batches of its own, whatever the group",
      misconception: {
        en: "Replicas are sent the batches of the groups. A replica wants the whole log in one sequence, so its batches do not end where a group's do.",
        ko: "복제본에 그룹별 배치를 보냅니다. 복제본은 로그 전체를 한 줄로 받으므로 배치가 끝나는 곳이 그룹과 다릅니다.",
      },
    },
    "counts-the-stream-at-the-node": {
      caughtBy: "streams redo to each replica in batches of its own, whatever the group",
      misconception: {
        en: "The stream to the replicas is added to the writes to storage. It goes to instances, nobody waits for it, and it has a place of its own in the counts.",
        ko: "복제본으로 가는 스트림을 스토리지 쓰기에 더합니다. 스트림은 인스턴스로 가고 아무도 기다리지 않으며, 따로 세는 자리가 있습니다.",
      },
    },
  },
});
