import { defineExercise } from "four-of-six/exercise";

const BREAKS = "makes a transaction change one of its items and not the other";

export default defineExercise({
  title: { en: "Nemesis: TransactWriteItems", ko: "네메시스: TransactWriteItems" },
  lesson: "dynamodb/conditions-and-transactions",
  stars: 3,
  checks: [
    {
      name: "is a schedule that the simulator accepts",
      nameKo: "시뮬레이터가 받아들이는 일정이다",
      layer: "example",
      hint: {
        en: "The message names the line and the field. Nodes are C1, C2, P1, P2 and app, each in a zone of its own name.",
        ko: "메시지에 줄과 필드가 나옵니다. 노드는 C1, C2, P1, P2, app이고, 저마다 같은 이름의 영역에 있습니다.",
      },
    },
    {
      name: "has at most twelve lines",
      nameKo: "열두 줄을 넘지 않는다",
      layer: "example",
      hint: {
        en: "Each fault and each step is a line. Take one away and see whether it still breaks.",
        ko: "장애 하나와 단계 하나가 각각 한 줄입니다. 하나씩 빼 보며 여전히 깨지는지 보십시오.",
      },
    },
    {
      name: BREAKS,
      nameKo: "트랜잭션이 한 항목은 바꾸고 다른 항목은 바꾸지 않게 한다",
      layer: "cluster",
      hint: {
        en: "What came of your run says when each node was told, and when the ledger had it. Who must not hear, and who must not be able to say it again?",
        ko: "실행 결과에 각 노드가 언제 통지받았고 원장에 언제 적혔는지 나옵니다. 누가 듣지 못해야 하고, 누가 다시 말하지 못해야 합니까?",
      },
    },
  ],
  hints: [
    {
      en: "Without faults it ends well: look at the order of the events in which the coordinator has said something to somebody.",
      ko: "장애가 없으면 옳게 끝납니다. 코디네이터가 누구에게 무엇을 말했는지, 그 이벤트의 순서를 보십시오.",
    },
    {
      en: "Whoever takes over reads the ledger, and asks the nodes again. A node that has committed already answers with a conflict: its item was changed at that stamp.",
      ko: "이어받은 쪽은 원장을 읽고 노드들에 다시 묻습니다. 이미 커밋한 노드는 그 스탬프에 바뀌었으므로 충돌이라고 답합니다.",
    },
    {
      en: "What does not arrive is sent again after 200 ms, as long as there is somebody to send it and a way. Who is asked by whom when an item is held for long?",
      ko: "도착하지 않은 것은 200 ms 뒤에 다시 보냅니다. 보낼 쪽과 길이 있는 한 그렇습니다. 항목이 오래 잡혀 있으면 누가 누구에게 묻습니까?",
    },
  ],
  mistakes: {
    "the-coordinator-fails-early": {
      caughtBy: BREAKS,
      misconception: {
        en: "Nobody has been told anything yet. The other coordinator prepares again, and both commit.",
        ko: "아직 아무도 통지받지 않았습니다. 다른 코디네이터가 다시 준비시키고 둘 다 커밋합니다.",
      },
    },
    "the-coordinator-fails-late": {
      caughtBy: BREAKS,
      misconception: {
        en: "Both nodes have been told by then. The ledger says cancel in the end, but both have committed.",
        ko: "그때는 두 노드가 다 통지받았습니다. 원장에는 취소로 남지만 둘 다 커밋했습니다.",
      },
    },
    "only-the-node": {
      caughtBy: BREAKS,
      misconception: {
        en: "The coordinator lives, and tells the node again until it answers.",
        ko: "코디네이터가 살아 있어 노드가 답할 때까지 다시 알립니다.",
      },
    },
    "the-node-was-never-asked": {
      caughtBy: BREAKS,
      misconception: {
        en: "The node has not accepted, so the coordinator has told nobody.",
        ko: "그 노드가 수락하지 않았으므로 코디네이터는 누구에게도 알리지 않았습니다.",
      },
    },
    "both-coordinators": {
      caughtBy: BREAKS,
      misconception: {
        en: "Nobody cancels it either. What is half done may still be finished.",
        ko: "취소할 쪽도 없습니다. 절반만 된 것은 나중에 끝날 수도 있습니다.",
      },
    },
    "half-is-lost": {
      caughtBy: BREAKS,
      misconception: {
        en: "What is lost is sent again. Chance has to hit the coordinator too.",
        ko: "사라진 것은 다시 보냅니다. 코디네이터까지 멈추지 않으면 끝내 도착합니다.",
      },
    },
    "a-write-in-between": {
      caughtBy: BREAKS,
      misconception: {
        en: "A held item refuses single writes, and that part is right.",
        ko: "잡힌 항목은 단일 쓰기를 거부하고, 그 부분은 맞게 되어 있습니다.",
      },
    },
    "another-transfer": {
      caughtBy: BREAKS,
      misconception: {
        en: "Two transactions in conflict: one of them is cancelled, and wholly.",
        ko: "두 트랜잭션이 충돌하면 한쪽이 통째로 취소됩니다.",
      },
    },
    "an-instance-of-another-lesson": {
      caughtBy: "is a schedule that the simulator accepts",
      misconception: {
        en: "There is no db-1 in this run. The nodes are C1, C2, P1, P2 and app.",
        ko: "이 실행에 db-1은 없습니다. 노드는 C1, C2, P1, P2, app입니다.",
      },
    },
    "line-by-line": {
      caughtBy: "has at most twelve lines",
      misconception: {
        en: "More than twelve lines. One is enough, at the right moment.",
        ko: "열두 줄이 넘습니다. 맞는 때라면 한 줄로 됩니다.",
      },
    },
  },
});
