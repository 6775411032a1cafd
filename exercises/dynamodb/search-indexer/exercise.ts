import { defineExercise } from "four-of-six/exercise";

export default defineExercise({
  title: { en: "Search indexer", ko: "검색 인덱서" },
  lesson: "dynamodb/search-and-indexes",
  stars: 2,
  mayImport: { "four-of-six/dynamodb": ["canonicalItem"] },
  checks: [
    {
      name: "indexes an item as it is after a change, and takes out what was removed, whoever removed it",
      nameKo: "변경 뒤의 항목을 색인하고, 누가 지웠든 지워진 것은 뺀다",
      layer: "example",
      hint: {
        en: "What does a record of a removal lack? And who else removes items?",
        ko: "삭제 레코드에는 무엇이 없습니까? 항목을 지우는 것은 또 누구입니까?",
      },
    },
    {
      name: "gives each key an id of its own, and always the same",
      nameKo: "키마다 고유한 ID를 주고, 같은 키에는 늘 같은 ID를 준다",
      layer: "example",
      hint: {
        en: "Write down the ids of (a, b#c) and (a#b, c). Then turn the attributes of a key around.",
        ko: "(a, b#c)와 (a#b, c)의 ID를 적어 보십시오. 그다음 키 속성의 순서를 바꿔 보십시오.",
      },
    },
    {
      name: "lets the later change win, however late an earlier one comes, and a removal too",
      nameKo: "이전 변경이 아무리 늦게 와도 나중 변경이 이긴다. 삭제도 마찬가지다",
      layer: "example",
      hint: {
        en: "The index refuses what is not newer, if it is told. What of two changes in one second, and of a delete?",
        ko: "알려 주기만 하면 인덱스는 더 새롭지 않은 것을 거절합니다. 같은 초에 일어난 두 변경은, 그리고 삭제는 어떻습니까?",
      },
    },
    {
      name: "is done with what is indexed, was not there to delete, or is newer already",
      nameKo: "색인된 것, 지울 것이 없던 것, 이미 더 새로운 것은 끝난 것으로 본다",
      layer: "example",
      hint: {
        en: "Not every status above 299 is bad news. What does the index have after it?",
        ko: "299보다 큰 상태 코드가 모두 나쁜 소식은 아닙니다. 그 뒤에 인덱스에는 무엇이 있습니까?",
      },
    },
    {
      name: "has the first record that was turned away delivered again, and none before it",
      nameKo: "거절당한 첫 레코드부터 다시 받고, 그 앞은 다시 받지 않는다",
      layer: "example",
      hint: {
        en: "The whole request may be a 200. And which of two numbers is the lower one, if one of them has more digits?",
        ko: "요청 전체는 200일 수 있습니다. 자릿수가 다른 두 번호 가운데 작은 것은 어느 쪽입니까?",
      },
    },
    {
      name: "has all records delivered again if the request itself was refused",
      nameKo: "요청 자체가 거절되면 레코드를 모두 다시 받는다",
      layer: "example",
      hint: {
        en: "How many items does such an answer have?",
        ko: "그런 응답에는 결과가 몇 개 들어 있습니까?",
      },
    },
    {
      name: "sends what can never be indexed to the dead letters, and goes on",
      nameKo: "영영 색인할 수 없는 것은 데드 레터로 보내고 계속 나아간다",
      layer: "example",
      hint: {
        en: "What would happen to the shard if it came again? And to the item if nobody was told, or not why: what does the index say of it?",
        ko: "다시 받는다면 샤드는 어떻게 됩니까? 아무에게도 알리지 않거나 이유를 적지 않는다면 항목은 어떻게 됩니까? 인덱스는 무엇이라고 합니까?",
      },
    },
    {
      name: "leaves no record behind, and none in the way, however the index answers",
      nameKo: "인덱스가 어떻게 답하든 레코드를 빠뜨리지도, 길을 막지도 않는다",
      layer: "property",
      hint: {
        en: "Follow one record through the deliveries: which answer did its last action get?",
        ko: "레코드 하나를 전달마다 따라가 보십시오. 마지막 동작은 어떤 답을 받았습니까?",
      },
    },
    {
      name: "brings the index to what the table has, whatever crashes and whatever is late",
      nameKo: "무엇이 중단되고 무엇이 늦든 인덱스를 테이블과 같게 만든다",
      layer: "cluster",
      hint: {
        en: "Take the item that differs, and look for the last bulk request that touched it.",
        ko: "다른 항목을 하나 골라, 그것을 건드린 마지막 벌크 요청을 찾으십시오.",
      },
    },
    {
      name: "lists what it gave up, and brings nothing back that was deleted",
      nameKo: "포기한 것을 밝히고, 삭제된 것을 되살리지 않는다",
      layer: "cluster",
      hint: {
        en: "A request that Lambda has given up may still arrive. What does it meet in the index?",
        ko: "Lambda가 포기한 요청도 나중에 도착할 수 있습니다. 인덱스에서 무엇을 만납니까?",
      },
    },
  ],
  hints: [
    {
      en: "First bulkOf: one action for each record is enough, and makes the answer easy to read.",
      ko: "먼저 bulkOf입니다. 레코드마다 동작 하나면 충분하고, 그러면 응답을 읽기도 쉽습니다.",
    },
    {
      en: "Then sort the statuses into three heaps: done, again, never. Which heap decides what comes again?",
      ko: "그다음 상태 코드를 세 갈래로 나눕니다. 끝남, 다시, 영영 안 됨. 다시 받을 것은 어느 갈래가 정합니까?",
    },
    {
      en: "What makes it harmless that records come again, and that requests come late? The index does the work, if each action says enough.",
      ko: "레코드가 다시 오고 요청이 늦게 와도 괜찮은 까닭은 무엇입니까? 동작마다 필요한 것을 밝히면 나머지는 인덱스가 합니다.",
    },
  ],
  mistakes: {
    "ttl-deletes-stay": {
      caughtBy: "indexes an item as it is after a change, and takes out what was removed, whoever removed it",
      misconception: {
        en: "Removals by Time to Live are skipped, as if they were somebody else's business. Searches find expired listings for ever.",
        ko: "TTL이 지운 것은 남의 일로 보고 건너뜁니다. 만료된 물건이 검색에 영영 나옵니다.",
      },
    },
    "id-joined": {
      caughtBy: "gives each key an id of its own, and always the same",
      misconception: {
        en: "The key's values are joined by a sign that may stand in a value, too. Two items then share one document.",
        ko: "키 값 안에도 나올 수 있는 기호로 값을 이어 붙입니다. 두 항목이 문서 하나를 나누어 씁니다.",
      },
    },
    "delete-without-version": {
      caughtBy: "lets the later change win, however late an earlier one comes, and a removal too",
      misconception: {
        en: "A delete needs no version, as nothing is left. Any older action that comes late brings the document back.",
        ko: "남는 것이 없으니 삭제에는 버전이 필요 없다고 봅니다. 늦게 온 예전 동작이 문서를 되살립니다.",
      },
    },
    "version-of-the-second": {
      caughtBy: "lets the later change win, however late an earlier one comes, and a removal too",
      misconception: {
        en: "The time of the change is the version. It has whole seconds: the second change in one second is refused as not newer.",
        ko: "변경 시각을 버전으로 씁니다. 시각은 초 단위라서, 같은 초의 두 번째 변경은 더 새롭지 않다고 거절됩니다.",
      },
    },
    "conflict-is-failure": {
      caughtBy: "is done with what is indexed, was not there to delete, or is newer already",
      misconception: {
        en: "409 is tried again. The index has the newer version and will refuse the older one each time: the shard stands still.",
        ko: "409를 다시 시도합니다. 인덱스에는 더 새 버전이 있어 매번 거절하므로 샤드가 멈춥니다.",
      },
    },
    "missing-delete-is-poison": {
      caughtBy: "is done with what is indexed, was not there to delete, or is newer already",
      misconception: {
        en: "404 of a delete is taken for a fault. It says that there was nothing to delete, which is what was wanted.",
        ko: "삭제의 404를 오류로 봅니다. 지울 것이 없었다는 뜻이고, 바라던 결과입니다.",
      },
    },
    "ignores-the-items": {
      caughtBy: "has the first record that was turned away delivered again, and none before it",
      misconception: {
        en: "The request was answered with 200, so all of it counts as done. Each action has a status of its own.",
        ko: "요청이 200을 받았으니 모두 끝났다고 봅니다. 상태 코드는 동작마다 따로 있습니다.",
      },
    },
    "whole-batch-again": {
      caughtBy: "has the first record that was turned away delivered again, and none before it",
      misconception: {
        en: "One failure has the whole batch delivered again. An index that is busy gets the most work for nothing.",
        ko: "하나만 실패해도 배치 전체를 다시 받습니다. 바쁜 인덱스에 헛일이 가장 많이 갑니다.",
      },
    },
    "lowest-as-text": {
      caughtBy: "has the first record that was turned away delivered again, and none before it",
      misconception: {
        en: "The numbers are sorted as text. A number of 22 digits then comes before one of 21, and the earlier record is forgotten.",
        ko: "번호를 텍스트로 정렬합니다. 22자리 번호가 21자리 번호 앞에 와서 이전 레코드를 잊습니다.",
      },
    },
    "whole-request-forgotten": {
      caughtBy: "has all records delivered again if the request itself was refused",
      misconception: {
        en: "Failures are looked for among the items only. A refused request has none, and the batch counts as done.",
        ko: "실패를 개별 결과에서만 찾습니다. 거절된 요청에는 결과가 없으므로 배치가 끝난 것이 됩니다.",
      },
    },
    "poison-blocks": {
      caughtBy: "sends what can never be indexed to the dead letters, and goes on",
      misconception: {
        en: "What failed is tried until it succeeds. A document that the mapping refuses never does, and all behind it wait.",
        ko: "실패한 것은 성공할 때까지 다시 시도합니다. 매핑이 거절한 문서는 성공하지 못하고, 뒤의 모든 것이 기다립니다.",
      },
    },
    "poison-is-dropped": {
      caughtBy: "sends what can never be indexed to the dead letters, and goes on",
      misconception: {
        en: "What cannot be indexed is passed over in silence. Nobody learns that the item is not found.",
        ko: "색인할 수 없는 것을 말없이 넘깁니다. 그 항목이 검색되지 않는다는 것을 아무도 모릅니다.",
      },
    },
  },
});
