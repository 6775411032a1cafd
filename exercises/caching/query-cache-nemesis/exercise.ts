import { defineExercise } from "four-of-six/exercise";

const BREAKS = "makes the cache serve a result that the table has never had";
const ACCEPTED = "is a schedule that the simulator accepts";
const TWELVE = "has at most twelve lines";

export default defineExercise({
  title: { en: "Nemesis: the query cache", ko: "네메시스: 쿼리 캐시" },
  lesson: "caching/query-cache",
  stars: 2,
  checks: [
    {
      name: ACCEPTED,
      nameKo: "시뮬레이터가 받아들이는 일정이다",
      layer: "example",
      hint: {
        en: "The message names the line and the field. steps[0] is the shop's poll; yours follow.",
        ko: "메시지에 줄과 필드가 나옵니다. steps[0]은 shop의 반복 쿼리이고, 그 뒤가 여러분의 것입니다.",
      },
    },
    {
      name: TWELVE,
      nameKo: "열두 줄을 넘지 않는다",
      layer: "example",
      hint: {
        en: "Each fault and each step is a line. Take one away and see whether it still breaks.",
        ko: "장애 하나와 단계 하나가 각각 한 줄입니다. 하나씩 빼 보며 여전히 깨지는지 보십시오.",
      },
    },
    {
      name: BREAKS,
      nameKo: "테이블에 한 번도 없었던 결과를 캐시가 제공하게 한다",
      layer: "cluster",
      hint: {
        en: "Old is allowed: the table has had it. Look for a list of which one part is old, and another part newer than that.",
        ko: "낡은 것은 괜찮습니다. 테이블에 있던 것이기 때문입니다. 한 부분은 낡았고 다른 부분은 그보다 새로운 목록을 찾으십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Write down the lists that the table has, one after the other, and beside them the list in memory.",
      ko: "테이블에 있었던 목록을 차례로 적고, 그 옆에 메모리에 있는 목록을 적어 보십시오.",
    },
    {
      en: "A repair brings in one item. When is all the rest of the list still as the table has it, and when not?",
      ko: "고치기는 항목 하나를 들여옵니다. 목록의 나머지는 언제 테이블과 같고, 언제 다릅니까?",
    },
    {
      en: "Of which changes does the node hear nothing, and which does it hear of without finding the item in the result?",
      ko: "노드가 듣지 못하는 변경은 무엇입니까? 듣기는 하지만 결과에서 그 항목을 찾지 못하는 변경은 무엇입니까?",
    },
  ],
  mistakes: {
    "one-write-past": {
      caughtBy: BREAKS,
      misconception: {
        en: "The result is old, and all of it is equally old: the table had just this list before the write. A query cache may serve that.",
        ko: "결과가 낡았지만 전체가 똑같이 낡았습니다. 쓰기 전의 테이블이 바로 이 목록이었고, 쿼리 캐시는 그것을 제공해도 됩니다.",
      },
    },
    "one-write-through": {
      caughtBy: BREAKS,
      misconception: {
        en: "Everything else in the list is as the table has it, so the repaired list is the table's. It goes wrong only when something else has changed.",
        ko: "목록의 나머지가 테이블과 같으므로 고친 목록도 테이블과 같습니다. 다른 무언가가 바뀌어 있어야 틀립니다.",
      },
    },
    "both-through": {
      caughtBy: BREAKS,
      misconception: {
        en: "The node hears of both writes and repairs both, in the order in which the table did them.",
        ko: "노드가 두 쓰기를 모두 듣고, 테이블이 한 순서대로 둘 다 고칩니다.",
      },
    },
    "the-other-order": {
      caughtBy: BREAKS,
      misconception: {
        en: "Between the two writes the table had just what is served: the one is in, the other is not yet. The repair has to come second.",
        ko: "두 쓰기 사이의 테이블이 바로 제공되는 그 목록입니다. 하나는 들어갔고 다른 하나는 아직입니다. 고치기가 나중이어야 합니다.",
      },
    },
    "after-the-ttl": {
      caughtBy: BREAKS,
      misconception: {
        en: "Between the two writes the result got too old and was fetched again, with the first write in it.",
        ko: "두 쓰기 사이에 결과가 너무 오래되어 다시 가져왔고, 거기에 첫 쓰기가 들어 있습니다.",
      },
    },
    "nobody-looks": {
      caughtBy: BREAKS,
      misconception: {
        en: "The list in memory is wrong, and nobody is served it: the last poll was before.",
        ko: "메모리의 목록은 틀렸지만 아무도 받지 않습니다. 마지막 쿼리가 그보다 앞이었습니다.",
      },
    },
    "another-partition": {
      caughtBy: BREAKS,
      misconception: {
        en: "The write past the node is of an item that the list would not show anyway. The list is still one that the table had.",
        ko: "노드를 거치지 않은 쓰기가 목록에 어차피 없을 항목의 것입니다. 목록은 여전히 테이블에 있던 것입니다.",
      },
    },
    "the-node-restarts": {
      caughtBy: BREAKS,
      misconception: {
        en: "A node that was down begins with empty caches, and fetches the list anew, with the write in it.",
        ko: "중단되었던 노드는 빈 캐시로 시작하여 목록을 다시 가져오고, 거기에 그 쓰기가 들어 있습니다.",
      },
    },
    "an-index-that-is-not-there": {
      caughtBy: ACCEPTED,
      misconception: {
        en: "The table's only index is by-price.",
        ko: "테이블의 인덱스는 by-price 하나입니다.",
      },
    },
    "line-by-line": {
      caughtBy: TWELVE,
      misconception: {
        en: "More than twelve lines. Two of them do it; which?",
        ko: "열두 줄이 넘습니다. 그 가운데 두 줄이면 됩니다. 어느 것입니까?",
      },
    },
  },
});
