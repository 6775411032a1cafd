/**
 * Captions and descriptions of the figures, apart from the figures themselves: they are printed when a page is built,
 * and no reader has to load them a second time as script.
 */
import type { WordsLocale } from "../core/kernel/words.ts";
import type { FigureName } from "./figures.ts";

export interface FigureCaption {
  readonly caption: Readonly<Record<WordsLocale, string>>;
  /** The figure for those who do not see it. */
  readonly description: Readonly<Record<WordsLocale, string>>;
}

export const FIGURE_CAPTIONS: Readonly<Record<FigureName, FigureCaption>> = {
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
};
