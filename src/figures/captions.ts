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
