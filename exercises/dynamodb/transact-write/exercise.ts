import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "TransactWriteItems", ko: "TransactWriteItems" },
  lesson: "dynamodb/conditions-and-transactions",
  stars: 3,
  // Of the stub many long runs are made smaller; a right answer takes a tenth of it.
  timeLimitMs: 10_000,
  checks: [
    {
      name: "refuses a request without an action, with more than 100, with two on one item, or above 4 MB",
      nameKo: "동작이 없거나 100개를 넘거나 한 항목에 둘이거나 4 MB를 넘는 요청은 거부한다",
      layer: "example",
      hint: {
        en: "What is counted are items, and what they weigh together. Which two actions would be one item?",
        ko: "세는 것은 항목의 수와 그 크기의 합입니다. 어떤 두 동작이 항목 하나가 됩니까?",
      },
    },
    {
      name: "answers a request that was committed for ten minutes, and takes its token for a new one after that",
      nameKo: "커밋된 요청에는 10분 동안 그대로 응답하고, 그 뒤에는 토큰을 새 요청으로 본다",
      layer: "example",
      hint: {
        en: "The ten minutes count from when it was finished. What does the same token mean a millisecond later?",
        ko: "10분은 끝난 때부터 셉니다. 1밀리초가 더 지나면 같은 토큰은 무엇을 뜻합니까?",
      },
    },
    {
      name: "lets a cancelled request be tried again, and one under way wait",
      nameKo: "취소된 요청은 다시 하게 하고, 진행 중인 요청은 기다리게 한다",
      layer: "example",
      hint: {
        en: "A cancelled transaction has changed nothing. What is the application told if it is answered as done?",
        ko: "취소된 트랜잭션은 아무것도 바꾸지 않았습니다. 그것을 끝났다고 응답하면 애플리케이션은 무엇을 믿게 됩니까?",
      },
    },
    {
      name: "refuses a token that names another request, as long as it does",
      nameKo: "토큰이 다른 요청의 것인 동안에는 거부한다",
      layer: "example",
      hint: {
        en: "The same token with other contents is a fault in the application, as long as something came of the first request. What would it hear if you answered for that one?",
        ko: "같은 토큰에 다른 내용이 왔다면, 앞 요청이 이루어졌거나 진행 중인 한 애플리케이션의 잘못입니다. 앞 요청의 응답을 주면 무엇을 듣게 됩니까?",
      },
    },
    {
      name: "holds an item for a transaction, and leaves it as it is until then",
      nameKo: "트랜잭션을 위해 항목을 잡아 두고, 그때까지 항목은 그대로 둔다",
      layer: "example",
      hint: {
        en: "A read comes between prepare and commit. What may it show?",
        ko: "준비와 커밋 사이에 읽기가 옵니다. 무엇을 보여 주어야 합니까?",
      },
    },
    {
      name: "refuses an item that another transaction holds, or that was changed at the same stamp or later",
      nameKo: "다른 트랜잭션이 잡았거나, 같은 스탬프 또는 그 뒤에 바뀐 항목은 거부한다",
      layer: "example",
      hint: {
        en: "All changes of an item have an order, and the stamp says where this one would stand. Is there room for it?",
        ko: "한 항목의 변경에는 순서가 있고 스탬프가 그 자리를 정합니다. 그 자리가 비어 있습니까?",
      },
    },
    {
      name: "refuses when the condition does not hold, and holds nothing then",
      nameKo: "조건이 맞지 않으면 거부하고, 아무것도 잡지 않는다",
      layer: "example",
      hint: {
        en: "Who would free what is held for a transaction that was refused here?",
        ko: "여기서 거부된 트랜잭션을 위해 잡아 둔 것은 누가 풀어 줍니까?",
      },
    },
    {
      name: "accepts again what it holds for the same transaction",
      nameKo: "같은 트랜잭션을 위해 이미 잡은 항목은 다시 수락한다",
      layer: "example",
      hint: {
        en: "The vote may have been lost, and the coordinator asks again. What did the node promise?",
        ko: "투표가 사라져 코디네이터가 다시 물을 수 있습니다. 노드는 무엇을 약속했습니까?",
      },
    },
    {
      name: "frees the item when it is told of the end, changed at the transaction's stamp if that is a commit",
      nameKo: "끝을 통지받으면 항목을 풀고, 커밋이면 트랜잭션의 스탬프로 바꾼다",
      layer: "example",
      hint: {
        en: "The next transaction is compared with the stamp of the item's last change. Which one was that?",
        ko: "다음 트랜잭션은 항목이 마지막으로 바뀐 스탬프와 비교됩니다. 그것은 무엇입니까?",
      },
    },
    {
      name: "takes nothing from the end of a transaction that does not hold the item",
      nameKo: "그 항목을 잡지 않은 트랜잭션의 끝은 아무것도 바꾸지 않는다",
      layer: "example",
      hint: {
        en: "The message comes again, and by now another transaction holds the item.",
        ko: "메시지가 다시 왔는데, 지금은 다른 트랜잭션이 항목을 잡고 있습니다.",
      },
    },
    {
      name: "refuses a single write of a held item, and stamps any other above the last change",
      nameKo: "잡힌 항목의 단일 쓰기는 거부하고, 다른 쓰기에는 마지막 변경보다 늦은 스탬프를 찍는다",
      layer: "example",
      hint: {
        en: "A coordinator's clock may be ahead of this node's. Stamped with the clock alone, which of the two changes came first?",
        ko: "코디네이터의 시계가 이 노드보다 빠를 수 있습니다. 자기 시계만 찍으면 두 변경 가운데 무엇이 먼저입니까?",
      },
    },
    {
      name: "prepares who has not voted, and decides when all have accepted or one has refused",
      nameKo: "투표하지 않은 쪽에 준비를 요청하고, 모두 수락하거나 하나가 거부하면 결정한다",
      layer: "example",
      hint: {
        en: "Two of three have accepted, the third says nothing. What may the coordinator tell the two?",
        ko: "셋 가운데 둘이 수락했고 셋째는 말이 없습니다. 코디네이터는 둘에게 무엇을 말할 수 있습니까?",
      },
    },
    {
      name: "settles as the ledger says, whatever the votes, and finishes when all are settled",
      nameKo: "투표가 어떻든 원장대로 통지하고, 모두 처리되면 끝낸다",
      layer: "example",
      hint: {
        en: "Another coordinator has decided. This one has heard other votes since. Whom do the nodes have to believe?",
        ko: "다른 코디네이터가 결정했고, 이쪽은 그 뒤에 다른 투표를 들었습니다. 노드들은 누구를 믿어야 합니까?",
      },
    },
    {
      name: "does all of a transaction or nothing, whatever comes late, twice or never",
      nameKo: "무엇이 늦거나 두 번 오거나 오지 않아도 트랜잭션은 전부 하거나 하나도 하지 않는다",
      layer: "property",
      hint: {
        en: "Replay the run. Find the first event after which it cannot end well any more.",
        ko: "실행을 재생해 보십시오. 그 뒤로는 옳게 끝날 수 없게 된 첫 이벤트를 찾으십시오.",
      },
    },
    {
      name: "decides as the reference does, whatever comes late, twice or never",
      nameKo: "무엇이 늦거나 두 번 오거나 오지 않아도 참조 구현과 똑같이 결정한다",
      layer: "property",
      hint: {
        en: "At the event where the two part: what was held, for whom, and what was in the ledger?",
        ko: "둘이 갈라지는 이벤트에서 무엇이 누구를 위해 잡혀 있었고, 원장에는 무엇이 있었습니까?",
      },
    },
    {
      name: "shows a transaction whole or not at all, while coordinators fail",
      nameKo: "코디네이터에 장애가 나도 트랜잭션은 통째로 보이거나 전혀 보이지 않는다",
      layer: "cluster",
      hint: {
        en: "A coordinator failed, and another one has taken over. What did it find in the ledger, and what had the nodes been told by then?",
        ko: "코디네이터 하나가 멈추고 다른 하나가 이어받았습니다. 원장에서 무엇을 보았고, 노드들은 그때까지 무엇을 들었습니까?",
      },
    },
    {
      name: "leaves nothing held, once the faults are over",
      nameKo: "장애가 끝나면 잡힌 채로 남는 것이 없다",
      layer: "cluster",
      hint: {
        en: "Look at the last message about that item. Who would have had to send another one?",
        ko: "그 항목에 관한 마지막 메시지를 보십시오. 누가 하나를 더 보냈어야 합니까?",
      },
    },
    {
      name: "runs transactions event for event as the reference does",
      nameKo: "트랜잭션이 이벤트 하나하나까지 참조 구현과 똑같이 돌아간다",
      layer: "cluster",
      hint: {
        en: "Find the first event in which the two differ, and what that node or coordinator knew.",
        ko: "둘이 처음으로 달라지는 이벤트와, 그 노드나 코디네이터가 알던 것을 찾아보십시오.",
      },
    },
  ],
  hints: [
    {
      en: "Each function looks at what it is given, and keeps nothing. All that a coordinator has to know after a failure is in the ledger entry.",
      ko: "함수마다 받은 것만 보고 아무것도 기억하지 않습니다. 장애 뒤에 코디네이터가 알아야 할 것은 모두 원장의 항목에 있습니다.",
    },
    {
      en: "Ask of each message: what if it comes twice, and what if it comes when everything is over? The hold and the stamp answer it.",
      ko: "메시지마다 물어보십시오. 두 번 오면? 다 끝난 뒤에 오면? 잡힌 표시와 스탬프가 답합니다.",
    },
    {
      en: "There is one moment at which the transaction has happened. Before it, nothing may be visible; after it, nothing may be undone.",
      ko: "트랜잭션이 일어난 순간은 하나입니다. 그 전에는 아무것도 보여서는 안 되고, 그 뒤에는 아무것도 되돌려서는 안 됩니다.",
    },
  ],
  mistakes: {
    "two-on-one-item": {
      caughtBy: "refuses a request without an action, with more than 100, with two on one item, or above 4 MB",
      misconception: {
        en: "The actions of a request are thought to be done one after the other. They are done at one moment, and have no order.",
        ko: "요청의 동작이 차례로 실행된다고 봅니다. 모두 한순간에 일어나며 순서가 없습니다.",
      },
    },
    "finished-is-done": {
      caughtBy: "lets a cancelled request be tried again, and one under way wait",
      misconception: {
        en: "What is over is answered as done. The application believes in a transfer that was cancelled.",
        ko: "끝난 것은 모두 성공으로 응답합니다. 취소된 이체를 애플리케이션은 이루어진 것으로 압니다.",
      },
    },
    "the-token-is-the-request": {
      caughtBy: "refuses a token that names another request, as long as it does",
      misconception: {
        en: "The same token is taken for the same request. Another one gets the answer of the first, and is never made.",
        ko: "토큰이 같으면 같은 요청으로 봅니다. 다른 요청이 앞 요청의 응답을 받고 실행되지 않습니다.",
      },
    },
    "writes-when-it-prepares": {
      caughtBy: "holds an item for a transaction, and leaves it as it is until then",
      misconception: {
        en: "The item is changed at once and changed back by a cancel. Reads see money that may never arrive.",
        ko: "준비할 때 바꾸고 취소하면 되돌립니다. 그 사이의 읽기는 오지 않을지도 모르는 돈을 봅니다.",
      },
    },
    "whoever-holds-it": {
      caughtBy: "refuses an item that another transaction holds, or that was changed at the same stamp or later",
      misconception: {
        en: "Only holds are looked at. A transaction with an old stamp changes what was changed later.",
        ko: "잡혀 있는지만 봅니다. 스탬프가 오래된 트랜잭션이 더 늦게 바뀐 것을 바꿉니다.",
      },
    },
    "refused-and-held": {
      caughtBy: "refuses when the condition does not hold, and holds nothing then",
      misconception: {
        en: "The item is held before its condition is looked at. It stays held for a transaction that was refused.",
        ko: "조건을 보기 전에 먼저 잡습니다. 거부된 트랜잭션 때문에 다른 트랜잭션이 막힙니다.",
      },
    },
    "held-is-held": {
      caughtBy: "accepts again what it holds for the same transaction",
      misconception: {
        en: "A message that comes again is refused. The transaction conflicts with itself, and is cancelled.",
        ko: "다시 온 메시지를 거부합니다. 트랜잭션이 자기 자신과 충돌하여 취소됩니다.",
      },
    },
    "only-the-item-changes": {
      caughtBy: "frees the item when it is told of the end, changed at the transaction's stamp if that is a commit",
      misconception: {
        en: "A commit changes the item and not its stamp. An older transaction may then come after it.",
        ko: "커밋이 항목만 바꾸고 스탬프는 두었습니다. 더 오래된 트랜잭션이 그 뒤에 들어올 수 있습니다.",
      },
    },
    "frees-whatever-is-held": {
      caughtBy: "takes nothing from the end of a transaction that does not hold the item",
      misconception: {
        en: "Any message about an end frees the item. A late one frees it from under another transaction.",
        ko: "끝났다는 메시지라면 무엇이든 항목을 풉니다. 늦게 온 것이 다른 트랜잭션의 것을 풀어 버립니다.",
      },
    },
    "single-writes-go-first": {
      caughtBy: "refuses a single write of a held item, and stamps any other above the last change",
      misconception: {
        en: "A single write does not mind the hold. The commit then overwrites it, and it is lost though it was acknowledged.",
        ko: "단일 쓰기가 잡힌 것을 개의치 않습니다. 뒤이은 커밋이 덮어써서, 응답까지 한 쓰기가 사라집니다.",
      },
    },
    "the-clock-is-right": {
      caughtBy: "refuses a single write of a held item, and stamps any other above the last change",
      misconception: {
        en: "The clock is taken as it is. Where it is behind, a write is stamped below what it has changed.",
        ko: "시계를 그대로 믿습니다. 시계가 늦으면 자기가 바꾼 것보다 이른 스탬프가 찍힙니다.",
      },
    },
    "silence-is-consent": {
      caughtBy: "prepares who has not voted, and decides when all have accepted or one has refused",
      misconception: {
        en: "Nobody has refused, so it is committed. The one that has said nothing may still refuse.",
        ko: "거부한 쪽이 없으니 커밋합니다. 아직 말이 없는 쪽이 거부할 수 있습니다.",
      },
    },
    "tells-before-it-decides": {
      caughtBy: "prepares who has not voted, and decides when all have accepted or one has refused",
      misconception: {
        en: "The nodes are told first, and the ledger last. If the coordinator fails in between, nobody knows that it was committed.",
        ko: "노드에 먼저 알리고 원장에는 나중에 적습니다. 그 사이에 코디네이터가 멈추면 커밋된 것을 아무도 모릅니다.",
      },
    },
    "the-last-votes-count": {
      caughtBy: "settles as the ledger says, whatever the votes, and finishes when all are settled",
      misconception: {
        en: "Votes are believed over the ledger. A coordinator that takes over hears others, and undoes half of it.",
        ko: "원장보다 투표를 믿습니다. 이어받은 코디네이터는 다른 투표를 듣고 절반을 되돌립니다.",
      },
    },
    "decided-is-finished": {
      caughtBy: "settles as the ledger says, whatever the votes, and finishes when all are settled",
      misconception: {
        en: "It is called finished before all nodes have heard. Whoever reads after the answer finds the old item.",
        ko: "모든 노드가 듣기 전에 끝났다고 합니다. 응답을 듣고 읽은 쪽이 옛 항목을 봅니다.",
      },
    },
  },
});
