/**
 * Captions and descriptions of the figures, apart from the figures themselves: they are printed when a page is built,
 * and no reader has to load them a second time as script.
 */
import type { WordsLocale } from "../core/kernel/words.ts";
import type { FigureName } from "./kinds.ts";

export interface FigureCaption {
  readonly caption: Readonly<Record<WordsLocale, string>>;
  /** What a reader can press, where that is more than zones and copies and the figure does not say it itself. */
  readonly hint?: Readonly<Record<WordsLocale, string>>;
  /** The figure for those who do not see it. */
  readonly description: Readonly<Record<WordsLocale, string>>;
}

export const FIGURE_CAPTIONS: Readonly<Record<FigureName, FigureCaption>> = {
  backtrack: {
    caption: {
      en: "T4 changes every row by accident, T5 is a good order. At 12:05 the cluster is taken back to 11:00, then forth to 11:20, then back again; each takes minutes. T7 is written, and T4 and T5 are out of reach for good. A restore of the same time, begun at 12:03, makes a new cluster and takes more than an hour; the documentation says that it can take hours.",
      ko: "T4는 실수로 모든 행을 바꾸고, T5는 정상적인 주문입니다. 12:05에 클러스터를 11:00으로 되돌리고, 11:20으로 앞으로 갔다가, 다시 되돌립니다. 매번 몇 분이 걸립니다. T7을 쓰고 나면 T4와 T5로는 다시 갈 수 없습니다. 12:03에 시작한 같은 시각의 복원은 새 클러스터를 만들며 한 시간이 넘게 걸립니다. 문서에는 몇 시간이 걸릴 수 있다고 되어 있습니다.",
    },
    description: {
      en: "A time line from 8 in the morning carries the log: a short bar for each mini-transaction, a tall one with its name for each commit. Filled bars are visible, hollow ones hidden, red ones annulled; a triangle on the axis says where the volume stands. Below, a bar shows how far back a backtrack could lead now, out of a target window of six hours. Two lanes show how long backtracks and restores take, and four rows show who wrote them last. T1 to T3 commit. T4 writes rows 1 to 4 from 10:52 and commits at 11:12, T5 commits at 11:34, T6 is under way. At 12:05 a backtrack to 11:00 closes all connections, drops T6 and leads to the point of 10:57, inside T4: rows 1 and 2 show T1 again. Later it goes forth to 11:20, where T4 is visible, and back. T7 is written at 13:00; T4 and T5 become annulled. Then T8 writes so much that the window shrinks, and a backtrack to 9:00 is refused.",
      ko: "아침 8시부터의 시간축에 로그가 있습니다. 짧은 막대는 미니 트랜잭션, 이름이 붙은 긴 막대는 커밋입니다. 채워진 막대는 보이는 것, 빈 막대는 숨겨진 것, 붉은 막대는 무효가 된 것이며, 축의 세모는 볼륨이 서 있는 곳입니다. 그 아래 막대는 목표 기간 여섯 시간 가운데 지금 어디까지 되돌아갈 수 있는지 보여 줍니다. 두 줄은 역추적과 복원에 걸리는 시간을, 네 칸은 행마다 누가 마지막으로 썼는지를 나타냅니다. T1부터 T3까지 커밋됩니다. T4는 10:52부터 행 1부터 4까지 쓰고 11:12에 커밋되며, T5는 11:34에 커밋되고 T6은 진행 중입니다. 12:05의 11:00 역추적은 모든 연결을 닫고 T6을 버리며 T4 안에 있는 10:57의 지점으로 갑니다. 행 1과 2에는 다시 T1이 보입니다. 뒤이어 T4가 보이는 11:20으로 앞으로 갔다가 되돌아옵니다. 13:00에 T7을 쓰면 T4와 T5는 무효가 됩니다. 이어서 T8이 많이 써서 기간이 짧아지고, 9:00 역추적은 거절됩니다.",
    },
  },
  "stale-dns": {
    caption: {
      en: "Three pools of sixty connections to the same cluster. pinned and aged go by the reader endpoint's name, balanced goes by the topology; aged and balanced close what is a minute old. At 0:40 a fourth reader joins, at 2:10 a failover makes db-2 the writer. The line is the instance with the most connections, the area the reader with the fewest.",
      ko: "같은 클러스터에 연결 60개씩을 여는 풀 셋입니다. pinned와 aged는 리더 엔드포인트의 이름을 따르고, balanced는 토폴로지를 따릅니다. aged와 balanced는 1분 된 연결을 닫습니다. 0분 40초에 네 번째 리더가 들어오고, 2분 10초에 장애 조치로 db-2가 라이터가 됩니다. 선은 연결이 가장 많은 인스턴스, 면은 가장 적은 리더입니다.",
    },
    description: {
      en: "A chart over four minutes with a lane for each of three pools of 60 connections. Each lane shows the instance with the most connections, the reader with the fewest, and the fair share: 20, then 15 with four readers. pinned goes by name and has no age limit: all 60 are on db-2, none on the new reader, and after the failover all 60 are on db-2 again, which is the writer now, to the end. aged goes by name and has an age limit of a minute: first 60 on one reader, then groups of some ten on two to four readers; after the failover 30 on the writer, until they are old a minute later. balanced has 20 on each of three readers, 15 on each of four from 1:10 on, 20 on each of three right after the failover, and 15 on each of four once the old writer is back as a reader. After each change the name is stale for 15 seconds.",
      ko: "4분을 그린 도표에 연결 60개짜리 풀 셋이 한 줄씩 있습니다. 줄마다 연결이 가장 많은 인스턴스, 가장 적은 리더, 공평한 몫(20개, 리더가 넷이면 15개)을 보여 줍니다. pinned는 이름으로 연결하고 수명 제한이 없습니다. 60개가 모두 db-2에 있고 새 리더에는 하나도 없으며, 장애 조치 뒤에도 이제 라이터가 된 db-2에 60개가 끝까지 남습니다. aged는 이름으로 연결하고 수명 제한이 1분입니다. 처음에는 리더 하나에 60개가 있고, 그 뒤로는 열 개 남짓씩 뭉쳐 둘에서 넷의 리더를 옮겨 다니며, 장애 조치 뒤에는 30개가 1분 동안 라이터에 있습니다. balanced는 리더 셋에 20개씩, 1분 10초부터 넷에 15개씩, 장애 조치 직후 셋에 20개씩이고, 옛 라이터가 리더로 돌아오면 다시 넷에 15개씩입니다. 변화가 있을 때마다 이름은 15초 동안 낡은 상태입니다.",
    },
  },
  "replica-auto-scaling": {
    caption: {
      en: "One reader, a target of 60 % CPU, and a sale that begins at 2:30. CPU ends at 100 %, so the average cannot say how much load there is. Each scale-out starts a cooldown; a new reader takes 4 minutes to come up, and gets new connections only. The sale is over before the last one serves.",
      ko: "리더 하나, 목표 CPU 60%, 그리고 2분 30초에 시작하는 할인 행사입니다. CPU는 100%가 끝이라 평균만 봐서는 부하가 얼마나 되는지 알 수 없습니다. 스케일 아웃마다 휴지 기간이 시작되고, 새 리더는 4분 뒤에야 뜨며 새 연결만 받습니다. 마지막 리더가 서비스하기 전에 행사가 끝납니다.",
    },
    description: {
      en: "A chart over 23 minutes with three lanes. The first shows how many connections are wanted: 80, from 2:30 on 360, from 12:30 on 180, from 15:30 on 80. The second shows the average CPU of the readers minute by minute, with the target of 60 % as a line, and the busiest reader beside it. The third shows how many readers there are, and how many of them serve, with cooldowns as bars below. At 3:00 the average is 100 %, and one reader is added, which serves from 7:00 on. The average falls to 52 % although db-2 stays at 100 %, and rises again as connections move. At 9:00 a third reader is ordered; it serves from 13:00 on. The load has fallen by then, but the cooldown of the scale-out lasts until 14:00: then one reader is removed. At 16:00 another would be too many; it goes at 19:00, when the cooldown of the scale-in is over. db-2, which an operator made, stays.",
      ko: "23분을 그린 도표에 줄이 셋 있습니다. 첫 줄은 필요한 연결 수입니다. 80개에서 시작해 2분 30초부터 360개, 12분 30초부터 180개, 15분 30초부터 80개입니다. 둘째 줄은 리더의 평균 CPU를 1분마다 보여 주며, 목표 60%가 선으로 그어져 있고 가장 바쁜 리더가 함께 나옵니다. 셋째 줄은 리더 수와 그중 서비스 중인 수이고, 아래 막대는 휴지 기간입니다. 3분에 평균이 100%가 되어 리더 하나를 추가하고, 7분부터 서비스합니다. db-2는 그대로 100%인데 평균은 52%로 떨어졌다가, 연결이 옮겨 가면서 다시 오릅니다. 9분에 세 번째 리더를 주문하고 13분부터 서비스합니다. 그때는 부하가 이미 줄었지만 스케일 아웃의 휴지 기간이 14분까지 이어지고, 그제야 리더 하나를 제거합니다. 16분에는 하나가 더 남지만, 스케일 인의 휴지 기간이 끝나는 19분에 제거합니다. 운영자가 만든 db-2는 남습니다.",
    },
  },
  "serverless-v2": {
    caption: {
      en: "Two instances with the same work: one with a minimum of 0 ACUs, one with 8. A step is an eighth of the capacity, so the large one takes larger steps. Both shrink slowly. After 300 s without a connection the one with a minimum of 0 is paused, and the next client waits 15 s.",
      ko: "작업이 똑같은 인스턴스 둘입니다. 하나는 최소 0 ACU, 하나는 최소 8 ACU입니다. 한 단계는 용량의 8분의 1이라 큰 쪽이 크게 움직입니다. 둘 다 천천히 작아집니다. 연결 없이 300초가 지나면 최소가 0인 쪽이 일시 중지되고, 다음 클라이언트는 15초를 기다립니다.",
    },
    description: {
      en: "A chart over 10 minutes with three lanes. The first shows the connections of both instances together: 8, from 1:00 on 400, from 2:30 on none, from 9:00 on 8. The other two show the capacity of the instances min-0 and min-8 as filled steps, and as a line what their work would take: next to nothing, from 1:00 to 2:30 24 ACUs. min-0 begins at 0.5 ACUs and climbs to 36, min-8 begins at 8 and is there 15 seconds earlier. After 2:30 both shrink by a step every 30 seconds, and fall by an eighth at a time; min-8 stops at 8. At 7:30 min-0 is paused, at 12 ACUs still. A snapshot at 8:20 does not wake it. At 9:00 clients connect: min-8 serves at once, min-0 has resumed at 9:15 with 0.5 ACUs.",
      ko: "10분을 그린 도표에 줄이 셋 있습니다. 첫 줄은 두 인스턴스의 연결을 합한 수입니다. 8개에서 시작해 1분부터 400개, 2분 30초부터 없고, 9분부터 8개입니다. 나머지 두 줄은 인스턴스 min-0과 min-8의 용량을 채워진 계단으로, 작업에 필요한 용량을 선으로 보여 줍니다. 작업은 거의 없다가 1분부터 2분 30초까지 24 ACU입니다. min-0은 0.5 ACU에서 36까지 올라가고, 8에서 시작한 min-8은 15초 먼저 도착합니다. 2분 30초 뒤에는 둘 다 30초마다 한 단계, 8분의 1씩 작아지며 min-8은 8에서 멈춥니다. 7분 30초에 min-0은 아직 12 ACU인 채로 일시 중지됩니다. 8분 20초의 스냅샷으로는 깨어나지 않습니다. 9분에 클라이언트가 연결하면 min-8은 곧바로 응하고, min-0은 9분 15초에 0.5 ACU로 재개됩니다.",
    },
  },
  "secondary-indexes": {
    caption: {
      en: "A table of orders with 12 write units a second, and a global index by status with 6, which holds the lines of the orders. An order is placed every two seconds; from 0:30 to 1:40 one is also shipped every two seconds. Every four seconds somebody looks for the newest order in the list.",
      ko: "초당 쓰기 12단위인 주문 테이블과, 상태를 키로 주문 내역까지 담는 6단위짜리 글로벌 인덱스입니다. 2초마다 주문이 하나 들어오고, 0분 30초부터 1분 40초까지는 2초마다 하나씩 발송도 합니다. 누군가 4초마다 목록에서 가장 새 주문을 찾습니다.",
    },
    description: {
      en: "A chart over 2 minutes and 15 seconds with three lanes. The first shows the write units that the table takes: 3 a second, from 0:30 6, from 0:47 about 4, from 1:40 again 3; the table has 12. Marks from 0:47 on say that writes are throttled, eleven shipments and five new orders. The second lane shows what the writes want of the index as steps, what it has done as an area, and its capacity of 6 as a line. It is asked for 3 units a second, from 0:30 for 9, from 0:47 for about 6, and does 6 until about 2:00. The third lane shows how far the index is behind: under half a second at first, from 0:30 on more and more, 8 to 9 seconds from 0:53 to 1:40, and again next to nothing at 1:58. Marks say whether the newest order was in the list: sometimes it is in the first half minute, never from 0:32 to 2:00.",
      ko: "2분 15초를 그린 도표에 줄이 셋 있습니다. 첫 줄은 테이블이 쓰는 단위로 초당 3, 0분 30초부터 6, 0분 47초부터 약 4, 1분 40초부터 다시 3입니다. 테이블의 용량은 12입니다. 0분 47초부터 쓰기가 스로틀링되었다는 표시가 발송 열한 번, 새 주문 다섯 번에 있습니다. 둘째 줄은 쓰기가 인덱스에 요구한 양을 계단으로, 인덱스가 처리한 양을 면으로, 용량 6을 선으로 그립니다. 요구는 초당 3에서 0분 30초부터 9, 0분 47초부터 약 6이 되고, 처리는 2분 무렵까지 6입니다. 셋째 줄은 인덱스가 뒤처진 시간입니다. 처음에는 0.5초 안쪽이다가 0분 30초부터 점점 늘어 0분 53초부터 1분 40초까지 8초에서 9초이고, 1분 58초에 다시 거의 없어집니다. 가장 새 주문이 목록에 있었는지도 표시됩니다. 처음 30초에는 가끔 있고, 0분 32초부터 2분까지는 한 번도 없습니다.",
    },
  },
  streams: {
    caption: {
      en: "Two workers send the changes of a table to a search index. Six items change every four seconds; at 12.5 s the stream's shard closes and two children go on. At 21.1 s W1 crashes, after the index has applied lid and plate and before cup and the checkpoint. It is back 20 s later. A lease lasts 10 s.",
      ko: "워커 둘이 테이블의 변경을 검색 인덱스로 보냅니다. 항목 여섯이 4초마다 바뀌고, 12.5초에 스트림의 샤드가 닫히고 자식 둘이 이어받습니다. 21.1초에 W1에 크래시가 납니다. 인덱스가 lid와 plate를 반영한 뒤, cup과 체크포인트보다 앞입니다. W1은 20초 뒤에 돌아옵니다. 임대는 10초입니다.",
    },
    description: {
      en: "A chart over 50 seconds with five lanes. The first has a row for each worker: W1 is down from 21.1 s to 41.1 s, W2 always runs. The next three are for shards, and show how many records were written, as steps, and how many are covered by the checkpoint, as an area; a bar below says who holds the lease. shard-0 gets 18 records, is closed at 12.5 s and read to its end by W1 at 13.3 s. Its children shard-1 and shard-2 get three records every four seconds. W2 holds shard-1 from 13.3 s on. W1 holds shard-2 from 15 s on, until it crashes; then nobody reads it until W2 takes the lease at 33.3 s, with the checkpoint at 6 of 18 records, and catches up within a second. The last lane shows how far the index is behind: at most a few seconds, until 21.1 s; then more and more, up to 12 seconds at 33.3 s. Two marks there say that records came again. In the end 78 changes are applied, and 2 were refused.",
      ko: "50초를 그린 도표에 줄이 다섯 있습니다. 첫 줄에는 워커마다 행이 하나씩 있습니다. W1은 21.1초부터 41.1초까지 중단되고 W2는 계속 실행 중입니다. 다음 세 줄은 샤드이며, 쓰인 레코드 수를 계단으로, 체크포인트까지의 수를 면으로 그리고, 아래 막대는 임대를 가진 워커입니다. shard-0에는 레코드 18개가 쓰이고, 12.5초에 닫히며, 13.3초에 W1이 끝까지 읽습니다. 그 자식 shard-1과 shard-2에는 4초마다 3개씩 쓰입니다. W2는 13.3초부터 shard-1을 가집니다. W1은 15초부터 크래시까지 shard-2를 가집니다. 그 뒤로는 아무도 읽지 않다가, 33.3초에 W2가 체크포인트가 18개 중 6개인 임대를 가져가 1초 안에 따라잡습니다. 마지막 줄은 인덱스가 뒤처진 시간입니다. 21.1초까지는 길어야 몇 초이고, 그 뒤 점점 늘어 33.3초에 12초가 됩니다. 거기에 레코드가 다시 왔다는 표시가 둘 있습니다. 마지막에는 변경 78개가 반영되었고 2개가 거부되었습니다.",
    },
  },
  "stream-retention": {
    caption: {
      en: "One worker, and an order that changes every hour. W1 is down from 2:00 on, for 23 hours. The stream keeps its records for 24. In this run a lease lasts 20 minutes, so W1 begins to read half an hour after it is back.",
      ko: "워커는 하나이고 주문이 한 시간에 하나씩 바뀝니다. W1은 2:00부터 23시간 동안 중단됩니다. 스트림은 레코드를 24시간 보관합니다. 이 실행에서 임대는 20분이어서, W1은 돌아오고 30분 뒤에 읽기 시작합니다.",
    },
    description: {
      en: "A chart over 30 hours with three lanes. The first says that W1 runs until 2:00 and from 25:00 on. The second shows the records of shard-0: one is written every hour, 30 in the end; the checkpoint stands at 2 until 25:30, when W1 has taken the lease again, and covers 26 then. The third shows how far the index is behind, with a line at the 24 hours for which records stay: from 2:40 on more and more, up to almost 23 hours at 25:30, and nothing after it. 30 changes are applied in the end, and none is lost.",
      ko: "30시간을 그린 도표에 줄이 셋 있습니다. 첫 줄에서 W1은 2:00까지, 그리고 25:00부터 실행 중입니다. 둘째 줄은 shard-0의 레코드입니다. 한 시간에 하나씩 쓰여 마지막에는 30개이고, 체크포인트는 2에 머물다가 W1이 임대를 다시 가져간 25:30에 26이 됩니다. 셋째 줄은 인덱스가 뒤처진 시간이고, 레코드가 남는 24시간에 선이 있습니다. 2:40부터 점점 늘어 25:30에 23시간 가까이 되었다가 없어집니다. 마지막에는 변경 30개가 반영되었고 잃은 것은 없습니다.",
    },
  },
  "transact-write": {
    caption: {
      en: "Three accounts, each on a storage node of its own, and two coordinators. T1 moves 30 from alice to bob. T2 wants bob meanwhile, and is cancelled; tried again as T3 it goes through. T4 moves 40 from alice to carol, and its coordinator C1 fails at 760 ms, when both items are held. At 960 ms a single write wants alice. Somebody reads all three with TransactGetItems, again and again.",
      ko: "저마다 다른 스토리지 노드에 있는 계좌 셋과 코디네이터 둘입니다. T1은 alice에게서 bob에게 30을 옮깁니다. 그동안 bob을 쓰려던 T2는 취소되고, T3으로 다시 시도하여 이루어집니다. T4는 alice에게서 carol에게 40을 옮기는데, 두 항목이 잡힌 760 ms에 코디네이터 C1이 멈춥니다. 960 ms에는 단일 쓰기가 alice에 쓰려 합니다. 누군가 TransactGetItems로 셋을 거듭 읽습니다.",
    },
    description: {
      en: "A chart over two seconds with three lanes. The first has a row for each of alice, bob and carol, with the balance in a frame and a bar while the item is held: alice and bob for T1 from 144 to about 190 ms, carol for T2 from 167 to 204 ms, bob and carol for T3 from 433 to 480 ms, alice from 733 and carol from 745 to about 1,270 ms for T4. A mark at 978 ms says that a write to alice was refused. The second lane has a row for each of T1 to T4: preparing, then committed or, for T2, cancelled, until all nodes are settled. T4 is preparing from 719 to 1,248 ms. A bar below says that C1 is down from 760 to 1,700 ms, and a mark at 1,200 ms that C2 takes over. The third lane shows the sum of the balances as a line at 170, with short steps to other values while a transaction is being settled, and the reads as dots, all at 170. Marks say which reads were cancelled: one each for T1 and T3, and all between 790 and 1,280 ms.",
      ko: "2초를 그린 도표에 줄이 셋 있습니다. 첫 줄에는 alice, bob, carol마다 행이 하나씩 있어 잔액을 틀로, 잡혀 있는 동안을 막대로 그립니다. alice와 bob은 T1을 위해 144 ms부터 190 ms쯤까지, carol은 T2를 위해 167 ms부터 204 ms까지, bob과 carol은 T3을 위해 433 ms부터 480 ms까지, T4를 위해 alice는 733 ms부터, carol은 745 ms부터 1,270 ms쯤까지 잡혀 있습니다. 978 ms에는 alice 쓰기가 거부되었다는 표시가 있습니다. 둘째 줄에는 T1부터 T4까지 행이 하나씩 있습니다. 준비 중이다가 커밋, T2는 취소가 되고, 모든 노드가 처리할 때까지 이어집니다. T4는 719 ms부터 1,248 ms까지 준비 중입니다. 아래 막대는 C1이 760 ms부터 1,700 ms까지 중단된 것이고, 1,200 ms의 표시는 C2가 이어받은 것입니다. 셋째 줄은 잔액의 합입니다. 선은 170이고 통지하는 동안 잠깐씩 다른 값이 되며, 읽은 점은 모두 170입니다. 취소된 읽기에는 표시가 있습니다. T1과 T3에 하나씩, 그리고 790 ms와 1,280 ms 사이에는 모두입니다.",
    },
  },
  "time-to-live": {
    caption: {
      en: "Four sessions with Time to Live. s1 and s2 expire at 1:00 and 1:30, s4 at 3:30; s3 was put with a time in milliseconds. The process passes every two hours, and deletes at one pass what it found at the one before. At 3:00 the user of s2 comes back; at 5:30 s4 is deleted by a client. Somebody reads all sessions every half hour.",
      ko: "TTL을 쓰는 세션 넷입니다. s1과 s2는 1시와 1시 30분에, s4는 3시 30분에 만료되고, s3은 시각을 밀리초로 썼습니다. 프로세스는 두 시간마다 지나가며, 한 번에 찾은 것을 다음번에 삭제합니다. 3시에 s2의 사용자가 돌아오고, 5시 30분에 클라이언트가 s4를 삭제합니다. 30분마다 누군가 모든 세션을 읽습니다.",
    },
    description: {
      en: "A chart over 9 hours with two lanes. The first has a row for each session, as a bar that is calm while the session is valid and red from its time on, for as long as it is still in the table. s1 is red from 1:00, and ends at 4:00, deleted by the process. s2 is red from 1:30 to 3:00, is then extended and valid until 5:00, and red again until 8:00. s3 never turns red. s4 turns red at 3:30, and is deleted by a client at 5:30. The fifth row is empty. The second lane shows how many sessions a Scan reads, as steps, and how many are shown, as an area: 4 are read and 2 shown at 1:45. Marks say when the process passes: every two hours.",
      ko: "9시간을 그린 도표에 줄이 둘 있습니다. 첫 줄에는 세션마다 막대가 하나씩 있어, 유효한 동안은 차분한 색이고 시각이 지나면 테이블에서 없어질 때까지 빨간색입니다. s1은 1시부터 빨갛고 4시에 프로세스가 삭제합니다. s2는 1시 30분부터 3시까지 빨갛다가 연장되어 5시까지 유효하고, 다시 8시까지 빨갛습니다. s3은 끝까지 빨개지지 않습니다. s4는 3시 30분에 빨개지고 5시 30분에 클라이언트가 삭제합니다. 다섯째 줄은 비어 있습니다. 둘째 줄은 Scan이 읽은 세션 수를 계단으로, 보여 준 수를 면으로 그립니다. 1시 45분에는 4개를 읽고 2개를 보여 줍니다. 프로세스가 지나가는 때는 두 시간마다 표시됩니다.",
    },
  },
  "search-indexer": {
    caption: {
      en: "A table of listings, its stream of two shards with a function each, and a search index. At 0:06 ann/1 and ann/2 are changed, and their function crashes right after the index has taken both. At 0:13 one shard of the index is busy for three seconds, while ann/2 is removed. At 0:20 kim/4 comes with a text for a price.",
      ko: "판매 목록 테이블, 샤드가 둘이고 샤드마다 함수가 하나씩 있는 스트림, 그리고 검색 인덱스입니다. 6초에 ann/1과 ann/2가 바뀌고, 인덱스가 둘 다 받은 직후 함수가 비정상 종료합니다. 13초에 ann/2가 삭제되고, 인덱스의 샤드 하나가 3초 동안 바쁩니다. 20초에 kim/4가 텍스트 가격을 달고 들어옵니다.",
    },
    description: {
      en: "A chart over 26 seconds with two lanes. The first has a row for each of five listings, ann/1, ann/2, kim/2, kim/3 and kim/4, as a bar that is calm while searches find the listing as the table has it, and marked while they do not. The first four are missing for under a second at 0:01, and then found. ann/1, ann/2 and kim/3 are out of date from 0:06 to 0:07. At 0:13 ann/2 is removed, and is still found until 0:14; kim/3 is out of date until 0:17. kim/4 is missing from 0:20 to the end. The second lane shows how many records are not done: two of them stay from 0:06 to 0:10 although searches find what the table has. Below it, bars show the batches of both shards. That of shard 2 at 0:06 is lost for three seconds after the crash, and comes again at 0:10. Between 0:13 and 0:16 two batches of shard 1 are partly turned away. At 0:20 a mark says dead letter.",
      ko: "26초를 그린 도표에 줄이 둘 있습니다. 첫 줄에는 물건 다섯, ann/1, ann/2, kim/2, kim/3, kim/4마다 막대가 하나씩 있어, 검색 결과가 테이블과 같으면 차분한 색이고 다르면 표시가 납니다. 앞의 넷은 1초 무렵 1초 못 되게 없다가 나옵니다. ann/1, ann/2, kim/3은 6초부터 7초까지 예전 내용입니다. 13초에 ann/2가 삭제되고 14초까지는 아직 나오며, kim/3은 17초까지 예전 내용입니다. kim/4는 20초부터 끝까지 없습니다. 둘째 줄은 끝나지 않은 레코드 수입니다. 검색 결과가 테이블과 같은데도 둘이 6초부터 10초까지 남아 있습니다. 그 아래 막대는 두 샤드의 배치입니다. 샤드 2의 6초 배치는 비정상 종료 뒤 3초 동안 소식이 없다가 10초에 다시 옵니다. 13초와 16초 사이에 샤드 1의 배치 둘이 일부 거절됩니다. 20초에 데드 레터 표시가 있습니다.",
    },
  },
  "search-rebuild": {
    caption: {
      en: "Eight listings, and an index that is emptied at 0:20 and filled from an export of the table: five at 1:00, the other three at 1:40. The stream goes on meanwhile. At 0:30 ann/7 is removed, and at 0:35 ann/2 is changed. The index knows the version of a delete for 60 s.",
      ko: "물건이 여덟 있고, 20초에 인덱스를 비워 테이블의 내보내기로 다시 채웁니다. 다섯은 1분에, 나머지 셋은 1분 40초에 들어옵니다. 그동안에도 스트림은 계속 처리합니다. 30초에 ann/7이 삭제되고 35초에 ann/2가 바뀝니다. 인덱스는 삭제의 버전을 60초 동안 기억합니다.",
    },
    description: {
      en: "A chart over 2 minutes and 10 seconds with two lanes. The first has a row for each of eight listings, ann/1 to ann/8. All are found by 0:05. From 0:20 on all of them are missing. ann/7 is removed at 0:30: its bar ends. ann/2, changed at 0:35, is found from 0:36 on; ann/1, ann/3, ann/4 and ann/5 from 1:01 on, ann/6 and ann/8 from 1:41 on. At 1:41 ann/7 is back, marked as found though deleted, and stays to the end. The second lane shows how many records are not done: none but for moments. Bars below it show the batches of shard 1, and of the export at 1:00 and 1:40.",
      ko: "2분 10초를 그린 도표에 줄이 둘 있습니다. 첫 줄에는 ann/1부터 ann/8까지 물건마다 막대가 하나씩 있습니다. 5초에는 모두 나옵니다. 20초부터 모두 없습니다. ann/7은 30초에 삭제되어 막대가 끝납니다. 35초에 바뀐 ann/2는 36초부터, ann/1, ann/3, ann/4, ann/5는 1분 1초부터, ann/6과 ann/8은 1분 41초부터 나옵니다. 1분 41초에 ann/7이 삭제되었는데도 나오는 것으로 표시되어 끝까지 남습니다. 둘째 줄은 끝나지 않은 레코드 수로, 잠깐씩을 빼면 없습니다. 그 아래 막대는 샤드 1의 배치와, 1분과 1분 40초의 내보내기 배치입니다.",
    },
  },
  backups: {
    caption: {
      en: "Ten orders come every minute. At 10:00 a job that was to tidy up deletes all but the newest twenty. At 12:30 somebody asks for the table as it was at 9:59, and is refused; at 15:00 he asks again. Recovery has been on since 0:00.",
      ko: "매분 주문이 10개씩 들어옵니다. 10분에 정리하려던 작업이 최근 20개만 남기고 모두 삭제합니다. 12분 30초에 누군가 9분 59초의 테이블을 요청했다가 거절되고, 15분에 다시 요청합니다. 복구는 0분부터 켜져 있습니다.",
    },
    description: {
      en: "A chart over 18 minutes with two lanes. The first shows the items in the table orders: 90 before 10:00, then 20 when the job has run, and 10 more every minute after. Marks say that at 12:30 a restore is refused, and that at 15:00 it makes a new table with 90 items. The second lane shows which seconds can be restored: the latest one follows the present five minutes behind, the earliest one is 0:00.",
      ko: "18분을 그린 도표에 줄이 둘 있습니다. 첫 줄은 테이블 orders의 항목 수로, 10분 전에는 90개이고 작업이 돈 뒤 20개가 되었다가 매분 10개씩 늘어납니다. 12분 30초에는 복원이 거절되고 15분에는 항목 90개의 새 테이블이 만들어진다고 표시됩니다. 둘째 줄은 복원할 수 있는 초로, 가장 늦은 초는 지금보다 5분 뒤처져 따라오고 가장 이른 초는 0분입니다.",
    },
  },
  items: {
    caption: {
      en: "A customer orders every two seconds, about 1.8 KB each. One design keeps all orders in a list in one item; the other writes an item for each order, under one partition key. At 3:20 all orders are read in both, at 5:00 the newest one.",
      ko: "고객이 2초마다 주문하며 주문 하나는 약 1.8 KB입니다. 한 설계는 모든 주문을 항목 하나의 리스트에 담고, 다른 설계는 같은 파티션 키 아래 주문마다 항목을 하나씩 씁니다. 3분 20초에 양쪽에서 주문을 모두 읽고, 5분에 가장 새 주문을 읽습니다.",
    },
    description: {
      en: "A chart over eight minutes with two lanes. The first shows what the latest order cost: 2 write units for an item of its own, always; in one item 2 at first, 176 for the hundredth order and 400 for the 227th. At 7:36 the 228th is refused: the item would have more than 400 KB. Marks say that at 3:20 a read of all 100 orders costs 44 read units from one item and 45 as a query, and that at 5:00 the newest order costs 66 from one item and 1 from its own. The second lane shows the sums: 45,631 write units for 227 orders in one item, 454 for as many items.",
      ko: "8분을 그린 도표에 줄이 둘 있습니다. 첫 줄은 마지막 주문에 든 쓰기 단위입니다. 주문마다 항목이면 언제나 2단위이고, 항목 하나이면 처음에는 2단위, 백 번째 주문은 176단위, 227번째 주문은 400단위입니다. 7분 36초에 228번째 주문은 거절됩니다. 항목이 400 KB를 넘기 때문입니다. 3분 20초에 주문 100개를 모두 읽는 데 항목 하나에서는 읽기 44단위, 쿼리로는 45단위가 들고, 5분에 가장 새 주문 하나를 읽는 데 항목 하나에서는 66단위, 따로 둔 항목에서는 1단위가 든다고 표시됩니다. 둘째 줄은 합계로, 227개의 주문에 항목 하나는 쓰기 45,631단위, 주문마다 항목은 454단위입니다.",
    },
  },
  queries: {
    caption: {
      en: "A customer has 400 orders of 1 KB; numbers 121 to 128 are open. A screen first asks for the newest 50 orders, without a filter. At 0:03 it asks for the open ones: newest first, with a filter on the status and Limit 50. The caller asks for page after page, until one has no LastEvaluatedKey; a page takes a second here.",
      ko: "고객 한 명에게 1 KB짜리 주문이 400개 있고 121번부터 128번까지가 처리 중(open)입니다. 화면이 먼저 가장 새 주문 50개를 필터 없이 요청합니다. 3초에는 처리 중인 주문을 요청합니다. 새것부터, 상태 필터와 Limit 50을 줍니다. 호출자는 LastEvaluatedKey가 없는 페이지가 나올 때까지 차례로 요청하고, 여기서 한 페이지는 1초가 걸립니다.",
    },
    description: {
      en: "A chart over thirteen seconds with two lanes. The first shows for each page how many items were read, 50 every time, and how many were returned. At 0:01 the page without a filter returns all 50, for 6.5 units. Then come the pages of the query with the filter; bars below say what each returned. Pages one to five, from 0:04 on, return nothing, and they have a next one; page six at 0:09 has 8 items; page seven is empty, with a next one; page eight at 0:11 is empty, and it is the last. A mark at 0:12 says that the caller has 8 items for 52 units. The second lane shows the read units of each read so far: 6.5 more with each page, also with those that return nothing.",
      ko: "13초를 그린 도표에 줄이 둘 있습니다. 첫 줄은 페이지마다 읽은 항목 수와 돌려준 항목 수입니다. 읽은 것은 언제나 50개입니다. 1초에 필터 없는 페이지가 50개를 모두 돌려주고 6.5단위가 듭니다. 그다음은 필터가 있는 쿼리의 페이지이고, 아래 막대는 페이지마다 돌려준 개수입니다. 4초부터 첫째에서 다섯째 페이지까지는 돌려준 것이 없지만 다음이 있고, 9초에 온 여섯째 페이지에는 8개가 있습니다. 일곱째 페이지는 비었지만 다음이 있고, 11초의 여덟째 페이지는 비었고 마지막입니다. 12초에 호출자가 52단위로 8개를 모았다고 표시됩니다. 둘째 줄은 읽기마다 지금까지 든 읽기 단위로, 아무것도 돌려주지 않은 페이지까지 한 페이지마다 6.5단위씩 늘어납니다.",
    },
  },
  partitions: {
    caption: {
      en: "A table's keys in the order of their hashes, and around them its partitions, as hot as they are. Eight customers get 200 writes/s each from the beginning. At 10:00 the orders of one day come, 1,500 writes/s to one partition key, with the time as sort key. A partition is split two minutes after it has been hot for one.",
      ko: "테이블의 키를 해시 순서로 놓고, 파티션을 뜨거운 만큼 칠해 둘러 그렸습니다. 처음부터 고객 여덟에게 초당 200개씩 쓰기가 옵니다. 10분에 하루치 주문이 오기 시작합니다. 파티션 키 하나에 시각을 정렬 키로 초당 1,500개입니다. 파티션은 1분 동안 뜨거우면 2분 뒤에 분할됩니다.",
    },
    description: {
      en: "A chart over 20 minutes with two lanes. The first has a row for each of nine partition keys in the order of their hashes: customer#5, 1, 4, 3, 6, then 2026-11-27, then customer#7, 2, 8. Frames around the rows are partitions, with colours for how many writes a second each is asked for. Until 3:00 one partition has all keys, is asked for 1,600 writes a second and throttles 600. At 3:00 it is split into two of four customers each, and at 5:00 these into four of two each, with 400 writes a second. From 10:00 on the partition with customer#6, 2026-11-27 and customer#7 is asked for 1,900. At 13:00 it is split below 2026-11-27, and at 15:00 above it: the day is alone in a partition, is asked for 1,500 writes a second, and throttles 500 to the end. The second lane shows what the table admits as an area below what it is asked for.",
      ko: "20분을 그린 도표에 줄이 둘 있습니다. 첫 줄에는 파티션 키 아홉 개가 해시 순서로 한 행씩 있습니다. customer#5, 1, 4, 3, 6, 2026-11-27, customer#7, 2, 8의 순서입니다. 행을 둘러싼 테두리가 파티션이고, 색은 초당 쓰기가 얼마나 오는지 나타냅니다. 3분까지는 한 파티션에 모든 키가 있어 초당 1,600개가 오고 600개를 스로틀링합니다. 3분에 고객 넷씩 둘로, 5분에 둘씩 넷으로 분할되어 파티션마다 400개가 옵니다. 10분부터 2026-11-27이 있는 파티션에 1,900개가 옵니다. 13분에 2026-11-27 앞에서, 15분에 뒤에서 분할되어 그날만 혼자 한 파티션에 남고, 초당 1,500개 가운데 500개를 끝까지 스로틀링합니다. 둘째 줄은 테이블이 수락하는 양을 면으로, 요청되는 양을 그 위의 선으로 보여 줍니다.",
    },
  },
  "replication-inside": {
    caption: {
      en: "Three replicas of a partition. R1 leads, and renews a lease of 2 s; R2 and R3 have promised it. app-1 and app-3 read strongly consistent and write, app-2 and app-3 read eventually consistent. At 2.00 s the zone of R1 goes down, for 4 s.",
      ko: "파티션의 복제본 셋입니다. 리더 R1은 2초짜리 임대를 갱신하고, R2와 R3이 그것을 약속했습니다. app-1과 app-3은 강력히 일관되게 읽거나 쓰고, app-2와 app-3은 최종적으로 일관되게 읽습니다. 2.00초에 R1의 가용 영역이 4초 동안 중단됩니다.",
    },
    description: {
      en: "A chart over seven seconds with four lanes. Three are for the replicas R1, R2 and R3, each in its zone; a line falls from 2 s towards 0 and is set up again about twice a second: for R1 its lease, for the others what they have promised R1. A bar below R1 says that it serves. At 2.00 s az-1 goes down, and R1 with it. The promises of R2 and R3 run down. At 2.90 s R2 suspects the leader, at 2.92 s it is elected, with 0.78 s of its promise left, and a bar says that it waits. At 3.70 s the promises are at 0 and R2 serves. The fourth lane shows how long each request took: milliseconds before 2.00 s; writes and strongly consistent reads asked after that take up to 1.9 s, two writes have an unknown outcome; eventually consistent reads take milliseconds throughout. At 6.00 s R1 is back, and follows.",
      ko: "7초를 그린 도표에 줄이 넷 있습니다. 셋은 각자의 가용 영역에 있는 복제본 R1, R2, R3입니다. 선이 2초에서 0 쪽으로 내려가다가 1초에 두 번쯤 다시 올라갑니다. R1에서는 임대, 나머지에서는 R1에게 한 약속입니다. R1 아래의 막대는 R1이 처리하고 있음을 나타냅니다. 2.00초에 az-1이 중단되고 R1도 멈춥니다. R2와 R3의 약속이 줄어듭니다. 2.90초에 R2가 리더를 의심하고, 약속이 0.78초 남은 2.92초에 선출되어 막대가 대기를 나타냅니다. 3.70초에 약속이 0이 되고 R2가 처리합니다. 넷째 줄은 요청마다 걸린 시간입니다. 2.00초 전에는 몇 밀리초이고, 그 뒤에 보낸 쓰기와 강력히 일관된 읽기는 길게는 1.9초가 걸리며 쓰기 둘은 결과를 모릅니다. 최종적으로 일관된 읽기는 내내 몇 밀리초입니다. 6.00초에 R1이 돌아와 팔로워가 됩니다.",
    },
  },
  throughput: {
    caption: {
      en: "Three tables of 2,000 WCU on four partitions of 500, with the same writes. From 5:00 on one key gets 1,000 a second, from 12:00 on 1,500. static has only shares. burst uses up what P1 has kept, is throttled, and gets more look by look. global draws on one bucket for the table. 1,000 for one key is the end in all of them.",
      ko: "2,000 WCU를 500씩 네 파티션에 둔 테이블 셋에 같은 쓰기가 옵니다. 5분부터 키 하나에 초당 1,000개, 12분부터 1,500개입니다. static은 고정된 몫뿐입니다. burst는 P1이 모아 둔 것을 다 쓰고 스로틀링되었다가 조금씩 더 할당받습니다. global은 테이블의 버킷 하나에서 꺼내 씁니다. 키 하나에 1,000은 어느 쪽에서나 끝입니다.",
    },
    description: {
      en: "A chart over 14 minutes with four lanes. Three of them show for the tables static, burst and global what each admits as an area, what is asked for as a line, and the table's capacity of 2,000 as another line; bars below say when requests are throttled, and why. 60 writes a second are asked for, from 5:00 on 1,060, from 12:00 on 1,560. static admits 560 a second from 5:01 on and throttles the rest because of the partition's share, to the end. burst admits all 1,060 until 10:00; then it is throttled because of the share while numbers say that adaptive capacity allocates 750, 875 and so on up to 1,000; from 12:00 on it is throttled because of the ceiling. The fourth lane, below burst, shows the tokens of partition P1: 150,000 at 5:00, none at 10:00. global admits all 1,060, and from 12:00 on 1,060 of 1,560, because of the ceiling.",
      ko: "14분을 그린 도표에 줄이 넷 있습니다. 셋은 테이블 static, burst, global이 수락하는 양을 면으로, 요청되는 양을 선으로, 테이블의 용량 2,000을 또 다른 선으로 보여 주며, 아래 막대는 언제 왜 스로틀링되는지를 나타냅니다. 요청은 초당 60개이고 5분부터 1,060개, 12분부터 1,560개입니다. static은 5분 1초부터 초당 560개를 수락하고 나머지는 파티션의 몫 때문에 끝까지 스로틀링합니다. burst는 10분까지 1,060개를 모두 수락합니다. 그 뒤 몫 때문에 스로틀링되는 동안 적응형 용량이 750, 875로 시작해 1,000까지 할당한다고 숫자가 알려 주고, 12분부터는 상한 때문에 스로틀링됩니다. burst 아래 네 번째 줄은 파티션 P1의 토큰으로, 5분에 150,000이고 10분에 바닥납니다. global은 1,060개를 모두 수락하고, 12분부터는 상한 때문에 1,560개 가운데 1,060개를 수락합니다.",
    },
  },
  "query-cache": {
    caption: {
      en: "Every 8 s the seller anna asks for the list of all cameras, and two seconds later for her own offer by its key, both through dax-1. The TTL is 300 s for items and for queries. At 0:10 she writes a new price through dax-1.",
      ko: "판매자 anna는 dax-1을 거쳐 카메라 전체 목록을 8초마다 묻고, 2초 뒤에 자기 상품을 키로 읽습니다. TTL은 항목도 쿼리도 300초입니다. 0분 10초에 dax-1을 거쳐 새 가격을 씁니다.",
    },
    description: {
      en: "A chart over six and a half minutes with three lanes. The first two show the offer camera#anna as GetItem reads it and as it stands in the list that the Query returns: steps show the version that the table has, a line with dots what each read was served, and bars below how long dax-1 has the item, or the result, in memory, and where the table has replaced it. The table has version 2 from 0:10 on. GetItem gets version 2 at 0:14 already. The list shows version 1 until 5:00; at 5:08 the result is too old, and the list shows version 2. GetItem's entry, which was stored by the write at 0:10, is too old from 5:10 on and is fetched again at 5:18. The third lane shows the read units of the table: 1 at the beginning, 2 in the end.",
      ko: "6분 40초를 그린 도표에 줄이 셋 있습니다. 첫 두 줄은 상품 camera#anna를 GetItem이 읽은 것과, Query가 돌려주는 목록 속의 것입니다. 계단은 테이블의 버전, 점이 있는 선은 읽기마다 제공된 버전이고, 아래 막대는 dax-1이 항목이나 결과를 얼마나 메모리에 두는지와 어디서 테이블이 바꾸었는지를 보여 줍니다. 테이블은 0분 10초부터 버전 2입니다. GetItem은 0분 14초에 벌써 버전 2를 받습니다. 목록은 5분까지 버전 1을 보이고, 5분 8초에 결과가 너무 오래되어 버전 2를 보입니다. GetItem의 엔트리는 0분 10초의 쓰기가 저장한 것으로, 5분 10초를 지나면 너무 오래되어 5분 18초에 다시 가져옵니다. 셋째 줄은 테이블의 읽기 단위로, 처음에 1, 마지막에 2입니다.",
    },
  },
  "cache-aside": {
    caption: {
      en: "Four processes read the total of all offers 50 times a second; one of them also writes offer-1. To compute the total takes the table about 200 ms. Until 0:12 the application has no leases. It writes once at 0:04, and twice within 0.2 s at 0:08. From 0:12 on it takes leases, and writes once at 0:13, and twice at 0:17.",
      ko: "프로세스 넷이 모든 상품의 합계 total을 초당 50번 읽고, 그중 하나가 offer-1도 씁니다. 합계를 계산하는 데 테이블에서 약 200 ms가 걸립니다. 12초까지는 임대를 쓰지 않습니다. 4초에 한 번, 8초에 0.2초 간격으로 두 번 씁니다. 12초부터는 임대를 쓰고, 13초에 한 번, 17초에 두 번 씁니다.",
    },
    description: {
      en: "A chart over 20 seconds with two lanes. The first has a row for each entry in the cache, here only total. Its bar is calm while the cache has what the table has. It is gone for under a second after each write. From 0:08 to 0:13 it is marked as older than the table. Below it, a bar says no leases until 0:12, and leases from then on. After the writes at 0:13 and 0:17 the bar of total says a lease for a moment. The second lane counts the reads of the table so far, as stairs: 11 come at the start, 11 after the write at 0:04, 11 after the two at 0:08, one after the write at 0:13, and two after those at 0:17, 36 in all.",
      ko: "20초를 그린 도표에 줄이 둘 있습니다. 첫 줄에는 캐시에 있는 엔트리마다 행이 있고, 여기서는 total뿐입니다. 캐시의 값이 테이블과 같은 동안 막대는 차분한 색이고, 쓸 때마다 1초 못 되게 사라집니다. 8초부터 13초까지는 테이블보다 오래되었다는 표시가 있습니다. 그 아래 막대는 12초까지 임대 없음, 그 뒤로 임대 사용입니다. 13초와 17초의 쓰기 뒤에는 total 막대가 잠깐 임대가 됩니다. 둘째 줄은 지금까지 테이블을 읽은 횟수를 그린 계단입니다. 시작 직후 11회, 4초의 쓰기 뒤에 11회, 8초의 두 쓰기 뒤에 11회, 13초의 쓰기 뒤에 1회, 17초의 두 쓰기 뒤에 2회 늘어 모두 36회입니다.",
    },
  },
  "dax-cluster": {
    caption: {
      en: "One item of 100 KB is read 300 times a second: past DAX until 0:04, then through three nodes with a TTL of 2 s. Every 4 s admin writes the item through the cluster. At 0:12 dax-1, the primary, fails. At 0:14 dax-2 is the primary; admin hears of it at 0:18.",
      ko: "100 KB짜리 항목 하나를 초당 300번 읽습니다. 0분 4초까지는 DAX를 우회하고, 그 뒤로는 TTL이 2초인 노드 셋을 거칩니다. admin은 4초마다 클러스터를 거쳐 항목을 씁니다. 0분 12초에 기본 노드 dax-1에 장애가 납니다. 0분 14초에 dax-2가 기본 노드가 되고, admin은 0분 18초에 그것을 듣습니다.",
    },
    description: {
      en: "A chart over 24 seconds with five lanes. The first shows the read units that the table's partition gives as an area, those that it is asked for as a line, and its ceiling of 3,000. Until 0:04 it is asked for 3,750 a second, gives 3,000 and throttles 60 reads; from then on it is asked for between 0 and 63. Marks show the writes: written at 0:05 and 0:09, unknown at 0:16 and 0:20, written at 0:21. The next three lanes show for dax-1, dax-2 and dax-3 how many reads a second each serves from memory, and bars below what it is: until 0:12 about 100 each, with dax-1 as primary. Then dax-1 is down, and the others serve about 100 each, up to 200 at 0:17, and 150 in the end; dax-2 is primary from 0:14 on. The last lane shows the reads that clients get answered: 240 a second until 0:04, with 60 failed; 300 until 0:12; about 200 at 0:13, 400 at 0:17, and 300 in the end, with none failed.",
      ko: "24초를 그린 도표에 줄이 다섯 있습니다. 첫 줄은 테이블의 파티션이 제공한 읽기 단위를 면으로, 요청받은 것을 선으로, 한도 3,000을 또 다른 선으로 보여 줍니다. 0분 4초까지는 초당 3,750을 요청받아 3,000을 제공하고 읽기 60회를 스로틀링하며, 그 뒤로는 0에서 63 사이를 요청받습니다. 표시는 쓰기입니다. 0분 5초와 9초에 기록되고, 16초와 20초에는 결과를 모르며, 21초에 기록됩니다. 다음 세 줄은 dax-1, dax-2, dax-3이 메모리에서 제공한 초당 읽기이고, 아래 막대는 그 노드가 무엇인지를 나타냅니다. 0분 12초까지는 저마다 100회쯤이고 dax-1이 기본 노드입니다. 그 뒤 dax-1은 중단되고, 나머지는 저마다 100회쯤, 0분 17초에 200회까지, 끝에는 150회를 제공합니다. 0분 14초부터 dax-2가 기본 노드입니다. 마지막 줄은 클라이언트가 받은 읽기 응답으로, 0분 4초까지 초당 240회에 실패 60회, 12초까지 300회, 13초에 200회쯤, 17초에 400회, 끝에는 300회이며 실패는 없습니다.",
    },
  },
  "item-cache": {
    caption: {
      en: "The shop reads product#1 every 10 s and product#2, which is not there, every 20 s, through dax-1: four entries, TTL 300 s. At 0:40 admin writes product#1 through dax-1. At 1:30 import creates product#2, and at 2:00 it writes product#1, both directly to the table. At 7:12 somebody reads three other products.",
      ko: "쇼핑몰은 dax-1(엔트리 4개, TTL 300초)을 거쳐 product#1을 10초마다, 아직 없는 product#2를 20초마다 읽습니다. 0분 40초에 admin이 product#1을 dax-1을 거쳐 씁니다. 1분 30초에 import가 product#2를 만들고, 2분에 product#1을 씁니다. 둘 다 테이블에 직접 씁니다. 7분 12초에 누군가 다른 상품 셋을 읽습니다.",
    },
    description: {
      en: "A chart over eight and a half minutes with three lanes. The first two are of product#1 and product#2: steps show the version that the table has, a line with dots what each read was served, and bars below show how long dax-1 keeps an entry, and where the entry is stale. product#1 is version 1 in both, from 0:40 on version 2 in both. At 2:00 the table has version 3, and the reads are served version 2 until 5:35; at 5:45 they get version 3. product#2 is in the table as version 1 from 1:30 on, and the reads are told until 5:08 that there is none; at 5:28 they get it. At 7:12 three other products are read: the entry of product#1 is evicted, which was used seven seconds ago and so longest of all, and fetched again at 7:15, when product#2 has to go. The third lane shows how many entries dax-1 has: two until 7:12, then four.",
      ko: "8분 30초를 그린 도표에 줄이 셋 있습니다. 첫 두 줄은 product#1과 product#2입니다. 계단은 테이블의 버전, 점이 있는 선은 읽기마다 제공된 버전이고, 아래 막대는 dax-1이 엔트리를 얼마나 두는지와 어디서 낡았는지를 보여 줍니다. product#1은 양쪽 모두 버전 1이다가 0분 40초부터 버전 2입니다. 2분에 테이블은 버전 3이 되지만 읽기는 5분 35초까지 버전 2를 받고, 5분 45초에 버전 3을 받습니다. product#2는 1분 30초부터 테이블에 버전 1로 있지만 읽기는 5분 8초까지 없다는 답을 받고, 5분 28초에 받습니다. 7분 12초에 다른 상품 셋을 읽자, 7초 전에 사용되어 가장 오래된 product#1의 엔트리가 제거되었다가 7분 15초에 다시 들어오고, 그때 product#2가 나갑니다. 셋째 줄은 dax-1의 엔트리 수로, 7분 12초까지 둘, 그 뒤 넷입니다.",
    },
  },
  "global-tables": {
    caption: {
      en: "One item in two Regions. us-east-1 puts 120 at 2.50 s, eu-west-1 puts 90 at 2.65 s, before the 120 has arrived there. The clock of eu-west-1 is 400 ms behind. Both applications hear that their put is done.",
      ko: "두 리전에 있는 항목 하나입니다. 2.50초에 us-east-1이 120을 넣고, 그것이 도착하기 전인 2.65초에 eu-west-1이 90을 넣습니다. eu-west-1의 시계는 400 ms 느립니다. 두 애플리케이션 모두 쓰기가 되었다는 응답을 받습니다.",
    },
    description: {
      en: "A chart over 4.6 seconds with a lane for each of the Regions us-east-1 and eu-west-1. Each shows as an area the price that a read there gets, with marks for the Region's own writes, and bars below for writes that are on their way to it. Both have 100 from 0.75 s on. At 2.50 s us-east-1 shows 120, and its write is on its way to eu-west-1 until 3.09 s. At 2.65 s eu-west-1 shows 90, and its write is on its way to us-east-1 until 2.80 s; there it changes nothing, for its stamp is 2,252 and that of 120 is 2,502. At 3.09 s eu-west-1 shows 120, with a mark that 90 is lost.",
      ko: "4.6초를 그린 도표에 us-east-1과 eu-west-1 리전이 한 줄씩 있습니다. 면은 그 리전에서 읽은 가격이고, 표시는 그 리전의 쓰기, 아래 막대는 그 리전으로 오는 중인 쓰기입니다. 0.75초부터 양쪽 모두 100입니다. 2.50초에 us-east-1이 120이 되고, 그 쓰기는 3.09초까지 eu-west-1로 가는 중입니다. 2.65초에 eu-west-1이 90이 되고, 그 쓰기는 2.80초까지 us-east-1로 가는 중입니다. 거기서는 아무것도 바꾸지 않습니다. 90의 스탬프는 2,252이고 120의 스탬프는 2,502이기 때문입니다. 3.09초에 eu-west-1은 120이 되고, 90이 사라졌다는 표시가 붙습니다.",
    },
  },
  "blue-green": {
    caption: {
      en: "Blue commits 250 times a second; green replays up to 400. Replication stood still until 9.6 s, so that green is 7.1 s behind when the switchover begins at 12 s. Writes are stopped from 12.5 s on. web keeps a DNS answer for 5 s, report for 30 s. The time-out is 30 s.",
      ko: "초당 커밋이 250개이고, 그린은 초당 400개까지 재생합니다. 복제가 9.6초까지 멈추어 있어서 12초에 전환을 시작할 때 그린은 7.1초 뒤져 있습니다. 쓰기는 12.5초부터 멈춥니다. web은 DNS 응답을 5초, report는 30초 보관합니다. 제한 시간은 30초입니다.",
    },
    description: {
      en: "A chart over 42 seconds with two lanes. The first shows how many seconds green is behind blue: it rises to 8 s at 9 s and falls from then on. Bars below it are the steps of the switchover: guard rails from 12 s, stop and drop from 12.5 s, catch up from 13.5 s, names from 17.5 s, open from 20.5 s; at 21 s it is completed. The second lane shows commits a second, 250 and in between none. Bars below it say who takes writes, blue until 12.5 s and green from 21 s on; where the name orders leads, to blue until 18.5 s, nowhere, and to green from 20 s on; and which client cannot write: web from 13 s to 22 s, report from 14 s to 32 s.",
      ko: "42초를 그린 도표에 줄이 둘 있습니다. 첫 줄은 그린이 블루보다 몇 초 뒤져 있는지입니다. 9초에 8초까지 오르고 그 뒤로 줄어듭니다. 아래 막대는 전환의 단계입니다. 12초부터 가드레일, 12.5초부터 중지와 끊기, 13.5초부터 따라잡기, 17.5초부터 이름, 20.5초부터 열기이고 21초에 완료됩니다. 둘째 줄은 초당 커밋 수로, 250개이다가 중간에는 없습니다. 아래 막대는 누가 쓰기를 받는지(블루는 12.5초까지, 그린은 21초부터), orders라는 이름이 어디를 가리키는지(18.5초까지 블루, 그 뒤 없음, 20초부터 그린), 어느 클라이언트가 쓸 수 없는지(web은 13초부터 22초까지, report는 14초부터 32초까지) 나타냅니다.",
    },
  },
  "data-api": {
    caption: {
      en: "One caller, seven calls in four minutes. c1 begins a transaction, c2 and c4 use it. c3 runs into its time-out after 45 s, and is stopped. So does c5, but its statement runs on. c7 comes to commit, 185 s after c4.",
      ko: "호출자 하나가 4분 동안 일곱 번 호출합니다. c1이 트랜잭션을 시작하고 c2와 c4가 사용합니다. c3은 45초에 시간이 초과되어 중단됩니다. c5도 시간이 초과되지만 문장은 계속 실행됩니다. c7은 c4가 오고 185초 뒤에 커밋하러 옵니다.",
    },
    description: {
      en: "A time line over 250 seconds. At the top a row for each call, with a bar from its request to its answer: c1 BeginTransaction at 0 s, c2 in the transaction at 2 s, c3 alone at 30 s, c4 in the transaction at 60 s, c5 alone at 100 s, c6 alone at 190 s, c7 CommitTransaction at 245 s. Below, a row for each session of the database. S1 is open from 0 s on, with three short statements; a mark shows when it will have had 180 s without a call: first at 182 s, from 60 s on at 240 s. S2, for c3, is closed at 75 s with its statement. S3, for c5, stays open until 175 s, although c5 is answered with a time-out at 145 s. S4 is opened and closed for c6. At 241 s S1 is closed and rolled back. At 245 s c7 is answered with TransactionNotFoundException.",
      ko: "250초를 그린 시간선입니다. 위쪽에는 호출마다 한 줄씩, 요청부터 응답까지 막대가 있습니다. 0초에 c1 BeginTransaction, 2초에 트랜잭션의 c2, 30초에 단독 c3, 60초에 트랜잭션의 c4, 100초에 단독 c5, 190초에 단독 c6, 245초에 c7 CommitTransaction입니다. 아래에는 데이터베이스의 세션마다 한 줄이 있습니다. S1은 0초부터 열려 있고 짧은 문장이 셋 실행됩니다. 호출 없이 180초가 되는 시점이 표시되는데, 처음에는 182초, 60초부터는 240초입니다. c3의 S2는 75초에 문장과 함께 닫힙니다. c5의 S3은 c5가 145초에 시간 초과로 응답받은 뒤에도 175초까지 열려 있습니다. S4는 c6을 위해 열렸다가 닫힙니다. 241초에 S1이 닫히고 롤백됩니다. 245초에 c7은 TransactionNotFoundException을 받습니다.",
    },
  },
  endpoints: {
    caption: {
      en: "Four applications, each through an endpoint of its own. At 6 s an operator asks for a failover, and db-3 becomes the writer. The cluster endpoint follows 15 s later. The custom endpoint analytics holds db-3 alone, and readers only: from then on it leads nowhere.",
      ko: "애플리케이션 넷이 저마다 다른 엔드포인트를 씁니다. 6초에 운영자가 장애 조치를 요청하고 db-3이 라이터가 됩니다. 클러스터 엔드포인트는 15초 뒤에 따라갑니다. 사용자 지정 엔드포인트 analytics에는 db-3만, 그것도 리더만 들어갑니다. 그때부터 analytics는 어디로도 이어지지 않습니다.",
    },
    description: {
      en: "At the top, four clients: orders goes through the cluster endpoint, web through the reader endpoint, reports through the custom endpoint analytics, batch through the custom endpoint jobs. Lines lead to the instances that they are connected to. Below, three zones with one instance each: db-1 is the writer, db-2 and db-3 are readers. orders is connected to db-1, web to a reader, reports to db-3, batch now to db-2 and now to db-3. At 6 s db-3 is promoted, and whoever was connected to it is cut off. db-1 goes on as a reader, and refuses the writes of orders, which keeps its connection although the cluster endpoint leads to db-3 from 21 s on. From the same moment on reports finds nobody behind its name, while batch, whose endpoint takes any role, goes on as before.",
      ko: "맨 위에 클라이언트가 넷 있습니다. orders는 클러스터 엔드포인트를, web은 리더 엔드포인트를, reports는 사용자 지정 엔드포인트 analytics를, batch는 사용자 지정 엔드포인트 jobs를 거칩니다. 선은 연결된 인스턴스로 이어집니다. 그 아래 가용 영역 셋에 인스턴스가 하나씩 있습니다. db-1이 라이터, db-2와 db-3이 리더입니다. orders는 db-1에, web은 리더에, reports는 db-3에, batch는 db-2나 db-3에 연결됩니다. 6초에 db-3이 승격되고 거기 연결되어 있던 클라이언트는 끊깁니다. db-1은 리더가 되어 orders의 쓰기를 거절합니다. 클러스터 엔드포인트는 21초부터 db-3으로 이어지지만 orders는 연결을 그대로 둡니다. 같은 순간부터 reports의 이름 뒤에는 아무도 없고, 어떤 역할이든 받아들이는 엔드포인트를 쓰는 batch는 전과 같습니다.",
    },
  },
  "replica-lag": {
    caption: {
      en: "Two applications, shop and account, write through the cluster endpoint and read their own write right after, on db-3. A third, feed, reads with a new connection each time. At 120 ms db-3 gets other work, and applies the redo stream 40 ms late. account has asked for session consistency.",
      ko: "두 애플리케이션 shop과 account는 클러스터 엔드포인트로 쓰고 자기가 쓴 것을 곧바로 db-3에서 읽습니다. feed는 매번 새 연결로 읽습니다. 120 ms에 db-3이 다른 일로 바빠져 리두 스트림을 40 ms 늦게 적용합니다. account는 세션 일관성을 요청했습니다.",
    },
    hint: {
      en: "Click an instance or a zone to take it down at this moment. With the switch on, a click on a reader slows it.",
      ko: "인스턴스나 가용 영역을 누르면 이 순간에 중단됩니다. 스위치를 켜고 리더를 누르면 그 리더가 느려집니다.",
    },
    description: {
      en: "At the top, three clients: shop and account each have a connection to the writer and one to the reader db-3, feed has one to either reader in turn. Below, three zones with one instance each: db-1 is the writer, db-2 and db-3 are readers. At the bottom a row for each instance shows how much of the log it shows, in cells named after commits, with the writer's VDL and each reader's lag beside it. Until 120 ms both readers are about 2 ms behind, and everybody reads what was written. Then db-3 stays 40 ms behind. shop commits T2 and reads the page as it was before. account commits A2, and its read waits for 39 ms until db-3 has come so far. feed reads T2 on db-2, and 25 ms later the older page on db-3. The same happens again with T3 and A3.",
      ko: "맨 위에 클라이언트가 셋 있습니다. shop과 account는 라이터와 리더 db-3에 연결이 하나씩 있고, feed는 두 리더 가운데 하나에 번갈아 연결합니다. 그 아래 가용 영역 셋에 인스턴스가 하나씩 있습니다. db-1이 라이터, db-2와 db-3이 리더입니다. 맨 아래에는 인스턴스마다 한 줄씩, 로그를 어디까지 보여 주는지 커밋 이름이 붙은 칸으로 나타나고 그 옆에 라이터의 VDL과 리더의 복제 지연이 있습니다. 120 ms까지는 두 리더가 2 ms쯤 뒤처져 있고 모두 자기가 쓴 것을 읽습니다. 그 뒤로 db-3은 40 ms 뒤처집니다. shop은 T2를 커밋하고도 그 전의 페이지를 읽습니다. account가 A2를 커밋하고 하는 읽기는 db-3이 거기까지 올 때까지 39 ms를 기다립니다. feed는 db-2에서 T2를 읽고, 25 ms 뒤에 db-3에서 더 오래된 페이지를 읽습니다. T3와 A3에서도 같은 일이 일어납니다.",
    },
  },
  fencing: {
    caption: {
      en: "At 4.2 s az-1 and the control plane lose each other. db-1 goes on committing for both applications. At 10.5 s db-2 opens the volume in epoch 2, and from then on segments refuse db-1. At 32 s everybody reaches everybody again.",
      ko: "4.2초에 az-1과 컨트롤 플레인 사이의 통신이 끊깁니다. db-1은 두 애플리케이션의 커밋을 계속 처리합니다. 10.5초에 db-2가 에포크 2로 볼륨을 열고, 그때부터 세그먼트는 db-1을 거절합니다. 32초에 통신이 모두 돌아옵니다.",
    },
    description: {
      en: "At the top, two clients, orders in az-1 and web in az-2, both through the cluster endpoint; lines lead to the instances that they are connected to. Below, three zones with one instance each and, under it, two segments of the volume with the epoch that they know: A and B in az-1, C and D in az-2, E and F in az-3, all at epoch 1. db-1 is the writer, with epoch 1. At 4.2 s az-1 is cut off from the control plane. Writes go on. At 10.5 s the control plane orders db-2 to open the volume in epoch 2; one segment after the other turns to epoch 2, and db-1 is marked as an old writer. At 11.4 s web sends a write to db-1, segment A refuses it, db-1 closes its connections and goes on as a reader; the write is unknown. orders cannot resolve a name from az-1. web is led to db-1 until 25.5 s, and gets no connection; at 31.4 s it commits on db-2. At 32 s az-1 is reachable again, and orders commits on db-2.",
      ko: "맨 위에 클라이언트가 둘 있습니다. az-1의 orders와 az-2의 web은 모두 클러스터 엔드포인트를 쓰고, 선은 연결된 인스턴스로 이어집니다. 그 아래 가용 영역 셋에 인스턴스가 하나씩 있고, 밑에는 볼륨의 세그먼트가 두 개씩 자기가 아는 에포크와 함께 있습니다. A와 B는 az-1, C와 D는 az-2, E와 F는 az-3이며 모두 에포크 1입니다. db-1이 에포크 1의 라이터입니다. 4.2초에 az-1과 컨트롤 플레인의 통신이 끊기지만 쓰기는 계속됩니다. 10.5초에 컨트롤 플레인이 db-2에 에포크 2로 볼륨을 열라고 지시하고, 세그먼트가 차례로 에포크 2로 바뀌며, db-1은 옛 라이터로 표시됩니다. 11.4초에 web이 db-1에 쓰기를 보내자 세그먼트 A가 거절하고, db-1은 연결을 닫고 리더가 됩니다. 그 쓰기의 결과는 알 수 없습니다. orders는 az-1에서 이름을 조회하지 못합니다. web은 25.5초까지 db-1로 안내되어 연결하지 못하다가 31.4초에 db-2에서 커밋합니다. 32초에 az-1의 통신이 돌아오고 orders도 db-2에서 커밋합니다.",
    },
  },
  patching: {
    caption: {
      en: "Each instance is rebooted: db-2 at 3 s, db-3 at 9 s, and at 15 s db-1, the writer, where it is. At 26.1 s an operator fails over to db-2 instead. orders writes each second; its pool gives a connection up after 5 s.",
      ko: "인스턴스를 하나씩 재부팅합니다. 3초에 db-2, 9초에 db-3, 15초에는 라이터인 db-1을 제자리에서 다시 시작합니다. 26.1초에는 그 대신 운영자가 db-2로 장애 조치합니다. orders는 1초마다 쓰고, 연결 풀은 5초가 지난 연결을 버립니다.",
    },
    description: {
      en: "At the top, two clients: orders writes through the cluster endpoint, web reads through the reader endpoint. Below, three zones with one instance and two segments each. At 3 s db-2 is restarted, and is back 3 s later; orders notices nothing, and web reads elsewhere. At 9 s the same happens to db-3. At 15 s db-1 dies and starts again in its place; writes fail until it has opened the volume in epoch 2, three seconds later. At 26.1 s an operator asks for a failover: db-2 opens the volume in epoch 3 within milliseconds, but the cluster endpoint leads to db-1 until 41.1 s, and until then writes find a reader and are refused. A bar at the bottom says where the time went.",
      ko: "맨 위에 클라이언트가 둘 있습니다. orders는 클러스터 엔드포인트로 쓰고 web은 리더 엔드포인트로 읽습니다. 그 아래 가용 영역 셋에 인스턴스 하나와 세그먼트 둘이 각각 있습니다. 3초에 db-2를 다시 시작하고 3초 뒤 돌아옵니다. orders는 아무것도 느끼지 못하고 web은 다른 데서 읽습니다. 9초에는 db-3이 똑같이 됩니다. 15초에 db-1이 죽고 제자리에서 다시 시작됩니다. 3초 뒤 에포크 2로 볼륨을 열 때까지 쓰기가 실패합니다. 26.1초에 운영자가 장애 조치를 요청합니다. db-2는 몇 밀리초 만에 에포크 3으로 볼륨을 열지만 클러스터 엔드포인트는 41.1초까지 db-1을 가리키고, 그때까지 쓰기는 리더를 만나 거절됩니다. 맨 아래 막대는 시간이 어디에 쓰였는지 알려 줍니다.",
    },
  },
  failover: {
    caption: {
      en: "Two applications write through the cluster endpoint and one reads through the reader endpoint. At 5 s the writer's machine fails. The control plane notices, promotes db-3, and moves the cluster endpoint. orders follows as soon as the name does; legacy keeps what it once looked up for 60 s, and finds the old writer, now a reader.",
      ko: "애플리케이션 둘은 클러스터 엔드포인트로 쓰고 하나는 리더 엔드포인트로 읽습니다. 5초에 라이터가 있는 머신이 고장 납니다. 컨트롤 플레인이 이를 알아채고 db-3을 승격한 뒤 클러스터 엔드포인트를 옮깁니다. orders는 이름이 바뀌자마자 따라가지만, legacy는 한 번 조회한 것을 60초 동안 붙들고 있다가 이제 리더가 된 옛 라이터에 연결합니다.",
    },
    description: {
      en: "At the top, three clients: orders and legacy go through the cluster endpoint, reports through the reader endpoint; lines lead to the instances that they are connected to. Below, three zones with one instance each: db-1 in az-1 is the writer, db-2 and db-3 are readers of tier 1, db-3 with more memory. A line of text says where the cluster endpoint leads. At the bottom a bar shows where the time of a failover goes: detection, promotion, DNS change, client. Transactions commit until 5 s, when db-1 goes down. The ones under way become unknown, later ones are not done. After about six seconds of silence db-3 is promoted and opens the volume within milliseconds. Fifteen seconds later the cluster endpoint leads to db-3; orders asks again and commits. legacy still knows db-1. When db-1 is back, it is a reader, and refuses legacy's writes.",
      ko: "맨 위에 클라이언트가 셋 있습니다. orders와 legacy는 클러스터 엔드포인트를, reports는 리더 엔드포인트를 거치며, 선은 연결된 인스턴스로 이어집니다. 그 아래 가용 영역 셋에 인스턴스가 하나씩 있습니다. az-1의 db-1이 라이터이고, db-2와 db-3은 승격 계층 1의 리더이며 db-3의 메모리가 더 큽니다. 글 한 줄이 클러스터 엔드포인트가 어디로 이어지는지 알려 줍니다. 맨 아래 막대는 장애 조치의 시간이 감지, 승격, DNS 변경, 클라이언트 가운데 어디에 쓰였는지 보여 줍니다. 5초에 db-1이 중단될 때까지 트랜잭션이 커밋됩니다. 진행 중이던 것은 결과를 알 수 없게 되고, 그 뒤의 것은 처리되지 않습니다. 6초쯤 응답이 없으면 db-3이 승격되어 몇 밀리초 만에 볼륨을 엽니다. 15초 뒤에 클러스터 엔드포인트가 db-3으로 이어지고, orders는 다시 조회해 커밋합니다. legacy는 아직 db-1로 알고 있습니다. 돌아온 db-1은 리더이므로 legacy의 쓰기를 거절합니다.",
    },
  },
  "protection-groups": {
    caption: {
      en: "The volume grows by a twelfth group. Then host h3 fails with four segments of four groups on it. Ten seconds later all four are whole again, each copied by another pair of hosts at the same time. The thirteenth group is the last that this volume may have.",
      ko: "볼륨에 열두 번째 그룹이 생깁니다. 이어서 호스트 h3이 네 그룹의 세그먼트 네 개와 함께 죽습니다. 세그먼트마다 다른 두 호스트가 동시에 복사해, 10초쯤 뒤에는 넷 모두 다시 온전합니다. 이 볼륨이 가질 수 있는 마지막 그룹은 열세 번째입니다.",
    },
    description: {
      en: "At the top, the volume is a row of cells, one for each protection group, with six small squares for its segments. Below, three zones are columns of six hosts each, and each host is a row of places; a number in a place is a segment of that group. Pages are written: page 42 is in group 11, page 45 is outside, so the volume grows by group 12. Host h3 goes down and its four segments lose their squares in the row above. After about two seconds without an answer they count as lost. Four other hosts of the same zone are chosen, and each receives one segment from a host of its own; the places fill from the bottom for eight seconds. Meanwhile page 9 is written to its group as usual. At the end page 49 brings the thirteenth group, and page 53 is refused.",
      ko: "위쪽의 볼륨은 칸이 늘어선 줄입니다. 칸마다 보호 그룹 하나이고, 작은 네모 여섯 개가 그 세그먼트입니다. 아래에는 가용 영역 세 개가 열을 이루고 열마다 호스트가 여섯 대 있습니다. 호스트는 자리가 늘어선 줄이며, 자리의 숫자는 그 그룹의 세그먼트라는 뜻입니다. 페이지를 기록합니다. 페이지 42는 그룹 11에 있고, 페이지 45는 볼륨 바깥이라 그룹 12가 생깁니다. 호스트 h3이 중단되면 위쪽 줄에서 세그먼트 네 개의 네모가 비워집니다. 2초쯤 응답이 없으면 잃은 것으로 봅니다. 같은 가용 영역의 다른 호스트 네 대가 정해지고, 저마다 다른 호스트에서 세그먼트를 하나씩 받습니다. 8초 동안 자리가 아래에서부터 채워집니다. 그동안 페이지 9는 평소처럼 기록됩니다. 끝으로 페이지 49에서 열세 번째 그룹이 생기고 페이지 53은 거절됩니다.",
    },
  },
  "roll-call": {
    caption: {
      en: "Six segments start one after the other, two in each zone, and each greets the writer in the words of your function.",
      ko: "가용 영역마다 두 개씩, 세그먼트 여섯 개가 차례로 시작하며 여러분이 작성한 함수의 말로 라이터에게 인사합니다.",
    },
    description: {
      en: "Three columns stand for the zones az-1, az-2 and az-3, with segments A and B, C and D, E and F. One after the other, 1 ms apart, a segment starts and sends its greeting to the writer, which lists what it has heard.",
      ko: "세 열은 가용 영역 az-1, az-2, az-3이며 각각 세그먼트 A와 B, C와 D, E와 F가 있습니다. 세그먼트는 1 ms 간격으로 차례로 시작해 라이터에게 인사를 보내고, 라이터는 들은 인사를 차례로 적습니다.",
    },
  },
  "page-materialiser": {
    caption: {
      en: "One storage node and two of its pages. Records hang together by back-links; the node folds long chains into new versions beside the old ones. While query Q1 reads as of 105, nothing that it may need is collected. When it ends, PGMRPL moves and the past goes.",
      ko: "스토리지 노드 하나와 페이지 두 개입니다. 레코드는 역방향 링크로 이어지고, 노드는 긴 체인을 옛 버전 옆에 새 버전으로 병합합니다. 쿼리 Q1이 105 시점을 읽는 동안 Q1에 필요할 수 있는 것은 수거되지 않습니다. Q1이 끝나면 PGMRPL이 움직이고 과거가 사라집니다.",
    },
    description: {
      en: "A row of LSNs from 100 to 111 is the log. Below it, for each of two pages, stored versions are drawn as four filled cells above records as four cells of which one is filled, each at its LSN, with an arc from a record to the one before it on the same page. Bars at the bottom show how far VDL, PGMRPL and the backup reach, and a dashed line the read point of the last read, whose page is written out above the log. Record 108 is lost, so page 1 cannot be coalesced until it is sent again. Query Q1 holds read point 105; it reads page 1 from version 104 alone, and page 2 from version 100 with the records 102 and 105, although newer versions are stored. After it has ended, the versions 100 and 104 and all records folded in are crossed out as collected.",
      ko: "100부터 111까지 늘어선 LSN이 로그입니다. 그 아래에 두 페이지마다, 저장된 버전은 네 칸이 모두 찬 네모로, 레코드는 한 칸만 찬 네모로 자기 LSN 자리에 있고, 레코드에서 같은 페이지의 앞 레코드로 호가 이어집니다. 맨 아래 막대는 VDL, PGMRPL, 백업이 어디까지 왔는지, 점선은 마지막 읽기의 읽기 지점을 보여 주며, 그 페이지의 값은 로그 위에 적힙니다. 108번 레코드가 유실되어 다시 올 때까지 페이지 1을 병합하지 못합니다. 쿼리 Q1은 읽기 지점 105를 붙잡습니다. 더 새로운 버전이 있어도 페이지 1은 버전 104만으로, 페이지 2는 버전 100에 레코드 102와 105를 더해 읽습니다. Q1이 끝나면 버전 100과 104, 그리고 이미 병합된 레코드가 모두 수거되어 가위표로 바뀝니다.",
    },
  },
  "copy-on-write-clone": {
    caption: {
      en: "Volume A, its clone B, and B's clone C. A solid cell is a page in storage, in the row of the volume that pays for it; a hollow cell sees the page of another row. Nothing is copied until somebody writes. When A is deleted, what its clones still see passes to them.",
      ko: "볼륨 A와 그 클론 B, 그리고 B의 클론 C입니다. 채워진 칸은 스토리지에 있는 페이지로, 요금을 내는 볼륨의 줄에 있습니다. 빈 칸은 다른 줄의 페이지를 보고 있습니다. 누군가 쓰기 전에는 아무것도 복사하지 않습니다. A를 삭제하면 클론에 아직 보이는 페이지가 클론으로 넘어갑니다.",
    },
    description: {
      en: "Three rows stand for the volumes A, B and C, with four cells each for the pages 1 to 4. B is cloned from A: its four cells are hollow and point at A's. A changes page 1: A's cell reads 1A, and B's page 1 becomes solid, because only B sees the old one. B changes page 4: its cell reads 4B and is solid. C is cloned from B, and changes page 2. Then A is deleted: its pages 1A and 4 are gone, page 2 passes to B and page 3 to C. The line above the rows adds up the stored pages by the volume that pays: first A 4, at last B 3 and C 2.",
      ko: "세 줄은 볼륨 A, B, C이고 줄마다 페이지 1부터 4까지 네 칸이 있습니다. B는 A에서 복제됩니다. B의 네 칸은 비어 있고 A의 칸을 가리킵니다. A가 페이지 1을 바꾸면 A의 칸은 1A가 되고, 옛 페이지는 B에만 보이므로 B의 페이지 1이 채워집니다. B가 페이지 4를 바꾸면 그 칸은 4B가 되어 채워집니다. C는 B에서 복제된 뒤 페이지 2를 바꿉니다. 이어서 A를 삭제하면 페이지 1A와 4는 없어지고 페이지 2는 B에, 페이지 3은 C에 넘어갑니다. 줄 위의 글은 저장된 페이지를 요금을 내는 볼륨별로 더한 것으로, 처음에는 A 4, 마지막에는 B 3과 C 2입니다.",
    },
  },
  "six-copies": {
    caption: {
      en: "AZ+1: zone az-3 is lost, then one more copy. Three copies cannot accept a write, so T3 waits; but three are enough to read, and nothing that was committed is lost. Copy D returns, and T3 is answered.",
      ko: "AZ+1: 가용 영역 az-3을 잃고 사본 하나를 더 잃습니다. 사본 세 개로는 쓰기를 받을 수 없어 T3이 기다리지만, 읽기에는 세 개면 충분하고 커밋된 것은 하나도 잃지 않습니다. 사본 D가 돌아오면 T3이 응답을 받습니다.",
    },
    description: {
      en: "Three zones, az-1 to az-3, hold two copies each of one protection group: A and B, C and D, E and F. Above them stands the writer with its log. Transaction T1 is written to all six copies. Then az-3 goes down, and T2 is committed with the four copies that are left. Then copy D goes down too: with three copies T3 gets no write quorum and waits, while a recovery read gets the three answers that it needs. When D is back, the record is sent to it again and T3 is committed.",
      ko: "가용 영역 az-1부터 az-3까지 보호 그룹 하나의 사본이 두 개씩 있습니다: A와 B, C와 D, E와 F. 그 위에 라이터와 로그가 있습니다. 트랜잭션 T1은 여섯 사본 모두에 기록됩니다. 이어서 az-3이 중단되지만 T2는 남은 네 사본으로 커밋됩니다. 다음으로 사본 D도 중단됩니다. 세 사본만으로는 T3이 쓰기 쿼럼을 얻지 못해 기다리고, 복구 읽기는 필요한 응답 세 개를 받습니다. D가 돌아오면 레코드를 다시 보내고 T3이 커밋됩니다.",
    },
  },
  "two-layers": {
    caption: {
      en: "The same transaction in two designs. A mirrored MySQL sends redo, binlog, every page and every page again, and each of them walks through four copies one after the other. Aurora sends one batch of redo to six copies at once, and answers with the fourth acknowledgement.",
      ko: "같은 트랜잭션을 두 설계가 처리합니다. 미러링 MySQL은 리두, binlog, 모든 페이지, 그리고 페이지를 한 번 더 보내며, 하나하나가 사본 네 개를 차례로 거칩니다. Aurora는 리두 배치 하나를 사본 여섯 개에 한꺼번에 보내고 네 번째 확인 응답에서 커밋합니다.",
    },
    description: {
      en: "Two panels with the zones az-1, az-2 and az-3, database nodes above, storage below. On the left MySQL in az-1 writes to M1, which mirrors to M2; then it sends the write to the standby in az-2, which writes to M3, which mirrors to M4. It does so for redo and binlog before the commit is answered, then for each page's double-write and each page. On the right the writer in az-1 sends one batch of redo to A and B, C and D, E and F, and the redo stream to two readers. Bars under each panel count what the database node has sent to storage, by kind: for one transaction that changes four pages 10 I/Os in MySQL and 6 in Aurora.",
      ko: "두 칸에 각각 가용 영역 az-1, az-2, az-3이 있고, 위에는 데이터베이스 노드, 아래에는 스토리지가 있습니다. 왼쪽에서는 az-1의 MySQL이 M1에 쓰고 M1이 M2에 미러링합니다. 이어서 az-2의 대기 복제본에 보내면 M3에 쓰고 M4에 미러링합니다. 리두와 binlog가 이 길을 마쳐야 커밋에 응답하고, 그 뒤 페이지마다 이중 쓰기와 페이지가 같은 길을 갑니다. 오른쪽에서는 az-1의 라이터가 리두 배치 하나를 A와 B, C와 D, E와 F에, 리두 스트림을 리더 두 개에 보냅니다. 칸 아래의 막대는 데이터베이스 노드가 스토리지에 보낸 것을 종류별로 셉니다. 페이지 네 개를 바꾸는 트랜잭션 하나에 MySQL은 10회, Aurora는 6회입니다.",
    },
  },
  "write-path": {
    caption: {
      en: "The writer sends each record to six copies and waits for none of them. The fourth acknowledgement makes a record durable; once every record up to a commit is durable, its client is told. Copy F is slow, and nobody waits for it.",
      ko: "라이터는 레코드마다 여섯 사본에 보내고 어느 하나도 기다리지 않습니다. 네 번째 확인 응답이 오면 레코드가 내구성을 얻고, 커밋까지의 모든 레코드가 그렇게 되면 클라이언트가 응답을 받습니다. 사본 F는 느리지만 아무도 기다리지 않습니다.",
    },
    description: {
      en: "The writer's log is a row of cells, one per redo record, with its LSN, six small squares that fill as copies acknowledge it, and their count. Below the log, bars show how far VCL and VDL reach. Records travel from their cell down to the copies A to F in three zones, acknowledgements travel back. With the fourth acknowledgement a record has its write quorum; when the VDL reaches a transaction's commit LSN, the transaction above the cell changes from waiting to done.",
      ko: "라이터의 로그는 칸이 늘어선 줄입니다. 칸마다 리두 레코드의 LSN, 사본이 확인 응답을 보낼 때마다 채워지는 작은 네모 여섯 개, 그 개수가 있습니다. 로그 아래의 막대는 VCL과 VDL이 어디까지 왔는지 보여 줍니다. 레코드는 칸에서 세 가용 영역의 사본 A부터 F까지 내려가고 확인 응답은 올라옵니다. 네 번째 확인 응답에서 쓰기 쿼럼이 충족되고, VDL이 트랜잭션의 커밋 LSN에 이르면 칸 위의 트랜잭션이 대기에서 완료로 바뀝니다.",
    },
  },
  "read-routing": {
    caption: {
      en: "Segment A was down when LSN 102 was written. It is back and the nearest, but it is not complete, so it is not asked. One read costs one segment; when B takes unusually long, C is asked as well. Once a peer has given it 102, A is asked again.",
      ko: "LSN 102를 쓸 때 세그먼트 A는 중단되어 있었습니다. 돌아온 A는 가장 가깝지만 완전하지 않으므로 요청받지 않습니다. 읽기 하나에 세그먼트 하나면 됩니다. B가 유난히 오래 걸리면 C에도 요청합니다. 피어에게서 102를 받은 A는 다시 요청받습니다.",
    },
    description: {
      en: "The writer's log with records 101 and 102 above six segments in three zones. Segment A goes down before 102 is written and returns without it: its SCL stays at 101. A page is read as of LSN 102, twice: a question travels from the writer to segment B alone and the page travels back. Then B becomes slow. The next read asks B, and after three times the time that B usually takes, asks C as well; C's answer is taken, B's comes later. Gossip brings 102 to A, and the last read asks A.",
      ko: "라이터의 로그에 레코드 101과 102가 있고 그 아래 세 가용 영역에 세그먼트 여섯 개가 있습니다. 세그먼트 A는 102를 쓰기 전에 중단되었다가 102 없이 돌아와 SCL이 101에 머뭅니다. LSN 102 시점의 페이지를 두 번 읽습니다. 요청은 세그먼트 B에만 가고 페이지가 돌아옵니다. 그 뒤 B가 느려집니다. 다음 읽기는 B에 요청하고, 평소 걸리던 시간의 세 배가 지나면 C에도 요청해 C의 응답을 씁니다. B의 응답은 나중에 옵니다. 가십이 A에 102를 전하면 마지막 읽기는 A에 요청합니다.",
    },
  },
  "gossip-repair": {
    caption: {
      en: "C missed one record, E missed two. Every commit was answered without them, and nobody sends the records again: C and E notice the gap by the back-links and get the records from a peer.",
      ko: "C는 레코드 하나를, E는 두 개를 놓쳤습니다. 커밋은 모두 이들 없이 응답받았고 아무도 레코드를 다시 보내지 않습니다. C와 E는 역방향 링크로 빈틈을 알아채고 피어에게서 레코드를 받습니다.",
    },
    description: {
      en: "Four records, 101 to 104, are written to six segments. Segment E is down while 102 and 103 are written, C while 103 is. Both return before 104: they store it above a gap, so their SCL stays at 101 and 102. Then each asks segment A for the range that it lacks, triangles travel between the segments, and with the missing records both come to SCL 104.",
      ko: "레코드 101부터 104까지 세그먼트 여섯 개에 씁니다. 102와 103을 쓰는 동안 E가, 103을 쓰는 동안 C가 중단됩니다. 둘 다 104 전에 돌아와 빈틈 위에 104를 저장하므로 SCL은 101과 102에 머뭅니다. 이어서 각자 모자란 범위를 세그먼트 A에 요청하고, 삼각형이 세그먼트 사이를 오간 뒤 둘 다 SCL 104에 이릅니다.",
    },
  },
  "crash-recovery": {
    hint: {
      en: "Crash the writer at this moment: another instance opens the volume 2 ms later. Or take a zone or a copy down.",
      ko: "이 순간 라이터를 비정상 종료시켜 보십시오. 2 ms 뒤 다른 인스턴스가 볼륨을 엽니다. 가용 영역이나 사본도 중단할 수 있습니다.",
    },
    caption: {
      en: "The writer crashes. T2 got no answer, and T3 reached two copies in one zone. writer-2 asks a read quorum what it has: C, D and E hold every record of T2, nobody among them has T3. T2 survives; T3's record is annulled, also on A and B, which hold it. In this run LSNs may go 20 beyond the VDL; in Aurora, 10,000,000.",
      ko: "라이터가 비정상 종료됩니다. T2는 응답을 받지 못했고 T3은 한 가용 영역의 두 사본에만 도착했습니다. writer-2가 읽기 쿼럼에 묻습니다. C, D, E는 T2의 레코드를 모두 가지고 있지만 T3을 가진 것은 없습니다. T2는 살아남고, T3의 레코드는 그것을 가진 A와 B에서도 무효가 됩니다. 이 실행에서 LSN은 VDL보다 20까지 앞설 수 있습니다. Aurora에서는 10,000,000입니다.",
    },
    description: {
      en: "The writer's log shows records 101 to 104. While az-1 is cut off from the other zones, record 104 reaches only A and B. The writer crashes. A second instance, writer-2, begins with epoch 2 and asks all segments; C, D and E answer first, complete up to 103. It finds VDL 103. The cell of 104 is struck out as annulled; crosses travel to every segment, and 104 disappears from A and B. F, which lacked 102 and 103, gets them. When four segments have the truncation on disk, the volume is open, and T4 gets LSN 124.",
      ko: "라이터의 로그에 레코드 101부터 104가 있습니다. az-1이 다른 가용 영역과 끊긴 동안 레코드 104는 A와 B에만 도착합니다. 라이터가 비정상 종료됩니다. 두 번째 인스턴스 writer-2가 에포크 2로 시작해 모든 세그먼트에 묻고, 103까지 완전한 C, D, E가 먼저 응답합니다. VDL은 103입니다. 104의 칸에 무효 표시가 그어지고, 모든 세그먼트로 십자 표시가 전해지면 A와 B에서 104가 사라집니다. 102와 103이 없던 F는 그것을 받습니다. 네 세그먼트가 절단 범위를 저장하면 볼륨이 열리고 T4는 LSN 124를 받습니다.",
    },
  },
  "quorum-sets": {
    caption: {
      en: "F is silent, dead or not. G joins beside it: for a while a write needs four of ABCDEF and four of ABCDEG, which A to E provide. Once G holds the log, the second step leaves ABCDEG. Writes never stop; a writer that has not heard of a step is refused once, and told.",
      ko: "F가 죽었는지 알 수 없지만 응답이 없습니다. G가 그 옆에 합류합니다. 한동안 쓰기에는 ABCDEF 중 넷과 ABCDEG 중 넷이 필요하고, A부터 E까지가 이를 충족합니다. G가 로그를 모두 갖추면 두 번째 단계에서 ABCDEG만 남습니다. 쓰기는 멈추지 않습니다. 변경을 아직 모르는 라이터는 한 번 거부당하면서 새 멤버를 알게 됩니다.",
    },
    description: {
      en: "Six segments in three zones. Segment F goes down. Storage control starts to replace it: in membership epoch 2 a seventh segment, G, appears in F's zone with a dashed outline, marked as joining. The next record is refused by segments that know of epoch 2, the writer learns of it, sends the record again, to G as well, and the commit is answered. G copies the log from A. In epoch 3 G is a member and F is marked as let go; the next commit is answered by the new six.",
      ko: "세 가용 영역에 세그먼트 여섯 개가 있습니다. 세그먼트 F가 중단됩니다. 스토리지 컨트롤이 교체를 시작해 멤버십 에포크 2에서 F의 가용 영역에 일곱 번째 세그먼트 G가 점선 테두리로 나타나고 합류 중으로 표시됩니다. 다음 레코드는 에포크 2를 아는 세그먼트에 거부되고, 라이터는 이를 알게 되어 G를 포함해 다시 보내며 커밋이 응답받습니다. G는 A에서 로그를 복사합니다. 에포크 3에서 G는 멤버가 되고 F는 제외됨으로 표시되며, 다음 커밋은 새로운 여섯 세그먼트로 응답받습니다.",
    },
  },
};
